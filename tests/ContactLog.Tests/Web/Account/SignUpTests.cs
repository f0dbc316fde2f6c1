using System.Net;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;
using ContactLog.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Account;

public sealed class SignUpTests
{
    [Fact]
    public async Task A_new_account_takes_entries_only_after_the_code_was_typed_back()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();

        // Nobody has an account yet: whoever starts the program is led to make one.
        var form = await visitor.OpenAsync("/Account/SignIn");
        Assert.Equal("/Account/SignUp", form.Path);
        Assert.Matches("([a-z]{3,9}-){5}[a-z]{3,9}", form.Text);

        var page = await visitor.SubmitAsync(form, "Input.PasswordAgain",
            ("Input.UserName", "reader"), ("Input.Password", TestSite.Password), ("Input.PasswordAgain", TestSite.Password));
        Assert.Equal("/Account/RecoveryCode", page.Location);
        Assert.Equal("/Account/RecoveryCode", (await visitor.GetAsync("/Account")).Location);

        var shown = await visitor.FollowAsync(page);
        var check = await visitor.GetAsync("/Account/RecoveryCode/check");
        var wrong = await visitor.SubmitAsync(check, "Input.Code", ("Input.Code", "0000-0000-0000-0000-0000-0000-0000-0000"));
        Assert.Contains("There is a problem", wrong.Text, StringComparison.Ordinal);
        Assert.Equal("/Account/RecoveryCode", (await visitor.GetAsync("/Account")).Location);

        var (end, code) = await visitor.TypeCodeBackAsync(shown);
        Assert.Equal("/Safety", end.Location);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/Account")).Status);

        // Once typed back it is not shown again.
        var later = await visitor.GetAsync("/Account/RecoveryCode");
        Assert.DoesNotContain(code[..19], later.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_was_never_typed_back_is_replaced_at_the_next_sign_in()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        var shown = await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.OpenAsync("/Account/SignUp"), "Input.PasswordAgain",
            ("Input.UserName", "reader"), ("Input.Password", TestSite.Password), ("Input.PasswordAgain", TestSite.Password)));
        using var later = site.NewVisitor();
        await later.SignInAsync("reader");
        var again = await later.OpenAsync("/Account");
        Assert.Equal("/Account/RecoveryCode", again.Path);
        Assert.NotEqual(AccountJourneys.CodeOn(shown), AccountJourneys.CodeOn(again));
        await later.TypeCodeBackAsync(again);
        Assert.True(await later.IsInAsync());
    }

    [Theory]
    [InlineData("ab", TestSite.Password, TestSite.Password, "A user name has 3 to 64 characters.")]
    [InlineData("reader", "fourteen signs", "fourteen signs", "The password needs 15 characters or more.")]
    [InlineData("reader", "passwordpassword", "passwordpassword", "That password is one of the first that would be tried.")]
    [InlineData("reader", TestSite.Password, "something else entirely", "The two passwords are not the same.")]
    public async Task What_is_refused_says_why_and_keeps_the_name_but_no_password(string name, string password, string again, string why)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        var form = await visitor.OpenAsync("/Account/SignUp");
        var page = await visitor.SubmitAsync(form, "Input.PasswordAgain", ("Input.UserName", name), ("Input.Password", password), ("Input.PasswordAgain", again));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("There is a problem", page.Text, StringComparison.Ordinal);
        Assert.Contains(why, page.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(password, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(again, page.Html, StringComparison.Ordinal);

        // The words on offer stay the same while she corrects the rest.
        var offer = System.Text.RegularExpressions.Regex.Match(form.Html, "name=\"Input.Offer\" value=\"([a-z-]+)\"").Groups[1].Value;
        Assert.Contains(offer, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extra_fields_land_nowhere()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        await visitor.SubmitAsync(await visitor.OpenAsync("/Account/SignUp"), "Input.PasswordAgain",
            ("Input.UserName", "reader"), ("Input.Password", TestSite.Password), ("Input.PasswordAgain", TestSite.Password),
            ("Input.RecoveryConfirmedAt", "1"), ("RecoveryConfirmedAt", "1"), ("Account.RecoveryConfirmedAt", "1"), ("Input.IdleMinutes", "60000"), ("Input.Id", Guid.Empty.ToString()), ("codeIsKept", "true"));
        await using var scope = site.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.SingleAsync();
        Assert.Null(account.RecoveryConfirmedAt);
        Assert.Equal(15, account.IdleMinutes);
        Assert.NotEqual(Guid.Empty, account.Id);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        using var body = new FormUrlEncodedContent([
            KeyValuePair.Create("Input.UserName", "reader"), KeyValuePair.Create("Input.Password", TestSite.Password), KeyValuePair.Create("Input.PasswordAgain", TestSite.Password)]);
        using var answer = await visitor.Http.PostAsync("/Account/SignUp", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await using var scope = site.Services.CreateAsyncScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.AnyAsync());
    }

    [Fact]
    public async Task Where_others_can_reach_it_an_account_needs_the_invitation_code()
    {
        await using var site = await TestSite.StartAsync(builder => builder.Services.AddSingleton(_ => new InvitationGate(
            new ContactLog.Web.Hosting.ServeOptions([new Uri("https://notes.example")], []))));
        using var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/Account/SignUp");
        (string, string)[] typed = [("Input.UserName", "reader"), ("Input.Password", TestSite.Password), ("Input.PasswordAgain", TestSite.Password)];
        var refused = await visitor.SubmitAsync(form, "Input.PasswordAgain", [.. typed, ("Input.Invitation", "0000-0000-0000-0000-0000")]);
        Assert.Contains("That is not the invitation code.", refused.Text, StringComparison.Ordinal);
        var code = site.Services.GetRequiredService<InvitationGate>().Code;
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$", code);
        var taken = await visitor.SubmitAsync(form, "Input.PasswordAgain", [.. typed, ("Input.Invitation", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))]);
        Assert.Equal("/Account/RecoveryCode", taken.Location);
    }

    [Fact]
    public async Task A_link_to_a_case_admits_one_account_and_she_sees_who_else_came_with_it()
    {
        var site = await TestSite.StartAsync(builder => builder.Services.AddSingleton(_ => new InvitationGate(
            new ContactLog.Web.Hosting.ServeOptions([new Uri("https://notes.example")], []))));
        var code = site.Services.GetRequiredService<InvitationGate>().Code;
        using var owner = site.NewVisitor();
        await owner.SubmitAsync(await owner.GetAsync("/Account/SignUp"), "Input.PasswordAgain", [.. Typed("casey"), ("Input.Invitation", code)]);
        await owner.TypeCodeBackAsync(await owner.GetAsync("/Account/RecoveryCode"));
        await ContactLog.Tests.Web.Sharing.Circle.BeginCaseAsync(owner, "Blue notebook");
        await ContactLog.Tests.Web.Sharing.Circle.StepUpAsync(owner);
        var invited = await owner.SubmitAsync(await owner.OpenAsync("/Share/Invite"), "Input.Person", ("Input.Person", "Jo"), ("Input.Role", "Advocate"));
        var link = System.Text.RegularExpressions.Regex.Match(invited.Html, "/Join/[A-Za-z0-9_-]{43}").Value;

        // A name that is taken uses nothing up.
        using var first = site.NewVisitor();
        Assert.Contains("That user name is in use.", (await ComesAsync(first, "casey")).Text, StringComparison.Ordinal);
        Assert.Equal("/Account/RecoveryCode", (await ComesAsync(first, "jo-sample")).Location);
        using var second = site.NewVisitor();
        Assert.Contains("That is not the invitation code.", (await ComesAsync(second, "somebody")).Text, StringComparison.Ordinal);
        Assert.Contains("had been used", (await owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        await site.DisposeAsync();

        async Task<VisitedPage> ComesAsync(Visitor visitor, string name)
        {
            await visitor.SubmitAsync(await visitor.GetAsync(link), "<form", ("how", "new"));
            return await visitor.SubmitAsync(await visitor.GetAsync("/Account/SignUp"), "Input.PasswordAgain", Typed(name));
        }

        static (string, string)[] Typed(string name) => [("Input.UserName", name), ("Input.Password", TestSite.Password), ("Input.PasswordAgain", TestSite.Password)];
    }
}
