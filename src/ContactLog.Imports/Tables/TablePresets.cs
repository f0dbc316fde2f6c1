namespace ContactLog.Imports.Tables;

/// <summary>
/// What lists and logs of a kind have in common, laid over what a table's own headings suggest. Headings that are known keep their meaning;
/// a table without any is taken in the usual order of its kind, and she sees the first rows read so before anything is added.
/// </summary>
public static class TablePresets
{
    private static readonly MappedColumn[] s_log =
    [
        new(0, ColumnRole.Date), new(1, ColumnRole.Time), new(2, ColumnRole.Text), new(3, ColumnRole.Field, "place"), new(4, ColumnRole.Field, "witness"), new(5, ColumnRole.Field, "police-outcome"),
    ];

    private static readonly MappedColumn[] s_list = [new(0, ColumnRole.Date), new(1, ColumnRole.Time), new(2, ColumnRole.Peer), new(3, ColumnRole.Direction), new(4, ColumnRole.Duration)];

    /// <summary>Their names: what the headings suggest, a log of what happened, a call list in seconds, one in minutes, one in UTC, a list of texts.</summary>
    public static IReadOnlyList<string> All { get; } = ["suggested", "log", "calls", "calls-minutes", "calls-utc", "texts"];

    /// <summary>The map of a preset for a table; what the headings suggest for a name that is none.</summary>
    public static ColumnMap Of(string preset, TableLook look)
    {
        ArgumentNullException.ThrowIfNull(look);
        return preset switch
        {
            // A log of days may hold anything: each row says its kind, or is "other".
            "log" => Filled(look.Map, s_log) with { Kind = null, Utc = false },
            "calls" => Filled(look.Map, s_list) with { Kind = FoundKind.Call, Utc = false, Minutes = false },

            // Bills of AT&T and others: the clock of the billing address, lengths in minutes.
            "calls-minutes" => Filled(look.Map, s_list) with { Kind = FoundKind.Call, Utc = false, Minutes = true },

            // What T-Mobile gives out on legal request: month first, UTC, seconds.
            "calls-utc" => Filled(look.Map, s_list) with { Kind = FoundKind.Call, Utc = true, Minutes = false },
            "texts" => Filled(look.Map, s_list[..4]) with { Kind = FoundKind.Text, Utc = false },
            _ => look.Map,
        };
    }

    private static ColumnMap Filled(ColumnMap map, MappedColumn[] usual) => map.Columns.Count > 0 ? map : map with { Columns = usual };
}
