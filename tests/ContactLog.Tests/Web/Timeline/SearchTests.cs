using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Web.Incidents;
using ContactLog.Web.Searching;
using NodaTime;

namespace ContactLog.Tests.Web.Timeline;

public sealed class SearchTests
{
    private static readonly LocalDate s_today = new(2026, 4, 23);

    [Theory]
    [InlineData("last March", "2026-03-31", true)]
    [InlineData("last March", "2025-03-31", false)]
    [InlineData("last april", "2025-04-30", true)]
    [InlineData("last april", "2026-04-22", false)]
    [InlineData("12/3", "2026-03-12", true)]
    [InlineData("12/3", "2025-12-03", true)]
    [InlineData("12/3/2025", "2025-12-03", true)]
    [InlineData("12/3/2025", "2026-03-12", false)]
    [InlineData("31/3", "2026-03-31", true)]
    [InlineData("12 March", "2024-03-12", true)]
    [InlineData("March 12th, 2026", "2026-03-12", true)]
    [InlineData("March 12th, 2026", "2025-03-12", false)]
    [InlineData("2026-03-12", "2026-03-12", true)]
    [InlineData("Dec 2025", "2025-12-31", true)]
    [InlineData("yesterday", "2026-04-22", true)]
    [InlineData("yesterday", "2026-04-23", false)]
    [InlineData("last night", "2026-04-22", true)]
    [InlineData("last night", "2026-04-23", true)]
    [InlineData("last night", "2026-04-21", false)]
    [InlineData("3 days ago", "2026-04-20", true)]
    [InlineData("3 days ago", "2026-04-21", false)]
    [InlineData("two weeks ago", "2026-04-12", true)]
    [InlineData("a month ago", "2026-03-31", true)]
    [InlineData("last Friday", "2026-04-17", true)]
    [InlineData("last Friday", "2026-04-10", false)]
    [InlineData("last thursday", "2026-04-16", true)]
    [InlineData("last thursday", "2026-04-23", false)]
    [InlineData("last Wed", "2026-04-22", true)]
    [InlineData("last Wed", "2026-04-15", true)]
    [InlineData("03/2026", "2026-03-31", true)]
    [InlineData("2026-03", "2026-03-01", true)]
    [InlineData("2026-03", "2026-04-01", false)]
    [InlineData("last week", "2026-04-19", true)]
    [InlineData("last week", "2026-04-20", false)]
    [InlineData("this month", "2026-04-01", true)]
    [InlineData("last year", "2025-01-01", true)]
    public void Days_are_understood_as_people_write_them(string words, string day, bool found)
    {
        var (rest, days) = SearchDates.Take(words, s_today);
        Assert.Equal("", rest);
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        Assert.Equal(found, Assert.Single(days)(date, date));
    }

    [Theory]
    [InlineData("he said maybe")]
    [InlineData("may")]
    [InlineData("45/99")]
    [InlineData("last chance")]
    [InlineData("A-12")]
    [InlineData("2026")]
    [InlineData("06.12.34.56.78")]
    [InlineData("2026-13")]
    [InlineData("0800-12")]
    [InlineData("last Fridays")]
    public void Words_stay_words(string words)
    {
        var (rest, days) = SearchDates.Take(words, s_today);
        Assert.Equal(words, rest);
        Assert.Empty(days);
    }

    [Fact]
    public async Task A_number_is_found_however_it_is_written_and_no_word_stands_in_an_address()
    {
        await using var she = await Survivor.BeginAsync();
        var id = await she.TapAsync("call");
        await she.Page.SendAsync("f.narrative", ("Input.From", "another"), ("Input.FromOther", "(312) 555-0142"), ("f.narrative", "He said Zwetschgenknödel <b>twice</b>."));
        foreach (var sought in new[] { "312 555 0142", "+1 312.555.0142", "5550142", "1-312-555-0142", "31.25.55.01.42", "zwetschgenknodel", "knödel 3125550142", "today knodel", "23/4" })
        {
            await Look(sought);
            Assert.True(she.Page.Body.Contains(id, StringComparison.Ordinal), $"'{sought}' found nothing:\n{she.Page.Text}");
            Assert.Matches("^/(Timeline|Days)\\?q=[A-Za-z0-9_-]+$", she.Page.Path);
        }

        await Look("zwetschgenknodel");
        Assert.Contains("<mark>Zwetschgenknödel</mark>", System.Net.WebUtility.HtmlDecode(she.Page.Body), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>twice</b>", she.Page.Body, StringComparison.Ordinal);

        foreach (var sought in new[] { "312 555 0143", "yesterday", "knodel yesterday", "schnitzel" })
        {
            await Look(sought);
            Assert.DoesNotContain(id, she.Page.Body, StringComparison.Ordinal);
            Assert.Contains("Nothing found", she.Page.Text, StringComparison.Ordinal);
        }

        async Task Look(string words)
        {
            await she.Page.OpenAsync("/Timeline");
            await she.Page.SendAsync("role=\"search\"", ("words", words));
        }
    }

    [Fact]
    public async Task Two_hundred_entries_are_searched_without_an_index_on_the_disk()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync([.. Enumerable.Range(0, 200).Select(number => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text")
            .With("date", $"2026-0{1 + (number % 3)}-1{number % 10}").With("precision", "day").With("said", number == 77 ? "Quittenbrot" : $"Message {number}")))]);
        await she.Page.OpenAsync("/Timeline");
        await she.Page.SendAsync("role=\"search\"", ("words", "quittenbrot"));
        Assert.Contains("<mark>Quittenbrot</mark>", she.Page.Body, StringComparison.Ordinal);
        Assert.Contains("1 entry", she.Page.Text, StringComparison.Ordinal);
    }
}
