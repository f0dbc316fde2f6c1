using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;

namespace ContactLog.Tests.Reports.Pdf;

/// <summary>The two pages of a report that the look was drawn with, as a document.</summary>
internal static class SampleReport
{
    public static Words Words { get; } = new(new WordCatalogue(typeof(PdfReportWriter).Assembly), System.Globalization.CultureInfo.InvariantCulture);

    public static ReportDocument Document(Paper paper = Paper.Letter, params ReportSection[] more) => new()
    {
        Language = "en",
        Title = "Record",
        ReportId = "20260423-1",
        MadeAt = new DateTimeOffset(2026, 4, 23, 9, 30, 0, TimeSpan.FromHours(-5)),
        Paper = paper,
        HeadStart = "Example County Court, 26-CV-0000",
        HeadEnd = "Filing copy",
        Sections = [Summary(), Chronology(), Exhibits(), .. more],
    };

    public static byte[] Write(ReportDocument document)
    {
        using var output = new MemoryStream();
        new PdfReportWriter(Words).Write(document, output);
        return output.ToArray();
    }

    private static ReportSection Summary() => new("1. Summary",
    [
        new KeyValues([
            new("Prepared by", "Casey Example"),
            new("About", "R. Placeholder, former partner (until November 2025)"),
            new("Period", "12 January to 22 April 2026, America/Chicago"),
            new("Rows", "40 of 40. None left out. 3 values redacted."),
        ]),
        new Heading(2, "Contacts by kind") { Bookmark = "Contacts by kind" },
        new Table(
            [
                new("Kind", ColumnWidth.Share(1.6)),
                new("Incidents", ColumnWidth.Share(0.9), Alignment.End),
                new("Contacts", ColumnWidth.Share(0.9), Alignment.End),
                new("After 3 March", ColumnWidth.Share(1.25), Alignment.End),
                new("After order", ColumnWidth.Share(1.05), Alignment.End),
            ],
            [
                Row("Calls, voicemail", "14", "42", "19", "13"),
                Row("Texts, email, social", "20", "56", "13", "0"),
                Row("In person, other", "6", "8", "3", "0"),
                Row("All", "40", "106", "35", "13") with { Kind = RowKind.Total },
            ]) { FirstColumnNamesRow = true },
        new Paragraph(Span.Sentence("Each attempt by or for R. Placeholder counts once. Rule: page {0}.", SpanStyle.Secondary, Span.PageNumber("chronology", SpanStyle.Secondary))),
        new Heading(2, "Boundaries and orders"),
        new Table(
            [new("", ColumnWidth.Share()), new("", ColumnWidth.Fixed(73), Alignment.End)],
            [
                new([new([Span.Plain("3 March 2026, 18:22, by text, read 18:24. "), Span.Exact("\u201CPlease do not contact me again in any way, including through other people. I will not reply.\u201D")]), Exhibits("A-1")]),
                new([new("20 April 2026, 14:05. Temporary order served, 26-CV-0000: no contact, 100 yards. Ends 18 May 2026."), Exhibits("A-2")]),
            ]),
        new Heading(2, "Also recorded"),
        new KeyValues([
            new("First", "12 January 2026"), new("Latest", "22 April 2026"), new("Weapon seen", "No"),
            new("Injury", "No"), new("Police told", "2 incidents"), new("Children present", "Not answered"),
        ], Columns: 2),
        new Heading(2, "Contacts per week") { Beside = Span.Sentence("Grey before 3 March, black after. Table: page {0}.", SpanStyle.Plain, Span.PageNumber("chronology")) },
        new BarChart(
            [
                new("12 Jan", 6, 0), new("19 Jan", 9, 0), new("26 Jan", 7, 0), new("2 Feb", 11, 0), new("9 Feb", 14, 0), new("16 Feb", 10, 0), new("23 Feb", 12, 0),
                new("2 Mar", 2, 4), new("9 Mar", 0, 5), new("16 Mar", 0, 4), new("23 Mar", 0, 3), new("30 Mar", 0, 2), new("6 Apr", 0, 3), new("13 Apr", 0, 1), new("20 Apr", 0, 13),
            ],
            [new(7.0, "3 March"), new(14.0, "Order, 20 April", IsOrder: true)],
            "Bars for 15 weeks from 12 January 2026, contacts per week; a boundary on 3 March and an order on 20 April."),
    ])
    { Anchor = "summary" };

    private static ReportSection Chronology() => new("4. Chronology",
    [
        new Table(
            [new("No.", ColumnWidth.Fixed(30)), new("When", ColumnWidth.Fixed(113)), new("What", ColumnWidth.Share()), new("Exhibit", ColumnWidth.Fixed(73), Alignment.End)],
            [
                Entry(35, "Wed 1 April 2026", "18:40", [Span.Plain("2 missed calls from 555-0142.")], "Recorded 1 April 19:05", "A-3"),
                Entry(36, "Tue 7 April 2026", "time unknown", [Span.Plain("Parcel at the door of [redacted: home address]. No sender. Not opened, kept by author.")], "Recorded 7 April 12:20"),
                Entry(37, "Sun 12 April 2026", "02:30", [Span.Plain("2 texts from 555-0142. "), Span.Exact("\u201CWhy are you doing this to me\u201D \u201CAnswer me\u201D")], "Recorded 12 April 07:51", "A-4", "A-5"),
                Entry(38, "Fri 17 April 2026", "about 17:50",
                    [Span.Plain("In person, [redacted: home address]. Grey hatchback parked opposite; left after about ten minutes. "), Span.Exact("\u201CI only want five minutes. You owe me that.\u201D"), Span.Plain(" Witness: Pat Nobody.")],
                    "Recorded 2 days later. Corrected 21 April: time, vehicle (p. 26).", "A-6"),
                new([new([Span.Bold("20 April 2026, 14:05."), Span.Plain(" Temporary order served: no contact, 100 yards.")], ColumnSpan: 3), Exhibits("A-2")], RowKind.Order),
                Entry(39, "Tue 21 April 2026", "22:08", [Span.Plain("Voicemail, 41 seconds, number withheld. Author knows the voice. "), Span.Exact("\u201CPick up. I know you are home.\u201D")], "Recorded 21 April 22:19", "A-7"),
                new([new([Span.Bold("21 April 2026, 23:00."), Span.Plain(" Boundary: a friend said it again.")], ColumnSpan: 3)], RowKind.Boundary),
                Entry(40, "Wed 22 April 2026", "01:00 to 03:00", [Span.Plain("12 missed calls from 555-0142. 12 recorded, 9 visible in exhibit.")], "Recorded 22 April 06:40", "A-8", "A-9"),
            ]),
        new Paragraph("All times America/Chicago, UTC\u221205:00. End of chronology: 40 of 40 rows.", SpanStyle.Secondary),
    ])
    { Anchor = "chronology" };

    private static ReportSection Exhibits() => new("6. Exhibits",
        [.. Enumerable.Range(1, 9).SelectMany(n => new Block[]
        {
            new Heading(2, [Span.Label("A-" + n), Span.Plain(" Screenshot of the messages")]) { Anchor = "A-" + n, Bookmark = "A-" + n, StartsPage = true },
            new KeyValues([new("Added", "1 April 2026, 19:10"), new("SHA-256", [Span.Machine("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")])]),
        })]);

    private static TableRow Row(params string[] cells) => new([.. cells.Select(cell => new TableCell(cell))]);

    private static TableRow Entry(int number, string day, string time, Span[] what, string recorded, params string[] exhibits) => new(
    [
        new(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        new([Span.Plain(day), Span.Break, Span.Plain(time)]),
        new([.. what, Span.Break, Span.Grey(recorded)]),
        Exhibits(exhibits),
    ]);

    private static TableCell Exhibits(params string[] labels) => new([.. labels.SelectMany((label, i) =>
        (Span[])[.. i > 0 ? [Span.Break] : Array.Empty<Span>(), Span.Label(label, label), Span.Plain(" "), Span.Page(label)])]);
}
