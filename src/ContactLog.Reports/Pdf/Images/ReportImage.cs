namespace ContactLog.Reports.Pdf.Images;

/// <summary>Why a picture is not printed.</summary>
internal enum ImageProblem
{
    /// <summary>Neither JPEG nor PNG.</summary>
    Kind,

    /// <summary>Broken, cut short, or of a sort that viewers show differently.</summary>
    Damaged,

    /// <summary>More bytes or pixels than a report can carry.</summary>
    Large,
}

/// <summary>A file that cannot be printed.</summary>
internal sealed class ImageException(ImageProblem problem) : Exception
{
    public ImageProblem Problem { get; } = problem;
}

/// <summary>A picture as the PDF holds it: dictionary entries besides the length, and the stream.</summary>
internal sealed record ImageData(int Width, int Height, int Orientation, string Entries, byte[] Stream);

/// <summary>
/// A picture of the report. Its bytes are read once to see whether they can be printed, and once
/// more when the finished file is written, so that never more than one picture is in memory.
/// </summary>
internal sealed class ReportImage
{
    private readonly Func<Stream> _open;

    public ReportImage(Func<Stream> open, int number)
    {
        _open = open;
        Number = number;
        try
        {
            var data = Read();
            (PixelWidth, PixelHeight, Orientation, StreamLength) = (data.Width, data.Height, data.Orientation, data.Stream.Length);
            Probed = data;
        }
        catch (ImageException exception)
        {
            Problem = exception.Problem;
        }
    }

    public int Number { get; }

    public ImageProblem? Problem { get; }

    public int PixelWidth { get; }

    public int PixelHeight { get; }

    /// <summary>Bytes that the picture takes in the file.</summary>
    public long StreamLength { get; }

    /// <summary>What the first reading found, as long as the shelf keeps it.</summary>
    public ImageData? Probed { get; set; }

    /// <summary>1 to 8 as EXIF counts them; 1 is upright.</summary>
    public int Orientation { get; } = 1;

    public int DisplayWidth => Orientation >= 5 ? PixelHeight : PixelWidth;

    public int DisplayHeight => Orientation >= 5 ? PixelWidth : PixelHeight;

    /// <summary>Reads the file and leaves out everything but the picture itself.</summary>
    /// <exception cref="ImageException">The file cannot be printed.</exception>
    public ImageData Read()
    {
        const int mostBytes = 96 * 1024 * 1024;
        using var stream = _open();
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if (memory.Length + count > mostBytes)
            {
                throw new ImageException(ImageProblem.Large);
            }

            memory.Write(buffer, 0, count);
        }

        var bytes = memory.GetBuffer().AsMemory(0, (int)memory.Length);
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return Jpeg.Read(bytes.Span);
        }

        if (bytes.Span.StartsWith(Png.Signature))
        {
            return Png.Read(bytes);
        }

        throw new ImageException(ImageProblem.Kind);
    }
}
