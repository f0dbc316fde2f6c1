using System.Net;
using ContactLog.Data;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Sharing;

public sealed class SharingStoryTests
{
    // The order was made before the scope began and is shown with it; an entry outside the scope is not.
    [Fact]
    public async Task A_lawyer_sees_which_entries_of_her_scope_name_a_term_of_an_order()
    {
        await using var circle = await Circle.BeginAsync();
        var form = await circle.Owner.OpenAsync("/Orders/Add");
        var order = (await circle.Owner.SubmitAsync(form, "f.title", ("f.title", "Temporary order"), ("f.served.date", "2026-03-20"), ("f.words", "No contact.\nStay away."))).Location!.Split('/')[^1];
        // It is the second entry of the record.
        const string link = "2";
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Inside", ("f.breach-of", link), ("f.breach-term", "no contact"));
        var outside = await circle.RecordsAsync("call", "2026-03-25", "Outside", ("f.breach-of", link), ("f.breach-term", "no contact"));
        using var lawyer = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.Details", "true"), ("Input.From", "2026-04-01"));
        var page = await lawyer.OpenAsync($"/Cases/{grant}/Item/{order}");
        Assert.Contains($"/Cases/{grant}/Item/{inside}", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(outside.ToString(), page.Html, StringComparison.Ordinal);
        Assert.Contains("No entry names this term.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invited_compared_let_in_read_commented_and_ended()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Zimtstern at the door", ("f.private-note", "Quittengelee"));
        using var advocate = await circle.PersonAsync("jo-sample");

        var link = await circle.InvitesAsync("Advocate");
        var waiting = await Circle.AcceptsAsync(advocate, link);
        Assert.DoesNotContain("Blue notebook", waiting.Text, StringComparison.Ordinal);
        var list = await circle.Owner.OpenAsync("/Share");
        var confirm = await circle.Owner.OpenAsync(System.Text.RegularExpressions.Regex.Match(list.Html, "/Share/Confirm/[0-9a-f-]{36}").Value);
        Assert.Equal(Circle.WordsOn(confirm), Circle.WordsOn(waiting));
        Assert.Equal(6, Circle.WordsOn(waiting).Split(' ').Length);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());

        Assert.Contains("Only you.", (await circle.Owner.OpenAsync("/")).Text, StringComparison.Ordinal);
        await circle.ConfirmsAsync();
        Assert.Contains("You, and the people you let in.", (await circle.Owner.OpenAsync("/")).Text, StringComparison.Ordinal);
        var grant = await Circle.GrantAsync(advocate);
        var review = await advocate.OpenAsync($"/Cases/{grant}");
        Assert.Contains("Blue notebook", review.Text, StringComparison.Ordinal);
        Assert.Contains("Zimtstern at the door", review.Text, StringComparison.Ordinal);
        var item = await advocate.OpenAsync($"/Cases/{grant}/Item/{incident}");
        Assert.Contains("Zimtstern at the door", item.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Quittengelee", item.Html, StringComparison.Ordinal);

        await advocate.SubmitAsync(item, "Input.Text", ("Input.Kind", "needs-time"), ("Input.Text", "The camera next door?"));
        var comments = await circle.Owner.OpenAsync("/Share/Comments");
        Assert.Contains("The camera next door?", comments.Text, StringComparison.Ordinal);
        Assert.Contains("Needs a time", comments.Text, StringComparison.Ordinal);
        await circle.Owner.SubmitAsync(comments, "handler=Answer", ("text", "I asked, it was 17:50."));
        Assert.Contains("I asked, it was 17:50.", (await advocate.OpenAsync($"/Cases/{grant}/Item/{incident}")).Text, StringComparison.Ordinal);

        var looks = await circle.Owner.OpenAsync($"/Share/Person/{grant}");
        Assert.Contains("The Advocate read 1 entry", looks.Text, StringComparison.Ordinal);
        var record = await circle.Owner.OpenAsync("/Record");
        Assert.Contains("Shared", record.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The camera next door?", record.Html, StringComparison.Ordinal);

        await circle.EndsAsync(grant);
        foreach (var path in (string[])["", $"/Item/{incident}", "/Read", "/Access", "/Pad", "/Checklist"])
        {
            var gone = await advocate.OpenAsync($"/Cases/{grant}{path}");
            Assert.Contains("Your access to that case is over", gone.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Zimtstern", gone.Html, StringComparison.Ordinal);
        }

        Assert.Equal(0, await circle.GrantsOfOthersAsync());

        // She goes on as before, old entries and new ones alike.
        await circle.RecordsAsync("text", "2026-04-20", "After the end");
        var timeline = await circle.Owner.OpenAsync("/Timeline");
        Assert.Contains("Zimtstern at the door", timeline.Text, StringComparison.Ordinal);
        Assert.Contains("After the end", timeline.Text, StringComparison.Ordinal);
        Assert.Contains("came after their access had ended", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_sees_exactly_what_the_member_sees_and_leaves_no_look()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-03-31", "Outside the days");
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Inside the days");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.From", "2026-04-01"));

        // The advocate's own list was a look; hers add none.
        var before = await circle.Owner.OpenAsync($"/Share/Person/{grant}");
        Assert.Contains("looked at the list", before.Text, StringComparison.Ordinal);
        foreach (var path in (string[])[$"/Cases/{grant}", $"/Cases/{grant}/Item/{inside}", $"/Cases/{grant}/Read", $"/Cases/{grant}/Checklist", $"/Cases/{grant}/Access"])
        {
            var hers = await circle.Owner.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, hers.Status);
            Assert.DoesNotContain("Outside the days", hers.Html, StringComparison.Ordinal);
            // From the checklist the only way led to the list of all cases.
            Assert.Equal(path != $"/Cases/{grant}", hers.Html.Contains($"class=\"back\" href=\"/Cases/{grant}\"", StringComparison.Ordinal));
        }

        Assert.Contains("Inside the days", (await circle.Owner.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
        Assert.Equal(before.Text, (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text);
    }
}

internal static class CircleState
{
    /// <summary>The newest entry of her record.</summary>
    public static async Task<int> HeadAsync(this Circle circle)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Cases.OrderBy(row => row.CreatedAt).Select(row => row.HeadSeq).FirstAsync();
    }

    /// <summary>How many refused tries are written down.</summary>
    public static async Task<int> TriesAsync(this Circle circle)
    {
        var count = 0;
        await circle.TamperAsync(async db => count = await db.Looks.CountAsync(row => row.Epoch == 0));
        return count;
    }

    /// <summary>Changes the database behind the program's back.</summary>
    public static async Task TamperAsync(this Circle circle, Func<ContactLogDb, Task> change)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<ContactLogDb>());
    }

    /// <summary>How many case keys are granted to people who do not own the case.</summary>
    public static async Task<int> GrantsOfOthersAsync(this Circle circle)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        return await db.Grants.CountAsync(grant => db.Cases.Any(row => row.Id == grant.CaseId && row.OwnerId != grant.UserId));
    }
}
