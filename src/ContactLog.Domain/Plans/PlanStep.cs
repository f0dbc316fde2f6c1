using NodaTime;
using NodaTime.Text;

namespace ContactLog.Domain.Plans;

/// <summary>How a step stands. The words are kept in her papers; never change one.</summary>
public static class PlanStates
{
    /// <summary>Where every suggestion starts: offered, nothing decided.</summary>
    public const string Idea = "idea";

    /// <summary>She means to.</summary>
    public const string Planned = "planned";

    /// <summary>She did.</summary>
    public const string Done = "done";

    /// <summary>Put off.</summary>
    public const string Later = "later";

    /// <summary>Not for her.</summary>
    public const string NotForMe = "not-for-me";

    /// <summary>In the order of the page.</summary>
    public static IReadOnlyList<string> All { get; } = [Idea, Planned, Done, Later, NotForMe];
}

/// <summary>A step of her plan: a suggestion she decided about, or one of her own. Kept as a private paper, in no record.</summary>
public sealed record PlanStep
{
    /// <summary>The area, by its name in <see cref="PlanCatalogue"/>.</summary>
    public required string Area { get; init; }

    /// <summary>The suggestion, by its name; null for a step of her own.</summary>
    public string? Suggestion { get; init; }

    /// <summary>Her words; null where a suggestion says it in its own.</summary>
    public string? Text { get; init; }

    /// <summary>One of <see cref="PlanStates"/>.</summary>
    public string State { get; init; } = PlanStates.Idea;

    /// <summary>The day she set for it, ISO.</summary>
    public string? Date { get; init; }

    /// <summary>The day to look at it again, ISO.</summary>
    public string? Review { get; init; }

    /// <summary>A note.</summary>
    public string? Note { get; init; }

    /// <summary>The measure in the record that it became; null while it is private.</summary>
    public Guid? Measure { get; init; }

    /// <summary>The day she set for it.</summary>
    public LocalDate? Day() => Read(Date);

    /// <summary>The day to look at it again.</summary>
    public LocalDate? ReviewDay() => Read(Review);

    private static LocalDate? Read(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;
}
