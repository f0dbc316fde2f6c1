using ContactLog.Data.Record;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Domain.Boundaries;

public sealed class OrderTermsTests
{
    private const string OneSentence = "The respondent shall not contact the petitioner, and shall stay 100 yards away.";

    private static EntryDraft Entry(string? term, int? order = 2, string narrative = "x")
    {
        var fields = FieldSet.Empty.With("kind", "call").With("narrative", narrative);
        fields = order is { } seq ? fields.With("breach-of", seq.ToString(System.Globalization.CultureInfo.InvariantCulture)) : fields;
        return EntryDraft.New(ItemType.Incident, term is null ? fields : fields.With("breach-term", term));
    }

    private static async Task<(string? Words, bool IsOfOrder, string Entries)[]> TermsAsync(string words, params EntryDraft[] entries)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("words", words)));
        await test.AppendAsync(EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("words", "Another")));
        await test.AppendAsync(entries);
        var file = await test.OpenAsync();
        var order = file.Items.OfType<CourtOrder>().MinBy(item => item.FirstSeq)!;
        Assert.Equal(2, order.FirstSeq);
        return [.. OrderTerms.Of(file, order).Select(term => (term.Words, term.IsOfOrder, string.Join(' ', term.Incidents.Select(one => one["narrative"]))))];
    }

    [Fact]
    public async Task What_entries_copy_from_one_sentence_are_its_terms_in_the_order_in_which_they_stand_there() =>
        Assert.Equal(
            [("shall not contact the petitioner", true, "b"), ("Stay 100  yards away.", true, "a c"), ("Keep off the stairs", false, "d"), (null, false, "e")],
            await TermsAsync(OneSentence, Entry("Stay 100  yards away.", narrative: "a"), Entry("shall not contact the petitioner", narrative: "b"), Entry("“stay 100 yards away”", narrative: "c"),
                Entry("Keep off the stairs", narrative: "d"), Entry(null, narrative: "e"), Entry(null, order: 3, narrative: "other"), Entry("shall not contact the petitioner", order: null, narrative: "none")));

    [Fact]
    public async Task An_order_of_several_lines_has_a_term_a_line_also_one_that_no_entry_names() =>
        Assert.Equal(
            [("1. No contact in any way.", true, "b"), ("2. Stay away from the home.", true, ""), ("3. Hand over the key.", true, "a")],
            await TermsAsync("1. No contact in any way.\n\n2. Stay away from the home.\n3. Hand over the key.", Entry("hand over the key", narrative: "a"), Entry("1. no contact in any way", narrative: "b")));

    [Theory]
    [InlineData("")]
    [InlineData("\n \n...\n")]
    public async Task An_order_without_words_has_the_words_of_the_entries(string words) =>
        Assert.Equal([("No calls", false, "a"), (null, false, "b")], await TermsAsync(words, Entry("No calls", narrative: "a"), Entry(" — ", narrative: "b")));
}
