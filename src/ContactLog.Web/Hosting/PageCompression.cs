using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Hosting;

/// <summary>
/// Pages are sent small, and so that their length tells nothing about what is in them
/// (<c>docs/decisions/compressed-pages.md</c>). Fixed files are not its business: <see cref="SiteAssets"/> holds them compressed.
/// </summary>
public static class PageCompression
{
    /// <summary>
    /// The most bytes added to a page at random. Words that repeat a secret of the page shorten it by about as many bytes
    /// as they are long; a spread of this size takes some hundred answers, all else being equal, to see through.
    /// </summary>
    public const int MostPadding = 384;

    internal static IServiceCollection AddPageCompression(this IServiceCollection services) => services
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            // Pages only. What she uploaded and what she downloads is compressed already, or is nobody's to guess at.
            options.MimeTypes = ["text/html"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        })
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);

    internal static IApplicationBuilder UsePageCompression(this IApplicationBuilder app) =>
        app.UseWhen(context => IsAskedForHere(context.Request), hers => hers.UseResponseCompression().Use(PadAsync));

    /// <summary>
    /// Whether she herself or a page of ours caused the request, as the browser says in a header that no page can set.
    /// Stops BREACH: another site, or another host beside ours, that lets her browser ask for page after page with a guess in
    /// the address, and watches on the way which answer is shorter, gets answers whose length does not follow from what
    /// repeats in them. A browser that does not say it gets whole pages too.
    /// </summary>
    private static bool IsAskedForHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none";

    /// <summary>
    /// Adds a remark of random length. The person she writes about may stand on the same network, and chose words that now
    /// stand beside hers: whether they repeat a number or an address of hers must not show in one answer's length.
    /// </summary>
    private static async Task PadAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response.Headers.ContainsKey(HeaderNames.ContentEncoding) && !HttpMethods.IsHead(context.Request.Method)
            && context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
        {
            // Random, so that it does not compress away; letters of six bits each take about three quarters of a byte.
            var random = RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(MostPadding + 1));
            await context.Response.WriteAsync($"<!--{WebEncoders.Base64UrlEncode(random)}-->", context.RequestAborted);
        }
    }
}
