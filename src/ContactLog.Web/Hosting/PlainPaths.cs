using System.Collections.Frozen;
using System.Text;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactLog.Web.Hosting;

/// <summary>
/// Addresses that fit a notebook. The folders of the pages are named for what they are (<c>Incidents</c>, <c>Boundaries</c>);
/// in the browser's address bar and in its history, where someone who looks over her shoulder or through her phone reads them, other words stand in
/// for them. They are put in where an address leaves the program and taken out where one arrives; in between, and in the
/// code, every address has its own name. An address by its own name is still understood: links from before go on working.
/// What follows the path is <see cref="SealedAddresses"/>' part.
/// </summary>
public static class PlainPaths
{
    // A word of ours, and the one that stands in for it. Both sides are used once (PlainPathsTests), so that nothing is lost on the way back.
    // What is not here is as plain as it is: Account, Dates, Add, Edit ….
    private static readonly (string Ours, string Plain)[] s_words =
    [
        ("Boundaries", "Rules"),
        ("Bundle", "Set"),
        ("Case", "Book"),
        ("Cases", "Shelf"),
        ("Checklist", "List"),
        ("Contacts", "Names"),
        ("Exhibits", "Files"),
        ("Import", "Load"),
        ("Incidents", "Notes"),
        ("Journal", "Diary"),
        ("Orders", "Papers"),
        ("Organisation", "Group"),
        ("Pattern", "Charts"),
        ("Plan", "Tasks"),
        ("Record", "Log"),
        ("Redactions", "Blanks"),
        ("Report", "Print"),
        ("Responses", "Steps"),
        ("Safety", "Tips"),
        ("Share", "Others"),
        ("Stamps", "Clocks"),
        ("Statement", "Letter"),
        ("Support", "Friends"),
        ("Timeline", "Days"),
        ("Verify", "Compare"),
        ("Withdraw", "Away"),
        ("WithdrawPoint", "AwayPoint"),
        ("Wording", "Draft"),
    ];

    private static readonly FrozenDictionary<string, string> s_outward = s_words.ToFrozenDictionary(word => word.Ours, word => word.Plain, StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, string> s_inward = s_words.ToFrozenDictionary(word => word.Plain, word => word.Ours, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every word that has another one standing in for it, and that one.</summary>
    internal static IReadOnlyList<(string Ours, string Plain)> Words => s_words;

    /// <summary>An address of the site as it is shown outside: a path, or an absolute address; what follows the path stays as it is.</summary>
    public static string Outward(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Translate(address, s_outward);
    }

    /// <summary>An address as the program knows it. One that is by our own names already stays as it is.</summary>
    public static string Inward(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Translate(address, s_inward);
    }

    /// <summary>Links and forms that the pages make go out in other words.</summary>
    public static IServiceCollection AddPlainPaths(this IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IUrlHelperFactory>(_ => new OutwardUrls(new UrlHelperFactory())));
        return services;
    }

    /// <summary>Takes every address that arrives for what it stands for, and lets none go out by name in a redirect. Before routing.</summary>
    public static IApplicationBuilder UsePlainPaths(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path.Value is { Length: > 1 } path)
        {
            context.Request.Path = Inward(path);
        }

        context.Response.OnStarting(
            static state =>
            {
                var context = (HttpContext)state;
                if (context.Response.Headers.Location.ToString() is { Length: > 1 } location)
                {
                    context.Response.Headers.Location = SealedAddresses.Redirect(context, Then(location));
                }

                return Task.CompletedTask;
            },
            context);
        return next(context);
    });

    // Where she was going when she was asked for her password travels along in the query.
    private static string Then(string location)
    {
        var at = location.IndexOf("?then=", StringComparison.Ordinal);
        return at < 0 ? location : QueryHelpers.AddQueryString(Outward(location[..at]), "then", Outward(QueryHelpers.ParseQuery(location[at..])["then"].ToString()));
    }

    private static string Translate(string address, FrozenDictionary<string, string> words)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme && address.IndexOfAny(['/', '?', '#']) == scheme + 1
            ? address.IndexOf('/', scheme + 3)
            : address.StartsWith("//", StringComparison.Ordinal) ? -1 : address.IndexOf('/');
        if (start < 0)
        {
            return address;
        }

        var end = address.IndexOfAny(['?', '#']) is >= 0 and var tail ? tail : address.Length;
        if (end <= start)
        {
            return address;
        }

        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        StringBuilder? changed = null;
        for (var at = start; at < end;)
        {
            var next = address.IndexOf('/', at + 1, end - at - 1) is >= 0 and var slash ? slash : end;
            var segment = address.AsSpan(at + 1, next - at - 1);
            if (lookup.TryGetValue(segment, out var other))
            {
                changed ??= new StringBuilder(address, 0, at, address.Length + 16);

                // A value in the path that is written like one of the words stays small: it is compared letter by letter.
                changed.Append('/').Append(char.IsAsciiLetterLower(segment[0]) ? other.ToLowerInvariant() : other);
            }
            else
            {
                changed?.Append('/').Append(segment);
            }

            at = next;
        }

        return changed?.Append(address, end, address.Length - end).ToString() ?? address;
    }

    private sealed class OutwardUrls(UrlHelperFactory inner) : IUrlHelperFactory
    {
        public IUrlHelper GetUrlHelper(ActionContext context) => new OutwardUrl(inner.GetUrlHelper(context));
    }

    private sealed class OutwardUrl(IUrlHelper inner) : IUrlHelper
    {
        public ActionContext ActionContext => inner.ActionContext;

        public string? Action(UrlActionContext actionContext) => Outside(inner.Action(actionContext));

        // Left as it is: the framework's own helper for "~/" looks for what it put in. TagHelpers/PlainAddress changes what comes of it.
        public string? Content(string? contentPath) => inner.Content(contentPath);

        public bool IsLocalUrl(string? url) => inner.IsLocalUrl(url);

        public string? Link(string? routeName, object? values) => Outside(inner.Link(routeName, values));

        public string? RouteUrl(UrlRouteContext routeContext) => Outside(inner.RouteUrl(routeContext));

        private string? Outside(string? address) => address is null ? null : SealedAddresses.Outward(ActionContext.HttpContext, address);
    }
}
