using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Hosting;

/// <summary>
/// The program's own fixed files (style, scripts, font, icon), carried inside the assembly. So they are there
/// however the program is started (run, built output, published, from any folder), and compression cannot answer
/// with nothing: the web SDK's compressed assets come as 200 with 0 bytes from unpublished output run as Production.
/// </summary>
public sealed class SiteAssets
{
    private const string Prefix = "wwwroot/";
    private readonly FrozenDictionary<string, File> _files;

    /// <summary>Reads every embedded file and its hash.</summary>
    public SiteAssets()
    {
        var assembly = typeof(SiteAssets).Assembly;
        _files = assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => "/" + name[Prefix.Length..], name => Read(assembly, name), StringComparer.Ordinal);
    }

    /// <summary>The paths, from the site's root.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>The address of a file with the hash of its content, so that browsers may keep it for ever.</summary>
    /// <exception cref="ArgumentException">There is no such file: a defect of the page.</exception>
    public string Address(string path) => _files.TryGetValue("/" + path, out var file)
        ? $"/{path}?v={file.Hash}"
        : throw new ArgumentException($"There is no file '{path}' under wwwroot.", nameof(path));

    internal async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || !_files.TryGetValue(request.Path.Value ?? "", out var file))
        {
            return false;
        }

        SecurityHeaders.MayBeKept(context, request.Query["v"] == file.Hash ? "public, max-age=31536000, immutable" : "no-cache");
        response.Headers.ETag = $"\"{file.Hash}\"";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.ContentType = file.Type;
        if (request.Headers.IfNoneMatch.ToString().Contains(file.Hash, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        var body = file.Plain;
        if (file.Brotli.Value is { } brotli && request.GetTypedHeaders().AcceptEncoding.Any(value => value.Value == "br" && value.Quality is null or > 0))
        {
            body = brotli;
            response.Headers.ContentEncoding = "br";
        }

        response.ContentLength = body.Length;
        if (HttpMethods.IsGet(request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }

        return true;
    }

    private static File Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? assembly.GetManifestResourceStream(name.Replace('/', '\\'))!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        var plain = buffer.ToArray();
        var (type, compress) = Path.GetExtension(name) switch
        {
            ".css" => ("text/css; charset=utf-8", true),
            ".js" => ("text/javascript; charset=utf-8", true),
            ".svg" => ("image/svg+xml", true),
            ".txt" => ("text/plain; charset=utf-8", true),
            ".woff2" => ("font/woff2", false),
            ".png" => ("image/png", false),
            ".ico" => ("image/x-icon", false),
            var other => throw new InvalidOperationException($"A file under wwwroot has the unknown kind '{other}'."),
        };
        return new File(plain, type, Convert.ToHexStringLower(SHA256.HashData(plain))[..16], new Lazy<byte[]?>(() => compress ? Compress(plain) : null));
    }

    private static byte[] Compress(byte[] plain)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.SmallestSize))
        {
            brotli.Write(plain);
        }

        return target.ToArray();
    }

    private sealed record File(byte[] Plain, string Type, string Hash, Lazy<byte[]?> Brotli);
}
