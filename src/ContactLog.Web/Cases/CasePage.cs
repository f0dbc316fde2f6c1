using System.Globalization;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Record;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Cases;

/// <summary>A page about her case. The case is open before the handler runs; without one she is led through the safety page to begin it.</summary>
public abstract class CasePage(CurrentCase current) : PageModel
{
    /// <summary>Her case.</summary>
    public CaseFile Case { get; protected set; } = null!;

    /// <summary>The way to append to it.</summary>
    protected CurrentCase Current => current;

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var me = HttpContext.RequestServices.GetRequiredService<CurrentUser>();
        await NoteStrangeAsync(me);
        try
        {
            if (await current.OpenAsync(HttpContext.RequestAborted, FromStore) is not { } file)
            {
                // Whoever came to read the case of another is led there, and not into beginning a record of their own.
                var cases = HttpContext.RequestServices.GetRequiredService<SharedCases>();
                context.Result = RedirectToPage(await cases.HasAnyAsync(me.Id, HttpContext.RequestAborted) ? "/Cases/Index" : "/Safety/Index");
                return;
            }

            Case = file;
        }
        catch (SealBrokenException)
        {
            // Sealed to the keys she had before the account was started over: the old password or code opens it.
            context.Result = RedirectToPage("/Account/Reopen");
            return;
        }
        catch (RecordBrokenException)
        {
            // Nothing is shown from a record that does not verify: a changed entry must not pass as hers.
            context.Result = RedirectToPage("/Record/Broken");
            return;
        }

        if (Refuse() is { } refused)
        {
            context.Result = refused;
            return;
        }

        await next();
    }

    /// <summary>
    /// A helper who sends the owner's forms, or opens her addresses, gets nothing of hers: these pages know no case but the reader's own. She is told that
    /// they tried, like on the pages of a shared case.
    /// </summary>
    private Task NoteStrangeAsync(CurrentUser me)
    {
        var sends = !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method);
        var texts = Request.RouteValues.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)).Concat(Request.Query.SelectMany(pair => pair.Value));

        // A form that was read for its token; one with files is not read here.
        if (HttpContext.Features.Get<IFormFeature>() is { Form: { } form })
        {
            texts = texts.Concat(form.SelectMany(pair => pair.Value));
        }

        List<Guid> named = [.. texts.Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];
        return HttpContext.RequestServices.GetRequiredService<LookLog>().TriedAsOwnerAsync(me.Id, named, sends ? Tries.NotAllowed : Tries.Outside, HttpContext.RequestAborted);
    }

    /// <summary>True for a page that says whether the record is whole: then the store itself is read, whatever was opened before.</summary>
    protected virtual bool FromStore => false;

    /// <summary>What to answer instead of the handler, when the open case does not hold what is asked for; null to go on.</summary>
    protected virtual IActionResult? Refuse() => null;
}
