using System.Net;

namespace ContactLog.Web.Security;

/// <summary>Whether a request stays on this machine, by the connection and by the name it asks for.</summary>
internal static class Loopback
{
    // A proxy that nobody declared passes some of these on, and everybody behind it would seem to sit at this machine.
    private static readonly string[] Passed = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via"];

    /// <summary>
    /// Both must hold. The connection alone is not enough: behind a proxy on this machine everybody comes from it. The
    /// name alone is not enough either: anybody can send any. A request that shows that it was passed on is not local;
    /// of a declared proxy the headers it is believed for have been taken away before.
    /// </summary>
    public static bool IsLocal(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress;
        var host = context.Request.Host.Host.Trim('[', ']');
        return !Passed.Any(context.Request.Headers.ContainsKey) &&
            (from is null || IPAddress.IsLoopback(from)) &&
            (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named)));
    }
}
