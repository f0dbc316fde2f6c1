using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Pages;

/// <summary>
/// "Exit this page": ends the session if there is one and shows an everyday site. A plain GET for anybody, so that
/// it works without script and from a page whose session is already over.
/// </summary>
/// <remarks>
/// A GET that ends a session may be called from another site. That is accepted: it can only sign her out, never act
/// for her, and the cookie is SameSite=Strict, so the server-side session is not even named by such a request.
/// </remarks>
[AllowAnonymous]
public sealed class LeaveModel(IOptions<SiteOptions> site, IAuthenticationSchemeProvider schemes, ILogger<LeaveModel> log) : PageModel
{
    /// <summary>Leaves.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        // A browser that fetches ahead must not sign her out.
        if (Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase))
        {
            return StatusCode(StatusCodes.Status204NoContent);
        }

        // The default scheme's sign-out deletes the session's row and its cookie.
        if (await schemes.GetDefaultSignOutSchemeAsync() is { } scheme)
        {
            try
            {
                await HttpContext.SignOutAsync(scheme.Name);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Whatever is broken behind, she leaves now; the browser still forgets its half of the key below.
                log.LogError("The session could not be ended on leaving ({Failure})", failure.GetType().Name);
            }
        }

        // Not "cache": clearing it can hold up the answer for seconds, and nothing of hers is in it (no-store).
        Response.Headers["Clear-Site-Data"] = "\"cookies\", \"storage\"";
        Response.Headers.Location = site.Value.ExitUrl.AbsoluteUri;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
