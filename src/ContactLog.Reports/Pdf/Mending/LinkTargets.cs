using System.Globalization;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Annotations;

namespace ContactLog.Reports.Pdf.Mending;

/// <summary>
/// Fault mended: PDFsharp's named destinations store an object number that is wrong once the file
/// is saved. Links are written with names here, and the tree of names at the end, when all pages
/// exist. Names are numbers: an anchor might say what it should not.
/// </summary>
internal sealed class LinkTargets(PdfDocument document, IReadOnlyDictionary<string, (int Page, double Top)> places, double pageHeight)
{
    private readonly SortedDictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _links;

    /// <summary>The page number, from 1, on which an anchor lies.</summary>
    /// <exception cref="ArgumentException">No block carries the anchor.</exception>
    public int PageOf(string anchor) => places.TryGetValue(anchor, out var place)
        ? place.Page
        : throw new ArgumentException($"The report links to '{anchor}', which no block carries.", nameof(anchor));

    /// <summary>A link to an anchor, not yet on a page: opening its structure element puts it there.</summary>
    public PdfLinkAnnotation Link(PdfRectangle area, string anchor)
    {
        if (!_names.TryGetValue(anchor, out var name))
        {
            _names[anchor] = name = "d" + (_names.Count + 1).ToString("D6", CultureInfo.InvariantCulture);
        }

        var link = PdfLinkAnnotation.CreateDocumentLink(area, name);
        // A random name and the time of day would make each file different.
        link.Elements.SetString("/NM", "l" + (++_links).ToString("D6", CultureInfo.InvariantCulture));
        link.Elements.Remove("/M");
        return link;
    }

    /// <summary>Writes the tree of names; call when every page exists.</summary>
    public void WriteNames()
    {
        if (_names.Count == 0)
        {
            return;
        }

        var list = new PdfArray(document);
        foreach (var (anchor, name) in _names.OrderBy(pair => pair.Value, StringComparer.Ordinal))
        {
            var (page, top) = places[anchor];
            var target = new PdfArray(document);
            target.Elements.Add(document.Pages[page - 1].Reference!);
            target.Elements.Add(new PdfName("/XYZ"));
            target.Elements.Add(new PdfReal(0));
            target.Elements.Add(new PdfReal(Math.Round(pageHeight - top + 4, 2)));
            target.Elements.Add(PdfNull.Value);
            list.Elements.Add(new PdfString(name));
            list.Elements.Add(target);
        }

        var tree = new PdfDictionary(document);
        tree.Elements["/Names"] = list;
        var names = new PdfDictionary(document);
        names.Elements["/Dests"] = tree;
        document.Internals.Catalog.Elements["/Names"] = names;
    }
}
