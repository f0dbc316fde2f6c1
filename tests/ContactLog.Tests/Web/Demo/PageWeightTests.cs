using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;
using ContactLog.Web.Demo;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Demo;

/// <summary>
/// Every page of the demo as a browser gets it: its own bytes and headers, and those of every style, script, font and drawing
/// that it names, both fonts although most pages need one. What she asked to see herself (her exhibits) is not part of a page.
/// </summary>
[Collection(DemoCollection.Name)]
public sealed partial class PageWeightTests(BuiltDemo demo)
{
    private const int MostAtFirst = 100_000;
    private const int MostAfterwards = 30_000;

    // Leaving ends the session; files are not pages; a report takes as long as a report takes.
    private static readonly string[] s_passed = ["/leave", "/Account/SignOut", "/Exhibits/File", "/Report/Pdf", "/Report/Bundle", "/Report/Sheet", "/Verify/Tool", "/healthz", "/readyz"];
    private static readonly string[] s_starts = ["/", "/Timeline", "/Help", "/Safety", "/Safety/Here", "/Account", "/Case/Edit", "/Import", "/Report", "/Record", "/nothing/here"];
    private static readonly string[] s_forAnybody = ["/Account/SignIn", "/Account/SignUp", "/Account/Forgot", "/Account/Recover", "/Account/Reset", "/Help"];

    private readonly Dictionary<string, (int Bytes, bool Kept)> _parts = new(StringComparer.Ordinal);

    [Fact]
    public async Task Every_page_is_light_on_the_first_visit_and_lighter_afterwards()
    {
        await using var app = Server.Build(demo.Installation, ServeOptions.Read("http://127.0.0.1:0", new ConfigurationBuilder().Build()), builder => builder.Configuration["Log:Console"] = "false");
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var anybody = Browser(address, new());
        using var she = Browser(address, await SignedInAsync(app, address));

        var pages = new Dictionary<string, (int First, int After)>(StringComparer.Ordinal);
        foreach (var path in s_forAnybody)
        {
            await WeighAsync(anybody, path, "anybody ", pages);
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<string>(s_starts);
        while (waiting.TryDequeue(out var path))
        {
            if (!s_passed.Any(passed => path.StartsWith(passed, StringComparison.OrdinalIgnoreCase)) && seen.Add(Kind(path)))
            {
                foreach (var link in await WeighAsync(she, path, "", pages))
                {
                    waiting.Enqueue(link);
                }
            }
        }

        await app.StopAsync();
        Assert.True(pages.Count > 80, "Only these were reached: " + string.Join(", ", pages.Keys));
        Assert.Contains("/Timeline", pages.Keys);
        var heavy = pages.Where(page => page.Value.First > MostAtFirst || page.Value.After > MostAfterwards).Select(page => $"{page.Key}: {page.Value.First} at first, {page.Value.After} afterwards");
        Assert.Empty(heavy);
    }

    private async Task<IReadOnlyList<string>> WeighAsync(HttpClient browser, string path, string who, Dictionary<string, (int First, int After)> pages)
    {
        using var answer = await GetAsync(browser, path, "br");
        if (answer.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return [];
        }

        var sent = await answer.Content.ReadAsByteArrayAsync();
        var html = Encoding.UTF8.GetString(Unpacked(answer, sent));
        var (first, after) = (Headers(answer) + sent.Length, Headers(answer) + sent.Length);
        foreach (var part in await PartsAsync(browser, answer.RequestMessage!.RequestUri!, Named().Matches(html).Select(match => match.Groups["address"].Value)))
        {
            var (bytes, kept) = _parts[part];
            first += bytes;
            after += kept ? 0 : bytes;
        }

        pages[who + Kind(answer.RequestMessage.RequestUri!.AbsolutePath)] = (first, after);
        return [.. Link().Matches(html).Where(match => !match.Value.Contains(" download", StringComparison.Ordinal)).Select(match => WebUtility.HtmlDecode(match.Groups["path"].Value))];
    }

    // What a page or a style names, each once, with what those name.
    private async Task<IReadOnlyCollection<string>> PartsAsync(HttpClient browser, Uri from, IEnumerable<string> addresses)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var there in addresses.Select(address => new Uri(from, WebUtility.HtmlDecode(address))).Where(there => !there.AbsolutePath.Contains("/File/", StringComparison.Ordinal)))
        {
            Assert.Equal(from.Authority, there.Authority);
            parts.Add(there.PathAndQuery);
            // Gzip: the larger of the two that a browser may ask for.
            using var answer = await GetAsync(browser, there.PathAndQuery, "gzip");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var sent = await answer.Content.ReadAsByteArrayAsync();
            var kept = answer.Headers.CacheControl is { MaxAge: { } age } control && age > TimeSpan.FromDays(300) && control.Extensions.Any(extension => extension.Name == "immutable");
            _parts[there.PathAndQuery] = (Headers(answer) + sent.Length, kept);
            if (answer.Content.Headers.ContentType?.MediaType == "text/css")
            {
                parts.UnionWith(await PartsAsync(browser, there, InStyle().Matches(Encoding.UTF8.GetString(Unpacked(answer, sent))).Select(match => match.Groups["address"].Value)));
            }
        }

        return parts;
    }

    private static async Task<CookieContainer> SignedInAsync(WebApplication app, Uri address)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var known = await scope.ServiceProvider.GetRequiredService<PasswordCheck>().CheckAsync(DemoCase.UserName, DemoCase.Passphrase, CancellationToken.None);
        using var keys = known.Keys!;
        var ticket = await scope.ServiceProvider.GetRequiredService<Sessions>().BeginAsync(known.Account!, keys, false, Place.Unknown, null, CancellationToken.None);
        var cookies = new CookieContainer();
        cookies.Add(address, new Cookie("n", ticket.ToString(), "/"));
        return cookies;
    }

    private static HttpClient Browser(Uri address, CookieContainer cookies) =>
        new(new SocketsHttpHandler { CookieContainer = cookies, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address };

    private static async Task<HttpResponseMessage> GetAsync(HttpClient browser, string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        return await browser.SendAsync(request);
    }

    private static byte[] Unpacked(HttpResponseMessage answer, byte[] sent)
    {
        using var bytes = new MemoryStream(sent);
        using var unpacked = new MemoryStream();
        using Stream reader = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        reader.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static int Headers(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers).Sum(header => header.Key.Length + 4 + header.Value.Sum(value => value.Length));

    private static string Kind(string path) => Ids().Replace(path.Split('?', '#')[0], "*");

    [GeneratedRegex("<(?:link|script|img|source|audio|video|image|use)\\b[^>]*?\\s(?:href|src)=\"(?<address>[^\"#]+)\"")]
    private static partial Regex Named();

    [GeneratedRegex(@"url\((?<address>[^)]+)\)")]
    private static partial Regex InStyle();

    [GeneratedRegex("<a\\b[^>]*?\\shref=\"(?<path>/[^\"#]*)\"[^>]*>")]
    private static partial Regex Link();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/|$)")]
    private static partial Regex Ids();
}
