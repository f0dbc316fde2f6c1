using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Tables;

namespace ContactLog.Web.Importing;

/// <summary>The form in which she says what the columns of a table mean. The words of its choices: a role, or <c>field:</c> and a field of an incident.</summary>
public sealed class TableForm
{
    /// <summary>The most columns that are asked about; the others are in the file and in the text of each row.</summary>
    public const int MostColumns = 60;

    private const string Nothing = "none";
    private const string FieldMark = "field:";

    private static readonly string[] s_fields =
        ["place", "witness", "witness-contact", "present", "vehicle", "weapon-what", "injury-what", "damage-what", "feelings", "evidence-elsewhere", "police-who", "police-number", "police-outcome", "action"];

    private static readonly (string Word, char Sign)[] s_separators = [("comma", ','), ("semicolon", ';'), ("tab", '\t'), ("bar", '|')];

    /// <summary>What each column is, in order.</summary>
    public IList<string?> Use { get; set; } = [];

    /// <summary>The row of the headings; 0 for none.</summary>
    public int HeaderRow { get; set; }

    /// <summary>The times are UTC.</summary>
    public bool Utc { get; set; }

    /// <summary>Lengths are minutes.</summary>
    public bool Minutes { get; set; }

    /// <summary>The kind of every row that says none.</summary>
    public string? Kind { get; set; }

    /// <summary>Which way every row went that does not say it: <c>incoming</c>, <c>outgoing</c>, or nothing.</summary>
    public string? Way { get; set; }

    /// <summary>What parts the cells.</summary>
    public string? Separator { get; set; }

    /// <summary>How its letters are written.</summary>
    public string? Encoding { get; set; }

    /// <summary>The sheet of a workbook.</summary>
    public string? Sheet { get; set; }

    /// <summary>The words for what a column can be.</summary>
    public static IReadOnlyList<string> Uses { get; } =
        [Nothing, .. Enum.GetValues<ColumnRole>().Where(role => role != ColumnRole.Field).Select(Word), .. s_fields.Select(field => FieldMark + field)];

    /// <summary>The words for a kind.</summary>
    public static IReadOnlyList<string> Kinds => FieldCatalogue.IncidentKinds;

    /// <summary>The words for which way.</summary>
    public static IReadOnlyList<string> Ways { get; } = [FoundWords.Name(Direction.Incoming), FoundWords.Name(Direction.Outgoing)];

    /// <summary>The words for what parts the cells.</summary>
    public static IEnumerable<string> Separators => s_separators.Select(one => one.Word);

    /// <summary>The encodings that tables are seen in.</summary>
    public static IReadOnlyList<string> Encodings { get; } = ["utf-8", "windows-1252", "iso-8859-15", "windows-1250", "windows-1251", "utf-16"];

    /// <summary>The form of a map.</summary>
    public static TableForm Of(ColumnMap map, int width)
    {
        ArgumentNullException.ThrowIfNull(map);
        var form = new TableForm
        {
            Use = [.. Enumerable.Repeat<string?>(Nothing, Math.Min(width, MostColumns))],
            HeaderRow = map.HeaderRow,
            Utc = map.Utc,
            Minutes = map.Minutes,
            Kind = map.Kind is { } kind ? FoundWords.Name(kind) : null,
            Way = map.Direction is { } direction ? FoundWords.Name(direction) : null,
            Separator = s_separators.FirstOrDefault(one => map.Separator is [var sign] && sign == one.Sign).Word,
            Encoding = map.Encoding,
            Sheet = map.Sheet,
        };
        foreach (var column in map.Columns.Where(column => column.Index < form.Use.Count))
        {
            form.Use[column.Index] = UseOf(column);
        }

        return form;
    }

    /// <summary>How the table is to be taken apart, before it is said what its columns mean.</summary>
    public ColumnMap Taken() => new()
    {
        Separator = s_separators.FirstOrDefault(one => one.Word == Separator) is { Word: not null } one ? one.Sign.ToString() : null,
        Encoding = Encodings.FirstOrDefault(name => name == Encoding),
        Sheet = Sheet is { Length: > 0 and <= 100 } ? Sheet : null,
    };

    /// <summary>The map; of two columns that are the same thing the first counts.</summary>
    public ColumnMap Map()
    {
        var columns = new List<MappedColumn>();
        for (var at = 0; at < Use.Count && at < MostColumns; at++)
        {
            if (Read(Use[at], at) is { } column && !columns.Exists(one => one.Role == column.Role && one.Field == column.Field))
            {
                columns.Add(column);
            }
        }

        return Taken() with
        {
            HeaderRow = Math.Clamp(HeaderRow, 0, 10_000),
            Utc = Utc,
            Minutes = Minutes,
            Kind = Enum.GetValues<FoundKind>().Cast<FoundKind?>().FirstOrDefault(kind => FoundWords.Name(kind!.Value) == Kind),
            Direction = Way == Ways[0] ? Direction.Incoming : Way == Ways[1] ? Direction.Outgoing : null,
            Columns = columns,
        };
    }

    /// <summary>The first use that two columns have, or null.</summary>
    public string? Twice() => Use.Take(MostColumns).Where((use, at) => Read(use, at) is not null).GroupBy(use => use, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;

    /// <summary>A use in words.</summary>
    public static string Label(Words words, string use)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(use);
        return use.StartsWith(FieldMark, StringComparison.Ordinal) ? words["fields.incident." + use[FieldMark.Length..]] : words["columns.use." + use];
    }

    /// <summary>A map in words: which column was read as what.</summary>
    public static string Line(Words words, ColumnMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return string.Join(", ", map.Columns.OrderBy(column => column.Index).Select(column => $"{column.Index + 1}: {Label(words, UseOf(column))}"));
    }

    private static string UseOf(MappedColumn column) => column.Role == ColumnRole.Field ? FieldMark + column.Field : Word(column.Role);

    private static string Word(ColumnRole role) => role == ColumnRole.DateTime ? "date-time" : role.ToString().ToLowerInvariant();

    private static MappedColumn? Read(string? use, int at) =>
        use is null || use == Nothing || !Uses.Contains(use, StringComparer.Ordinal) ? null
            : use.StartsWith(FieldMark, StringComparison.Ordinal) ? new(at, ColumnRole.Field, use[FieldMark.Length..])
            : new(at, Enum.GetValues<ColumnRole>().First(role => Word(role) == use));
}
