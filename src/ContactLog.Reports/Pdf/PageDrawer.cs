using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;
using ContactLog.Reports.Pdf.Images;
using ContactLog.Reports.Pdf.Layout;
using ContactLog.Reports.Pdf.Mending;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace ContactLog.Reports.Pdf;

/// <summary>Draws laid-out pages with PDFsharp: text, lines, pictures, and the structure under them.</summary>
internal sealed class PageDrawer
{
    private readonly PdfDocument _document;
    private readonly StructureBuilder _structure;
    private readonly Words _words;
    private readonly TextShaper _shaper;
    private readonly (double Width, double Height) _paper;
    private readonly LinkTargets _targets;
    private readonly GlyphParts _parts = new();
    private readonly Dictionary<(Face, double), XFont> _fonts = [];
    private readonly Dictionary<Ink, XSolidBrush> _brushes = new()
    {
        [Ink.Black] = new XSolidBrush(XColor.FromArgb(0, 0, 0)),
        [Ink.Secondary] = new XSolidBrush(XColor.FromArgb(0x44, 0x44, 0x44)),
        [Ink.Hair] = new XSolidBrush(XColor.FromArgb(0x88, 0x88, 0x88)),
        [Ink.Bar] = new XSolidBrush(XColor.FromArgb(0x9A, 0x9A, 0x9A)),
        [Ink.White] = new XSolidBrush(XColor.FromArgb(0xFF, 0xFF, 0xFF)),
    };

    private readonly Dictionary<ReportImage, XImage> _images = [];
    private XGraphics _graphics = null!;
    private PdfPage _page = null!;
    private int _openFigures;

    public PageDrawer(PdfDocument document, Words words, TextShaper shaper, (double Width, double Height) paper, LinkTargets targets)
    {
        _document = document;
        _structure = UAManager.ForDocument(document).StructureBuilder;
        _words = words;
        _shaper = shaper;
        _paper = paper;
        _targets = targets;
        document.RenderEvents.RenderTextEvent += _parts.OnRenderText;
    }

    /// <summary>What each glyph stands for, for the text layer.</summary>
    public GlyphTexts Texts { get; } = new();

    /// <summary>Draws all pages.</summary>
    public void Draw(ReportDocument report, IReadOnlyList<List<PlacedStrip>> pages)
    {
        foreach (var (number, strips) in pages.Index())
        {
            // An element may be open across the break; its marked content may not.
            _structure.EndMarkedContentsWithId();
            _graphics?.Dispose();
            _page = _document.AddPage();
            _page.Width = XUnit.FromPoint(_paper.Width);
            _page.Height = XUnit.FromPoint(_paper.Height);
            _page.Elements.SetName("/Tabs", "/S");
            _graphics = XGraphics.FromPdfPage(_page);
            Furniture(report, number + 1, pages.Count);
            foreach (var placed in strips)
            {
                foreach (var op in placed.Strip.Ops)
                {
                    Run(op, placed.Top, placed.IsRepeat);
                }
            }
        }

        _structure.EndMarkedContentsWithId();
        _graphics?.Dispose();
    }

    /// <summary>Running head and foot.</summary>
    private void Furniture(ReportDocument report, int number, int count)
    {
        var breaker = new LineBreaker(_words, _shaper, _ => default);
        const double headTop = 36.5;
        var foot = _paper.Height - 47;
        double left = Typography.Margin, right = _paper.Width - Typography.Margin;
        var end = breaker.Line(report.HeadEnd, TextFormat.Body);
        // A long name of a court gives way to the kind of copy.
        var start = breaker.Lines([Span.Plain(report.HeadStart.ReplaceLineEndings(" "))], right - left - end.Width - 18, TextFormat.Body).FirstOrDefault() ?? new TextLine([], 0);
        Line(start, left, headTop);
        Line(end, right - end.Width, headTop);
        Run(new LineOp(left, foot - 6, right, foot - 6, Typography.Rule, Ink.Black), 0, true);
        Line(breaker.Line(_words["reportpage.foot.report", report.ReportId], TextFormat.Body), left, foot);
        var page = breaker.Line(_words["reportpage.foot.page", number, count], TextFormat.Body);
        Line(page, right - page.Width, foot);

        void Line(TextLine line, double x, double y)
        {
            foreach (var op in line.Ops)
            {
                Run(op is TextOp text ? text with { X = text.X + x } : op, y, true);
            }
        }
    }

    private void Run(Op op, double top, bool isArtifact)
    {
        switch (op)
        {
            case BeginOp begin:
                Begin(begin, top);
                break;
            case EndOp:
                _structure.End();
                _openFigures = Math.Max(0, _openFigures - 1);
                break;
            case TextOp text when isArtifact:
                _structure.BeginArtifact();
                Glyphs(text, top);
                _structure.End();
                break;
            case TextOp { LinkTo: { } anchor } text:
                var area = _graphics.Transformer.WorldToDefaultPage(new XRect(
                    text.X - 1, top + text.Baseline - (Typography.Ascent * text.Size), text.Width + 2, Typography.FaceHeight * text.Size));
                var alt = _words["reportpage.link.page", _targets.PageOf(anchor)];
                _structure.BeginElement(_targets.Link(new PdfRectangle(area), anchor), alt);
                Glyphs(text, top);
                _structure.End();
                break;
            case TextOp text:
                Glyphs(text, top);
                break;
            case LineOp line:
                Artifact(() => _graphics.DrawLine(new XPen(_brushes[line.Ink].Color, line.Width), line.X1, line.Y1 + top, line.X2, line.Y2 + top));
                break;
            case BoxOp { Filled: true } box:
                Artifact(() => _graphics.DrawRectangle(_brushes[box.Ink], box.X, box.Y + top, box.Width, box.Height));
                break;
            case BoxOp box:
                Artifact(() => _graphics.DrawRectangle(new XPen(_brushes[box.Ink].Color, box.Ink == Ink.Hair ? Typography.HairRule : Typography.Rule), box.X, box.Y + top, box.Width, box.Height));
                break;
            case ImageOp image:
                Picture(image, top);
                break;
            default:
                throw new NotSupportedException(op.GetType().Name);
        }
    }

    /// <summary>Lines and boxes mean nothing to a screen reader, unless they are the picture itself.</summary>
    private void Artifact(Action draw)
    {
        if (_openFigures > 0)
        {
            draw();
            return;
        }

        _structure.BeginArtifact();
        draw();
        _structure.End();
    }

    private void Begin(BeginOp begin, double top)
    {
        switch (begin.Tag)
        {
            case Tag.H1: _structure.BeginBlockLevelElement("H1"); break;
            case Tag.H2: _structure.BeginBlockLevelElement("H2"); break;
            case Tag.H3: _structure.BeginBlockLevelElement("H3"); break;
            case Tag.Paragraph: _structure.BeginBlockLevelElement("P"); break;
            case Tag.Table: _structure.BeginBlockLevelElement("Table"); break;
            case Tag.Row: _structure.BeginBlockLevelElement("TR"); break;
            case Tag.ColumnHead or Tag.RowHead:
                _structure.BeginBlockLevelElement("TH");
                _structure.CurrentStructureElement.TableAttributes.Elements.SetName("/Scope", begin.Tag == Tag.RowHead ? "/Row" : "/Column");
                break;
            case Tag.Cell: _structure.BeginBlockLevelElement("TD"); break;
            case Tag.List:
                _structure.BeginBlockLevelElement("L");
                var attributes = new PdfDictionary(_document);
                attributes.Elements.SetName("/O", "/List");
                attributes.Elements.SetName("/ListNumbering", begin.Numbered ? "/Decimal" : "/Disc");
                _structure.CurrentStructureElement.Elements["/A"] = attributes;
                break;
            case Tag.ListItem: _structure.BeginBlockLevelElement("LI"); break;
            case Tag.ListLabel: _structure.BeginBlockLevelElement("Lbl"); break;
            case Tag.ListBody: _structure.BeginBlockLevelElement("LBody"); break;
            case Tag.Figure:
                var (x, y, width, height) = begin.Box;
                var box = _graphics.Transformer.WorldToDefaultPage(new XRect(x, y + top, width, height));
                _structure.BeginElement(PdfIllustrationElementTag.Figure, PlainText.Clean(begin.Alt ?? ""), box);
                _openFigures = 1;
                break;
            default: throw new NotSupportedException(begin.Tag.ToString());
        }

        if (begin.ColumnSpan > 1)
        {
            _structure.SetColSpan(begin.ColumnSpan);
        }
    }

    private void Glyphs(TextOp text, double top)
    {
        foreach (var glyph in text.Glyphs)
        {
            Texts.Add(glyph);
        }

        _parts.Draw(text.Face, text.Glyphs, placeholder =>
            _graphics.DrawString(placeholder, Font(text.Face, text.Size), _brushes[text.Ink], text.X, top + text.Baseline));
    }

    private XFont Font(Face face, double size)
    {
        if (!_fonts.TryGetValue((face, size), out var font))
        {
            _fonts[(face, size)] = font = new XFont(ReportFonts.Name(face), size, XFontStyleEx.Regular, XPdfFontOptions.UnicodeDefault);
        }

        return font;
    }

    private void Picture(ImageOp op, double top)
    {
        if (!_images.TryGetValue(op.Image, out var picture))
        {
            _images[op.Image] = picture = ImagePlaceholder.Create(op.Image.Number);
        }

        double width = op.Width, height = op.Height;
        var state = _graphics.Save();
        _graphics.IntersectClip(new XRect(op.X, op.ClipTop + top, width, op.ClipHeight));
        _graphics.TranslateTransform(op.X, op.Y + top);
        // EXIF counts eight ways to hold a camera; the stored picture is turned as it is drawn.
        var turn = op.Image.Orientation switch
        {
            2 => new XMatrix(-1, 0, 0, 1, width, 0),
            3 => new XMatrix(-1, 0, 0, -1, width, height),
            4 => new XMatrix(1, 0, 0, -1, 0, height),
            5 => new XMatrix(0, 1, 1, 0, 0, 0),
            6 => new XMatrix(0, 1, -1, 0, width, 0),
            7 => new XMatrix(0, -1, -1, 0, width, height),
            8 => new XMatrix(0, -1, 1, 0, 0, height),
            _ => XMatrix.Identity,
        };
        _graphics.MultiplyTransform(turn);
        var (stored, storedHeight) = op.Image.Orientation >= 5 ? (height, width) : (width, height);
        _graphics.DrawImage(picture, 0, 0, stored, storedHeight);
        _graphics.Restore(state);
    }
}
