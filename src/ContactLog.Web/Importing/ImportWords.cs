using System.Globalization;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Web.Importing;

/// <summary>How imports are put into words.</summary>
internal static class ImportWords
{
    /// <summary>A number, or what stands for one.</summary>
    public static string Person(Words words, PeerKind kind, string number) => kind switch
    {
        PeerKind.Withheld => words["import.person.withheld"],
        PeerKind.Unknown => words["import.person.unnamed"],
        _ => number,
    };

    /// <summary>What stands for the person where the file names none: senders that are not named, herself, or the dates of a calendar.</summary>
    public static string Nobody(Words words, ImportPlan plan) =>
        words[plan.HasNameless ? "import.person.unnamed" : plan.Tally.Pictures + plan.Tally.Recordings > 0 ? "importing.made.person" : "columns.events.person"];

    /// <summary>The words of a state that kind and result of an entry do not say already; null for the usual ones.</summary>
    public static string? StateToSay(FoundState state) => state switch
    {
        FoundState.Failed or FoundState.Waiting or FoundState.NotFetched or FoundState.AnsweredElsewhere => FoundWords.Key(state),
        _ => null,
    };

    /// <summary>What the file says became of a record, and what the reader noted: "deleted by its sender", "the sender is uncertain" …</summary>
    public static IEnumerable<string> Remarks(Words words, FoundItem item)
    {
        if (StateToSay(item.State) is { } state)
        {
            yield return words["import.state", words[state]];
        }

        foreach (var mark in FoundWords.Names(item.Marks))
        {
            yield return words["importing.mark." + mark];
        }

        foreach (var note in item.Notes)
        {
            yield return note.Sentence(words);
        }

        if (item.Attachments.Any(one => !one.Whole))
        {
            yield return words["import.attachment.broken"];
        }
    }

    /// <summary>The length of a call.</summary>
    public static string Duration(Words words, long seconds) => seconds switch
    {
        < 60 => words["import.duration.s", seconds],
        < 3600 => words["import.duration.m", seconds / 60, seconds % 60],
        _ => words["import.duration.h", seconds / 3600, seconds / 60 % 60, seconds % 60],
    };

    /// <summary>A span of minutes, in words.</summary>
    public static string Minutes(Words words, int minutes) => minutes < 60 || minutes % 60 != 0 ? words.Count("importing.minutes", minutes) : words.Count("importing.hours", minutes / 60);

    /// <summary>A size in bytes.</summary>
    public static string Size(Words words, long bytes) => bytes switch
    {
        < 1_000 => words["import.size.b", bytes],
        < 1_000_000 => words["import.size.kb", (bytes / 1_000d).ToString("0", words.Culture)],
        < 1_000_000_000 => words["import.size.mb", (bytes / 1_000_000d).ToString("0.0", words.Culture)],
        _ => words["import.size.gb", (bytes / 1_000_000_000d).ToString("0.0", words.Culture)],
    };

    /// <summary>The name of a format, as people know it.</summary>
    public static string Format(Words words, string id) => words["importing.format." + id];

    /// <summary>As what a file was recognised.</summary>
    public static string Recognised(Words words, ExportReading reading) =>
        reading.Tally.Formats.Count > 1
            ? words["importing.recognised", string.Join(", ", reading.Tally.Formats.Select(id => Format(words, id)))]
            : words["importing.recognised", Format(words, reading.FormatId)];

    /// <summary>A number with its thousands apart.</summary>
    public static string N(Words words, long number) => number.ToString("N0", words.Culture);

    /// <summary>A day, with its year.</summary>
    public static string Day(Words words, LocalDate day) => day.ToString("d MMMM yyyy", words.Culture);

    /// <summary>The day of an instant in a zone, with its year; null without one.</summary>
    public static string? Day(Words words, Instant? at, DateTimeZone zone) => at is { } instant ? Day(words, instant.InZone(zone).Date) : null;

    /// <summary>The name of a country for whoever chooses one.</summary>
    public static string Country(string iso)
    {
        try
        {
            return $"{new RegionInfo(iso).EnglishName} ({iso})";
        }
        catch (ArgumentException)
        {
            // A machine without names of countries still knows their codes.
            return iso;
        }
    }

    /// <summary>An import in a list: when, how many, and whether it was undone.</summary>
    public static string Line(Words words, CaseFile file, Import import)
    {
        var line = words.Count("import.earlier.line", new[] { "added", "made", "late" }.Sum(name => import.Fields.Number(name) ?? 0), Day(words, import.Recorded, file.Zone));
        return import.IsWithdrawn ? line + " " + words["import.earlier.undone"] : line;
    }
}
