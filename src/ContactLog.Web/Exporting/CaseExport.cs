using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Stamps;
using ContactLog.Reports.Building;
using ContactLog.Reports.Bundle;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Web.Stamping;

namespace ContactLog.Web.Exporting;

/// <summary>
/// Makes reports and bundles. Making one is an entry in the record; the files follow from the record up to
/// that entry, so they are made when asked for, in the request, and never lie on the server.
/// </summary>
public sealed class CaseExport(Recorder recorder, CaseOpener opener, FileStore files, CaseSeals seals, WordCatalogue catalogue, Words words)
{
    /// <summary>The version of the program, as reports name it.</summary>
    public static string ProgramVersion { get; } =
        typeof(CaseExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>The most that are made under one grant. Each stands in her record for good.</summary>
    public const int MostUnderGrant = 200;

    /// <summary>True for an export that was made under a grant. Names do not tell: the owner may bear the one she gave the lawyer.</summary>
    public static bool IsUnder(OpenedEntry entry, Guid grant)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Text.Kind == EntryKind.Export && string.Equals(entry["grant"], grant.ToString("N"), StringComparison.Ordinal);
    }

    /// <summary>Records that a report is made.</summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="options">The choices.</param>
    /// <param name="requestId">The form; a second submit finds the first one's report.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="grant">The grant under which somebody else makes it; null for the owner.</param>
    /// <returns>The export entry.</returns>
    /// <exception cref="SharingRefusedException">As many were made under the grant as there may be.</exception>
    public async Task<int> RecordAsync(CaseKey key, string actor, ReportOptions options, Guid? requestId, CancellationToken cancel, Guid? grant = null)
    {
        var fields = options.ToFields().With("program", ProgramVersion);
        fields = grant is { } id ? fields.With("grant", id.ToString("N")) : fields;
        while (true)
        {
            var file = await opener.OpenAsync(key, cancel);
            var number = file.Entries.Count(entry => entry.Text.Kind == EntryKind.Export) + 1;
            if (grant is { } under && file.Entries.Count(entry => IsUnder(entry, under)) >= MostUnderGrant)
            {
                throw new SharingRefusedException(SharingRefusal.TooMany);
            }

            try
            {
                return (await recorder.AppendAsync(key, actor, [EntryDraft.Export(fields.With("report-number", number))], requestId, cancel, seenHead: file.Entries.Count)).FirstSeq;
            }
            catch (RecordMovedException)
            {
                // Another report may have taken the number meanwhile: two papers of one number could not be told apart in court. Whoever went first has
                // written, so this comes to an end.
            }
        }
    }

    /// <summary>Opens what an export entry stands for; null when the record has no such export.</summary>
    public async Task<MadeReport?> OpenAsync(CaseKey key, int seq, CancellationToken cancel)
    {
        var file = await opener.OpenAsync(key, cancel, asOf: seq);
        return file.Entries.Count == seq && file.Entries[^1].Text.Kind == EntryKind.Export ? new MadeReport(this, key, file, await SealsAsync(file, seq, cancel)) : null;
    }

    /// <summary>A report to look at before anything is made.</summary>
    internal ReportDraft Draft(CaseKey key, CaseFile file, ReportOptions options, string reportId, NodaTime.Instant made, RecordSeals outside, CancellationToken cancel)
    {
        // Whoever looks at it is about to make it.
        _ = PdfReportWriter.GetReady(WordsOf(options.Language));
        return ReportBuilder.Draft(Source(key, file, options, reportId, made, outside, cancel), WordsOf(options.Language));
    }

    internal ReportDocument Document(CaseKey key, CaseFile file, ReportOptions options, string reportId, NodaTime.Instant made, RecordSeals outside, CancellationToken cancel) =>
        ReportBuilder.Build(Source(key, file, options, reportId, made, outside, cancel), WordsOf(options.Language));

    private ReportSource Source(CaseKey key, CaseFile file, ReportOptions options, string reportId, NodaTime.Instant made, RecordSeals outside, CancellationToken cancel) => new()
    {
        Case = file,
        Options = options,
        ReportId = reportId,
        Made = made,
        Seals = outside,
        ProgramVersion = file.Entries[^1]["program"] ?? ProgramVersion,
        OpenPicture = exhibit => OpenPicture(key, exhibit, cancel),
    };

    /// <summary>The words of a report: those of the page, or another language's where the report is in that one.</summary>
    internal Words WordsOf(string language) => language == words.Culture.TwoLetterISOLanguageName ? words : new Words(catalogue, CultureInfo.GetCultureInfo(language));

    /// <summary>The number of the report that an export entry stands for, such as <c>20261121-1</c>: the day it was made, and which one of the case.</summary>
    internal static string IdOf(OpenedEntry entry, NodaTime.DateTimeZone zone) => IdOf(entry.Recorded, zone, entry["report-number"] ?? "");

    internal static string IdOf(NodaTime.Instant made, NodaTime.DateTimeZone zone, string number) =>
        string.Create(CultureInfo.InvariantCulture, $"{made.InZone(zone).Date:uuuuMMdd}-{number}");

    /// <summary>The outside time of a report: what had come in before its entry, so that its files stay the same; null for all there is.</summary>
    internal Task<RecordSeals> SealsAsync(CaseFile file, int? seq, CancellationToken cancel) => seals.OfAsync(file, seq, cancel);

    internal PreparedReport Prepare(ReportDocument document, ReportOptions options) =>
        new PdfReportWriter(WordsOf(options.Language)) { MostBytesPerVolume = options.VolumeMegabytes * 1_000_000L }.Prepare(document);

    internal Task<Stream> OpenFileAsync(CaseKey key, OpenedFile file, CancellationToken cancel) => files.OpenAsync(key, file.Id, cancel);

    // The PDF writer draws synchronously; SQLite answers synchronously underneath, so nothing is blocked that would not be.
#pragma warning disable MA0042, MA0045
    private Stream OpenPicture(CaseKey key, Exhibit exhibit, CancellationToken cancel)
    {
        // Between two pictures is where making a file ends when she cancels or closes the page.
        cancel.ThrowIfCancellationRequested();
        return files.OpenAsync(key, exhibit.File.Id, cancel).GetAwaiter().GetResult();
    }
#pragma warning restore MA0042, MA0045
}

/// <summary>A report that was recorded, ready to be written as often as wanted, always the same.</summary>
public sealed class MadeReport
{
    private readonly CaseExport _export;
    private readonly CaseKey _key;

    private readonly RecordSeals _seals;

    internal MadeReport(CaseExport export, CaseKey key, CaseFile file, RecordSeals seals)
    {
        _seals = seals;
        _export = export;
        _key = key;
        Case = file;
        ReportId = CaseExport.IdOf(Entry, file.Zone);
    }

    /// <summary>The case as it was when the report was made.</summary>
    public CaseFile Case { get; }

    /// <summary>The export entry.</summary>
    public OpenedEntry Entry => Case.Entries[^1];

    /// <summary>The choices.</summary>
    public ReportOptions Options => ReportOptions.FromEntry(Entry);

    /// <summary>The number on every page, such as <c>20261121-1</c>.</summary>
    public string ReportId { get; }

    /// <summary>A name for a volume that a court's filing system takes and that tells nothing.</summary>
    /// <param name="volume">Its number, from 1.</param>
    /// <param name="volumes">How many there are; one alone is not numbered.</param>
    public string PdfName(int volume, int volumes) => string.Create(
        CultureInfo.InvariantCulture, $"Record{ReportId.Replace("-", "no", StringComparison.Ordinal)}{(volumes > 1 ? "vol" : "")}{(volumes > 1 ? volume : null)}.pdf");

    /// <summary>A name for the bundle that tells nothing.</summary>
    public string BundleName => $"bundle-{ReportId}.zip";

    /// <summary>Lays the PDF out, in one volume or more.</summary>
    public PreparedReport PreparePdf(CancellationToken cancel) => _export.Prepare(_export.Document(_key, Case, Options, ReportId, Entry.Recorded, _seals, cancel), Options);

    /// <summary>True when there is a bundle: a court file is the PDF alone.</summary>
    public bool HasBundle => Options.HasBundle;

    /// <summary>Where she can be found and reached, for her lawyer, as a file of its own; null when there is nothing to put on it.</summary>
    public byte[]? Sheet()
    {
        if (ConfidentialSheet.Make(Case, Options, ReportId, Entry.Recorded, _export.WordsOf(Options.Language)) is not { } sheet)
        {
            return null;
        }

        using var pdf = new MemoryStream();
        _export.Prepare(sheet, Options).Write(1, pdf);
        return pdf.ToArray();
    }

    /// <summary>Reads every original as far as it goes and compares it with the record.</summary>
    /// <returns>The exhibits whose original cannot be read or is not the one that arrived.</returns>
    internal async Task<IReadOnlyList<Exhibit>> FindBrokenAsync(CancellationToken cancel)
    {
        var broken = new List<Exhibit>();
        foreach (var exhibit in Case.Exhibits)
        {
            try
            {
                await using var bytes = await _export.OpenFileAsync(_key, exhibit.File, cancel);
                if (Digest.FromBytes(await SHA256.HashDataAsync(bytes, cancel)) != exhibit.File.Entry.Sha256)
                {
                    broken.Add(exhibit);
                }
            }
            catch (Exception fault) when (IsBroken(fault))
            {
                broken.Add(exhibit);
            }
        }

        return broken;
    }

    /// <summary>True for what is thrown when something stored is missing or was changed.</summary>
    internal static bool IsBroken(Exception fault) => fault is SealBrokenException or RecordBrokenException or FileNotFoundException;

    /// <summary>Prepares the bundle: everything is read and checked before its first byte is written.</summary>
    public async Task<BundleWriter> PrepareBundleAsync(CancellationToken cancel)
    {
        var pdf = PreparePdf(cancel);
        return await BundleWriter.PrepareAsync(
            new BundleModel
            {
                Case = Case,
                ReportId = ReportId,
                Made = Entry.Recorded,
                Volumes = [.. pdf.Volumes.Select(volume => (Func<byte[]>)(() =>
                {
                    using var bytes = new MemoryStream();
                    pdf.Write(volume.Number, bytes);
                    return bytes.ToArray();
                }))],
                OpenFile = (file, token) => _export.OpenFileAsync(_key, file, token),
                Options = Options,
                Words = _export.WordsOf(Options.Language),
                ProgramVersion = Entry["program"] ?? CaseExport.ProgramVersion,
                Sheet = Sheet(),
                Seals = _seals,
            },
            cancel);
    }
}
