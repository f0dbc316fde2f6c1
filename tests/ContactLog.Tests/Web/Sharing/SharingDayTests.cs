using System.Text.RegularExpressions;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>What she and a helper do on an ordinary day: more time, giving it back, reading what is new, and knowing that a part is a part.</summary>
public sealed class SharingDayTests
{
    // It was counted from today, so thirty days of "more time" shut a helper out two months early.
    [Fact]
    public async Task More_time_is_never_less()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.Days", "90"));
        var page = await circle.Owner.OpenAsync($"/Share/Person/{grant}");
        Assert.DoesNotContain("<option value=\"30\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"180\"", page.Html, StringComparison.Ordinal);
        var renewed = await circle.Owner.SubmitAsync(page, "handler=Renew", ("days", "30"));
        Assert.Contains("They have access for that long already", renewed.Text, StringComparison.Ordinal);

        renewed = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(page, "handler=Renew", ("days", "180")));
        Assert.Contains("They have more time", renewed.Text, StringComparison.Ordinal);
        circle.Site.Clock.Advance(TimeSpan.FromDays(170));
        await advocate.SignInAsync("jo-sample");
        Assert.Contains("Shared with you until", (await advocate.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
    }

    // Not one after the other but in the same moment: whichever the writer takes first, nobody holds a key afterwards.
    [Fact]
    public async Task Ended_and_given_more_time_in_the_same_moment_it_is_ended()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        for (var round = 0; round < 4; round++)
        {
            var grant = await circle.LetsInAsync(advocate, "Advocate");
            var page = await circle.Owner.OpenAsync($"/Share/Person/{grant}");
            var answers = await Task.WhenAll(circle.Owner.SubmitAsync(page, "handler=Renew", ("days", "365")), circle.Owner.SubmitAsync(page, "handler=End"), circle.Owner.SubmitAsync(page, "handler=Renew", ("days", "180")));
            Assert.All(answers, answer => Assert.True((int)answer.Status < 400, answer.ToString()));
            Assert.Equal(0, await circle.GrantsOfOthersAsync());
            Assert.Contains("Your access to that case is over", (await advocate.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_gives_the_access_back_leaves_a_mark_and_a_line()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await circle.Owner.OpenAsync("/Share");
        Assert.DoesNotContain("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);

        await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Access"), "handler=Leave");

        Assert.Contains("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);
        Assert.Contains("The Advocate gave the access back on", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
    }

    // "Two contacts after the order", read to a judge, must not be the number of a part.
    [Fact]
    public async Task Who_reads_a_part_is_told_that_its_numbers_are_of_the_part()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Inside");
        using var advocate = await circle.PersonAsync("jo-sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var part = await circle.LetsInAsync(advocate, "Advocate", ("Input.From", "2026-04-01"));
        var whole = await circle.LetsInAsync(lawyer, "Lawyer");
        foreach (var path in (string[])["", "/Read", "/Checklist", "/Find"])
        {
            Assert.Contains("Only a part of the record is shared with you", (await advocate.OpenAsync($"/Cases/{part}{path}")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Only a part of the record is shared with you", (await lawyer.OpenAsync($"/Cases/{whole}{path}")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_new_in_a_case_is_read_in_one_go_from_the_list()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Zimtstern");
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Orders/Add"), "f.title", ("f.title", "Order of Examplecourt"), ("f.served.date", "2026-04-02"));
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        var list = await advocate.OpenAsync("/Cases");
        Assert.Contains("Read 2 new", list.Text, StringComparison.Ordinal);
        var link = Regex.Match(list.Html, "href=\"(?<to>[^\"]+)\"><span[^>]*>Read 2 new");
        Assert.True(link.Success, list.Html);

        var read = await advocate.OpenAsync(System.Net.WebUtility.HtmlDecode(link.Groups["to"].Value));
        Assert.Contains("Zimtstern", read.Text, StringComparison.Ordinal);
        Assert.Contains("Order of Examplecourt", read.Text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(read.Text, "are not shared with you"));
        // A sheet of paper has no pills that say which entries it holds.
        Assert.Contains("Police", (await advocate.OpenAsync($"/Cases/{grant}/Read?show=police&print=true")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Read 2 new", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing here", (await advocate.OpenAsync($"/Cases/{grant}/Read?show=unread")).Text, StringComparison.Ordinal);
    }

    // Handed over, it was a question that leads to an empty page, in a list that said for ever that something is to do.
    [Fact]
    public async Task A_comment_is_handed_to_nobody_who_cannot_read_the_entry_and_what_was_withdrawn_is_not_counted()
    {
        await using var circle = await Circle.BeginAsync();
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Inside");
        var outside = await circle.RecordsAsync("call", "2026-03-01", "Outside");
        using var advocate = await circle.PersonAsync("jo-sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var part = await circle.LetsInAsync(advocate, "Advocate", ("Input.From", "2026-04-01"));
        var whole = await circle.LetsInAsync(lawyer, "Lawyer");
        await SaysAsync(outside);
        Assert.DoesNotContain($"<option value=\"{part}\"", (await circle.Owner.OpenAsync("/Share/Comments")).Html, StringComparison.Ordinal);
        await SaysAsync(inside);
        Assert.Contains($"<option value=\"{part}\"", (await circle.Owner.OpenAsync("/Share/Comments")).Html, StringComparison.Ordinal);

        Assert.Contains("(2 open)", (await lawyer.OpenAsync($"/Cases/{whole}")).Text, StringComparison.Ordinal);
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync($"/Incidents/Withdraw/{outside}"), "<textarea");
        Assert.Contains("(1 open)", (await lawyer.OpenAsync($"/Cases/{whole}")).Text, StringComparison.Ordinal);

        async Task SaysAsync(Guid about) =>
            await lawyer.SubmitAsync(await lawyer.OpenAsync($"/Cases/{whole}/Item/{about}"), "Input.Text", ("Input.Text", "Ask about it"));
    }

    [Fact]
    public async Task What_a_helper_reads_of_their_terms_does_not_speak_of_them_as_her()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        Assert.DoesNotContain("affected you", (await advocate.OpenAsync($"/Cases/{grant}/Access")).Text, StringComparison.Ordinal);
    }

    // The entry lies after an order, which a witness does not see: "after a boundary 0" was a false word about it.
    [Fact]
    public async Task A_witness_is_told_nothing_of_boundaries_and_exhibits_that_they_do_not_see()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Zimtstern");
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Orders/Add"), "f.title", ("f.title", "Order of Examplecourt"), ("f.served.date", "2026-04-02"));
        var picked = Regex.Match((await circle.Owner.OpenAsync("/Share/Invite")).Html, "name=\"Input.Picked\" value=\"(?<seq>[0-9]+)\"").Groups["seq"].Value;
        using var witness = await circle.PersonAsync("wes-sample");
        var grant = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", picked));
        foreach (var path in (string[])["", "/Read"])
        {
            var page = await witness.OpenAsync($"/Cases/{grant}{path}");
            Assert.Contains("Zimtstern", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("After a boundary", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("No exhibit", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_end_of_an_access_stands_above_what_was_looked_at()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var page = (await circle.Owner.OpenAsync($"/Share/Person/{await circle.LetsInAsync(advocate, "Advocate")}")).Html;
        Assert.True(page.IndexOf("handler=End", StringComparison.Ordinal) < page.IndexOf("looked at the list", StringComparison.Ordinal), page);
    }
}
