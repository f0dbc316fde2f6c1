using System.Net;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Account;

public sealed class SignInTests
{
    [Fact]
    public async Task A_copied_cookie_is_dead_after_sign_out()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        await visitor.SignUpAsync("reader");
        var copy = visitor.Cookie("n")!;
        using var thief = site.NewVisitor();
        thief.SetCookie("n", copy);
        Assert.True(await thief.IsInAsync());

        var page = await visitor.SubmitAsync(await visitor.GetAsync("/Account"), "/Account/SignOut");
        Assert.Equal("/Account/SignIn", page.Location);
        Assert.Contains("\"cache\"", Assert.Single(page.Response.Headers.GetValues("Clear-Site-Data")), StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("n"));
        Assert.False(await thief.IsInAsync());
    }

    [Fact]
    public async Task Leaving_ends_the_session_too()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync();
        using var thief = site.NewVisitor();
        thief.SetCookie("n", visitor.Cookie("n")!);
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.GetAsync("/leave")).Status);
        Assert.False(await thief.IsInAsync());
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = await site.SignedInAsync("reader");
        using var one = site.NewVisitor();
        using var other = site.NewVisitor();
        var known = await one.SignInAsync("reader", "violin-harbor-pepper-quartz");
        var unknown = await other.SignInAsync("nobody", "violin-harbor-pepper-quartz");
        Assert.Contains("The user name and password do not match.", known.Text, StringComparison.Ordinal);
        Assert.Equal(known.Status, unknown.Status);
        Assert.Equal(known.Text, unknown.Text);
        Assert.DoesNotContain("violin-harbor", known.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"reader\"", known.Html, StringComparison.Ordinal);
        Assert.Null(one.Cookie("n"));
        // The line is written after the answer has gone: an answer must not tell by its time whether the name is known.
        var history = "";
        for (var wait = 0; wait < 1200 && !history.Contains("Wrong password", StringComparison.Ordinal); wait++)
        {
            await Task.Delay(50);
            history = (await owner.GetAsync("/Account/History")).Text;
        }

        Assert.Contains("Wrong password", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_gets_a_new_id_at_sign_in_and_when_the_password_is_asked_for_again()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        var first = visitor.Cookie("n")!;
        await visitor.StepUpAsync("/Account/Password");
        var second = visitor.Cookie("n")!;
        Assert.NotEqual(first, second);
        using var old = site.NewVisitor();
        old.SetCookie("n", first);
        Assert.False(await old.IsInAsync());

        // Signing in over a session that is there does not keep its id either: a planted cookie must not become hers.
        using var again = site.NewVisitor();
        again.SetCookie("n", new string('A', 64));
        await again.SignInAsync("reader");
        Assert.NotEqual(new string('A', 64), again.Cookie("n"));
        Assert.True(await again.IsInAsync());
    }

    [Fact]
    public async Task The_cookie_is_hers_alone_and_ends_with_the_browser()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = await site.SignedInAsync("reader");
        using var visitor = site.NewVisitor();
        var page = await visitor.TypePasswordAsync("reader");
        var cookie = Assert.Single(page.SetCookies, one => one.StartsWith("n=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("max-age", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);

        // Plain HTTP on this machine: Safari would refuse a Secure one.
        Assert.DoesNotContain("secure", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_plain_http_under_another_name_nothing_is_shown_and_no_cookie_is_sent()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Account/SignUp");
        request.Headers.Host = "notes.example";
        using var answer = await visitor.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("<form", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_tries_never_make_her_wait_on_a_browser_she_has_used()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = site.NewVisitor();
        await owner.SignUpAsync("reader");
        await owner.SubmitAsync(await owner.GetAsync("/Account"), "/Account/SignOut");
        using var stranger = site.NewVisitor();
        var form = await stranger.GetAsync("/Account/SignIn");
        var last = HttpStatusCode.OK;
        var checkedTries = 0;
        for (var i = 0; i < 60; i++)
        {
            last = (await stranger.SubmitAsync(form, "Input.Password", ("Input.UserName", "reader"), ("Input.Password", "violin-harbor-pepper-" + i))).Status;
            checkedTries += last == HttpStatusCode.OK ? 1 : 0;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.InRange(checkedTries, 3, 10);

        // From the same network, even; and a right password from a browser that nobody knows comes through after a short wait.
        Assert.Equal("/", (await owner.SignInAsync("reader")).Location);
        using var fresh = site.NewVisitor();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await fresh.SignInAsync("reader")).Status);
        site.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("/", (await fresh.SignInAsync("reader")).Location);
    }

    [Fact]
    public async Task Idle_and_absolute_limits_hold_and_lead_back_after_sign_in()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        site.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.True(await visitor.IsInAsync());
        site.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.True(await visitor.IsInAsync());
        site.Clock.Advance(TimeSpan.FromMinutes(15));
        var locked = await visitor.GetAsync("/Account/History");
        Assert.Equal("/Account/SignIn?then=%2FAccount%2FHistory", locked.Location);
        Assert.Contains("locked because nothing happened", (await visitor.FollowAsync(locked)).Text, StringComparison.Ordinal);
        Assert.Equal("/Account/History", (await visitor.SignInAsync("reader", then: "/Account/History")).Location);

        for (var minutes = 0; minutes < 8 * 60; minutes += 10)
        {
            Assert.True(await visitor.IsInAsync(), $"after {minutes} minutes");
            site.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.False(await visitor.IsInAsync());
    }

    [Fact]
    public async Task The_idle_limit_is_hers_to_choose_within_bounds()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        var page = await visitor.GetAsync("/Account");
        Assert.Contains("There is a problem", (await visitor.SubmitAsync(page, "Input.IdleMinutes", ("Input.IdleMinutes", "600"))).Text, StringComparison.Ordinal);
        await visitor.SubmitAsync(page, "Input.IdleMinutes", ("Input.IdleMinutes", "5"));
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False(await visitor.IsInAsync());
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/Account/SignOut")]
    public async Task Sign_in_leads_nowhere_else(string then)
    {
        await using var site = await TestSite.StartAsync();
        using var owner = await site.SignedInAsync("reader");
        using var visitor = site.NewVisitor();
        Assert.Equal("/", (await visitor.SignInAsync("reader", then: then)).Location);
    }

    [Fact]
    public async Task She_sees_where_she_is_signed_in_and_ends_one_or_all_others()
    {
        await using var site = await TestSite.StartAsync();
        using var first = await site.SignedInAsync("reader");
        using var second = site.NewVisitor();
        using var third = site.NewVisitor();
        using var stranger = await site.SignedInAsync("stranger");
        await second.SignInAsync("reader");
        await third.SignInAsync("reader");
        var page = await first.GetAsync("/Account/Sessions");
        Assert.Contains("Firefox, Android", page.Text, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", page.Text, StringComparison.Ordinal);

        // Nobody ends another person's by its name.
        var names = System.Text.RegularExpressions.Regex.Matches(page.Html, "name=\"id\" value=\"([0-9a-f-]{36})\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(2, names.Count);
        foreach (var name in names)
        {
            using var body = new FormUrlEncodedContent([
                KeyValuePair.Create("id", name),
                KeyValuePair.Create("__RequestVerificationToken", System.Text.RegularExpressions.Regex.Match((await stranger.GetAsync("/Account")).Html, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)").Groups[1].Value)]);
            using var answer = await stranger.Http.PostAsync("/Account/Sessions?handler=End", body);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        Assert.True(await second.IsInAsync());
        page = await first.GetAsync("/Account/Sessions");
        await first.SubmitAsync(page, "handler=End");
        Assert.Equal(1, new[] { await second.IsInAsync(), await third.IsInAsync() }.Count(isIn => isIn));
        await first.SubmitAsync(page, "handler=Others");
        Assert.False(await second.IsInAsync() || await third.IsInAsync());
        Assert.True(await first.IsInAsync());
        Assert.True(await stranger.IsInAsync());
    }

    [Fact]
    public async Task A_form_sent_after_the_lock_is_kept_and_offered_after_sign_in()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        await visitor.SignUpAsync("reader");
        var form = await visitor.GetAsync("/Account");
        site.Clock.Advance(TimeSpan.FromMinutes(20));
        var late = await visitor.SubmitAsync(form, "Input.IdleMinutes", ("Input.IdleMinutes", "30"), ("Input.Note", "zq planted words"));
        Assert.Equal("/Account/SignIn?then=%2FAccount%2FHeld", late.Location);

        // What is kept cannot be read from the database.
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var held = await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Set<HeldFormRow>().SingleAsync();
            Assert.DoesNotContain("planted", System.Text.Encoding.Latin1.GetString(held.Sealed), StringComparison.Ordinal);
        }

        var offered = await visitor.FollowAsync(await visitor.SignInAsync("reader", then: "/Account/Held"));
        Assert.Contains("zq planted words", offered.Text, StringComparison.Ordinal);
        var sent = await visitor.SubmitAsync(offered, "Input.IdleMinutes");
        Assert.Equal("/Account", sent.Location);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            Assert.Equal(30, (await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.SingleAsync()).IdleMinutes);
            Assert.False(await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Set<HeldFormRow>().AnyAsync());
        }
    }

    [Fact]
    public async Task Sign_in_shows_no_mark_purpose_or_places()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = await site.SignedInAsync("reader");
        using var visitor = site.NewVisitor();
        var page = await visitor.GetAsync("/Account/SignIn");
        foreach (var word in new[] { "log", "record", "contact", "boundar", "incident", "stalk", "evidence", "case", "timeline", "sidebar" })
        {
            Assert.DoesNotContain(word, page.Text.Replace("Log", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("<nav", page.Html, StringComparison.Ordinal);
        Assert.Contains("<title>Notes</title>", page.Html, StringComparison.Ordinal);
    }
}
