using System.Text.RegularExpressions;
using ContactLog.Data.Sharing;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>A reader finds what was said without going through all entries: what was handed to them, what was answered, what is open.</summary>
public sealed class CommentListTests
{
    [Fact]
    public async Task What_waits_for_a_reader_stands_first_and_an_answer_stays_news_until_it_was_seen()
    {
        await using var circle = await Circle.BeginAsync();
        var one = await circle.RecordsAsync("call", "2026-04-16", "One");
        var two = await circle.RecordsAsync("in-person", "2026-04-17", "Two");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await SaysAsync(advocate, grant, one, "Which number was it?");

        // The button was pressed twice: it is one.
        await SaysAsync(advocate, grant, one, "Which number was it?");
        await SaysAsync(advocate, grant, two, "Who else was there?");
        Assert.Contains("2 open comments", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Answered", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);

        circle.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await AnswersAsync(circle.Owner, one, "A withheld one.");
        circle.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("Answered", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);

        // To read something else is not to have seen the answer.
        await advocate.OpenAsync($"/Cases/{grant}/Item/{two}");
        Assert.Contains("Answered", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);
        var list = await advocate.OpenAsync($"/Cases/{grant}/Comments");
        Assert.Contains("A withheld one.", list.Text, StringComparison.Ordinal);
        Assert.True(list.Html.IndexOf(one.ToString(), StringComparison.Ordinal) < list.Html.IndexOf(two.ToString(), StringComparison.Ordinal), "What was answered does not stand first.");
        Assert.DoesNotContain("Answered", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);
        Assert.Contains("looked at a list with 2 entries", (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text, StringComparison.Ordinal);

        // Or on the entry itself.
        await AnswersAsync(circle.Owner, two, "Nobody.");
        Assert.Contains("Answered", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);
        await advocate.OpenAsync($"/Cases/{grant}/Item/{two}");
        Assert.DoesNotContain("Answered", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);

        // Done with: gone from the list, and still to be found.
        var comments = await circle.Owner.OpenAsync("/Share/Comments");
        foreach (Match done in Regex.Matches(comments.Html, "handler=Done.*?name=\"id\" value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.Singleline))
        {
            await circle.Owner.SubmitAsync(comments, "handler=Done", ("id", done.Groups["id"].Value), ("done", "true"));
        }

        Assert.DoesNotContain("open comment", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);

        // Her answers ask nothing: they do not keep it among what is open.
        Assert.Contains("No open comments", (await circle.Owner.OpenAsync("/Share/Comments")).Text, StringComparison.Ordinal);
        Assert.Contains("No open comments", (await advocate.OpenAsync($"/Cases/{grant}/Comments")).Text, StringComparison.Ordinal);
        Assert.Contains("Which number was it?", (await advocate.OpenAsync($"/Cases/{grant}/Comments?all=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_not_sent_and_stays_in_its_field()
    {
        await using var circle = await Circle.BeginAsync();
        var one = await circle.RecordsAsync("call", "2026-04-16", "One");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await SaysAsync(advocate, grant, one, "Which number was it?");
        var answer = "It began so " + new string('x', 4000);
        var page = await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Share/Comments"), "handler=Answer", ("text", answer));
        Assert.Contains("in up to 4000 characters", page.Text, StringComparison.Ordinal);
        Assert.Contains(">" + answer + "</textarea>", page.Html, StringComparison.Ordinal);

        // A conversation of which nothing is open is on that page only where she asks for all.
        var all = await circle.Owner.OpenAsync("/Share/Comments?all=true");
        await circle.Owner.SubmitAsync(all, "handler=Done", ("id", Regex.Match(all.Html, "handler=Done.*?name=\"id\" value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.Singleline).Groups["id"].Value), ("done", "true"));
        page = await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Share/Comments?all=true"), "handler=Answer", ("text", answer));
        Assert.Contains(">" + answer + "</textarea>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("It began so", (await advocate.OpenAsync($"/Cases/{grant}/Item/{one}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_she_hands_over_is_in_the_list_of_whom_it_is_for_and_what_is_said_to_others_is_not()
    {
        await using var circle = await Circle.BeginAsync();
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Inside");
        var outside = await circle.RecordsAsync("call", "2026-03-17", "Outside");
        using var advocate = await circle.PersonAsync("jo-sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var advocates = await circle.LetsInAsync(advocate, "Advocate", ("Input.From", "2026-04-01"));
        var lawyers = await circle.LetsInAsync(lawyer, "Lawyer");
        await SaysAsync(lawyer, lawyers, inside, "Ask for the doorbell film");
        await SaysAsync(lawyer, lawyers, outside, "Privileged advice");
        Assert.Contains("No open comments", (await advocate.OpenAsync($"/Cases/{advocates}/Comments")).Text, StringComparison.Ordinal);

        // Both are handed over; what one of them is about, the advocate is not shown, and so neither what was said of it.
        var page = await circle.Owner.OpenAsync("/Share/Comments");
        foreach (Match comment in Regex.Matches(page.Html, "handler=Assign.*?name=\"id\" value=\"(?<id>[0-9a-f-]{36})\"", RegexOptions.Singleline))
        {
            await circle.Owner.SubmitAsync(page, "handler=Assign", ("id", comment.Groups["id"].Value), ("to", advocates.ToString()));
        }

        var list = await advocate.OpenAsync($"/Cases/{advocates}/Comments");
        Assert.Contains("Ask for the doorbell film", list.Text, StringComparison.Ordinal);
        Assert.Contains("For you", list.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody else who helps", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Privileged advice", list.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(outside.ToString(), list.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_conversation_takes_nothing_and_what_was_typed_stays()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Inside");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await SaysAsync(advocate, grant, incident, "Which number?");
        var hers = await circle.Owner.OpenAsync("/Share/Comments");
        await circle.TamperAsync(async db =>
        {
            var one = await db.Comments.AsNoTracking().SingleAsync();
            db.Comments.AddRange(Enumerable.Range(1, Comments.Most - 1).Select(_ => new CommentRow
            {
                Id = Guid.NewGuid(),
                CaseId = one.CaseId,
                MemberId = grant,
                AuthorId = one.AuthorId,
                At = one.At,
                Epoch = one.Epoch,
                Sealed = one.Sealed,
            }));
            await db.SaveChangesAsync();
        });

        var answered = await circle.Owner.SubmitAsync(hers, "handler=Answer", ("text", "The second one"));
        Assert.Contains("This conversation is full", answered.Text, StringComparison.Ordinal);
        Assert.Contains(">The second one</textarea>", answered.Html, StringComparison.Ordinal);
        var asked = await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Item/{incident}"), "Input.Text", ("Input.Text", "And the first?"));
        Assert.Contains("This conversation is full", asked.Text, StringComparison.Ordinal);
        Assert.Contains("And the first?", Regex.Match(asked.Html, "<textarea[^>]*Input.Text.*?</textarea>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
    }

    // Somebody who took over an advocate's account: her page came to a megabyte, and each was to be marked by itself.
    [Fact]
    public async Task Hundreds_of_comments_come_in_parts_and_are_done_with_at_once()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Inside");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        var form = await advocate.OpenAsync($"/Cases/{grant}/Item/{incident}");
        for (var at = 1; at <= 101; at++)
        {
            await advocate.SubmitAsync(form, "Input.Text", ("Input.Text", $"Flood {at}."));
        }

        var page = await circle.Owner.OpenAsync("/Share/Comments");
        Assert.Equal(100, Regex.Count(page.Text, "Flood \\d+\\."));
        var oldest = await circle.Owner.OpenAsync("/Share/Comments?part=2");
        Assert.Single(Regex.Matches(oldest.Text, "Flood \\d+\\."));

        // What came while she read was on no page of hers and stays open.
        circle.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await advocate.SubmitAsync(form, "Input.Text", ("Input.Text", "Late, and urgent"));
        page = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(page, "handler=AllDone"));
        Assert.Contains("Late, and urgent", page.Text, StringComparison.Ordinal);
        Assert.Contains("1 comment waits for you", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        var open = Regex.Matches(page.Html, "name=\"id\" value=\"(?<id>[0-9a-f-]{36})\"><input type=\"hidden\" name=\"done\" value=\"true\"");
        page = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(page, "handler=Done", ("id", Assert.Single(open).Groups["id"].Value), ("done", "true")));
        Assert.Contains("No open comments", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for you", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }

    private static async Task SaysAsync(Visitor person, Guid grant, Guid item, string text)
    {
        var sent = await person.SubmitAsync(await person.OpenAsync($"/Cases/{grant}/Item/{item}"), "Input.Text", ("Input.Text", text));
        Assert.Contains($"id=\"{LandsAt(sent)}\"", (await person.FollowAsync(sent)).Html, StringComparison.Ordinal);
    }

    private static async Task AnswersAsync(Visitor owner, Guid item, string text)
    {
        var page = await owner.OpenAsync("/Share/Comments");
        var card = page.Html.Split("<section class=\"card\">").Single(html => html.Contains(item.ToString(), StringComparison.Ordinal));
        LandsAt(await owner.SubmitAsync(page with { Html = card }, "handler=Answer", ("text", text)));
    }

    // What was said stands far below the top of a phone.
    private static string LandsAt(VisitedPage sent) => Regex.Match(sent.Location ?? "", "#(said-[0-9a-f-]{36})$") is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException(sent.ToString());
}
