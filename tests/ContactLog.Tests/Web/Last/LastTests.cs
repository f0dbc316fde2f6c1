using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Last;

public sealed class LastTests
{
    [Fact]
    public async Task The_last_sighting_and_the_last_call_are_told_with_place_and_number()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Last");
        Assert.Contains("No entry says that the person was there", she.Page.Text, StringComparison.Ordinal);
        await she.LogAsync(("f.kind", "in-person"), ("f.when.date", "2026-04-20"), ("f.when.time", "17:50"), ("f.place", "Harlow station"));
        await she.LogAsync(("f.kind", "in-person"), ("f.when.date", "2026-04-02"), ("f.place", "Old market"));
        await she.LogAsync(("f.kind", "call"), ("f.when.date", "2026-04-22"), ("f.from", "312 555 0142"));
        await she.LogAsync(("f.kind", "call"), ("f.when.date", "2026-04-23"), ("f.when.time", "01:00"), ("f.direction", "out"), ("f.from", "999 0000"));
        await she.Page.OpenAsync("/Last");
        var text = she.Page.Text;
        Assert.Contains("Monday 20 April 2026, 17:50 3 days ago", text, StringComparison.Ordinal);
        Assert.Contains("Where: Harlow station", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Old market", text, StringComparison.Ordinal);
        Assert.Contains("From: 312 555 0142", text, StringComparison.Ordinal);
        Assert.DoesNotContain("999 0000", text, StringComparison.Ordinal);
        await she.Page.OpenAsync("/");
        Assert.Contains("When did I last see or hear from them?", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_main_person_is_one_too()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "S.").With("role", "main")));
        await she.Page.OpenAsync("/Last");
        Assert.Contains("No call or message from the person is logged.", she.Page.Text, StringComparison.Ordinal);
        await she.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-20").With("precision", "day").With("zone", "America/Chicago")
            .With("contact", (await she.OpenAsync()).Contacts[1].FirstSeq).With("from", "312 555 0142")));
        await she.Page.OpenAsync("/Last");
        Assert.Contains("From: 312 555 0142", she.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_go_between_at_the_door_is_not_the_person()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "The brother").With("role", "go-between")));
        var people = (await she.OpenAsync()).Contacts;
        EntryDraft Visit(string day, int person, string place) => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person")
            .With("date", day).With("precision", "day").With("zone", "America/Chicago").With("contact", person).With("place", place));
        await she.AppendAsync(Visit("2026-04-10", people[0].FirstSeq, "Harlow station"), Visit("2026-04-20", people[1].FirstSeq, "Old market"));
        await she.Page.OpenAsync("/Last");
        Assert.Contains("Where: Harlow station", she.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Where: Old market", she.Page.Text, StringComparison.Ordinal);
    }
}
