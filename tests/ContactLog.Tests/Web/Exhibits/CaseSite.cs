using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data.Accounts;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Exhibits;

/// <summary>The program with a case begun in it, and a browser that is signed in.</summary>
internal sealed class CaseSite : IAsyncDisposable
{
    private readonly Visitor _visitor;

    private CaseSite(TestSite site, Visitor visitor)
    {
        Site = site;
        _visitor = visitor;
    }

    public TestSite Site { get; }

    public HttpClient Browser => _visitor.Http;

    /// <summary>The cookie of the session, for a real browser.</summary>
    public string Session => _visitor.Cookie("n")!;

    public static async Task<CaseSite> StartAsync(Action<WebApplicationBuilder>? adjust = null, TestClock? clock = null)
    {
        var test = await TestSite.StartAsync(adjust, clock);
        var site = new CaseSite(test, await test.SignedInAsync());
        await site.WithCaseAsync(async current =>
        {
            await current.BeginAsync(FieldSet.Empty.With("label", "Notes").With("zone", "America/Chicago").With("own-name", "Casey Example"), CancellationToken.None);
            return 0;
        });
        return site;
    }

    public Task<Appended> AppendAsync(params EntryDraft[] drafts) => WithCaseAsync(current => current.AppendAsync(null, drafts, CancellationToken.None));

    public Task<CaseFile> OpenAsync() => WithCaseAsync(async current => (await current.OpenAsync(CancellationToken.None))!);

    /// <summary>The page; fails with its text when the answer is not 200.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var response = await Browser.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}\n{text}");
        return System.Net.WebUtility.HtmlDecode(text);
    }

    /// <summary>Sends the first form of a page with some fields set, as a browser would.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] values)
    {
        var page = await GetAsync(path);
        var fields = Hidden(page).Where(field => !values.Any(value => value.Name == field.Key)).ToList();
        fields.AddRange(values.Select(value => KeyValuePair.Create(value.Name, value.Value)));
        return await Browser.PostAsync(path, new FormUrlEncodedContent(fields));
    }

    /// <summary>Sends files with the form at a path, the token first.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string path, params (string Name, byte[] Bytes)[] files) =>
        await Browser.PostAsync(path, await FormAsync(path, files));

    public async Task<MultipartFormDataContent> FormAsync(string path, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in Hidden(await GetAsync(path)))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            form.Add(FileOf(name, bytes));
        }

        return form;
    }

    /// <summary>A part as browsers write it: the name in quotes, as UTF-8, with quotes and line ends escaped.</summary>
    public static ByteArrayContent FileOf(string name, byte[] bytes)
    {
        var part = new ByteArrayContent(bytes);
        var escaped = name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"Files\"; filename=\"{Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(escaped))}\"");
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return part;
    }

    public static IReadOnlyDictionary<string, string> Hidden(string page) =>
        Regex.Matches(page, "<input[^>]*type=\"hidden\"[^>]*>").Select(match => match.Value)
            .Select(tag => (Name: Regex.Match(tag, "name=\"([^\"]*)\"").Groups[1].Value, Value: Regex.Match(tag, "value=\"([^\"]*)\"").Groups[1].Value))
            .GroupBy(field => field.Name).ToDictionary(group => group.Key, group => group.First().Value);

    public async Task<T> WithCaseAsync<T>(Func<CurrentCase, Task<T>> use)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Features.Set(await scope.ServiceProvider.GetRequiredService<Sessions>().FindAsync(SessionTicket.Parse(_visitor.Cookie("n"))!, CancellationToken.None));
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        return await use(scope.ServiceProvider.GetRequiredService<CurrentCase>());
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await Site.DisposeAsync();
    }
}
