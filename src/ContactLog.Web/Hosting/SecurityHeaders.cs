using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Hosting;

/// <summary>
/// The headers of every answer, in one place that reads as the policy: pages, files, redirects, errors and
/// "not found" alike. A handler may set a stricter <c>Content-Security-Policy</c> (served exhibits do);
/// everything else is fixed here.
/// </summary>
public static class SecurityHeaders
{
    private static readonly object NonceKey = new();
    private static readonly object CacheableKey = new();

    /// <summary>What a page of ours may load and do. Nothing from anywhere else, and no script that did not get this answer's nonce.</summary>
    private static string ContentPolicy(string nonce) => string.Join("; ",
        "default-src 'none'",
        // Stops injected script: only what our own layout names carries the nonce; no inline handlers, no eval.
        $"script-src 'nonce-{nonce}' 'strict-dynamic'",
        "require-trusted-types-for 'script'",
        // Stops injected style that reads a page out by background pictures.
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        // Stops an injected form or base from sending what she types elsewhere.
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        // Stops clicks being stolen through a frame.
        "frame-ancestors 'none'");

    private static readonly (string Name, string Value)[] Fixed =
    [
        // A file is what we say it is, never what a browser guesses: stops an upload from becoming a page.
        ("X-Content-Type-Options", "nosniff"),
        // The neutral page she leaves for must not learn where she came from.
        ("Referrer-Policy", "no-referrer"),
        // No other site shares a process or a window handle with the record, or embeds parts of it.
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Embedder-Policy", "require-corp"),
        ("X-Frame-Options", "DENY"),
        ("X-Robots-Tag", "noindex, nofollow, noarchive"),
        ("Permissions-Policy", "accelerometer=(), ambient-light-sensor=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), "
            + "clipboard-read=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), "
            + "identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), "
            + "picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), "
            + "storage-access=(), usb=(), web-share=(), xr-spatial-tracking=()"),
    ];

    private const string Transport = "max-age=31536000; includeSubDomains";

    /// <summary>
    /// Adds the headers to everything that follows; must come first. They are set when the answer starts,
    /// because the error handler clears what was set before it.
    /// </summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Apply((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    /// <summary>The nonce of this answer, for scripts that our own pages name.</summary>
    public static string Nonce(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items[NonceKey] is not string nonce)
        {
            context.Items[NonceKey] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        }

        return nonce;
    }

    /// <summary>Says that this answer is one of the program's own fixed files and may be kept by the browser.</summary>
    internal static void MayBeKept(HttpContext context, string cacheControl) => context.Items[CacheableKey] = cacheControl;

    private static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        foreach (var (name, value) in Fixed)
        {
            headers[name] = value;
        }

        if (!headers.ContainsKey(HeaderNames.ContentSecurityPolicy))
        {
            headers.ContentSecurityPolicy = ContentPolicy(Nonce(context));
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = Transport;
        }

        // Nothing she wrote or looked at may lie in the browser's store, or come back by its Back button.
        headers.CacheControl = context.Items[CacheableKey] as string ?? "no-store";
        headers.Remove(HeaderNames.Pragma);
        headers.Remove(HeaderNames.Expires);
    }
}
