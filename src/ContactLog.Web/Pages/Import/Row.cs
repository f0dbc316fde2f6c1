using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using ContactLog.Imports;
using ContactLog.Web.Importing;
using NodaTime;

namespace ContactLog.Web.Pages.Import;

/// <summary>One record of a file, as the preview shows it.</summary>
internal static class Row
{
    private const int Shown = 400;

    /// <summary>The rows by day, in their order; null for those without a time.</summary>
    public static IEnumerable<IGrouping<LocalDate?, Planned>> Days(IEnumerable<Planned> rows, DateTimeZone zone) => rows.GroupBy(row => row.Item.At?.InZone(zone).Date);

    /// <summary>The wall time, to the second where the file has it.</summary>
    public static string Time(Planned row, DateTimeZone zone) => row.Item.At is { } at ? When.Format(When.At(at, zone, seconds: true).Time!.Value) : "–";

    /// <summary>The wall time to the minute, for the margin.</summary>
    public static string Minute(Planned row, DateTimeZone zone) => Time(row, zone)[..Math.Min(5, Time(row, zone).Length)];

    /// <summary>The seconds under it; null when there are none.</summary>
    public static string? Seconds(Planned row, DateTimeZone zone) => Time(row, zone) is { Length: > 6 } time ? time[6..] : null;

    /// <summary>The drawing.</summary>
    public static string Icon(Planned row) => row.Item.Kind switch
    {
        FoundKind.Call => "phone",
        FoundKind.Voicemail => "voicemail",
        _ => "text",
    };

    /// <summary>What it was.</summary>
    public static string Title(Words words, Planned row)
    {
        var what = (row.Item.Kind, row.Fate == Fate.Own || row.Item.Direction == Direction.Outgoing) switch
        {
            (FoundKind.Text, true) => words["import.row.text.own"],
            (FoundKind.Text, _) => words["import.row.text"],
            (FoundKind.Call, true) => words["import.row.call.own"],
            (FoundKind.Call, _) => words["import.row.call", words[FoundWords.Key(row.Item.State)]],
            _ => words["import.row.voicemail"],
        };
        return row.Item.DurationSeconds is > 0 and { } seconds ? words["import.row.lasted", what, ImportWords.Duration(words, seconds)] : what;
    }

    /// <summary>Its files.</summary>
    public static string Attachments(Words words, Planned row) => words["import.row.attachments",
        string.Join(", ", row.Item.Attachments.Select(one => $"{one.Name} ({one.ContentType}, {ImportWords.Size(words, one.Size)})"))];

    /// <summary>What to know about it.</summary>
    public static IEnumerable<string> Notes(Words words, Planned row)
    {
        if (ImportWords.StateToSay(row.Item.State) is { } state)
        {
            yield return words["import.state", words[state]];
        }

        foreach (var note in row.Item.Notes)
        {
            yield return note.Sentence(words);
        }
    }

    /// <summary>The beginning of a long text.</summary>
    public static string Short(string text) => text.Length <= Shown ? text : text[..(char.IsHighSurrogate(text[Shown - 1]) ? Shown - 1 : Shown)] + "…";

    /// <summary>A record that looks the same as a typed entry.</summary>
    public static string TypedLabel(Words words, Planned row, DateTimeZone zone) =>
        $"{ImportWords.Day(words, row.Item.At, zone)}, {Time(row, zone)}: {Title(words, row)}{(row.Item.Text.Length > 0 ? ", “" + Short(row.Item.Text) + "”" : "")}";

    /// <summary>The entry that it looks the same as.</summary>
    public static string TypedHint(Words words, Planned row)
    {
        var same = row.Same!;
        var when = same.When;
        var time = when.Time is { } start ? When.Format(start) + (when.EndTime is { } end ? "–" + When.Format(end) : "") : "";
        var said = same["said"] ?? same["narrative"];
        var line = same.Count > 1 ? words["import.typed.entry.many", time, ImportWords.N(words, same.Count)] : words["import.typed.entry", time];
        return said is null ? line : line + " “" + Short(said) + "”";
    }
}
