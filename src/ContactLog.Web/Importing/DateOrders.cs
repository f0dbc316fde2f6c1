using ContactLog.Domain.Items;
using ContactLog.Imports;
using NodaTime;

namespace ContactLog.Web.Importing;

/// <summary>The words of forms and of the record for the order of a date: <c>dmy</c>, <c>mdy</c>, <c>ymd</c>.</summary>
internal static class DateOrders
{
    /// <summary>The word.</summary>
    public static string Word(DateOrder order) => order switch
    {
        DateOrder.Dmy => "dmy",
        DateOrder.Mdy => "mdy",
        _ => "ymd",
    };

    /// <summary>The order; null for anything else that a form may hold.</summary>
    public static DateOrder? Read(string? word) => word switch
    {
        "dmy" => DateOrder.Dmy,
        "mdy" => DateOrder.Mdy,
        "ymd" => DateOrder.Ymd,
        _ => null,
    };

    /// <summary>The orders that a page offers for a file: the year first only where its dates can be read so.</summary>
    public static IEnumerable<DateOrder> Offered(FoundDates dates) => dates.MayBeYearFirst ? [DateOrder.Dmy, DateOrder.Mdy, DateOrder.Ymd] : [DateOrder.Dmy, DateOrder.Mdy];

    /// <summary>The date of a line in one order, or null.</summary>
    public static LocalDate? Read(DateSample sample, DateOrder order) => order switch
    {
        DateOrder.Dmy => sample.DayFirst,
        DateOrder.Mdy => sample.MonthFirst,
        _ => sample.YearFirst,
    };

    /// <summary>A line of an import: the order, after the name of the file where it is one of several.</summary>
    public static string Line(string? file, DateOrder order) => file is null ? Word(order) : $"{file}: {Word(order)}";

    /// <summary>The same read again: each file, or null for one by itself, and the word of its order.</summary>
    public static IEnumerable<(string? File, string Word)> Lines(FieldSet import) =>
        import.List("date-order").Select(line => line.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var at ? (line[..at], line[(at + 2)..]) : ((string?)null, line))
            .Where(one => Read(one.Item2) is not null);
}
