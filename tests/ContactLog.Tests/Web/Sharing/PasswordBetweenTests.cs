using System.Text.RegularExpressions;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>What was sent, and only the password was in between: where somebody stands after it.</summary>
public sealed class PasswordBetweenTests
{
    // The answer is the link itself. What stayed behind offered to "save" what was done, and made a second invitation.
    [Fact]
    public async Task An_invitation_goes_on_with_one_button_and_leaves_nothing_behind()
    {
        await using var circle = await Circle.BeginAsync();
        circle.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        var held = await TypesAsync(circle.Owner, await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Share/Invite"), "Input.Person", ("Input.Person", "Zimtstern"), ("Input.Role", "Advocate")));
        Assert.Contains("Go on?", held.Text, StringComparison.Ordinal);
        // The values that the form sends would say less than nothing.
        Assert.Single(Regex.Matches(held.Html, "Zimtstern"));
        var made = await circle.Owner.SubmitAsync(held, "Input.Person");
        Assert.Matches("/Join/[A-Za-z0-9_-]{43}", made.Html);
        Assert.DoesNotContain("/Account/Held", (await circle.Owner.OpenAsync("/")).Html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches((await circle.Owner.OpenAsync("/Share")).Text, "Zimtstern"));
    }

    // A file leaves the browser where it was: on "Go on?", or on the page with the password field.
    [Fact]
    public async Task A_lawyer_stands_on_the_page_of_reports_after_making_one_and_before_loading_it()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var list = $"/Cases/{await circle.LetsInAsync(lawyer, "Lawyer", ("Input.Details", "true"))}/Report";
        circle.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        var held = await TypesAsync(lawyer, await lawyer.SubmitAsync(await lawyer.OpenAsync(list), "RequestId"));
        var made = await lawyer.FollowAsync(await lawyer.SubmitAsync(held, "RequestId"));
        Assert.Contains("The report is made", made.Text, StringComparison.Ordinal);
        var report = Regex.Match(made.Html, $"href=\"({list}/\\d+)\"").Groups[1].Value;
        using var pdf = await lawyer.Http.GetAsync(report);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);

        circle.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.EndsWith("then=" + Uri.EscapeDataString(list), (await lawyer.GetAsync(report)).Location, StringComparison.Ordinal);
    }

    private static async Task<VisitedPage> TypesAsync(Visitor visitor, VisitedPage asked)
    {
        Assert.EndsWith("then=%2FAccount%2FHeld", asked.Location, StringComparison.Ordinal);
        return await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.FollowAsync(asked), "Input.Password", ("Input.Password", TestSite.Password)));
    }
}
