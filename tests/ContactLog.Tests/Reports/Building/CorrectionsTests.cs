using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>The corrections of a copy: as people read them, and nothing of what the copy leaves out.</summary>
public sealed class CorrectionsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exhibit_that_is_left_out_is_left_out_of_the_corrections(bool withImpact)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.CareVisit, FieldSet.Empty.With("provider", "Example Centre").With("kind", "doctor")),
            EntryDraft.New(ItemType.Incident, Row("2026-01-05")));
        await AttachAsync(test, FieldSet.Empty.With("description", "Paper about the wrist"));
        await AttachAsync(test, FieldSet.Empty.With("description", "Picture of January").With("of", 3));
        await AttachAsync(test, FieldSet.Empty.With("description", "Said by a neighbour").With("statement", "Pat"));
        var exhibits = (await test.OpenAsync()).Exhibits;
        await test.AppendAsync(
            EntryDraft.Amend(exhibits[0], FieldSet.Empty.With("of", 2).With("description", "Paper of the doctor"), "It is about the visit"),
            EntryDraft.Amend(exhibits[1], FieldSet.Empty.With("description", "Picture of 5 January"), "The day was missing"),
            EntryDraft.Amend(exhibits[2], FieldSet.Empty.With("description", "Said by Pat"), "The name was missing"));
        var text = ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions { Profile = RedactionProfile.RespondentService, WithImpact = withImpact, From = withImpact ? null : new(2026, 2, 1), WithWitnesses = withImpact }));
        Assert.All(["Paper of the doctor", "It is about the visit", "Picture of 5 January", "The day was missing", "Said by Pat", "The name was missing"],
            words => Assert.Equal(withImpact, text.Contains(words, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Why_something_was_changed_is_left_out_with_all_that_was_changed(bool withWitnesses)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        var row = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("witness", "Alex"), "Alex asked to be named"));
        row = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("narrative", "At the gate").With("witness-saw", "All of it"), "I asked at the gate"));
        var text = ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions { WithWitnesses = withWitnesses }));
        Assert.Equal(withWitnesses, text.Contains("Alex asked", StringComparison.Ordinal));
        Assert.Equal(!withWitnesses, text.Contains("Why: left out with what it is about", StringComparison.Ordinal));
        Assert.Contains("Why: I asked at the gate", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_names_days_choices_and_links_as_people_read_them()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "555-0142")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-02")),
            EntryDraft.New(ItemType.CareVisit, FieldSet.Empty.With("provider", "Example Centre")));
        await AttachAsync(test, FieldSet.Empty.With("description", "Paper").With("of", 5));
        var file = await test.OpenAsync();
        await test.AppendAsync(
            EntryDraft.Amend(file.Incidents[0], FieldSet.Empty.With("contact-point", 3).With("date", "2026-04-03").With("time", "18:40").With("precision", "about"), null),
            EntryDraft.Amend(file.ContactPoints[0], FieldSet.Empty.With("blocked-on", "2026-04-05").With("contact", 2), null),
            EntryDraft.Amend(file.Exhibits[0], FieldSet.Empty.With("of", 4), null));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("corrections"));
        Assert.Contains("\t(nothing)\t555-0142", text, StringComparison.Ordinal);
        Assert.Contains("\t2 April 2026\t3 April 2026", text, StringComparison.Ordinal);
        Assert.Contains("\tthe day\tabout", text, StringComparison.Ordinal);
        Assert.Contains("\t(nothing)\t5 April 2026", text, StringComparison.Ordinal);
        Assert.Contains("\t(nothing)\tR. Placeholder", text, StringComparison.Ordinal);
        // What it belonged to before is left out of this copy, and so is what it was.
        Assert.Contains("\t[left out: Shows]\tFri 3 April 2026, about 18:40, <row-4>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-04-0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_was_corrected_twice_names_both_days_each_with_what_was_changed()
    {
        await using var test = await TestCase.BeginAsync("UTC", At("2026-04-05"));
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        test.Clock.Advance(TimeSpan.FromDays(10));
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents[0], FieldSet.Empty.With("narrative", "At the gate"), null));
        test.Clock.Advance(TimeSpan.FromDays(10));
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents[0], FieldSet.Empty.With("vehicle", "Green van").With("private-note", "Later"), null));
        test.Clock.Advance(TimeSpan.FromDays(10));
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents[0], FieldSet.Empty.With("private-note", "Later still"), null));
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        var row = (await test.OpenAsync()).Incidents[0].FirstSeq;
        Assert.Matches($@"Corrected 15 April 2026: [^;]+; 25 April 2026: [^;]+ \(<correction-{row}>\)\.", ReportText.Of(document.Section("chronology")));
        Assert.DoesNotContain(Redaction.PlantedCase.Words["fields.private-note"], ReportText.Of(document.Section("chronology")), StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"Corrected: 15 April 2026; 25 April 2026, <correction-{row}>", ReportText.Of(document.Section("incidents")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_note_that_was_changed_alone_marks_nothing()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-03-03").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        var file = await test.OpenAsync();
        await test.AppendAsync(
            EntryDraft.Amend(file.Incidents[0], FieldSet.Empty.With("private-note", "Mine"), null),
            EntryDraft.Amend(file.Lines[0], FieldSet.Empty.With("private-note", "Mine"), null));
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        Assert.All(["chronology", "incidents", "lines"], section => Assert.DoesNotContain("Corrected", ReportText.Of(document.Section(section)), StringComparison.Ordinal));
    }

    // The name of a field can tell what the copy keeps back.
    [Fact]
    public async Task A_change_that_is_left_out_marks_the_row_and_is_not_named()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, Row("2026-04-02")));
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents[0], FieldSet.Empty.With("feelings", "Afraid"), null));
        async Task<string> ChronologyAsync(bool withImpact) => ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { WithImpact = withImpact })).Section("chronology"));
        Assert.Contains(": something left out here (", await ChronologyAsync(false), StringComparison.Ordinal);
        var name = System.Text.RegularExpressions.Regex.Match(await ChronologyAsync(true), "Corrected [^:]+: ([^(]+) \\(").Groups[1].Value;
        Assert.True(name.Length > 3 && !name.Contains("left out", StringComparison.Ordinal), name);
        Assert.DoesNotContain(name, await ChronologyAsync(false), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Numbers_responses_exhibits_and_boundaries_say_that_they_were_corrected_and_responses_when_they_were_recorded()
    {
        await using var test = await TestCase.BeginAsync("UTC", At("2026-04-05"));
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-03-03").With("precision", "day")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "555-0142")),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("kind", "police").With("agency", "Springfield police")));
        await AttachAsync(test, FieldSet.Empty.With("description", "Recording").With("transcript", "First wording"));
        var before = await ReportText.BuildAsync(test, new ReportOptions());
        Assert.All(["lines", "responses", "exhibits"], section => Assert.DoesNotContain("Corrected", ReportText.Of(before.Section(section)), StringComparison.Ordinal));
        test.Clock.Advance(TimeSpan.FromDays(10));
        var file = await test.OpenAsync();
        var (line, point, told, exhibit) = (file.Lines[0], file.ContactPoints[0], file.Responses[0], file.Exhibits[0]);
        await test.AppendAsync(
            EntryDraft.Amend(line, FieldSet.Empty.With("words", "No more, please."), null),
            EntryDraft.Amend(point, FieldSet.Empty.With("why-theirs", "It was on the card"), null),
            EntryDraft.Amend(told, FieldSet.Empty.With("number", "EX-9"), null),
            EntryDraft.Amend(exhibit, FieldSet.Empty.With("transcript", "Second wording"), null));
        var document = await ReportText.BuildAsync(test, new ReportOptions());
        var lines = ReportText.Of(document.Section("lines"));
        Assert.Contains($"Corrected: 15 April 2026, <correction-{line.FirstSeq}>", lines, StringComparison.Ordinal);
        Assert.Contains($"It was on the card Corrected 15 April 2026 (<correction-{point.FirstSeq}>).", lines, StringComparison.Ordinal);
        var responses = ReportText.Of(document.Section("responses"));
        Assert.Contains("Recorded 5 Apr 2026", responses, StringComparison.Ordinal);
        Assert.Contains($"Corrected 15 April 2026 (<correction-{told.FirstSeq}>).", responses, StringComparison.Ordinal);
        Assert.Contains($"Corrected: 15 April 2026, <correction-{exhibit.FirstSeq}>", ReportText.Of(document.Section("exhibits")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-04-21T08:00", "2026-04-22T07:59", null)]
    [InlineData("2026-04-21T08:00", "2026-04-22T08:01", 1)]
    [InlineData("2026-04-20T08:00", "2026-04-21T23:00", 1)]
    [InlineData("2026-04-20", "2026-04-21T23:00", null)]
    [InlineData("2026-04-20", "2026-04-22T00:30", 2)]
    public async Task A_row_is_late_when_more_than_a_day_passed_until_it_was_recorded(string when, string recorded, int? days)
    {
        await using var test = await TestCase.BeginAsync("UTC", new TestClock(DateTimeOffset.Parse(recorded + ":00Z", System.Globalization.CultureInfo.InvariantCulture)));
        var parts = when.Split('T');
        var fields = Row(parts[0]);
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, parts.Length == 1 ? fields : fields.With("time", parts[1]).With("precision", "exact")));
        Assert.Equal(days, (await test.OpenAsync()).Incidents[0].DaysLate);
        var text = ReportText.Of(await ReportText.BuildAsync(test, new ReportOptions()));
        Assert.Equal(days is not null, text.Contains("later", StringComparison.Ordinal) && text.Contains($"Recorded {days} day", StringComparison.Ordinal));
    }

    private static TestClock At(string day) => new(DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    private static FieldSet Row(string day) => FieldSet.Empty.With("kind", "text").With("date", day).With("precision", "day");

    private static async Task AttachAsync(TestCase test, FieldSet fields)
    {
        var file = await test.ReceiveAsync(System.Text.Encoding.UTF8.GetBytes(fields["description"]!), "paper.txt");
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, fields.With("media-type", "text/plain")).WithFiles(file.Id));
    }
}
