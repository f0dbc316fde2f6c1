using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>What goes into an evidence bundle.</summary>
public sealed record BundleModel
{
    /// <summary>The opened case, the export entry included.</summary>
    public required CaseFile Case { get; init; }

    /// <summary>The report's number, such as <c>20261121-1</c>.</summary>
    public required string ReportId { get; init; }

    /// <summary>When the export was recorded.</summary>
    public required Instant Made { get; init; }

    /// <summary>The report.</summary>
    public required byte[] Pdf { get; init; }

    /// <summary>Opens the original bytes of a file; called twice for each, once to hash and once to write.</summary>
    public required Func<OpenedFile, CancellationToken, Task<Stream>> OpenFile { get; init; }

    /// <summary>The classes of field that are left out. Private ones always are.</summary>
    public IReadOnlySet<FieldClass> Withheld { get; init; } = new HashSet<FieldClass>();

    /// <summary>Exhibits whose original is in the bundle.</summary>
    public Func<Exhibit, bool> Includes { get; init; } = _ => true;

    /// <summary>The name of the one folder in the bundle; also of the file, with <c>.zip</c>. Says nothing about anyone.</summary>
    public string FolderName => $"bundle-{ReportId}";

    /// <summary>Why a field file is left out, by the class of the field.</summary>
    internal string WhyWithheld(OpenedEntry entry, string field) =>
        Case.Find<Item>(entry.Text.Target ?? entry.Seq) is { } item && FieldCatalogue.Owner(item.Type, field) is { Class: not FieldClass.Private } kind
            ? $"left out by choice: {kind.Class.ToString().ToLowerInvariant()}"
            : "private: never in a bundle";

    /// <summary>True when the field file is left out of the bundle; the entry keeps its commitment and still verifies.</summary>
    internal bool Withholds(OpenedEntry entry, string field)
    {
        var item = Case.Find<Item>(entry.Text.Target ?? entry.Seq);
        var kind = item is null ? null : FieldCatalogue.Owner(item.Type, field);
        return kind is not null && (kind.Class == FieldClass.Private || Withheld.Contains(kind.Class));
    }
}
