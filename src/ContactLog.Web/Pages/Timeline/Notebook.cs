using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Time;
using ContactLog.Web.Items;
using NodaTime;

namespace ContactLog.Web.Pages.Timeline;

/// <summary>A stretch of the notebook: a run of days, or a line across the page.</summary>
public abstract record Stretch;

/// <summary>Days without a line between them.</summary>
public sealed record Run(IReadOnlyList<Day> Days) : Stretch;

/// <summary>One day, or what has no day; the year stands where it changes.</summary>
public sealed record Day(LocalDate? Date, LocalDate? Until, bool ShowYear, IReadOnlyList<IncidentRow> Rows);

/// <summary>A boundary or order, with what came after it.</summary>
public sealed record Marker(Line Line, LineCount Count, IReadOnlyList<Exhibit> Exhibits) : Stretch;

/// <summary>
/// Rows in the order of time with the boundaries and orders where they took hold, a part at a time, so that a long
/// record stays quick. Every row is on exactly one part.
/// </summary>
public sealed class Notebook
{
    /// <summary>Rows on a part.</summary>
    public const int PartSize = 100;

    private Notebook(IReadOnlyList<Stretch> stretches, int part, int parts, int rows)
    {
        Stretches = stretches;
        Part = part;
        Parts = parts;
        Rows = rows;
    }

    /// <summary>What stands on this part, in order.</summary>
    public IReadOnlyList<Stretch> Stretches { get; }

    /// <summary>This part, from 1.</summary>
    public int Part { get; }

    /// <summary>How many parts there are; at least one.</summary>
    public int Parts { get; }

    /// <summary>How many rows on all parts.</summary>
    public int Rows { get; }

    /// <summary>Lays out one part.</summary>
    /// <param name="file">The case.</param>
    /// <param name="text">Puts an incident into words.</param>
    /// <param name="rows">The incidents, oldest first.</param>
    /// <param name="lines">The boundaries and orders to show; those without a day are left out.</param>
    /// <param name="oldestFirst">The order to read in.</param>
    /// <param name="part">Which part, from 1; an impossible one becomes the nearest.</param>
    public static Notebook Of(CaseFile file, IncidentText text, IReadOnlyList<Incident> rows, IEnumerable<Line> lines, bool oldestFirst, int part)
    {
        var parts = Math.Max(1, (rows.Count + PartSize - 1) / PartSize);
        part = Math.Clamp(part, 1, parts);
        var events = Merge(rows, lines);
        if (!oldestFirst)
        {
            events.Reverse();
        }

        var stretches = new List<Stretch>();
        var run = new List<Incident>();
        var before = 0;
        int? year = null;
        foreach (var (incident, line) in events)
        {
            var on = Math.Min(before / PartSize, parts - 1) + 1;
            before += incident is null ? 0 : 1;
            if (on != part)
            {
                continue;
            }

            if (incident is not null)
            {
                run.Add(incident);
                continue;
            }

            EndRun();
            stretches.Add(new Marker(line!, file.Counts.After(line!), [.. file.ExhibitsOf(line!)]));
        }

        EndRun();
        return new(stretches, part, parts, rows.Count);

        void EndRun()
        {
            if (run.Count > 0)
            {
                stretches.Add(new Run(Days(file, text, run, ref year)));
                run.Clear();
            }
        }
    }

    // A line stands before the first row that is surely after it: the same rule by which rows are counted.
    private static List<(Incident? Incident, Line? Line)> Merge(IReadOnlyList<Incident> rows, IEnumerable<Line> lines)
    {
        var events = new List<(Incident?, Line?)>(rows.Count + 8);
        var pending = new Queue<Line>(lines.Where(line => line.From.Date is not null).OrderBy(line => line.HoldsFrom).ThenBy(line => line.FirstSeq));
        foreach (var row in rows)
        {
            var at = row.When is { Date: not null } when ? when.Earliest : row.Recorded;
            while (pending.TryPeek(out var next) && at > next.HoldsFrom)
            {
                events.Add((null, pending.Dequeue()));
            }

            events.Add((row, null));
        }

        events.AddRange(pending.Select(line => ((Incident?)null, (Line?)line)));
        return events;
    }

    private static List<Day> Days(CaseFile file, IncidentText text, List<Incident> run, ref int? year)
    {
        var days = new List<Day>();
        var rows = new List<IncidentRow>();
        When? current = null;
        foreach (var incident in run)
        {
            var when = incident.When;
            if (current is not null && (when.Date != current.Date || when.EndDate != current.EndDate))
            {
                Close(ref year);
            }

            current = when;
            rows.Add(text.Row(file, incident));
        }

        Close(ref year);
        return days;

        void Close(ref int? shown)
        {
            days.Add(new(current!.Date, current.EndDate, current.Date is { } date && date.Year != shown, [.. rows]));
            shown = current.Date?.Year ?? shown;
            rows.Clear();
        }
    }
}
