using ContactLog.Domain.Items;

namespace ContactLog.Domain.Redactions;

/// <summary>
/// Words of an item's texts, or an area of an exhibit's picture, that she marked to be removed from reports of some
/// kinds. An item of its own: marking changes nothing of what it marks, and no report shows the marked item as corrected.
/// </summary>
public sealed class RedactionMark : Item
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Redaction;

    /// <summary>The first entry of the item that is marked.</summary>
    public int? OfSeq => Fields.Number("of");

    /// <summary>The words, in all texts of the item; null when the mark is an area.</summary>
    public string? Words => Fields["words"];

    /// <summary>The area of the picture; null when the mark is words.</summary>
    public PictureArea? Area => PictureArea.Parse(Fields["area"]);

    /// <summary>Why, as one of the words for kinds of redaction.</summary>
    public RedactionKind Kind => RedactionKinds.FromWord(Fields["kind"]) ?? RedactionKind.Marked;

    /// <summary>True when reports of this kind are made without it.</summary>
    public bool IsFor(RedactionProfile profile) => Fields.List("profiles").Contains(profile.Word(), StringComparer.Ordinal);
}
