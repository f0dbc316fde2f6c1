using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Pdf;

/// <summary>Every copy that can be chosen, as other people's programs read it.</summary>
public sealed class CopiesTests
{
    [Theory]
    [InlineData(RedactionProfile.CourtPublic)]
    [InlineData(RedactionProfile.RespondentService)]
    [InlineData(RedactionProfile.LawyerFull)]
    public async Task Every_copy_is_sound_and_tagged_on_either_paper_in_either_language(RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        foreach (var paper in Enum.GetValues<Paper>())
        {
            foreach (var language in (string[])["en", "es"])
            {
                var pdf = await WriteAsync(test, new ReportOptions { Profile = profile, Paper = paper, Language = language });
                Poppler.Check(pdf);
                var facts = Poppler.Run("pdfinfo", pdf, "FILE");
                Assert.Matches(@"Tagged:\s+yes", facts);
                Assert.Matches(paper == Paper.A4 ? @"Page size:\s+595\.\d+ x 841\.\d+" : @"Page size:\s+612 x 792", facts);
                Assert.Contains($"<rdf:li>{language}</rdf:li>", Poppler.Run("pdfinfo", pdf, "-meta", "FILE"), StringComparison.Ordinal);
                Assert.Contains(language == "es" ? "Cronología" : "Chronology", Poppler.Text(pdf), StringComparison.Ordinal);
            }
        }
    }

    // The other side reads it closely: no copy may lean on a file that does not come with it.
    [Theory]
    [InlineData(RedactionProfile.CourtPublic, false, false)]
    [InlineData(RedactionProfile.RespondentService, true, false)]
    [InlineData(RedactionProfile.LawyerFull, true, true)]
    public async Task A_copy_names_the_bundle_and_the_originals_only_where_they_come_with_it(RedactionProfile profile, bool hasBundle, bool hasOriginals)
    {
        await using var test = await PlantedCase.BeginAsync();
        var text = Poppler.Flat(await WriteAsync(test, new ReportOptions { Profile = profile }));

        Assert.Equal(hasBundle, text.Contains("sha256sum -c manifest-sha256.txt", StringComparison.Ordinal));
        Assert.Equal(!hasBundle, text.Contains("No bundle is made with this copy.", StringComparison.Ordinal));
        Assert.Equal(hasOriginals, text.Contains("exhibits/A-001", StringComparison.Ordinal));
        Assert.Equal(hasOriginals, text.Contains("The original is in the bundle", StringComparison.Ordinal));
        Assert.Equal(!hasOriginals, text.Contains("The original is kept in the record", StringComparison.Ordinal));
    }

    // On another day the days before and after a boundary are others, too; minutes change nothing but themselves.
    [Fact]
    public async Task Two_reports_of_one_record_differ_in_their_number_and_time_alone()
    {
        await using var test = await PlantedCase.BeginAsync();
        var options = new ReportOptions { Profile = RedactionProfile.LawyerFull };
        var first = Poppler.Flat(await WriteAsync(test, options));
        var second = Poppler.Flat(await WriteAsync(test, options, "20260424-2", later: 7));

        Assert.NotEqual(first, second);
        var made = (await test.OpenAsync()).Entries[^1].Recorded.InZone((await test.OpenAsync()).Zone).LocalDateTime;
        string Time(NodaTime.LocalDateTime time) => "Made " + time.ToString("d MMMM uuuu, HH:mm", CultureInfo.InvariantCulture);
        Assert.Contains(Time(made), first, StringComparison.Ordinal);
        Assert.Equal(
            first,
            second.Replace("20260424-2", "20260423-1", StringComparison.Ordinal).Replace(Time(made.PlusMinutes(7)), Time(made), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_of_one_incident_makes_a_whole_report()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-20").With("time", "22:08").With("precision", "exact").With("narrative", "Nobody spoke.")));
        var pdf = await WriteAsync(test, new ReportOptions());

        Poppler.Check(pdf);
        var text = Poppler.Flat(pdf);
        Assert.Contains("1 of 1. None left out.", text, StringComparison.Ordinal);
        Assert.Contains("Nobody spoke.", text, StringComparison.Ordinal);
        Assert.Contains("End of chronology: 1 of 1 rows.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Not sure")]
    [InlineData("es", "Con seguridad")]
    public async Task No_account_and_no_certainty_is_broken_in_two_in_the_table_of_numbers(string language, string sure)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "@r_placeholder_00").With("kind", "account").With("certainty", language == "es" ? "sure" : "unsure")
                .With("blocked-on", "2026-03-29").With("saved-first", "yes")).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-04-01").With("precision", "day")));
        var text = Poppler.Text(await WriteAsync(test, new ReportOptions { Language = language, Paper = Paper.A4 }), "-layout");
        Assert.Contains("@r_placeholder_00", text, StringComparison.Ordinal);
        Assert.Contains(sure, text, StringComparison.Ordinal);
    }

    private static async Task<byte[]> WriteAsync(TestCase test, ReportOptions options, string id = "20260423-1", int later = 0)
    {
        var words = new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo(options.Language == "es" ? "es" : "en-GB"));
        var source = PlantedCase.Source(await test.OpenAsync(), options);
        using var output = new MemoryStream();
        new PdfReportWriter(words).Write(ReportBuilder.Build(source with { ReportId = id, Made = source.Made + NodaTime.Duration.FromMinutes(later) }, words), output);
        return output.ToArray();
    }
}
