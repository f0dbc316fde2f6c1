using ContactLog.Data.Record;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Domain.Counting;

/// <summary>Which rows say themselves from whom they came: those that do not are counted all the same, and their number is told.</summary>
public sealed class NamesNobodyTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("Withheld number", true)]
    [InlineData("No Caller ID", true)]
    [InlineData("número oculto", true)]
    [InlineData("555-0190", false)]
    [InlineData("R.", false)]
    [InlineData("unknown@example.com", false)]
    [InlineData("Private 555-0190", false)]
    public async Task A_number_that_was_not_shown_names_nobody(string? from, bool expected) => Assert.Equal(expected, (await RowAsync("from", from)).NamesNobody);

    [Theory]
    [InlineData("through", "Sam Sample")]
    [InlineData("contact", "1")]
    public async Task Whoever_it_came_through_or_from_is_somebody(string field, string value) => Assert.False((await RowAsync(field, value)).NamesNobody);

    private static async Task<Incident> RowAsync(string field, string? value)
    {
        await using var test = await TestCase.BeginAsync();
        var fields = FieldSet.Empty.With("kind", "call").With("date", "2026-03-04").With("precision", "day");
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, value is null ? fields : fields.With(field, value)));
        return (await test.OpenAsync()).Incidents.Single();
    }
}
