using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;
using ContactLog.Reports.Pdf.Images;
using ContactLog.Reports.Pdf.Layout;
using ContactLog.Reports.Pdf.Mending;
using PdfSharp.Pdf;

namespace ContactLog.Reports.Pdf;

/// <summary>What came of writing a report.</summary>
/// <param name="PageCount">Number of pages.</param>
/// <param name="AnchorPages">The page, from 1, of every anchor: what an index outside the file needs.</param>
public sealed record PdfReportResult(int PageCount, IReadOnlyDictionary<string, int> AnchorPages);

/// <summary>
/// Writes a report as PDF: tagged, with bookmarks, page labels and internal links; fonts embedded;
/// no attachments, scripts, forms or encryption; equal documents give equal bytes. The engine behind
/// it (PDFsharp) and everything that mends its faults stay in this folder. Instances may be used by
/// several threads at once.
/// </summary>
/// <param name="words">The words of the page furniture, in the language of the report.</param>
public sealed class PdfReportWriter(Words words)
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where the file goes; only written to, never read or rewound.</param>
    /// <exception cref="ArgumentException">A link or page reference leads to an anchor that no block carries, two blocks carry the same anchor, or a table is malformed.</exception>
    public PdfReportResult Write(ReportDocument report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        ReportFonts.Register();
        var shaper = new TextShaper();
        var images = new ImageShelf();
        var paper = SizeOf(report.Paper);
        var (pages, places) = LayOut(report, shaper, images, paper);

        using var document = new PdfDocument();
        document.Options.CompressContentStreams = true;
        document.Options.FlateEncodeMode = PdfFlateEncodeMode.BestCompression;
        var targets = new LinkTargets(document, places, paper.Height);
        var drawer = new PageDrawer(document, words, shaper, paper, targets);
        document.Language = report.Language;
        document.Info.Title = PlainText.Clean(report.Title);
        document.Info.Creator = "";
        document.Info.CreationDate = report.MadeAt.UtcDateTime;
        document.ViewerPreferences.DisplayDocTitle = true;
        document.PageMode = PdfPageMode.UseOutlines;
        drawer.Draw(report, pages);
        targets.WriteNames();
        Bookmarks.Write(document, pages, paper.Height);

        using var draft = new MemoryStream();
        document.Save(draft, closeStream: false);
        new SecondPass(report, drawer.Texts, images.All).Write(draft.GetBuffer().AsSpan(0, (int)draft.Length), output);
        return Result(pages, places);
    }

    /// <summary>Lays the report out without writing it: how many pages there will be, and where things stand.</summary>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentException">As <see cref="Write"/>.</exception>
    public PdfReportResult Measure(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ReportFonts.Register();
        var (pages, places) = LayOut(report, new TextShaper(), new ImageShelf(), SizeOf(report.Paper));
        return Result(pages, places);
    }

    private static (double Width, double Height) SizeOf(Paper paper) => paper == Paper.A4 ? (595.28, 841.89) : (612, 792);

    private static PdfReportResult Result(IReadOnlyList<List<PlacedStrip>> pages, Dictionary<string, (int Page, double Top)> places) =>
        new(pages.Count, places.ToDictionary(place => place.Key, place => place.Value.Page, StringComparer.Ordinal));

    /// <summary>
    /// A page reference is as wide as the number it prints, and so can move what it refers to. The
    /// report is laid out until no anchor moves to another page; after that numbers are final.
    /// </summary>
    private (IReadOnlyList<List<PlacedStrip>> Pages, Dictionary<string, (int Page, double Top)> Places) LayOut(
        ReportDocument report, TextShaper shaper, ImageShelf images, (double Width, double Height) paper)
    {
        const int roundsBeforeRoom = 3, mostRounds = 12;
        var digits = new Dictionary<string, int>(StringComparer.Ordinal);
        var known = new Dictionary<string, (int Page, double Top)>(StringComparer.Ordinal);
        for (var round = 1; ; round++)
        {
            var guess = known;
            var first = round == 1;
            var breaker = new LineBreaker(words, shaper, anchor => guess.TryGetValue(anchor, out var place) ? new PageGuess(place.Page, digits.GetValueOrDefault(anchor))
                : first ? new PageGuess(88)
                : throw new ArgumentException($"The report refers to '{anchor}', which no block carries.", nameof(report)));
            var body = paper.Height - (2 * Typography.Margin);
            var layout = new BlockLayout(words, breaker, images, paper.Width - (2 * Typography.Margin), body);
            var paginator = new Paginator(Typography.Margin, Typography.Margin + body);
            foreach (var (i, section) in report.Sections.Index())
            {
                paginator.Add(layout.Section(section, i == 0), layout.Continued(section));
            }

            var places = new Dictionary<string, (int Page, double Top)>(StringComparer.Ordinal);
            foreach (var (number, page) in paginator.Pages.Index())
            {
                foreach (var placed in page)
                {
                    foreach (var anchor in placed.IsRepeat ? [] : placed.Strip.Anchors)
                    {
                        if (!places.TryAdd(anchor, (number + 1, placed.Top)))
                        {
                            throw new ArgumentException($"The anchor '{anchor}' is carried by two blocks.", nameof(report));
                        }
                    }
                }
            }

            var settled = places.Count == known.Count && places.All(place => known.TryGetValue(place.Key, out var before) && before.Page == place.Value.Page);
            if (settled && round > 1)
            {
                return (paginator.Pages, places);
            }

            if (round == mostRounds)
            {
                throw new InvalidOperationException("The page numbers of the report do not settle.");
            }

            known = places;
            if (round >= roundsBeforeRoom)
            {
                // A reference that is "9" and "10" by turns keeps the room of the wider one: then the turns end.
                foreach (var (anchor, place) in places)
                {
                    digits[anchor] = Math.Max(digits.GetValueOrDefault(anchor), place.Page.ToString(CultureInfo.InvariantCulture).Length);
                }
            }
        }
    }
}
