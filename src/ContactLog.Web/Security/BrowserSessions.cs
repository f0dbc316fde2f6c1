using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;

namespace ContactLog.Web.Security;

/// <summary>Begins and renews sessions in the browser: row, cookie and known device together.</summary>
public sealed class BrowserSessions(Sessions sessions, KnownDevices devices, IHttpContextAccessor accessor)
{
    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>After the password: opens a session, or half opens it when a second step is to come.</summary>
    public async Task BeginAsync(Account account, UserKeys keys, bool halfOpen, SessionNotes? notes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        var before = Http.Features.Get<OpenSession>();
        var ticket = await sessions.BeginAsync(account, keys, halfOpen, Places.Of(Http), notes, cancel);

        // A form that came too late to the locked session of the same account moves over; any other session of this browser ends.
        if (before is not null)
        {
            if (before.UserId == account.Id)
            {
                await sessions.TakeOverAsync(before, ticket, cancel);
            }
            else if (SessionCookies.Read(Http) is { } old)
            {
                await sessions.EndAsync(old, Places.Of(Http), cancel);
            }
        }

        SessionCookies.Write(Http, ticket);
        if (!halfOpen)
        {
            await RememberAsync(account.Id, cancel);
        }
    }

    /// <summary>After the second step.</summary>
    public async Task CompleteAsync(OpenSession session, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(session);
        SessionCookies.Write(Http, await sessions.CompleteAsync(session, Places.Of(Http), cancel));
        await RememberAsync(session.UserId, cancel);
    }

    /// <summary>After the password was asked for again.</summary>
    public async Task StepUpAsync(OpenSession session, CancellationToken cancel) =>
        SessionCookies.Write(Http, await sessions.StepUpAsync(session, cancel));

    private async Task RememberAsync(Guid userId, CancellationToken cancel)
    {
        var token = SessionCookies.ReadDevice(Http) is { Length: 22 } known ? known : KnownDevices.NewToken();
        await devices.RememberAsync(token, userId, cancel);
        SessionCookies.WriteDevice(Http, token);
    }
}
