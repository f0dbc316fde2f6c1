using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using NodaTime;

namespace ContactLog.Domain.Incidents;

/// <summary>How contact was made.</summary>
public enum IncidentKind
{
    /// <summary>A call, answered or not.</summary>
    Call,

    /// <summary>A text message.</summary>
    Text,

    /// <summary>A message left on a voicemail.</summary>
    Voicemail,

    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>A message or post on a platform.</summary>
    Social,

    /// <summary>Someone was there.</summary>
    InPerson,

    /// <summary>Anything else: a letter, a parcel, damage.</summary>
    Other,
}

/// <summary>The three groups in which kinds are added up.</summary>
public enum KindGroup
{
    /// <summary>Calls and voicemail.</summary>
    Calls,

    /// <summary>Texts, e-mail and social messages.</summary>
    Messages,

    /// <summary>In person and other.</summary>
    InPerson,
}

/// <summary>Something that happened: one row of the timeline, one contact or several.</summary>
public sealed class Incident : Item
{
    private (When When, Instant Earliest, Instant LatestEnd)? _bounds;
    private (FieldSet Fields, IncidentKind Kind, int Count)? _read;

    /// <inheritdoc/>
    public override ItemType Type => ItemType.Incident;

    /// <summary>How contact was made.</summary>
    public IncidentKind Kind => Read.Kind;

    /// <summary>The group its kind is added up in.</summary>
    public KindGroup Group => GroupOf(Kind);

    /// <summary>When it happened.</summary>
    public When When => ReadWhen();

    /// <summary>When she noticed it, where that differs.</summary>
    public When Noticed => ReadWhen("noticed-");

    /// <summary>How many contacts it was, at least one.</summary>
    public int Count => Read.Count;

    /// <summary>The single times of a run that are written down, a line each; what cannot be read as a time is left out.</summary>
    public IReadOnlyList<LocalTime> Times => Fields["times"] is null ? [] : [.. Fields.List("times").Select(line => When.ParseTime(line.Trim())).OfType<LocalTime>()];

    /// <summary>The latest instant at which it can have begun. Nothing can have happened after it was recorded, unless a time says so itself.</summary>
    public Instant Latest => Recordable(When.Latest, Earliest);

    /// <summary>The earliest instant at which it can have begun; the beginning of time when nothing is known.</summary>
    public Instant Earliest => Bounds.Earliest;

    /// <summary>
    /// The latest instant at which it can have ended, bounded in the same way: of a run without an end, but with its single
    /// times, the last of them. A time before the first one is of the day after.
    /// </summary>
    public Instant LatestEnd => Bounds.LatestEnd;

    /// <summary>How many days later it was recorded, once more than 24 hours had passed since the latest it can have ended; null when it was not late.</summary>
    public int? DaysLate => When.Date is not null && Recorded - LatestEnd > Duration.FromHours(24) ? When.DaysUntil(Recorded) : null;

    /// <summary>The count is a lower bound.</summary>
    public bool CountAtLeast => Fields["count-precision"] == "at-least";

    /// <summary>The count is an estimate.</summary>
    public bool CountAbout => Fields["count-precision"] == "about";

    /// <summary>Her own message or call, an appointment, or a picture or recording that she made: kept beside the others and never counted.</summary>
    public bool IsOwn => Fields["direction"] is "out" or "none" or "made";

    /// <summary>Her own message or call.</summary>
    public bool IsFromHer => Fields["direction"] == "out";

    /// <summary>A picture or recording that she made: it shows something, and is no contact.</summary>
    public bool IsMadeByHer => Fields["direction"] == "made";

    /// <summary>A hearing, a hand-over: something that was set down, in which nobody contacted anybody.</summary>
    public bool IsAppointment => Fields["direction"] == "none";

    /// <summary>A boundary allowed it (about a child, say); shown, counted apart.</summary>
    public bool IsPermitted => Fields["permitted"] == "yes";

    /// <summary>The first entry of the person it came from.</summary>
    public int? ContactSeq => Fields.Number("contact");

    /// <summary>The first entry of the number or account it came through.</summary>
    public int? ContactPointSeq => Fields.Number("contact-point");

    /// <summary>
    /// No person, number or account is named, and nobody it came through. It counts as from the main person all the same; a report
    /// says how many such rows there are. A number that was not shown names nobody, whatever was noted in its place.
    /// </summary>
    public bool NamesNobody => ContactSeq is null && ContactPointSeq is null && Fields["through"] is null && (Fields["from"] is null || IsNumberHidden);

    /// <summary>What was noted in the place of the number says that none was shown.</summary>
    public bool IsNumberHidden => Fields["from"] is { } from && IsNotShown(from);

    /// <summary>The first entry of the import it came from.</summary>
    public int? SourceSeq => Fields.Number("source");

    /// <summary>The kind for a word of the record; <see cref="IncidentKind.Other"/> for an unknown one.</summary>
    public static IncidentKind FromWord(string? word)
    {
        var at = word is null ? -1 : IndexOfKind(word);
        return at < 0 ? IncidentKind.Other : (IncidentKind)at;
    }

    /// <summary>The word of the record for a kind.</summary>
    public static string WordOf(IncidentKind kind) => FieldCatalogue.IncidentKinds[(int)kind];

    /// <summary>The group a kind is added up in.</summary>
    public static KindGroup GroupOf(IncidentKind kind) => kind switch
    {
        IncidentKind.Call or IncidentKind.Voicemail => KindGroup.Calls,
        IncidentKind.Text or IncidentKind.Email or IncidentKind.Social => KindGroup.Messages,
        _ => KindGroup.InPerson,
    };

    // What phones and people write where a number was not shown: nothing but these words.
    private static readonly string[] s_notShown =
    [
        "withheld", "unknown", "private", "blocked", "hidden", "anonymous", "restricted", "unavailable", "no", "not", "shown", "number", "caller", "call", "id",
        "oculto", "oculta", "desconocido", "desconocida", "privado", "privada", "anónimo", "anónima", "bloqueado", "restringido", "sin", "identificar", "número", "llamada",
    ];

    // Every sum asks for them.
    private (FieldSet Fields, IncidentKind Kind, int Count) Read => _read is { } kept && ReferenceEquals(kept.Fields, Fields) ? kept
        : (_read = (Fields, FromWord(Fields["kind"]), Math.Max(1, Fields.Number("count") ?? 1))).Value;

    // Every order of rows and every boundary asks for them, and to find an instant on the clock of a zone costs more than to keep it. What the
    // time is read from says when they are old: it is another one as soon as the incident says something else.
    private (When When, Instant Earliest, Instant LatestEnd) Bounds
    {
        get
        {
            var when = When;
            if (_bounds is { } kept && ReferenceEquals(kept.When, when))
            {
                return kept;
            }

            var earliest = when.Earliest;
            var end = when is { Date: not null, Time: { } start, EndTime: null, EndDate: null } && Times is [_, ..] times
                ? when with { EndTime = times.MaxBy(time => (time < start, time)) }
                : when;
            return (_bounds = (when, earliest, Recordable(end.LatestEnd, earliest))).Value;
        }
    }

    private Instant Recordable(Instant latest, Instant earliest) => Instant.Min(latest, Instant.Max(Recorded, earliest));

    private static bool IsNotShown(string from) =>
        from.ToLowerInvariant().Split([' ', ',', '.', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries).All(word => s_notShown.Contains(word, StringComparer.Ordinal));

    private static int IndexOfKind(string word)
    {
        for (var at = 0; at < FieldCatalogue.IncidentKinds.Count; at++)
        {
            if (FieldCatalogue.IncidentKinds[at] == word)
            {
                return at;
            }
        }

        return -1;
    }
}
