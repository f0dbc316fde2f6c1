using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;
using ContactLog.Web.Hosting;

namespace ContactLog.Web.Security;

/// <summary>
/// What an address says after its path - the filter, the words looked for, the part of a long list - sealed for her alone. It
/// stands in the history of a browser that somebody else may look through; there it is a word that nobody can read. Sealed where
/// an address leaves the program, opened where one arrives; in between and in the code a query is a query. And what a page says
/// once after a redirect ("saved") is in no address at all, so that reading the page again does not say it again.
/// </summary>
/// <remarks>
/// A list that is filtered by a form takes it by POST and redirects to the address with the filter: the browser's Back, its
/// reload and a second window then work without a script and without asking whether to send the form again.
/// </remarks>
internal static class SealedAddresses
{
    /// <summary>The name of the one sealed value of an address.</summary>
    public const string Name = "q";

    // A page's handler has to be named in the open: an address that does not open must never lead to another of its handlers.
    // Where she was going is an address of ours itself. The version of a fixed file and ids that nobody can guess tell nothing,
    // and those of two hundred files would be too long once they were sealed.
    private static readonly string[] s_open = ["handler", "then", "v", "more", "offer", Name];
    private static readonly string[] s_sealed = [Name];
    private static readonly string[] s_once = ["done", "over", "saved", "slow"];
    private static readonly TimeSpan s_onceFor = TimeSpan.FromMinutes(1);

    /// <summary>An address of the site as it is shown outside: its path in plain words, its query sealed when somebody is signed in.</summary>
    public static string Outward(HttpContext context, string address) => SealQuery(context, PlainPaths.Outward(address));

    /// <summary>The address of a redirect, without what is said once: that goes along in a cookie.</summary>
    public static string Redirect(HttpContext context, string location)
    {
        if (IsOurs(location) && location.Contains('?', StringComparison.Ordinal) && Addresses(context) is { } seal)
        {
            // What a page redirects to by its name has been sealed already.
            var (path, query, fragment) = Divide(location);
            var pairs = Pairs(query).SelectMany(pair => Is(pair, s_sealed) ? Pairs(seal.Open(pair[(Name.Length + 1)..]) ?? "") : [pair]).ToList();
            if (pairs.Where(pair => Is(pair, s_once)).ToList() is { Count: > 0 } once)
            {
                WriteOnce(context, PlainPaths.Inward(path), string.Join('&', once));
                location = Join(path, pairs.Where(pair => !once.Contains(pair, StringComparer.Ordinal)), fragment);
            }
        }

        return Outward(context, location);
    }

    /// <summary>The query as it arrived, for what has to be the same when it is sent again.</summary>
    public static QueryString Arrived(HttpContext context) => context.Features.Get<ArrivedQuery>()?.Query ?? context.Request.QueryString;

    /// <summary>True when the query was sealed: only then are words taken from it that somebody could have typed into an address.</summary>
    public static bool WasSealed(HttpContext context) => context.Features.Get<ArrivedQuery>() is { IsSealed: true };

    /// <summary>Opens what arrives. After the session is known, before any page.</summary>
    public static IApplicationBuilder UseSealedAddresses(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var request = context.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        // Most requests bring neither, and need no keys for this.
        if ((!request.Query.ContainsKey(Name) && !request.Cookies.ContainsKey(CookieName(context))) || Addresses(context) is not { } seal)
        {
            return next(context);
        }

        if (request.Query[Name].ToString() is { Length: > 0 } text)
        {
            var opened = seal.Open(text);
            if (opened is null && !isRead)
            {
                // Of another person, or of the keys she had before: what the form meant by it is not known.
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            context.Features.Set(new ArrivedQuery(request.QueryString, opened is not null));
            var others = Pairs(request.QueryString.Value![1..]).Where(pair => !Is(pair, s_sealed));
            request.QueryString = new QueryString(Join("", opened is null ? others : others.Append(opened), ""));
        }

        if (isRead && ReadOnce(context, seal) is { } once)
        {
            context.Features.Set(new ArrivedQuery(Arrived(context), WasSealed(context)));
            request.QueryString = request.QueryString.Add(new QueryString("?" + once));
        }

        return next(context);
    });

    private static string SealQuery(HttpContext context, string address)
    {
        if (!IsOurs(address) || !address.Contains('?', StringComparison.Ordinal) || context.Features.Get<OpenSession>() is not { State: SessionState.Open })
        {
            return address;
        }

        var (path, query, fragment) = Divide(address);
        var pairs = Pairs(query);
        var telling = pairs.Where(pair => !Is(pair, s_open)).ToList();
        if (telling.Count == 0)
        {
            return address;
        }

        // Without keys, or too long for an address, it is left out: it never goes out in the open.
        var text = string.Join('&', telling);
        var open = pairs.Where(pair => Is(pair, s_open));
        return Join(path, text.Length <= AddressSeal.Longest && Addresses(context) is { } seal ? open.Append(Name + "=" + seal.Seal(text)) : open, fragment);
    }

    private static AddressSeal? Addresses(HttpContext context)
    {
        if (context.Features.Get<OpenSession>() is not { State: SessionState.Open })
        {
            return null;
        }

        try
        {
            return context.RequestServices.GetRequiredService<CurrentUser>().Addresses;
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }

    private static string? ReadOnce(HttpContext context, AddressSeal seal)
    {
        if (seal.Open(context.Request.Cookies[CookieName(context)]) is not { } said ||
            said.Split('?') is not [var path, var once] || !path.Equals(context.Request.PathBase + context.Request.Path, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        context.Response.Cookies.Delete(CookieName(context), CookieSettings(context));
        return once;
    }

    private static void WriteOnce(HttpContext context, string path, string once)
    {
        var settings = CookieSettings(context);
        settings.MaxAge = s_onceFor;
        context.Response.Cookies.Append(CookieName(context), Addresses(context)!.Seal(path + "?" + once), settings);
    }

    private static string CookieName(HttpContext context) => context.Request.IsHttps ? "__Host-o" : "o";

    private static CookieOptions CookieSettings(HttpContext context) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    private static bool IsOurs(string address) => address is ['/'] or ['/', not ('/' or '\\'), ..];

    private static string[] Pairs(string query) => query.Split('&', StringSplitOptions.RemoveEmptyEntries);

    private static bool Is(string pair, string[] names) => names.Contains(pair.Split('=')[0], StringComparer.OrdinalIgnoreCase);

    private static (string Path, string Query, string Fragment) Divide(string address)
    {
        var fragment = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? hash : address.Length;
        var query = address.IndexOf('?', 0, fragment) is >= 0 and var mark ? mark : fragment;
        return (address[..query], query < fragment ? address[(query + 1)..fragment] : "", address[fragment..]);
    }

    private static string Join(string path, IEnumerable<string> pairs, string fragment) =>
        string.Join('&', pairs.Where(pair => pair.Length > 0)) is { Length: > 0 } query ? $"{path}?{query}{fragment}" : path + fragment;

    private sealed record ArrivedQuery(QueryString Query, bool IsSealed);
}
