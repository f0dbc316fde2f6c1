using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using NodaTime;

namespace ContactLog.Domain.Boundaries;

/// <summary>
/// What makes contact unwanted from a moment on: a boundary she stated, or an order of a court.
/// Both are a line across the page, and both are counted by the same rule.
/// </summary>
public abstract class Line : Item
{
    /// <summary>From when it holds: a boundary from being stated, an order from being served.</summary>
    public abstract When From { get; }

    /// <summary>Until when it holds; <see cref="When.Unknown"/> while it has no end.</summary>
    public abstract When Until { get; }

    /// <summary>
    /// The last instant at which it surely holds; the end of time while it has no end. A boundary that
    /// ended on a day is not counted on that day; an order that expires on a day holds to the end of it.
    /// </summary>
    public abstract Instant HoldsUntil { get; }

    /// <summary>False when it is known not to have reached the person; then nothing is counted after it.</summary>
    public abstract bool WasCommunicated { get; }

    /// <summary>True when contact after it is counted: it was communicated, on a day that is known.</summary>
    public bool IsCounted => WasCommunicated && From.Date is not null;

    /// <summary>The first entry of the person it is meant for; null means the main person.</summary>
    public int? ContactSeq => Fields.Number("contact");

    /// <summary>The exact words.</summary>
    public string? Words => Fields["words"];

    /// <summary>Contact through other people is covered too.</summary>
    public bool CoversOthers => Fields["through-others"] == "yes";

    /// <summary>Everything is covered; also when nothing was chosen.</summary>
    public bool CoversAll => Fields.List("covers") is { Count: 0 } || Fields.List("covers").Contains("all", StringComparer.Ordinal);

    /// <summary>True when contact of this kind is covered.</summary>
    public bool Covers(IncidentKind kind) => CoversAll || Fields.List("covers").Contains(Incident.WordOf(kind), StringComparer.Ordinal);

    /// <summary>True when some kind of contact of this group is covered.</summary>
    public bool Covers(KindGroup group) => Enum.GetValues<IncidentKind>().Any(kind => Incident.GroupOf(kind) == group && Covers(kind));

    /// <summary>True when it holds at an instant.</summary>
    public bool IsInForce(Instant now) =>
        !IsWithdrawn && IsCounted && From.Latest <= now && HoldsUntil >= now;
}

/// <summary>A boundary that she stated.</summary>
public sealed class Boundary : Line
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Boundary;

    /// <inheritdoc/>
    public override When From => ReadWhen();

    /// <inheritdoc/>
    public override When Until => ReadWhen("ended-");

    /// <inheritdoc/>
    public override Instant HoldsUntil => Until.Date is null ? Instant.MaxValue : Until.Earliest;

    /// <inheritdoc/>
    public override bool WasCommunicated => Fields["delivered"] != "no";

    /// <summary>The record does not say whether it arrived, and counts as if it had: whoever reads a count must be told.</summary>
    public bool IsArrivalAssumed => WasCommunicated && Fields["delivered"] != "yes";
}

/// <summary>An order of a court.</summary>
public sealed class CourtOrder : Line
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.CourtOrder;

    /// <inheritdoc/>
    public override When From => ReadWhen("served-");

    /// <inheritdoc/>
    public override When Until => ReadWhen("expires-");

    /// <inheritdoc/>
    public override Instant HoldsUntil => Until.Latest;

    /// <summary>When the court made it.</summary>
    public When Issued => ReadWhen("issued-");

    /// <summary>An order binds once it was served.</summary>
    public override bool WasCommunicated => From.Date is not null;
}
