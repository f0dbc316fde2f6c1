using ContactLog.Domain.Items;
using NodaTime;

namespace ContactLog.Domain.Cases;

/// <summary>What the case says of itself: always its first entry.</summary>
public sealed class CaseSettings : Item
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Case;

    /// <summary>A neutral label of her choice.</summary>
    public string? Label => Fields["label"];

    /// <summary>Her name, for the report.</summary>
    public string? OwnName => Fields["own-name"];

    /// <summary>The zone in which she lives; UTC where none is known.</summary>
    public DateTimeZone Zone => Fields["zone"] is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? zone : DateTimeZone.Utc;
}
