using System.Globalization;
using ContactLog.Data.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ContactLog.Web.Security;

/// <summary>
/// The page asks for the password again unless that was done within the last five minutes: for export, share, delete
/// and credentials. Whoever picks up her unlocked phone can read the screen, but not carry the record away.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StepUpAttribute : Attribute, IAsyncResourceFilter
{
    /// <summary>True when the page may be looked at without, and only sending it asks.</summary>
    public bool PostOnly { get; set; }

    /// <summary>The one handler of the page that asks; null for all. Ending somebody's access must not wait for a password, giving more time must.</summary>
    public string? Handler { get; set; }

    /// <summary>
    /// Where to go after the password instead of back here, with <c>{seq}</c> and <c>{grant}</c> from the route: for downloads. A file
    /// leaves the browser standing on the page before it, and that would be the one with the password field.
    /// </summary>
    public string? Then { get; set; }

    /// <inheritdoc/>
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var http = context.HttpContext;
        var isPost = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        var sessions = http.RequestServices.GetRequiredService<Sessions>();

        // An address may name several handlers and the framework takes the first: whoever names this one anywhere is asked.
        var asks = Handler is null || http.Request.Query["handler"].Contains(Handler, StringComparer.OrdinalIgnoreCase);
        if (!asks || (PostOnly && !isPost) || (http.Features.Get<OpenSession>() is { } session && sessions.IsSteppedUp(session)))
        {
            await next();
            return;
        }

        // What was sent is kept meanwhile; after the password she sends it again with one button.
        var then = isPost
            ? await http.RequestServices.GetRequiredService<HeldForms>().TryHoldAsync(http, isAsked: true) ? "/Account/Held" : http.Request.PathBase + http.Request.Path
            : http.Request.PathBase + (Then is null ? http.Request.Path.ToString() : Routed(Then, "seq", "grant"));
        http.Response.Headers.Location = "/Account/StepUp?then=" + Uri.EscapeDataString(then);
        context.Result = new StatusCodeResult(StatusCodes.Status303SeeOther);

        string Routed(string path, params string[] names) =>
            names.Aggregate(path, (there, name) => there.Replace($"{{{name}}}", Convert.ToString(http.Request.RouteValues[name], CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }
}
