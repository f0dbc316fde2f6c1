using ContactLog.Domain.Evidence;
using ContactLog.Reports.Building;

namespace ContactLog.Reports.Redaction;

/// <summary>Pictures without the areas that she marked.</summary>
internal static class PictureRedactor
{
    /// <summary>Opens the pictures of a report as the profile lets them be seen.</summary>
    public static Func<Exhibit, Stream> Opener(ReportSource source) => source.OpenPicture;
}
