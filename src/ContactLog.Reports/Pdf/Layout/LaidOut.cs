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
