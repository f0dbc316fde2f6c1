using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.Ics;

/// <summary>
/// A time zone as a calendar describes it itself (RFC 5545 3.6.5): offsets, each from a wall time on, once or every year. Exchange and
/// older programs name their zones as nobody else does, and write what they mean by it.
/// </summary>
internal sealed class CalendarZone
{
    // Every time of an event goes through all of them: far more than a zone has would make a small file take for ever.
    private const int MostChanges = 400;
    private readonly List<Rule> _rules = [];
    private int _changes;

    /// <summary>False when a rule in it is of a kind that is not worked out; then the zone is as good as unknown.</summary>
    public bool IsUnderstood { get; private set; } = true;

    /// <summary>Takes in one STANDARD or DAYLIGHT.</summary>
    public void Add(IReadOnlyList<CalendarLine> lines)
    {
        string? Value(string name) => lines.FirstOrDefault(line => line.Name == name)?.Value.Trim();
        if (OffsetOf(Value("TZOFFSETTO")) is not { } to || CalendarTime.WallOf(Value("DTSTART")) is not { } start)
        {
            IsUnderstood = false;
            return;
        }

        var from = OffsetOf(Value("TZOFFSETFROM")) ?? to;
        Yearly? yearly = null;
        if (Value("RRULE") is { Length: > 0 } rule)
        {
            yearly = Yearly.Read(rule, start, from);
            IsUnderstood &= yearly is not null;
        }

        List<LocalDateTime> once = [start, .. lines.Where(line => line.Name == "RDATE").SelectMany(line => line.Value.Split(',')).Take(MostChanges).Select(one => CalendarTime.WallOf(one.Trim())).OfType<LocalDateTime>()];
        _changes += once.Count;
        if (_changes > MostChanges)
        {
            IsUnderstood = false;
            return;
        }

        _rules.Add(new Rule(once, from, to, yearly));
    }

    /// <summary>The instant of a wall time, and what to say where clocks left it out or showed it twice: as <see cref="WallTimes.Resolve"/> does.</summary>
    public (Instant? At, ReadingNote? Note) Resolve(LocalDateTime wall)
    {
        if (_rules.Count == 0)
        {
            return (null, null);
        }

        var changes = _rules.SelectMany(rule => rule.Around(wall.Year)).OrderBy(change => change.At).ToList();
        var found = changes.Select(change => change.To).Append(changes[0].From).Distinct()
            .Select(offset => wall.WithOffset(offset).ToInstant())
            .Where(at => at.WithOffset(changes.FindLast(change => change.At <= at)?.To ?? changes[0].From).LocalDateTime == wall)
            .Order().ToList();
        return found.Count switch
        {
            0 => (null, new ReadingNote("reading.note.gap")),
            1 => (found[0], null),
            _ => (found[0], new ReadingNote("reading.note.fold")),
        };
    }

    // At either end of the calendar an offset would lead out of it; what programs mean by such a year is "always".
    private static Instant InstantOf(LocalDateTime wall, Offset offset) => wall.Year is > 1 and < 9999 ? wall.WithOffset(offset).ToInstant() : wall.InUtc().ToInstant();

    private static Offset? OffsetOf(string? text)
    {
        if (text is not { Length: 5 or 7 } || text[0] is not ('+' or '-'))
        {
            return null;
        }

        var parsed = OffsetPattern.CreateWithInvariantCulture(text.Length == 5 ? "+HHmm" : "+HHmmss").Parse(text);
        return parsed.Success ? parsed.Value : null;
    }

    /// <summary>From an instant on another offset counts.</summary>
    private sealed record Change(Instant At, Offset From, Offset To);

    private sealed record Rule(IReadOnlyList<LocalDateTime> Once, Offset From, Offset To, Yearly? Every)
    {
        /// <summary>Its changes that can matter for a time of a year.</summary>
        public IEnumerable<Change> Around(int year)
        {
            var all = Once;
            if (Every is not null)
            {
                // Where none of the three is left, the last one before is what counts.
                var last = Math.Min(year + 1, Every.LastYear);
                all = [.. Once, .. Enumerable.Range(last - 2, 3).Select(Every.In).OfType<LocalDateTime>()];
            }

            return all.Distinct().Select(wall => new Change(InstantOf(wall, From), From, To));
        }
    }

    /// <summary>A day of every year: the second Sunday of March, the last one of October, the first Sunday from the 8th on, or a date.</summary>
    private sealed class Yearly
    {
        private LocalDateTime _start;
        private Instant? _until;
        private Offset _from;
        private int _month;
        private int? _nth;
        private IsoDayOfWeek? _weekday;
        private int[] _days = [];

        /// <summary>The last year in which it can come.</summary>
        public int LastYear { get; private set; } = int.MaxValue - 1;

        /// <summary>Null when the rule says more than is worked out here.</summary>
        public static Yearly? Read(string rule, LocalDateTime start, Offset from)
        {
            var yearly = new Yearly { _start = start, _from = from, _month = start.Month };
            var isYearly = false;
            foreach (var part in rule.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var equals = part.IndexOf('=', StringComparison.Ordinal);
                var (name, value) = equals < 0 ? (part, "") : (part[..equals].ToUpperInvariant(), part[(equals + 1)..].ToUpperInvariant());
                var understood = name switch
                {
                    "FREQ" => isYearly = value == "YEARLY",
                    "INTERVAL" => value == "1",
                    "WKST" => true,
                    "BYMONTH" => Number(value, 1, 12, out yearly._month),
                    "BYDAY" => yearly.ReadDay(value),
                    "BYMONTHDAY" => yearly.ReadDays(value),
                    "UNTIL" => yearly.ReadUntil(value),
                    _ => false,
                };
                if (!understood)
                {
                    return null;
                }
            }

            // A weekday needs its place in the month: by its number, or among seven days.
            var isWhole = yearly._weekday is null ? yearly._days.Length <= 1 : yearly._nth is not null ^ yearly._days.Length > 0;
            return isYearly && isWhole ? yearly : null;
        }

        /// <summary>When it comes in a year, or null.</summary>
        public LocalDateTime? In(int year)
        {
            if (year < _start.Year || year > 9000 || DayIn(year) is not { } day)
            {
                return null;
            }

            var wall = day + _start.TimeOfDay;
            return wall < _start || (_until is { } until && wall.WithOffset(_from).ToInstant() > until) ? null : wall;
        }

        private LocalDate? DayIn(int year)
        {
            var length = CalendarSystem.Iso.GetDaysInMonth(year, _month);
            if (_weekday is not { } weekday)
            {
                var day = _days.Length == 1 ? (_days[0] > 0 ? _days[0] : length + 1 + _days[0]) : _start.Day;
                return day >= 1 && day <= length ? new LocalDate(year, _month, day) : null;
            }

            var fit = Enumerable.Range(1, length).Select(day => new LocalDate(year, _month, day)).Where(day => day.DayOfWeek == weekday).ToList();
            return _nth is { } nth
                ? Math.Abs(nth) > fit.Count ? null : nth > 0 ? fit[nth - 1] : fit[^-nth]
                : fit.Where(day => _days.Contains(day.Day)).Cast<LocalDate?>().FirstOrDefault();
        }

        private bool ReadDay(string value)
        {
            string[] names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
            var at = value.Length < 2 ? -1 : Array.IndexOf(names, value[^2..]);
            if (at < 0)
            {
                return false;
            }

            _weekday = (IsoDayOfWeek)(at + 1);
            if (value.Length == 2)
            {
                return true;
            }

            var isNumber = Number(value[..^2], -5, 5, out var nth) && nth != 0;
            _nth = nth;
            return isNumber;
        }

        private bool ReadDays(string value)
        {
            var all = value.Split(',');
            _days = [.. all.Take(31).Select(one => Number(one, -31, 31, out var day) ? day : 0)];
            return all.Length <= 31 && !_days.Contains(0);
        }

        private bool ReadUntil(string value)
        {
            if (CalendarTime.WallOf(value.TrimEnd('Z')) is not { } until)
            {
                return false;
            }

            if (until.Year == 9999)
            {
                return true;
            }

            // RFC 5545 wants UTC here; a day by itself means all of it.
            _until = InstantOf(value.Length == 8 ? until.PlusDays(1) : until, value.EndsWith('Z') ? Offset.Zero : _from);
            LastYear = until.Year + 1;
            return true;
        }

        private static bool Number(string text, int least, int most, out int number) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
    }
}
