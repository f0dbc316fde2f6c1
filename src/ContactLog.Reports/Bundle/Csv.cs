using System.Globalization;
using System.Text;

namespace ContactLog.Reports.Bundle;

/// <summary>Tables for spreadsheets: RFC 4180, UTF-8 with byte order mark, CRLF.</summary>
internal sealed class Csv
{
    private readonly StringBuilder _text = new();

    public Csv(params IReadOnlyList<string> columns) => Row([.. columns]);

    public Csv Row(params IReadOnlyList<object?> values)
    {
        _text.AppendJoin(',', values.Select(value => Cell(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""))).Append("\r\n");
        return this;
    }

    public byte[] ToBytes() => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(_text.ToString())];

    private static string Cell(string text)
    {
        text = Redaction.Brackets.Plain(text);
        // A cell that begins like a formula would be run by the reader's spreadsheet (CSV injection); some read past
        // spaces, and some take the full-width signs for the narrow ones.
        var begins = text.AsSpan().TrimStart();
        if (text.Length > 0 && (text[0] is '\t' or '\r' or '\n' or '\0' || (begins.Length > 0 && begins[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠')))
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny("\",\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
