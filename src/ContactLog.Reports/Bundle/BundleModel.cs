using System.Globalization;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Stamps;
using ContactLog.Reports.Building;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>What goes into an evidence bundle.</summary>
public sealed record BundleModel
{
    /// <summary>The opened case, the export entry included.</summary>
    public required CaseFile Case { get; init; }

    /// <summary>Her choices. The profile decides which bundle it is: everything for her lawyer, or the redacted one for service.</summary>
    public ReportOptions Options { get; init; } = new();

    /// <summary>The words of the brackets in redacted texts.</summary>
    public required Words Words { get; init; }

    /// <summary>The report's number, such as <c>20261121-1</c>.</summary>
    public required string ReportId { get; init; }

    /// <summary>When the export was recorded.</summary>
    public required Instant Made { get; init; }

    /// <summary>The version of the program.</summary>
    public string ProgramVersion { get; init; } = "0";

    /// <summary>The volumes of the report, each made when asked for, always the same: one is held at a time.</summary>
    public required IReadOnlyList<Func<byte[]>> Volumes { get; init; }

    /// <summary>The name of a volume in the bundle.</summary>
    /// <param name="number">From 1.</param>
    public static string VolumeName(int number) => number == 1 ? "report.pdf" : string.Create(CultureInfo.InvariantCulture, $"report-vol{number}.pdf");

    /// <summary>The confidential sheet; null when there is none.</summary>
    public byte[]? Sheet { get; init; }

    /// <summary>Opens the original bytes of a file; called twice for each, once to hash and once to write.</summary>
    public required Func<OpenedFile, CancellationToken, Task<Stream>> OpenFile { get; init; }

    /// <summary>The outside time stamps that had come in before the export was recorded.</summary>
    public RecordSeals Seals { get; init; } = RecordSeals.None;

    /// <summary>The name of the one folder in the bundle; also of the file, with <c>.zip</c>. Says nothing about anyone.</summary>
    public string FolderName => $"bundle-{ReportId}";
}
