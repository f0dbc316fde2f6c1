using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace ContactLog.Tests.Web;

public sealed class HeadersTests : IAsyncLifetime
{
    private HeadersTestSite _site = null!;

    public async Task InitializeAsync() => _site = await HeadersTestSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    public static TheoryData<string, string, int> Answers => new()
    {
        { "GET", "/Help", 200 },
        { "GET", "/nothing/here", 404 },
        { "POST", "/nothing/here", 404 },
        { "GET", "/Error/500", 404 },
        { "GET", "/t/broken", 500 },
        { "POST", "/t/broken", 500 },
        { "GET", "/t/broken-late", 500 },
        { "POST", "/t/bad", 400 },
        { "POST", "/t/large", 413 },
        { "GET", "/t/refused", 404 },
        { "GET", "/t/redirect", 302 },
        { "GET", "/t/loose", 200 },
        { "GET", "/leave", 303 },
        { "GET", "/css/site.css", 200 },
        { "GET", "/js/exit.js", 200 },
        { "GET", "/icon.svg", 200 },
        { "GET", "/lib/atkinson-hyperlegible-next/latin.woff2", 200 },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task Every_kind_of_answer_carries_the_policy(string method, string path, int status)
    {
        using var client = _site.Client();
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal("require-corp", Header(response, "Cross-Origin-Embedder-Policy"));
        Assert.Equal("DENY", Header(response, "X-Frame-Options"));
        Assert.DoesNotMatch("=(?!\\(\\))", Header(response, "Permissions-Policy"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"), "HSTS means nothing over plain HTTP.");

        var policy = Header(response, "Content-Security-Policy");
        Assert.DoesNotContain("unsafe-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", policy, StringComparison.Ordinal);
        Assert.Equal(
            "default-src 'none'; script-src 'nonce-N' 'strict-dynamic'; require-trusted-types-for 'script'; style-src 'self'; font-src 'self'; "
            + "img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
            Regex.Replace(policy, "'nonce-[^']{24}'", "'nonce-N'"));
    }

    [Theory, MemberData(nameof(Answers))]
    public async Task Only_our_fixed_files_may_be_kept_by_the_browser(string method, string path, int status)
    {
        using var client = _site.Client();
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        var file = status == 200 && _site.Assets.Paths.Contains(path);
        Assert.Equal(file ? "no-cache" : "no-store", Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task Over_https_the_browser_is_told_to_stay_there()
    {
        using var client = _site.Client("https://notes.example/");
        foreach (var path in new[] { "/Help", "/nothing", "/t/broken", "/css/site.css" })
        {
            using var response = await client.GetAsync(path);
            Assert.Equal("max-age=31536000; includeSubDomains", Header(response, "Strict-Transport-Security"));
        }
    }

    [Fact]
    public async Task A_served_exhibit_may_only_be_stricter()
    {
        using var client = _site.Client();
        using var response = await client.GetAsync("/t/stricter");

        Assert.Equal("sandbox; default-src 'none'", Header(response, "Content-Security-Policy"));
        Assert.Equal("no-store", Header(response, "Cache-Control"));
    }

    [Fact]
    public async Task The_nonce_is_new_for_each_answer_and_stands_on_each_script_of_the_page()
    {
        using var client = _site.Client();
        var nonces = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            using var response = await client.GetAsync("/Help");
            var nonce = Regex.Match(Header(response, "Content-Security-Policy"), "'nonce-([^']+)'").Groups[1].Value;
            var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
            var scripts = Regex.Matches(page, "<script[^>]*>");
            Assert.NotEmpty(scripts);
            Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
            Assert.DoesNotContain(" onclick=", page, StringComparison.Ordinal);
            nonces.Add(nonce);
        }

        Assert.Equal(3, nonces.Count);
    }

    [Theory]
    [InlineData("GET", "/t/broken")]
    [InlineData("POST", "/t/broken")]
    [InlineData("POST", "/t/bad")]
    [InlineData("GET", "/nothing/zq-planted-word?q=zq-planted-word")]
    public async Task An_error_page_says_what_to_do_and_shows_nothing_of_the_fault_or_the_request(string method, string path)
    {
        using var client = _site.Client();
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        var page = await response.Content.ReadAsStringAsync();

        Assert.DoesNotContain(HeadersTestSite.Planted, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        Assert.Contains("<title>Notes</title>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/leave\"", page, StringComparison.Ordinal);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Refused_and_missing_look_the_same()
    {
        using var client = _site.Client();
        static string Bare(string page) => Regex.Replace(page, "nonce=\"[^\"]+\"", "");
        Assert.Equal(
            Bare(await (await client.GetAsync("/nothing")).Content.ReadAsStringAsync()),
            Bare(await (await client.GetAsync("/t/refused")).Content.ReadAsStringAsync()));
    }

    // The trap: compressed static assets of unpublished output can come as 200 with nothing in them.
    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("gzip, deflate, br, zstd")]
    [InlineData("br;q=0, gzip")]
    public async Task The_stylesheet_is_whole_whatever_compression_is_asked_for(string encodings)
    {
        using var client = _site.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/css/site.css");
        if (encodings.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        }

        using var response = await client.SendAsync(request);
        Stream body = await response.Content.ReadAsStreamAsync();
        var compressed = response.Content.Headers.ContentEncoding.SingleOrDefault();
        Assert.Equal(encodings.Contains("br", StringComparison.Ordinal) && !encodings.Contains("q=0", StringComparison.Ordinal) ? "br" : encodings.Contains("gzip", StringComparison.Ordinal) ? "gzip" : null, compressed);
        body = compressed switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };

        using var reader = new StreamReader(body);
        var css = await reader.ReadToEndAsync();
        Assert.Contains("--pine: #0c5b55", css, StringComparison.Ordinal);
        Assert.EndsWith("}\n", css, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_asked_for_by_its_hash_is_kept_and_a_known_one_is_not_sent_again()
    {
        using var client = _site.Client();
        using var response = await client.GetAsync(_site.Assets.Address("css/site.css"));
        Assert.Equal("public, max-age=31536000, immutable", Header(response, "Cache-Control"));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/css/site.css");
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(response.Headers.ETag!.Tag));
        using var known = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Empty(await known.Content.ReadAsByteArrayAsync());

        using var wrong = await client.GetAsync("/css/site.css?v=0000");
        Assert.Equal("no-cache", Header(wrong, "Cache-Control"));
    }

    [Fact]
    public async Task The_stylesheet_stays_small_mirrors_and_loads_only_our_own_fonts()
    {
        using var client = _site.Client();
        var css = Regex.Replace(await client.GetStringAsync("/css/site.css"), @"/\*.*?\*/", "", RegexOptions.Singleline);

        Assert.DoesNotMatch(@"(?<![\w-])((margin|padding|border)-(left|right|top|bottom)|left|right|top|bottom|width|height|(min|max)-(width|height))\s*:", Regex.Replace(css, @"@media[^{]*\{", "{"));
        Assert.DoesNotMatch(@"text-align:\s*(left|right)|float:", css);
        Assert.All(Regex.Matches(css, @"url\(([^)]*)\)"), url => Assert.Matches(@"^\.\./lib/[a-z0-9/-]+\.woff2\?v=[0-9a-f]{16}$", url.Groups[1].Value));
        Assert.DoesNotContain("@import", css, StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/css/site.css");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        using var response = await client.SendAsync(request);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 1, 10 * 1024);
    }

    [Fact]
    public async Task The_name_in_the_tab_is_the_configured_one()
    {
        await using var site = await HeadersTestSite.StartAsync(null, ("Site:Name", "Garden"));
        using var client = site.Client();
        Assert.Contains("<title>Garden</title>", await client.GetStringAsync("/Help"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Site:Name", "")]
    [InlineData("Site:Name", "A name that is much too long for a tab")]
    [InlineData("Site:ExitUrl", "http://example.org/")]
    [InlineData("Site:ExitUrl", "/home")]
    public async Task A_name_or_exit_that_cannot_work_stops_the_start(string key, string value) =>
        await Assert.ThrowsAnyAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => HeadersTestSite.StartAsync(null, (key, value)));

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : $"(no {name})";
}
