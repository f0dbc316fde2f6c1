using System.Text;
using ContactLog.Domain.Plans;
using NodaTime;

namespace ContactLog.Tests.Domain.Plans;

public sealed class CalendarFileTests
{
    private static readonly Instant s_now = Instant.FromUtc(2026, 4, 23, 7, 14);
    private static readonly QuietDate s_day = new(new LocalDate(2026, 4, 28), null, "hearing", Guid.Parse("6f1c2a7e-0000-4000-8000-000000000001"));

    [Fact]
    public void A_day_and_a_moment_are_written_and_nothing_of_the_record_is()
    {
        var text = CalendarFile.Write([s_day, s_day with { At = Instant.FromUtc(2026, 4, 28, 14, 30), Kind = "follow-up" }], "Reminder", "Date", s_now);
        Assert.Equal(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//-//-//EN\r\n"
            + "BEGIN:VEVENT\r\nUID:6f1c2a7e000040008000000000000001-1\r\nDTSTAMP:20260423T071400Z\r\nDTSTART;VALUE=DATE:20260428\r\nSUMMARY:Reminder\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
            + "BEGIN:VEVENT\r\nUID:6f1c2a7e000040008000000000000001-2\r\nDTSTAMP:20260423T071400Z\r\nDTSTART:20260428T143000Z\r\nSUMMARY:Reminder\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
            + "END:VCALENDAR\r\n", text);
    }

    [Theory]
    [InlineData("x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:second")]
    [InlineData("x\nATTACH;VALUE=URI:javascript:alert(1)")]
    [InlineData("x\rBEGIN:VALARM")]
    [InlineData("x\u2028END:VEVENT\u2029BEGIN:VEVENT")]
    [InlineData("x\u0085END:VEVENT\u000bBEGIN:VEVENT\u000c\0")]
    [InlineData("a;b,c\\n\\")]
    [InlineData("\u202e\u2066\ufeff\u200f")]
    [InlineData("\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00")]
    [InlineData("\ud83d half")]
    public void A_title_cannot_carry_a_second_event_or_a_line_of_its_own(string title)
    {
        var text = CalendarFile.Write([s_day], title, "Date", s_now);
        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        Assert.Equal(["BEGIN:VCALENDAR", "BEGIN:VEVENT"], lines.Where(line => line.StartsWith("BEGIN:", StringComparison.Ordinal)));
        Assert.Equal(["VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "CLASS", "TRANSP"],
            lines.Where(line => line.Length > 0 && !line.StartsWith("BEGIN:", StringComparison.Ordinal) && !line.StartsWith("END:", StringComparison.Ordinal)).Select(line => line.Split(':', ';')[0]));
        Assert.DoesNotContain(text, c => c is '\0' or '\u0085' or '\u2028' or '\u202e' or '\u000b' || (char.IsControl(c) && c is not ('\r' or '\n')));
        Assert.DoesNotMatch("(?<!\r)\n|\r(?!\n)", text);
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75));
        var summary = lines.Single(line => line.StartsWith("SUMMARY:", StringComparison.Ordinal))[8..];
        Assert.DoesNotMatch(@"(?<!\\)(?:\\\\)*[;,]", summary);
        Assert.NotEqual("", summary);
    }
}
