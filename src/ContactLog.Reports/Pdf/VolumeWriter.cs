using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;
using ContactLog.Reports.Pdf.Images;
using ContactLog.Reports.Pdf.Layout;
using ContactLog.Reports.Pdf.Syntax;

namespace ContactLog.Reports.Pdf;

/// <summary>
/// Writes one volume: pages with their text, lines and pictures, the structure under them, fonts,
/// links and bookmarks. Pages and pictures are written as they come; one picture is in memory at a
/// time.
/// </summary>
internal sealed class VolumeWriter : IDisposable
{
    private readonly ReportDocument _report;
    private readonly Words _words;
    private readonly Volume _volume;
    private readonly LaidOut _laidOut;
    private readonly LineBreaker _breaker;
    private readonly PdfFile _file;
    private readonly StructureTree _structure;
    private readonly Dictionary<Face, (EmbeddedFont Font, int Number)> _fonts = [];
    private readonly Dictionary<ReportImage, int> _pictures = [];
    private readonly SortedDictionary<int, int> _picturesOfPage = [];
    private readonly List<int> _linksOfPage = [];
    private readonly int[] _pages;
    private readonly int _fontResources;
    private PageContent _content = null!;
    private int _openFigures;

    public VolumeWriter(ReportDocument report, Words words, LaidOut laidOut, Volume volume, LineBreaker breaker, Stream output)
    {
        _report = report;
        _words = words;
        _laidOut = laidOut;
        _volume = volume;
        _breaker = breaker;
        _file = new PdfFile(output);
        _structure = new StructureTree(_file, volume.Pages.Count);
        _pages = [.. volume.Pages.Select(_ => _file.Reserve())];
        _fontResources = _file.Reserve();
    }

    /// <summary>Writes everything.</summary>
    /// <returns>The size of the volume in bytes.</returns>
    public long Write()
    {
        var tree = _file.Reserve();
        foreach (var (i, strips) in _volume.Pages.Index())
        {
            Page(i, strips, tree);
        }

        _file.Put(tree, to =>
        {
            to.Put("<</Type/Pages/Count ").Put(_pages.Length).Put("/Kids[");
            Array.ForEach(_pages, page => to.Ref(page));
            to.Put("]>>");
        });
        foreach (var (face, (font, number)) in _fonts.OrderBy(font => font.Key))
        {
            font.Write(_file, number);
        }

        _file.Put(_fontResources, to =>
        {
            to.Put("<<");
            foreach (var (face, (_, number)) in _fonts.OrderBy(font => font.Key))
            {
                to.Put("/F").Put((int)face).Put(" ").Ref(number);
            }

            to.Put(">>");
        });
        var structure = _structure.Finish();
        var outline = new Outline(_file).Write(Bookmarks());
        var metadata = _file.Reserve();
        _file.PutStream(metadata, "/Type/Metadata/Subtype/XML", Metadata.Packet(_report));
        var catalog = _file.Put(to =>
        {
            to.Put("<</Type/Catalog/Pages ").Ref(tree).Put("/MarkInfo<</Marked true>>/StructTreeRoot ").Ref(structure)
                .Put("/Lang").Text(_report.Language).Put("/ViewerPreferences<</DisplayDocTitle true>>/Metadata ").Ref(metadata)
                .Put("/PageLabels<</Nums[0<</S/D/St ").Put(_volume.FirstPage).Put(">>]>>");
            if (outline > 0)
            {
                to.Put("/PageMode/UseOutlines/Outlines ").Ref(outline);
            }

            to.Put(">>");
        });
        var info = _file.Put(to => to.Put("<</Title").Text(PlainText.Clean(_report.Title))
            .Put(_report.MadeAt.UtcDateTime.ToString("'/CreationDate(D:'yyyyMMddHHmmss'Z)>>'", CultureInfo.InvariantCulture)));
        _file.Finish(catalog, info);
        return _file.Length;
    }

    public void Dispose() => _file.Dispose();

    private void Page(int index, List<PlacedStrip> strips, int tree)
    {
        var page = _pages[index];
        _structure.BeginPage(page);
        _content = new PageContent(_structure, _laidOut.Paper.Height);
        _picturesOfPage.Clear();
        _linksOfPage.Clear();
        Furniture(_volume.FirstPage + index);
        foreach (var placed in strips)
        {
            foreach (var op in placed.Strip.Ops)
            {
                Run(op, placed.Top, placed.IsRepeat);
            }
        }

        _content.Close();
        var content = _file.PutCompressed("", _content.Bytes);
        _file.Put(page, to =>
        {
            to.Put("<</Type/Page/Parent ").Ref(tree).Put("/MediaBox[0 0 ").Put(_laidOut.Paper.Width).Put(_laidOut.Paper.Height)
                .Put("]/Contents ").Ref(content).Put("/Resources<</Font ").Ref(_fontResources);
            if (_picturesOfPage.Count > 0)
            {
                to.Put("/XObject<<");
                foreach (var (name, number) in _picturesOfPage)
                {
                    to.Put("/I").Put(name).Put(" ").Ref(number);
                }

                to.Put(">>");
            }

            to.Put(">>/Tabs/S/StructParents ").Put(index);
            if (_linksOfPage.Count > 0)
            {
                to.Put("/Annots[");
                _linksOfPage.ForEach(link => to.Ref(link));
                to.Put("]");
            }

            to.Put(">>");
        });
    }

    /// <summary>Running head and foot.</summary>
    private void Furniture(int number)
    {
        const double headTop = 36.5;
        var foot = _laidOut.Paper.Height - 47;
        double left = Typography.Margin, right = _laidOut.Paper.Width - Typography.Margin;
        var end = _breaker.Line(_report.HeadEnd, TextFormat.Body);
        // A long name of a court goes over two lines, so that the number of the case is not lost.
        var start = _breaker.Lines([Span.Plain(_report.HeadStart.ReplaceLineEndings(" "))], right - left - end.Width - 18, TextFormat.Body).Take(2).ToList();
        foreach (var (i, line) in start.Index())
        {
            Line(line, left, headTop - ((start.Count - 1 - i) * Typography.LineHeight(Typography.TextSize)));
        }

        Line(end, right - end.Width, headTop);
        Run(new LineOp(left, foot - 6, right, foot - 6, Typography.Rule, Ink.Black), 0, true);
        var name = _laidOut.Volumes.Count > 1
            ? _words["reportpage.foot.volume", _report.ReportId, _volume.Number]
            : _words["reportpage.foot.report", _report.ReportId];
        Line(_breaker.Line(name, TextFormat.Body), left, foot);
        var page = _breaker.Line(_words["reportpage.foot.page", number, _laidOut.PageCount], TextFormat.Body);
        Line(page, right - page.Width, foot);

        void Line(TextLine line, double x, double y)
        {
            Run(new SetOp(line, x, 0), y, true);
        }
    }

    private void Run(Op op, double top, bool isArtifact)
    {
        switch (op)
        {
            case BeginOp begin:
                _content.Close();
                Begin(begin, top);
                break;
            case EndOp:
                _content.Close();
                _structure.End();
                _openFigures = Math.Max(0, _openFigures - 1);
                break;
            case SetOp set:
                foreach (var part in set.Line.Ops)
                {
                    Run(part.Moved(set.X, set.Y), top, isArtifact);
                }

                break;
            case TextOp text:
                Text(text, top, isArtifact);
                break;
            case LineOp line:
                Mark(isDrawing: true);
                _content.Line(line.X1, line.Y1 + top, line.X2, line.Y2 + top, line.Width, Grey(line.Ink));
                break;
            case BoxOp { Filled: true } box:
                Mark(isDrawing: true);
                _content.Box(box.X, box.Y + top, box.Width, box.Height, Grey(box.Ink));
                break;
            case BoxOp box:
                Mark(isDrawing: true);
                _content.Outline(box.X, box.Y + top, box.Width, box.Height, box.Ink == Ink.Hair ? Typography.HairRule : Typography.Rule, Grey(box.Ink));
                break;
            case ImageOp image:
                Mark(isDrawing: false);
                Picture(image, top);
                break;
            default:
                throw new NotSupportedException(op.GetType().Name);
        }
    }

    /// <summary>Lines and boxes mean nothing to a screen reader, unless they are the picture itself.</summary>
    private void Mark(bool isDrawing)
    {
        if (isDrawing && _openFigures == 0)
        {
            _content.AsArtifact();
        }
        else
        {
            _content.AsContent();
        }
    }

    private static int Grey(Ink ink) => ink switch { Ink.Secondary => 0x44, Ink.Hair => 0x88, Ink.Bar => 0x9A, Ink.White => 0xFF, _ => 0 };

    private void Begin(BeginOp begin, double top)
    {
        var span = begin.ColumnSpan > 1 ? string.Create(CultureInfo.InvariantCulture, $"/ColSpan {begin.ColumnSpan}") : "";
        switch (begin.Tag)
        {
            case Tag.H1: _structure.Begin("H1"); break;
            case Tag.H2: _structure.Begin("H2"); break;
            case Tag.H3: _structure.Begin("H3"); break;
            case Tag.Paragraph: _structure.Begin("P"); break;
            case Tag.Table: _structure.Begin("Table"); break;
            case Tag.Row: _structure.Begin("TR"); break;
            case Tag.ColumnHead: _structure.Begin("TH", $"/A<</O/Table/Scope/Column{span}>>"); break;
            case Tag.RowHead: _structure.Begin("TH", $"/A<</O/Table/Scope/Row{span}>>"); break;
            case Tag.Cell: _structure.Begin("TD", span.Length > 0 ? $"/A<</O/Table{span}>>" : ""); break;
            case Tag.List: _structure.Begin("L", begin.Numbered ? "/A<</O/List/ListNumbering/Decimal>>" : "/A<</O/List/ListNumbering/Disc>>"); break;
            case Tag.ListItem: _structure.Begin("LI"); break;
            case Tag.ListLabel: _structure.Begin("Lbl"); break;
            case Tag.ListBody: _structure.Begin("LBody"); break;
            case Tag.Figure:
                var (x, y, width, height) = begin.Box;
                var bottom = _laidOut.Paper.Height - y - top - height;
                _structure.Begin("Figure", more: to => to.Put("/Alt").Text(PlainText.Clean(begin.Alt ?? ""))
                    .Put("/A<</O/Layout/Placement/Block/BBox[").Put(x).Put(bottom).Put(x + width).Put(bottom + height).Put("]>>"));
                _openFigures = 1;
                break;
            default: throw new NotSupportedException(begin.Tag.ToString());
        }
    }

    private void Text(TextOp text, double top, bool isArtifact)
    {
        var place = text.LinkTo is { } anchor && !isArtifact ? _laidOut.PlaceOf(anchor) : default;
        // A page of another volume is another file, of which nobody knows where it lies.
        var isLink = place.Page > 0 && place.Volume == _volume.Number;
        if (isLink)
        {
            _content.Close();
            _structure.Begin("Link");
            AddLink(text, top, place);
        }

        if (isArtifact)
        {
            _content.AsArtifact();
        }
        else
        {
            _content.AsContent();
        }

        Glyphs(text, top);
        if (isLink)
        {
            _content.Close();
            _structure.End();
        }
    }

    private void AddLink(TextOp text, double top, Place place)
    {
        var link = _file.Reserve();
        var key = _structure.AddLink(link);
        var bottom = _laidOut.Paper.Height - (top + text.Baseline - (Typography.Ascent * text.Size) + (Typography.FaceHeight * text.Size));
        _file.Put(link, to => to.Put("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[")
            .Put(text.X - 1).Put(bottom).Put(text.X + text.Width + 1).Put(bottom + (Typography.FaceHeight * text.Size))
            .Put("]/StructParent ").Put(key).Put("/Contents").Text(_words["reportpage.link.page", place.Page])
            .Put("/Dest[").Ref(_pages[place.Page - _volume.FirstPage]).Put("/XYZ 0 ").Put(_laidOut.Paper.Height - place.Top + 4).Put("null]>>"));
        _linksOfPage.Add(link);
    }

    private void Glyphs(TextOp text, double top)
    {
        if (!_fonts.TryGetValue(text.Face, out var entry))
        {
            _fonts[text.Face] = entry = (new EmbeddedFont(text.Face), _file.Reserve());
        }

        var font = entry.Font;
        var to = _content.BeginText((int)text.Face, text.Size, Grey(text.Ink), text.IsHeavy, text.X, top + text.Baseline);
        // Text is shown in one go as far as every glyph stands where the one before leaves the pen.
        var metrics = ReportFonts.Metrics(text.Face);
        to.Put("[<");
        var rise = 0.0;
        foreach (var glyph in text.Glyphs)
        {
            if (glyph.IsPlain)
            {
                to.Hex(font.CodeOf(glyph));
                continue;
            }

            if (glyph.Y != rise)
            {
                rise = glyph.Y;
                to.Put(">]TJ ").Put(rise * text.Size).Put("Ts [<");
            }

            // Numbers in the array move the pen back, in thousandths of the size.
            to.Put(">").Put(-glyph.X * 1000).Put("<").Hex(font.CodeOf(glyph)).Put(">")
                .Put((glyph.X + metrics.Advance(glyph.Glyph) - glyph.Advance) * 1000).Put("<");
            if (rise != 0)
            {
                rise = 0;
                to.Put(">]TJ 0 Ts [<");
            }
        }

        to.Put(">]TJ");
        _content.EndText(text.IsHeavy);
    }

    private void Picture(ImageOp op, double top)
    {
        if (!_pictures.TryGetValue(op.Image, out var number))
        {
            _pictures[op.Image] = number = _file.Reserve();
            var data = ImageShelf.Read(op.Image);
            _file.PutStream(number, data.Entries, data.Stream);
        }

        _picturesOfPage[op.Image.Number] = number;
        double width = op.Width, height = op.Height, x = op.X, y = _laidOut.Paper.Height - op.Y - top - height;
        // EXIF counts eight ways to hold a camera; the stored picture is turned as it is drawn.
        (double, double, double, double, double, double) matrix = op.Image.Orientation switch
        {
            2 => (-width, 0, 0, height, x + width, y),
            3 => (-width, 0, 0, -height, x + width, y + height),
            4 => (width, 0, 0, -height, x, y + height),
            5 => (0, -height, -width, 0, x + width, y + height),
            6 => (0, -height, width, 0, x, y + height),
            7 => (0, height, width, 0, x, y),
            8 => (0, height, -width, 0, x + width, y),
            _ => (width, 0, 0, height, x, y),
        };
        _content.Picture("I" + op.Image.Number.ToString(CultureInfo.InvariantCulture), matrix, (x, op.ClipTop + top, width, op.ClipHeight));
    }

    private IEnumerable<Bookmark> Bookmarks() =>
        from page in _volume.Pages.Index()
        from placed in page.Item
        where !placed.IsRepeat
        from mark in placed.Strip.Bookmarks
        select new Bookmark(mark.Level, PlainText.Clean(mark.Title), _pages[page.Index], _laidOut.Paper.Height - placed.Top + 4);
}
