namespace ContactLog.Reports.Pdf.Syntax;

/// <summary>
/// The content of one page (ISO 32000-1, section 8), upside up: callers count from the top, the
/// file from the bottom. Every mark belongs to an element of the structure or is an artifact.
/// </summary>
internal sealed class PageContent(StructureTree structure, double pageHeight)
{
    private enum Open
    {
        Nothing,
        Content,
        Artifact,
    }

    private readonly PdfBuffer _bytes = new();
    private Open _open;
    private int _fill = -1;
    private (double Width, int Grey) _pen = (-1, -1);

    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>What follows belongs to the element of the structure that is open now.</summary>
    public void AsContent()
    {
        if (_open != Open.Content)
        {
            Close();
            _bytes.Put("/P<</MCID ").Put(structure.NextMark()).Put(">>BDC\n");
            _open = Open.Content;
        }
    }

    /// <summary>What follows means nothing to a reader who listens.</summary>
    public void AsArtifact()
    {
        if (_open != Open.Artifact)
        {
            Close();
            _bytes.Put("/Artifact BMC\n");
            _open = Open.Artifact;
        }
    }

    /// <summary>Ends what was begun; call before an element is opened or closed and at the end of the page.</summary>
    public void Close()
    {
        if (_open != Open.Nothing)
        {
            _bytes.Put("EMC\n");
            _open = Open.Nothing;
        }
    }

    /// <summary>Begins text at a place; heavy text has its outlines drawn as well as filled.</summary>
    public PdfBuffer BeginText(int font, double size, int grey, bool isHeavy, double x, double y)
    {
        Fill(grey);
        if (isHeavy)
        {
            Pen(size * 0.035, grey);
        }

        _bytes.Put("BT/F").Put(font).Put(" ").Put(size).Put("Tf ").Put(x).Put(pageHeight - y).Put("Td ");
        return isHeavy ? _bytes.Put("2 Tr ") : _bytes;
    }

    /// <summary>Ends text.</summary>
    public void EndText(bool isHeavy) => _bytes.Put(isHeavy ? " 0 Tr ET\n" : " ET\n");

    public void Line(double x1, double y1, double x2, double y2, double width, int grey)
    {
        Pen(width, grey);
        _bytes.Put(x1).Put(pageHeight - y1).Put("m ").Put(x2).Put(pageHeight - y2).Put("l S\n");
    }

    public void Outline(double x, double y, double width, double height, double pen, int grey)
    {
        Pen(pen, grey);
        Rectangle(x, y, width, height).Put("S\n");
    }

    public void Box(double x, double y, double width, double height, int grey)
    {
        Fill(grey);
        Rectangle(x, y, width, height).Put("f\n");
    }

    /// <summary>Draws a picture, seen through a clip.</summary>
    /// <param name="name">Its name in the page's resources.</param>
    /// <param name="matrix">Where the unit square of the picture goes, counted from the bottom.</param>
    /// <param name="clip">What of the page may be painted on: x, y from the top, width, height.</param>
    public void Picture(string name, (double A, double B, double C, double D, double E, double F) matrix, (double X, double Y, double Width, double Height) clip)
    {
        _bytes.Put("q ");
        Rectangle(clip.X, clip.Y, clip.Width, clip.Height).Put("W n ")
            .Put(matrix.A).Put(matrix.B).Put(matrix.C).Put(matrix.D).Put(matrix.E).Put(matrix.F).Put("cm/").Put(name).Put(" Do Q\n");
    }

    private PdfBuffer Rectangle(double x, double y, double width, double height) =>
        _bytes.Put(x).Put(pageHeight - y - height).Put(width).Put(height).Put("re ");

    private void Fill(int grey)
    {
        if (_fill != grey)
        {
            _bytes.Put(grey / 255.0).Put("g\n");
            _fill = grey;
        }
    }

    private void Pen(double width, int grey)
    {
        if (_pen != (width, grey))
        {
            _bytes.Put(width).Put("w ").Put(grey / 255.0).Put("G\n");
            _pen = (width, grey);
        }
    }
}
