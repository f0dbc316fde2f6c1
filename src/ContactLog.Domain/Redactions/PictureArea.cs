using System.Globalization;

namespace ContactLog.Domain.Redactions;

/// <summary>
/// A rectangle of a picture as it is seen upright, in thousandths of its width and height, so that it means the same on
/// every screen. Within the picture, at least one thousandth wide and high.
/// </summary>
public readonly record struct PictureArea
{
    /// <summary>Thousandths in the whole.</summary>
    public const int Whole = 1000;

    /// <summary>A rectangle.</summary>
    /// <param name="left">From the left edge.</param>
    /// <param name="top">From the upper edge.</param>
    /// <param name="width">Width.</param>
    /// <param name="height">Height.</param>
    /// <exception cref="ArgumentOutOfRangeException">It does not lie within the picture or is empty.</exception>
    public PictureArea(int left, int top, int width, int height)
    {
        if (!IsWithin(left, width) || !IsWithin(top, height))
        {
            throw new ArgumentOutOfRangeException(nameof(width));
        }

        (Left, Top, Width, Height) = (left, top, width, height);
    }

    /// <summary>From the left edge.</summary>
    public int Left { get; }

    /// <summary>From the upper edge.</summary>
    public int Top { get; }

    /// <summary>Width.</summary>
    public int Width { get; }

    /// <summary>Height.</summary>
    public int Height { get; }

    /// <summary>Whether a run of thousandths lies within the picture.</summary>
    public static bool IsWithin(int start, int length) => start is >= 0 and < Whole && length is > 0 and <= Whole && start + length <= Whole;

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static PictureArea? Parse(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        var numbers = new int[4];
        for (var at = 0; at < 4; at++)
        {
            if (parts.Length != 4 || !int.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[at]))
            {
                return null;
            }
        }

        return IsWithin(numbers[0], numbers[2]) && IsWithin(numbers[1], numbers[3]) ? new(numbers[0], numbers[1], numbers[2], numbers[3]) : null;
    }

    /// <summary>Left, top, width and height, with spaces.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Left} {Top} {Width} {Height}");
}
