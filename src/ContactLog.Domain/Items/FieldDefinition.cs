namespace ContactLog.Domain.Items;

/// <summary>How a field is entered and shown.</summary>
public enum FieldKind
{
    /// <summary>One line of text.</summary>
    Line,

    /// <summary>Text of any length.</summary>
    Text,

    /// <summary>The exact words of a person; set in quotes.</summary>
    Words,

    /// <summary>One of the choices, or none.</summary>
    Choice,

    /// <summary>Any of the choices, one a line.</summary>
    Choices,

    /// <summary>Yes, no, not known, or not answered.</summary>
    YesNo,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A time in the parts of <see cref="Time.When"/>; the field name is the prefix without its hyphen, or <c>when</c> for none.</summary>
    When,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>The first entry of another item.</summary>
    Link,

    /// <summary>Written by the program, not typed.</summary>
    Machine,
}

/// <summary>What kind of thing a field tells about her or others: decides what leaves the house in which report.</summary>
public enum FieldClass
{
    /// <summary>What happened.</summary>
    Fact,

    /// <summary>How it affected her; in a report only when she switches it on.</summary>
    Impact,

    /// <summary>Where she lives, works or can be reached.</summary>
    Whereabouts,

    /// <summary>Where something happened.</summary>
    Place,

    /// <summary>How someone who saw something can be reached.</summary>
    Reach,

    /// <summary>The name of a child.</summary>
    Minor,

    /// <summary>What a file or a program says of itself: names of files, devices, raw records with their heads.</summary>
    Origin,

    /// <summary>Who else saw it and how to reach them.</summary>
    Witness,

    /// <summary>A birth date, government number or account.</summary>
    Identifier,

    /// <summary>Where a thing or a paper that proves something is kept, and with whom: whoever would like it gone must not read it.</summary>
    Keeping,

    /// <summary>A word from a list that says what she makes of it: no fact, and in a report only when she wants it there.</summary>
    Characterisation,

    /// <summary>Her own note: in no report and no bundle, ever.</summary>
    Private,
}

/// <summary>One field of an item type.</summary>
/// <param name="Name">The name in the record.</param>
/// <param name="Kind">How it is entered and shown.</param>
/// <param name="Section">The part of the form it stands in; its words are <c>fields.section-</c> and this name.</param>
public sealed record FieldDefinition(string Name, FieldKind Kind, string Section)
{
    /// <summary>What kind of thing it tells.</summary>
    public FieldClass Class { get; init; } = FieldClass.Fact;

    /// <summary>The choices, by their names in the record.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The item type that a link names.</summary>
    public ItemType? Links { get; init; }

    /// <summary>True when the short form asks for it.</summary>
    public bool Short { get; init; }

    /// <summary>Only for these incident kinds; for all when empty.</summary>
    public IReadOnlyList<string> OnlyFor { get; init; } = [];

    /// <summary>True for a time that may lie ahead, such as the end of an order.</summary>
    public bool MayLieAhead { get; init; }

    /// <summary>The most characters it takes.</summary>
    public int MaxLength => Kind switch
    {
        FieldKind.Text or FieldKind.Words or FieldKind.Machine => 200_000,
        FieldKind.Line => 1_000,
        FieldKind.Choices => 2_000,
        _ => 80,
    };
}
