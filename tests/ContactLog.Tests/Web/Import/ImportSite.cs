using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Import;

/// <summary>The program with a case begun in it, and somebody who brings in backups through its pages.</summary>
internal sealed partial class ImportSite : IAsyncDisposable
{
    public const string Zone = "America/Chicago";

    private readonly Visitor _visitor;
    private readonly CaseKey _key;

    private ImportSite(TestSite site, Visitor visitor, CaseKey key)
    {
        Site = site;
        _visitor = visitor;
        _key = key;
    }

    public TestSite Site { get; }

    public HttpClient Browser => _visitor.Http;

    public static async Task<ImportSite> StartAsync(Action<WebApplicationBuilder>? adjust = null)
    {
        var site = await TestSite.StartAsync(adjust);
        var visitor = await site.SignedInAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var owner = await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.AsNoTracking().SingleAsync();
        var key = await scope.ServiceProvider.GetRequiredService<Recorder>().BeginAsync(
            owner.Id, owner.PublicKey, "Casey Example", FieldSet.Empty.With("label", "Notes").With("zone", Zone).With("own-name", "Casey Example"), CancellationToken.None);
        return new(site, visitor, key);
    }

    public Task<Appended> AppendAsync(params EntryDraft[] drafts) => AppendAsync(drafts, null);

    public Task<Appended> AppendAsync(EntryDraft[] drafts, Action<int>? progress) =>
        WithAsync<Recorder, Appended>(recorder => recorder.AppendAsync(_key, "Casey Example", drafts, null, CancellationToken.None, progress));

    public Task<CaseFile> OpenAsync() => WithAsync<CaseOpener, CaseFile>(opener => opener.OpenAsync(_key, CancellationToken.None));

    /// <summary>As if what is pending had begun to arrive so much earlier; the clock cannot be moved that far without ending the session.</summary>
    public Task<int> AgeFilesAsync(TimeSpan by) => WithAsync<ContactLogDb, int>(db =>
        db.Database.ExecuteSqlAsync($"UPDATE Files SET StartedAt = StartedAt - {(long)by.TotalSeconds} WHERE EntryId IS NULL"));

    /// <summary>As if a file that arrived had been swept.</summary>
    public Task<bool> DropAsync(Guid fileId) => WithAsync<FileStore, bool>(async files =>
    {
        await files.DropPendingAsync(_key, fileId, CancellationToken.None);
        return true;
    });

    public Task<int> SweepAsync() => WithAsync<FileStore, int>(files => files.SweepAsync(CancellationToken.None));

    public Task<byte[]> BytesAsync(Guid fileId) => WithAsync<FileStore, byte[]>(async files =>
    {
        await using var stream = await files.OpenAsync(_key, fileId, CancellationToken.None);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    });

    public async Task<Page> GetAsync(string path) => await ReadAsync(path, await Browser.GetAsync(path));

    /// <summary>Sends a backup with the form of the first page.</summary>
    public Task<Page> UploadAsync(string backup, string name = "sms-20260422.xml") => UploadAsync(Encoding.UTF8.GetBytes(backup), name);

    public async Task<Page> UploadAsync(byte[] bytes, string name = "sms-20260422.xml")
    {
        var page = await GetAsync("/Import");
        using var form = new MultipartFormDataContent { { new StringContent(page.Token), "__RequestVerificationToken" } };
        using var file = new ByteArrayContent(bytes);
        form.Add(file, "Export", name);
        return await ReadAsync("/Import", await Browser.PostAsync("/Import", form));
    }

    /// <summary>Sends files with the form of the first page, and gives the page that asks whose they are.</summary>
    public async Task<Page> SendAsync(params (string Name, byte[] Bytes)[] files)
    {
        var page = await GetAsync("/Import");
        using var form = new MultipartFormDataContent { { new StringContent(page.Token), "__RequestVerificationToken" } };
        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "Export", name);
        }

        var sent = await ReadAsync("/Import", await Browser.PostAsync("/Import", form));
        Assert.True(sent.Location is { Length: > 0 }, sent.ToString());
        return await GetAsync(sent.Location!);
    }

    /// <summary>Uploads and gives the page that asks whose messages these are.</summary>
    public async Task<Page> ChooseAsync(string backup)
    {
        var sent = await UploadAsync(backup);
        Assert.True(sent.Location?.StartsWith("/Import/Choose/", StringComparison.Ordinal), sent.ToString());
        return await GetAsync(sent.Location!);
    }

    /// <summary>Presses a button of a page: its hidden fields, and these.</summary>
    public async Task<Page> PostAsync(Page page, string path, params (string Name, string Value)[] values)
    {
        var fields = page.Hidden.Where(field => values.All(value => value.Name != field.Name)).Concat(values)
            .Append(("__RequestVerificationToken", page.Token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var body = new FormUrlEncodedContent(fields);
        return await ReadAsync(path, await Browser.PostAsync(path, body));
    }

    public Task<Page> PreviewAsync(Page choose, string person, params (string Name, string Value)[] more) =>
        PostAsync(choose, choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal), [.. new[] { ("Input.Person", person), ("Input.Zone", Zone) }.Where(one => more.All(other => other.Name != one.Item1)), .. more]);

    public Task<Page> AddAsync(Page preview, params (string Name, string Value)[] more) => PostAsync(preview, preview.Path + (preview.Path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "handler=Add", more);

    /// <summary>The whole way.</summary>
    public async Task<Page> ImportAsync(string backup, string person, params (string Name, string Value)[] more)
    {
        var added = await AddAsync(await PreviewAsync(await ChooseAsync(backup), person, more));
        Assert.True(added.Location?.StartsWith("/Import/Done/", StringComparison.Ordinal), added.ToString());
        return await GetAsync(added.Location!);
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        _key.Dispose();
        await Site.DisposeAsync();
    }

    private static async Task<Page> ReadAsync(string path, HttpResponseMessage response)
    {
        using (response)
        {
            return new(response.StatusCode, path, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync());
        }
    }

    private async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use) where TService : notnull
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A page as a browser got it.</summary>
    internal sealed partial record Page(HttpStatusCode Status, string Path, string? Location, string Html)
    {
        public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ");

        public string Token => Attribute(Regex.Match(Html, "<input[^>]*__RequestVerificationToken[^>]*>").Value, "value") ?? "";

        public IReadOnlyList<(string Name, string Value)> Hidden =>
            [.. Regex.Matches(Html, "<input[^>]*type=\"hidden\"[^>]*>").Select(input => (Attribute(input.Value, "name") ?? "", Attribute(input.Value, "value") ?? "")).Where(one => one.Item1.StartsWith("Input.", StringComparison.Ordinal))];

        /// <summary>The tally of the page: its lines and its sum.</summary>
        public (Dictionary<string, int> Lines, int Sum) Tally
        {
            get
            {
                var table = Regex.Match(Html, "<table.*?</table>", RegexOptions.Singleline).Value;
                var rows = Regex.Matches(table, "<tr>\\s*<th scope=\"row\">(.*?)</th>\\s*<td class=\"num\">(.*?)</td>", RegexOptions.Singleline)
                    .Select(row => (What: Clean(row.Groups[1].Value), Count: int.Parse(Clean(row.Groups[2].Value).Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture))).ToList();
                Assert.True(rows.Count > 1, ToString());
                return (rows[..^1].ToDictionary(row => row.What, row => row.Count), rows[^1].Count);
            }
        }

        public void AddsUp()
        {
            var (lines, sum) = Tally;
            Assert.Equal(sum, lines.Values.Sum());
        }

        public override string ToString() => $"{(int)Status} {Path} -> {Location}\n{Text}";

        private static string Clean(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, "")), " ").Trim();

        private static string? Attribute(string tag, string name) =>
            Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

        [GeneratedRegex("<[^>]+>")]
        private static partial Regex Tags();

        [GeneratedRegex("\\s+")]
        private static partial Regex Spaces();
    }
}
