using System.Net;
using System.Net.Http.Headers;

namespace ContactLog.Tests.Web.Exhibits;

public sealed class FileTests
{
    [Fact]
    public async Task A_picture_is_shown_in_a_sandbox_and_kept_nowhere()
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await GetAsync(site, Samples.Png, "a.png");

        Assert.Equal("image/png", response.Content.Headers.ContentType?.ToString());
        Assert.StartsWith("inline; filename=A-1.png", Header(response, "Content-Disposition"), StringComparison.Ordinal);
        Assert.StartsWith("sandbox; default-src 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Equal("no-store", Header(response, "Cache-Control"));
        Assert.False(response.Headers.Contains("ETag"));
        Assert.Null(response.Content.Headers.LastModified);
    }

    public static TheoryData<string, byte[]> Dangerous => new()
    {
        { "page.png", Samples.Html },
        { "drawing.svg", Samples.Svg },
        { "letter.pdf", Samples.Pdf },
        { "two-things.png", [.. Samples.Png, .. Samples.Html] },
        { "two-things.jpg", [0xFF, 0xD8, 0xFF, 0xFE, 0, 60, .. Samples.Html] },
        { "two-things.mp3", [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0, .. "<ScRiPt>alert(1)</script>"u8] },
        { "pdf-inside.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 60, .. new byte[500], .. Samples.Pdf] },
        { "not-a-picture.png", Samples.Png[..20] },
        { "old.gif", [.. "GIF89a/*<svg/onload=alert(1)>*/"u8] },
    };

    [Theory]
    [MemberData(nameof(Dangerous))]
    public async Task What_could_run_is_only_ever_a_download(string name, byte[] bytes)
    {
        await using var site = await CaseSite.StartAsync();
        using var response = await GetAsync(site, bytes, name);

        Assert.StartsWith("attachment; filename=A-1.", Header(response, "Content-Disposition"), StringComparison.Ordinal);
        Assert.DoesNotContain(response.Content.Headers.ContentType?.MediaType, new[] { "text/html", "image/svg+xml", "text/plain", "application/xml" });
        Assert.StartsWith("sandbox;", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        var exhibit = Assert.Single((await site.OpenAsync()).Exhibits);
        var open = await site.GetAsync($"/Exhibits/{exhibit.Id}/open");
        Assert.DoesNotContain("<img", open, StringComparison.Ordinal);
        Assert.DoesNotContain("<audio", open, StringComparison.Ordinal);
        Assert.Contains("is not shown in the page", open, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 43)]
    [InlineData(1_048_570, 1_048_590)]
    [InlineData(2_999_000, null)]
    public async Task A_sound_can_be_played_from_any_place(int from, int? to)
    {
        var sound = Samples.Wav(3_000_000);
        await using var site = await CaseSite.StartAsync();
        using (await site.UploadAsync("/Exhibits/Add", ("voice.wav", sound)))
        {
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/Exhibits/File/{Assert.Single((await site.OpenAsync()).Exhibits).Id}");
        request.Headers.Range = new RangeHeaderValue(from, to);
        using var response = await site.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(sound.Length, response.Content.Headers.ContentRange?.Length);
        Assert.Equal(sound[from..(to is { } last ? last + 1 : sound.Length)], await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_refused()
    {
        await using var site = await CaseSite.StartAsync();
        using (await site.UploadAsync("/Exhibits/Add", ("a.png", Samples.Png)))
        {
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/Exhibits/File/{Assert.Single((await site.OpenAsync()).Exhibits).Id}");
        request.Headers.Range = new RangeHeaderValue(10_000, null);
        using var response = await site.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Fact]
    public async Task The_file_is_not_asked_for_while_it_is_covered()
    {
        await using var site = await CaseSite.StartAsync();
        using (await site.UploadAsync("/Exhibits/Add", ("a.png", Samples.Png)))
        {
        }

        var id = Assert.Single((await site.OpenAsync()).Exhibits).Id;
        Assert.DoesNotContain("<img", await site.GetAsync($"/Exhibits/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", await site.GetAsync("/Exhibits"), StringComparison.Ordinal);
        Assert.Contains($"<img src=\"/Exhibits/File/{id}\"", await site.GetAsync($"/Exhibits/{id}/open"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_hers_and_what_is_not_there_look_the_same()
    {
        await using var site = await CaseSite.StartAsync();
        var settings = (await site.OpenAsync()).Settings.Id;
        string[] paths = ["/Exhibits/File/", "/Exhibits/", "/Exhibits/Edit/", "/Exhibits/Withdraw/", "/Exhibits/Add/"];
        var bodies = new List<string>();
        foreach (var path in paths.SelectMany(path => new[] { path + settings, path + Guid.NewGuid() }).Append("/Nowhere/At/All"))
        {
            using var response = await site.Browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            var body = await response.Content.ReadAsStringAsync();
            bodies.Add(System.Text.RegularExpressions.Regex.Replace(body, "nonce=\"[^\"]*\"", ""));
        }

        Assert.Single(bodies.Distinct());
    }

    private static async Task<HttpResponseMessage> GetAsync(CaseSite site, byte[] bytes, string name)
    {
        using (await site.UploadAsync("/Exhibits/Add", (name, bytes)))
        {
        }

        return await site.Browser.GetAsync($"/Exhibits/File/{Assert.Single((await site.OpenAsync()).Exhibits).Id}");
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";
}
