using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace ContactLog.Web.Uploads;

/// <summary>
/// On a page that takes files: nobody but <see cref="UploadReader"/> reads the body. The framework would read
/// the whole form to look for its token or its values, and put everything above 64 KB into a temporary file
/// in the clear. So the form it sees is empty, for the error pages of the request too, and the page must call
/// the reader, which checks the token itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StreamedFormAttribute : Attribute, IResourceFilter, IAntiforgeryPolicy, IOrderedFilter
{
    /// <summary>After the framework's own antiforgery filter: the last policy in the list is the one in force.</summary>
    public int Order => 1001;

    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!HttpMethods.IsPost(context.HttpContext.Request.Method))
        {
            return;
        }

        context.HttpContext.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));

        // The limit is per file and stands in the reader; the server's own (30 MB for a whole body) is lifted for this page only.
        // Its slowest rate (240 bytes a second) stays: a sender who drips bytes must not hold a connection for ever.
        if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
