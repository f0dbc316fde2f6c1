using System.Globalization;
using System.Text;
using ContactLog.Imports.Photo;
using NodaTime.Text;

namespace ContactLog.Web.Uploads;

/// <summary>
/// What a picture says of itself: device, time, place. Anyone can write anything there, so it is kept
/// beside the file and shown as its own claim, never taken for the time or place of an incident.
/// </summary>
public static class FileClaims
{
    private const int MaxValue = 200;
    private static readonly LocalDateTimePattern s_time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");
    private static readonly LocalDateTimePattern s_exif = LocalDateTimePattern.CreateWithInvariantCulture("uuuu:MM:dd HH:mm:ss");

    /// <summary>The names of the claims, in the order in which they are shown; their words are <c>exhibit.claim.</c> and the name.</summary>
    public static IReadOnlyList<string> Names { get; } = ["taken", "changed", "place", "device", "software", "turned"];

    /// <summary>Reads the claims in the first bytes of a picture.</summary>
    /// <param name="first">Its first bytes, all of it or a part.</param>
    /// <returns>A line <c>name: value</c> for each, or null when there are none or they cannot be read.</returns>
    public static string? Read(byte[] first)
    {
        if (PictureMetadata.Read(first) is not { } said)
        {
            // A file made to break the reader must not keep her from storing it. What it claimed until then is worth nothing.
            return null;
        }

        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        Put(claims, "taken", Join(Time(said.TakenText), said.OffsetText));
        Put(claims, "changed", Time(said.ChangedText));
        Put(claims, "device", Join(said.Make, said.Model));
        Put(claims, "software", said.Software);
        Put(claims, "place", said.Place is { } place ? string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:0.00000}, {place.Longitude:0.00000}") : null);
        Put(claims, "turned", said.Orientation is { } turned and > 1 ? turned.ToString(CultureInfo.InvariantCulture) : null);
        return claims.Count == 0 ? null : string.Join('\n', Names.Where(claims.ContainsKey).Select(name => $"{name}: {claims[name]}"));
    }

    /// <summary>The claims of a text that <see cref="Read"/> made, in order.</summary>
    public static IEnumerable<(string Name, string Value)> Parse(string? text) =>
        (text ?? "").Split('\n').Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2 && Names.Contains(parts[0], StringComparer.Ordinal)).Select(parts => (parts[0], parts[1]));

    private static void Put(Dictionary<string, string> claims, string name, string? value)
    {
        var clean = new StringBuilder();
        foreach (var rune in (value ?? "").Trim().EnumerateRunes().Take(MaxValue))
        {
            clean.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format ? new Rune('\ufffd') : rune);
        }

        if (clean.Length > 0)
        {
            claims[name] = clean.ToString();
        }
    }

    /// <summary>EXIF writes 2026:04:19 17:52:10.</summary>
    private static string? Time(string? text) => s_exif.Parse(text ?? "") is { Success: true } time ? s_time.Format(time.Value) : text;

    private static string? Join(string? first, string? second) => string.Join(' ', new[] { first?.Trim(), second?.Trim() }.Where(part => !string.IsNullOrEmpty(part)));
}
