using ContactLog.Data.Record;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Domain.Counting;

/// <summary>Which rows are in the totals: what came from somebody else is kept and shown, and never counted against the person the record is about.</summary>
public sealed class CountedRowsTests
{
    private static FieldSet Row(string kind = "text") => FieldSet.Empty.With("kind", kind).With("date", "2026-03-05").With("precision", "day");

    [Fact]
    public async Task What_came_from_someone_else_is_in_no_total_and_in_no_line()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "A stranger").With("role", "other")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("value", "555-0150").With("kind", "phone")).LinkedTo("contact", 0),
            // No main person is named: nobody is left who could be somebody else than the one meant.
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "No more.").With("date", "2026-03-03").With("precision", "day")),
            EntryDraft.New(ItemType.Incident, Row()).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.Incident, Row("call").With("count", 3)).LinkedTo("contact-point", 1),
            EntryDraft.New(ItemType.Incident, Row().With("through", "A neighbour")).LinkedTo("contact", 0),
            EntryDraft.New(ItemType.Incident, Row().With("from", "555-0199")));
        var file = await test.OpenAsync();
        Assert.Equal(4, file.OfOthers.Sum(row => row.Count));
        Assert.Equal(2, file.Counts.All.Contacts);
        Assert.Equal(1, file.Counts.After(file.Lines[0]).After.Contacts);
        Assert.All(file.OfOthers, row => Assert.Equal(Standing.NotCovered, file.Counts.StandingOf(row, file.Lines[0])));
        Assert.Equal(4, file.Received.Count());
    }

    [Fact]
    public async Task A_person_whom_an_order_names_is_one_of_those_the_record_is_about()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "His brother").With("role", "other")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Order").With("served-date", "2026-03-03").With("served-precision", "day")).LinkedTo("contact", 1),
            EntryDraft.New(ItemType.Incident, Row()).LinkedTo("contact", 1),
            EntryDraft.New(ItemType.Incident, Row()).LinkedTo("contact", 0));
        var file = await test.OpenAsync();
        Assert.Empty(file.OfOthers);
        Assert.Equal((2, 1), (file.Counts.All.Contacts, file.Counts.After(file.Lines[0]).After.Contacts));
    }
}
