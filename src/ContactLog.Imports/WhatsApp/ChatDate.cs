using NodaTime;

namespace ContactLog.Imports.WhatsApp;

/// <summary>The three numbers of a date and what is known of them before their order is.</summary>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
/// <param name="C">The third.</param>
/// <param name="YearFirst">The first is the year, by its four digits or a sign behind it.</param>
/// <param name="LongYear">The year has four digits.</param>
/// <param name="Era">What the years of its era count from (Reiwa 2018, Heisei 1988); 0 for none.</param>
internal readonly record struct ChatDate(int A, int B, int C, bool YearFirst, bool LongYear, int Era)
{
    // Before 1970 no telephone had a date.
    private const int Earliest = 1970;
    private const int Latest = 2100;

    /// <summary>The date in one order, or null where there is no such day.</summary>
    public LocalDate? In(DateOrder order) => (YearFirst ? DateOrder.Ymd : order) switch
    {
        DateOrder.Ymd => Day(A, B, C),
        DateOrder.Mdy => Day(C, A, B),
        _ => Day(C, B, A),
    };

    /// <summary>The date, where it is the same in both orders of day and month; a single order when the year comes first.</summary>
    public LocalDate? InAnyOrder() => YearFirst ? In(DateOrder.Ymd) : A == B ? In(DateOrder.Dmy) : null;

    // Phones count years as their owner's calendar does; the months and days of the Buddhist and Japanese ones are the common ones.
    private LocalDate? Day(int year, int month, int day)
    {
        var (calendar, counted) = (Era, LongYear, year) switch
        {
            ( > 0, _, <= 99) => (CalendarSystem.Iso, Era + year),
            (_, true, >= 2500 and <= 2643) => (CalendarSystem.Iso, year - 543),
            (_, true, >= 1388 and <= 1420) => (CalendarSystem.PersianSimple, year),
            (_, true, >= 1430 and <= 1460) => (CalendarSystem.UmAlQura, year),
            (_, true, _) => (CalendarSystem.Iso, year),
            (_, false, >= 52) => (CalendarSystem.Iso, 2500 + year - 543),
            _ => (CalendarSystem.Iso, 2000 + year),
        };
        if (month is < 1 or > 12 || day < 1 || (calendar == CalendarSystem.Iso && counted is < Earliest or > Latest) || day > calendar.GetDaysInMonth(counted, month))
        {
            return null;
        }

        return new LocalDate(counted, month, day, calendar).WithCalendar(CalendarSystem.Iso);
    }
}
