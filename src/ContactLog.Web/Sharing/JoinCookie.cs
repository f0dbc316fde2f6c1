namespace ContactLog.Web.Sharing;

/// <summary>
/// Carries the secret of an invitation from the link through sign-in or sign-up, so that it stands in no further
/// address. For an hour, to this site only, out of reach of scripts.
/// </summary>
internal static class JoinCookie
{
    private const string Name = "j";

    public static string? Read(HttpContext context) => context.Request.Cookies[NameFor(context)];

    public static void Write(HttpContext context, string secret)
    {
        var options = Options(context);
        options.MaxAge = TimeSpan.FromHours(1);
        context.Response.Cookies.Append(NameFor(context), secret, options);
    }

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(NameFor(context), Options(context));

    private static string NameFor(HttpContext context) => context.Request.IsHttps ? "__Host-" + Name : Name;

    private static CookieOptions Options(HttpContext context) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
