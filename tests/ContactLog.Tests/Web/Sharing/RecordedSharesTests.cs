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

    private static async Task<Guid> IdOfAsync(Circle circle, string name)
    {
        var id = Guid.Empty;
        await circle.TamperAsync(async db => id = await db.Users.Where(user => user.UserName == name).Select(user => user.Id).SingleAsync());
        return id;
    }
}
