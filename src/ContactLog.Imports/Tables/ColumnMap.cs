using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactLog.Imports.Tables;

/// <summary>
/// What the columns of a table mean: suggested from the file (<see cref="TableLook"/>), changed by her, kept with the import.
/// The order of day and month and her zone are not here: they are asked for every file alike (<see cref="ReadOptions"/>).
/// </summary>
public sealed record ColumnMap
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The name of the encoding; null takes what the file shows. Not for workbooks.</summary>
    public string? Encoding { get; init; }

    /// <summary>What stands between two cells: one character; null takes what the file shows. Not for workbooks.</summary>
    public string? Separator { get; init; }

    /// <summary>The sheet of a workbook by its name; null for the first that has rows.</summary>
    public string? Sheet { get; init; }

    /// <summary>The row of the headings, from 1; what stands above is preamble. 0 when the first row is a record already.</summary>
    public int HeaderRow { get; init; }

    /// <summary>The times are UTC, whatever her zone is: telephone companies do that.</summary>
    public bool Utc { get; init; }

    /// <summary>Durations are minutes; otherwise seconds. Values with a colon or a unit speak for themselves.</summary>
    public bool Minutes { get; init; }

    /// <summary>The kind of contact where no column says it; null for "other".</summary>
    public FoundKind? Kind { get; init; }

    /// <summary>Which way the rows went where no column says it; null while that is open. Not <see cref="Imports.Direction.System"/>.</summary>
    public Direction? Direction { get; init; }

    /// <summary>The columns that mean something.</summary>
    public IReadOnlyList<MappedColumn> Columns { get; init; } = [];

    /// <summary>The first column with a role, from 0, or -1.</summary>
    public int IndexOf(ColumnRole role) => Columns.FirstOrDefault(column => column.Role == role)?.Index ?? -1;

    /// <summary>Whether a row read by it could have a time.</summary>
    [JsonIgnore]
    public bool HasTime => IndexOf(ColumnRole.Date) >= 0 || IndexOf(ColumnRole.DateTime) >= 0;

    /// <summary>
    /// A list of calls or texts, not a log of what happened: hers stand in it beside those of others, so that a row that does not say which way it went is
    /// nobody's. In a log such a row is of what was done to her.
    /// </summary>
    [JsonIgnore]
    public bool IsList => IndexOf(ColumnRole.From) < 0
        && (IndexOf(ColumnRole.Duration), IndexOf(ColumnRole.Peer) >= 0 || IndexOf(ColumnRole.To) >= 0, IsLog) is ( >= 0, true, _) or ( >= 0, _, false) or (_, true, false);

    // The one field that a bill has too is the place.
    private bool IsLog => IndexOf(ColumnRole.Text) >= 0 || Columns.Any(column => column.Role == ColumnRole.Field && (column.Field != "place" || IndexOf(ColumnRole.Duration) < 0));

    /// <summary>A list that says nowhere which way its rows went: only she can.</summary>
    [JsonIgnore]
    public bool AsksDirection => IsList && Direction is null && IndexOf(ColumnRole.Direction) < 0 && IndexOf(ColumnRole.Destination) < 0;

    /// <summary>As it is saved and given to <c>inspect --map</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; null when it is no such text.</summary>
    public static ColumnMap? FromJson(string json)
    {
        try
        {
            var map = JsonSerializer.Deserialize<ColumnMap>(json, s_json);
            return map is { Columns: not null, Direction: null or Imports.Direction.Incoming or Imports.Direction.Outgoing, HeaderRow: >= 0, Separator: null or { Length: 1 } } && map.Columns.All(column => column is { Index: >= 0 and < 10_000 }) ? map : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>A column and its meaning.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Role">What it holds.</param>
/// <param name="Field">For <see cref="ColumnRole.Field"/>: the field of an incident, as the field catalogue names it.</param>
public sealed record MappedColumn(int Index, ColumnRole Role, string? Field = null);

/// <summary>What a column holds.</summary>
public enum ColumnRole
{
    /// <summary>The day.</summary>
    Date,

    /// <summary>The time of day.</summary>
    Time,

    /// <summary>Both, or seconds or milliseconds since 1970.</summary>
    DateTime,

    /// <summary>Who called or wrote: a number, address or name.</summary>
    From,

    /// <summary>Who was called or written to.</summary>
    To,

    /// <summary>The other side, whichever way it went.</summary>
    Peer,

    /// <summary>A name for the other side.</summary>
    Name,

    /// <summary>Which way.</summary>
    Direction,

    /// <summary>Where a call went: a city, or a word that it came in. So AT&amp;T's, T-Mobile's and Verizon's bills say which way.</summary>
    Destination,

    /// <summary>Call, text, visit …</summary>
    Kind,

    /// <summary>How long.</summary>
    Duration,

    /// <summary>A subject line.</summary>
    Subject,

    /// <summary>What was said or happened.</summary>
    Text,

    /// <summary>Another field of an incident.</summary>
    Field,
}
