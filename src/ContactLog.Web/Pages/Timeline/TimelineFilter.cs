using System.Globalization;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using NodaTime;

namespace ContactLog.Web.Pages.Timeline;

/// <summary>What of the record is shown. Only words of our own stand in it, because it travels in the address.</summary>
public sealed class TimelineFilter
{
    /// <summary>The periods, by their words in the address.</summary>
    internal static readonly string[] Periods = ["30", "90", "365"];

    /// <summary>Kinds; all when empty.</summary>
    public IList<string> Kind { get; } = [];

    /// <summary>A number of days back from today; everything when not one of <see cref="Periods"/>.</summary>
    public string? Period { get; set; }

    /// <summary>Only what came after a boundary or order.</summary>
    public bool After { get; set; }

    /// <summary>Only with exhibits.</summary>
    public bool Exhibits { get; set; }

    /// <summary>Only where something usual is not said yet.</summary>
    public bool Missing { get; set; }

    /// <summary>Her own messages too.</summary>
    public bool Own { get; set; }

    /// <summary>Only withdrawn ones.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>Only the rows behind a mark of a chart, by its address (<see cref="Domain.Patterns.CasePattern.Find"/>).</summary>
    public string? Mark { get; set; }

    /// <summary><c>oldest</c> reads from the beginning.</summary>
    public string? Order { get; set; }

    /// <summary>Reads from the beginning.</summary>
    public bool OldestFirst => Order == "oldest";

    /// <summary>Nothing was chosen but the order.</summary>
    public bool IsEmpty => Kind.Count == 0 && PeriodDays is null && !After && !Exhibits && !Missing && !Own && !Withdrawn && Mark is null;

    private int? PeriodDays => Periods.Contains(Period, StringComparer.Ordinal) ? int.Parse(Period!, CultureInfo.InvariantCulture) : null;

    /// <summary>The rows that fit, oldest first; only those among <paramref name="marked"/> where a mark was opened.</summary>
    public IReadOnlyList<Incident> Choose(CaseFile file, Instant now, IReadOnlyList<Incident>? marked = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        LocalDate? since = PeriodDays is { } days ? now.InZone(file.Zone).Date.PlusDays(-days) : null;
        var withExhibits = Exhibits ? file.Exhibits.Select(exhibit => exhibit.OfSeq).ToHashSet() : null;
        var after = After ? file.Counts.Lines.SelectMany(line => line.After.Rows.Concat(line.ThroughOthers.Rows)).Select(row => row.FirstSeq).ToHashSet() : null;
        var behind = marked?.Select(row => row.FirstSeq).ToHashSet();
        return
        [
            .. file.AllIncidents.Where(row => row.IsWithdrawn == Withdrawn
                && (Own || Withdrawn || !row.IsFromHer)
                && (Kind.Count == 0 || Kind.Contains(Incident.WordOf(row.Kind), StringComparer.Ordinal))
                && (behind is null || behind.Contains(row.FirstSeq))
                && (after is null || after.Contains(row.FirstSeq))
                && (withExhibits is null || withExhibits.Contains(row.FirstSeq))
                && (since is null || (row.When is { Date: { } day } when && (when.EndDate ?? day) >= since))
                && (!Missing || IsMissing(file, row))),
        ];
    }

    /// <summary>The address of the same choice with something changed.</summary>
    public string Address(int part = 1, string? order = null, string page = "~/Timeline")
    {
        var query = new List<string>();
        query.AddRange(Kind.Where(kind => FieldCatalogue.IncidentKinds.Contains(kind, StringComparer.Ordinal)).Select(kind => "kind=" + kind));
        void Put(bool on, string text)
        {
            if (on)
            {
                query.Add(text);
            }
        }

        Put(PeriodDays is not null, "period=" + Period);
        Put(After, "after=true");
        Put(Exhibits, "exhibits=true");
        Put(Missing, "missing=true");
        Put(Own, "own=true");
        Put(Withdrawn, "withdrawn=true");
        Put(Mark is not null, "mark=" + Mark);
        Put((order ?? Order) == "oldest", "order=oldest");
        Put(part > 1, string.Create(CultureInfo.InvariantCulture, $"part={part}"));
        return query.Count == 0 ? page : page + "?" + string.Join('&', query);
    }

    /// <summary>True when the time, who it was or what happened is not said: what a reader asks first.</summary>
    public static bool IsMissing(CaseFile file, Incident row)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(row);
        return row.When.Precision is Precision.Unknown or Precision.Day
            || (row.Group == KindGroup.InPerson
                ? row["narrative"] is null && row["said"] is null
                : row["from"] is null && file.Find<ContactPoint>(row.ContactPointSeq) is null && file.Find<Contact>(row.ContactSeq) is null);
    }
}
