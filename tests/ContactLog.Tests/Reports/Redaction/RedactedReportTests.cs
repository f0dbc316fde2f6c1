using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Reports.Redaction;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Redaction;

/// <summary>A case in which protected values stand everywhere, and the reports that are made of it.</summary>
public sealed class RedactedReportTests
{
    [Theory]
    [InlineData(RedactionProfile.CourtPublic)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task No_protected_value_is_in_the_pages(RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        var text = Pdf(await DocumentAsync(test, profile));
        foreach (var gone in PlantedCase.Gone)
        {
            Assert.DoesNotContain(gone, text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("[redacted: home address]", text, StringComparison.Ordinal);
        Assert.Contains("[redacted: workplace]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2060", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[U+2060]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.CourtPublic, false)]
    [InlineData(RedactionProfile.RespondentService, false)]
    [InlineData(RedactionProfile.LawyerFull, true)]
    public async Task The_list_of_what_is_left_out_does_not_tell_others_that_she_saw_a_doctor(RedactionProfile profile, bool tells)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.CareVisit, FieldSet.Empty.With("provider", "Example Centre").With("kind", "doctor").With("date", "2026-04-10").With("precision", "day")));
        var file = await test.OpenAsync();
        var text = Pdf(ReportBuilder.Build(PlantedCase.Source(file, new ReportOptions { Profile = profile }), PlantedCase.Words));
        Assert.Equal(tells, text.Contains("doctor", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(!tells, text.Contains("Other entries left out by choice", StringComparison.Ordinal));
        Assert.DoesNotContain("Example Centre", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_other_person_did_stays_with_its_number_time_and_words()
    {
        await using var test = await PlantedCase.BeginAsync();
        var text = Pdf(await DocumentAsync(test, RedactionProfile.RespondentService));
        Assert.Contains("555-0142", text, StringComparison.Ordinal);
        Assert.Contains("18:40", text, StringComparison.Ordinal);
        Assert.Contains("I know you live at", text, StringComparison.Ordinal);
        Assert.Contains("Pat Nobody", text, StringComparison.Ordinal);
        Assert.Contains("R. Placeholder", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bracket_that_somebody_typed_stays_in_the_voice_of_the_text()
    {
        await using var test = await PlantedCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-01").With("said", "you \u2060[redacted: nothing]\u2060 liar")));
        var spans = Spans(await DocumentAsync(test, RedactionProfile.RespondentService)).OfType<TextSpan>().ToList();
        Assert.Contains(spans, span => span.Style == SpanStyle.Exact && span.Text.Contains("[redacted: nothing]", StringComparison.Ordinal));
        Assert.Contains(spans, span => span.Style == SpanStyle.Bold && span.Text == "[redacted: home address]");
        Assert.DoesNotContain(spans, span => span.Style == SpanStyle.Exact && span.Text.Contains("[redacted: home address]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_redaction_is_listed_and_the_cover_says_how_many()
    {
        await using var test = await PlantedCase.BeginAsync();
        var file = await test.OpenAsync();
        var redacted = CaseRedactor.Redact(file, new ReportOptions { Profile = RedactionProfile.CourtPublic }, PlantedCase.Words);
        var document = await DocumentAsync(test, RedactionProfile.CourtPublic);
        var section = document.Sections.Single(section => section.Anchor == "redactions");
        var listed = section.Blocks.OfType<Table>().Single().Rows;
        var withdrawnOrMachine = redacted.Redactions.Count - listed.Count;
        Assert.True(listed.Count > 5 && withdrawnOrMachine > 0);
        var cover = document.Sections[0].Blocks.OfType<KeyValues>().First().Rows.Single(row => row.Name == PlantedCase.Words["redaction.cover"]);
        Assert.Matches("^[1-9][0-9]*, see ", string.Concat(cover.Value.OfType<TextSpan>().Select(span => span.Text)));
        Assert.All(listed, row => Assert.Equal(5, row.Cells.Count));
    }

    [Fact]
    public async Task The_lawyers_copy_keeps_names_and_dates_and_sends_addresses_to_the_sheet()
    {
        await using var test = await PlantedCase.BeginAsync();
        var text = Pdf(await DocumentAsync(test, RedactionProfile.LawyerFull));
        Assert.Contains("[on the confidential sheet: home address 1]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Elm Street", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Jorinde", text, StringComparison.Ordinal);
        Assert.DoesNotContain("4111 1111", text, StringComparison.Ordinal);
        Assert.Contains("[redacted: account number, 1111]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.CourtPublic, true)]
    [InlineData(RedactionProfile.RespondentService, false)]
    [InlineData(RedactionProfile.RespondentService, true)]
    [InlineData(RedactionProfile.LawyerFull, false)]
    public async Task Who_helps_her_is_named_to_her_lawyer_alone_and_a_statement_goes_with_the_witnesses(RedactionProfile profile, bool witnesses)
    {
        await using var test = await PlantedCase.BeginAsync();
        var file = await test.ReceiveAsync("I saw him at the gate."u8.ToArray(), "statement.txt");
        await test.AppendAsAsync("Robin Helper", EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", "text/plain").With("of", 2).With("description", "Statement by Robin Helper")
            .With("statement", "Robin Helper").With("transcript", "I saw him at the gate.")).WithFiles(file.Id));
        var text = Pdf(ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions { Profile = profile, WithWitnesses = witnesses }), PlantedCase.Words));
        Assert.Equal(witnesses, text.Contains("I saw him at the gate.", StringComparison.Ordinal));
        Assert.Equal(profile == RedactionProfile.LawyerFull, text.Contains("Robin Helper (1)", StringComparison.Ordinal));
        if (!witnesses && profile != RedactionProfile.LawyerFull)
        {
            Assert.DoesNotContain("Robin Helper", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(RedactionProfile.CourtPublic, false, false)]
    [InlineData(RedactionProfile.RespondentService, false, false)]
    [InlineData(RedactionProfile.RespondentService, true, true)]
    [InlineData(RedactionProfile.LawyerFull, false, true)]
    public async Task How_she_keeps_safe_and_where_proof_lies_is_told_to_the_other_person_only_if_she_wants_it(RedactionProfile profile, bool chosen, bool isTold)
    {
        await using var test = await PlantedCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Measure, FieldSet.Empty.With("what", "New lock at the garden door").With("kind", "locks").With("date", "2026-04-01").With("precision", "day").With("zone", "America/Chicago")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "other").With("date", "2026-04-02").With("precision", "day").With("narrative", "A parcel.").With("evidence-elsewhere", "In the cupboard of a neighbour")));
        var options = new ReportOptions { Profile = profile, WithMeasures = chosen };
        var text = Pdf(ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), options), PlantedCase.Words));
        Assert.Equal(isTold, text.Contains("New lock at the garden door", StringComparison.Ordinal));
        Assert.Equal(isTold, text.Contains("cupboard of a neighbour", StringComparison.Ordinal));
        Assert.Equal(!isTold, text.Contains("1 text about where proof is kept", StringComparison.Ordinal));
        // A list of what is left out must not tell that there is a lock.
        Assert.Equal(isTold, text.Contains("Measures taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_to_a_courts_questions_are_redacted_too()
    {
        await using var test = await PlantedCase.BeginAsync();
        var options = new ReportOptions { Profile = RedactionProfile.CourtPublic, Answers = new Dictionary<string, string> { ["1a"] = "He came to 12 Elm Street. SSN 078-05-1120." } };
        var redacted = CaseRedactor.Redact(await test.OpenAsync(), options, PlantedCase.Words);
        Assert.Equal("He came to [redacted: home address]. SSN [redacted: identity number].", redacted.Options.Answers["1a"].Replace("\u2060", "", StringComparison.Ordinal));
        Assert.Contains(redacted.Redactions, one => one.Field == "1a");
    }

    [Fact]
    public async Task Words_that_were_marked_in_an_item_are_removed_from_an_answer_that_repeats_them_in_the_copies_the_mark_is_for()
    {
        await using var test = await PlantedCase.BeginAsync();
        var row = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.New(ItemType.Redaction, FieldSet.Empty.With("of", row.FirstSeq).With("words", "the blue house").With("kind", "marked").With("profiles", "court-public")));
        var mark = (await test.OpenAsync()).RedactionMarks.Single();
        foreach (var profile in Enum.GetValues<RedactionProfile>())
        {
            var options = new ReportOptions { Profile = profile, Answers = new Dictionary<string, string> { ["1a"] = "He stood at the Blue House again." } };
            var redacted = CaseRedactor.Redact(await test.OpenAsync(), options, PlantedCase.Words);
            var goes = profile == RedactionProfile.CourtPublic;
            Assert.Equal(!goes, redacted.Options.Answers["1a"].Contains("Blue House", StringComparison.Ordinal));
            Assert.Equal(goes, redacted.Redactions.Any(one => one.Field == "1a" && one.Rule == RedactionRule.Mark && one.When == mark.Recorded));
        }
    }

    // Her own messages and appointments stand in no table of witnesses: a removal in one must not lead to a line that is not there, which stopped every report.
    [Theory]
    [InlineData("none", RedactionProfile.CourtPublic)]
    [InlineData("none", RedactionProfile.RespondentService)]
    [InlineData("out", RedactionProfile.CourtPublic)]
    [InlineData("out", RedactionProfile.LawyerFull)]
    public async Task A_message_of_hers_with_a_witness_stops_no_report(string direction, RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("direction", direction).With("date", "2026-04-19").With("precision", "day")
            .With("narrative", "Handed over the keys").With("witness", "Ann Nobody").With("witness-contact", "ann@nobody.example").With("feelings", "At 12 Elm Street again.")));
        var text = Pdf(ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions { Profile = profile, WithImpact = true }), PlantedCase.Words));
        Assert.Contains("Handed over the keys", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@nobody.example", text, StringComparison.Ordinal);
    }

    // Whether she saw it herself, was told, or has it from a device: what a court asks of every row (FRE 602, 803(5)).
    [Theory]
    [InlineData("self", "Known from: Seen or heard first hand")]
    [InlineData("told", "Known from: Told by somebody else")]
    [InlineData("record", "Known from: From a device, a message or a paper")]
    public async Task A_row_says_from_where_it_is_known(string from, string said)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("date", "2026-04-19").With("precision", "day").With("known-from", from)));
        Assert.Contains(said, Pdf(ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions()), PlantedCase.Words)).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_case_that_was_given_stays_as_it_is()
    {
        await using var test = await PlantedCase.BeginAsync();
        var file = await test.OpenAsync();
        CaseRedactor.Redact(file, new ReportOptions { Profile = RedactionProfile.RespondentService }, PlantedCase.Words);
        Assert.Contains(file.Incidents, row => row["place"]?.Contains("12 Elm St.", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Counts_and_standings_are_the_same_in_every_copy()
    {
        await using var test = await PlantedCase.BeginAsync();
        var file = await test.OpenAsync();
        var redacted = CaseRedactor.Redact(file, new ReportOptions { Profile = RedactionProfile.RespondentService }, PlantedCase.Words).Case;
        Assert.Equal(file.Counts.All.Contacts, redacted.Counts.All.Contacts);
        Assert.Equal(file.Counts.Lines.Select(line => (line.After.Contacts, line.After.Incidents)), redacted.Counts.Lines.Select(line => (line.After.Contacts, line.After.Incidents)));
    }

    [Fact]
    public void The_words_of_profiles_and_kinds_are_pinned()
    {
        Assert.Equal(["lawyer-full", "court-public", "respondent-service"], Enum.GetValues<RedactionProfile>().Select(profile => profile.Word()));
        Assert.Equal(
            ["home-address", "phone", "email", "account-name", "workplace", "school", "kept-back", "child", "birth-date", "government-id", "account-number", "witness-contact", "device-data", "marked", "private"],
            Enum.GetValues<RedactionKind>().Select(kind => kind.Word()));
        Assert.All(Enum.GetValues<RedactionKind>(), kind => Assert.NotEmpty(PlantedCase.Words["redaction.kind." + kind.Word()]));
        Assert.All(Enum.GetValues<RedactionRule>(), rule => Assert.NotEmpty(PlantedCase.Words["redaction.rule." + rule.ToString().ToLowerInvariant()]));
    }

    private static async Task<ReportDocument> DocumentAsync(TestCase test, RedactionProfile profile) =>
        ReportBuilder.Build(PlantedCase.Source(await test.OpenAsync(), new ReportOptions { Profile = profile, WithImpact = true }), PlantedCase.Words);

    private static string Pdf(ReportDocument document)
    {
        using var output = new MemoryStream();
        new PdfReportWriter(PlantedCase.Words).Write(document, output);
        return string.Join(' ', Poppler.Run("pdftotext", output.ToArray(), "FILE", "-").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<Span> Spans(ReportDocument document) => document.Sections.SelectMany(section => section.Blocks).SelectMany(block => block switch
    {
        Paragraph paragraph => paragraph.Spans,
        KeyValues facts => facts.Rows.SelectMany(row => row.Value),
        Table table => table.Rows.SelectMany(row => row.Cells).SelectMany(cell => cell.Spans),
        Heading heading => heading.Spans,
        _ => [],
    });
}
