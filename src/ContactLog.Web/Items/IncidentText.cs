using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Items;

/// <summary>How an incident stands to one boundary or order, for a page.</summary>
public sealed record Crossing(Line Line, Standing Standing);

/// <summary>A small remark on a row.</summary>
public sealed record RowTag(string Text, string? Icon = null, string? Kind = null);

/// <summary>A run of calls or messages: places on a line from 0 to 1, and the words under it.</summary>
public sealed record BurstStrip(IReadOnlyList<double> Ticks, IReadOnlyList<string> Labels, string Caption);

/// <summary>One incident as a row of the notebook.</summary>
public sealed record IncidentRow(Incident Incident, string Time, string? Under, string Icon, string Title, bool IsAfter)
{
    /// <summary>What was said, cut where it is long.</summary>
    public string? Said { get; init; }

    /// <summary>The grey line.</summary>
    public string Line { get; init; } = "";

    /// <summary>Remarks.</summary>
    public IReadOnlyList<RowTag> Tags { get; init; } = [];

    /// <summary>The exhibits that show it.</summary>
    public IReadOnlyList<Exhibit> Exhibits { get; init; } = [];

    /// <summary>The strip of a run.</summary>
    public BurstStrip? Burst { get; init; }
}

/// <summary>Incidents in words, for rows and pages.</summary>
public sealed class IncidentText(Words words, FieldText text)
{
    private const int Excerpt = 160;

    /// <summary>The drawing of a kind.</summary>
    public static string Icon(IncidentKind kind) => kind switch
    {
        IncidentKind.Call => "phone",
        IncidentKind.InPerson => "person",
        _ => Incident.WordOf(kind),
    };

    /// <summary>The boundaries and orders an incident came after, and those where the times do not say; what is not covered or came before is left out.</summary>
    public static IReadOnlyList<Crossing> Crossings(CaseFile file, Incident incident) => incident.IsOwn || incident.IsWithdrawn ? [] :
    [
        .. file.Lines.Select(line => new Crossing(line, file.Counts.StandingOf(incident, line)))
            .Where(crossing => crossing.Standing is not (Standing.Outside or Standing.NotCovered)),
    ];

    /// <summary>True when something that was said before was changed; what was only added later is no correction.</summary>
    public static int Corrections(Item item) => item.History.Count(revision => revision.Entry.Text.Kind == EntryKind.Amend && revision.Changes.Any(change => change.Before is not null));

    /// <summary>The row of an incident.</summary>
    public IncidentRow Row(CaseFile file, Incident incident)
    {
        var crossings = Crossings(file, incident);
        var (time, under) = text.Margin(incident.When);
        var said = incident["said"] is { } words ? Cut(words) : null;
        return new(incident, time, under, Icon(incident.Kind), UserText.Visible(text.Title(incident)), crossings.Any(crossing => crossing.Standing is Standing.After or Standing.ThroughOthers))
        {
            Said = said,
            Line = Line(file, incident, said is not null),
            Tags = [.. Tags(file, incident, crossings)],
            Exhibits = [.. file.ExhibitsOf(incident)],
            Burst = Burst(incident),
        };
    }

    /// <summary>The shortest line, for the first page: until when, from whom, where.</summary>
    public string Brief(CaseFile file, Incident incident)
    {
        var parts = new List<string>();
        if (incident.When.EndTime is not null && text.TimeOfDay(incident.When) is { } time)
        {
            parts.Add(Sentence(time));
        }

        AddWhoAndWhere(file, incident, parts);
        return UserText.Visible(string.Join(' ', parts));
    }

    private void AddWhoAndWhere(CaseFile file, Incident incident, List<string> parts)
    {
        if (file.FromText(incident) is { } from)
        {
            parts.Add(Sentence(incident.Group == KindGroup.InPerson ? from : words[incident.IsOwn ? "incident.row-to" : "incident.row-from", from]));
        }

        if (incident["through"] is { } through)
        {
            parts.Add(Sentence(words["incident.row-through", through]));
        }

        if (incident["place"] is { } place)
        {
            parts.Add(Sentence(place));
        }
    }

    private static string Sentence(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";

    /// <summary>What is known besides, as short sentences on one line.</summary>
    public string Line(CaseFile file, Incident incident, bool hasSaid)
    {
        var parts = new List<string>();
        AddWhoAndWhere(file, incident, parts);
        if (incident.Count > 1)
        {
            parts.Add(words["incident.row-contacts", Number(incident.Count)]);
        }

        if (incident["witness"] is not null)
        {
            parts.Add(words["incident.row-witness"]);
        }

        if (incident["narrative"] is { } narrative && !hasSaid && Cut(narrative) is var excerpt && excerpt != text.Title(incident))
        {
            parts.Add(excerpt);
        }

        return UserText.Visible(string.Join(' ', parts));
    }

    /// <summary>How a crossed boundary is named in a remark: After boundary of 3 March.</summary>
    public string After(Line line, int year)
    {
        var day = (line.Named.Date ?? line.From.Date) is { } date ? (date.Year == year ? text.DayOfYear(date) : text.Day(date)) : "";
        return line is CourtOrder ? words["incident.after-order", day] : words["incident.after-boundary", day];
    }

    private IEnumerable<RowTag> Tags(CaseFile file, Incident incident, IReadOnlyList<Crossing> crossings)
    {
        if (incident.IsWithdrawn)
        {
            yield return new(words["incident.tag-withdrawn"], "undo", "note");
        }

        if (incident.IsOwn)
        {
            yield return new(words[incident.IsAppointment ? "columns.tag-appointment" : incident.IsMadeByHer ? "incident.tag-made" : "incident.tag-own"]);
        }

        if (CountedRows.IsOfOthers(file, incident))
        {
            yield return new(words["incident.tag-other"]);
        }

        if (crossings.Any(crossing => crossing.Standing == Standing.Permitted))
        {
            yield return new(words["incident.tag-permitted"]);
        }

        if (crossings.Any(crossing => crossing.Standing == Standing.OrderNotDetermined))
        {
            yield return new(words["incident.tag-undetermined"], "clock");
        }

        if (incident.SourceSeq is not null)
        {
            yield return new(words["incident.tag-imported"], "import");
        }
        else if (LateDays(incident) is { } days)
        {
            yield return new(words.Count("incident.tag-late", days), "clock");
        }

        if (Corrections(incident) is > 0 and var corrections)
        {
            yield return new(words.Count("incident.tag-corrected", corrections));
        }
    }

    /// <summary>How many days after the event it was recorded; null on the same day, and for what an import brought.</summary>
    public static int? LateDays(Incident incident) =>
        incident.SourceSeq is null && incident.When.DaysUntil(incident.Recorded) is > 0 and var days ? days : null;

    /// <summary>The strip of a run of calls or messages. Only times that are known are drawn: a number alone has no minutes.</summary>
    public BurstStrip? Burst(Incident incident)
    {
        var start = incident.When.Time;
        var minutes = new List<double>();
        foreach (var line in incident.Fields.List("times"))
        {
            var typed = line.Trim();
            if (typed.Length is 4 or 7)
            {
                typed = "0" + typed;
            }

            var parsed = LocalTimePattern.CreateWithInvariantCulture(typed.Length > 5 ? "HH:mm:ss" : "HH:mm").Parse(typed);
            if (parsed.Success)
            {
                var minute = parsed.Value.TickOfDay / (double)NodaConstants.TicksPerMinute;
                minutes.Add(start is { } first && minute < (first.Hour * 60) + first.Minute ? minute + (24 * 60) : minute);
            }
        }

        if (minutes.Count < 2)
        {
            return null;
        }

        var from = Math.Floor(minutes.Min() / 60) * 60;
        var to = Math.Max(from + 60, Math.Ceiling(minutes.Max() / 60) * 60);
        string Label(double minute) => When.Format(new LocalTime((int)minute / 60 % 24, (int)minute % 60));
        return new(
            [.. minutes.Select(minute => (minute - from) / (to - from))],
            [Label(from), Label((from + to) / 2), Label(to)],
            words["incident.burst", Number(minutes.Count), Label(minutes.Min()), Label(minutes.Max())]);
    }

    /// <summary>What a file is, in a word: as she said, else by its first bytes.</summary>
    public string ExhibitKind(Exhibit exhibit) => exhibit["what"] is { } what
        ? text.Choice(ItemType.Exhibit, "what", what)
        : words["incident.file-" + exhibit.Media.Family.ToString().ToLowerInvariant()];

    /// <summary>The shape of the cover: a bar for what is played.</summary>
    public static string? Bar(Exhibit exhibit) => exhibit.Media.Family switch
    {
        MediaFamily.Sound => "audio",
        MediaFamily.Video => "video",
        _ => null,
    };

    /// <summary>A size for people: 2.1 MB.</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1000 => words["incident.size-b", bytes.ToString("N0", words.Culture)],
        < 1_000_000 => words["incident.size-kb", (bytes / 1e3).ToString("N0", words.Culture)],
        < 1_000_000_000 => words["incident.size-mb", (bytes / 1e6).ToString("N1", words.Culture)],
        _ => words["incident.size-gb", (bytes / 1e9).ToString("N1", words.Culture)],
    };

    private string Number(int number) => number.ToString("N0", words.Culture);

    private static string Cut(string text)
    {
        text = text.Trim();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var line = end < 0 ? text : text[..end];
        if (line.Length > Excerpt)
        {
            var space = line.LastIndexOf(' ', Excerpt);
            var at = space > Excerpt / 2 ? space : Excerpt;
            line = line[..(char.IsHighSurrogate(line[at - 1]) ? at - 1 : at)];
        }

        return line.Length < text.Length ? line + "…" : line;
    }
}
