using System.Net;
using ContactLog.Data.Record;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;

namespace ContactLog.Tests.Web.Incidents;

public sealed class SeveralTests
{
    private static EntryDraft Call(string day, params string[] tags)
    {
        var fields = FieldSet.Empty.With("kind", "call").With("date", day).With("precision", "day").With("zone", "America/Chicago");
        return EntryDraft.New(ItemType.Incident, tags.Length == 0 ? fields : fields.With("tags", string.Join('\n', tags)));
    }

    private static IReadOnlyList<string> Tags(Incident row) => row.Fields.List("tags");

    [Fact]
    public async Task Several_entries_get_a_mark_in_one_go_and_lose_it_in_one_go()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Call("2026-04-01"), Call("2026-04-02", "blame"), Call("2026-04-03", "threat"), Call("2026-04-04"));
        var rows = (await she.OpenAsync()).Incidents;
        await she.Page.OpenAsync("/Timeline");
        Assert.Contains("/Incidents/Several", she.Page.Body, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Incidents/Several");
        await Choose(she.Page, rows.Take(3), "blame", "add", "They all said so");

        Assert.StartsWith("/Incidents/SeveralDone/", she.Page.Path, StringComparison.Ordinal);
        Assert.True(she.Page.Text.Contains("The mark “Blame” was added to 2 entries. 1 of those you chose was so already.", StringComparison.Ordinal), she.Page.Text);
        // What a mark may need now is said here as beside a single entry.
        Assert.Contains("now-here", she.Page.Body, StringComparison.Ordinal);
        var file = await she.OpenAsync();
        Assert.Equal(["blame", "blame", "blame,threat", ""], file.Incidents.Select(row => string.Join(',', Tags(row))));
        Assert.Equal(["They all said so", "They all said so"], file.Entries.TakeLast(2).Select(entry => entry.Reason));

        await she.Page.SendAsync("Undo all of it");
        Assert.Contains("Taken back", she.Page.Text, StringComparison.Ordinal);
        file = await she.OpenAsync();
        Assert.Equal(["", "blame", "threat", ""], file.Incidents.Select(row => string.Join(',', Tags(row))));
        Assert.DoesNotContain("Undo all of it", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal(3, file.Incidents[0].History.Count);

        await she.Page.OpenAsync("/Incidents/Several");
        await Choose(she.Page, rows.Skip(1).Take(1), "blame", "remove", null);
        Assert.Contains("was removed from 1 entry", she.Page.Text, StringComparison.Ordinal);
        file = await she.OpenAsync();
        Assert.Empty(Tags(file.Incidents[1]));
        Assert.Equal("Several entries marked at once", file.Entries[^1].Reason);
    }

    [Fact]
    public async Task The_form_sent_twice_makes_one_batch()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Call("2026-04-01"), Call("2026-04-02"));
        var rows = (await she.OpenAsync()).Incidents;
        var first = await she.NewWindow().OpenAsync("/Incidents/Several");
        var entries = (await she.OpenAsync()).Entries.Count;
        await Task.WhenAll(Choose(first, rows, "blame", "add", null), Choose(first, rows, "blame", "add", null));
        await Choose(await she.NewWindow().OpenAsync("/Incidents/Several"), rows, "blame", "add", null);
        Assert.Equal(entries + 2, (await she.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task What_another_window_changed_is_shown_before_anything_is_saved()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Call("2026-04-01"), Call("2026-04-02"));
        var rows = (await she.OpenAsync()).Incidents;
        var late = await she.NewWindow().OpenAsync("/Incidents/Several");
        await she.AppendAsync(EntryDraft.Amend(rows[1], FieldSet.Empty.With("place", "At the station"), null));
        var entries = (await she.OpenAsync()).Entries.Count;

        await Choose(late, rows, "threat", "add", "Both");
        Assert.Contains("Another window changed something", late.Text, StringComparison.Ordinal);
        Assert.Equal(entries, (await she.OpenAsync()).Entries.Count);
        Assert.Equal("Both", late.Value("Input.Reason"));
        await late.SendAsync("Input.Seen", [.. Chosen(rows), ("Input.Do", "add")]);
        Assert.Contains("was added to 2 entries", late.Text, StringComparison.Ordinal);

        // An undo finds each row as it is by then: what was changed since stays.
        var done = late.Path;
        var file = await she.OpenAsync();
        await she.AppendAsync(EntryDraft.Amend(file.Incidents[0], FieldSet.Empty.With("tags", "threat\ndamage"), null));
        await late.OpenAsync(done);
        await late.SendAsync("Undo all of it");
        Assert.Equal(["damage", ""], (await she.OpenAsync()).Incidents.Select(row => string.Join(',', Tags(row))));
    }

    [Fact]
    public async Task Withdrawn_in_another_window_it_is_not_marked_and_nothing_else_is()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Call("2026-04-01"), Call("2026-04-02"));
        var rows = (await she.OpenAsync()).Incidents;
        var late = await she.NewWindow().OpenAsync("/Incidents/Several");
        await she.AppendAsync(EntryDraft.Withdraw(rows[0], null));
        await Choose(late, rows, "threat", "add", null);
        Assert.Contains("can no longer be marked", late.Text, StringComparison.Ordinal);
        Assert.All((await she.OpenAsync()).AllIncidents, row => Assert.Empty(Tags(row)));
    }

    [Fact]
    public async Task Forged_rows_marks_and_batches_do_nothing()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(Call("2026-04-01"), EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.")));
        var file = await she.OpenAsync();
        var entries = file.Entries.Count;
        await she.Page.OpenAsync("/Incidents/Several");
        await she.Page.SendAsync("Input.Seen", ("Input.Row", "3"), ("Input.Tag", "blame"), ("Input.Do", "add"));
        Assert.Contains("Nothing was saved", she.Page.Text, StringComparison.Ordinal);
        await she.Page.SendAsync("Input.Seen", ("Input.Row", "2"), ("Input.Tag", "<script>"), ("Input.Do", "add"));
        Assert.Contains("Choose a mark.", she.Page.Text, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Incidents/Several");
        await she.Page.SendAsync("Input.Seen", ("Input.Tag", "blame"));
        Assert.Contains("Choose at least one entry.", she.Page.Text, StringComparison.Ordinal);
        Assert.Equal(entries, (await she.OpenAsync()).Entries.Count);
        foreach (var path in new[] { "1/1", "2/1", "2/2", "0/1", "2/2000000000", "-1/3" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await she.Page.OpenAsync("/Incidents/SeveralDone/" + path)).Status);
        }
    }

    private static (string, string?)[] Chosen(IEnumerable<Incident> rows) =>
        [.. rows.Select(row => ("Input.Row", (string?)row.FirstSeq.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    private static Task<Window> Choose(Window page, IEnumerable<Incident> rows, string tag, string act, string? reason) =>
        page.SendAsync("Input.Seen", [.. Chosen(rows), ("Input.Tag", tag), ("Input.Do", act), ("Input.Reason", reason)]);
}
