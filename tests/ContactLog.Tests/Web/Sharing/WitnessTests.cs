using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Incidents;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>A trusted witness: reads what was picked, adds their own words, and reads those again.</summary>
public sealed class WitnessTests
{
    [Fact]
    public async Task A_witness_reads_what_was_picked_and_has_nothing_else()
    {
        await using var circle = await Circle.BeginAsync();
        var picked = await circle.RecordsAsync("in-person", "2026-04-17", "Pickedword");
        var other = await circle.RecordsAsync("call", "2026-04-18", "Otherword");
        using var witness = await circle.PersonAsync("pat-sample");
        var grant = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"));
        var page = await witness.OpenAsync($"/Cases/{grant}");
        Assert.Contains("Pickedword", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Otherword", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Blue notebook", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await witness.GetAsync($"/Cases/{grant}/Item/{picked}")).Status);
        foreach (var path in (string[])[$"/Item/{other}", "/Checklist", "/Pad", "/Report"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await witness.GetAsync($"/Cases/{grant}{path}")).Status);
        }
    }

    // What a witness saw may be a year back, and only the newest three hundred are listed: it could not be picked.
    [Fact]
    public async Task An_entry_of_long_ago_is_picked_for_a_witness_from_its_own_page()
    {
        await using var she = await Survivor.BeginAsync();
        await she.AppendAsync([.. Enumerable.Range(0, 302).Select(at => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call")
            .With("date", new DateOnly(2025, 1, 1).AddDays(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).With("precision", "day")))]);
        var oldest = (await she.OpenAsync()).AllIncidents[0];
        await she.Page.OpenAsync("/Share/Invite");
        Assert.DoesNotContain($"name=\"Input.Picked\" value=\"{oldest.FirstSeq}\"", she.Page.Body, StringComparison.Ordinal);
        Assert.Contains("The newest 300 are listed here", she.Page.Text, StringComparison.Ordinal);

        await she.Page.OpenAsync($"/Incidents/{oldest.Id}");
        var link = Regex.Match(she.Page.Body, "href=\"(?<to>[^\"]+)\">Let a witness read it<").Groups["to"].Value;
        await she.Page.OpenAsync(WebUtility.HtmlDecode(link));
        Assert.Matches($"name=\"Input.Picked\" value=\"{oldest.FirstSeq}\"[^>]* checked", she.Page.Body);
        Assert.Matches("value=\"Witness\"[^>]* checked|checked[^>]* value=\"Witness\"", she.Page.Body);
    }

    [Fact]
    public async Task A_witness_adds_their_own_words_to_what_was_picked_and_to_nothing_else()
    {
        await using var circle = await Circle.BeginAsync();
        var picked = await circle.RecordsAsync("in-person", "2026-04-17", "Pickedword");
        var other = await circle.RecordsAsync("call", "2026-04-18", "Otherword");
        using var witness = await circle.PersonAsync("pat-sample");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"));
        var form = await witness.OpenAsync($"/Cases/{grant}/Statement/{picked}");

        var empty = await witness.SubmitAsync(form, "name=\"Text\"", ("Text", "  "));
        Assert.Contains("Write what you saw", empty.Text, StringComparison.Ordinal);
        var added = await witness.FollowAsync(await witness.SubmitAsync(form, "name=\"Text\"", ("Text", "I saw the grey car from my window.")));
        Assert.Contains("Your statement is in the record", added.Text, StringComparison.Ordinal);

        // Sent twice it is there once.
        var head = await circle.HeadAsync();
        await witness.SubmitAsync(form, "name=\"Text\"", ("Text", "I saw the grey car from my window."));
        Assert.Equal(head, await circle.HeadAsync());

        var hers = await circle.Owner.OpenAsync($"/Incidents/{picked}");
        Assert.Contains("A-1", hers.Text, StringComparison.Ordinal);
        Assert.Contains("Statement by The Witness", (await circle.Owner.OpenAsync("/Exhibits")).Text, StringComparison.Ordinal);
        Assert.Contains("The Witness added a statement to 1 entry", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);

        // Not about what was not picked, not by another role, not after the end.
        Assert.Equal(HttpStatusCode.NotFound, (await witness.GetAsync($"/Cases/{grant}/Statement/{other}")).Status);
        var advocates = await circle.LetsInAsync(advocate, "Advocate");
        Assert.Equal(HttpStatusCode.NotFound, (await advocate.GetAsync($"/Cases/{advocates}/Statement/{picked}")).Status);
        await circle.EndsAsync(grant);
        head = await circle.HeadAsync();
        await witness.SubmitAsync(form, "name=\"Text\"", ("Text", "Too late"), ("RequestId", Guid.NewGuid().ToString()));
        Assert.Equal(head, await circle.HeadAsync());
    }

    [Fact]
    public async Task A_witness_cannot_fill_her_record()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("in-person", "2026-04-17", "At the door");
        using var witness = await circle.PersonAsync("sam-sample");
        var grant = await circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"));
        var page = await witness.OpenAsync($"/Cases/{grant}/Statement/{incident}");
        var token = Regex.Match(page.Html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;

        // All at once: each was counted when none of the others had been written.
        await Task.WhenAll(Enumerable.Range(0, ContactLog.Web.Sharing.WitnessStatements.Most + 10).Select(async _ =>
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token,
                ["RequestId"] = Guid.NewGuid().ToString(),
                ["Text"] = "I heard it.",
            });
            using var answer = await witness.Http.PostAsync($"/Cases/{grant}/Statement/{incident}", form);
        }));
        var statements = 0;
        await circle.TamperAsync(async db => statements = await db.Files.CountAsync());
        Assert.Equal(ContactLog.Web.Sharing.WitnessStatements.Most, statements);

        var refused = await witness.SubmitAsync(await witness.OpenAsync($"/Cases/{grant}/Statement/{incident}"), "Text", ("Text", "And this one too."));
        Assert.Contains("no more can be taken", refused.Text, StringComparison.Ordinal);
        Assert.Contains("And this one too.", refused.Text, StringComparison.Ordinal);
    }

    // She may call two people the same: what one of them added is not the other's to read.
    [Fact]
    public async Task A_witness_reads_their_own_statement_again_and_nobody_elses()
    {
        await using var circle = await Circle.BeginAsync();
        var picked = await circle.RecordsAsync("in-person", "2026-04-17", "Pickedword");
        using var one = await circle.PersonAsync("pat-sample");
        using var two = await circle.PersonAsync("sam-sample");
        var ones = await circle.LetsInAsync(one, "Witness", ("Input.Picked", "2"));
        var twos = await circle.LetsInAsync(two, "Witness", ("Input.Picked", "2"));
        var added = await one.FollowAsync(await one.SubmitAsync(await one.OpenAsync($"/Cases/{ones}/Statement/{picked}"), "name=\"Text\"", ("Text", "I saw the <b>grey car</b>.")));
        Assert.Contains("I saw the <b>grey car</b>.", added.Text, StringComparison.Ordinal);
        Assert.Contains("What you added", added.Text, StringComparison.Ordinal);
        Assert.Contains("A-1", added.Text, StringComparison.Ordinal);
        var exhibit = await ExhibitAsync(circle);
        await two.SubmitAsync(await two.OpenAsync($"/Cases/{twos}/Statement/{picked}"), "name=\"Text\"", ("Text", "I heard it."));

        foreach (var path in (string[])[$"/Item/{picked}", "/Read"])
        {
            var page = await one.OpenAsync($"/Cases/{ones}{path}");
            Assert.Contains("grey car", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("I heard it.", page.Html, StringComparison.Ordinal);
            Assert.Contains("I heard it.", (await two.OpenAsync($"/Cases/{twos}{path}")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("grey car", (await two.OpenAsync($"/Cases/{twos}{path}")).Html, StringComparison.Ordinal);
        }

        // There is no form about it, and the file has no page: they read it, and that is all.
        var item = await one.OpenAsync($"/Cases/{ones}/Item/{picked}");
        Assert.DoesNotContain("<textarea", item.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/File/", item.Html, StringComparison.Ordinal);

        // What she changes about the exhibit does not change what they said; what she withdraws is not shown to anybody else.
        var edit = await circle.Owner.OpenAsync($"/Exhibits/Edit/{exhibit}");
        await circle.Owner.SubmitAsync(edit, "f.transcript", ("f.transcript", "Something else"));
        item = await one.OpenAsync($"/Cases/{ones}/Item/{picked}");
        Assert.Contains("grey car", item.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Something else", item.Html, StringComparison.Ordinal);
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync($"/Exhibits/Withdraw/{exhibit}"), "Input.Reason", ("Input.Reason", "Not needed"));
        Assert.DoesNotContain("grey car", (await one.OpenAsync($"/Cases/{ones}/Item/{picked}")).Html, StringComparison.Ordinal);
    }

    private static async Task<Guid> ExhibitAsync(Circle circle) =>
        Guid.Parse(Regex.Match((await circle.Owner.OpenAsync("/Exhibits")).Html, "/Exhibits/(?<id>[0-9a-f-]{36})").Groups["id"].Value);
}
