using System.Net;
using System.Text.RegularExpressions;

namespace ContactLog.Tests.Support;

/// <summary>A page as a visitor got it.</summary>
internal sealed record VisitedPage(HttpStatusCode Status, string Path, string? Location, string Html, HttpResponseMessage Response)
{
    /// <summary>The words on the page, without marks.</summary>
    public string Text => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(Html, "<(script|style).*?</\\1>|<[^>]+>", " ", RegexOptions.Singleline)), "\\s+", " ");

    /// <summary>The cookies that this answer set, as sent.</summary>
    public IReadOnlyList<string> SetCookies => Response.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];

    public override string ToString() => $"{(int)Status} {Path} -> {Location}\n{Text}";
}

/// <summary>
/// Somebody at a browser: keeps cookies, fills in the forms that are on the page and sends them with everything that is
/// in them, the token included. Follows redirects only when told to.
/// </summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(Uri address)
    {
        Address = address;
        _http = new HttpClient(new ByTheirNames(Cookies)) { BaseAddress = address };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0");
    }

    public Uri Address { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The plain client, with the same cookies.</summary>
    public HttpClient Http => _http;

    public string? Cookie(string name) => Cookies.GetCookies(Address)[name]?.Value;

    public void SetCookie(string name, string value) => Cookies.Add(Address, new Cookie(name, value, "/"));

    public void Dispose() => _http.Dispose();

    public async Task<VisitedPage> GetAsync(string path) => await ReadAsync(path, await _http.GetAsync(path));

    /// <summary>Goes where the page points, until there is something to see.</summary>
    public async Task<VisitedPage> FollowAsync(VisitedPage page)
    {
        for (var hops = 0; page.Location is { } next && (int)page.Status is >= 300 and < 400; hops++)
        {
            Assert.True(hops < 10, "The site redirects in a circle: " + page);
            page = await GetAsync(next);
        }

        return page;
    }

    /// <summary>Opens a path and follows.</summary>
    public async Task<VisitedPage> OpenAsync(string path) => await FollowAsync(await GetAsync(path));

    /// <summary>Fills in the form that has a field or an action of that name and sends it.</summary>
    public async Task<VisitedPage> SubmitAsync(VisitedPage page, string formHas, params (string Name, string Value)[] values)
    {
        var form = FormPattern().Matches(page.Html).Select(match => match.Value).FirstOrDefault(html => html.Contains(formHas, StringComparison.Ordinal));
        Assert.True(form is not null, $"There is no form with '{formHas}' on the page:\n{page}");
        var opening = form[..(form.IndexOf('>', StringComparison.Ordinal) + 1)];
        var action = Attribute(opening, "action") ?? page.Path;
        var fields = Fields(form).Where(field => values.All(value => value.Name != field.Key))
            .Concat(values.Select(value => KeyValuePair.Create(value.Name, value.Value))).ToList();
        using var body = opening.Contains("multipart/form-data", StringComparison.Ordinal) ? Multipart(fields) : new FormUrlEncodedContent(fields);
        return await ReadAsync(action, await _http.PostAsync(action, body));
    }

    private static HttpContent Multipart(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }

        return content;
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(string form)
    {
        foreach (Match match in InputPattern().Matches(form))
        {
            if (match.Value.StartsWith("<input", StringComparison.Ordinal))
            {
                var type = Attribute(match.Value, "type") ?? "text";
                if (Attribute(match.Value, "name") is { } name && type != "file" && (type is not ("checkbox" or "radio") || match.Value.Contains(" checked", StringComparison.Ordinal)))
                {
                    yield return KeyValuePair.Create(name, Attribute(match.Value, "value") ?? "");
                }
            }
            else if (match.Groups["area"].Success)
            {
                var text = WebUtility.HtmlDecode(match.Groups["area"].Value);
                yield return KeyValuePair.Create(Attribute(match.Value, "name")!, text.StartsWith('\n') ? text[1..] : text);
            }
            else if (Attribute(match.Value, "name") is { } name)
            {
                var options = OptionPattern().Matches(match.Value).Select(option => option.Value).ToList();
                var chosen = options.FirstOrDefault(option => option.Contains(" selected", StringComparison.Ordinal)) ?? options.FirstOrDefault();
                yield return KeyValuePair.Create(name, chosen is null ? "" : Attribute(chosen, "value") ?? "");
            }
        }
    }

    private static string? Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"");
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
    }

    private static async Task<VisitedPage> ReadAsync(string path, HttpResponseMessage response) =>
        new(response.StatusCode, path, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync(), response);

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input\\b[^>]*>|<textarea\\b[^>]*>(?<area>.*?)</textarea>|<select\\b.*?</select>", RegexOptions.Singleline)]
    private static partial Regex InputPattern();

    [GeneratedRegex("<option\\b[^>]*>")]
    private static partial Regex OptionPattern();
}
