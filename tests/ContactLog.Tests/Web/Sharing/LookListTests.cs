using System.Text.RegularExpressions;
using ContactLog.Data.Sharing;
using ContactLog.Web.Sharing;
using NodaTime;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>She sees every look, the oldest too, and which entries it was at.</summary>
public sealed class LookListTests
{
    [Fact]
    public async Task A_look_opens_to_the_entries_that_were_read()
    {
        await using var circle = await Circle.BeginAsync();
        var one = await circle.RecordsAsync("call", "2026-04-16", "One");
        var two = await circle.RecordsAsync("in-person", "2026-04-17", "Two");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await advocate.OpenAsync($"/Cases/{grant}/Item/{two}");

        foreach (var path in (string[])["/Share", $"/Share/Person/{grant}"])
        {
            var page = await circle.Owner.OpenAsync(path);
            var line = Regex.Matches(page.Html, "<details>.*?</details>", RegexOptions.Singleline).Select(match => match.Value).Single(html => html.Contains("The Advocate read 1 entry", StringComparison.Ordinal));
            Assert.Contains($"/Incidents/{two}", line, StringComparison.Ordinal);
            Assert.Contains("17 April 2026", line, StringComparison.Ordinal);
            Assert.DoesNotContain(one.ToString(), line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_day_is_on_one_part_with_its_whole_number_and_no_look_is_lost()
    {
        var member = Guid.NewGuid();
        var start = new DateTimeOffset(2026, 4, 20, 12, 0, 0, TimeSpan.Zero);
        // Three looks a day for seven days, newest first.
        var all = Enumerable.Range(0, 21).Select(at => new Look(100 - at, member, start.AddDays(-(at / 3)).AddMinutes(-at), LookKinds.Read, false, [at])).ToList();
        var lines = new List<LookLine>();
        long? before = null;
        do
        {
            const int Most = 7;
            var part = LookLines.Part([.. all.Where(look => before is null || look.Id < before).Take(Most)], Most, [], DateTimeZone.Utc);
            lines.AddRange(part.Lines);
            before = part.Next;
        }
        while (before is not null);

        Assert.Equal(7, lines.Count);
        Assert.All(lines, line => Assert.Equal(3, line.Count));
        Assert.Equal(Enumerable.Range(0, 21), lines.SelectMany(line => line.Items).Order());
    }

    // Each time the list of cases is made anew is a look at no entry: to call three of them "a list with 3 entries" would be untrue.
    [Fact]
    public void Looks_at_no_entry_are_not_counted_as_entries()
    {
        var at = new DateTimeOffset(2026, 4, 20, 12, 0, 0, TimeSpan.Zero);
        Look[] looks = [.. Enumerable.Range(0, 3).Select(id => new Look(id, null, at, LookKinds.List, false, [])), .. Enumerable.Range(3, 2).Select(id => new Look(id, null, at, LookKinds.Search, false, []))];
        var lines = LookLines.Part(looks, 10, [], DateTimeZone.Utc).Lines;
        Assert.Equal(1, lines.Single(line => line.Kind == LookKinds.List).Count);
        Assert.Equal(2, lines.Single(line => line.Kind == LookKinds.Search).Count);
    }

    [Fact]
    public void A_day_that_fills_a_part_goes_on_in_the_next()
    {
        var start = new DateTimeOffset(2026, 4, 20, 12, 0, 0, TimeSpan.Zero);
        var all = Enumerable.Range(0, 10).Select(at => new Look(100 - at, null, start.AddMinutes(-at), Tries.Guessed, true, [])).ToList();
        var first = LookLines.Part([.. all.Take(6)], 6, [], DateTimeZone.Utc);
        Assert.Equal(6, Assert.Single(first.Lines).Count);
        var rest = LookLines.Part([.. all.Where(look => look.Id < first.Next).Take(6)], 6, [], DateTimeZone.Utc);
        Assert.Equal(4, Assert.Single(rest.Lines).Count);
        Assert.Null(rest.Next);
    }
}
