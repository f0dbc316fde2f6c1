using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Support;

/// <summary>Somebody who knows. A private paper: in no record, no report, and shown to nobody.</summary>
public sealed record SupportPerson
{
    /// <summary>The name, or what the person is to her.</summary>
    public required string Name { get; init; }

    /// <summary>What the person is: friend, neighbour, advocate.</summary>
    public string? Role { get; init; }

    /// <summary>How and when they can be reached safely.</summary>
    public string? Reach { get; init; }

    /// <summary>What they were told.</summary>
    public string? Told { get; init; }

    /// <summary>When, ISO.</summary>
    public string? ToldOn { get; init; }

    /// <summary>What they were asked to keep to themselves.</summary>
    public string? Asked { get; init; }

    /// <summary>A word that means: get help.</summary>
    public string? CodeWord { get; init; }

    /// <summary>What was agreed for trips.</summary>
    public string? Buddy { get; init; }

    /// <summary>What they keep: a key, copies, a bag.</summary>
    public string? Holds { get; init; }

    /// <summary>A note.</summary>
    public string? Note { get; init; }

    /// <summary>The day they were told.</summary>
    public LocalDate? ToldDay() => ToldOn is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;
}
