using System.Globalization;
using System.Text;
using NodaTime;

namespace ContactLog.Domain.Plans;

/// <summary>
/// Dates as an iCalendar file (RFC 5545) with one title for all of them: no place, no description, no alarm, nothing of
/// the record. The title is hers to choose, so it is escaped and folded; no text can begin a line of its own.
/// </summary>
public static class CalendarFile
{
    /// <summary>The longest title, in characters.</summary>
    public const int LongestTitle = 80;

    private const int LineBytes = 75;

    /// <summary>Writes the file: UTF-8 text with CRLF.</summary>
    /// <param name="dates">The dates.</param>
    /// <param name="title">The title of every event.</param>
    /// <param name="neutral">The title where nothing of the other can be seen: an event without one draws the eye.</param>
    /// <param name="now">When it is made.</param>
    public static string Write(IEnumerable<QuietDate> dates, string? title, string neutral, Instant now)
    {
        ArgumentNullException.ThrowIfNull(dates);
        ArgumentNullException.ThrowIfNull(neutral);
        var text = new StringBuilder();
        var summary = Escaped(title ?? "") is { Length: > 0 } hers ? hers : Escaped(neutral);
        void Line(string line) => Fold(text, line);

        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//-//-//EN");
        var stamp = now.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        foreach (var date in dates)
        {
            Line("BEGIN:VEVENT");
            // Random ids, told apart where one thing has two dates; importing again replaces and does not double.
            Line("UID:" + date.Id.ToString("N", CultureInfo.InvariantCulture) + (date.Kind is "review" or "follow-up" ? "-2" : "-1"));
            Line("DTSTAMP:" + stamp);
            Line(date.At is { } at
                ? "DTSTART:" + at.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
                : "DTSTART;VALUE=DATE:" + date.Day.ToString("uuuuMMdd", CultureInfo.InvariantCulture));
            Line("SUMMARY:" + summary);
            Line("CLASS:PRIVATE");
            Line("TRANSP:TRANSPARENT");
            Line("END:VEVENT");
        }

        Line("END:VCALENDAR");
        return text.ToString();
    }

    /// <summary>A text value: what the format reckons with is escaped; what cannot be seen and every other line end is left out.</summary>
    private static string Escaped(string text)
    {
        var safe = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(LongestTitle))
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                // A line end inside a value would begin a line of its own, and with it another event.
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    safe.Append(' ');
                    break;
                case UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse:
                    break;
                default:
                    if (rune.Value is '\\' or ';' or ',')
                    {
                        safe.Append('\\');
                    }

                    safe.Append(rune.ToString());
                    break;
            }
        }

        return safe.ToString().Trim();
    }

    /// <summary>At most 75 bytes a line, never inside a character.</summary>
    private static void Fold(StringBuilder text, string line)
    {
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > LineBytes)
            {
                text.Append("\r\n ");
                bytes = 1;
            }

            text.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}
