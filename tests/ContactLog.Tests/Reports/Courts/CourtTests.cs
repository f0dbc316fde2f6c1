using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Courts;

/// <summary>Pages for a court: its titles, its questions in its order, from the record or in her words, and never signed.</summary>
public sealed class CourtTests
{
    private static readonly Words s_words = new(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo("en-GB"));

    public static TheoryData<string> Ids => [.. Court.All.Select(court => court.Id)];

    [Fact]
    public void The_courts_that_were_promised_are_there()
    {
        Assert.Equal(["ca-ch-100", "ca-dv-100", "fl-12-980", "ma-258e", "ny-8-2", "oh-10-03-d", "tx-affidavit", "uk-fl401"], Court.All.Select(court => court.Id));
        Assert.Null(Court.Find("../ca-ch-100"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Each_question_has_a_page_under_its_title_and_the_declaration_is_an_unsigned_draft(string id)
    {
        var court = Court.Find(id)!;
        await using var test = await MadeAsync();
        var document = await BuildAsync(test, new ReportOptions { Court = id });
        foreach (var question in court.Questions)
        {
            Assert.Contains(question.From, CourtAnswers.Sources);
            Assert.True(ContactLog.Domain.Record.EntryText.IsFieldName("answer-" + ReportOptions.AnswerKey(court, question)), question.Id);
            var page = document.Sections.Single(section => section.Title == question.TitleFor("Casey Example"));
            Assert.Contains(question.Asks, Text(page), StringComparison.Ordinal);
            Assert.Contains("Forms change.", Text(page), StringComparison.Ordinal);
        }

        var declaration = document.Sections[^1];
        var text = Text(declaration);
        Assert.Contains(court.Declaration!.Text, text, StringComparison.Ordinal);
        Assert.Contains("A draft until it is signed; made without a signature.", text, StringComparison.Ordinal);
        Assert.Equal(court.Declaration.Blanks.Count, declaration.Blocks.OfType<Rule>().Count());
        Assert.DoesNotContain("Casey Example", text, StringComparison.Ordinal);
        using var output = new MemoryStream();
        Assert.True(new PdfReportWriter(s_words).Write(document, output).PageCount > court.Questions.Count);
        var docs = await File.ReadAllTextAsync(Repository.Path("docs/courts.md"));
        Assert.All(court.Questions, question => Assert.Contains(question.Title, docs, StringComparison.Ordinal));
        Assert.Contains(court.Declaration.Text, docs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_time_is_told_in_the_order_of_the_form_and_what_was_not_said_is_not_answered()
    {
        await using var test = await MadeAsync();
        var text = Text((await BuildAsync(test, new ReportOptions { Court = "ca-ch-100" })).Sections.Single(section => section.Anchor == "court-7a3"));
        Assert.Contains("When: Sun 19 April 2026, about 17:50", text, StringComparison.Ordinal);
        Assert.Contains("“I only want five minutes.”", text, StringComparison.Ordinal);
        Assert.Contains("Weapon seen or spoken of: Not answered", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("When:", StringComparison.Ordinal) < text.IndexOf("Weapon seen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Her_text_takes_the_place_of_the_record_is_marked_and_obeys_the_profile()
    {
        await using var test = await MadeAsync();
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Settings, FieldSet.Empty.With("own-address", "14 Sample Street"), null));
        var options = new ReportOptions
        {
            Court = "ca-ch-100",
            Profile = RedactionProfile.CourtPublic,
            Answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["ca-ch-100-7b"] = "He waited outside 14 Sample Street in March.", ["ny-8-2-3"] = "Zwetschge" },
        };
        var document = await BuildAsync(test, options);
        var text = Text(document.Sections.Single(section => section.Anchor == "court-7b"));
        Assert.Contains("He waited outside [redacted: home address] in March.", text, StringComparison.Ordinal);
        Assert.Contains("The author edited this text", text, StringComparison.Ordinal);
        Assert.DoesNotContain("12 missed calls", text, StringComparison.Ordinal);
        var all = string.Join('\n', document.Sections.Select(Text));
        Assert.DoesNotContain("Zwetschge", all, StringComparison.Ordinal);
        Assert.DoesNotContain("The author edited", Text(document.Sections.Single(section => section.Anchor == "court-7a3")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_record_is_not_copied_out_twice()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync([.. Enumerable.Range(0, 70).Select(_ => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-03-04").With("precision", "day")))]);
        Assert.Contains("10 earlier rows stand in the chronology.", Text((await BuildAsync(test, new ReportOptions { Court = "ny-8-2" })).Sections.Single(section => section.Anchor == "court-3")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uk-fl401", "court-statement")]
    [InlineData("ny-8-2", "court-3")]
    public async Task Of_a_long_record_the_newest_is_told_and_what_was_chosen_as_the_most_serious(string court, string page)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync([.. Enumerable.Range(1, 70).Select(n => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("said", $"Message {n}.")
            .With("date", NodaTime.Text.LocalDatePattern.Iso.Format(new NodaTime.LocalDate(2026, 1, 1).PlusDays(n))).With("precision", "day")))]);
        var serious = (await test.OpenAsync()).Incidents.Single(row => row["said"] == "Message 3.").FirstSeq;
        var text = Text((await BuildAsync(test, new ReportOptions { Court = court, MostSerious = serious })).Sections.Single(section => section.Anchor == page));
        Assert.Contains("9 earlier rows stand in the chronology.", text, StringComparison.Ordinal);
        // What is left to the chronology is no paragraph that anybody swears to.
        Assert.DoesNotContain(". 9 earlier rows", text, StringComparison.Ordinal);
        Assert.Contains("“Message 3.”", text, StringComparison.Ordinal);
        Assert.Contains("“Message 70.”", text, StringComparison.Ordinal);
        Assert.DoesNotContain("“Message 10.”", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_says_that_she_told_the_person_to_stop_and_what_changes_the_meaning_of_a_row()
    {
        await using var test = await MadeAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Please do not contact me again.").With("channel", "text").With("delivered", "yes").With("delivered-how", "read 18:24")
                .With("covers", "all").With("through-others", "yes").With("date", "2026-04-10").With("time", "18:22").With("precision", "exact")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary order").With("issued-date", "2026-04-17").With("issued-precision", "day")
                .With("served-date", "2026-04-20").With("served-time", "14:05").With("served-precision", "exact").With("protected", "Casey Example, Kit Example")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "other").With("gift", "Flowers, card without a name").With("known-how", "The florist told me the name on the order.").With("date", "2026-04-11").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("call-result", "answered").With("from", "Withheld number").With("narrative", "Nobody spoke.").With("date", "2026-04-11").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("through", "Sam Sample").With("from", "555-0123").With("said", "R. says hello.").With("date", "2026-04-12").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "email").With("permitted", "yes").With("threat", "yes").With("narrative", "About the lease.").With("date", "2026-04-13").With("precision", "day")));
        var text = Text((await BuildAsync(test, new ReportOptions { Court = "uk-fl401" })).Sections.Single(section => section.Anchor == "court-statement"));
        Assert.Contains("I, Casey Example, will say as follows:", text, StringComparison.Ordinal);
        Assert.Contains(await BuildAsync(test, new ReportOptions { Court = "uk-fl401" }) is var england ? england.Sections.Select(section => section.Title) : [], title => title == "Witness statement of Casey Example");
        Assert.Contains("3. Fri 10 April 2026, 18:22. Boundary stated, by text, read 18:24. “Please do not contact me again.”", text, StringComparison.Ordinal);
        Assert.Contains("Temporary order. Issued: Fri 17 April 2026. Served: Mon 20 April 2026, 14:05.", text, StringComparison.Ordinal);
        Assert.Contains("Gift or parcel: Flowers, card without a name. How known: The florist told me the name on the order.", text, StringComparison.Ordinal);
        Assert.Contains("1 call from Withheld number. Names no person, number or account. Nobody spoke.", text, StringComparison.Ordinal);
        Assert.Contains("1 text from 555-0123 (on no list). Through Sam Sample. “R. says hello.”", text, StringComparison.Ordinal);
        Assert.Contains("About the lease. Something was threatened: Yes. Marked as allowed.", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("Boundary stated", StringComparison.Ordinal) < text.IndexOf("The florist", StringComparison.Ordinal));

        var california = await BuildAsync(test, new ReportOptions { Court = "ca-ch-100" });
        Assert.Contains("Boundary stated", Text(california.Sections.Single(section => section.Anchor == "court-7b")), StringComparison.Ordinal);
        var others = Text(california.Sections.Single(section => section.Anchor == "court-3a"));
        Assert.Contains("Kit Example", others, StringComparison.Ordinal);
        Assert.DoesNotContain("Casey Example, Kit", others, StringComparison.Ordinal);
        Assert.Contains("For: People who are not close family", others, StringComparison.Ordinal);
        Assert.DoesNotContain("olice", Text(california.Sections.Single(section => section.Anchor == "court-7a5")), StringComparison.Ordinal);
    }

    // What is sworn to was changed: the reader of the statement sees it as the reader of the chronology does.
    [Theory]
    [InlineData("uk-fl401", "court-statement")]
    [InlineData("ca-ch-100", "court-7a3")]
    [InlineData("ca-ch-100", "court-7b")]
    public async Task A_row_that_was_corrected_says_so_in_a_statement_too(string court, string page)
    {
        await using var test = await MadeAsync();
        async Task<string> TextAsync() => Text((await BuildAsync(test, new ReportOptions { Court = court })).Sections.Single(section => section.Anchor == page));
        Assert.DoesNotContain("Corrected", await TextAsync(), StringComparison.Ordinal);
        foreach (var row in (await test.OpenAsync()).Incidents)
        {
            await test.AppendAsync(EntryDraft.Amend(row, FieldSet.Empty.With("private-note", "Only mine."), null));
            await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents.Single(one => one.FirstSeq == row.FirstSeq), FieldSet.Empty.With("place", "14 Sample Street"), "I forgot it"));
        }

        Assert.Contains("Corrected: ", await TextAsync(), StringComparison.Ordinal);
    }

    // To withdraw a row is not to correct it, and who only was told of something does not swear that she saw it.
    [Fact]
    public async Task A_statement_tells_a_withdrawal_from_a_correction_and_what_she_was_told_from_what_she_saw()
    {
        await using var test = await MadeAsync();
        var row = (await test.OpenAsync()).Incidents[^1];
        await test.AppendAsync(EntryDraft.Withdraw(row, "Not sure enough"));
        await test.AppendAsync(EntryDraft.Restore((await test.OpenAsync()).AllIncidents.Single(one => one.FirstSeq == row.FirstSeq), "Sure now"));
        async Task<string> TextAsync(string court, string page) => Text((await BuildAsync(test, new ReportOptions { Court = court })).Sections.Single(section => section.Anchor == page));
        foreach (var (court, page) in new[] { ("uk-fl401", "court-statement"), ("ca-ch-100", "court-7a3") })
        {
            var text = await TextAsync(court, page);
            Assert.Contains("Withdrawn and brought back: ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Corrected", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Known from", text, StringComparison.Ordinal);
        }

        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents[^1], FieldSet.Empty.With("known-from", "told"), null));
        Assert.Contains("Known from: ", await TextAsync("uk-fl401", "court-statement"), StringComparison.Ordinal);
        Assert.Contains("How known: Told", await TextAsync("ca-ch-100", "court-7a3"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_that_is_made_from_chosen_rows_says_so_and_the_chosen_days_are_named()
    {
        await using var test = await MadeAsync();
        Assert.DoesNotContain("Made from", Text((await BuildAsync(test, new ReportOptions { Court = "ca-ch-100" })).Sections.Single(section => section.Anchor == "court-7a3")), StringComparison.Ordinal);
        var some = await BuildAsync(test, new ReportOptions { Court = "ca-ch-100", To = new NodaTime.LocalDate(2026, 4, 10) });
        Assert.Contains("Made from: 1 of 2. The rest is counted under", Text(some.Sections.Single(section => section.Anchor == "court-7a3")), StringComparison.Ordinal);
        Assert.Contains("1 (chosen: … to 10 April 2026)", Text(some.Sections.Single(section => section.Anchor == "not-included")), StringComparison.Ordinal);
    }

    private static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Placeholder").With("role", "main").With("relationship", "former partner")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("call-result", "missed").With("count", "12").With("from", "555-0142").With("date", "2026-04-02").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("date", "2026-04-19").With("time", "17:50").With("precision", "about").With("said", "I only want five minutes.")));
        return test;
    }

    private static async Task<ReportDocument> BuildAsync(TestCase test, ReportOptions options)
    {
        var file = await test.OpenAsync();
        return ReportBuilder.Build(
            new ReportSource { Case = file, Options = options, ReportId = "20260423-1", Made = file.Entries[^1].Recorded, ProgramVersion = "0.0", OpenPicture = _ => new MemoryStream() },
            s_words);
    }

    private static string Text(ReportSection section) => string.Join('\n', section.Blocks.Select(block => block switch
    {
        Paragraph paragraph => Plain(paragraph.Spans),
        KeyValues facts => string.Join('\n', facts.Rows.Select(row => $"{row.Name}: {Plain(row.Value)}")),
        Table table => string.Join('\n', table.Rows.Select(row => string.Join('\t', row.Cells.Select(cell => Plain(cell.Spans))))),
        _ => "",
    }));

    private static string Plain(IEnumerable<Span> spans) => string.Concat(spans.Select(span => span switch { TextSpan text => text.Text, LabelSpan label => label.Text, BreakSpan => " ", _ => "" }));
}
