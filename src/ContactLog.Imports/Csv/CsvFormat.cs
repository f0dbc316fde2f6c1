using System.Text;
using ContactLog.Imports.Tables;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Csv;

/// <summary>A table as text: a log of what happened, a call list of a telephone company. See the README beside this file, and that of <c>../Tables</c> for what columns mean.</summary>
public sealed class CsvFormat : TableFormat
{
    private const int LinesLookedAt = 60;
    private static readonly char[] s_separators = [',', ';', '\t', '|'];

    /// <inheritdoc/>
    public override string Id => "csv";

    /// <inheritdoc/>
    public override int ReaderVersion => 4;

    internal override bool ReadsRewritten => true;

    /// <inheritdoc/>
    public override bool MayBeAttached => true;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head)
    {
        var text = Start(head, null).Text;
        if (text is null || text.TrimStart() is not [var first, ..] || first is '{' or '[' or '<')
        {
            return false;
        }

        // Prose has commas too: a table has the same number in most lines, and a date in one column.
        var (separator, lines) = SeparatorOf(text);
        return lines >= 2 && TableLook.Of(HeadRows(text, separator), new ColumnMap(), []).Map.HasTime;
    }

    /// <inheritdoc/>
    internal override TableLook Look(ExportFile file, ColumnMap? settled, CancellationToken cancellationToken)
    {
        using var stream = file.Open();
        var head = new byte[ExportReading.HeadLength];
        var (text, encoding, _, _, _) = Start(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)), settled?.Encoding);
        var separator = settled?.Separator is [var chosen] ? chosen : SeparatorOf(text ?? "").Separator;
        var map = (settled ?? new ColumnMap()) with { Separator = separator.ToString(), Encoding = settled?.Encoding ?? encoding };
        return TableLook.Of(Rows(file, map, [], cancellationToken), map, []);
    }

    /// <inheritdoc/>
    internal override IEnumerable<TableRow> Rows(ExportFile file, ColumnMap map, List<FoundProblem> problems, CancellationToken cancellationToken)
    {
        using var stream = file.Open();
        var head = new byte[ExportReading.HeadLength];
        var seen = head.AsMemory(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        var (text, name, skip, wide, old) = Start(seen.Span, map.Encoding);
        var separator = map.Separator is [var chosen] ? chosen : SeparatorOf(text ?? "").Separator;
        using var whole = new HeadedStream(seen, stream);
        using var utf8 = wide is null ? null : Encoding.CreateTranscodingStream(whole, wide, Encoding.UTF8);
        // What is called UTF-8 and is not everywhere is read line by line as what it can be.
        var encoding = wide is not null || name is "utf-8" ? null : TextEncodings.Find(name);
        using var lines = old ? new LineEnds(utf8 ?? whole) : utf8 ?? whole;
        foreach (var row in new CsvRows(lines, separator, encoding, skip, placed: wide is null, cancellationToken).Read())
        {
            yield return row;
        }
    }

    // The text of the first bytes, the name of its encoding, what to pass over, for UTF-16 the encoding to convert from, and whether its lines end with CR alone; no
    // text for what is none.
    private static (string? Text, string Encoding, long Skip, Encoding? Wide, bool OldEnds) Start(ReadOnlySpan<byte> head, string? named)
    {
        Encoding? wide = head is [0xFF, 0xFE, ..] ? Encoding.Unicode : head is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode
            : head.Length > 3 && head[1] == 0 && head[3] == 0 ? Encoding.Unicode : head.Length > 3 && head[0] == 0 && head[2] == 0 ? Encoding.BigEndianUnicode : null;
        if (wide is not null)
        {
            var mark = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
            var decoded = wide.GetString(head[(mark ? 2 : 0)..(head.Length & ~1)]);
            var converted = Lines(decoded);
            // In the converted stream the mark is three bytes long.
            return (converted, wide.WebName, (mark ? 3 : 0) + Sep(converted), wide, converted != decoded);
        }

        // A null or two got into a table; a file full of them is none.
        if (head.Count((byte)0) is > 8 and var nulls && nulls * 200 > head.Length)
        {
            return (null, "", 0, null, false);
        }

        var skip = head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        // Not in the middle of a character.
        var body = head.Length == ExportReading.HeadLength && head.LastIndexOf((byte)'\n') is > 0 and var end ? head[skip..(end + 1)] : head[skip..];
        var words = named is null ? TextEncodings.Decode(body, null, out var guessed) : TextEncodings.Decode(body, named, out guessed);
        var text = Lines(words);
        return (text, named ?? (guessed ? "windows-1252" : "utf-8"), skip + Sep(text), null, text != words);
    }

    // A character of UTF-16 can hold the byte of a line end: the ends are looked for in the text.
    private static string Lines(string text) => text.Contains('\n', StringComparison.Ordinal) ? text : text.Replace('\r', '\n');

    // Excel's own first line, "sep=;".
    private static int Sep(string text) => text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and < 9 and var end ? end + 1 : 0;

    private static (char Separator, int Lines) SeparatorOf(string text)
    {
        if (Sep(text) > 0)
        {
            return (text[4], LinesLookedAt);
        }

        var lines = text.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Take(LinesLookedAt).ToList();
        var best = (Separator: ',', Lines: 0, Width: 0);
        foreach (var separator in s_separators)
        {
            var open = false;
            var counts = lines.Select(line => CsvRows.Cells(line, separator, ref open, literal: false, out _).Count).Where(count => count >= 2).GroupBy(count => count).MaxBy(group => group.Count());
            if (counts is not null && (counts.Count(), counts.Key).CompareTo((best.Lines, best.Width)) > 0)
            {
                best = (separator, counts.Count(), counts.Key);
            }
        }

        // Fewer than half of the lines alike: an accident of punctuation.
        return best.Lines * 2 >= lines.Count ? (best.Separator, best.Lines) : (',', 0);
    }

    private static List<TableRow> HeadRows(string text, char separator)
    {
        var open = false;
        return [.. text[Sep(text)..].Split('\n').Take(LinesLookedAt).Select((line, i) => new TableRow(i + 1, null, i + 1, CsvRows.Cells(line.TrimEnd('\r'), separator, ref open, literal: false, out _), line))];
    }
}
