using System.Net;
using System.Text.RegularExpressions;

namespace ContactLog.Tests.Web.Incidents;

/// <summary>A window of hers, without script: reads a page, fills in one of its forms as it stands, presses a button.</summary>
internal sealed partial class Window(HttpClient http)
{
    public string Body { get; private set; } = "";

    /// <summary>What the page says, without markup.</summary>
    public string Text => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(Body, " "), " "));

    public HttpStatusCode Status { get; private set; }

    public string Path { get; private set; } = "/";

    public async Task<Window> OpenAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await TakeAsync(answer);
    }

    /// <summary>Sends the form that has this button or field, with these fields changed; a value of null leaves the field out.</summary>
    public async Task<Window> SendAsync(string formHolding, params (string Name, string? Value)[] changes)
    {
        using var answer = await PostAsync(formHolding, changes);
        return await TakeAsync(answer);
    }

    public async Task<HttpResponseMessage> PostAsync(string formHolding, params (string Name, string? Value)[] changes)
    {
        var form = Forms().Matches(Body).Select(match => match.Value).FirstOrDefault(form => form.Contains(formHolding, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{Status}: no form with '{formHolding}' on {Path}:\n{Body}");
        var fields = Fields(form).Where(field => changes.All(change => change.Name != field.Key)).ToList();
        fields.AddRange(changes.Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Name, change.Value!)));
        var action = Action().Match(form) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : Path;
        using var content = new FormUrlEncodedContent(fields);
        return await http.PostAsync(new Uri(action, UriKind.Relative), content);
    }

    /// <summary>What stands in a field of the page.</summary>
    public string? Value(string name) => Fields(Body).Where(field => field.Key == name).Select(field => field.Value).FirstOrDefault();

    private async Task<Window> TakeAsync(HttpResponseMessage answer)
    {
        for (var hops = 0; answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && hops < 5; hops++)
        {
            var next = answer.Headers.Location!;
            answer = await http.GetAsync(next);
        }

        Status = answer.StatusCode;
        Path = answer.RequestMessage!.RequestUri!.PathAndQuery;
        Body = await answer.Content.ReadAsStringAsync();
        return this;
    }

    private static List<KeyValuePair<string, string>> Fields(string form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (Match input in Inputs().Matches(form))
        {
            string? Attribute(string name) => Regex.Match(input.Value, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;
            if (Attribute("name") is not { } key)
            {
                continue;
            }

            if (input.Value.StartsWith("<textarea", StringComparison.Ordinal))
            {
                var text = WebUtility.HtmlDecode(input.Groups[1].Value);
                fields.Add(new(key, text.StartsWith("\r\n", StringComparison.Ordinal) ? text[2..] : text.StartsWith('\n') ? text[1..] : text));
            }
            else if (input.Value.StartsWith("<select", StringComparison.Ordinal))
            {
                var chosen = Regex.Match(input.Value, "<option[^>]*selected[^>]*>") is { Success: true } option ? option.Value : Regex.Match(input.Value, "<option[^>]*>").Value;
                fields.Add(new(key, WebUtility.HtmlDecode(Regex.Match(chosen, "value=\"([^\"]*)\"").Groups[1].Value)));
            }
            else if (Attribute("type") is not ("radio" or "checkbox") || input.Value.Contains("checked", StringComparison.Ordinal))
            {
                fields.Add(new(key, Attribute("value") ?? "on"));
            }
        }

        return fields;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<textarea[^>]*>(.*?)</textarea>|<select.*?</select>|<input[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Inputs();

    [GeneratedRegex("^<form[^>]*action=\"([^\"]*)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<(?:script|style).*?</(?:script|style)>|<[^>]+>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
