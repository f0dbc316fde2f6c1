using ContactLog.Reports.Pdf.Layout;
using PdfSharp.Pdf;

namespace ContactLog.Reports.Pdf;

/// <summary>Bookmarks, and page labels that agree with the printed numbers.</summary>
internal static class Bookmarks
{
    public static void Write(PdfDocument document, IReadOnlyList<List<PlacedStrip>> pages, double pageHeight)
    {
        PdfOutline? section = null;
        foreach (var (number, page) in pages.Index())
        {
            foreach (var placed in page.Where(placed => !placed.IsRepeat))
            {
                foreach (var (level, title) in placed.Strip.Bookmarks)
                {
                    var bookmark = new PdfOutline(PlainText.Clean(title), document.Pages[number], level == 1)
                    {
                        PageDestinationType = PdfPageDestinationType.Xyz,
                        Left = 0,
                        Top = Math.Round(pageHeight - placed.Top + 4, 2),
                    };
                    if (level > 1 && section is not null)
                    {
                        section.Outlines.Add(bookmark);
                    }
                    else
                    {
                        document.Outlines.Add(bookmark);
                        section = bookmark;
                    }
                }
            }
        }

        var style = new PdfDictionary(document);
        style.Elements.SetName("/S", "/D");
        var numbers = new PdfArray(document);
        numbers.Elements.Add(new PdfInteger(0));
        numbers.Elements.Add(style);
        var labels = new PdfDictionary(document);
        labels.Elements["/Nums"] = numbers;
        document.Internals.Catalog.Elements["/PageLabels"] = labels;
    }
}
