using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Hosting;

/// <summary>
/// The program's own fixed files (style, scripts, font, icon), carried inside the assembly. So they are there
/// however the program is started (run, built output, published, from any folder), and compression cannot answer
/// with nothing: the web SDK's compressed assets come as 200 with 0 bytes from unpublished output run as Production.
/// </summary>
public sealed partial class SiteAssets
{
    private const string Prefix = "wwwroot/";
    private readonly FrozenDictionary<string, File> _files;

    /// <summary>Reads every embedded file and its hash.</summary>
    public SiteAssets()
    {
        var assembly = typeof(SiteAssets).Assembly;
        var names = assembly.GetManifestResourceNames()
            .Select(name => (Name: name, Path: name.Replace('\\', '/')))
            .Where(one => one.Path.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(one => (one.Name, Path: "/" + one.Path[Prefix.Length..]))
            .ToList();
        var files = names.Where(one => !IsStyle(one.Path)).ToDictionary(one => one.Path, one => Made(one.Path, Read(assembly, one.Name)), StringComparer.Ordinal);

        // A style names its fonts by their hash too, or each page would ask whether they are still the same.
        foreach (var (name, path) in names.Where(one => IsStyle(one.Path)))
        {
            var style = NamedFile().Replace(Encoding.UTF8.GetString(Read(assembly, name)), match =>
            {
                var there = new Uri(new Uri("http://here" + path), match.Groups["file"].Value).AbsolutePath;
                return files.TryGetValue(there, out var file)
                    ? $"url({match.Groups["file"].Value}?v={file.Hash})"
                    : throw new InvalidOperationException($"{path} names '{there}', which is not under wwwroot.");
            });
            files.Add(path, Made(path, Encoding.UTF8.GetBytes(style)));
        }

        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
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
        foreach (var (name, packed) in file.Packed)
        {
            if (request.GetTypedHeaders().AcceptEncoding.Any(value => value.Value == name && value.Quality is null or > 0))
            {
                body = packed.Value;
                response.Headers.ContentEncoding = name;
                break;
            }
        }

        response.ContentLength = body.Length;
        if (HttpMethods.IsGet(request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }

        return true;
    }

    private static bool IsStyle(string path) => path.EndsWith(".css", StringComparison.Ordinal);

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static File Made(string path, byte[] plain)
    {
        var (type, compress) = Path.GetExtension(path) switch
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
        return new File(plain, type, Convert.ToHexStringLower(SHA256.HashData(plain))[..16], compress
            ?
            [
                ("br", new(() => Compress(plain, target => new BrotliStream(target, CompressionLevel.SmallestSize)))),
                ("gzip", new(() => Compress(plain, target => new GZipStream(target, CompressionLevel.SmallestSize)))),
            ]
            : []);
    }

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> open)
    {
        using var target = new MemoryStream();
        using (var packing = open(target))
        {
            packing.Write(plain);
        }

        return target.ToArray();
    }

    [GeneratedRegex(@"url\((?<file>[^)""']+)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex NamedFile();

    private sealed record File(byte[] Plain, string Type, string Hash, IReadOnlyList<(string Name, Lazy<byte[]> Bytes)> Packed);
}
