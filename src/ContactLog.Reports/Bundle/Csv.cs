using System.Globalization;
using System.Text;

namespace ContactLog.Reports.Bundle;

/// <summary>Tables for spreadsheets: RFC 4180, UTF-8 with byte order mark, CRLF. Written and read by the same rules.</summary>
internal sealed class Csv
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly List<string[]> _rows = [];

    public Csv(params IReadOnlyList<string> columns) => Row([.. columns]);

    private Csv(List<string[]> rows) => _rows = rows;

    /// <summary>The lines, the names of the columns first, each cell as a spreadsheet shows it.</summary>
    public IReadOnlyList<string[]> Rows => _rows;

    public Csv Row(params IReadOnlyList<object?> values)
    {
        _rows.Add([.. values.Select(value => Cell(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""))]);
        return this;
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            text.AppendJoin(',', row.Select(cell => cell.AsSpan().ContainsAny("\",\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell)).Append("\r\n");
        }

        return [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>Reads a table; null for bytes that are not byte for byte as they are written here.</summary>
    public static Csv? Read(ReadOnlySpan<byte> bytes)
    {
        string text;
        try
        {
            text = bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? s_utf8.GetString(bytes[3..]) : "";
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        var rows = new List<string[]>();
        var cells = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            cells.Add(ReadCell(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            at += 2;
            rows.Add([.. cells]);
            cells.Clear();
        }

        // Whatever the reader took for something else than it is does not come out as it went in.
        var table = new Csv(rows);
        return rows.Count > 0 && table.ToBytes().AsSpan().SequenceEqual(bytes) ? table : null;
    }

    /// <summary>A cell without the apostrophe that keeps it from being a formula.</summary>
    public static string WithoutSign(string cell) => cell.StartsWith('\'') && IsFormula(cell[1..]) ? cell[1..] : cell;

    private static string ReadCell(string text, ref int at)
    {
        if (text[at] != '"')
        {
            var end = text.AsSpan(at).IndexOfAny(',', '\r') is >= 0 and var length ? at + length : text.Length;
            var plain = text[at..end];
            at = end;
            return plain;
        }

        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (++at >= text.Length || text[at] != '"'))
            {
                break;
            }

            cell.Append(text[at]);
        }

        return cell.ToString();
    }

    /// <summary>True for what a spreadsheet would take for a formula; some read past spaces, and some take the full-width signs for the narrow ones.</summary>
    private static bool IsFormula(string text) => text.Length > 0
        && (text[0] is '\t' or '\r' or '\n' or '\0' || text.AsSpan().TrimStart() is [('=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'), ..]);

    private static string Cell(string text)
    {
        text = Redaction.Brackets.Plain(text);
        // A cell that begins like a formula would be run by the reader's spreadsheet (CSV injection).
        return IsFormula(text) ? "'" + text : text;
    }
}
