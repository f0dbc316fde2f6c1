using ContactLog.Domain.Language;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Fonts;
using ContactLog.Reports.Pdf.Layout;

namespace ContactLog.Reports.Pdf;

/// <summary>What came of laying a report out.</summary>
/// <param name="PageCount">Number of pages in all volumes.</param>
/// <param name="AnchorPages">The page, from 1, of every anchor: what an index outside the file needs.</param>
public sealed record PdfReportResult(int PageCount, IReadOnlyDictionary<string, int> AnchorPages);

/// <summary>A volume of a report.</summary>
/// <param name="Number">From 1.</param>
/// <param name="FirstPage">The number on its first page: pages are counted through all volumes.</param>
/// <param name="PageCount">Its pages.</param>
public sealed record PdfVolume(int Number, int FirstPage, int PageCount)
{
    /// <summary>The number on its last page.</summary>
    public int LastPage => FirstPage + PageCount - 1;
}

/// <summary>
/// Writes reports as PDF: tagged, with bookmarks, page labels and internal links; fonts embedded;
/// no attachments, scripts, forms or encryption; equal documents give equal bytes. Instances may be
/// used by several threads at once.
/// </summary>
/// <param name="words">The words of the page furniture, in the language of the report.</param>
public sealed class PdfReportWriter(Words words)
{
    /// <summary>The most bytes that filing systems of courts take in one file: 25 MB.</summary>
    public const long CourtLimit = 25_000_000;

    /// <summary>Bytes after which a report goes on in another volume, parted between exhibits. A single exhibit that is larger is a volume by itself.</summary>
    public long MostBytesPerVolume { get; init; } = CourtLimit;

    /// <summary>
    /// Reads fonts and compiles what a report needs, on another thread and once in the life of a program: begin it before
    /// a record is opened, and the first report need not wait for it. Nothing depends on whether it is done or not.
    /// </summary>
    /// <param name="words">Words of any language.</param>
    public static Task GetReady(Words words) => ReadyWriter.Begin(words);

    /// <summary>Writes a report as one file, whatever its size.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where it goes; only written to, never read or rewound.</param>
    /// <exception cref="ArgumentException">As <see cref="Prepare"/>.</exception>
    public PdfReportResult Write(ReportDocument report, Stream output)
    {
        var whole = new PdfReportWriter(words) { MostBytesPerVolume = long.MaxValue }.Prepare(report);
        whole.Write(1, output);
        return whole.Result;
    }

    /// <summary>Lays a report out. Every picture is read once, to see whether it can be printed.</summary>
    /// <param name="report">The report.</param>
    /// <exception cref="ArgumentException">A page reference leads to an anchor that no block carries, two blocks carry the same anchor, or a table is malformed.</exception>
    public PreparedReport Prepare(ReportDocument report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var shaper = new TextShaper();
        return new PreparedReport(report, words, shaper, new ReportLayout(report, words, shaper, MostBytesPerVolume).Make());
    }
}

/// <summary>A report as pages and volumes, ready to be written as often as wanted, always the same.</summary>
public sealed class PreparedReport
{
    private readonly ReportDocument _report;
    private readonly Words _words;
    private readonly TextShaper _shaper;
    private readonly LaidOut _laidOut;

    internal PreparedReport(ReportDocument report, Words words, TextShaper shaper, LaidOut laidOut)
    {
        (_report, _words, _shaper, _laidOut) = (report, words, shaper, laidOut);
        Result = new(laidOut.PageCount, laidOut.Places.ToDictionary(place => place.Key, place => place.Value.Page, StringComparer.Ordinal));
        Volumes = [.. laidOut.Volumes.Select(volume => new PdfVolume(volume.Number, volume.FirstPage, volume.Pages.Count))];
    }

    /// <summary>How many pages, and where things stand.</summary>
    public PdfReportResult Result { get; }

    /// <summary>The volumes in order; one for most reports.</summary>
    public IReadOnlyList<PdfVolume> Volumes { get; }

    /// <summary>Writes a volume. Pictures are read one after the other, so memory does not grow with their bytes.</summary>
    /// <param name="volume">Its number, from 1.</param>
    /// <param name="output">Where it goes; only written to, never read or rewound.</param>
    /// <returns>Its size in bytes.</returns>
    /// <exception cref="ArgumentException">A link leads to an anchor that no block carries.</exception>
    public long Write(int volume, Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(volume, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(volume, Volumes.Count);
        var breaker = new LineBreaker(_words, _shaper, _ => default, new LineCache());
        using var writer = new VolumeWriter(_report, _words, _laidOut, _laidOut.Volumes[volume - 1], breaker, output);
        return writer.Write();
    }
}
