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

    private readonly List<DateSample> _samples = [];
    private readonly Steps _dayFirst = new(DateOrder.Dmy);
    private readonly Steps _monthFirst = new(DateOrder.Mdy);
    private readonly Steps _yearFirst = new(DateOrder.Ymd);
    private int _lines;
    private int _ambiguous;
    private int _firstOverTwelve;
    private int _secondOverTwelve;
    private bool _yearIsFirst;

    /// <summary>Takes the date of one line into account; one that no calendar has says nothing.</summary>
    public void Take(ReadOnlySpan<char> line, ChatDate date)
    {
        var (dayFirst, monthFirst) = (date.In(DateOrder.Dmy), date.In(DateOrder.Mdy));
        if ((dayFirst ?? monthFirst ?? date.In(DateOrder.Ymd)) is null)
        {
            return;
        }

        _lines++;
        _yearIsFirst |= date.YearFirst;
        _dayFirst.Take(dayFirst);
        _monthFirst.Take(monthFirst);
        _yearFirst.Take(date.LongYear ? null : date.In(DateOrder.Ymd));
        if (dayFirst is not null && date.A > 12 && date.B <= 12)
        {
            _firstOverTwelve++;
        }
        else if (monthFirst is not null && date.B > 12 && date.A <= 12)
        {
            _secondOverTwelve++;
        }
        else if (date.A <= 12 && date.B <= 12 && date.A != date.B && ++_ambiguous > 0 && _samples.Count < MostSamples)
        {
            var sample = new DateSample(line[..Math.Min(line.Length, LongestSample)].ToString(), dayFirst, monthFirst);
            if (sample is { DayFirst: not null } or { MonthFirst: not null } && !_samples.Exists(one => one.DayFirst == sample.DayFirst))
            {
                _samples.Add(sample);
            }
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

        // 22-03-18 can be 2022 as well. It is asked about when the days run forward in another order and not in this one.
        return decided is null || likely.Any(one => one.Back < decided.Back) ? null : decided.Order;
    }

    /// <summary>The order of the dates by the file itself or her answer, and what to ask her.</summary>
    public FoundDates Dates(DateOrder? chosen) => Proven() is { } proven ? new(proven, IsConflict, _yearIsFirst ? [] : _samples) : new(chosen, IsConflict, _yearIsFirst ? [] : _samples) { IsAsked = true };

    private bool IsConflict => !_yearIsFirst && _firstOverTwelve > 0 && _secondOverTwelve > 0;

    /// <summary>How well one order of the dates fits.</summary>
    private sealed class Steps(DateOrder order)
    {
        private LocalDate? _last;

        public DateOrder Order => order;

        public int Possible { get; private set; }

        public int Back { get; private set; }

        public void Take(LocalDate? date)
        {
            if (date is not { } day)
            {
                return;
            }

            // The years of a conversation follow each other; days taken for years leap.
            Possible++;
            Back += _last is { } last && (day < last || (order == DateOrder.Ymd && day.Year > last.Year + 1)) ? 1 : 0;
            _last = day;
        }
    }
}
