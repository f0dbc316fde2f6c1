using ContactLog.Reports.Pdf.Fonts;
using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>How large a volume will be, reckoned before it is written and never too low.</summary>
internal sealed class SizeEstimate
{
    /// <summary>Fonts of the smaller scripts in full use, bookmarks and what else every volume has.</summary>
    private const long Fixed = 400_000;

    /// <summary>Compressed, a glyph takes less than one byte and a drawing step less than ten; measured on long reports.</summary>
    private const long PerGlyph = 2, PerStep = 24, PerPage = 1500;

    /// <summary>The outline of an east Asian letter that the volume has not shown yet.</summary>
    private const long PerLetter = 250;

    private readonly HashSet<(Face, ushort)> _letters = [];
    private readonly HashSet<ReportImage> _images = [];

    /// <summary>What has been taken in.</summary>
    public long Bytes { get; private set; } = Fixed;

    /// <summary>What some strips add at most.</summary>
    public long Of(IReadOnlyCollection<Strip> strips) => Reckon(strips, isTaken: false);

    /// <summary>Takes strips into the volume.</summary>
    public void Add(IReadOnlyCollection<Strip> strips) => Bytes += Reckon(strips, isTaken: true);

    private long Reckon(IReadOnlyCollection<Strip> strips, bool isTaken)
    {
        var bytes = 0L;
        foreach (var strip in strips)
        {
            bytes += (long)(strip.Height * PerPage / 600) + (strip.StartsPage ? PerPage : 0);
            foreach (var op in strip.Ops)
            {
                bytes += Reckon(op, isTaken);
            }
        }

        return bytes;
    }

    private long Reckon(Op op, bool isTaken)
    {
        var bytes = PerStep;
        switch (op)
        {
            case SetOp set:
                bytes = 0;
                foreach (var part in set.Line.Ops)
                {
                    bytes += Reckon(part, isTaken);
                }

                break;
            case TextOp text:
                bytes += text.Glyphs.Length * PerGlyph;
                if (text.Face is Face.Chinese or Face.Japanese or Face.Korean)
                {
                    foreach (var glyph in text.Glyphs)
                    {
                        var isNew = isTaken ? _letters.Add((glyph.Face, glyph.Glyph)) : !_letters.Contains((glyph.Face, glyph.Glyph));
                        bytes += isNew ? PerLetter : 0;
                    }
                }

                break;
            case ImageOp image:
                bytes += (isTaken ? _images.Add(image.Image) : !_images.Contains(image.Image)) ? image.Image.StreamLength + 300 : 0;
                break;
        }

        return bytes;
    }
}
