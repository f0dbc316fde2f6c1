using ContactLog.Data.Record;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ContactLog.Web.Cases;

/// <summary>
/// Somebody's access ended while a page or file was being made, and what was recorded since is under a key that the request does not hold: the browser
/// asks again. That comes to an end, for a key is always that of the newest epoch when it is opened. What was sent is not asked for again: it says itself what became of it.
/// </summary>
public sealed class AskAgain : IExceptionFilter
{
    /// <inheritdoc/>
    public void OnException(ExceptionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.HttpContext.Request;
        if (context.Exception is EpochPassedException && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            context.Result = new LocalRedirectResult(request.PathBase.Add(request.Path) + request.QueryString.ToUriComponent());
        }
    }
}
