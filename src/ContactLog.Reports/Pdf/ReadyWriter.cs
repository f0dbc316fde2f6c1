using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Reports.Pdf;

/// <summary>
/// Prints a small report of every kind of block into nothing, once in the life of a program. A program that has just been
/// started spends a good part of its first report reading fonts and compiling itself; that can be done on the second core
/// while the record is still being opened.
/// </summary>
internal static class ReadyWriter
{
    // A hundred rows: enough that what runs most often is compiled a second time, for speed.
    private const int Rows = 100;
    private static readonly Lock s_gate = new();
    private static Task? s_ready;

    /// <summary>Begins, unless it was begun before. Nobody has to wait for it, and it never fails for the caller.</summary>
    public static Task Begin(Words words)
    {
        lock (s_gate)
        {
            return s_ready ??= Task.Run(() =>
            {
                var prepared = new PdfReportWriter(words).Prepare(Document());
                prepared.Write(1, Stream.Null);
            });
        }
    }

    private static ReportDocument Document() => new()
    {
        Language = "en",
        Title = "-",
        ReportId = "-",
        MadeAt = DateTimeOffset.UnixEpoch,
        Sections = [new("1. Section", Blocks()) { Anchor = "section" }],
    };

    private static List<Block> Blocks() =>
    [
        new Heading(2, "Heading") { Beside = [Span.Plain("beside")], Bookmark = "Heading" },
        new Paragraph("A paragraph that is long enough to be parted into lines: words, and words again, until it is parted somewhere."),
        new KeyValues([new("Name", "Value"), new("Hash", [Span.Machine(new string('0', 64))])]),
        new KeyValues([new("Name", "Value"), new("Name", "Value")], Columns: 2),
        new KeyValues([new("Name", "Value")]) { Running = true },
        new ItemList([[Span.Plain("Item")], [Span.Plain("Item")]]),
        new BarChart([new("1", 1, 2), new("2", 3, 0, 1)], [new(0.5, "Line"), new(1.5, "Line", IsOrder: true)], "Chart") { Title = "Chart" },
        new Rule(),
        new Table(
            [new("No.", ColumnWidth.Fixed(30)), new("When", ColumnWidth.Fixed(113)), new("What", ColumnWidth.Share()), new("Number", ColumnWidth.Fit, Alignment.End)],
            [
                .. Enumerable.Range(0, Rows).Select(row => new TableRow(
                [
                    new(FormattableString.Invariant($"{row}")),
                    new([Span.Plain("Day"), Span.Break, Span.Plain("time")]),
                    new([Span.Plain("Words of a row, "), Span.Exact("\u201cas they were said\u201d"), Span.Bold(" in every voice "), Span.Break, Span.Grey("and when.")]),
                    new([Span.Label("A-1", "figure"), Span.Plain(" "), Span.Page("figure")]),
                ])),
                new([new([Span.Bold("A line")], 4)], RowKind.Boundary),
                new([new("Sum"), new(""), new(""), new("1")], RowKind.Total),
            ]) { FirstColumnNamesRow = true },
        new Figure(() => new MemoryStream(PngWriter.Write(2, 2, new byte[12])), "Picture") { Anchor = "figure", Caption = [Span.Plain("Picture")] },
    ];
}
