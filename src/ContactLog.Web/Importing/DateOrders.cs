using ContactLog.Imports;

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
}
