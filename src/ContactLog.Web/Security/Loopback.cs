using System.Net;

namespace ContactLog.Web.Security;

/// <summary>Whether a request stays on this machine, by the connection and by the name it asks for.</summary>
internal static class Loopback
{
    /// <summary>
    /// Both must hold. The connection alone is not enough: behind a proxy on this machine everybody comes from it. The
    /// name alone is not enough either: anybody can send any.
    /// </summary>
    public static bool IsLocal(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress;
        var host = context.Request.Host.Host.Trim('[', ']');
        return (from is null || IPAddress.IsLoopback(from)) &&
            (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named)));
    }
}
