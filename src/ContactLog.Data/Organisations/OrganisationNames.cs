using System.Text;
using ContactLog.Data.Sealing;

namespace ContactLog.Data.Organisations;

/// <summary>
/// Names of organisations and of the people in them. They have to be shown to colleagues and owners who share no key, so they
/// are under the server's seal: whoever has the database and not the secret learns none.
/// </summary>
public static class OrganisationNames
{
    /// <summary>The longest name, in characters.</summary>
    public const int Longest = 100;

    /// <summary>A name as it is kept, or null when it is none.</summary>
    internal static string? Tidy(string? typed)
    {
        var tidy = typed?.Trim().Normalize(NormalizationForm.FormC) ?? "";

        // Line breaks and direction marks would make one name look like another, and the bar divides what is sealed together.
        return tidy.Length is 0 or > Longest || tidy.Contains('|', StringComparison.Ordinal) || tidy.EnumerateRunes().Any(Rune.IsControl) ||
            tidy.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format) ? null : tidy;
    }

    internal static byte[] Seal(OuterSeal outer, Guid id, string name) => outer.SealForServer(Purpose(id), Encoding.UTF8.GetBytes(name));

    internal static string Open(OuterSeal outer, Guid id, byte[] blob) => Encoding.UTF8.GetString(outer.OpenForServer(Purpose(id), blob));

    private static string Purpose(Guid id) => $"organisation-{id:N}";
}
