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
    public static IEnumerable<IGrouping<LocalDate?, Planned>> Days(IEnumerable<Planned> rows, DateTimeZone zone) => rows.GroupBy(row => ImportTimes.WhenOf(row.Item, zone).Date);

    /// <summary>The wall time, to the second where the file has it.</summary>
    public static string Time(Planned row, DateTimeZone zone) => ImportTimes.WhenOf(row.Item, zone).Time is { } time ? When.Format(time) : "–";

    /// <summary>The wall time to the minute, for the margin.</summary>
    public static string Minute(Planned row, DateTimeZone zone) => Time(row, zone)[..Math.Min(5, Time(row, zone).Length)];

    /// <summary>The seconds under it; null when there are none.</summary>
    public static string? Seconds(Planned row, DateTimeZone zone) => Time(row, zone) is { Length: > 6 } time ? time[6..] : null;

    /// <summary>The day and the other side, of a row by itself.</summary>
    public static string DayAndPerson(Words words, Planned row, DateTimeZone zone)
    {
        var item = row.Item;
        var peer = item.Direction != Direction.Outgoing ? item.From : item.To.Count > 0 ? item.To[0] : null;
        var day = ImportTimes.WhenOf(item, zone).Date is { } date ? ImportWords.Day(words, date) : words["import.preview.no-day"];
        return peer is null or { Kind: Imports.Numbers.PeerKind.Unknown } ? day : words["columns.read.of", day, ImportWords.Person(words, peer.Kind, peer.Written.Length > 0 ? peer.Written : peer.Label ?? peer.Id)];
    }

    /// <summary>The drawing.</summary>
    public static string Icon(Planned row) => row.Item.Kind switch
    {
        FoundKind.Call => "phone",
        FoundKind.Voicemail => "voicemail",
        FoundKind.Email => "email",
        FoundKind.Social => "social",
        FoundKind.InPerson => "person",
        FoundKind.Photo => "image",
        FoundKind.Text => "text",
        _ => "other",
    };

    /// <summary>What it was.</summary>
    public static string Title(Words words, Planned row)
    {
        var own = row.Fate == Fate.Own || row.Item.Direction == Direction.Outgoing;
        var what = row.Item.Kind switch
        {
            FoundKind.Text => words[own ? "import.row.text.own" : "import.row.text"],
            FoundKind.Call => own ? words["import.row.call.own"] : words["import.row.call", words[FoundWords.Key(row.Item.State)]],
            FoundKind.Voicemail => words[row.Fate == Fate.Made ? "importing.row.recording" : "import.row.voicemail"],
            FoundKind.Email => words[own ? "importing.row.email.own" : "importing.row.email"],
            FoundKind.Social => words[own ? "importing.row.social.own" : "importing.row.social"],
            FoundKind.InPerson => words["importing.row.in-person"],
            FoundKind.Photo => words["importing.row.photo"],
            FoundKind.Event => words["importing.row.event"],
            _ => words["importing.row.other"],
        };
        if (row.Item.Platform is { } platform)
        {
            what = words["import.row.lasted", what, platform];
        }

        if (row.Fate == Fate.Made)
        {
            what = words["importing.row.made", what];
        }

        if (row.Fate == Fate.Others)
        {
            what = words["importing.row.others", row.Item.From.Label ?? (row.Item.From.Written.Length > 0 ? row.Item.From.Written : row.Item.From.Id)];
        }

        return row.Item.DurationSeconds is > 0 and { } seconds ? words["import.row.lasted", what, ImportWords.Duration(words, seconds)]
            : row.Item.SoundSeconds is { } sound ? words["import.row.lasted", what, ImportWords.Duration(words, (long)Math.Round(sound, MidpointRounding.AwayFromZero))] : what;
    }

    /// <summary>A date of the file read one way.</summary>
    public static string? Sample(Words words, FoundDates dates, DateOrder order) =>
        dates.Samples.Select(sample => DateOrders.Read(sample, order)).FirstOrDefault() is { } day ? words["importing.order.means", ImportWords.Day(words, day)] : null;

    /// <summary>Whether a search finds it.</summary>
    public static bool Matches(Planned row, string search) =>
        row.Item.Text.Contains(search, StringComparison.CurrentCultureIgnoreCase)
        || row.Item.Subject?.Contains(search, StringComparison.CurrentCultureIgnoreCase) == true
        || row.Item.Attachments.Any(one => one.Name.Contains(search, StringComparison.CurrentCultureIgnoreCase));

    /// <summary>The times that the sender claims and the delivering server wrote, of a mail.</summary>
    public static string? MailTimes(Words words, Planned row) => row.Item.Mail is { ClaimedAt: { } claimed, ReceivedAt: { } received }
        ? words["importing.mail.times", received.ToString("uuuu-MM-dd HH:mm:ss o<+HH:mm>", words.Culture), claimed.ToString("uuuu-MM-dd HH:mm:ss o<+HH:mm>", words.Culture)] : null;

    /// <summary>Its files; of one that did not come with the export there is only the name.</summary>
    public static string Attachments(Words words, Planned row) => words["import.row.attachments",
        string.Join(", ", row.Item.Attachments.Select(one => one.Size > 0 ? $"{one.Name} ({one.ContentType}, {ImportWords.Size(words, one.Size)})" : one.Name))];

    /// <summary>What to know about it.</summary>
    public static IEnumerable<string> Notes(Words words, Planned row) => ImportWords.Remarks(words, row.Item);

    /// <summary>The beginning of a long text.</summary>
    public static string Short(string text) => text.Length <= Shown ? text : text[..(char.IsHighSurrogate(text[Shown - 1]) ? Shown - 1 : Shown)] + "…";

    /// <summary>A record that looks the same as a typed entry.</summary>
    public static string TypedLabel(Words words, Planned row, DateTimeZone zone) =>
        $"{(ImportTimes.WhenOf(row.Item, zone).Date is { } day ? ImportWords.Day(words, day) : "–")}, {Time(row, zone)}: {Title(words, row)}{(row.Item.Text.Length > 0 ? ", “" + Short(row.Item.Text) + "”" : "")}";

    /// <summary>What it may be.</summary>
    public static string AlikeHint(Words words, Likeness like)
    {
        var where = like.InRecord ? like.From is { Length: > 0 } ? words["import.alike.record", like.From] : words["import.alike.record.own"]
            : like.From is { Length: > 0 } ? words["import.alike.file", like.From] : words["import.alike.file.own"];
        return where + " " + (like.Words.Length > 0 ? "“" + Short(like.Words) + "”" : words["import.alike.no-words"]);
    }

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
