using ContactLog.Data.Sharing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Record;
using ContactLog.Domain.Sharing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Sharing;

/// <summary>
/// A page about a case that is shared with the reader. The scope is applied before the handler runs. The owner may look
/// at the same page as the member sees it; then nothing is written down, and nothing can be sent.
/// </summary>
public abstract class SharedPage(SharedCase shared) : PageModel
{
    /// <summary>The grant.</summary>
    [BindProperty(SupportsGet = true, Name = "grant")]
    public Guid Grant { get; set; }

    /// <summary>What is seen of the case.</summary>
    public CaseFile Case => Scoped.File;

    /// <summary>The case with its scope.</summary>
    public ScopedCase Scoped => shared.Opened.Case!;

    /// <summary>What the owner decided.</summary>
    public ShareTerms Terms => shared.Opened.Terms!;

    /// <summary>Until when.</summary>
    public DateTimeOffset Until => shared.Opened.Until;

    /// <summary>The owner's account.</summary>
    public Guid OwnerId => shared.Opened.OwnerId;

    /// <summary>The owner looks at it as the member sees it.</summary>
    public bool IsOwner => shared.Opened.IsOwner;

    /// <summary>The shared case.</summary>
    protected SharedCase Shared => shared;

    /// <summary>Whether somebody in this role may be on this page at all.</summary>
    protected virtual bool Admits(ShareRole role) => role != ShareRole.Witness;

    /// <summary>True for a page whose form only asks: the owner may send it too, to see what the member finds.</summary>
    protected virtual bool OnlyAsks => false;

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var cancel = HttpContext.RequestAborted;
        OpenedShare opened;
        try
        {
            opened = await shared.OpenAsync(Grant, cancel);
        }
        catch (RecordBrokenException)
        {
            context.Result = RefusedBroken();
            return;
        }

        if (opened.State != SharedState.Open)
        {
            context.Result = opened.State == SharedState.Missing
                ? NotFound()
                : RedirectToPage("/Cases/Index", new { over = opened.State == SharedState.Over ? "over" : "keys" });
            return;
        }

        // A made-up form: to a page that takes none, from the owner's look through another's eyes, or beyond the role.
        var sends = !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method);
        if (!Admits(Terms.Scope.Role) || (sends && (context.HandlerMethod is null || (IsOwner && !OnlyAsks))))
        {
            await shared.TriedAsync(Tries.NotAllowed, cancel);
            context.Result = NotFound();
            return;
        }

        // Where the handler reads the store itself, the page may have opened from the copy of a while ago.
        var done = await next();
        if (done.Exception is RecordBrokenException)
        {
            done.ExceptionHandled = true;
            done.Result = RefusedBroken();
        }
    }

    private RedirectToPageResult RefusedBroken() => RedirectToPage("/Cases/Index", new { over = "broken" });

    /// <summary>Answers like nothing for what is outside the scope, and writes down that it was asked for.</summary>
    protected async Task<IActionResult> OutsideAsync(CancellationToken cancel)
    {
        await shared.TriedAsync(Tries.Outside, cancel);
        return NotFound();
    }
}
