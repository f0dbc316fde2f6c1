using System.Net;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>Somebody it is shared with looks for words, numbers and days: as she does in her own record, and in nothing that is not shared.</summary>
public sealed class SharedSearchTests
{
    [Fact]
    public async Task A_reader_finds_words_numbers_and_days_and_she_sees_that_they_looked()
    {
        await using var circle = await Circle.BeginAsync();
        var call = await circle.RecordsAsync("call", "2026-04-17", "Zwetschgenknödel at the door, <b>twice</b>", ("f.from", "(312) 555-0142"));
        var text = await circle.RecordsAsync("text", "2026-03-05", "Something else");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var grant = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.Details", "true"));

        foreach (var sought in (string[])["zwetschgenknodel", "312 555 0142", "+1-312-555-0142", "17 April 2026", "knödel 3125550142"])
        {
            var page = await LooksForAsync(lawyer, grant, sought);
            Assert.True(page.Html.Contains($"/Cases/{grant}/Item/{call}", StringComparison.Ordinal), $"'{sought}' found nothing: {page.Text}");
            Assert.DoesNotContain(text.ToString(), page.Html, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, page.Status);
        }

        // Typed into an address the words would stay there for anyone to read: nothing is looked for.
        Assert.DoesNotContain(call.ToString(), (await lawyer.OpenAsync($"/Cases/{grant}/Find?words=zwetschgenknodel")).Html, StringComparison.Ordinal);

        var marked = await LooksForAsync(lawyer, grant, "zwetschgenknodel");
        Assert.Contains("<mark>Zwetschgenknödel</mark>", WebUtility.HtmlDecode(marked.Html), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>twice</b>", marked.Html, StringComparison.Ordinal);
        Assert.Contains("Nothing found", (await LooksForAsync(lawyer, grant, "zwetschgenknodel yesterday")).Text, StringComparison.Ordinal);

        // Nothing was looked for, and so nothing is written down.
        await LooksForAsync(lawyer, grant, "  ");
        var looks = (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text;
        Assert.Contains("The Lawyer looked for words 7 times", looks, StringComparison.Ordinal);
        Assert.Contains("The Lawyer looked at a list with 2 entries", looks, StringComparison.Ordinal);
    }

    // Whoever tries words or numbers one after the other must learn nothing of what is not shared: neither from what is shown nor from that something is.
    [Fact]
    public async Task What_is_not_shared_is_found_by_no_word_and_no_number()
    {
        await using var circle = await Circle.BeginAsync();
        var inside = await circle.RecordsAsync(
            "in-person", "2026-04-17", "Insideword",
            ("f.place", "Lindenallee"), ("f.witness", "Quitte Sample"), ("f.feelings", "Herzklopfen"), ("f.private-note", "Quittengelee"));
        await circle.RecordsAsync("call", "2026-04-19", "Rang", ("f.from", "(312) 555-0142"));
        await circle.RecordsAsync("call", "2026-03-01", "Outsideword");
        var withdrawn = await circle.RecordsAsync("call", "2026-04-18", "Withdrawnword");
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync($"/Incidents/Withdraw/{withdrawn}"), "<textarea");
        using var witness = await circle.PersonAsync("pat-sample");
        var witnesses = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"));
        await witness.SubmitAsync(await witness.OpenAsync($"/Cases/{witnesses}/Statement/{inside}"), "name=\"Text\"", ("Text", "I saw the grey Kombi."));
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.From", "2026-04-01"));

        foreach (var sought in (string[])["Lindenallee", "Quitte", "Herzklopfen", "Quittengelee", "5550142", "Outsideword", "1 March 2026", "Withdrawnword", "The Witness", "statement.txt"])
        {
            var page = await LooksForAsync(advocate, grant, sought);
            Assert.True(page.Text.Contains("Nothing found", StringComparison.Ordinal), $"'{sought}' is found: {page.Text}");
        }

        // What the witness wrote belongs to what was shared; who it was does not, on any page.
        Assert.Contains(inside.ToString(), (await LooksForAsync(advocate, grant, "grey Kombi")).Html, StringComparison.Ordinal);
        foreach (var path in (string[])["", "/Read", $"/Item/{inside}"])
        {
            Assert.DoesNotContain("The Witness", (await advocate.OpenAsync($"/Cases/{grant}{path}")).Html, StringComparison.Ordinal);
        }

        Assert.Contains("I saw the grey Kombi.", (await advocate.OpenAsync($"/Cases/{grant}/Item/{inside}")).Text, StringComparison.Ordinal);
        using var lawyer = await circle.PersonAsync("lee-sample");
        var whole = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.Details", "true"));
        foreach (var sought in (string[])["Lindenallee", "Quitte Sample", "5550142", "Outsideword", "The Witness"])
        {
            Assert.DoesNotContain("Nothing found", (await LooksForAsync(lawyer, whole, sought)).Text, StringComparison.Ordinal);
        }

        Assert.Contains("By The Witness", (await lawyer.OpenAsync($"/Cases/{whole}/Item/{inside}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task She_searches_as_they_do_and_leaves_no_look_a_witness_does_not_and_after_the_end_nobody_does()
    {
        await using var circle = await Circle.BeginAsync();
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Insideword");
        await circle.RecordsAsync("call", "2026-03-01", "Outsideword");
        using var advocate = await circle.PersonAsync("jo-sample");
        using var witness = await circle.PersonAsync("pat-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.From", "2026-04-01"));
        var witnesses = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"));
        var form = await advocate.OpenAsync($"/Cases/{grant}/Find");
        var before = (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text;

        Assert.Contains(inside.ToString(), (await LooksForAsync(circle.Owner, grant, "insideword")).Html, StringComparison.Ordinal);
        Assert.Contains("Nothing found", (await LooksForAsync(circle.Owner, grant, "outsideword")).Text, StringComparison.Ordinal);
        Assert.Equal(before, (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text);

        Assert.DoesNotContain("role=\"search\"", (await witness.OpenAsync($"/Cases/{witnesses}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await witness.GetAsync($"/Cases/{witnesses}/Find")).Status);

        await circle.EndsAsync(grant);
        var late = await advocate.FollowAsync(await advocate.SubmitAsync(form, "role=\"search\"", ("words", "insideword")));
        Assert.Contains("Your access to that case is over", late.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(inside.ToString(), late.Html, StringComparison.Ordinal);
    }

    private static async Task<VisitedPage> LooksForAsync(Visitor person, Guid grant, string words) =>
        await person.FollowAsync(await person.SubmitAsync(await person.OpenAsync($"/Cases/{grant}"), "role=\"search\"", ("words", words)));
}
