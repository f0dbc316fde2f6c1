using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>What she can see when the account of somebody she let in may be in other hands.</summary>
public sealed class AccountTraceTests
{
    [Fact]
    public async Task A_sign_in_from_a_new_browser_and_a_new_password_of_somebody_she_let_in_leave_a_quiet_mark()
    {
        await using var circle = await Circle.BeginAsync();
        (await circle.PersonAsync("jo-sample")).Dispose();
        using var advocate = circle.Site.NewVisitor();
        await advocate.SignInAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await circle.Owner.OpenAsync("/Share");

        // The browser that they always use says nothing.
        await advocate.SubmitAsync(await advocate.OpenAsync("/Account"), "/Account/SignOut");
        await advocate.SignInAsync("jo-sample");
        Assert.DoesNotContain("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);

        using var thief = circle.Site.NewVisitor();
        await thief.SignInAsync("jo-sample");
        Assert.Contains("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);
        var seen = await circle.Owner.OpenAsync("/Share");
        Assert.Contains("Somebody signed in as The Advocate on Wednesday 22 April 2026, with a browser that is new", seen.Text, StringComparison.Ordinal);
        Assert.Contains("ask them by voice", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);

        // They lock the advocate out: that shows as well, and not to the one they pretend to be.
        await Circle.StepUpAsync(thief);
        var page = await thief.OpenAsync("/Account/Password");
        await thief.SubmitAsync(page, "Input.PasswordAgain", ("Input.Password", "lantern-maple-orbit-kettle"), ("Input.PasswordAgain", "lantern-maple-orbit-kettle"));
        Assert.Contains("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);
        Assert.Contains("The account of The Advocate got a new password on", (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text, StringComparison.Ordinal);

        // What happens to it once she has ended the access is none of her business.
        await circle.EndsAsync(grant);
        await circle.Owner.OpenAsync("/Share");
        using var later = circle.Site.NewVisitor();
        await later.SignInAsync("jo-sample", "lantern-maple-orbit-kettle");
        Assert.DoesNotContain("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_whoever_runs_the_server_started_over_shows()
    {
        await using var circle = await Circle.BeginAsync();
        (await circle.PersonAsync("jo-sample")).Dispose();
        using var advocate = circle.Site.NewVisitor();
        await advocate.SignInAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await circle.Owner.OpenAsync("/Share");
        await using (var scope = circle.Site.Services.CreateAsyncScope())
        {
            var passwords = scope.ServiceProvider.GetRequiredService<NewPassword>();
            var code = await passwords.IssueResetCodeAsync("jo-sample", CancellationToken.None);
            (await passwords.ResetAsync("jo-sample", code!, null, "lantern-maple-orbit-kettle", Place.Unknown, CancellationToken.None))!.Dispose();
        }

        Assert.Contains("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);
        Assert.Contains("The account of The Advocate was started over on", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);

        // The old password opens what is theirs. What she let them read was given to a key that both compared, and this is another one.
        using var again = circle.Site.NewVisitor();
        await again.SignInAsync("jo-sample", "lantern-maple-orbit-kettle");
        await again.TypeCodeBackAsync(await again.OpenAsync("/Account/RecoveryCode"));
        await again.SubmitAsync(await again.OpenAsync("/Account/Reopen"), "Input.Secret", ("Input.Secret", TestSite.Password));
        Assert.Equal("/Cases", (await again.GetAsync($"/Cases/{grant}")).Location);
        Assert.Contains("Ask the owner to invite you again", (await again.OpenAsync("/Cases")).Text, StringComparison.Ordinal);
        Assert.Contains("The Advocate came with another key than the one that was agreed on", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }
}
