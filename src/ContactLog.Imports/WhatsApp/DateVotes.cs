using NodaTime;

namespace ContactLog.Imports.WhatsApp;

/// <summary>
/// What the dates of a conversation say about their order. A sender can type a line of the very shape of the phone's own, so no line alone
/// decides against the others: an order is proven only where most lines are possible in it and no other one makes the days run forward better.
/// </summary>
internal sealed class DateVotes
{
    private const int MostSamples = 3;
    private const int LongestSample = 120;

    // No conversation is older than the app.
    private const int FirstYear = 2009;

    private readonly List<DateSample> _samples = [];
    private readonly List<DateSample> _yearSamples = [];
    private readonly Steps _dayFirst = new(DateOrder.Dmy);
    private readonly Steps _monthFirst = new(DateOrder.Mdy);
    private readonly Steps _yearFirst = new(DateOrder.Ymd);
    private int _lines;
    private int _ambiguous;
    private int _withYearFirst;
    private int _firstOverTwelve;
    private int _secondOverTwelve;
    private bool _yearIsFirst;

    /// <summary>Takes the date of one line into account; one that no calendar has says nothing.</summary>
    public void Take(ReadOnlySpan<char> line, ChatDate date)
    {
        var (dayFirst, monthFirst, yearFirst) = (date.In(DateOrder.Dmy), date.In(DateOrder.Mdy), date.In(DateOrder.Ymd));
        if ((dayFirst ?? monthFirst ?? yearFirst) is null)
        {
            return;
        }

        _lines++;
        _yearIsFirst |= date.YearFirst;
        _dayFirst.Take(dayFirst);
        _monthFirst.Take(monthFirst);
        _yearFirst.Take(date.LongYear ? null : yearFirst);
        yearFirst = date.LongYear || yearFirst is not { Year: >= FirstYear } ? null : yearFirst;
        _withYearFirst += yearFirst is null ? 0 : 1;
        if (dayFirst is not null && date.A > 12 && date.B <= 12)
        {
            _firstOverTwelve++;
        }
        else if (monthFirst is not null && date.B > 12 && date.A <= 12)
        {
            _secondOverTwelve++;
        }
        else if (date.A <= 12 && date.B <= 12 && date.A != date.B && ++_ambiguous > 0 && (dayFirst ?? monthFirst) is not null)
        {
            Keep(_samples, line, dayFirst, monthFirst, yearFirst);
        }

        if (yearFirst is not null && (dayFirst ?? monthFirst ?? yearFirst) != yearFirst)
        {
            Keep(_yearSamples, line, dayFirst, monthFirst, yearFirst);
        }
    }

    /// <summary>The order that the file proves, or null.</summary>
    public DateOrder? Proven()
    {
        if (_yearIsFirst)
        {
            return DateOrder.Ymd;
        }

        if (IsConflict)
        {
            return null;
        }

        var decided = _firstOverTwelve > 0 ? _dayFirst : _secondOverTwelve > 0 ? _monthFirst : null;
        Steps[] likely = [.. new[] { _dayFirst, _monthFirst, _yearFirst }.Where(one => one.Possible * 2 > _lines)];
        if (decided is null || !likely.Contains(decided))
        {
            // A day over 31 is a year. Where every date is the same in both orders, there is nothing to ask.
            decided = likely is [var only] && only == _yearFirst ? only
                : _ambiguous + _firstOverTwelve + _secondOverTwelve == 0 && likely.Contains(_dayFirst) ? _dayFirst : null;
        }

        // 22-03-18 can be 2022 as well. It is asked about when the days run forward in another order and not in this one, or as well and lie closer together.
        var isAsked = decided is null || likely.Any(one => one.Back < decided.Back)
            || (likely.Contains(_yearFirst) && IsYearFirstOffered && _yearFirst.Back <= decided.Back && _yearFirst.Days < decided.Days);
        return isAsked ? null : decided!.Order;
    }

    /// <summary>The order of the dates by the file itself or her answer, and what to ask her.</summary>
    public FoundDates Dates(DateOrder? chosen) => Proven() is { } proven ? new(proven, IsConflict, Samples) : new(chosen, IsConflict, Samples) { IsAsked = true };

    // Where few lines have a day with the year first, that is no answer to offer.
    private IReadOnlyList<DateSample> Samples => _yearIsFirst ? []
        : !IsYearFirstOffered ? [.. _samples.Select(sample => sample with { YearFirst = null })]
        : _samples.Count > 0 ? _samples : _yearSamples;

    private bool IsYearFirstOffered => _withYearFirst * 2 > _lines;

    private static void Keep(List<DateSample> samples, ReadOnlySpan<char> line, LocalDate? dayFirst, LocalDate? monthFirst, LocalDate? yearFirst)
    {
        if (samples.Count < MostSamples && !samples.Exists(one => one.DayFirst == dayFirst))
        {
            samples.Add(new(line[..Math.Min(line.Length, LongestSample)].ToString(), dayFirst, monthFirst, yearFirst));
        }
    }

    private bool IsConflict => !_yearIsFirst && _firstOverTwelve > 0 && _secondOverTwelve > 0;

    /// <summary>How well one order of the dates fits.</summary>
    private sealed class Steps(DateOrder order)
    {
        private LocalDate? _last;
        private LocalDate _earliest = LocalDate.MaxIsoValue;
        private LocalDate _latest = LocalDate.MinIsoValue;

        public DateOrder Order => order;

        public int Possible { get; private set; }

        public int Back { get; private set; }

        /// <summary>From the earliest day to the latest; 0 where there is none.</summary>
        public int Days => Possible == 0 ? 0 : Period.DaysBetween(_earliest, _latest);

        public void Take(LocalDate? date)
        {
            if (date is not { } day)
            {
                return;
            }

            // The years of a conversation follow each other; days taken for years leap.
            Possible++;
            Back += _last is { } last && (day < last || (order == DateOrder.Ymd && day.Year > last.Year + 1)) ? 1 : 0;
            (_last, _earliest, _latest) = (day, LocalDate.Min(_earliest, day), LocalDate.Max(_latest, day));
        }
    }
}
