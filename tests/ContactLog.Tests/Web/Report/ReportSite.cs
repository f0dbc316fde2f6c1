using System.Net;
using ContactLog.Data;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Report;

/// <summary>Her, at the pages of the report, with a record that has some of everything a report shows.</summary>
internal sealed class ReportSite : IAsyncDisposable
{
    /// <summary>A word that stands in a private note and nowhere else.</summary>
    public const string Secret = "Zwetschgenmus";

    private readonly CaseKey _key;

    private ReportSite(TestSite site, Visitor visitor, CaseKey key)
    {
        Site = site;
        Visitor = visitor;
        _key = key;
    }

    public TestSite Site { get; }

    public Visitor Visitor { get; }

    public static async Task<ReportSite> StartAsync()
    {
        var site = await TestSite.StartAsync();
        var visitor = await site.SignedInAsync();
        await using var scope = site.Services.CreateAsyncScope();
        var owner = await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.AsNoTracking().SingleAsync();
        var key = await scope.ServiceProvider.GetRequiredService<Recorder>().BeginAsync(
            owner.Id, owner.PublicKey, "Casey Example",
            FieldSet.Empty.With("label", "Notes").With("zone", "America/Chicago").With("own-name", "Casey Example").With("court", "Example County Court").With("case-number", "26-CV-0000"),
            CancellationToken.None);
        var report = new ReportSite(site, visitor, key);
        await report.FillAsync();
        await visitor.SubmitAsync(await visitor.OpenAsync("/Account/StepUp"), "Input.Password", ("Input.Password", TestSite.Password));
        return report;
    }

    public Task<Appended> AppendAsync(params EntryDraft[] drafts) =>
        WithAsync<Recorder, Appended>(recorder => recorder.AppendAsync(_key, "Casey Example", drafts, null, CancellationToken.None));

    public Task<CaseFile> OpenAsync() => WithAsync<CaseOpener, CaseFile>(opener => opener.OpenAsync(_key, CancellationToken.None));

    public async Task<Appended> AttachAsync(byte[] bytes, string name, FieldSet fields)
    {
        var file = await WithAsync<FileStore, ReceivedFile>(files => files.ReceiveAsync(_key, new MemoryStream(bytes), name, 1 << 30, CancellationToken.None));
        return await AppendAsync(EntryDraft.New(ItemType.Exhibit, fields.With("media-type", file.Media.MimeType)).WithFiles(file.Id));
    }

    /// <summary>Changes the database behind the program's back, as an intruder or a bad disk would.</summary>
    public Task<int> TamperAsync(FormattableString sql) => WithAsync<ContactLogDb, int>(db => db.Database.ExecuteSqlAsync(sql));

    /// <summary>Presses a button of the choices that sends them to another path.</summary>
    public async Task<VisitedPage> SendAsync(string path, params (string Name, string Value)[] values) => await SendAsync(await Visitor.GetAsync("/Report"), path, values);

    public Task<VisitedPage> SendAsync(VisitedPage page, string path, params (string Name, string Value)[] values)
    {
        Assert.Contains("action=\"/Report\"", page.Html, StringComparison.Ordinal);
        return Visitor.SubmitAsync(page with { Html = page.Html.Replace("action=\"/Report\"", $"action=\"{path}\"", StringComparison.Ordinal) }, "id=\"choices\"", values);
    }

    /// <summary>Makes a report; its entry.</summary>
    public async Task<int> MakeAsync(params (string Name, string Value)[] values)
    {
        // The tests of what a report holds are about the whole of it; those of redaction name their profile.
        var sent = await SendAsync("/Report/Make", values.Any(value => value.Name == "Input.Profile") ? values : [.. values, ("Input.Profile", "lawyer-full")]);
        Assert.True(sent.Location?.StartsWith("/Report/Made/", StringComparison.Ordinal), sent.ToString());
        return int.Parse(sent.Location!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<(HttpResponseMessage Response, byte[] Bytes)> DownloadAsync(string path)
    {
        var response = await Visitor.Http.GetAsync(path);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {response.Headers.Location}");
        return (response, bytes);
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        Visitor.Dispose();
        await Site.DisposeAsync();
    }

    private async Task FillAsync()
    {
        await AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("name", "R. Placeholder").With("role", "main").With("relationship", "former partner")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Please do not contact me again in any way, including through other people. I will not reply.")
                .With("date", "2026-03-03").With("time", "18:22").With("precision", "exact").With("channel", "text").With("scope", "all")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary order").With("date", "2026-04-20").With("time", "14:05").With("precision", "exact")));
        var drafts = new List<EntryDraft>();
        for (var week = 0; week < 14; week++)
        {
            var day = new DateOnly(2026, 1, 13).AddDays(week * 7);
            drafts.Add(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", week % 3 == 0 ? "call" : week % 3 == 1 ? "text" : "email").With("count", 1 + (week * 5 % 9)).With("from", "555-0142")
                .With("date", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).With("time", "18:40").With("precision", "exact")
                .With("said", week % 3 == 1 ? "Why are you doing this to me" : "")));
        }

        drafts.Add(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("date", "2026-04-17").With("time", "17:50").With("precision", "about")
            .With("place", "14 Sample Street").With("narrative", "Grey hatchback parked opposite; left after about ten minutes.").With("said", "I only want five minutes.\nYou owe me that.")
            .With("witness", "Pat Nobody").With("sleep", "I could not sleep for two nights").With("private-note", Secret)));
        await AppendAsync([.. drafts]);
        var seq = (await OpenAsync()).Incidents[^1].FirstSeq;
        await AttachAsync(TestImages.Png(2, 8, interlaced: false, "secret"), "IMG_4711.png", FieldSet.Empty.With("description", "Hatchback").With("of", seq).With("what", "photo"));
        await AttachAsync("a voice"u8.ToArray(), "voice.amr", FieldSet.Empty.With("description", "Voicemail"));
    }

    private async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use) where TService : notnull
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
