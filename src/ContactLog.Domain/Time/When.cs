using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Domain.Time;

/// <summary>How exactly a time is known.</summary>
public enum Precision
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>The day, or the days from one to another.</summary>
    Day,

    /// <summary>A part of the day.</summary>
    Part,

    /// <summary>About the time given, taken as half an hour either way.</summary>
    About,

    /// <summary>To the minute, or to the second when seconds are given.</summary>
    Exact,
}

/// <summary>A part of a day, as people name it: its hours on the clock on the wall, which are one more or less where clocks change in it.</summary>
public enum DayPart
{
    /// <summary>00:00 to 06:00.</summary>
    Night,

    /// <summary>06:00 to 12:00.</summary>
    Morning,

    /// <summary>12:00 to 18:00.</summary>
    Afternoon,

    /// <summary>18:00 to 24:00.</summary>
    Evening,
}

/// <summary>Which of two equal wall times is meant, when clocks were set back.</summary>
public enum Fold
{
    /// <summary>The earlier one, before the clocks were set back.</summary>
    First,

    /// <summary>The later one.</summary>
    Second,

    /// <summary>She does not know; both are possible.</summary>
    Unsure,
}

/// <summary>
/// When something happened, as far as it is known: wall time as typed, zone and precision, never an
/// invented minute. <see cref="Earliest"/> and <see cref="Latest"/> bound what is possible; order is
/// claimed only where those bounds do not overlap (<c>docs/counting.md</c>).
/// </summary>
public sealed record When
{
    private static readonly LocalDatePattern s_date = LocalDatePattern.Iso;
    private static readonly LocalTimePattern s_minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern s_second = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    private static readonly Dictionary<string, Precision> s_precisions = Words<Precision>();
    private static readonly Dictionary<string, DayPart> s_parts = Words<DayPart>();
    private static readonly Dictionary<string, Fold> s_folds = Words<Fold>();

    /// <summary>Minutes either way that "about" means.</summary>
    public const int AboutMargin = 30;

    /// <summary>The names of the fields that hold a time, without prefix; a prefix such as <c>served-</c> makes another time of the same item.</summary>
    public static IReadOnlyList<string> FieldNames { get; } =
        ["date", "time", "precision", "part", "zone", "fold", "end-date", "end-time", "time-typed"];

    /// <summary>The first day, in <see cref="Zone"/>; null when not known.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>The last day, when it was more than one; null otherwise.</summary>
    public LocalDate? EndDate { get; init; }

    /// <summary>The time of day; null when only the day or a part of it is known.</summary>
    public LocalTime? Time { get; init; }

    /// <summary>When it ended, for a burst or a stay; on <see cref="EndDate"/>, or the same day, or past midnight when earlier than <see cref="Time"/>.</summary>
    public LocalTime? EndTime { get; init; }

    /// <summary>How exactly it is known.</summary>
    public Precision Precision { get; init; }

    /// <summary>The part of the day, for <see cref="Precision.Part"/>.</summary>
    public DayPart? Part { get; init; }

    /// <summary>The zone whose wall time this is.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>Which of two equal wall times, when clocks were set back.</summary>
    public Fold? Fold { get; init; }

    /// <summary>What she typed, where it says more than the time does.</summary>
    public string? Typed { get; init; }

    /// <summary>Nothing known.</summary>
    public static When Unknown(DateTimeZone zone) => new() { Zone = zone };

    /// <summary>An instant known to the minute, or to the second where <paramref name="seconds"/>.</summary>
    public static When At(Instant instant, DateTimeZone zone, bool seconds = false)
    {
        var local = instant.InZone(zone);
        var time = new LocalTime(local.Hour, local.Minute, seconds ? local.Second : 0);
        var mapping = zone.MapLocal(local.Date + time);
        return new()
        {
            Date = local.Date,
            Time = time,
            Precision = Precision.Exact,
            Zone = zone,
            Fold = mapping.Count == 2 ? (mapping.First().Offset == local.Offset ? Domain.Time.Fold.First : Domain.Time.Fold.Second) : null,
        };
    }

    /// <summary>The earliest instant that this can mean; the beginning of time when nothing is known.</summary>
    public Instant Earliest => Date is not { } date ? Instant.MinValue : Precision switch
    {
        Precision.Exact when Time is { } time => Resolve(date + time, first: true),
        Precision.About when Time is { } time => Resolve(date + time, first: true) - Duration.FromMinutes(AboutMargin),
        Precision.Part when Part is { } part => FirstOf(date, part),
        _ => date.AtStartOfDayInZone(Zone).ToInstant(),
    };

    /// <summary>The latest instant at which it can have begun; the end of time when nothing is known.</summary>
    public Instant Latest => Date is not { } date ? Instant.MaxValue : Precision switch
    {
        Precision.Exact when Time is { } time =>
            Resolve(date + time, first: false) + (time.Second == 0 ? Duration.FromSeconds(59) : Duration.Zero),
        Precision.About when Time is { } time => Resolve(date + time, first: false) + Duration.FromMinutes(AboutMargin),
        Precision.Part when Part is { } part => Instant.Max(FirstOf(date, part), LastOf(date, part)),
        _ => (EndDate ?? date).PlusDays(1).AtStartOfDayInZone(Zone).ToInstant() - Duration.FromSeconds(1),
    };

    /// <summary>The latest instant at which it can have ended: of a burst its end, otherwise <see cref="Latest"/>.</summary>
    public Instant LatestEnd
    {
        get
        {
            if (Date is not { } date || EndTime is not { } end || Time is not { } start)
            {
                return Latest;
            }

            var endDate = EndDate ?? (end < start ? date.PlusDays(1) : date);
            return Instant.Max(Latest, Resolve(endDate + end, first: false) + Duration.FromSeconds(59));
        }
    }

    /// <summary>The single instant, where there is one; for charts and offsets, never for deciding an order.</summary>
    public Instant? Point => Precision is Precision.Exact or Precision.About && Date is { } date && Time is { } time
        ? Resolve(date + time, Fold is not Domain.Time.Fold.Second)
        : null;

    /// <summary>The offset from UTC at the time, where it is single.</summary>
    public Offset? Offset => Point is { } instant ? Zone.GetUtcOffset(instant) : null;

    /// <summary>
    /// The same time as clocks in another zone show it. Only what is known to the minute, or about, can be said in
    /// another zone; a day or a part of a day stays in its own, because it would be another day there.
    /// </summary>
    public When In(DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (zone.Id == Zone.Id || Point is not { } instant || Fold is Domain.Time.Fold.Unsure)
        {
            return this;
        }

        var moved = At(instant, zone, seconds: true);
        var end = EndTime is not null ? LatestEnd.InZone(zone).LocalDateTime : (LocalDateTime?)null;
        return moved with
        {
            Precision = Precision,
            EndTime = end is { } last ? new LocalTime(last.Hour, last.Minute) : null,
            EndDate = EndDate is not null && end is { } until && until.Date != moved.Date ? until.Date : null,
        };
    }

    /// <summary>Writes the time into fields; a missing part writes nothing.</summary>
    /// <param name="set">Takes a field name and its text.</param>
    /// <param name="prefix">Empty, or a prefix that ends in a hyphen.</param>
    public void Write(Action<string, string> set, string prefix = "")
    {
        void Put(string name, string? text)
        {
            if (text is not null)
            {
                set(prefix + name, text);
            }
        }

        Put("precision", Precision.ToString().ToLowerInvariant());
        Put("zone", Date is null ? null : Zone.Id);
        Put("date", Date is { } date ? s_date.Format(date) : null);
        Put("end-date", EndDate is { } endDate ? s_date.Format(endDate) : null);
        Put("time", Time is { } time ? Format(time) : null);
        Put("end-time", EndTime is { } endTime ? Format(endTime) : null);
        Put("part", Part?.ToString().ToLowerInvariant());
        Put("fold", Fold?.ToString().ToLowerInvariant());
        Put("time-typed", Typed);
    }

    /// <summary>Reads a time from fields. What cannot be read is taken as not known, never guessed.</summary>
    public static When Read(Func<string, string?> field, DateTimeZone fallback, string prefix = "")
    {
        string? Text(string name) => field(prefix + name) is { Length: > 0 } text ? text : null;
        var zone = Text("zone") is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } known ? known : fallback;
        var date = ParseDate(Text("date"));
        var time = ParseTime(Text("time"));
        var precision = Text("precision") is { } p && s_precisions.TryGetValue(p, out var said) ? said
            : date is null ? Precision.Unknown : time is null ? Precision.Day : Precision.Exact;
        return new()
        {
            Date = date,
            EndDate = ParseDate(Text("end-date")),
            Time = time,
            EndTime = ParseTime(Text("end-time")),
            Precision = date is null ? Precision.Unknown : precision,
            Part = Text("part") is { } named && s_parts.TryGetValue(named, out var part) ? part : null,
            Zone = zone,
            Fold = Text("fold") is { } which && s_folds.TryGetValue(which, out var fold) ? fold : null,
            Typed = Text("time-typed"),
        };
    }

    /// <summary>A wall time as the record and the screen write it: 24 hours, seconds only when there are any.</summary>
    public static string Format(LocalTime time) => (time.Second == 0 ? s_minute : s_second).Format(time);

    /// <summary>Reads a wall time as <see cref="Format"/> writes it; null when it is none.</summary>
    public static LocalTime? ParseTime(string? text) => text is null ? null
        : Digits(text, 0, 2) is >= 0 and < 24 and var hour && Digits(text, 3, 2) is >= 0 and < 60 and var minute && text[2] == ':'
            ? text.Length == 5 ? new(hour, minute)
            : text.Length == 8 && text[5] == ':' && Digits(text, 6, 2) is >= 0 and < 60 and var second ? new(hour, minute, second)
            : null
        : null;

    /// <summary>Reads a day as ISO 8601 writes it; null when it is none.</summary>
    // Each of thousands of rows is read for each page: the usual form is read by hand, any other by the library.
    private static LocalDate? ParseDate(string? text) => text is null ? null
        : text.Length == 10 && text[4] == '-' && text[7] == '-' && Digits(text, 0, 4) is > 0 and var year && Digits(text, 5, 2) is > 0 and <= 12 and var month
            && Digits(text, 8, 2) is > 0 and <= 28 and var day ? new(year, month, day)
        : s_date.Parse(text) is { Success: true } parsed ? parsed.Value
        : null;

    /// <summary>The number that some digits are; -1 when one of them is none, or the text ends before.</summary>
    private static int Digits(string text, int from, int count)
    {
        var number = 0;
        for (var at = from; at < from + count; at++)
        {
            if (at >= text.Length || !char.IsAsciiDigit(text[at]))
            {
                return -1;
            }

            number = (number * 10) + text[at] - '0';
        }

        return number;
    }

    private static Dictionary<string, T> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);

    private const int PartHours = 6;

    /// <summary>The first instant at which the clock shows a time of the part; where clocks skip its beginning, the first after the gap.</summary>
    private Instant FirstOf(LocalDate date, DayPart part)
    {
        var mapping = Zone.MapLocal(date + new LocalTime((int)part * PartHours, 0));
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    /// <summary>
    /// The last second at which the clock shows a time of the part. Six hours on from its beginning would be seven o'clock, or
    /// five, after a night in which clocks change: too late, and the part would run into the next one; too early, and an
    /// order would be claimed that nobody knows.
    /// </summary>
    private Instant LastOf(LocalDate date, DayPart part)
    {
        var mapping = Zone.MapLocal(date.AtMidnight().PlusHours(((int)part + 1) * PartHours).PlusSeconds(-1));
        return mapping.Count == 0 ? mapping.LateInterval.Start - Duration.FromSeconds(1) : mapping.Last().ToInstant();
    }

    private Instant Resolve(LocalDateTime local, bool first)
    {
        var mapping = Zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            // A gap is refused where she types it; a derived edge takes the end of the gap.
            return mapping.LateInterval.Start;
        }

        var second = Fold switch
        {
            Domain.Time.Fold.First => false,
            Domain.Time.Fold.Second => true,
            _ => !first,
        };
        return (second ? mapping.Last() : mapping.First()).ToInstant();
    }

    /// <summary>The day in words that sort: ISO; empty when not known.</summary>
    public string IsoDate => Date is { } date ? s_date.Format(date) : "";

    /// <summary>How many days after the event something was recorded; null when the day is not known.</summary>
    public int? DaysUntil(Instant recorded) => Date is { } date
        ? Period.DaysBetween(EndDate ?? date, recorded.InZone(Zone).Date)
        : null;
}
