using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Domain.Responses;

/// <summary>
/// Something that was done about the contact, not the contact itself: told to police, brought before a court, seen by a
/// doctor, changed at home. It is counted nowhere; it shows what came of it and what it cost.
/// </summary>
public abstract class Response : Item
{
    /// <summary>The types, in the order of pages and report.</summary>
    public static IReadOnlyList<ItemType> Types { get; } = [ItemType.AuthorityReport, ItemType.Hearing, ItemType.CareVisit, ItemType.Measure];

    /// <summary>When it was, or will be.</summary>
    public When When => ReadWhen();

    /// <summary>The incident it was about, by its first entry.</summary>
    public int? AboutSeq => Fields.Number("about");

    /// <summary>A day to come back to it; null when none is set.</summary>
    public LocalDate? FollowUp => Fields["follow-up"] is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;

    /// <summary>What it is called in a list; null when nothing says so.</summary>
    public abstract string? Name { get; }

    /// <summary>The new item of a type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is no response.</exception>
    public static Response Of(ItemType type, Guid id, Guid caseId, int seq) => type switch
    {
        ItemType.AuthorityReport => new AuthorityReport { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.Hearing => new Hearing { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.CareVisit => new CareVisit { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.Measure => new Measure { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}

/// <summary>A report to police, a school, an employer, a platform.</summary>
public sealed class AuthorityReport : Response
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.AuthorityReport;

    /// <inheritdoc/>
    public override string? Name => Fields["agency"];

    /// <summary>It was made to police.</summary>
    public bool IsToPolice => Fields["kind"] == "police";

    /// <summary>The number that it was given; null while none is known.</summary>
    public string? Number => Fields["number"];
}

/// <summary>A day at court, before or after it.</summary>
public sealed class Hearing : Response
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Hearing;

    /// <inheritdoc/>
    public override string? Name => Fields["title"];
}

/// <summary>A visit to a doctor, a hospital, a counsellor: what it did to her, seen by somebody who is trained to see it.</summary>
public sealed class CareVisit : Response
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.CareVisit;

    /// <inheritdoc/>
    public override string? Name => Fields["provider"];
}

/// <summary>A measure she took: locks changed, a number changed, an employer told.</summary>
public sealed class Measure : Response
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Measure;

    /// <inheritdoc/>
    public override string? Name => Fields["what"];
}
