using System.Text.RegularExpressions;
using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Account;

/// <summary>What people do on the account pages, by the forms that are on them.</summary>
internal static partial class AccountJourneys
{
    public static async Task<(VisitedPage End, string Code)> SignUpAsync(this Visitor visitor, string name, string password = TestSite.Password)
    {
        var page = await visitor.SubmitAsync(await visitor.OpenAsync("/Account/SignUp"), "Input.PasswordAgain",
            ("Input.UserName", name), ("Input.Password", password), ("Input.PasswordAgain", password));
        return await visitor.TypeCodeBackAsync(await visitor.FollowAsync(page));
    }

    public static async Task<(VisitedPage End, string Code)> TypeCodeBackAsync(this Visitor visitor, VisitedPage shown)
    {
        var code = CodeOn(shown);
        var check = await visitor.GetAsync("/Account/RecoveryCode/check");
        Assert.DoesNotContain(code[..19], check.Html, StringComparison.Ordinal);
        return (await visitor.SubmitAsync(check, "Input.Code", ("Input.Code", code.ToLowerInvariant())), code);
    }

    public static string CodeOn(VisitedPage page)
    {
        var match = CodePattern().Match(page.Html.Replace("<br>", "-", StringComparison.Ordinal));
        Assert.True(match.Success, "No recovery code on the page:\n" + page);
        return match.Value;
    }

    /// <summary>Signs in, and goes on from the page that a browser new to the account shows first.</summary>
    public static async Task<VisitedPage> SignInAsync(this Visitor visitor, string name, string password = TestSite.Password, string? then = null) =>
        await visitor.GoOnAsync(await visitor.TypePasswordAsync(name, password, then));

    /// <summary>Signs in and stops at what the answer says.</summary>
    public static async Task<VisitedPage> TypePasswordAsync(this Visitor visitor, string name, string password = TestSite.Password, string? then = null) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/Account/SignIn" + (then is null ? "" : "?then=" + Uri.EscapeDataString(then))), "Input.Password",
            ("Input.UserName", name), ("Input.Password", password));

    /// <summary>Goes on from the page that a browser new to the account shows first; any other page is given back.</summary>
    public static async Task<VisitedPage> GoOnAsync(this Visitor visitor, VisitedPage page) =>
        page.Location?.StartsWith("/Safety/Here", StringComparison.Ordinal) == true ? await visitor.SubmitAsync(await visitor.GetAsync(page.Location), "never") : page;

    public static async Task<VisitedPage> StepUpAsync(this Visitor visitor, string then, string password = TestSite.Password)
    {
        var page = await visitor.GetAsync(then);
        Assert.StartsWith("/Account/StepUp", page.Location, StringComparison.Ordinal);
        page = await visitor.SubmitAsync(await visitor.GetAsync(page.Location!), "Input.Password", ("Input.Password", password));
        Assert.Equal(then, page.Location);
        return await visitor.GetAsync(then);
    }

    /// <summary>Turns two-step sign-in on.</summary>
    /// <returns>The secret in the app and the backup codes.</returns>
    public static async Task<(string Secret, IReadOnlyList<string> Codes)> TurnTwoStepOnAsync(this Visitor visitor, TestSite site)
    {
        var page = await visitor.StepUpAsync("/Account/TwoStepSetUp");
        var secret = SecretPattern().Match(page.Html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(32, secret.Length);
        page = await visitor.FollowAsync(await visitor.SubmitAsync(page, "Input.Code", ("Input.Code", site.CodeNow(secret))));
        var codes = BackupPattern().Matches(page.Html).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(TwoStep.BackupCodes, codes.Count);
        await visitor.SubmitAsync(page, "handler=Kept");
        return (secret, codes);
    }

    public static string CodeNow(this TestSite site, string secret) => TwoStep.CodeAt(secret, site.Clock.GetUtcNow().ToUnixTimeSeconds() / 30);

    /// <summary>Signed in and set up: a page that everybody with an account can see.</summary>
    public static async Task<bool> IsInAsync(this Visitor visitor) => (await visitor.GetAsync("/Account/History")).Status == System.Net.HttpStatusCode.OK;

    [GeneratedRegex("([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}")]
    private static partial Regex CodePattern();

    [GeneratedRegex("<code>(([A-Z2-7]{4} ?){8})</code>")]
    private static partial Regex SecretPattern();

    [GeneratedRegex("<code>(([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4})</code>")]
    private static partial Regex BackupPattern();
}
