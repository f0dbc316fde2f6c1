using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ContactLog.Imports.JsonText;

/// <summary>Values of JSON as they come, whatever they should have been: nothing here throws on content.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions s_lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 100 };

    /// <summary>Reads one value; null when it is not JSON even after raw control characters and bytes that are not UTF-8 have been replaced.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> value, out bool damaged)
    {
        damaged = !Utf8.IsValid(value.Span);
        try
        {
            if (!damaged)
            {
                using var document = JsonDocument.Parse(value, s_lenient);
                return document.RootElement.Clone();
            }
        }
        catch (JsonException)
        {
            damaged = true;
        }

        var clean = new StringBuilder(Encoding.UTF8.GetString(value.Span));
        for (var i = 0; i < clean.Length; i++)
        {
            if (char.IsControl(clean[i]))
            {
                clean[i] = clean[i] is '\n' or '\r' or '\t' ? ' ' : '\uFFFD';
            }
        }

        try
        {
            using var document = JsonDocument.Parse(clean.ToString(), s_lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member of an object, or null.</summary>
    public static JsonElement? Member(this JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
        }
        catch (InvalidOperationException)
        {
            // A name with a lone surrogate is none that is asked for here.
            return null;
        }
    }

    /// <summary>The names of an object's members, without those that are not text.</summary>
    public static IEnumerable<string> Names(this JsonElement value)
    {
        List<string> names = [];
        try
        {
            names.AddRange(value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(one => one.Name) : []);
        }
        catch (InvalidOperationException)
        {
            // The rest is in the raw record.
        }

        return names;
    }

    /// <summary>A member that is text, or null.</summary>
    public static string? Text(this JsonElement value, string name) => value.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => AsText(text),

        // A program that saved the file again may have taken the quotation marks from a telephone number.
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>The text of a string; lone surrogates become U+FFFD.</summary>
    public static string AsText(this JsonElement text)
    {
        if (text.ValueKind != JsonValueKind.String)
        {
            return "";
        }

        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Unescape(text.GetRawText());
        }
    }

    /// <summary>A member that is a whole number, also one written as text, or null.</summary>
    public static long? Number(this JsonElement value, string name) => value.Member(name) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole) ? whole : number.TryGetDouble(out var real) && real is > -9e18 and < 9e18 ? (long)real : null,
        { ValueKind: JsonValueKind.String } text => long.TryParse(AsText(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        _ => null,
    };

    /// <summary>Whether a member is there and true.</summary>
    public static bool Is(this JsonElement value, string name) => value.Member(name) is { ValueKind: JsonValueKind.True };

    /// <summary>The elements of a member that is a list; none when it is not.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement value, string name) => value.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The raw text of a record for people, without control characters and not too long.</summary>
    public static string Raw(ReadOnlySpan<byte> value, int most)
    {
        const string rest = "[the rest is in the original file]";
        var text = Encoding.UTF8.GetString(value.Length <= most ? value : value[..most]);
        if (text.AsSpan().IndexOfAnyInRange('\0', '\x1F') >= 0 || text.AsSpan().IndexOfAnyInRange('\x7F', '\x9F') >= 0)
        {
            text = string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c));
        }

        return value.Length <= most ? text : text + "\n" + rest;
    }

    /// <summary>A text for people: control characters replaced, not longer than wanted and never through the middle of an emoji.</summary>
    public static string Clean(string text, int most, out bool cut)
    {
        cut = text.Length > most;
        if (cut)
        {
            text = text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
        }

        return text.AsSpan().IndexOfAnyInRange('\0', '\x1F') < 0 && text.AsSpan().IndexOfAnyInRange('\x7F', '\x9F') < 0 ? text
            : string.Concat(text.ReplaceLineEndings("\n").Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c));
    }

    private static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            var next = raw[++i];
            if (next == 'u' && i + 4 < raw.Length && ushort.TryParse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                i += 4;
            }
            else
            {
                text.Append(next switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => next });
            }
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\uFFFD';
            }
        }

        return text.ToString();
    }
}
