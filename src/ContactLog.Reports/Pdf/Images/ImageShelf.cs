using ContactLog.Reports.Model;

namespace ContactLog.Reports.Pdf.Images;

/// <summary>
/// The pictures of one document. They are first read, one after the other, on a thread of their own
/// while the text is set. Small ones are kept until they are written; large ones are read again, so
/// that memory does not grow with their bytes.
/// </summary>
internal sealed class ImageShelf
{
    /// <summary>Bytes that are kept in all: a hundred screenshots, not a hundred photographs.</summary>
    private const long MostKept = 24 * 1024 * 1024;

    private readonly Dictionary<Func<Stream>, Lazy<ReportImage>> _images = [];
    private readonly Task _reading;
    private readonly Lock _gate = new();
    private long _kept;
    private volatile bool _isGivenUp;

    /// <summary>Begins to read the pictures of a report.</summary>
    public ImageShelf(ReportDocument report)
    {
        foreach (var figure in report.Sections.SelectMany(section => section.Blocks).OfType<Figure>())
        {
            if (!_images.ContainsKey(figure.Open))
            {
                var number = _images.Count + 1;
                _images[figure.Open] = new(() => Probe(figure.Open, number));
            }
        }

        var inOrder = _images.Values.ToList();
        _reading = inOrder.Count == 0 ? Task.CompletedTask : Task.Run(() =>
        {
            foreach (var image in inOrder)
            {
                if (_isGivenUp)
                {
                    return;
                }

                // A picture that cannot be opened ends this; it fails again, in the same words, where it is asked for.
                _ = image.Value;
            }
        });
    }

    /// <summary>A picture, as soon as it has been read.</summary>
    public ReportImage Get(Func<Stream> open) => _images[open].Value;

    /// <summary>Waits until no picture is being read any more: the way to them is not for two threads at once.</summary>
    public void Rest()
    {
        _isGivenUp = true;
        Task.WaitAny(_reading);
    }

    /// <summary>The picture itself.</summary>
    /// <exception cref="ImageException">The file changed since it was first read.</exception>
    public static ImageData Read(ReportImage image) => image.Probed ?? image.Read();

    private ReportImage Probe(Func<Stream> open, int number)
    {
        lock (_gate)
        {
            return Keep(new ReportImage(open, number));
        }
    }

    private ReportImage Keep(ReportImage image)
    {
        if (_kept + image.StreamLength > MostKept)
        {
            image.Probed = null;
        }
        else
        {
            _kept += image.StreamLength;
        }

        return image;
    }
}
