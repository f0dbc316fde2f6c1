using ContactLog.Domain.Items;
using ContactLog.Domain.Time;

namespace ContactLog.Domain.Evidence;

/// <summary>A file, kept as it arrived.</summary>
public sealed class Exhibit : Item
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Exhibit;

    /// <summary>A-1, A-2 … by the order in which exhibits came into the record. A withdrawn exhibit keeps its label; no label is given twice.</summary>
    public string Label { get; internal set; } = "";

    /// <summary>The file.</summary>
    /// <exception cref="InvalidOperationException">The exhibit has none: the record refuses such an entry.</exception>
    public OpenedFile File => Files.Count > 0 ? Files[0] : throw new InvalidOperationException("An exhibit without a file.");

    /// <summary>The first entry of the item that it shows.</summary>
    public int? OfSeq => Fields.Number("of");

    /// <summary>When the picture or recording was made, as she says.</summary>
    public When Captured => ReadWhen("captured-");

    /// <summary>The kind of file by its first bytes, as found at arrival.</summary>
    public MediaKind Media => MediaKind.FromMimeType(Fields["media-type"]);

    /// <summary>
    /// True when the file itself may say where it was made: a picture that says something of itself, and every file of a kind
    /// in which phones write places and that this program does not read for them (films, sound in the same container, HEIC).
    /// </summary>
    public bool MayTellPlace => Fields["metadata"] is not null || Media.Family == MediaFamily.Video || Media.MimeType is "audio/mp4" or "image/heic";

    /// <summary>True for a message export as it came, in which other people's messages and numbers stand too.</summary>
    public bool IsExport => Fields["what"] == "export" || (Fields.Number("source") is not null && OfSeq is null);

    /// <summary>True for the words of somebody who saw something, added by themselves.</summary>
    public bool IsStatement => Fields["statement"] is not null;

    /// <summary>True for a statement that came under a grant. The name in it does not tell: she may call two people the same.</summary>
    /// <param name="grant">The grant.</param>
    public bool IsStatementOf(Guid grant) => IsStatement && Fields["grant"] == grant.ToString("N");
}

/// <summary>A message export that was read.</summary>
public sealed class Import : Item
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Import;
}
