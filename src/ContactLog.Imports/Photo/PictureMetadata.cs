using System.Globalization;
using ContactLog.Imports.Text;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Png;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.Photo;

/// <summary>
/// What a picture says of itself. Anyone can write anything there: it is the picture's own claim. The one place that reads it,
/// for imports and for files she adds by hand.
/// </summary>
public sealed record PictureMetadata
{
    private const int MostApart = 15;
    private const int LongestText = 200;

    // EXIF 2.31: OffsetTimeOriginal, and OffsetTime, which speaks of the last change.
    private const int OffsetTimeOriginal = 0x9011;
    private const int OffsetTime = 0x9010;
    // Colons by the standard; programs that change pictures write their own signs, and the year stands first all the same.
    private static readonly LocalDateTimePattern[] s_exif =
        [.. new[] { "uuuu:MM:dd HH:mm:ss", "uuuu-MM-dd HH:mm:ss", "uuuu/MM/dd HH:mm:ss", "uuuu-MM-dd'T'HH:mm:ss" }.Select(LocalDateTimePattern.CreateWithInvariantCulture)];

    /// <summary>Wall time of the camera when it was taken, or null.</summary>
    public LocalDateTime? TakenAt { get; private init; }

    /// <summary>The same as it is written, also where it is no date.</summary>
    public string? TakenText { get; private init; }

    /// <summary>Its offset from UTC as the picture states it, as written.</summary>
    public string? OffsetText { get; private init; }

    /// <summary>The same, where it can be read.</summary>
    public Offset? Offset { get; private init; }

    /// <summary>When it was last changed, as written.</summary>
    public string? ChangedText { get; private init; }

    /// <summary>The maker of the camera.</summary>
    public string? Make { get; private init; }

    /// <summary>Its model.</summary>
    public string? Model { get; private init; }

    /// <summary>The program that wrote the picture.</summary>
    public string? Software { get; private init; }

    /// <summary>A comment: some phones write "Screenshot".</summary>
    public string? Comment { get; private init; }

    /// <summary>EXIF orientation 1 to 8, or null.</summary>
    public int? Orientation { get; private init; }

    /// <summary>Where it was taken, degrees north and east; null when it does not say, or says 0, 0, as phones without a fix do.</summary>
    public (double Latitude, double Longitude)? Place { get; private init; }

    /// <summary>The time by the satellites, or null.</summary>
    public Instant? SatelliteTime { get; private init; }

    /// <summary>The time of last change in a PNG: UTC by the standard, the wall time in many programs.</summary>
    public LocalDateTime? PngTime { get; private init; }

    /// <summary>
    /// The offset as the satellites show it: the camera's time less theirs, one that clocks somewhere had then, within seconds; null
    /// when they do not fit (a stale fix is minutes or a day old, and would fit one in four by chance if less were asked).
    /// </summary>
    public Offset? SatelliteOffset
    {
        get
        {
            if (TakenAt is not { } taken || SatelliteTime is not { } satellite)
            {
                return null;
            }

            var seconds = (taken.InUtc().ToInstant() - satellite).TotalSeconds;
            var quarters = Math.Round(seconds / 900);
            if (Math.Abs(seconds - (quarters * 900)) > MostApart || Math.Abs(quarters) > 14 * 4)
            {
                return null;
            }

            var offset = NodaTime.Offset.FromSeconds((int)quarters * 900);
            return DateTimeZoneProviders.Tzdb.Ids.Any(id => DateTimeZoneProviders.Tzdb[id].GetUtcOffset(satellite) == offset) ? offset : null;
        }
    }

    /// <summary>Reads it.</summary>
    /// <param name="bytes">The picture, or its first part.</param>
    /// <returns>Null when it cannot be read: the library throws all kinds of things at damaged and at some sound files, and none of them may keep her picture out. That includes being out of memory: a damaged length makes it ask for gigabytes at once, and refusing them costs nothing.</returns>
    public static PictureMetadata? Read(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            return From(ImageMetadataReader.ReadMetadata(stream));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return null;
        }
    }

    private static PictureMetadata From(IReadOnlyList<MetadataExtractor.Directory> parts)
    {
        var camera = parts.OfType<ExifIfd0Directory>().FirstOrDefault();
        var shot = parts.OfType<ExifSubIfdDirectory>().FirstOrDefault(part => part.ContainsTag(ExifDirectoryBase.TagDateTimeOriginal)) ?? parts.OfType<ExifSubIfdDirectory>().FirstOrDefault();
        var gps = parts.OfType<GpsDirectory>().FirstOrDefault();
        var taken = shot?.GetString(ExifDirectoryBase.TagDateTimeOriginal);
        var offset = shot?.GetString(OffsetTimeOriginal) ?? (shot?.GetString(ExifDirectoryBase.TagDateTimeOriginal) is { } when && when == camera?.GetString(ExifDirectoryBase.TagDateTime) ? shot.GetString(OffsetTime) : null);
        int? orientation = camera is not null && camera.TryGetInt32(ExifDirectoryBase.TagOrientation, out var turned) && turned is >= 1 and <= 8 ? turned : null;
        return new PictureMetadata
        {
            TakenText = Clean(taken),
            TakenAt = Time(taken),
            OffsetText = Clean(offset),
            Offset = OffsetPattern.CreateWithInvariantCulture("Z+HH:mm").Parse(offset?.Trim().TrimEnd('\0') ?? "") is { Success: true } parsed ? parsed.Value : null,
            ChangedText = Clean(camera?.GetString(ExifDirectoryBase.TagDateTime)),
            Make = Clean(camera?.GetString(ExifDirectoryBase.TagMake)),
            Model = Clean(camera?.GetString(ExifDirectoryBase.TagModel)),
            Software = Clean(camera?.GetString(ExifDirectoryBase.TagSoftware)),
            Comment = Clean(shot?.GetDescription(ExifDirectoryBase.TagUserComment)),
            Orientation = orientation,
            Place = PlaceOf(gps),
            SatelliteTime = gps is not null && gps.TryGetGpsDate(out var utc) && utc.Year > 1980 ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc)) : null,
            PngTime = parts.OfType<PngDirectory>().Select(part => part.TryGetDateTime(PngDirectory.TagLastModificationTime, out var time) ? LocalDateTime.FromDateTime(time) : (LocalDateTime?)null).FirstOrDefault(time => time is not null),
        };
    }

    /// <summary>EXIF writes 2026:04:19 17:52:10; zeros and blanks mean that the camera did not know.</summary>
    private static LocalDateTime? Time(string? text) =>
        s_exif.Select(pattern => pattern.Parse(text?.Trim().TrimEnd('\0') ?? "")).FirstOrDefault(time => time.Success) is { Value: { Year: >= 1990 and <= 2100 } taken } ? taken : null;

    private static (double, double)? PlaceOf(GpsDirectory? gps) =>
        gps?.GetGeoLocation() is { IsZero: false } place && double.IsFinite(place.Latitude) && double.IsFinite(place.Longitude) ? (place.Latitude, place.Longitude) : null;

    private static string? Clean(string? text) => PlainText.Line((text ?? "").TrimEnd('\0'), LongestText) is { Length: > 0 } clean ? clean : null;
}
