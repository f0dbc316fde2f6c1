using System.Net;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Account;

public sealed class LockTests
{
    [Fact]
    public async Task Locking_asks_for_the_password_and_offers_what_was_being_typed()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        await visitor.SubmitAsync(await visitor.OpenAsync("/Case/Begin"), "Input.Zone", ("Input.Zone", "America/Chicago"));

        // What the script of an open page sends: the form's fields beside the path that the form was going to.
        var page = await visitor.GetAsync("/Account/Lock");
        var token = System.Text.RegularExpressions.Regex.Match(page.Html, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var body = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["lock-path"] = "/Incidents/Add",
            ["f.kind"] = "call",
            ["f.shown"] = "kind narrative",
            ["f.narrative"] = "zq-half-a-sentence",
            ["Input.Password"] = "zq-secret",
        });
        using var locked = await visitor.Http.PostAsync("/Account/Lock", body);
        Assert.Equal("/Account/SignIn?then=%2FAccount%2FHeld", locked.Headers.Location?.OriginalString);
        Assert.Equal("/Account/SignIn?then=%2FTimeline", (await visitor.GetAsync("/Timeline")).Location);
        Assert.Contains("Clear-Site-Data", locked.Headers.Select(header => header.Key));

        var offered = await visitor.FollowAsync(await visitor.SignInAsync("reader", then: "/Account/Held"));
        Assert.Contains("zq-half-a-sentence", offered.Text, StringComparison.Ordinal);
        Assert.Contains("action=\"/Incidents/Add\"", offered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("zq-secret", offered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("lock-path", offered.Html, StringComparison.Ordinal);
        // What the page itself had put in is sent along and not shown as hers.
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(offered.Html, "kind narrative"));
    }

    // The server counts from the last request, the page from the last key: when the page locks, the server has locked already.
    [Theory]
    [InlineData("cors")]
    [InlineData(null)]
    public async Task What_was_being_typed_is_kept_also_when_the_server_locked_first(string? mode)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        await visitor.SubmitAsync(await visitor.OpenAsync("/Case/Begin"), "Input.Zone", ("Input.Zone", "America/Chicago"));
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        await LateAsync(visitor, mode, ("lock-path", "/Notes/Add"), ("f.narrative", "zq-half-a-sentence"), ("RequestId", Guid.NewGuid().ToString()), ("Input.Password", "zq-secret"));
        // The page beside it locks in the same moment.
        await LateAsync(visitor, mode, ("lock-path", "/Notes/Add"), ("f.narrative", "zq-another-one"), ("RequestId", Guid.NewGuid().ToString()));
        await using (var scope = site.Services.CreateAsyncScope())
        {
            Assert.DoesNotContain("zq-", System.Text.Encoding.Latin1.GetString((await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Set<HeldFormRow>().SingleAsync()).Sealed), StringComparison.Ordinal);
        }

        var offered = await visitor.FollowAsync(await visitor.SignInAsync("reader", then: "/Account/Held"));
        Assert.Contains("zq-half-a-sentence", offered.Text, StringComparison.Ordinal);
        Assert.Contains("zq-another-one", offered.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("zq-secret", offered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("lock-path", offered.Html, StringComparison.Ordinal);
        Assert.Contains("data-lock=", offered.Html, StringComparison.Ordinal);

        // Something else that is saved from the same page is not what was kept, and the first page says that it waits.
        var add = await visitor.GetAsync("/Incidents/Add");
        await visitor.SubmitAsync(add, "f.narrative", ("f.kind", "call"), ("f.narrative", "a third"));
        Assert.Contains("href=\"/Account/Held\"", (await visitor.GetAsync("/")).Html, StringComparison.Ordinal);
        Assert.Contains("zq-half-a-sentence", (await visitor.GetAsync("/Account/Held")).Text, StringComparison.Ordinal);

        // Left alone again, it is still offered.
        Assert.Equal("/Account/SignIn?then=%2FAccount%2FHeld", (await visitor.SubmitAsync(await visitor.GetAsync("/Account/Lock"), "RequestVerificationToken")).Location);
    }

    [Fact]
    public async Task A_form_that_is_let_go_leaves_the_others()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        await visitor.SubmitAsync(await visitor.OpenAsync("/Case/Begin"), "Input.Zone", ("Input.Zone", "America/Chicago"));
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        await LateAsync(visitor, "cors", ("lock-path", "/Notes/Add"), ("f.narrative", "zq-first"));
        await LateAsync(visitor, "cors", ("lock-path", "/Diary/Write"), ("Input.Text", "zq-second"));
        var offered = await visitor.FollowAsync(await visitor.SignInAsync("reader", then: "/Account/Held"));
        var left = await visitor.FollowAsync(await visitor.SubmitAsync(offered, "name=\"id\""));
        Assert.DoesNotContain("zq-first", left.Text, StringComparison.Ordinal);
        Assert.Contains("zq-second", left.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_windows_of_a_page_whose_form_has_no_number_keep_both()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        await visitor.SubmitAsync(await visitor.OpenAsync("/Case/Begin"), "Input.Zone", ("Input.Zone", "America/Chicago"));
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        await LateAsync(visitor, "cors", ("lock-path", "/Rules/Draft"), ("Input.Text", "zq-one-window"));
        await LateAsync(visitor, "cors", ("lock-path", "/Rules/Draft"), ("Input.Text", "zq-the-other"));
        await LateAsync(visitor, "cors", ("lock-path", "/Rules/Draft"), ("Input.Text", "zq-the-other"));
        var offered = await visitor.FollowAsync(await visitor.SignInAsync("reader", then: "/Account/Held"));
        Assert.Contains("zq-one-window", offered.Text, StringComparison.Ordinal);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(offered.Html, "<section class=\"held\""));
    }

    // The fields beside files are read on the way and are gone afterwards.
    [Fact]
    public async Task A_form_with_room_for_files_that_was_kept_is_let_go_when_it_is_sent()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        await visitor.SubmitAsync(await visitor.OpenAsync("/Case/Begin"), "Input.Zone", ("Input.Zone", "America/Chicago"));
        var form = await visitor.GetAsync("/Exhibits/Add");
        site.Clock.Advance(TimeSpan.FromMinutes(16));
        var request = System.Text.RegularExpressions.Regex.Match(form.Html, "name=\"Request\" value=\"([^\"]+)\"").Groups[1].Value;
        using var late = new MultipartFormDataContent { { new StringContent("x"), "__RequestVerificationToken" }, { new StringContent(request), "Request" }, { new StringContent("zq-words"), "words" } };
        using var answer = await visitor.Http.PostAsync("/Exhibits/Add", late);
        Assert.Equal("/Account/SignIn?then=%2FAccount%2FHeld", answer.Headers.Location?.OriginalString);
        var offered = await visitor.FollowAsync(await visitor.SignInAsync("reader", then: "/Account/Held"));
        var token = System.Text.RegularExpressions.Regex.Match(offered.Html, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var again = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(request), "Request" }, { new ByteArrayContent([1, 2, 3]), "Files", "a.bin" } };
        using var sent = await visitor.Http.PostAsync("/Exhibits/Add", again);
        Assert.True((int)sent.StatusCode is 302 or 303, $"{(int)sent.StatusCode}");
        Assert.Equal("/", (await visitor.GetAsync("/Account/Held")).Location);
    }

    private static async Task LateAsync(Visitor visitor, string? mode, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Account/Lock") { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        if (mode is not null)
        {
            request.Headers.Add("Sec-Fetch-Mode", mode);
        }

        using var locked = await visitor.Http.SendAsync(request);
        Assert.Equal("/Account/SignIn?then=%2FAccount%2FHeld", locked.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com")]
    [InlineData("/Account/Password")]
    [InlineData("")]
    public async Task A_form_that_was_going_elsewhere_or_to_the_account_is_not_kept(string path)
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        var locked = await visitor.SubmitAsync(await visitor.GetAsync("/Account/Lock"), "RequestVerificationToken", ("lock-path", path), ("a", "b"));
        Assert.Equal("/Account/SignIn", locked.Location);
        await using var scope = site.Services.CreateAsyncScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Set<HeldFormRow>().AnyAsync());
    }

    [Fact]
    public async Task A_link_from_elsewhere_does_not_lock()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/Account/Lock")).Status);
        using var forged = await visitor.Http.PostAsync("/Account/Lock", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.True(await visitor.IsInAsync());
    }
}
