using System.Net;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>
/// Somebody writes to the database while people are signed in, together with a helper who holds a key to the case: what the rows beside the record say must
/// not count for more than the record says.
/// </summary>
public sealed class RecordedSharesTests
{
    [Fact]
    public async Task A_row_that_was_changed_gives_nobody_more_than_the_record_says_and_the_try_shows()
    {
        await using var circle = await Circle.BeginAsync();
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Inside");
        var outside = await circle.RecordsAsync("text", "2026-03-01", "Outside", ("f.private-note", "Only hers"));
        using var advocate = await circle.PersonAsync("jo-sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var part = await circle.LetsInAsync(advocate, "Advocate", ("Input.From", "2026-04-01"), ("Input.Days", "14"));
        var whole = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.Details", "true"), ("Input.Days", "180"));
        var (owner, jo, lee) = (await IdOfAsync(circle, "casey"), await IdOfAsync(circle, "jo-sample"), await IdOfAsync(circle, "lee-sample"));
        Assert.Equal(HttpStatusCode.OK, (await advocate.GetAsync($"/Cases/{part}/Item/{inside}")).Status);

        // In the lawyer's row.
        await circle.TamperAsync(db => db.Members.Where(row => row.Id == whole).ExecuteUpdateAsync(set => set.SetProperty(row => row.UserId, jo)));
        Assert.Equal(HttpStatusCode.NotFound, (await advocate.GetAsync($"/Cases/{whole}/Item/{outside}")).Status);
        await circle.TamperAsync(db => db.Members.Where(row => row.Id == whole).ExecuteUpdateAsync(set => set.SetProperty(row => row.UserId, lee)));
        Assert.Equal(HttpStatusCode.OK, (await lawyer.GetAsync($"/Cases/{whole}/Item/{outside}")).Status);

        // In the owner's place: nothing of hers, through nobody's eyes, and not a word is written.
        var head = await circle.HeadAsync();
        await circle.TamperAsync(db => db.Cases.ExecuteUpdateAsync(set => set.SetProperty(row => row.OwnerId, jo)));
        foreach (var path in (string[])["/", $"/Incidents/{outside}", "/Share", "/Timeline", $"/Share/Person/{whole}"])
        {
            Assert.Equal("/Cases", (await advocate.GetAsync(path)).Location);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await advocate.GetAsync($"/Cases/{whole}")).Status);
        await circle.TamperAsync(db => db.Cases.ExecuteUpdateAsync(set => set.SetProperty(row => row.OwnerId, owner)));
        Assert.Equal(head, await circle.HeadAsync());

        // The day.
        await circle.TamperAsync(db => db.Members.Where(row => row.Id == part).ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, row => row.Until + 1_000_000)));
        circle.Site.Clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        await advocate.SignInAsync("jo-sample");
        Assert.Equal("/Cases", (await advocate.GetAsync($"/Cases/{part}/Item/{inside}")).Location);

        await circle.Owner.SignInAsync("casey");
        var list = (await circle.Owner.OpenAsync("/Share")).Text;
        Assert.Contains("The Advocate asked for a page of somebody it is shared with", list, StringComparison.Ordinal);
        Assert.Contains("The Advocate tried something that their role does not allow", list, StringComparison.Ordinal);
        Assert.Contains("The Advocate came after their access had ended", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_said_and_looked_at_stays_with_whom_it_was_and_a_line_that_was_changed_does_not_take_the_list_away()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var advocate = await circle.PersonAsync("jo-sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var hers = await circle.LetsInAsync(advocate, "Advocate");
        var his = await circle.LetsInAsync(lawyer, "Lawyer");
        await lawyer.SubmitAsync(await lawyer.OpenAsync($"/Cases/{his}/Item/{incident}"), "Input.Text", ("Input.Text", "Only between us"));

        // Into the advocate's conversation, handed to them, and said by the owner.
        var (owner, before) = (await IdOfAsync(circle, "casey"), await IdOfAsync(circle, "lee-sample"));
        await circle.TamperAsync(db => db.Comments.ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, hers).SetProperty(row => row.AssignedTo, hers).SetProperty(row => row.AuthorId, owner)));
        Assert.DoesNotContain("Only between us", (await advocate.OpenAsync($"/Cases/{hers}/Item/{incident}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Only between us", (await advocate.OpenAsync($"/Cases/{hers}/Comments")).Html, StringComparison.Ordinal);
        var all = (await circle.Owner.OpenAsync("/Share/Comments")).Text;
        Assert.Matches("The Lawyer.*Only between us", all);
        await circle.TamperAsync(db => db.Comments.ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, his).SetProperty(row => row.AssignedTo, (Guid?)null).SetProperty(row => row.AuthorId, before)));

        // Filling up one kind of refused tries keeps no other one from being written.
        for (var at = 0; at < 25; at++)
        {
            await advocate.GetAsync($"/Cases/{hers}/Item/{Guid.NewGuid()}");
        }

        await advocate.GetAsync($"/Cases/{hers}/Report");
        await advocate.GetAsync($"/Cases/{his}");

        // Her looks are laid at the lawyer's door, and some lines are spoiled.
        await circle.TamperAsync(async db =>
        {
            await db.Looks.Where(row => row.MemberId == hers).ExecuteUpdateAsync(set => set.SetProperty(row => row.MemberId, his));
            var spoiled = new[] { await db.Looks.Where(row => row.Epoch == 0).MinAsync(row => row.Id), await db.Looks.Where(row => row.Epoch != 0).MinAsync(row => row.Id) };
            await db.Looks.Where(row => spoiled.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, new byte[80]));
            await db.Comments.ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, new byte[80]));
        });
        var list = (await circle.Owner.OpenAsync("/Share")).Text;
        Assert.Contains("The Advocate read 1 entry", list, StringComparison.Ordinal);
        Assert.Contains("The Advocate asked for something that is not shared with them, 19 times", list, StringComparison.Ordinal);
        Assert.Contains("The Advocate tried something that their role does not allow", list, StringComparison.Ordinal);
        Assert.Contains("Somebody who was not let in asked for a page", list, StringComparison.Ordinal);
        Assert.Contains("2 lines of this list were changed in the database", list, StringComparison.Ordinal);
        Assert.Contains("1 comment was changed in the database", (await circle.Owner.OpenAsync("/Share/Comments")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Only between us", (await circle.Owner.OpenAsync("/Share/Comments")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await circle.Owner.GetAsync($"/Share/Person/{hers}")).Status);

        // Nor do terms that were spoiled, and a day that is none, keep her from ending anybody's access.
        await circle.TamperAsync(db => db.Members.Where(row => row.Id == his).ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedTerms, new byte[80]).SetProperty(row => row.Until, long.MaxValue)));
        Assert.Equal(HttpStatusCode.NotFound, (await lawyer.GetAsync($"/Cases/{his}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await lawyer.GetAsync("/Cases")).Status);
        Assert.Contains("changed in the database and cannot be read", (await circle.Owner.OpenAsync($"/Share/Person/{his}")).Text, StringComparison.Ordinal);
        await circle.EndsAsync(hers);
        await circle.EndsAsync(his);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
        await circle.RecordsAsync("call", "2026-04-18", "After");
    }

    private static async Task<Guid> IdOfAsync(Circle circle, string name)
    {
        var id = Guid.Empty;
        await circle.TamperAsync(async db => id = await db.Users.Where(user => user.UserName == name).Select(user => user.Id).SingleAsync());
        return id;
    }
}
