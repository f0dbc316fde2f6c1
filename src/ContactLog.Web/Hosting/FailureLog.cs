using Microsoft.AspNetCore.Diagnostics;

namespace ContactLog.Web.Hosting;

/// <summary>
/// Writes down that a page failed, and where in the program: kind, page and stack, never the message, which can
/// quote what was typed. The answer itself is the plain error page.
/// </summary>
internal sealed class FailureLog(ILogger<FailureLog> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (OperationCanceledException or BadHttpRequestException))
        {
            log.LogError("{Failure} on {Page}\n{Stack}", exception.GetType().Name, (httpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, exception.StackTrace);
        }

        return ValueTask.FromResult(false);
    }
}
