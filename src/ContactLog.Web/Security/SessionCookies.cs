using ContactLog.Data.Accounts;

namespace ContactLog.Web.Security;

/// <summary>
/// The cookies of sign-in. Over TLS they are <c>__Host-</c> and Secure, so that no other site or subdomain can set or
/// read them. On loopback over plain HTTP they are not (Safari refuses Secure there), and nowhere else is one sent
/// without Secure. The names tell nothing.
/// </summary>
internal static class SessionCookies
{
    private const string Session = "n";
    private const string Device = "d";

    public static SessionTicket? Read(HttpContext context) => SessionTicket.Parse(context.Request.Cookies[Name(context, Session)]);

    public static void Write(HttpContext context, SessionTicket ticket) =>
        context.Response.Cookies.Append(Name(context, Session), ticket.ToString(), Options(context));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name(context, Session), Options(context));

    /// <summary>The token of a browser that has signed in before.</summary>
    public static string? ReadDevice(HttpContext context) => context.Request.Cookies[Name(context, Device)];

    public static void WriteDevice(HttpContext context, string token)
    {
        var options = Options(context);
        options.MaxAge = TimeSpan.FromDays(180);
        context.Response.Cookies.Append(Name(context, Device), token, options);
    }

    private static string Name(HttpContext context, string name) => context.Request.IsHttps ? "__Host-" + name : name;

    private static CookieOptions Options(HttpContext context)
    {
        // Her half of the key would cross the network for anyone to read.
        if (!context.Request.IsHttps && !Loopback.IsLocal(context))
        {
            throw new InvalidOperationException("A cookie without Secure is sent on loopback only.");
        }

        return new CookieOptions { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
    }
}
