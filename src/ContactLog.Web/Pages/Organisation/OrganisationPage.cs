using ContactLog.Data.Organisations;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Organisation;

/// <summary>
/// A page of the organisation that the reader belongs to. For everybody else there is no such page: an address that said
/// "forbidden" would tell a stranger that organisations are here.
/// </summary>
public abstract class OrganisationPage(CurrentUser me, Memberships memberships, Words words) : PageModel
{
    /// <summary>To what the reader belongs.</summary>
    public Belonging Mine { get; private set; } = null!;

    /// <summary>What was just done, for the line on top.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    /// <summary>Whether only a supervisor has this page.</summary>
    protected virtual bool ForSupervisors => false;

    /// <summary>Who belongs where.</summary>
    protected Memberships Memberships => memberships;

    /// <summary>The words.</summary>
    protected Words W => words;

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await memberships.FindAsync(me.Id, HttpContext.RequestAborted) is not { } mine || (ForSupervisors && !mine.IsSupervisor))
        {
            context.Result = NotFound();
            return;
        }

        Mine = mine;
        await next();
    }

    /// <summary>A step was refused: says why on top of the page.</summary>
    protected void Say(OrganisationStep step, string field = "") => ModelState.AddModelError(field, words["organisation.refused." + step.ToString().ToLowerInvariant()]);
}
