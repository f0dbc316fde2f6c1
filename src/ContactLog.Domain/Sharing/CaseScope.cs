using ContactLog.Domain.Incidents;
using NodaTime;

namespace ContactLog.Domain.Sharing;

/// <summary>What somebody is to a case that is shared with them.</summary>
public enum ShareRole
{
    /// <summary>Reads, comments and marks.</summary>
    Advocate,

    /// <summary>Reads, comments and makes reports.</summary>
    Lawyer,

    /// <summary>Reads the incidents she picked and nothing else; adds a statement of their own.</summary>
    Witness,
}

/// <summary>
/// How much of a case somebody sees. What it leaves out is taken away between opening the case and the page
/// (<see cref="ScopedCase"/>), so no page, search, report or count can show more.
/// </summary>
public sealed record CaseScope
{
    /// <summary>The role; a witness sees only <see cref="Picked"/>.</summary>
    public required ShareRole Role { get; init; }

    /// <summary>The first day that is seen; null for all. An incident without a day is then not seen.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day that is seen; null for all.</summary>
    public LocalDate? To { get; init; }

    /// <summary>The kinds that are seen, as words of the record; all when empty.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Where she and others can be found and reached is seen too.</summary>
    public bool WithDetails { get; init; }

    /// <summary>The incidents, by their first entries, whose effect on her is seen. Always chosen one by one.</summary>
    public IReadOnlyList<int> Impact { get; init; } = [];

    /// <summary>The incidents, by their first entries, that a witness reads.</summary>
    public IReadOnlyList<int> Picked { get; init; } = [];

    /// <summary>True when neither days nor kinds are left out.</summary>
    public bool IsWhole => Role != ShareRole.Witness && From is null && To is null && Kinds.Count == 0;

    /// <summary>True when a report may be made by whoever has this scope: it says what the whole is, and numbers and accounts stand in it.</summary>
    public bool MayBeReported => IsWhole && WithDetails;

    /// <summary>True when an incident is within the scope. What is withdrawn never is.</summary>
    public bool Covers(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        if (incident.IsWithdrawn)
        {
            return false;
        }

        if (Role == ShareRole.Witness)
        {
            return Picked.Contains(incident.FirstSeq);
        }

        return (Kinds.Count == 0 || Kinds.Contains(Incident.WordOf(incident.Kind), StringComparer.Ordinal)) && IsInPeriod(incident.When.Date);
    }

    private bool IsInPeriod(LocalDate? day) =>
        (From is null && To is null) || (day is { } date && (From is null || date >= From) && (To is null || date <= To));
}
