using System.Diagnostics;
using System.IO.Compression;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Private;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Plans;
using ContactLog.Domain.Record;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Time;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Web.Demo;
using ContactLog.Web.Pages.Journal;
using ContactLog.Web.Pages.Support;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContactLog.Tests.Web.Demo;

[Collection(DemoCollection.Name)]
public sealed class DemoCaseTests(BuiltDemo demo)
{
    [Fact]
    public void It_has_what_is_worth_looking_at()
    {
        var file = demo.Case;
        Assert.InRange(file.Incidents.Count, 60, 200);
        Assert.Equal(Enum.GetValues<IncidentKind>(), file.Incidents.Select(incident => incident.Kind).Distinct().Order());
        Assert.Equal(3, file.Lines.OfType<Boundary>().Count());
        var order = Assert.Single(file.Lines.OfType<CourtOrder>());
        Assert.All(new[] { order.Issued, order.From, order.Until }, time => Assert.NotNull(time.Date));
        Assert.Equal(["go-between", "main", "other"], file.Contacts.Select(contact => contact["role"]).Order(StringComparer.Ordinal));
        Assert.Contains(file.ContactPoints, point => point.IsBlocked && point["saved-first"] == "yes");
        Assert.Equal(12, file.Exhibits.Count);
        Assert.Equal([MediaFamily.Picture, MediaFamily.Sound, MediaFamily.Other], file.Exhibits.Select(exhibit => exhibit.Media.Family).Distinct().Order());
        Assert.Contains("place: 43.50000, -87.00000", file.Exhibits.Single(exhibit => exhibit["description"] == "Parcel at the door")["metadata"], StringComparison.Ordinal);
        var days = file.Incidents.Where(incident => incident.When.Date is not null).Select(incident => incident.When.Date!.Value).ToList();
        Assert.True(Period.Between(days.Min(), days.Max(), PeriodUnits.Months).Months >= 5);
    }

    [Fact]
    public void It_shows_every_way_a_record_can_grow()
    {
        var file = demo.Case;
        Assert.True(file.Entries.Count(entry => entry.Text.Kind == EntryKind.Amend && entry.Reason is not null) >= 5);
        Assert.Equal(2, file.Entries.Count(entry => entry.Text.Kind == EntryKind.Withdraw));
        Assert.Single(file.Entries, entry => entry.Text.Kind == EntryKind.Restore);
        Assert.Single(file.AllIncidents, incident => incident.IsWithdrawn);
        Assert.Contains(file.Incidents, incident => incident.When.DaysUntil(incident.Recorded) > 1);
        Assert.Contains(file.AllIncidents, incident => incident.IsOwn);
        Assert.Contains(file.Incidents, incident => incident["witness"] is not null);
        Assert.Contains(file.Incidents, incident => incident["police-number"] is not null);
        Assert.Contains(file.Incidents, incident => incident["private-note"] is not null);
        var burst = Assert.Single(file.Incidents, incident => incident.Count == 12);
        Assert.Equal(12, burst.Fields.List("times").Count);
        Assert.Equal(IncidentKind.Call, burst.Kind);
    }

    [Fact]
    public void Times_around_the_clock_changes_are_asked_for_and_never_invented()
    {
        var folds = demo.Case.Incidents.Where(incident => incident.When.Date == new LocalDate(2025, 11, 2)).Select(incident => incident.When.Fold).Distinct().Order();
        Assert.Equal([Fold.First, Fold.Second, Fold.Unsure], folds);
        Assert.All(demo.Case.Incidents.Where(incident => incident.When is { Date: not null, Time: not null }), incident =>
            Assert.NotEqual(0, incident.When.Zone.MapLocal(incident.When.Date!.Value + incident.When.Time!.Value).Count));
        var night = demo.Case.Incidents.First(incident => incident.When.Date == new LocalDate(2026, 3, 8));
        Assert.Equal(Precision.Part, night.When.Precision);
        Assert.Throws<InvalidOperationException>(() => DemoBook.At(ContactLog.Domain.Items.FieldSet.Empty, "2026-03-08", "02:30"));
    }

    [Fact]
    public void Every_way_of_standing_to_a_boundary_occurs()
    {
        var seen = demo.Case.Incidents.SelectMany(incident => demo.Case.Lines.Select(line => demo.Case.Counts.StandingOf(incident, line))).ToHashSet();
        Assert.Equal(Enum.GetValues<Standing>(), seen.Order());
        Assert.Contains(demo.Case.Lines, line => line.Until.Date is not null && line is Boundary);
        Assert.All(demo.Case.Counts.Lines, count => Assert.NotEmpty(count.After.Rows));
    }

    [Fact]
    public void It_shows_what_was_done_about_it_and_which_entries_name_the_order()
    {
        Assert.Equal(Response.Types, demo.Case.Responses.Select(response => response.Type).Distinct().Order());
        var terms = OrderTerms.Of(demo.Case, demo.Case.Lines.OfType<CourtOrder>().Single());
        Assert.Contains(terms, term => term.IsOfOrder && term.Incidents.Count == 2);
    }

    [Fact]
    public async Task Her_plan_the_people_who_know_and_a_journal_are_there_and_in_no_record()
    {
        using var opened = await demo.Services.GetRequiredService<PasswordCheck>().CheckAsync(DemoCase.UserName, DemoCase.Passphrase, CancellationToken.None) is { Keys: { } keys } ? keys : throw new InvalidOperationException("It does not open.");
        var papers = demo.Services.GetRequiredService<PrivatePapers>();
        var steps = (await papers.AllAsync<PlanStep>(opened, PaperShelf.Plan, CancellationToken.None)).Papers.Select(paper => paper.Content).ToList();
        Assert.Equal(PlanCatalogue.Areas.Select(area => area.Name).Order(StringComparer.Ordinal), steps.Select(step => step.Area).Distinct().Order(StringComparer.Ordinal));
        Assert.All(steps, step => Assert.Contains(step.State, PlanStates.All));
        Assert.All(steps, step => Assert.True(step.Suggestion is null || PlanCatalogue.Find(step.Area)!.Suggestions.Any(one => one.Name == step.Suggestion), step.Suggestion));
        Assert.Contains(steps, step => step.Measure is { } measure && demo.Case.Find<Measure>(measure) is not null);
        Assert.Contains(steps, step => step.Day() is not null);
        var people = (await papers.AllAsync<SupportPerson>(opened, PaperShelf.People, CancellationToken.None)).Papers;
        Assert.Contains(people, person => person.Content.CodeWord is not null);
        Assert.NotEmpty((await papers.AllAsync<JournalNote>(opened, PaperShelf.Journal, CancellationToken.None)).Papers);
        var record = string.Join('\n', demo.Case.Entries.SelectMany(entry => entry.FieldFiles.Values).Select(file => file.Text));
        Assert.All(people, person => Assert.DoesNotContain(person.Content.Told!, record, StringComparison.Ordinal));
    }

    [Fact]
    public void Everything_in_it_is_fictitious()
    {
        // Numbers and domains that are set aside: nobody has them.
        var words = string.Join('\n', demo.Case.Entries.SelectMany(entry => entry.FieldFiles.Values).Select(file => file.Text));
        Assert.All(System.Text.RegularExpressions.Regex.Matches(words, @"\b555-\d{4}"), match => Assert.StartsWith("555-01", match.Value, StringComparison.Ordinal));
        Assert.All(System.Text.RegularExpressions.Regex.Matches(words, @"[@/]([a-z]+\.)+[a-z]{2,}"), match => Assert.Matches(@"example(\.com|\.net|\.org)?$|\.placeholder", match.Value));
    }

    [Fact]
    public async Task Its_bundle_is_whole()
    {
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(demo.Bundle), CancellationToken.None);
        Assert.True(verdict.IsWhole, verdict.Problem);
    }

    [Fact]
    public void Its_bundle_passes_sha256sum_where_nobody_knows_us()
    {
        var folder = Directory.CreateTempSubdirectory("contactlog-test-");
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(demo.Bundle)))
            {
                zip.ExtractToDirectory(folder.FullName);
            }

            var manifest = Assert.Single(Directory.GetFiles(folder.FullName, "manifest-sha256.txt", SearchOption.AllDirectories));
            using var sum = Process.Start(new ProcessStartInfo("sha256sum", ["--quiet", "--strict", "-c", manifest]) { WorkingDirectory = Path.GetDirectoryName(manifest)!, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
            var said = sum.StandardOutput.ReadToEnd() + sum.StandardError.ReadToEnd();
            sum.WaitForExit();
            Assert.True(sum.ExitCode == 0, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Its_report_is_well_formed_tagged_and_has_the_words_of_every_boundary()
    {
        Poppler.Check(demo.Pdf);
        Assert.Matches(@"Tagged:\s+yes", Poppler.Run("pdfinfo", demo.Pdf, "FILE"));
        var text = Poppler.Flat(demo.Pdf);
        Assert.All(demo.Case.Lines, line => Assert.Contains(line.Words!, text, StringComparison.Ordinal));
        Assert.DoesNotContain("address programme", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_cover_and_its_summary_stand_on_a_page_each()
    {
        var pages = Poppler.Text(demo.Pdf).Split('\f');
        Assert.Contains("14. Hashes", pages[0], StringComparison.Ordinal);
        Assert.Contains("Contacts by kind", pages[1], StringComparison.Ordinal);
        Assert.Contains("Contacts per week", pages[1], StringComparison.Ordinal);
        Assert.DoesNotContain("1. Summary", pages[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_the_same_case_every_time()
    {
        using var again = Installation.Open(DemoFolder.Locate(Path.Combine(demo.Folder, "again")));
        await using var second = await DemoCase.BuildAsync(again, CancellationToken.None);
        var file = await BuiltDemo.OpenAsync(second);
        Assert.Equal(Told(demo.Case), Told(file));
        Assert.Equal(demo.Case.Counts.All.Contacts, file.Counts.All.Contacts);
        Assert.NotEqual(demo.Case.Head, file.Head);
        Assert.Equal(demo.Case.Exhibits.Select(exhibit => exhibit.File.Entry.Sha256), file.Exhibits.Select(exhibit => exhibit.File.Entry.Sha256));

        static IEnumerable<string> Told(ContactLog.Domain.Cases.CaseFile file) => file.Entries.Select(entry =>
            $"{entry.Seq} {entry.Recorded} {entry.Text.Kind} {string.Join('|', entry.FieldFiles.All.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value.Text}"))}");
    }
}
