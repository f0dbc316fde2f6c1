using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using ContactLog.Data.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Security;

/// <summary>
/// Authentication by the session row. A cookie alone proves nothing once the row is gone: a copy taken before sign-out
/// is dead after it. A half-open or locked session is nobody to every page but the ones that finish or renew it.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    Sessions sessions,
    HeldForms heldForms) : SignOutAuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Scheme_ = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookies.Read(Context) is not { } ticket || await sessions.FindAsync(ticket, Context.RequestAborted) is not { } session)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(session);
        if (session.State != SessionState.Open)
        {
            return AuthenticateResult.NoResult();
        }

        var identity = new ClaimsIdentity(Scheme_);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, session.UserId.ToString("N", CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(ClaimTypes.Name, session.UserName));
        if (session.IsReady)
        {
            identity.AddClaim(new Claim(AccountPolicies.Ready, "yes"));
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme_));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // A script that fetches is told so; a page where data was expected would be shown or stored as data.
        var mode = Request.Headers["Sec-Fetch-Mode"].ToString();
        // A page that was left open brings along what was being typed, and the server, whose clock began earlier, has locked by itself.
        var locks = HttpMethods.IsPost(Request.Method) && Request.Path.Equals(HeldForms.LockPath, StringComparison.OrdinalIgnoreCase);
        if (mode.Length > 0 && mode != "navigate" && !locks)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (Context.Features.Get<OpenSession>() is { State: SessionState.HalfOpen })
        {
            Response.Redirect("/Account/TwoStep");
            return;
        }

        var then = Request.PathBase + Request.Path;
        if (!HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
        {
            // She wrote, the session locked meanwhile: what she wrote is kept and offered again after sign-in.
            var isHeld = await heldForms.TryHoldAsync(Context)
                || (locks && Context.Features.Get<OpenSession>() is { } session && (await heldForms.AllAsync(session, Context.RequestAborted)).Count > 0);
            then = isHeld ? "/Account/Held" : "/";
        }

        if (locks)
        {
            Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        }

        // The path only: what she searched for or filtered by does not go through a second address.
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = then == "/" ? "/Account/SignIn" : "/Account/SignIn?then=" + Uri.EscapeDataString(then);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        // Signed in, but the recovery code was never typed back: an account that could lose everything takes no entries.
        if (Context.Features.Get<OpenSession>() is { State: SessionState.Open, IsReady: false })
        {
            Response.StatusCode = StatusCodes.Status303SeeOther;
            Response.Headers.Location = "/Account/RecoveryCode";
        }
        else
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Task.CompletedTask;
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        // First the cookie: should the row not go, her browser at least has forgotten its half.
        SessionCookies.Delete(Context);
        if (SessionCookies.Read(Context) is { } ticket)
        {
            await sessions.EndAsync(ticket, Places.Of(Context), CancellationToken.None);
        }
    }
}

/// <summary>Names of authorization rules.</summary>
public static class AccountPolicies
{
    /// <summary>Signed in, whether or not the recovery code was typed back.</summary>
    public const string SettingUp = "setting-up";

    internal const string Ready = "ready";
}
