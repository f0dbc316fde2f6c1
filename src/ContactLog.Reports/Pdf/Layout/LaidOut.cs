using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>Where an anchor lies.</summary>
/// <param name="Page">The page, from 1 through all volumes; 0 for nowhere.</param>
/// <param name="Top">Points from the top of the page.</param>
/// <param name="Volume">The volume, from 1.</param>
internal readonly record struct Place(int Page, double Top, int Volume);

/// <summary>The pages of one volume.</summary>
internal sealed class Volume(int number, int firstPage)
{
    public int Number { get; } = number;

    /// <summary>The number printed on its first page.</summary>
    public int FirstPage { get; } = firstPage;

    public List<List<PlacedStrip>> Pages { get; } = [];
}

/// <summary>A report as pages.</summary>
internal sealed record LaidOut(
    (double Width, double Height) Paper,
    IReadOnlyList<Volume> Volumes,
    IReadOnlyDictionary<string, Place> Places)
{
    public int PageCount => Volumes.Sum(volume => volume.Pages.Count);

    /// <summary>Where an anchor lies.</summary>
    /// <exception cref="ArgumentException">No block carries the anchor.</exception>
    public Place PlaceOf(string anchor) => Places.TryGetValue(anchor, out var place)
        ? place
        : throw new ArgumentException($"The report links to '{anchor}', which no block carries.", nameof(anchor));
}

/// <summary>How large a volume will be, reckoned before it is written and never too low.</summary>
internal sealed class SizeEstimate
{
    /// <summary>Fonts, bookmarks and what else every volume has.</summary>
    private const long Fixed = 400_000;

    /// <summary>Compressed, a glyph takes less than one byte and a drawing step less than ten; measured on long reports.</summary>
    private const long PerGlyph = 2, PerStep = 24, PerPage = 1500;

    /// <summary>Outline of a glyph that is new to the volume; Chinese ones are the largest.</summary>
    private const long PerNewGlyph = 250;

    private readonly HashSet<(Fonts.Face, ushort)> _glyphs = [];
    private readonly HashSet<ReportImage> _images = [];

    public long Bytes { get; private set; } = Fixed;

    /// <summary>What some strips add.</summary>
    public long Of(IEnumerable<Strip> strips)
    {
        var bytes = 0L;
        foreach (var strip in strips)
        {
            bytes += (strip.Ops.Count * PerStep) + (long)(strip.Height * PerPage / 600) + (strip.StartsPage ? PerPage : 0);
            foreach (var op in strip.Ops)
            {
                switch (op)
                {
                    case TextOp text:
                        bytes += text.Glyphs.Length * PerGlyph;
                        foreach (ref readonly var glyph in text.Glyphs.AsSpan())
                        {
                            bytes += _glyphs.Contains((glyph.Face, glyph.Glyph)) ? 0 : PerNewGlyph;
                        }

                        break;
                    case ImageOp image when !_images.Contains(image.Image):
                        bytes += image.Image.StreamLength + 300;
                        break;
                }
            }
        }

        return bytes;
    }

    /// <summary>Takes strips into the volume.</summary>
    public void Add(IReadOnlyCollection<Strip> strips)
    {
        Bytes += Of(strips);
        foreach (var op in strips.SelectMany(strip => strip.Ops))
        {
            switch (op)
            {
                case TextOp text:
                    foreach (var glyph in text.Glyphs)
                    {
                        _glyphs.Add((glyph.Face, glyph.Glyph));
                    }

                    break;
                case ImageOp image:
                    _images.Add(image.Image);
                    break;
            }
        }
    }
}
