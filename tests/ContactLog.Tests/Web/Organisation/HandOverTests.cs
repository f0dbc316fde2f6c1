using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data.Sealing;
using ContactLog.Tests.Web.Account;
using ContactLog.Tests.Web.Sharing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Tests.Web.Organisation;

public sealed class HandOverTests
{
    [Fact]
    public async Task A_colleague_takes_over_only_when_the_owner_has_compared_the_words_and_says_yes()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-03-01", "Outsidecanary");
        await circle.RecordsAsync("call", "2026-04-17", "Insidecanary");
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var member = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample");
        using var colleague = await circle.MemberAsync(supervisor, "kim-sample", "Kim Sample");
        var grant = await circle.LetsInAsync(member, "Advocate", ("Input.From", "2026-04-01"), ("Input.Days", "14"));

        // Asked and refused: nothing has changed, and the colleague has nothing to agree to any more.
        var asked = await Bureau.AsksAsync(supervisor, grant, "Kim Sample");
        Assert.Contains("Kim Sample was asked to take over", asked.Text, StringComparison.Ordinal);
        var first = await Bureau.AskedAsync(colleague);
        Assert.Contains("The Advocate would hand over to them", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Share"), "handler=Cancel");
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(first)).Status);

        // Asked again, by whoever holds it, and agreed to: still no key but the one of before.
        circle.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await Bureau.AsksAsync(member, grant, "Kim Sample");
        var waiting = await Bureau.AgreesAsync(colleague, await Bureau.AskedAsync(colleague));
        Assert.DoesNotContain("Blue notebook", waiting.Text, StringComparison.Ordinal);
        Assert.Equal(1, await circle.GrantsOfOthersAsync());
        Assert.Equal(1, await circle.EpochAsync());

        await Circle.StepUpAsync(circle.Owner);
        var confirm = await circle.Owner.OpenAsync(Regex.Match((await circle.Owner.OpenAsync("/Share")).Html, "/Share/Confirm/[0-9a-f-]{36}").Value);
        Assert.Contains("Kim Sample, a colleague at Harbour House", confirm.Text, StringComparison.Ordinal);
        Assert.Equal(Circle.WordsOn(waiting), Circle.WordsOn(confirm));
        var unsure = await circle.Owner.SubmitAsync(confirm, "Compared");
        Assert.Equal(HttpStatusCode.OK, unsure.Status);
        Assert.Equal(1, await circle.GrantsOfOthersAsync());
        await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(confirm, "Compared", ("Same", "true")));

        // Both keys for the colleague, the new one for her, none for whoever had it before.
        Assert.Equal(2, await circle.EpochAsync());
        Assert.Equal(2, await circle.GrantsOfOthersAsync());
        Assert.Contains("Your access to that case is over", (await member.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
        var theirs = await Circle.GrantAsync(colleague);
        var review = await colleague.OpenAsync($"/Cases/{theirs}");
        Assert.Contains("Insidecanary", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Outsidecanary", review.Html, StringComparison.Ordinal);
        Assert.Contains("7 May 2026", (await supervisor.OpenAsync(await Bureau.MemberPathAsync(supervisor, "Kim Sample"))).Text, StringComparison.Ordinal);

        // Everybody goes on; sent once more, the same yes is over.
        await circle.RecordsAsync("text", "2026-04-20", "Aftercanary");
        Assert.Contains("Aftercanary", (await colleague.OpenAsync($"/Cases/{theirs}")).Text, StringComparison.Ordinal);
        var twice = await circle.Owner.SubmitAsync(confirm, "Compared", ("Same", "true"));
        Assert.Contains("This is over", twice.Text, StringComparison.Ordinal);
        Assert.Equal(2, await circle.EpochAsync());
    }

    [Fact]
    public async Task A_key_that_was_put_in_while_a_colleague_takes_over_is_refused_and_nothing_changes_hands()
    {
        await using var circle = await Circle.BeginAsync();
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var member = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample");
        using var colleague = await circle.MemberAsync(supervisor, "kim-sample", "Kim Sample");
        var grant = await circle.LetsInAsync(member, "Advocate");
        await Bureau.AsksAsync(member, grant, "Kim Sample");
        var theirs = Circle.WordsOn(await Bureau.AgreesAsync(colleague, await Bureau.AskedAsync(colleague)));
        await Circle.StepUpAsync(circle.Owner);
        var path = Regex.Match((await circle.Owner.OpenAsync("/Share")).Html, "/Share/Confirm/[0-9a-f-]{36}").Value;
        var shown = await circle.Owner.OpenAsync(path);
        Assert.Equal(theirs, Circle.WordsOn(shown));
        using var other = UserKeys.Create(Guid.NewGuid());
        await circle.TamperAsync(async db =>
        {
            await db.Users.Where(user => user.UserName == "kim-sample").ExecuteUpdateAsync(set => set.SetProperty(user => user.PublicKey, other.PublicKey));
            await db.Invitations.Where(row => row.Replaces != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.AcceptedKey, other.PublicKey));
        });

        // Looked at now, the words are others; sent from the page that is open, it is refused.
        Assert.NotEqual(theirs, Circle.WordsOn(await circle.Owner.OpenAsync(path)));
        var page = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(shown, "Compared", ("Same", "true")));
        Assert.Contains("The key of this person is not the one", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await circle.GrantsOfOthersAsync());
        Assert.Equal(1, await circle.EpochAsync());
        Assert.Contains("Blue notebook", (await member.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
        Assert.Contains("came with another key", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_was_taken_back_is_old_or_meant_for_somebody_who_left_lets_nobody_in()
    {
        await using var circle = await Circle.BeginAsync();
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var member = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample");
        using var colleague = await circle.MemberAsync(supervisor, "kim-sample", "Kim Sample");
        var grant = await circle.LetsInAsync(member, "Advocate");

        await Bureau.AsksAsync(member, grant, "Kim Sample");
        var asked = await Bureau.AskedAsync(colleague);
        var form = await colleague.GetAsync(asked);
        await member.SubmitAsync(await member.OpenAsync($"/Organisation/HandOver/{grant}"), "handler=Back");
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(asked)).Status);
        await colleague.SubmitAsync(form, "Agreed", ("Agreed", "true"));
        Assert.DoesNotContain("/Share/Confirm/", (await circle.Owner.OpenAsync("/Share")).Html, StringComparison.Ordinal);

        // The colleague agrees, leaves, and is not let in any more, whatever page of hers is open.
        await Bureau.AsksAsync(member, grant, "Kim Sample");
        await Bureau.AgreesAsync(colleague, await Bureau.AskedAsync(colleague));
        await Circle.StepUpAsync(circle.Owner);
        var shown = await circle.Owner.OpenAsync(Regex.Match((await circle.Owner.OpenAsync("/Share")).Html, "/Share/Confirm/[0-9a-f-]{36}").Value);
        await colleague.SubmitAsync(await colleague.OpenAsync("/Organisation/Leave"), "Sure", ("Sure", "true"));
        Assert.Contains("This is over", (await circle.Owner.SubmitAsync(shown, "Compared", ("Same", "true"))).Text, StringComparison.Ordinal);
        Assert.Equal(1, await circle.GrantsOfOthersAsync());

        // Two weeks are the longest that a request waits.
        using var another = await circle.MemberAsync(supervisor, "lou-sample", "Lou Sample");
        await Bureau.AsksAsync(member, grant, "Lou Sample");
        var late = await Bureau.AskedAsync(another);
        circle.Site.Clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        await another.SignInAsync("lou-sample");
        Assert.Equal(HttpStatusCode.NotFound, (await another.GetAsync(late)).Status);
    }
}
