using System.Globalization;
using System.Text;
using System.Xml;
using ContactLog.Imports.Tables;
using ContactLog.Imports.Text;
using ContactLog.Imports.Zip;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.Xlsx;

/// <summary>
/// The little of an Excel workbook (ECMA-376) that a table is made of: sheets, shared words, which cells are dates. Formulas give the value that
/// was last worked out; nothing is worked out here. Dates come as ISO text, so that no order of day and month is in doubt.
/// </summary>
internal sealed class Workbook
{
    private const int MostSharedBytes = 64 * 1024 * 1024;
    private const int MostShared = 1_000_000;
    private const long MostPartBytes = 1024L * 1024 * 1024;

    // Excel keeps 64,000 styles and 32,767 characters a cell; nobody's log has a thousand sheets.
    private const int MostSheets = 1000;
    private const int MostStyles = 100_000;
    private const int MostCell = 100_000;
    private const int MostRow = 4_000_000;
    private const int MostTarget = 1000;
    private const int MostSpans = 100_000;
    private static readonly System.Buffers.SearchValues<char> s_figures = System.Buffers.SearchValues.Create("0123456789.+-Ee");
    private readonly Dictionary<string, ExportFile> _parts;
    private readonly List<string> _shared = [];
    private readonly List<bool> _dateStyles = [];
    private bool _since1904;

    private Workbook(ZipContents contents) => _parts = contents.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);

    /// <summary>The sheets, in their order: name and part.</summary>
    public List<(string Name, string Part)> Sheets { get; } = [];

    /// <summary>Opens it; null when it is damaged beyond use.</summary>
    public static Workbook? Open(ExportFile file, CancellationToken cancellationToken)
    {
        if (ZipContents.Open(file, cancellationToken) is not { } contents)
        {
            return null;
        }

        try
        {
            var book = new Workbook(contents);
            book.Load();
            return book.Sheets.Count > 0 ? book : null;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The rows of a sheet; stops where it is damaged and says so.</summary>
    public IEnumerable<TableRow> Rows(string part, List<FoundProblem> problems, CancellationToken cancellationToken)
    {
        using var xml = Opened(part);
        if (xml is null)
        {
            problems.Add(new FoundProblem(new ReadingNote("table.xlsx.damaged"), Loss: true));
            yield break;
        }

        var spanning = new SpanningCells(SpansIn(part, cancellationToken));
        var next = 1L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TableRow? row;
            try
            {
                row = Row(xml, ref next);
            }
            catch (Exception e) when (e is XmlException or InvalidDataException or FormatException or OverflowException)
            {
                problems.Add(new FoundProblem(new ReadingNote("table.xlsx.damaged"), Loss: true));
                yield break;
            }

            if (row is null)
            {
                // A byte that was changed makes other words of it and no worse file: only its checksum tells.
                if (_parts.Values.Any(one => one.Fault?.Invoke() is not null))
                {
                    problems.Add(new FoundProblem(new ReadingNote("table.xlsx.damaged"), Loss: true));
                }

                yield break;
            }

            yield return spanning.Fill(row);
        }
    }

    /// <summary>Which cells span several rows. It stands behind all the rows; in a damaged sheet as far as it can be read.</summary>
    private List<(int Column, long First, long Last)> SpansIn(string part, CancellationToken cancellationToken)
    {
        var spans = new List<(int, long, long)>();
        try
        {
            using var xml = Opened(part);
            for (var at = 0; xml?.Read() ?? false; at++)
            {
                if ((at & 0xFFF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                if (xml is { NodeType: XmlNodeType.Element, LocalName: "mergeCell" } && spans.Count < MostSpans && (xml.GetAttribute("ref") ?? "").Split(':') is [var start, var end]
                    && Column(start) is { } column && column < TableRow.MostCells && RowOf(start) is { } first && RowOf(end) is { } last && last > first)
                {
                    spans.Add((column, first, last));
                }
            }
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or FormatException or OverflowException)
        {
            return spans;
        }

        return spans;
    }

    private static long? RowOf(string reference) => long.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;

    private void Load()
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        Each("xl/_rels/workbook.xml.rels", "Relationship", xml => _ = parts.Count < MostSheets * 2 && parts.TryAdd(xml.GetAttribute("Id") ?? "", PlainText.Cut(xml.GetAttribute("Target") ?? "", MostTarget, out _)));
        Each("xl/workbook.xml", "sheet", xml =>
        {
            if (Sheets.Count >= MostSheets)
            {
                return;
            }

            var target = parts.GetValueOrDefault(xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? xml.GetAttribute("r:id") ?? "", "");
            Sheets.Add((PlainText.Line(xml.GetAttribute("name") ?? "", 200), target.StartsWith('/') ? target[1..] : "xl/" + target));
        });
        Each("xl/workbook.xml", "workbookPr", xml => _since1904 = xml.GetAttribute("date1904") is "1" or "true");
        Styles();
        SharedWords();
    }

    private void Styles()
    {
        var formats = new Dictionary<int, string>();
        var inCells = false;
        using var xml = Part("xl/styles.xml");
        while (xml?.Read() ?? false)
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element;
            }
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && formats.Count < MostStyles && Int(xml.GetAttribute("numFmtId")) is { } id)
            {
                formats[id] = PlainText.Cut(xml.GetAttribute("formatCode") ?? "", MostTarget, out _);
            }
            else if (inCells && _dateStyles.Count < MostStyles && xml is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                var format = Int(xml.GetAttribute("numFmtId")) ?? 0;
                _dateStyles.Add(formats.TryGetValue(format, out var code) ? IsDate(code) : format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
            }
        }
    }

    private void SharedWords()
    {
        using var xml = Part("xl/sharedStrings.xml");
        var kept = 0L;
        while (xml?.Read() ?? false)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                var text = Words(xml, "si");
                kept += (text.Length * 2) + 32;
                _shared.Add(kept < MostSharedBytes ? text : "");
                if (_shared.Count >= MostShared)
                {
                    return;
                }
            }
        }
    }

    // A date or time format has d, m, y, h or s outside of quotes and brackets.
    private static bool IsDate(string code)
    {
        var quoted = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' or '_' or '*' when !quoted:
                    i++;
                    break;
                case '[' when !quoted && i + 1 < code.Length && char.ToLowerInvariant(code[i + 1]) is not ('h' or 'm' or 's'):
                    i = code.IndexOf(']', i) is >= 0 and var end ? end : code.Length;
                    break;
                default:
                    if (!quoted && char.ToLowerInvariant(code[i]) is 'd' or 'm' or 'y' or 'h' or 's')
                    {
                        return true;
                    }

                    break;
            }
        }

        return false;
    }

    private TableRow? Row(XmlReader xml, ref long next)
    {
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                continue;
            }

            var number = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) && stated >= next && stated < 2_000_000 ? stated : next;
            next = number + 1;
            var cells = new List<string>();
            var cut = false;
            var length = 0;
            if (!xml.IsEmptyElement)
            {
                var depth = xml.Depth;
                while (xml.Read() && xml.Depth > depth)
                {
                    if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" })
                    {
                        var column = Column(xml.GetAttribute("r")) ?? cells.Count;
                        var value = Cell(xml);
                        length += value.Length;
                        cut |= column >= TableRow.MostCells || length > MostRow;
                        if (column < TableRow.MostCells && length <= MostRow)
                        {
                            while (cells.Count <= column)
                            {
                                cells.Add("");
                            }

                            cells[column] = value;
                        }
                    }
                }
            }

            return new TableRow(number, null, null, cells, string.Join('\t', cells.Select(cell => cell.Replace('\n', ' ').Replace('\t', ' ')))) { Cut = cut };
        }

        return null;
    }

    private string Cell(XmlReader xml)
    {
        var type = xml.GetAttribute("t");
        var style = Int(xml.GetAttribute("s")) ?? 0;
        var value = "";
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" })
                {
                    value = Words(xml, "v");
                }
                else if (xml is { NodeType: XmlNodeType.Element, LocalName: "is" })
                {
                    value = Words(xml, "is");
                }
            }
        }

        return type switch
        {
            "s" => Int(value) is { } index && index >= 0 && index < _shared.Count ? _shared[index] : "",
            "inlineStr" or "str" => value,
            "b" => value == "1" ? "TRUE" : "FALSE",
            "e" => value,
            "d" => value,
            _ => style >= 0 && style < _dateStyles.Count && _dateStyles[style] ? Date(value) : Number(value),
        };
    }

    // 15551230001 may stand there as 1.5551230001E10, and is the same number.
    private static string Number(string value) =>
        value.AsSpan().ContainsAnyExcept(s_figures) || !value.Contains('E', StringComparison.OrdinalIgnoreCase) || !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? value : number.ToString("0.############", CultureInfo.InvariantCulture);

    // Days since 1899-12-30 (so that Lotus's 29 February 1900, serial 60, does no harm from March 1900 on), or since 1904-01-01.
    private string Date(string value)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) || serial is < 0 or > 2_958_465 || !double.IsFinite(serial))
        {
            return value;
        }

        var day = (int)Math.Floor(serial);
        var seconds = (int)Math.Round((serial - day) * 86_400);
        if (seconds == 86_400)
        {
            (day, seconds) = (day + 1, 0);
        }

        var time = LocalTime.FromSecondsSinceMidnight(seconds);
        var clock = LocalTimePattern.ExtendedIso.Format(time);
        // In a workbook that counts from 1904, day 0 is a day; but a cell of that day is an hour without one: nobody was contacted in 1904.
        if (day == 0)
        {
            return clock;
        }

        var date = (_since1904 ? new LocalDate(1904, 1, 1) : new LocalDate(1899, 12, day < 60 ? 31 : 30)).PlusDays(day);
        return LocalDatePattern.Iso.Format(date) + (seconds == 0 ? "" : " " + clock);
    }

    private static string Words(XmlReader xml, string element)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        var phonetic = int.MaxValue;
        while (xml.Read() && xml.Depth > depth)
        {
            // rPh: how Japanese words are spoken, not what they are.
            phonetic = xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" } ? xml.Depth : xml.Depth <= phonetic ? int.MaxValue : phonetic;
            if (phonetic == int.MaxValue && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && (element == "v" || xml.Depth > depth + 1) && text.Length < MostCell)
            {
                text.Append(xml.Value.AsSpan(0, Math.Min(xml.Value.Length, MostCell)));
            }
        }

        return PlainText.Clean(text.ToString());
    }

    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(c))
            {
                break;
            }

            column = (column * 26) + (c - 'A' + 1);
            if (column > 20_000)
            {
                return TableRow.MostCells;
            }
        }

        return column == 0 ? null : column - 1;
    }

    private void Each(string part, string element, Action<XmlReader> take)
    {
        using var xml = Part(part);
        while (xml?.Read() ?? false)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element)
            {
                take(xml);
            }
        }
    }

    // Null also for a part whose very first bytes are damaged.
    private XmlReader? Opened(string name)
    {
        try
        {
            return Part(name);
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or NotSupportedException)
        {
            return null;
        }
    }

    private XmlReader? Part(string name)
    {
        return _parts.GetValueOrDefault(name) is not { Size: <= MostPartBytes } part ? null : XmlReader.Create(
            new PartStream(part.Open()),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true, MaxCharactersInDocument = MostPartBytes });
    }

    private static int? Int(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
