using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

public sealed class ReportBuilderTests
{
    private static readonly Words s_words = new(
        new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly),
        CultureInfo.GetCultureInfo("en-GB"));

    [Fact]
    public async Task An_empty_case_makes_a_report()
    {
        await using var test = await TestCase.BeginAsync();
        var document = await BuildAsync(test, new ReportOptions());
        Assert.Contains("There is no row.", Text(document), StringComparison.Ordinal);
        Assert.True(Write(document) >= 4);
    }

    [Fact]
    public async Task Every_row_every_boundary_and_every_number_is_in_it()
    {
        await using var test = await MadeAsync();
        var document = await BuildAsync(test, new ReportOptions());
        var text = Text(document);
        Assert.Contains("“Please do not contact me again.”", text, StringComparison.Ordinal);
        Assert.Contains("12 missed calls from 555-0142.", text, StringComparison.Ordinal);
        Assert.Contains("01:00 to 03:00", text, StringComparison.Ordinal);
        Assert.Contains("Recorded 3 days later", text, StringComparison.Ordinal);
        Assert.Contains("3 of 3. None left out. 1 withdrawn.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zwetschge", text, StringComparison.Ordinal);
        Assert.DoesNotContain("could not sleep", text, StringComparison.Ordinal);
        Assert.Contains("1 private note", text, StringComparison.Ordinal);
        Assert.Contains("1 about effect", text, StringComparison.Ordinal);
        Assert.True(Write(document) >= 6);
    }

    [Fact]
    public async Task The_effect_on_her_is_in_it_only_when_she_wants_it()
    {
        await using var test = await MadeAsync();
        Assert.Contains("could not sleep", Text(await BuildAsync(test, new ReportOptions { WithImpact = true })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_reading_a_file_left_in_doubt_stands_with_the_row_and_so_does_the_time_it_was_recorded()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Import, FieldSet.Empty.With("format", "whatsapp")));
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-03-05").With("time", "21:10").With("precision", "exact").With("said", "Hello")
            .With("source", 2).With("locator", "line 7").With("time-basis", "local").With("reading-notes", "The sender is a name that the phone showed.\nThe message was edited.")));
        var text = Text(await BuildAsync(test, new ReportOptions()));
        Assert.Contains("From import, entry 2, record line 7. Recorded ", text, StringComparison.Ordinal);
        Assert.Contains("its zone was chosen when it was brought in. Noted then: The sender is a name that the phone showed. The message was edited.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Places_that_are_left_out_say_so()
    {
        await using var test = await MadeAsync();
        var text = Text(await BuildAsync(test, new ReportOptions { WithPlaces = false }));
        Assert.DoesNotContain("Sample Street", text, StringComparison.Ordinal);
        Assert.Contains("[left out: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_totals_are_the_sums_of_the_rows_that_are_printed()
    {
        await using var test = await MadeAsync();
        var document = await BuildAsync(test, new ReportOptions());
        var file = await test.OpenAsync();
        var table = document.Sections.Single(section => section.Anchor == "summary").Blocks.OfType<Table>().First();
        for (var column = 1; column < table.Columns.Count; column++)
        {
            var numbers = table.Rows.Select(row => int.Parse(Plain(row.Cells[column].Spans), CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(numbers[^1], numbers[..^1].Sum());
        }

        Assert.Equal(file.Incidents.Sum(row => row.Count), int.Parse(Plain(table.Rows[^1].Cells[2].Spans), CultureInfo.InvariantCulture));
        Assert.Equal(13, int.Parse(Plain(table.Rows[^1].Cells[3].Spans), CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_period_keeps_rows_without_a_day_and_counts_what_it_leaves_out()
    {
        await using var test = await MadeAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "other").With("narrative", "Some day, a parcel")));
        var text = Text(await BuildAsync(test, new ReportOptions { From = new(2026, 4, 1) }));
        Assert.Contains("Some day, a parcel", text, StringComparison.Ordinal);
        Assert.Contains("3 of 4. The rest is counted", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_field_of_a_row_that_is_not_private_is_printed()
    {
        await using var test = await TestCase.BeginAsync();
        var fields = FieldSet.Empty.With("kind", "call").With("date", "2026-04-19").With("precision", "day");
        var planted = new List<string>();
        foreach (var field in FieldCatalogue.Of(ItemType.Incident).Where(field => field.Kind is FieldKind.Line or FieldKind.Text or FieldKind.Words && field.Class != FieldClass.Private && field.Name != "duration"))
        {
            planted.Add("planted " + field.Name);
            fields = fields.With(field.Name, planted[^1]);
        }

        await test.AppendAsync(EntryDraft.New(ItemType.Incident, fields.With("tags", "tracking").With("police", "yes").With("noticed-date", "2026-04-20").With("noticed-precision", "day")));
        var text = Text(await BuildAsync(test, new ReportOptions { WithImpact = true, WithMarks = true }));
        Assert.DoesNotContain(planted, word => !text.Contains(word, StringComparison.Ordinal));
        Assert.Contains(s_words["fields.choice.tags.tracking"], text, StringComparison.Ordinal);
        Assert.Contains("Noticed Mon 20 April 2026", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_of_which_the_order_is_not_known_is_drawn_neither_before_nor_after()
    {
        await using var test = await MadeAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-03-03").With("precision", "day").With("count", 4)),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-03-03").With("time", "18:00").With("precision", "exact").With("count", 2)),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-03-03").With("time", "19:00").With("precision", "exact")));
        var document = await BuildAsync(test, new ReportOptions());
        var bar = document.Sections.Single(section => section.Anchor == "summary").Blocks.OfType<BarChart>().Single().Bars.Single(bar => bar.Undetermined > 0);
        Assert.Equal((2, 4, 1), (bar.Before, bar.Undetermined, bar.After));
        var heading = document.Sections.Single(section => section.Anchor == "summary").Blocks.OfType<Heading>().Last();
        Assert.StartsWith("Grey: before 3 March. Black: after. White, edged: before or after not known.", Plain(heading.Beside), StringComparison.Ordinal);
        var file = await test.OpenAsync();
        Assert.All(document.Sections.SelectMany(section => section.Blocks).OfType<BarChart>(), chart => Assert.Equal(file.Counts.All.Contacts, chart.Bars.Sum(each => each.Total)));
    }

    [Fact]
    public async Task A_bar_and_the_text_of_its_chart_say_what_is_an_estimate()
    {
        await using var test = await MadeAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-03-10").With("precision", "day").With("count", 4).With("count-precision", "about")));
        var document = await BuildAsync(test, new ReportOptions());
        var chart = document.Sections.Single(section => section.Anchor == "summary").Blocks.OfType<BarChart>().Single();
        Assert.Equal("≈", Assert.Single(chart.Bars, bar => bar.Sign.Length > 0).Sign);
        Assert.Contains("In all about 18 contacts", chart.Alt, StringComparison.Ordinal);
        Assert.Contains("Week of 9 Mar 2026: about 4;", chart.Alt, StringComparison.Ordinal);
        Assert.Contains("≈ about, ≥ at least.", Plain(document.Sections.Single(section => section.Anchor == "summary").Blocks.OfType<Heading>().Last().Beside), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_a_choice_leaves_out_is_counted_and_the_counts_add_up()
    {
        await using var test = await MadeAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "A neighbour").With("role", "go-between")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-21").With("contact", "10").With("witness", "Pat Nobody")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-21").With("witness", "Pat Nobody")));
        var text = Text(await BuildAsync(test, new ReportOptions { From = new(2026, 3, 1), Kinds = ["call", "text"], People = [2], WithWitnesses = false }));
        Assert.Contains("2 of 5. The rest is counted", text, StringComparison.Ordinal);
        Assert.Contains("Outside the chosen period: 1", text, StringComparison.Ordinal);
        Assert.Contains("Rows of other kinds: 1 (chosen: Call, Text)", text, StringComparison.Ordinal);
        Assert.Contains("Rows of other people: 1 (chosen: R. Placeholder)", text, StringComparison.Ordinal);
        Assert.Contains("1 about witnesses", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pat Nobody", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_most_serious_is_hers_to_choose_and_the_most_recent_is_the_latest()
    {
        await using var test = await MadeAsync();
        Assert.Contains("None was chosen.", Text(await BuildAsync(test, new ReportOptions())), StringComparison.Ordinal);
        var serious = (await test.OpenAsync()).Incidents.Single(row => row["place"] is not null);
        var text = Text(await BuildAsync(test, new ReportOptions { MostSerious = serious.FirstSeq }));
        Assert.DoesNotContain("None was chosen.", text, StringComparison.Ordinal);
        Assert.Contains("When: Wed 22 April 2026, 01:00 to 03:00", text, StringComparison.Ordinal);
        Assert.Contains("When: Sun 19 April 2026, in the evening", text, StringComparison.Ordinal);
        Assert.Contains("Weapon seen or spoken of: Not answered", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_clock_shows_the_same_moments_and_leaves_days_as_they_were_said()
    {
        await using var test = await MadeAsync();
        var text = Text(await BuildAsync(test, new ReportOptions { Zone = NodaTime.DateTimeZoneProviders.Tzdb["Europe/London"] }));
        Assert.Contains("07:00 to 09:00", text, StringComparison.Ordinal);
        Assert.Contains("00:22", text, StringComparison.Ordinal);
        Assert.Contains("Sun 19 Apr 2026 in the evening, 18:00 to 24:00 America/Chicago", text, StringComparison.Ordinal);
        Assert.Contains("Europe/London is shown; the record was kept in America/Chicago", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExhibitStyle.Full)]
    [InlineData(ExhibitStyle.Thumbnails)]
    [InlineData(ExhibitStyle.Listed)]
    public async Task Every_reference_leads_somewhere_however_exhibits_are_shown(ExhibitStyle style)
    {
        await using var test = await MadeAsync();
        var file = await test.ReceiveAsync(Pdf.TestImages.Png(2, 8, interlaced: false, "secret"));
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", 5).With("description", "A picture").With("transcript", "What it says").With("media-type", "image/png")).WithFiles(file.Id));
        var document = await BuildAsync(test, new ReportOptions { Exhibits = style });
        Assert.True(Write(document) > 5);
        Assert.Equal(style != ExhibitStyle.Listed, Text(document).Contains("What it says", StringComparison.Ordinal));
        Assert.Equal(style == ExhibitStyle.Listed, Text(document).Contains("1 exhibit listed, not shown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_picture_after_a_picture_is_made_to_begin_a_page()
    {
        await using var test = await MadeAsync();
        foreach (var type in new[] { "image/png", "audio/wav", "image/png", "image/png" })
        {
            var file = await test.ReceiveAsync(Pdf.TestImages.Png(2, 8, interlaced: false, "secret"));
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", 5).With("media-type", type)).WithFiles(file.Id));
        }

        var section = (await BuildAsync(test, new ReportOptions())).Sections.Single(section => section.Anchor == "exhibits");
        Assert.False(section.StartsPage);
        Assert.Equal([false, false, false, true], section.Blocks.OfType<Heading>().Where(heading => heading.Anchor is not null).Select(heading => heading.StartsPage));
    }

    [Fact]
    public void Choices_come_back_from_the_record_as_they_were_made()
    {
        var made = new ReportOptions
        {
            Kinds = ["call", "text"],
            People = [2, 7],
            WithWitnesses = false,
            Exhibits = ExhibitStyle.Thumbnails,
            Language = "es",
            Zone = NodaTime.DateTimeZoneProviders.Tzdb["Europe/London"],
            MostSerious = 9,
            Court = "ca-ch-100",
            Answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["7b"] = "As I remember it.\nNot more." },
        };
        var entry = new OpenedEntry
        {
            Text = null!,
            Digest = default,
            FieldFiles = FieldFiles.Of(made.ToFields().Written.Select(field => KeyValuePair.Create(field.Key, FieldFile.Create(field.Value)))),
        };
        Assert.Equivalent(made, ReportOptions.FromEntry(entry));
    }

    private static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Please do not contact me again.").With("date", "2026-03-03").With("time", "18:22").With("precision", "exact").With("channel", "text")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-02-01").With("precision", "day").With("said", "Answer me").With("from", "555-0142")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("call-result", "missed").With("count", "12").With("from", "555-0142")
                .With("date", "2026-04-22").With("time", "01:00").With("end-time", "03:00").With("precision", "exact").With("private-note", "Zwetschge").With("sleep", "I could not sleep")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("date", "2026-04-19").With("precision", "part").With("part", "evening").With("place", "14 Sample Street")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-20")));
        var file = await test.OpenAsync();
        await test.AppendAsync(
            EntryDraft.Withdraw(file.Incidents[2], "Saved twice"),
            EntryDraft.Amend(file.Incidents[1], FieldSet.Empty.With("place", "At 14 Sample Street"), "I remembered"));
        return test;
    }

    private static async Task<ReportDocument> BuildAsync(TestCase test, ReportOptions options)
    {
        var file = await test.OpenAsync();
        return ReportBuilder.Build(
            new ReportSource
            {
                Case = file,
                Options = options,
                ReportId = "20260423-1",
                Made = file.Entries[^1].Recorded,
                ProgramVersion = "0.0",
                OpenPicture = _ => new MemoryStream(),
            },
            s_words);
    }

    private static int Write(ReportDocument document)
    {
        using var output = new MemoryStream();
        return new PdfReportWriter(s_words).Write(document, output).PageCount;
    }

    private static string Text(ReportDocument document) => string.Join('\n', document.Sections.SelectMany(section => section.Blocks).Select(block => block switch
    {
        Paragraph paragraph => Plain(paragraph.Spans),
        KeyValues facts => string.Join('\n', facts.Rows.Select(row => $"{row.Name}: {Plain(row.Value)}")),
        Table table => string.Join('\n', table.Rows.Select(row => string.Join('\t', row.Cells.Select(cell => Plain(cell.Spans))))),
        Heading heading => Plain(heading.Spans),
        _ => "",
    }));

    private static string Plain(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span switch
    {
        TextSpan text => text.Text,
        LabelSpan label => label.Text,
        BreakSpan => " ",
        _ => "",
    }));
}
