using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Sharing;
using ContactLog.Domain.Time;
using ContactLog.Tests.Support;
using NodaTime;

namespace ContactLog.Tests.Domain.Sharing;

public sealed class ScopedCaseTests
{
    private static readonly CaseScope s_all = new() { Role = ShareRole.Advocate };

    [Fact]
    public async Task What_is_withdrawn_or_private_is_in_no_scope()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            Incident("call", "2026-04-01", "Zimtstern", ("private-note", "Quittengelee")),
            Incident("call", "2026-04-02", "Withdrawn words"));
        var whole = await test.OpenAsync();
        await test.AppendAsync(EntryDraft.Withdraw(whole.AllIncidents[1], "Wrong"));
        await test.AppendAsync(EntryDraft.Amend(whole.AllIncidents[0], FieldSet.Empty.With("private-note", "Quittenbrot"), "Quittenreason"));

        var seen = ScopedCase.Of(s_all with { WithDetails = true, Impact = [2, 3] }, await test.OpenAsync()).File;

        var incident = Assert.Single(seen.AllIncidents);
        Assert.Equal("Zimtstern", incident["narrative"]);
        Assert.DoesNotContain("Quitten", Everything(seen), StringComparison.Ordinal);
        Assert.DoesNotContain("Withdrawn words", Everything(seen), StringComparison.Ordinal);

        // That she wrote a note is not told either: to whoever cannot see it nothing has changed.
        Assert.Single(incident.History);
        Assert.Equal(2, incident.LatestSeq);
    }

    [Fact]
    public async Task Days_and_kinds_outside_are_not_there_and_not_counted()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            Incident("call", "2026-03-31", "before"),
            Incident("call", "2026-04-01", "first"),
            Incident("text", "2026-04-02", "other kind"),
            Incident("call", "2026-04-30", "last"),
            Incident("call", "2026-05-01", "after"),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("narrative", "no day")));

        var seen = ScopedCase.Of(s_all with { From = new LocalDate(2026, 4, 1), To = new LocalDate(2026, 4, 30), Kinds = ["call"] }, await test.OpenAsync()).File;

        Assert.Equal(["first", "last"], seen.Incidents.Select(row => row["narrative"]));
        Assert.Equal(2, seen.Counts.All.Contacts);
    }

    [Fact]
    public async Task Ways_to_find_and_reach_people_are_seen_only_when_shared()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main").With("addresses", "Elm Street 1")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "+1 555 0100")).LinkedTo("contact", 0),
            Incident("call", "2026-04-01", "rang", ("place", "My new home"), ("witness", "Pat"), ("from", "+1 555 0199")).LinkedTo("contact-point", 1));

        var file = await test.ReceiveAsync([1, 2, 3]);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", "image/png").With("of", 4).With("shown-from", "+1 555 0177")).WithFiles(file.Id));

        var without = Everything(ScopedCase.Of(s_all, await test.OpenAsync()).File);
        var with = Everything(ScopedCase.Of(s_all with { WithDetails = true }, await test.OpenAsync()).File);

        foreach (var detail in (string[])["Elm Street 1", "+1 555 0100", "My new home", "Pat", "+1 555 0199", "+1 555 0177"])
        {
            Assert.DoesNotContain(detail, without, StringComparison.Ordinal);
            Assert.Contains(detail, with, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task How_it_affected_her_is_seen_on_the_incidents_she_chose()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            Incident("call", "2026-04-01", "a", ("feelings", "Chosen fear")),
            Incident("call", "2026-04-02", "b", ("feelings", "Other fear")));

        var seen = Everything(ScopedCase.Of(s_all with { Impact = [2] }, await test.OpenAsync()).File);

        Assert.Contains("Chosen fear", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Other fear", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_witness_reads_what_she_picked_and_nothing_else()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Rhubarb").With("role", "main")),
            Incident("in-person", "2026-04-01", "picked").LinkedTo("contact", 0),
            Incident("call", "2026-04-02", "not picked"),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Leave me alone").With("date", "2026-03-01").With("precision", "day")));

        var seen = ScopedCase.Of(new CaseScope { Role = ShareRole.Witness, Picked = [3] }, await test.OpenAsync()).File;

        Assert.Equal("picked", Assert.Single(seen.AllIncidents)["narrative"]);
        Assert.Equal(2, seen.Items.Count);
        var text = Everything(seen);
        Assert.DoesNotContain("Rhubarb", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Leave me alone", text, StringComparison.Ordinal);
        Assert.Null(seen.Settings.OwnName);
        Assert.Null(seen.Settings.Label);
    }

    // A row of her sister's, known by the number alone: without numbers it would be counted for the person, and a helper would read a wrong number to a judge.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_helper_counts_what_she_counts(bool withDetails)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Sister").With("role", "other")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "555-0199")).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-01").With("precision", "day")).LinkedTo("contact-point", 1),
            Incident("call", "2026-04-02", "his"));
        Assert.Equal("his", Assert.Single((await test.OpenAsync()).Incidents)["narrative"]);
        Assert.Equal("his", Assert.Single(ScopedCase.Of(s_all with { WithDetails = withDetails }, await test.OpenAsync()).File.Incidents)["narrative"]);
    }

    [Fact]
    public async Task Exhibits_keep_their_labels_and_one_that_tells_its_place_stays_closed()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Incident("call", "2026-03-01", "outside"), Incident("call", "2026-04-01", "inside"));
        foreach (var (of, metadata) in ((int, string?)[])[(2, null), (3, null), (3, "place: 1.0, 2.0")])
        {
            var file = await test.ReceiveAsync([1, 2, 3]);
            var fields = FieldSet.Empty.With("of", of).With("description", "shown");
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, metadata is null ? fields : fields.With("metadata", metadata)).WithFiles(file.Id));
        }

        var scoped = ScopedCase.Of(s_all with { From = new LocalDate(2026, 4, 1) }, await test.OpenAsync());

        Assert.Equal(["A-2", "A-3"], scoped.File.Exhibits.Select(exhibit => exhibit.Label));
        Assert.Equal([true, false], scoped.File.Exhibits.Select(scoped.MayOpen));
        Assert.DoesNotContain("1.0, 2.0", Everything(scoped.File), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("video/mp4", null, false)]
    [InlineData("audio/mp4", null, false)]
    [InlineData("image/heic", null, false)]
    [InlineData("text/xml", "export", false)]
    [InlineData("audio/amr", null, true)]
    [InlineData("image/png", null, true)]
    public async Task A_file_that_may_tell_a_place_or_holds_others_numbers_stays_closed_without_details(string type, string? what, bool opens)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(Incident("call", "2026-04-01", "inside"));
        var fields = FieldSet.Empty.With("media-type", type);
        var file = await test.ReceiveAsync([1, 2, 3]);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, what is null ? fields.With("of", 2) : fields.With("what", what)).WithFiles(file.Id));
        var without = ScopedCase.Of(s_all, await test.OpenAsync());
        Assert.Equal(opens, without.MayOpen(Assert.Single(without.File.Exhibits)));
        var with = ScopedCase.Of(s_all with { WithDetails = true }, await test.OpenAsync());
        Assert.True(with.MayOpen(Assert.Single(with.File.Exhibits)));
    }

    // Whatever is added to the program later is unseen until somebody decides otherwise.
    [Fact]
    public async Task Only_named_types_are_ever_seen()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Import, FieldSet.Empty.With("format", "made-up").With("own-numbers", "+1 555 0111")));
        var seen = ScopedCase.Of(s_all with { WithDetails = true }, await test.OpenAsync()).File;
        Assert.Equal([ItemType.Case], seen.Items.Select(item => item.Type));
        Assert.DoesNotContain("0111", Everything(seen), StringComparison.Ordinal);
    }

    // An item that is seen in full is not put together a second time; so one that is not seen in full, and is taken for one that is, would show what is kept back.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_item_says_what_the_entries_that_are_seen_say(bool withDetails)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            Incident("call", "2026-04-01", "in full"),
            Incident("call", "2026-04-02", "changed in full"),
            Incident("call", "2026-04-03", "changed in what is not seen", ("feelings", "afraid")),
            Incident("text", "2026-04-04", "from a number", ("from", "+1 555 0133")),
            Incident("call", "2026-04-05", "gone and back"));
        var rows = (await test.OpenAsync()).AllIncidents;
        await test.AppendAsync(
            EntryDraft.Amend(rows[1], FieldSet.Empty.With("time", "13:00").With("narrative", "changed"), "Heard it again"),
            EntryDraft.Amend(rows[2], FieldSet.Empty.With("feelings", "angry"), "Thought about it"),
            EntryDraft.Withdraw(rows[4], "Wrong"));
        await test.AppendAsync(EntryDraft.Restore((await test.OpenAsync()).AllIncidents[4], "Right after all"));
        var seen = ScopedCase.Of(s_all with { WithDetails = withDetails }, await test.OpenAsync()).File;

        var again = CaseFile.Open(seen.Id, seen.Entries, [.. seen.Items.Select(item =>
        {
            var stored = item.Type.New(item.Id, item.CaseId, item.FirstSeq);
            stored.LatestSeq = item.LatestSeq;
            return stored;
        })]);
        Assert.Equal(5, seen.Incidents.Count);
        Assert.Equal(Everything(again), Everything(seen));
        Assert.Equal(again.Items.Select(Said), seen.Items.Select(Said));
        Assert.Equal(["12:00", "13:00", "12:00", "12:00", "12:00"], seen.AllIncidents.Select(row => When.Format(row.When.Time!.Value)));
        Assert.DoesNotContain("angry", Everything(seen), StringComparison.Ordinal);
        Assert.Equal(withDetails ? "+1 555 0133" : null, seen.AllIncidents[3]["from"]);

        static string Said(Item item) => $"{item.FirstSeq} {item.LatestSeq} {item.IsWithdrawn} {item.History.Count} {string.Join('|', item.Fields.Written)}";
    }

    private static EntryDraft Incident(string kind, string day, string narrative, params (string Name, string Text)[] more) => EntryDraft.New(
        ItemType.Incident,
        more.Aggregate(FieldSet.Empty, (fields, field) => fields.With(field.Name, field.Text)).With("kind", kind).With("date", day).With("time", "12:00").With("precision", "exact").With("zone", "America/Chicago").With("narrative", narrative));

    private static string Everything(CaseFile file) => string.Join('\n', file.Entries.SelectMany(entry => entry.FieldFiles.All.Select(field => field.Key + "=" + field.Value.Text))
        .Concat(file.Items.SelectMany(item => item.History.SelectMany(revision => revision.Changes.Select(change => $"{change.Name}:{change.Before}:{change.Now}"))))
        .Concat(file.ContactPoints.Select(point => point.Value)));
}
