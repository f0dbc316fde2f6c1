using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Bundle;

/// <summary>A check that calls a true bundle wrong takes her evidence from her: every choice makes one that passes.</summary>
public sealed class EveryBundleTests
{
    private static readonly (string Name, Func<ReportOptions, ReportOptions> Change)[] s_choices =
    [
        ("as it is", options => options),
        ("without impact", options => options with { WithImpact = false }),
        ("without places", options => options with { WithPlaces = false }),
        ("without witnesses", options => options with { WithWitnesses = false }),
        ("with marks and measures", options => options with { WithMarks = true, WithMeasures = true }),
        ("a period", options => options with { From = new(2026, 4, 2), To = new(2026, 4, 30) }),
        ("one kind", options => options with { Kinds = ["text"] }),
        ("one person", options => options with { People = [3] }),
        ("no pictures", options => options with { Exhibits = ExhibitStyle.Listed }),
        ("the rules of Texas", options => options with { TexasRules = true }),
        ("Spanish", options => options with { Language = "es" }),
    ];

    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task Every_choice_makes_a_bundle_that_passes(RedactionProfile profile)
    {
        await using var test = await MadeAsync();
        foreach (var (name, change) in s_choices)
        {
            var options = change(new() { Profile = profile, WithImpact = true });
            await test.AppendAsync(EntryDraft.Export(options.ToFields().With("report-number", "1").With("program", "0")));
            var words = options.Language == "es" ? new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo("es")) : null;
            await PassesAsync(name, await ServiceBundleTests.BundleAsync(test, profile, change, words));
        }
    }

    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task So_does_a_record_with_nothing_in_it(RedactionProfile profile)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "1").With("program", "0")));
        await PassesAsync("nothing", await ServiceBundleTests.BundleAsync(test, profile));
    }

    private static async Task PassesAsync(string name, byte[] bundle)
    {
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None, limits: BundleLimits.Strict);
        Assert.True(verdict.IsWhole, $"{name}: {verdict.Problem}");
    }

    /// <summary>A case with everything that keeps a text or a file out, or changes one: corrections, marks, withdrawn rows, exhibits and imports.</summary>
    private static async Task<TestCase> MadeAsync()
    {
        var test = await PlantedCase.BeginAsync();
        var file = await test.OpenAsync();
        var (row, picture) = (file.Incidents[0], file.Exhibits[1]);
        var source = await test.ReceiveAsync("Export of 12 Elm Street"u8.ToArray(), "chat.txt");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Redaction, FieldSet.Empty.With("of", row.FirstSeq).With("words", "live").With("kind", "marked").With("profiles", "respondent-service\nlawyer-full")),
            EntryDraft.New(ItemType.Redaction, FieldSet.Empty.With("of", picture.FirstSeq).With("area", "0 0 500 500").With("kind", "marked").With("profiles", "respondent-service\nlawyer-full")),
            EntryDraft.New(ItemType.Import, FieldSet.Empty.With("format", "text").With("files", "chat.txt (9 bytes)").With("own-numbers", "+1 312 555 0133").With("zone", "America/Chicago")),
            EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("what", "export").With("media-type", "text/plain").With("transcript", "=1+1 at 12 Elm Street\nsecond line").With("transcript-by", "Pat")).WithFiles(source.Id).LinkedTo("source", 2),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-03").With("said", "\"Quoted\", with a comma;\nand a line").With("raw", "X: 12 Elm Street").With("source-key", "k").With("tags", "threat").With("locator", "chat.txt!line[3]")).LinkedTo("source", 2),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-05").With("time", "22:10").With("precision", "exact").With("count", "3").With("times", "22:10\n23:20\n00:40").With("narrative", "[I type brackets] near 12 Elm Street [so]")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("said", "No day is known").With("evidence-elsewhere", "The neighbour has it").With("permitted", "yes")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-06").With("direction", "out").With("said", "Please stop")),
            EntryDraft.New(ItemType.Measure, FieldSet.Empty.With("what", "New locks at 12 Elm Street")),
            EntryDraft.New(ItemType.CareVisit, FieldSet.Empty.With("who", "Dr Example")),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Police").With("told", "All of it, at 12 Elm Street")));
        foreach (var name in (string[])["gone.png", "stays.png"])
        {
            var received = await test.ReceiveAsync(TestImages.Png(2, 8, interlaced: false, name), name);
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", "image/png").With("description", name)).WithFiles(received.Id));
        }

        file = await test.OpenAsync();
        await test.AppendAsync(
            EntryDraft.Withdraw(file.Exhibits.Single(one => one["description"] == "gone.png"), "Not mine, says 12 Elm Street"),
            EntryDraft.Withdraw(file.Incidents.Single(one => one["times"] is not null), "By mistake"),
            EntryDraft.Amend(file.Incidents.Single(one => one.When.Date is null), FieldSet.Empty.With("evidence-elsewhere", "").With("private-note", "only this"), "A reason for a private change"),
            EntryDraft.Withdraw(file.Contacts[1], "Not needed"),
            EntryDraft.Withdraw(file.Responses[0], "Twice"));
        return test;
    }
}
