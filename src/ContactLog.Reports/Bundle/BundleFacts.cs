using System.Globalization;
using System.Text;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Stamps;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// What the texts about a bundle say of it. The writer knows it from the record; whoever checks a bundle reads it out of
/// the bundle, and the same code then writes the texts that must be there.
/// </summary>
internal sealed record BundleFacts
{
    /// <summary>The report's number.</summary>
    public required string ReportId { get; init; }

    /// <summary>For whom it is made.</summary>
    public required RedactionProfile Profile { get; init; }

    /// <summary>When the export was recorded.</summary>
    public required Instant Made { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Program { get; init; }

    /// <summary>When each entry was recorded, in their order.</summary>
    public required IReadOnlyList<Instant> Recorded { get; init; }

    /// <summary>The hash of the last entry.</summary>
    public required Digest Head { get; init; }

    /// <summary>The time stamps that are in it, each once.</summary>
    public required IReadOnlyList<RecordSeal> Seals { get; init; }

    /// <summary>How many exhibits the index lists.</summary>
    public required int Exhibits { get; init; }

    /// <summary>From how many places something was removed.</summary>
    public required int Redactions { get; init; }

    /// <summary>The text that the example checks: a story where there is one.</summary>
    public required (int Seq, string Name) Text { get; init; }

    /// <summary>The original that the example checks, and its file entry; null where there is none.</summary>
    public (string Path, int Seq, int Number)? Original { get; init; }

    /// <summary>True for the copy that the other person gets.</summary>
    public bool IsService => Profile != RedactionProfile.LawyerFull;

    /// <summary>The word for the copy.</summary>
    public string Variant => IsService ? "service" : "lawyer";

    /// <summary>How many entries the record has.</summary>
    public int Entries => Recorded.Count;

    /// <summary>The one folder in the bundle.</summary>
    public string FolderName => "bundle-" + ReportId;

    /// <summary>The text that the example checks: of all that are in it, a story where there is one.</summary>
    public static (int Seq, string Name) Shown(IEnumerable<(int Seq, string Name)> texts) =>
        texts.OrderByDescending(field => field.Name == "narrative").ThenBy(field => field.Seq).ThenBy(field => field.Name, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The bytes of <c>bag-info.txt</c>.</summary>
    /// <param name="bytes">How many the files under <c>data</c> have together.</param>
    /// <param name="files">How many they are.</param>
    public byte[] BagInfo(long bytes, int files) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Bagging-Date: {Made.InUtc().Date:uuuu-MM-dd}
        Payload-Oxum: {bytes}.{files}
        External-Identifier: {ReportId}
        Variant: {Variant}
        Profile: {Profile.Word()}
        Record-Entries: {Entries}
        Record-Head: {Head.Hex}

        """).ReplaceLineEndings("\n"));
}
