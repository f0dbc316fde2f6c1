using System.Net;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Account;

public sealed class IntruderTests
{
    [Fact]
    public async Task Guessing_the_second_step_with_made_up_browser_tokens_has_to_wait()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        await visitor.TurnTwoStepOnAsync(site);
        var page = await visitor.GetAsync("/Account/TwoStepSetUp");
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 8; i++)
        {
            visitor.SetCookie("d", KnownDevices.NewToken());
            last = (await visitor.SubmitAsync(page, "handler=Off", ("Input.Code", "not a code"))).Status;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        await using var scope = site.Services.CreateAsyncScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.SingleAsync()).TwoFactorEnabled);
    }

    [Fact]
    public async Task Turning_the_second_step_on_ends_sessions_that_never_had_it_and_a_new_password_asks_for_it()
    {
        const string another = "violin-harbor-pepper-quartz";
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        using var elsewhere = site.NewVisitor();
        await elsewhere.SignInAsync("reader");
        Assert.True(await elsewhere.IsInAsync());
        var (secret, _) = await visitor.TurnTwoStepOnAsync(site);
        Assert.False(await elsewhere.IsInAsync());
        Assert.True(await visitor.IsInAsync());

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await visitor.GetAsync("/Account/Password");
        (string, string)[] typed = [("Input.Password", another), ("Input.PasswordAgain", another)];
        Assert.Contains("does not fit", (await visitor.SubmitAsync(page, "Input.PasswordAgain", typed)).Text, StringComparison.Ordinal);
        Assert.Equal("/Account", (await visitor.SubmitAsync(page, "Input.PasswordAgain", [.. typed, ("Input.SecondStep", site.CodeNow(secret))])).Location);
    }

    [Fact]
    public async Task An_upload_that_is_refused_is_not_read_as_a_form_by_the_error_page()
    {
        var seen = new SeenForms();
        await using var site = await TestSite.StartAsync(builder => builder.Services.AddSingleton<IStartupFilter>(seen));
        using var browser = site.NewBrowser();
        using var body = new MultipartFormDataContent { { new StringContent(new string('x', 100_000)), "file", "note.txt" }, { new StringContent("words"), "text" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Account") { Content = body };
        request.Headers.Add("Sec-Fetch-Mode", "cors");
        using var response = await browser.SendAsync(request);
        Assert.False(response.IsSuccessStatusCode);

        // The framework's reader would have put the file into a temporary one, in plain text.
        Assert.Equal(0, Assert.Single(seen.Parts));
    }

    [Theory]
    [InlineData("X-Forwarded-For", false)]
    [InlineData("Via", false)]
    [InlineData("Accept", true)]
    public void A_request_that_was_passed_on_by_an_undeclared_proxy_is_not_local(string header, bool isLocal)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Host = new HostString("localhost", 5080);
        context.Request.Headers[header] = "192.0.2.9";
        Assert.Equal(isLocal, Loopback.IsLocal(context));
    }

    private sealed class SeenForms : IStartupFilter
    {
        public List<int> Parts { get; } = [];

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                await following(context);
                var form = context.Features.Get<IFormFeature>()?.Form;
                Parts.Add((form?.Count ?? 0) + (form?.Files.Count ?? 0));
            });
            next(app);
        };
    }
}
