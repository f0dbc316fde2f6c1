using System.Globalization;
using System.Text;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mime;

/// <summary>
/// A value with parameters, as in Content-Type and Content-Disposition. Takes what real mails have: open quotes, spaces without
/// quotes, brackets in names, a parameter twice (the first counts), and RFC 2231's numbered and percent-encoded pieces.
/// </summary>
internal sealed class HeaderParameters
{
    private const int MostParameters = 200;
    private readonly List<(string Name, string Value)> _all = [];

    public HeaderParameters(string? header)
    {
        var text = header ?? "";
        var at = text.IndexOf(';', StringComparison.Ordinal);
        Value = Uncomment(at < 0 ? text : text[..at]).ToLowerInvariant();
        at = at < 0 ? text.Length : at + 1;
        while (at < text.Length && _all.Count < MostParameters)
        {
            at = One(text, at);
        }
    }

    /// <summary>What stands before the parameters, lower case.</summary>
    public string Value { get; }

    /// <summary>A parameter, decoded, or null.</summary>
    public string? this[string name] => Numbered(name) ?? (Plain(name + "*") is { } extended ? Extended([(extended, true)]) : Plain(name) is { } plain ? HeaderText.Decode(plain) : null);

    private string? Plain(string name) => _all.Find(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private string? Numbered(string name)
    {
        var pieces = new List<(string Text, bool Encoded)>();
        for (var i = 0; i < MostParameters; i++)
        {
            var number = name + "*" + i.ToString(CultureInfo.InvariantCulture);
            if (Plain(number + "*") is { } encoded)
            {
                pieces.Add((encoded, true));
            }
            else if (Plain(number) is { } plain)
            {
                pieces.Add((plain, false));
            }
            else
            {
                break;
            }
        }

        return pieces.Count == 0 ? null : Extended(pieces);
    }

    // charset'language'text%20text
    private static string Extended(List<(string Text, bool Encoded)> pieces)
    {
        var first = pieces[0].Text;
        string? charset = null;
        if (pieces[0].Encoded && first.Split('\'', 3) is { Length: 3 } parts)
        {
            (charset, pieces[0]) = (parts[0], (parts[2], true));
        }

        var bytes = new List<byte>();
        foreach (var (text, encoded) in pieces)
        {
            bytes.AddRange(encoded ? HeaderText.Percent(text) : Encoding.UTF8.GetBytes(text));
        }

        return TextEncodings.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes), charset, out _);
    }

    private int One(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == ';'))
        {
            at++;
        }

        var equals = text.IndexOfAny(['=', ';'], at);
        if (equals < 0 || text[equals] == ';')
        {
            return equals < 0 ? text.Length : equals + 1;
        }

        var name = text[at..equals].Trim();
        at = equals + 1;
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        string value;
        if (at < text.Length && text[at] == '"')
        {
            (value, at) = Quoted(text, at);
            at = text.IndexOf(';', at) is var next && next < 0 ? text.Length : next + 1;
        }
        else
        {
            var end = text.IndexOf(';', at);
            value = Uncomment(text[at..(end < 0 ? text.Length : end)]).Trim('"');
            at = end < 0 ? text.Length : end + 1;
        }

        if (name.Length is > 0 and < 100)
        {
            _all.Add((name, value));
        }

        return at;
    }

    private static (string Value, int After) Quoted(string text, int at)
    {
        var value = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    return (value.ToString(), i + 1);
                case '\\' when i + 1 < text.Length:
                    value.Append(text[++i]);
                    break;
                default:
                    value.Append(text[i]);
                    break;
            }
        }

        // The closing quote is missing: the value ends where the next parameter or the header does.
        var end = text.IndexOf(';', at);
        return (text[(at + 1)..(end < 0 ? text.Length : end)].Trim(), end < 0 ? text.Length : end);
    }

    private static string Uncomment(string text)
    {
        // "text/plain (a comment)", but not the brackets in filename=a(1).png.
        var at = text.IndexOf(" (", StringComparison.Ordinal);
        return (at < 0 || !text.TrimEnd().EndsWith(')') ? text : text[..at]).Trim();
    }
}
