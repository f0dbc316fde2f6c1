using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Helping;
using ContactLog.Data.Sealing;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;
using ContactLog.Tests.Web.Sharing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Helping;

/// <summary>Getting back in with an advocate's help, and everybody who tries to use it against her.</summary>
public sealed class HelpBackTests
{
    private const string NewPassword = "harbour-violet-sundial-pepper";

    [Fact]
    public async Task With_an_advocates_help_she_is_back_after_72_hours_and_her_record_opens()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Zimtstern at the door");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await ChoosesAsync(circle, grant);
        var (own, number) = await MakesCodeAsync(circle);
        Assert.Contains("Begun.", (await StartsAsync(advocate, grant, number)).Text, StringComparison.Ordinal);

        circle.Site.Clock.Advance(HelpBack.Wait);
        using var later = await AgainAsync(circle, "jo-sample");
        var handed = await HandsAsync(later, grant);
        var (end, she) = await EndsAsync(circle, own, handed);
        using var back = she;
        Assert.Equal("/Account/RecoveryCode", end.Location);
        await back.TypeCodeBackAsync(await back.FollowAsync(end));
        Assert.Contains("Zimtstern", (await back.OpenAsync("/Timeline")).Text, StringComparison.Ordinal);
        Assert.Contains("New password set, with help", (await back.OpenAsync("/Account/History")).Text, StringComparison.Ordinal);

        // Once: the same codes do nothing again.
        var (again, second) = await EndsAsync(circle, own, handed);
        second.Dispose();
        Assert.Contains("do not open the account", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_session_of_hers_shows_it_and_any_of_them_cancels_it_for_good()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await ChoosesAsync(circle, grant);
        using var other = await AgainAsync(circle, "casey");
        Assert.DoesNotContain("helping you back", (await other.OpenAsync("/")).Text, StringComparison.Ordinal);
        var (own, number) = await MakesCodeAsync(circle);
        await StartsAsync(advocate, grant, number);
        foreach (var (who, path) in new[] { (circle.Owner, "/"), (other, "/Timeline"), (other, "/Account"), (circle.Owner, "/Cases") })
        {
            Assert.Contains("Somebody is helping you back into this account", (await who.OpenAsync(path)).Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("helping you back", (await advocate.OpenAsync("/Cases")).Text, StringComparison.Ordinal);
        circle.Site.Clock.Advance(HelpBack.Wait);
        using var later = await AgainAsync(circle, "jo-sample");
        var handed = await HandsAsync(later, grant);

        // The race: the code is out, she cancels before it is used.
        using var third = await AgainAsync(circle, "casey");
        var cancelled = await third.FollowAsync(await third.SubmitAsync(await third.OpenAsync("/"), "handler=Cancel"));
        Assert.Contains("Cancelled. Nothing was opened.", cancelled.Text, StringComparison.Ordinal);
        var (end, she) = await EndsAsync(circle, own, handed);
        she.Dispose();
        Assert.Contains("do not open the account", end.Text, StringComparison.Ordinal);
        Assert.True(await third.IsInAsync());
        Assert.Contains("cancelled", (await third.OpenAsync("/Account/History")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_time_after_it_and_with_the_clock_turned_nothing_is_handed_out()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await ChoosesAsync(circle, grant);
        var (_, number) = await MakesCodeAsync(circle);
        await StartsAsync(advocate, grant, number);
        var began = circle.Site.Clock.GetUtcNow();
        using var helper = await KeysAsync(circle, "jo-sample");
        foreach (var moment in new[] { TimeSpan.Zero, HelpBack.Wait - TimeSpan.FromSeconds(1), TimeSpan.FromHours(-100), HelpBack.Lives })
        {
            circle.Site.Clock.Set(began + moment);
            Assert.Null(await WithAsync(circle, help => help.HandAsync(grant, helper.Keys, CancellationToken.None)));
        }

        circle.Site.Clock.Set(began + HelpBack.Wait);
        Assert.NotNull(await WithAsync(circle, help => help.HandAsync(grant, helper.Keys, CancellationToken.None)));
    }

    [Fact]
    public async Task Whoever_takes_over_the_advocates_account_meanwhile_has_not_her_own_code()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await ChoosesAsync(circle, grant);
        var (_, number) = await MakesCodeAsync(circle);
        await StartsAsync(advocate, grant, number);
        var (intruders, others) = await MakesCodeAsync(circle);

        // A second beginning with a number of the intruder's is refused while the first runs, and an open browser is not enough.
        using var intruder = await AgainAsync(circle, "jo-sample");
        var page = await intruder.OpenAsync($"/Cases/{grant}/Help");
        Assert.DoesNotContain("name=\"number\"", page.Html, StringComparison.Ordinal);
        Assert.False(await WithAsync(circle, async help => await help.StartAsync(grant, await IdAsync(circle, "jo-sample"), others, CancellationToken.None)));
        circle.Site.Clock.Advance(HelpBack.Wait);
        using var later = await AgainAsync(circle, "jo-sample");
        var asked = await later.SubmitAsync(await later.OpenAsync($"/Cases/{grant}/Help"), "handler=Hand");
        Assert.StartsWith("/Account/StepUp", asked.Location, StringComparison.Ordinal);
        var handed = await HandsAsync(later, grant);
        foreach (var code in new[] { intruders, number, handed, "" })
        {
            var (end, she) = await EndsAsync(circle, code, handed);
            she.Dispose();
            Assert.True(end.Status == HttpStatusCode.TooManyRequests || end.Text.Contains("do not open the account", StringComparison.Ordinal), end.ToString());
        }
    }

    [Fact]
    public async Task The_advocate_the_server_and_a_thief_with_database_and_secret_each_open_nothing()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await ChoosesAsync(circle, grant);
        using var helper = await KeysAsync(circle, "jo-sample");
        await using var scope = circle.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        var outer = scope.ServiceProvider.GetRequiredService<OuterSeal>();
        var row = await db.HelpShares.AsNoTracking().SingleAsync();
        var split = new SplitKey(row.SealedKey, row.SealedTheirs, row.SealedOurs);

        // Together, with her own keys in the request, they open it: the test below is not empty.
        using (var both = split.Open(row.UserId, grant, helper.Keys, outer))
        {
            Assert.Equal((await db.Users.AsNoTracking().SingleAsync(one => one.Id == row.UserId)).PublicKey, both.PublicKey);
        }

        // Database and secret: every key that can be made of what is there, and everybody's but the helper's.
        var ours = outer.OpenForServer("help-" + Aad.Id(grant), row.SealedOurs);
        Assert.Throws<SealBrokenException>(() => UserKeys.Unwrap(row.UserId, WrapKinds.Helper, ours, row.SealedKey, outer));
        using (var made = UserKeys.Create(helper.Keys.UserId))
        {
            Assert.Throws<SealBrokenException>(() => split.Open(row.UserId, grant, made, outer));
        }

        // The helper's part alone, and parts of another helper or for another owner.
        var theirs = PublicSeal.Open(row.SealedTheirs, 32, helper.Keys, Aad.Help(row.UserId, grant), outer, "part");
        Assert.Throws<SealBrokenException>(() => UserKeys.Unwrap(row.UserId, WrapKinds.Helper, theirs, row.SealedKey, outer));
        Assert.Throws<SealBrokenException>(() => split.Open(row.UserId, Guid.NewGuid(), helper.Keys, outer));
        Assert.Throws<SealBrokenException>(() => split.Open(helper.Keys.UserId, grant, helper.Keys, outer));
    }

    [Fact]
    public async Task Ending_the_grant_leaving_or_taking_it_back_destroys_the_share()
    {
        await using var circle = await Circle.BeginAsync();
        using var first = await circle.PersonAsync("jo-sample");
        using var second = await circle.PersonAsync("lee-sample");
        using var third = await circle.PersonAsync("pat-sample");
        var grants = new List<Guid>();
        foreach (var person in new[] { first, second, third })
        {
            grants.Add(await circle.LetsInAsync(person, "Advocate"));
            await ChoosesAsync(circle, grants[^1]);
        }

        Assert.Equal(3, await SharesAsync(circle));
        await circle.EndsAsync(grants[0]);
        Assert.Equal(2, await SharesAsync(circle));
        await second.SubmitAsync(await second.OpenAsync($"/Cases/{grants[1]}/Access"), "handler=Leave");
        Assert.Equal(1, await SharesAsync(circle));
        var page = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Account/Helpers"), "handler=Drop"));
        Assert.Contains("destroyed", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await SharesAsync(circle));
        Assert.Equal(HttpStatusCode.NotFound, (await third.GetAsync($"/Cases/{grants[2]}/Help")).Status);
    }

    [Fact]
    public async Task Two_helpers_wait_each_their_own_time_and_codes_of_one_do_not_fit_the_other()
    {
        await using var circle = await Circle.BeginAsync();
        using var first = await circle.PersonAsync("jo-sample");
        using var second = await circle.PersonAsync("lee-sample");
        var one = await circle.LetsInAsync(first, "Advocate");
        var two = await circle.LetsInAsync(second, "Advocate");
        await ChoosesAsync(circle, one);
        await ChoosesAsync(circle, two);
        var (own, number) = await MakesCodeAsync(circle);
        var (others, otherNumber) = await MakesCodeAsync(circle);
        await StartsAsync(first, one, number);
        circle.Site.Clock.Advance(TimeSpan.FromHours(10));
        using var lee = await KeysAsync(circle, "lee-sample");
        using var jo = await KeysAsync(circle, "jo-sample");
        Assert.True(await WithAsync(circle, help => help.StartAsync(two, lee.Keys.UserId, otherNumber, CancellationToken.None)));

        // Another member's id: nothing of mine is there.
        Assert.Null(await WithAsync(circle, help => help.MineAsync(one, lee.Keys.UserId, CancellationToken.None)));
        circle.Site.Clock.Advance(TimeSpan.FromHours(62));
        Assert.Null(await WithAsync(circle, help => help.HandAsync(two, lee.Keys, CancellationToken.None)));
        Assert.Null(await WithAsync(circle, help => help.HandAsync(one, lee.Keys, CancellationToken.None)));
        var handed = await WithAsync(circle, help => help.HandAsync(one, jo.Keys, CancellationToken.None));
        var (wrong, nobody) = await EndsAsync(circle, others, handed!);
        nobody.Dispose();
        Assert.Contains("do not open the account", wrong.Text, StringComparison.Ordinal);
        var (end, she) = await EndsAsync(circle, own, handed!);
        she.Dispose();
        Assert.Equal("/Account/RecoveryCode", end.Location);

        // She is in: what the other one began is over.
        circle.Site.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Null(await WithAsync(circle, help => help.HandAsync(two, lee.Keys, CancellationToken.None)));
    }

    [Fact]
    public async Task A_new_password_stops_what_runs_and_the_share_still_fits()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await ChoosesAsync(circle, grant);
        var (_, number) = await MakesCodeAsync(circle);
        await StartsAsync(advocate, grant, number);
        await Circle.StepUpAsync(circle.Owner);
        var changed = await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Account/Password"), "Input.PasswordAgain",
            ("Input.Password", NewPassword), ("Input.PasswordAgain", NewPassword));
        Assert.True((int)changed.Status is 302 or 303, changed.ToString());
        Assert.DoesNotContain("helping you back", (await circle.Owner.OpenAsync("/")).Text, StringComparison.Ordinal);
        using var helper = await KeysAsync(circle, "jo-sample");
        circle.Site.Clock.Advance(HelpBack.Wait);
        Assert.Null(await WithAsync(circle, help => help.HandAsync(grant, helper.Keys, CancellationToken.None)));
        Assert.True(await WithAsync(circle, help => help.StartAsync(grant, helper.Keys.UserId, number, CancellationToken.None)));
        circle.Site.Clock.Advance(HelpBack.Wait);
        Assert.NotNull(await WithAsync(circle, help => help.HandAsync(grant, helper.Keys, CancellationToken.None)));
    }

    [Fact]
    public async Task Without_her_choice_for_other_roles_and_for_strangers_there_is_no_such_page()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        using var stranger = await circle.PersonAsync("stranger");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        var lawyers = await circle.LetsInAsync(lawyer, "Lawyer");
        Assert.Equal(HttpStatusCode.NotFound, (await advocate.GetAsync($"/Cases/{grant}/Help")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await circle.Owner.GetAsync($"/Share/Help/{lawyers}")).Status);
        await ChoosesAsync(circle, grant);
        foreach (var (who, path) in new[] { (lawyer, $"/Cases/{lawyers}/Help"), (lawyer, $"/Cases/{grant}/Help"), (stranger, $"/Cases/{grant}/Help"), (circle.Owner, $"/Cases/{grant}/Help") })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await who.GetAsync(path)).Status);
        }

        // Another's id sent from one's own page: nothing of hers is dropped.
        await stranger.OpenAsync("/Account/Helpers");
        await WithAsync(circle, async help =>
        {
            await help.DropAsync(await IdAsync(circle, "stranger"), grant, Place.Unknown, CancellationToken.None);
            return true;
        });
        Assert.Equal(1, await SharesAsync(circle));
    }

    private static async Task ChoosesAsync(Circle circle, Guid grant)
    {
        await Circle.StepUpAsync(circle.Owner);
        var page = await circle.Owner.OpenAsync($"/Share/Help/{grant}");
        Assert.Contains("could together be made to", page.Text, StringComparison.Ordinal);
        page = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(page, "Understood", ("Understood", "true")));
        Assert.Contains("This person can help you back in", page.Text, StringComparison.Ordinal);
    }

    // Heard over a telephone: what was typed is read back to her while it can still be changed, and nothing has begun.
    [Fact]
    public async Task The_number_is_shown_to_be_read_back_before_anything_begins()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await ChoosesAsync(circle, grant);
        var (_, number) = await MakesCodeAsync(circle);
        await Circle.StepUpAsync(advocate);
        var heard = await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Help"), "handler=Check", ("number", number.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()));
        Assert.Contains("Read this back to her", heard.Text, StringComparison.Ordinal);
        Assert.Contains(number, heard.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Begun.", (await advocate.OpenAsync($"/Cases/{grant}/Help")).Text, StringComparison.Ordinal);

        var wrong = await advocate.SubmitAsync(heard, "handler=Check", ("number", "too short"));
        Assert.Contains("It was not begun", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"too short\"", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("Begun.", (await advocate.FollowAsync(await advocate.SubmitAsync(heard, "handler=Start"))).Text, StringComparison.Ordinal);
    }

    private static async Task<(string Own, string Number)> MakesCodeAsync(Circle circle)
    {
        using var anybody = circle.Site.NewVisitor();
        var page = await anybody.SubmitAsync(await anybody.OpenAsync("/Account/Help"), "<form");
        return (Regex.Match(page.Html, "own-code\">([^<]+)<").Groups[1].Value, Regex.Match(page.Html, "own-number\">([^<]+)<").Groups[1].Value);
    }

    private static async Task<VisitedPage> StartsAsync(Visitor advocate, Guid grant, string number)
    {
        await Circle.StepUpAsync(advocate);
        var heard = await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Help"), "handler=Check", ("number", number));
        return heard.Html.Contains("handler=Start", StringComparison.Ordinal) ? await advocate.FollowAsync(await advocate.SubmitAsync(heard, "handler=Start")) : heard;
    }

    private static async Task<string> HandsAsync(Visitor advocate, Guid grant)
    {
        await Circle.StepUpAsync(advocate);
        var page = await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Help"), "handler=Hand");
        var code = Regex.Match(page.Html, "handed-code\">([^<]+)<");
        Assert.True(code.Success, page.ToString());
        return code.Groups[1].Value;
    }

    private static async Task<(VisitedPage End, Visitor She)> EndsAsync(Circle circle, string own, string handed)
    {
        var she = circle.Site.NewVisitor();
        return (await she.SubmitAsync(await she.OpenAsync("/Account/HelpEnd"), "Input.Handed",
            ("Input.UserName", "casey"), ("Input.Own", own), ("Input.Handed", handed), ("Input.Password", NewPassword), ("Input.PasswordAgain", NewPassword)), she);
    }

    private static async Task<Visitor> AgainAsync(Circle circle, string name)
    {
        var visitor = circle.Site.NewVisitor();
        await visitor.FollowAsync(await visitor.SignInAsync(name));
        return visitor;
    }

    private static async Task<Guid> IdAsync(Circle circle, string name)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.Where(one => one.UserName == name).Select(one => one.Id).SingleAsync();
    }

    private static async Task<int> SharesAsync(Circle circle)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContactLogDb>().HelpShares.CountAsync();
    }

    private static async Task<T> WithAsync<T>(Circle circle, Func<HelpBack, Task<T>> does)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        return await does(scope.ServiceProvider.GetRequiredService<HelpBack>());
    }

    private static async Task<OpenedKeys> KeysAsync(Circle circle, string name)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        var account = await db.Users.SingleAsync(one => one.UserName == name);
        using var keys = await scope.ServiceProvider.GetRequiredService<PasswordWork>()
            .DeriveAsync(TestSite.Password, PasswordText.Parse(account.PasswordHash)!, CancellationToken.None);
        return new((await Wraps.OpenAsync(db, account, WrapKinds.Password, keys.WrapKey.ToArray(), scope.ServiceProvider.GetRequiredService<OuterSeal>(), CancellationToken.None))!);
    }

    private sealed record OpenedKeys(UserKeys Keys) : IDisposable
    {
        public void Dispose() => Keys.Dispose();
    }
}
