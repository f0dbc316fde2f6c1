using System.Net;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Account;

public sealed class CredentialTests
{
    private const string Another = "violin-harbor-pepper-quartz";

    [Fact]
    public async Task A_changed_password_ends_other_sessions_and_needs_the_old_one_again()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        using var elsewhere = site.NewVisitor();
        await elsewhere.SignInAsync("reader");
        var page = await visitor.StepUpAsync("/Account/Password");
        page = await visitor.SubmitAsync(page, "Input.PasswordAgain", ("Input.Password", Another), ("Input.PasswordAgain", Another));
        Assert.Equal("/Account", page.Location);
        Assert.True(await visitor.IsInAsync());
        Assert.False(await elsewhere.IsInAsync());
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.SignInAsync("reader")).Status);
        Assert.Equal("/", (await elsewhere.SignInAsync("reader", Another)).Location);
    }

    [Fact]
    public async Task A_password_asked_for_again_counts_for_five_minutes()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        var page = await visitor.StepUpAsync("/Account/Password");
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = await visitor.SubmitAsync(page, "Input.PasswordAgain", ("Input.Password", Another), ("Input.PasswordAgain", Another));
        Assert.StartsWith("/Account/StepUp", late.Location, StringComparison.Ordinal);

        // Neither has the password changed nor is the one that was typed kept anywhere.
        await using var scope = site.Services.CreateAsyncScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Set<HeldFormRow>().AnyAsync());
        using var elsewhere = site.NewVisitor();
        Assert.Equal("/", (await elsewhere.SignInAsync("reader")).Location);
    }

    [Fact]
    public async Task A_wrong_password_does_not_step_up()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        var page = await visitor.SubmitAsync(await visitor.OpenAsync("/Account/Password"), "Input.Password", ("Input.Password", Another));
        Assert.Contains("That is not the password.", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("/Account/StepUp", (await visitor.GetAsync("/Account/Password")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recovery_code_opens_what_was_sealed_and_is_replaced()
    {
        await using var site = await TestSite.StartAsync();
        using var before = site.NewVisitor();
        var (_, code) = await before.SignUpAsync("reader");
        var (caseId, grant, plain) = await GrantAsync(site, "reader");

        using var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/Account/Recover");
        (string, string)[] typed = [("Input.UserName", "reader"), ("Input.Password", Another), ("Input.PasswordAgain", Another)];
        var wrong = await visitor.SubmitAsync(form, "Input.Code", [.. typed, ("Input.Code", RecoveryCode.Create().ToString())]);
        var unknown = await visitor.SubmitAsync(form, "Input.Code", [("Input.UserName", "nobody"), .. typed[1..], ("Input.Code", code)]);
        Assert.Contains("These do not match", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(wrong.Text, unknown.Text);
        var page = await visitor.SubmitAsync(form, "Input.Code", [.. typed, ("Input.Code", code)]);
        Assert.Equal("/Account/RecoveryCode", page.Location);
        Assert.False(await before.IsInAsync());
        var (_, newCode) = await visitor.TypeCodeBackAsync(await visitor.FollowAsync(page));
        Assert.NotEqual(code, newCode);
        Assert.Equal(plain, await OpenAsync(site, "reader", Another, caseId, grant));

        // Used once.
        using var again = site.NewVisitor();
        Assert.Contains("These do not match", (await again.SubmitAsync(await again.GetAsync("/Account/Recover"), "Input.Code", [.. typed, ("Input.Code", code)])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_recovery_code_needs_the_password_and_the_old_one_works_until_the_new_one_is_typed_back()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        var (_, code) = await visitor.SignUpAsync("reader");
        var page = await visitor.GetAsync("/Account/RecoveryCode");
        var asked = await visitor.SubmitAsync(page, "handler=New");
        Assert.Equal("/Account/StepUp?then=%2FAccount%2FRecoveryCode", asked.Location);
        page = await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.FollowAsync(asked), "Input.Password", ("Input.Password", TestSite.Password)));
        page = await visitor.FollowAsync(await visitor.SubmitAsync(page, "handler=New"));
        Assert.NotEqual(code, AccountJourneys.CodeOn(page));
        Assert.True(await IsCodeAsync(site, "reader", code));
        var (end, newCode) = await visitor.TypeCodeBackAsync(page);
        Assert.Equal("/Account", end.Location);
        Assert.False(await IsCodeAsync(site, "reader", code));
        Assert.True(await IsCodeAsync(site, "reader", newCode));
    }

    [Fact]
    public async Task A_reset_says_before_and_after_that_what_was_written_stays_sealed()
    {
        await using var site = await TestSite.StartAsync();
        using var before = await site.SignedInAsync("reader");
        var (caseId, grant, _) = await GrantAsync(site, "reader");
        using var visitor = site.NewVisitor();
        Assert.Contains("stays sealed", (await visitor.GetAsync("/Account/Forgot")).Text, StringComparison.Ordinal);
        var form = await visitor.GetAsync("/Account/Reset");
        Assert.Contains("stays sealed", form.Text, StringComparison.Ordinal);
        (string, string)[] typed = [("Input.UserName", "reader"), ("Input.Password", Another), ("Input.PasswordAgain", Another)];
        string code;
        await using (var scope = site.Services.CreateAsyncScope())
        {
            code = (await scope.ServiceProvider.GetRequiredService<NewPassword>().IssueResetCodeAsync("reader", default))!;
        }

        Assert.Contains("Tick the box", (await visitor.SubmitAsync(form, "Input.Code", [.. typed, ("Input.Code", code)])).Text, StringComparison.Ordinal);
        var wrong = await visitor.SubmitAsync(form, "Input.Code", [.. typed, ("Input.Code", "0000-0000-0000-0000"), ("Input.Understood", "true")]);
        Assert.Contains("These do not match", wrong.Text, StringComparison.Ordinal);
        var page = await visitor.SubmitAsync(form, "Input.Code", [.. typed, ("Input.Code", code), ("Input.Understood", "true")]);
        await visitor.TypeCodeBackAsync(await visitor.FollowAsync(page));
        Assert.False(await before.IsInAsync());
        Assert.Contains("is sealed", (await visitor.GetAsync("/Account")).Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SealBrokenException>(() => OpenAsync(site, "reader", Another, caseId, grant));

        var reopen = await visitor.GetAsync("/Account/Reopen");
        Assert.Contains("Nothing opened with that", (await visitor.SubmitAsync(reopen, "Input.Secret", ("Input.Secret", Another))).Text, StringComparison.Ordinal);
        Assert.Equal("/", (await visitor.SubmitAsync(reopen, "Input.Secret", ("Input.Secret", TestSite.Password))).Location);
    }

    [Fact]
    public async Task With_two_step_sign_in_the_password_alone_reaches_nothing_and_a_code_works_once()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = await site.SignedInAsync("reader");
        var (secret, codes) = await owner.TurnTwoStepOnAsync(site);
        Assert.Contains("Two-step sign-in is on.", (await owner.GetAsync("/Account/TwoStepSetUp")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(codes[0], (await owner.GetAsync("/Account/TwoStepSetUp")).Html, StringComparison.Ordinal);

        site.Clock.Advance(TimeSpan.FromMinutes(1));
        using var visitor = site.NewVisitor();
        var half = await visitor.SignInAsync("reader");
        Assert.Equal("/Account/TwoStep", half.Location);
        var halfCookie = visitor.Cookie("n")!;
        foreach (var path in new[] { "/Safety", "/Account", "/Account/Sessions", "/Account/RecoveryCode", "/Account/StepUp", "/Account/Password", "/Account/TwoStepSetUp?handler=Picture", "/Account/Held" })
        {
            Assert.Equal("/Account/TwoStep", (await visitor.GetAsync(path)).Location);
        }

        var form = await visitor.GetAsync("/Account/TwoStep");
        Assert.Contains("does not fit", (await visitor.SubmitAsync(form, "Input.Code", ("Input.Code", "000000" == site.CodeNow(secret) ? "000001" : "000000"))).Text, StringComparison.Ordinal);
        Assert.Equal("/", (await visitor.GoOnAsync(await visitor.SubmitAsync(form, "Input.Code", ("Input.Code", site.CodeNow(secret))))).Location);
        Assert.NotEqual(halfCookie, visitor.Cookie("n"));
        Assert.True(await visitor.IsInAsync());

        // The same digits again, seen over her shoulder.
        using var thief = site.NewVisitor();
        await thief.SignInAsync("reader");
        form = await thief.GetAsync("/Account/TwoStep");
        Assert.Contains("does not fit", (await thief.SubmitAsync(form, "Input.Code", ("Input.Code", site.CodeNow(secret)))).Text, StringComparison.Ordinal);
        Assert.False(await thief.IsInAsync());

        // A backup code, once.
        Assert.Equal("/", (await thief.GoOnAsync(await thief.SubmitAsync(form, "Input.Code", ("Input.Code", codes[0])))).Location);
        using var second = site.NewVisitor();
        await second.SignInAsync("reader");
        Assert.Contains("does not fit", (await second.SubmitAsync(await second.GetAsync("/Account/TwoStep"), "Input.Code", ("Input.Code", codes[0]))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_open_session_ends_after_five_minutes()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = await site.SignedInAsync("reader");
        var (secret, _) = await owner.TurnTwoStepOnAsync(site);
        using var visitor = site.NewVisitor();
        await visitor.SignInAsync("reader");
        var form = await visitor.GetAsync("/Account/TwoStep");
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.StartsWith("/Account/SignIn", (await visitor.SubmitAsync(form, "Input.Code", ("Input.Code", site.CodeNow(secret)))).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recovery_keeps_the_second_step_and_a_lost_phone_needs_password_and_recovery_code()
    {
        await using var site = await TestSite.StartAsync();
        using var owner = site.NewVisitor();
        var (_, code) = await owner.SignUpAsync("reader");
        var (secret, _) = await owner.TurnTwoStepOnAsync(site);
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        using var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/Account/Recover");
        (string, string)[] typed = [("Input.UserName", "reader"), ("Input.Code", code), ("Input.Password", Another), ("Input.PasswordAgain", Another)];
        Assert.Contains("These do not match", (await visitor.SubmitAsync(form, "Input.Code", typed)).Text, StringComparison.Ordinal);

        await visitor.SignInAsync("reader");
        var second = await visitor.GetAsync("/Account/TwoStep");
        Assert.Contains("does not fit", (await visitor.SubmitAsync(second, "Input.Code", ("Input.Code", RecoveryCode.Create().ToString()))).Text, StringComparison.Ordinal);
        await visitor.SubmitAsync(second, "Input.Code", ("Input.Code", code));
        var (_, newCode) = await visitor.TypeCodeBackAsync(await visitor.OpenAsync("/Account"));
        Assert.NotEqual(code, newCode);
        Assert.True(await visitor.IsInAsync());
        Assert.False(await IsCodeAsync(site, "reader", code));
        Assert.Contains("Off", (await visitor.GetAsync("/Account")).Text, StringComparison.Ordinal);
        Assert.NotEmpty(secret);
    }

    [Fact]
    public async Task The_picture_for_the_app_comes_from_an_address_of_its_own_and_is_not_kept()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = await site.SignedInAsync("reader");
        var page = await visitor.StepUpAsync("/Account/TwoStepSetUp");
        Assert.Contains("src=\"/Account/TwoStepSetUp?handler=Picture\"", page.Html, StringComparison.Ordinal);
        using var picture = await visitor.Http.GetAsync("/Account/TwoStepSetUp?handler=Picture");
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", picture.Headers.CacheControl?.ToString());
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await picture.Content.ReadAsByteArrayAsync())[..4]);
    }

    private static async Task<(Guid CaseId, byte[] Grant, byte[] Plain)> GrantAsync(TestSite site, string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Users.SingleAsync(one => one.UserName == name);
        var outer = scope.ServiceProvider.GetRequiredService<ServerSecret>().Outer;
        using var key = CaseKey.Create(Guid.NewGuid(), 1, outer);
        return (key.CaseId, Grant.Seal(key, account.Id, account.PublicKey, outer), key.Key.ToArray());
    }

    private static async Task<byte[]> OpenAsync(TestSite site, string name, string password, Guid caseId, byte[] grant)
    {
        await using var scope = site.Services.CreateAsyncScope();
        using var keys = (await scope.ServiceProvider.GetRequiredService<PasswordCheck>().CheckAsync(name, password, default)).Keys;
        using var key = Grant.Open(grant, caseId, 1, keys!, scope.ServiceProvider.GetRequiredService<ServerSecret>().Outer);
        return key.Key.ToArray();
    }

    private static async Task<bool> IsCodeAsync(TestSite site, string name, string code)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        var account = await db.Users.SingleAsync(one => one.UserName == name);
        using var keys = await Wraps.OpenAsync(db, account, WrapKinds.Recovery, RecoveryCode.Parse(code)!.WrapKey(account.Id), scope.ServiceProvider.GetRequiredService<ServerSecret>().Outer, default);
        return keys is not null;
    }
}
