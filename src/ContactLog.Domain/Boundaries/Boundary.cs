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
    /// <summary>
    /// From when it counts, in every count and every chart: a boundary from having reached the person where the record says when that
    /// was, otherwise from being stated; an order from being served. What it is called by is <see cref="Named"/>.
    /// </summary>
    public abstract When From { get; }

    /// <summary>The time it is called by in titles and lists: a boundary's being stated, an order's being served.</summary>
    public virtual When Named => From;

    /// <summary>Until when it holds; <see cref="When.Unknown"/> while it has no end.</summary>
    public abstract When Until { get; }

    /// <summary>The first instant at which it can have taken hold; the beginning of time when that is not known.</summary>
    public virtual Instant MayHoldFrom => From.Earliest;

    /// <summary>The first instant from which it surely holds; the end of time when that is not known.</summary>
    public virtual Instant HoldsFrom => From.Latest;

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

    /// <summary>True when some kinds of contact of this group are covered and others are not.</summary>
    public bool CoversPartly(KindGroup group) => Covers(group) && Enum.GetValues<IncidentKind>().Any(kind => Incident.GroupOf(kind) == group && !Covers(kind));

    /// <summary>True when it holds at an instant.</summary>
    public bool IsInForce(Instant now) =>
        !IsWithdrawn && IsCounted && HoldsFrom <= now && HoldsUntil >= now;
}

/// <summary>A boundary that she stated.</summary>
public sealed class Boundary : Line
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Boundary;

    /// <summary>When she stated it: what it is called by.</summary>
    public When Stated => ReadWhen();

    /// <summary>When it reached the person; null where the record does not say.</summary>
    public When? Arrived => ReadWhen("arrived-") is { Date: not null } arrived ? arrived : null;

    /// <inheritdoc/>
    public override When From => Counting(Fields, ReadWhen("arrived-"), Stated);

    /// <summary>From when a boundary would count that says this; see <see cref="From"/>.</summary>
    /// <param name="fields">What it would say.</param>
    /// <param name="zone">The zone of the case, for times that do not name one.</param>
    public static When FromOf(FieldSet fields, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return Counting(fields, When.Read(name => fields[name], zone, "arrived-"), When.Read(name => fields[name], zone));
    }

    private static When Counting(FieldSet fields, When arrived, When stated) => fields["delivered"] != "no" && arrived.Date is not null ? arrived : stated;

    /// <inheritdoc/>
    public override When Named => Stated;

    /// <summary>Nothing reaches anyone before it was stated: where it arrived on that same day, only what follows is possible.</summary>
    public override Instant MayHoldFrom => Arrived is null ? From.Earliest : Instant.Max(From.Earliest, Stated.Earliest);

    /// <inheritdoc/>
    public override Instant HoldsFrom => Arrived is null ? From.Latest : Instant.Max(From.Latest, MayHoldFrom);

    /// <summary>The record has a time of arrival that is not the one at which it was stated: both must be shown.</summary>
    public bool CameLater => WasCommunicated && Arrived is { } arrived && arrived != Stated;

    /// <inheritdoc/>
    public override When Until => ReadWhen("ended-");

    /// <inheritdoc/>
    public override Instant HoldsUntil => Until.Date is null ? Instant.MaxValue : Until.Earliest;

    /// <inheritdoc/>
    public override bool WasCommunicated => Fields["delivered"] != "no";

    /// <summary>
    /// The record does not say whether it arrived, and counts as if it had: whoever reads a count must be told. A time of arrival says
    /// that it did, unless the answer beside it is that she does not know.
    /// </summary>
    public bool IsArrivalAssumed => WasCommunicated && Fields["delivered"] != "yes" && (Fields["delivered"] is not null || Arrived is null);

    /// <summary>What speaks against a time of arrival that somebody enters.</summary>
    /// <param name="fields">What the boundary would say.</param>
    /// <param name="zone">The zone of the case, for times that do not name one.</param>
    /// <returns>Null where there is no time of arrival, or nothing against it.</returns>
    public static ArrivalProblem? ProblemOfArrival(FieldSet fields, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var arrived = When.Read(name => fields[name], zone, "arrived-");
        return arrived.Date is null ? null
            : fields["delivered"] is "no" or "unknown" ? ArrivalProblem.Answer
            : arrived.Latest < When.Read(name => fields[name], zone).Earliest ? ArrivalProblem.Before
            : null;
    }
}

/// <summary>Why a time of arrival cannot be taken. Each has words under <c>boundary.arrival-</c> and the lower-case name.</summary>
public enum ArrivalProblem
{
    /// <summary>It is surely earlier than when the boundary was stated.</summary>
    Before,

    /// <summary>The answer to whether it arrived is no, or not known.</summary>
    Answer,
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
