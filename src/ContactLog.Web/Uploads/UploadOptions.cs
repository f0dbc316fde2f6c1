using System.ComponentModel.DataAnnotations;

namespace ContactLog.Web.Uploads;

/// <summary>How much may be sent: section <c>Uploads</c> of the configuration.</summary>
public sealed class UploadOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Uploads";

    /// <summary>The most that <see cref="MaxFiles"/> can be.</summary>
    public const int MostFiles = 200;

    /// <summary>The most bytes of one file; 2 GB when nothing is said.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; set; } = 2_000_000_000;

    /// <summary>The most bytes that all files of one case may have together; 50 GB when nothing is said.</summary>
    [Range(1, long.MaxValue)]
    public long MaxCaseBytes { get; set; } = 50_000_000_000;

    /// <summary>The most files sent at once. No more than the address of a page about them can name.</summary>
    [Range(1, MostFiles)]
    public int MaxFiles { get; set; } = 100;

    /// <summary>The most seconds for which files are read for one page; five minutes when nothing is said. A made file must not hold the program.</summary>
    [Range(0.0, 3_600.0)]
    public double MaxReadingSeconds { get; set; } = 300;
}

/// <summary>The room on the disk that holds the data.</summary>
/// <param name="Free">Bytes that may still be written.</param>
/// <param name="Total">Bytes in all.</param>
public readonly record struct DiskRoom(long Free, long Total)
{
    /// <summary>
    /// True when so much more may be taken in: a twentieth stays free, so that words can still be saved
    /// when files no longer can.
    /// </summary>
    public bool HasRoomFor(long bytes) => Free - bytes >= Total / 20;
}

/// <summary>Measures the room; a seam, because a test cannot fill a disk.</summary>
public delegate DiskRoom MeasureDisk();
