using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Sharing;
using ContactLog.Reports.Courts;
using ContactLog.Tests.Support;
using ContactLog.Web.Sharing;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>What is missing for the form that was chosen.</summary>
public sealed class FormChecklistTests
{
    [Fact]
    public async Task Each_question_of_each_form_has_a_line()
    {
        var scoped = await ScopedAsync(details: true);
        foreach (var court in Court.All)
        {
            Assert.Equal(court.Questions.Select(question => question.Id), FormChecklist.Of(scoped, court).Select(line => line.Question!.Id));
        }
    }

    [Fact]
    public async Task It_names_what_the_newest_incident_does_not_say_and_asks_no_follow_on_after_a_no()
    {
        var scoped = await ScopedAsync(details: true);
        var line = Line(scoped, "7a3");
        var fields = Assert.Single(line.Gaps).Fields;
        Assert.Equal(CheckState.Lacks, line.State);
        Assert.Contains("place", fields);
        Assert.Contains("police-number", fields);
        Assert.DoesNotContain("weapon-what", fields);
        Assert.DoesNotContain("narrative", fields);
        Assert.Equal(CheckState.ByHand, Line(scoped, "3b").State);
        Assert.Equal(CheckState.Nothing, Line(scoped, "6").State);
    }

    [Fact]
    public async Task What_is_not_shared_is_not_called_missing()
    {
        var fields = Assert.Single(Line(await ScopedAsync(details: false), "7a3").Gaps).Fields;
        Assert.DoesNotContain("place", fields);
        Assert.DoesNotContain("witness", fields);
        Assert.DoesNotContain("injury-what", fields);
        Assert.Contains("police-number", fields);
    }

    [Fact]
    public async Task What_was_only_allowed_is_not_the_newest_incident_and_lacks_nothing()
    {
        await using var test = await TestCase.BeginAsync();
        var allowed = FieldSet.Empty.With("kind", "text").With("permitted", "yes").With("precision", "day");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Only about Kit.").With("date", "2026-03-03").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, allowed.With("date", "2026-03-05")));
        var scoped = ScopedCase.Of(new CaseScope { Role = ShareRole.Advocate, WithDetails = true }, await test.OpenAsync());
        Assert.Equal(CheckState.Nothing, Line(scoped, "7a3").State);
        Assert.Equal(CheckState.Nothing, Line(scoped, "7b").State);
    }

    // The pages for a court tell what she chose in any case, and tell it once; the list of what is missing is about the same rows.
    [Fact]
    public async Task What_she_chose_as_the_most_serious_is_asked_about_as_the_pages_for_a_court_tell_it()
    {
        await using var test = await TestCase.BeginAsync();
        var row = FieldSet.Empty.With("kind", "text").With("precision", "day");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Only about Kit.").With("date", "2026-03-03").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, row.With("date", "2026-03-04").With("permitted", "yes")),
            EntryDraft.New(ItemType.Incident, row.With("date", "2026-03-05").With("permitted", "yes")),
            EntryDraft.New(ItemType.Incident, row.With("date", "2026-03-06")),
            EntryDraft.New(ItemType.Incident, row.With("date", "2026-03-07")));
        var rows = (await test.OpenAsync()).Incidents.Select(one => one.FirstSeq).ToList();
        int[] Asked(ScopedCase scoped, string court, string from) =>
            [.. FormChecklist.Of(scoped, Court.Find(court)!).Single(line => line.Question!.From == from).Gaps.Select(gap => gap.Item.FirstSeq).Order()];
        async Task<ScopedCase> ScopedAsync() => ScopedCase.Of(new CaseScope { Role = ShareRole.Advocate, WithDetails = true }, await test.OpenAsync());

        var before = await ScopedAsync();
        Assert.Null(before.MostSerious);
        Assert.Equal([rows[2]], Asked(before, "ca-dv-100", "other-often"));
        Assert.Equal(CheckState.ByHand, FormChecklist.Of(before, Court.Find("ca-dv-100")!).Single(line => line.Question!.From == "serious").State);

        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "1").With("most-serious", rows[1])));
        // What a lawyer made under a grant chooses nothing, and takes nothing back.
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report-number", "2").With("grant", "0123")));
        var scoped = await ScopedAsync();
        Assert.Equal(rows[1], scoped.MostSerious!.FirstSeq);
        Assert.Equal([rows[1], rows[2]], Asked(scoped, "ca-ch-100", "earlier"));
        Assert.Equal([rows[1]], Asked(scoped, "ca-dv-100", "serious"));
        Assert.Equal([rows[2]], Asked(scoped, "ca-dv-100", "other-often"));
        Assert.Equal([rows[1], rows[2], rows[3]], Asked(scoped, "ny-8-2", "newest"));

        // Outside the scope it is not there, and nothing tells that it was chosen.
        var part = ScopedCase.Of(new CaseScope { Role = ShareRole.Advocate, WithDetails = true, From = new NodaTime.LocalDate(2026, 3, 6) }, await test.OpenAsync());
        Assert.Null(part.MostSerious);
        Assert.Equal(CheckState.ByHand, FormChecklist.Of(part, Court.Find("ca-dv-100")!).Single(line => line.Question!.From == "serious").State);
    }

    private static CheckLine Line(ScopedCase scoped, string question) => FormChecklist.Of(scoped, Court.Find("ca-ch-100")!).Single(line => line.Question!.Id == question);

    private static async Task<ScopedCase> ScopedAsync(bool details)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R. Example").With("role", "main")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-03-01").With("precision", "day").With("zone", "America/Chicago")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("date", "2026-04-17").With("precision", "day").With("zone", "America/Chicago")
                .With("narrative", "At the door.").With("said", "Five minutes.").With("threat", "no").With("weapon", "no").With("injury", "yes")
                .With("damage", "no").With("police", "yes").With("police-who", "Desk")));
        return ScopedCase.Of(new CaseScope { Role = ShareRole.Advocate, WithDetails = details }, await test.OpenAsync());
    }
}
