using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Report;

public sealed class ReportPagesTests
{
    [Fact]
    public async Task Her_choices_become_a_PDF_with_as_many_pages_as_was_said()
    {
        await using var site = await ReportSite.StartAsync();
        var choose = await site.Visitor.GetAsync("/Report");
        var promised = int.Parse(Regex.Match(choose.Text, "Make the report, (\\d+) pages").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var seq = await site.MakeAsync(("Input.Profile", "court-public"));
        var (response, pdf) = await site.DownloadAsync($"/Report/Pdf/{seq}");

        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
        Assert.Equal(promised, Pages(pdf));
        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(pdf.Length, response.Content.Headers.ContentLength);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Matches("^Record[0-9]{8}no1\\.pdf$", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var text = Poppler.Run("pdftotext", pdf, "FILE", "-");
        Assert.Contains("Please do not contact me again in any way", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ReportSite.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("could not sleep", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bundle_verifies_and_holds_the_same_PDF_and_no_private_note()
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync();
        var (_, pdf) = await site.DownloadAsync($"/Report/Pdf/{seq}");
        var (response, bundle) = await site.DownloadAsync($"/Report/Bundle/{seq}");

        Assert.Equal("application/zip", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(bundle.Length, response.Content.Headers.ContentLength);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Matches("^bundle-[0-9]{8}-1\\.zip$", response.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None);
        Assert.True(verdict.IsWhole, verdict.Problem);
        await using var zip = new ZipArchive(new MemoryStream(bundle));
        var kept = zip.Entries.ToDictionary(entry => entry.FullName, Read);
        Assert.Equal(pdf, kept.Single(file => file.Key.EndsWith("/report.pdf", StringComparison.Ordinal)).Value);
        Assert.DoesNotContain(kept, file => Encoding.Latin1.GetString(file.Value).Contains(ReportSite.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Downloads_are_the_same_to_the_last_byte_also_after_the_record_went_on()
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync();
        var (_, pdf) = await site.DownloadAsync($"/Report/Pdf/{seq}");
        var (_, bundle) = await site.DownloadAsync($"/Report/Bundle/{seq}");
        var file = await site.OpenAsync();
        await site.AppendAsync(
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-22")),
            EntryDraft.Withdraw(file.Incidents[0], "Saved twice"),
            EntryDraft.Amend(file.Incidents[1], FieldSet.Empty.With("said", "Other words"), "Looked again"));
        await site.AttachAsync(TestImages.Jpeg, "later.jpg", FieldSet.Empty);
        await site.MakeAsync();

        Assert.Equal(pdf, (await site.DownloadAsync($"/Report/Pdf/{seq}")).Bytes);
        Assert.Equal(bundle, (await site.DownloadAsync($"/Report/Bundle/{seq}")).Bytes);
    }

    [Fact]
    public async Task Making_one_is_an_entry_with_the_choices_and_a_second_send_makes_no_other()
    {
        await using var site = await ReportSite.StartAsync();
        var before = (await site.OpenAsync()).Entries.Count;
        var page = await site.Visitor.GetAsync("/Report");
        var choices = new[] { ("Input.A4", "True"), ("Input.Impact", "true"), ("Input.From", "2026-03-01"), ("Input.To", "2026-04-20") };
        var first = await site.SendAsync(page, "/Report/Make", choices);
        var second = await site.SendAsync(page, "/Report/Make", choices);

        Assert.Equal($"/Report/Made/{before + 1}", first.Location);
        Assert.Equal(first.Location, second.Location);
        var entries = (await site.OpenAsync()).Entries;
        Assert.Equal(before + 1, entries.Count);
        Assert.Equal(EntryKind.Export, entries[^1].Text.Kind);
        Assert.Equal(("a4", "yes", "2026-03-01", "2026-04-20"), (entries[^1]["paper"], entries[^1]["with-impact"], entries[^1]["from"], entries[^1]["to"]));
        var made = await site.Visitor.GetAsync(first.Location!);
        Assert.Contains("1 March 2026 to 20 April 2026", made.Text, StringComparison.Ordinal);
        Assert.Contains("8 of 15", made.Text, StringComparison.Ordinal);
        var (_, pdf) = await site.DownloadAsync($"/Report/Pdf/{before + 1}");
        Assert.Contains("A4", Poppler.Run("pdfinfo", pdf, "FILE"), StringComparison.Ordinal);
        Assert.Contains("could not sleep", Poppler.Run("pdftotext", pdf, "FILE", "-"), StringComparison.Ordinal);
        Assert.Contains("A4, A court file, with fear, sleep, work, cost", (await site.Visitor.GetAsync("/Report")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_minutes_the_password_is_asked_for_and_the_choices_are_not_lost()
    {
        await using var site = await ReportSite.StartAsync();
        var page = await site.Visitor.GetAsync("/Report");
        site.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        var before = (await site.OpenAsync()).Entries.Count;
        var asked = await site.SendAsync(page, "/Report/Make", ("Input.A4", "True"));

        Assert.Equal(HttpStatusCode.SeeOther, asked.Status);
        Assert.Equal(before, (await site.OpenAsync()).Entries.Count);
        var held = await site.Visitor.FollowAsync(await site.Visitor.SubmitAsync(await site.Visitor.FollowAsync(asked), "Input.Password", ("Input.Password", TestSite.Password)));
        var made = await site.Visitor.FollowAsync(await site.Visitor.SubmitAsync(held, "/Report/Make"));
        Assert.Equal($"/Report/Made/{before + 1}", made.Path);
        Assert.Equal("a4", (await site.OpenAsync()).Entries[^1]["paper"]);
    }

    [Theory]
    [InlineData("Pdf")]
    [InlineData("Bundle")]
    public async Task After_five_minutes_a_download_asks_for_the_password_and_leads_back_to_the_page_with_the_download(string what)
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync();
        site.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        var asked = await site.Visitor.GetAsync($"/Report/{what}/{seq}");

        Assert.Equal(HttpStatusCode.SeeOther, asked.Status);
        var back = await site.Visitor.FollowAsync(await site.Visitor.SubmitAsync(await site.Visitor.FollowAsync(asked), "Input.Password", ("Input.Password", TestSite.Password)));
        Assert.Equal($"/Report/Made/{seq}", back.Path);
        await site.DownloadAsync($"/Report/{what}/{seq}");
    }

    [Theory]
    [InlineData("Made")]
    [InlineData("Pdf")]
    [InlineData("Bundle")]
    public async Task What_is_no_export_of_hers_is_missing_in_the_same_words(string page)
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync();
        using var other = await site.Site.SignedInAsync("robin");
        await other.SubmitAsync(await other.OpenAsync("/Case/Begin"), "Input.Zone", ("Input.Zone", "Europe/Paris"));
        await other.SubmitAsync(await other.OpenAsync("/Account/StepUp"), "Input.Password", ("Input.Password", TestSite.Password));
        var never = await site.Visitor.GetAsync($"/Report/{page}/9999");

        Assert.Equal(HttpStatusCode.NotFound, never.Status);
        foreach (var path in new[] { "1", "2", "0", "-1", "2147483647", "x" })
        {
            var missing = await site.Visitor.GetAsync($"/Report/{page}/{path}");
            Assert.Equal((never.Status, Same(never)), (missing.Status, Same(missing)));
        }

        var foreign = await other.GetAsync($"/Report/{page}/{seq}");
        Assert.Equal((never.Status, Same(never)), (foreign.Status, Same(foreign)));
    }

    [Theory]
    [InlineData("Pdf", false)]
    [InlineData("Pdf", true)]
    [InlineData("Bundle", false)]
    [InlineData("Bundle", true)]
    public async Task An_original_that_is_broken_or_gone_is_named_with_its_hash_and_nothing_is_half_sent(string what, bool isGone)
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync();
        var file = (await site.OpenAsync()).Exhibits[0].File;
        await site.TamperAsync(isGone
            ? $"DELETE FROM FileSegments WHERE FileId = {file.Id}"
            : (FormattableString)$"UPDATE FileSegments SET Bytes = zeroblob(length(Bytes)) WHERE FileId = {file.Id}");
        var page = await site.Visitor.GetAsync($"/Report/{what}/{seq}");

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.StartsWith("text/html", page.Response.Content.Headers.ContentType?.ToString(), StringComparison.Ordinal);
        Assert.Contains("The file was not made", page.Text, StringComparison.Ordinal);
        Assert.Contains("Exhibit A-1", page.Text, StringComparison.Ordinal);
        Assert.Contains(file.Entry.Sha256.Hex, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exhibit A-2", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await site.Visitor.GetAsync("/Report")).Status);
        await site.DownloadAsync($"/Report/Pdf/{await site.MakeAsync(("Input.Exhibits", "listed"))}");
    }

    [Fact]
    public async Task Reports_made_at_the_same_moment_have_numbers_of_their_own()
    {
        await using var site = await ReportSite.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.MakeAsync(("Input.Exhibits", "listed"))));
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"{number}"), (await site.OpenAsync()).Entries.Where(entry => entry.Text.Kind == EntryKind.Export).Select(entry => entry["report-number"]));
    }

    // The page stands upon what was read some minutes ago; what is made of it reads the store.
    [Fact]
    public async Task A_record_that_broke_behind_the_page_makes_no_report_and_the_entry_is_named()
    {
        await using var site = await ReportSite.StartAsync();
        var page = await site.Visitor.GetAsync("/Report");
        Assert.Equal(1, await site.TamperAsync($"UPDATE EntryFields SET Sealed = zeroblob(length(Sealed)) WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 1"));
        Assert.Equal("/Record/Broken", (await site.SendAsync(page, "/Report/Make", ("Input.Profile", "lawyer-full"))).Location);
        Assert.Contains("Entry 2 is not as it was recorded", (await site.Visitor.OpenAsync("/Record/Broken")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Made")]
    [InlineData("Pdf")]
    [InlineData("Bundle")]
    [InlineData("Sheet")]
    public async Task Nothing_leaves_of_a_record_that_was_changed_in_the_store_since_a_page_was_opened(string what)
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync();
        await site.Visitor.GetAsync("/Report");
        await site.TamperAsync($"UPDATE EntryFields SET Sealed = zeroblob(length(Sealed)) WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 1");
        Assert.Equal("/Record/Broken", (await site.Visitor.GetAsync($"/Report/{what}/{seq}")).Location);
    }

    [Fact]
    public async Task A_period_that_cannot_be_is_refused_and_what_was_chosen_stays()
    {
        await using var site = await ReportSite.StartAsync();
        var before = (await site.OpenAsync()).Entries.Count;
        foreach (var path in new[] { "/Report", "/Report/Make", "/Report/Preview" })
        {
            var turned = await site.SendAsync(path, ("Input.From", "2026-04-20"), ("Input.To", "2026-03-01"), ("Input.A4", "True"));
            Assert.Contains("The last day is before the first.", turned.Text, StringComparison.Ordinal);
            Assert.Contains("value=\"2026-04-20\"", turned.Html, StringComparison.Ordinal);
            Assert.Matches("value=\"True\"[^>]*checked|checked[^>]*value=\"True\"", turned.Html);
            Assert.Contains("enter a date like 17 April 2026", (await site.SendAsync(path, ("Input.From", "31/02/2026"))).Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, (await site.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task The_preview_says_what_the_PDF_says_and_keeps_pictures_covered()
    {
        await using var site = await ReportSite.StartAsync();
        var page = await site.SendAsync("/Report/Preview");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Please do not contact me again in any way", page.Text, StringComparison.Ordinal);
        Assert.Contains("You owe me that.", page.Text, StringComparison.Ordinal);
        Assert.Contains("14 Sample Street", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ReportSite.Secret, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("could not sleep", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
        var exhibit = (await site.OpenAsync()).Exhibits[0];
        Assert.Contains($"class=\"veil\" href=\"/Exhibits/{exhibit.Id}\"", page.Html, StringComparison.Ordinal);

        // Every link of the sheet has its end in the page, and every name stands once.
        var names = Regex.Matches(page.Html, " id=\"(report-[^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(Regex.Matches(page.Html, "href=\"#(report-[^\"]+)\"").Select(match => match.Groups[1].Value), name => Assert.Contains(name, names));
    }

    [Fact]
    public async Task Sections_are_turned_like_pages_with_the_choices_kept()
    {
        await using var site = await ReportSite.StartAsync();
        var summary = await site.Visitor.GetAsync("/Report");
        Assert.Contains("1. Summary", summary.Text, StringComparison.Ordinal);
        Assert.Contains("Page 2 of", summary.Text, StringComparison.Ordinal);
        var next = await site.SendAsync(summary, "/Report", ("Input.Section", "4"), ("Input.Impact", "true"));
        Assert.Contains("4. Chronology", next.Text, StringComparison.Ordinal);
        Assert.Matches("name=\"Input.Impact\"[^>]*checked|checked[^>]*name=\"Input.Impact\"", next.Html);
        Assert.Contains("Reports made", (await site.SendAsync("/Report", ("Input.Section", "999"))).Text, StringComparison.Ordinal);
        Assert.Contains("Reports made", (await site.SendAsync("/Report", ("Input.Section", "-5"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choices_of_the_last_report_are_there_for_the_next()
    {
        await using var site = await ReportSite.StartAsync();
        var seq = await site.MakeAsync(
            ("Input.A4", "True"), ("Input.From", "2026-02-01"), ("Input.Exhibits", "thumbnails"), ("Input.Kinds", "text"), ("Input.Language", "es"), ("Input.Court", "ny-8-2"),
            ("Input.Answers[ny-8-2-4]", "No complaint was made."), ("Input.Answers[private-note]", ReportSite.Secret));
        var kept = (await site.OpenAsync()).Entries[seq - 1];
        Assert.Equal("No complaint was made.", kept["answer-ny-8-2-4"]);
        Assert.DoesNotContain(kept.FieldFiles.All, field => field.Value.Text.Contains(ReportSite.Secret, StringComparison.Ordinal));

        var page = await site.Visitor.GetAsync("/Report");
        Assert.Contains("value=\"1 February 2026\"", page.Html, StringComparison.Ordinal);
        Assert.Matches("<option[^>]*(selected[^>]*value=\"ny-8-2\"|value=\"ny-8-2\"[^>]*selected)", page.Html);
        Assert.Contains("No complaint was made.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Changed by you.", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Report")]
    [InlineData("/Report/Preview")]
    public async Task What_she_chose_and_wrote_is_there_again_although_no_report_was_made_of_it(string path)
    {
        await using var site = await ReportSite.StartAsync();
        await site.MakeAsync(("Input.Court", "ca-ch-100"), ("Input.From", "2026-03-01"));
        var before = (await site.OpenAsync()).Entries.Count;
        await site.SendAsync(path, ("Input.Court", "ny-8-2"), ("Input.From", "2026-02-01"), ("Input.Answers[ny-8-2-4]", "No complaint was made."));
        // A period that cannot be takes nothing of what was kept away.
        await site.SendAsync(path, ("Input.From", "2026-05-01"), ("Input.To", "2026-01-01"));

        var page = await site.Visitor.GetAsync("/Report");
        Assert.Contains("value=\"1 February 2026\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("No complaint was made.", page.Text, StringComparison.Ordinal);
        Assert.Contains("is kept for the next time", page.Text, StringComparison.Ordinal);
        Assert.Equal(before, (await site.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task A_look_at_another_court_throws_no_answer_away_and_a_report_records_those_of_its_own_court_alone()
    {
        await using var site = await ReportSite.StartAsync();
        await site.SendAsync("/Report", ("Input.Court", "ca-ch-100"), ("Input.Answers[ca-ch-100-7b]", "It began in the autumn."));
        await site.SendAsync("/Report", ("Input.Court", "uk-fl401"));
        await site.SendAsync("/Report", ("Input.Court", "uk-fl401"), ("Input.A4", "True"));
        var seq = await site.MakeAsync(("Input.Court", "ny-8-2"), ("Input.Answers[uk-fl401-statement]", "Of another form."));
        Assert.DoesNotContain((await site.OpenAsync()).Entries[seq - 1].FieldFiles.Names, name => name.StartsWith("answer-", StringComparison.Ordinal));
        Assert.Contains("It began in the autumn.", (await site.SendAsync("/Report", ("Input.Court", "ca-ch-100"))).Text, StringComparison.Ordinal);

        // An emptied box gives the question back to the record, for good.
        await site.SendAsync("/Report", ("Input.Court", "ca-ch-100"), ("Input.Answers[ca-ch-100-7b]", ""));
        Assert.DoesNotContain("It began in the autumn.", (await site.SendAsync("/Report", ("Input.Court", "ca-ch-100"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_that_shows_the_records_text_takes_away_no_answer_that_was_written_in_another()
    {
        await using var site = await ReportSite.StartAsync();
        var court = ("Input.Court", "ca-ch-100");
        var second = await site.SendAsync("/Report", court);
        await site.SendAsync("/Report", court, ("Input.Answers[ca-ch-100-7b]", "It began in the autumn."));
        var after = await site.SendAsync(second, "/Report", court, ("Input.A4", "True"));
        Assert.Contains("It began in the autumn.", after.Text, StringComparison.Ordinal);
        Assert.Contains("Changed by you.", after.Text, StringComparison.Ordinal);
        // Nor does an emptied box that never held it; one that holds it does.
        await site.SendAsync(second, "/Report", court, ("Input.Answers[ca-ch-100-7b]", ""));
        Assert.Contains("It began in the autumn.", (await site.Visitor.GetAsync("/Report")).Text, StringComparison.Ordinal);
        await site.SendAsync(after, "/Report", court, ("Input.Answers[ca-ch-100-7b]", ""));
        Assert.DoesNotContain("It began in the autumn.", (await site.Visitor.GetAsync("/Report")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_can_be_read_two_ways_is_asked_about_and_the_rest_is_kept()
    {
        await using var site = await ReportSite.StartAsync();
        var page = await site.SendAsync("/Report", ("Input.Court", "ca-ch-100"), ("Input.From", "3/4/2026"), ("Input.Answers[ca-ch-100-7b]", "It began in the autumn."));
        Assert.Contains("Something above needs another look. All the rest is kept for the next time.", page.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"3/4/2026\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("It began in the autumn.", (await site.Visitor.GetAsync("/Report")).Text, StringComparison.Ordinal);
    }

    // Before measures could be left out a report had them; that is no choice for the next one, which may be for the other person.
    [Fact]
    public async Task Measures_of_an_older_report_are_not_ticked_for_the_next()
    {
        await using var site = await ReportSite.StartAsync();
        var fields = new ContactLog.Reports.Building.ReportOptions { Profile = ContactLog.Domain.Redactions.RedactionProfile.RespondentService }.ToFields();
        await site.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "1").With("program", "0.0").With("profile", fields["profile"])));
        Assert.DoesNotMatch("name=\"Input.Measures\"[^>]*checked", (await site.Visitor.GetAsync("/Report")).Html);
    }

    [Fact]
    public async Task Answers_too_long_to_be_kept_are_said_to_be_and_stand_in_the_report()
    {
        await using var site = await ReportSite.StartAsync();
        var text = string.Concat(Enumerable.Repeat("Äääöü ", 9_000));
        var answers = new[] { 3, 4, 7, 8 }.Select(number => ($"Input.Answers[ny-8-2-{number}]", text)).Prepend(("Input.Court", "ny-8-2")).ToArray();
        var page = await site.SendAsync("/Report", answers);
        Assert.Contains("too long to be kept for the next time", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Äääöü", (await site.Visitor.GetAsync("/Report")).Text, StringComparison.Ordinal);
        var seq = await site.MakeAsync(answers);
        Assert.Equal(text.Trim(), (await site.OpenAsync()).Entries[seq - 1]["answer-ny-8-2-4"]);
    }

    [Fact]
    public async Task A_report_in_Spanish_is_Spanish_and_says_so_and_what_was_written_stays()
    {
        await using var site = await ReportSite.StartAsync();
        var (_, pdf) = await site.DownloadAsync($"/Report/Pdf/{await site.MakeAsync(("Input.Language", "es"), ("Input.Court", ""))}");
        var text = Poppler.Run("pdftotext", pdf, "FILE", "-");
        Assert.Contains("Cronología", text, StringComparison.Ordinal);
        Assert.Contains("de abril de 2026", text, StringComparison.Ordinal);
        Assert.Contains("I only want five minutes.", text, StringComparison.Ordinal);
        string[] english = ["Chronology", "April", "Recorded", "Boundary stated", "Missed call", "Not included", "How contacts are counted", "Page 2 of", "Exhibit A"];
        Assert.DoesNotContain(english, word => text.Contains(word, StringComparison.Ordinal));
        Assert.Contains("/Lang <feff00650073>", Poppler.Run("qpdf", pdf, "--qdf", "--object-streams=disable", "FILE", "-"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_she_did_not_touch_follows_the_record()
    {
        await using var site = await ReportSite.StartAsync();
        var first = await site.SendAsync("/Report", ("Input.Court", "ca-ch-100"));
        Assert.Contains("When: Fri 17 April 2026, about 17:50", first.Text, StringComparison.Ordinal);
        // The same form, with another period: the record's answers change with it, and none becomes hers.
        var second = await site.SendAsync(first, "/Report", ("Input.Court", "ca-ch-100"), ("Input.To", "2026-03-01"));
        Assert.DoesNotContain("Changed by you.", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("When: Fri 17 April 2026", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_words_stay_words_in_the_preview()
    {
        await using var site = await ReportSite.StartAsync();
        await site.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-22").With("said", "<script>alert(1)</script>\u202Eevil\" onload=\"x")));
        var page = await site.SendAsync("/Report/Preview");
        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', WebUtility.HtmlDecode(page.Html));
        Assert.Contains("&lt;script&gt;", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_with_nothing_in_it_can_be_looked_at_and_made()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync();
        await visitor.SubmitAsync(await visitor.OpenAsync("/Case/Begin"), "Input.Zone", ("Input.Zone", "Europe/Paris"));
        await visitor.SubmitAsync(await visitor.OpenAsync("/Account/StepUp"), "Input.Password", ("Input.Password", TestSite.Password));
        var page = await visitor.GetAsync("/Report");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var made = await visitor.FollowAsync(await visitor.SubmitAsync(page with { Html = page.Html.Replace("action=\"/Report\"", "action=\"/Report/Make\"", StringComparison.Ordinal) }, "id=\"choices\""));
        Assert.Contains("0 of 0", made.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(made.Path.Replace("Made", "Pdf", StringComparison.Ordinal))).Status);
    }

    private static int Pages(byte[] pdf) => int.Parse(
        Regex.Match(Poppler.Run("pdfinfo", pdf, "FILE"), "Pages:\\s+(\\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A page without what is new in every answer.</summary>
    private static string Same(VisitedPage page) => Regex.Replace(page.Html, "nonce=\"[^\"]*\"", "");
}
