using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages;

/// <summary>
/// The plain page for whatever goes wrong: what happened, that nothing was lost, what next. It says the same for a
/// foreign and a missing thing, and never a word of the request: an error page must not show or reflect content.
/// </summary>
/// <remarks>
/// Reached by re-execution with the method of the failed request, so a POST arrives here without a valid token;
/// it does nothing but show words.
/// </remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    /// <summary>
    /// The status; asked for directly it is "not found", like any page that is not there. Never bound: binding reads the
    /// form of the failed request, and that spills an upload to a file in plain text.
    /// </summary>
    public int? Code { get; private set; }

    /// <summary>The beginning of the keys of this page's words.</summary>
    public string Words => Code switch
    {
        StatusCodes.Status400BadRequest => "error.bad",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound or null => "error.missing",
        StatusCodes.Status413PayloadTooLarge => "error.large",
        StatusCodes.Status429TooManyRequests => "error.busy",
        StatusCodes.Status507InsufficientStorage => "error.full",
        >= 400 and < 500 => "error.bad",
        _ => "error.broken",
    };

    /// <summary>Sets the status when the page is asked for by its own address.</summary>
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Code = null;
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else
        {
            // Refused and missing look the same from outside: no list of what exists can be made by guessing.
            if (Response.StatusCode == StatusCodes.Status403Forbidden)
            {
                Response.StatusCode = StatusCodes.Status404NotFound;
            }

            Code = Response.StatusCode;
        }
    }
}
