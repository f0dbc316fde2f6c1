using System.Text;
using ContactLog.Domain.Time;
using ContactLog.Imports;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Web.Importing;
using NodaTime;

namespace ContactLog.Tests.Imports.Ics;

public sealed class IcsTests
{
    [Theory]
    [InlineData("DTSTART:20260505T100000Z", "2026-05-05T10:00:00Z", TimeBasis.Epoch)]
    [InlineData("DTSTART;TZID=America/New_York:20260505T100000", "2026-05-05T14:00:00Z", TimeBasis.Offset)]
    [InlineData("DTSTART;TZID=\"Eastern Standard Time\":20260505T100000", "2026-05-05T14:00:00Z", TimeBasis.Offset)]
    [InlineData("DTSTART;TZID=/example.org/20010101/America/New_York:20260505T100000", "2026-05-05T14:00:00Z", TimeBasis.Offset)]
    [InlineData("DTSTART;TZID=Mine:20260505T100000", "2026-05-05T07:00:00Z", TimeBasis.Offset)]
    [InlineData("DTSTART;TZID=Nobody's:20260505T100000", null, TimeBasis.Local)]
    [InlineData("DTSTART:20260505T100000", null, TimeBasis.Local)]
    [InlineData("DTSTART;VALUE=DATE:20260505", null, TimeBasis.DateOnly)]
    [InlineData("DTSTART:20261305T100000Z", null, TimeBasis.Local)]
    public void Times_are_worth_what_the_file_gives(string start, string? at, TimeBasis basis)
    {
        var item = Read($"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\n{start}\nSUMMARY:Hearing\nEND:VEVENT\nEND:VCALENDAR\n").Only;
        Assert.Equal((at, basis), (item.At.Iso(), item.Basis));
        Assert.Equal((Direction.System, FoundKind.Event, "Hearing"), (item.Direction, item.Kind, item.Subject));
        Assert.Equal(basis is TimeBasis.Local or TimeBasis.DateOnly && !start.Contains("1305", StringComparison.Ordinal), item.Wall is not null);
    }

    // As Exchange writes New York's rules under a name of its own. Expected by the public rules: second Sunday of March, first Sunday of November.
    private const string Customized = "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

    // Germany until 1996 as old programs wrote it: from a day on, by seven days of a month, and until a year.
    private const string Changed = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:DAYLIGHT\nDTSTART:20000326T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=SU;UNTIL=20100101T000000Z\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20100101T000000Z\nEND:STANDARD\nBEGIN:STANDARD\nDTSTART:20120601T000000\nRDATE:20130601T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n";

    [Theory]
    [InlineData(Customized, "Customized Time Zone", "20260501T090000", "2026-05-01T13:00:00Z", null)]
    [InlineData(Customized, "Customized Time Zone", "20260115T090000", "2026-01-15T14:00:00Z", null)]
    [InlineData(Customized, "Customized Time Zone", "20260308T013000", "2026-03-08T06:30:00Z", null)]
    [InlineData(Customized, "Customized Time Zone", "20260308T023000", null, "reading.note.gap")]
    [InlineData(Customized, "Customized Time Zone", "20260308T030000", "2026-03-08T07:00:00Z", null)]
    [InlineData(Customized, "Customized Time Zone", "20261101T013000", "2026-11-01T05:30:00Z", "reading.note.fold")]
    [InlineData(Customized, "Customized Time Zone", "20261101T020000", "2026-11-01T07:00:00Z", null)]
    [InlineData(Customized, "Customized Time Zone", "20261231T235900", "2027-01-01T04:59:00Z", null)]
    [InlineData(Changed, "Ours", "19990701T120000", "1999-07-01T11:00:00Z", null)]
    [InlineData(Changed, "Ours", "20050701T120000", "2005-07-01T10:00:00Z", null)]
    [InlineData(Changed, "Ours", "20050327T013000", "2005-03-27T00:30:00Z", null)]
    [InlineData(Changed, "Ours", "20100701T120000", "2010-07-01T11:00:00Z", null)]
    [InlineData(Changed, "Ours", "20130701T120000", "2013-07-01T09:00:00Z", null)]
    public void A_zone_that_only_the_file_describes_is_worked_out_by_its_rules(string zone, string name, string wall, string? at, string? note)
    {
        var item = Read($"BEGIN:VCALENDAR\n{zone}BEGIN:VEVENT\nDTSTART;TZID={name}:{wall}\nSUMMARY:Hearing\nEND:VEVENT\nEND:VCALENDAR\n").Only;
        Assert.Equal((at, TimeBasis.Offset), (item.At.Iso(), item.Basis));
        Assert.Equal(note is null ? [] : [note], item.Notes.Select(one => one.Word));
    }

    [Theory]
    [InlineData("", "America/New_York", "America/New_York", Fold.Unsure, Precision.Exact)]
    [InlineData(Customized, "Customized Time Zone", null, null, Precision.Day)]
    public void An_hour_that_comes_twice_is_decided_for_no_zone_of_a_file(string zones, string name, string? zone, Fold? fold, Precision precision)
    {
        var item = Read($"BEGIN:VCALENDAR\n{zones}BEGIN:VEVENT\nDTSTART;TZID={name}:20261101T013000\nSUMMARY:Hearing\nEND:VEVENT\nEND:VCALENDAR\n").Only;
        Assert.Equal((new LocalDateTime(2026, 11, 1, 1, 30), zone), (item.Wall!.Value, item.Zone));
        var when = ImportTimes.WhenOf(item, DateTimeZoneProviders.Tzdb["Europe/Berlin"]);
        Assert.Equal((fold, precision, new LocalDate(2026, 11, 1)), (when.Fold, when.Precision, when.Date!.Value));
        Assert.Equal("America/New_York" == zone ? "America/New_York" : "Europe/Berlin", when.Zone.Id);
        Assert.InRange(Instant.FromUtc(2026, 11, 1, 5, 30), when.Earliest, when.Latest);
        Assert.InRange(Instant.FromUtc(2026, 11, 1, 6, 30), when.Earliest, when.Latest);

        // The key is that of the instant, as ever.
        Assert.Equal(Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261101T053000Z\nSUMMARY:Hearing\nEND:VEVENT\nEND:VCALENDAR\n").Only.Key, item.Key);
    }

    [Theory]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=2SU")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU")]
    [InlineData("RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYDAY=2SU")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=13;BYDAY=2SU")]
    [InlineData("TZOFFSETTO:+9900")]
    public void A_zone_by_rules_of_another_kind_is_asked_for_and_never_guessed(string rule)
    {
        var item = Read($"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:DAYLIGHT\n{rule}\nDTSTART:20000312T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Odd:20260501T090000\nEND:VEVENT\nEND:VCALENDAR\n").Only;
        Assert.Equal((null, TimeBasis.Local, "ics.note.zone"), (item.At.Iso(), item.Basis, item.Notes[0].Word));
    }

    [Fact]
    public void Folds_inside_a_character_escapes_and_quoted_printable_are_undone()
    {
        byte[] folded = [.. "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260505T100000Z\r\nDTEND:20260505T113000Z\r\nSUMMARY:caf"u8, 0xC3, .. "\r\n "u8, 0xA9, .. "\\, then\\n\\;home\r\nLOCATION:Room 3\r\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:one=0Atwo =\r\nthree=C3=A9\r\nBEGIN:VALARM\r\nDESCRIPTION:not this\r\nSUMMARY:nor this\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"u8];
        var item = Backup.Read(folded).Only;
        Assert.Equal("café, then ;home", item.Subject);
        Assert.Equal("one\ntwo threeé", item.Text);
        Assert.Equal(("Room 3", 5400L), (item.Fields["place"], item.DurationSeconds!.Value));
    }

    [Fact]
    public void What_repeats_or_is_called_off_says_so_and_tasks_are_skipped()
    {
        var read = Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260505T100000Z\nRRULE:FREQ=DAILY\nSTATUS:CANCELLED\nEND:VEVENT\nBEGIN:VTODO\nSUMMARY:buy\nEND:VTODO\nEND:VCALENDAR\n");
        Assert.Equal(["ics.note.repeats", "ics.note.cancelled"], read.Only.Notes.Select(note => note.Word));
        Assert.Equal(["ics.skip.kind"], read.Skipped.Select(one => one.Reason.Word));
        Assert.Equal((2, 1), (read.Tally.Records, read.Tally.System));
        Assert.Equal(Instant.FromUtc(2026, 5, 5, 10, 0), read.Tally.First);
    }

    [Fact]
    public void A_missing_end_loses_nothing_before_it()
    {
        var read = Read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:one\nDTSTART:20260505T100000Z\nBEGIN:VEVENT\nSUMMARY:two\nDTSTART:20260506T100000Z\n");
        Assert.Equal(["one", "two"], read.Items.Select(item => item.Subject));
        Assert.Equal(["reading.truncated"], read.Problems);
        Assert.All(read.Items, item => Assert.Contains("reading.note.no-end", item.Notes.Select(note => note.Word)));
    }

    [Theory]
    [InlineData("DTSTART:99991231T230000", "RRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=-1SU")]
    [InlineData("DTSTART:00010101T000000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;UNTIL=99991231")]
    [InlineData("DTSTART:16010101T000000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU;UNTIL=99991231T235959Z")]
    [InlineData("DTSTART:16010101T000000", "RDATE:00000101T000000,99991231T235959")]
    public void A_zone_that_reaches_to_the_ends_of_the_calendar_raises_nothing(string start, string rule)
    {
        foreach (var offset in (string[])["-1200", "+1400"])
        {
            var read = Read($"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\n{start}\n{rule}\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
                + "BEGIN:VEVENT\nDTSTART;TZID=Own:20260505T100000\nSUMMARY:Hearing\nEND:VEVENT\nEND:VCALENDAR\n");
            Assert.Single(read.Items);
        }
    }

    [Fact]
    public void A_zone_of_more_changes_than_any_zone_has_is_not_worked_out()
    {
        var dates = string.Join(',', Enumerable.Range(0, 399).Select(n => $"{1600 + n}0101T000000"));
        var rules = string.Concat(Enumerable.Repeat($"BEGIN:STANDARD\nDTSTART:16010101T000000\nRDATE:{dates}\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0500\nEND:STANDARD\n", 2));
        var read = Read($"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Own\n{rules}END:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Own:20260505T100000\nSUMMARY:Hearing\nEND:VEVENT\nEND:VCALENDAR\n");
        Assert.Null(Assert.Single(read.Items).At);
    }

    [Fact]
    public void Random_damage_raises_nothing()
    {
        var random = new Random(4);
        string[] pieces = ["BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VALARM\n", "END:VALARM\n", "DTSTART:2026", "DTSTART;TZID=a/b/c:20260505T100000\n", " folded\n", "SUMMARY;LANGUAGE=\"a:b:x\n", "RRULE:x\n", "\\", ";", ":", "=", "\r\n", "END:VCALENDAR\n", "BEGIN:VTODO\n", "END:VTODO\n", "DESCRIPTION;QUOTED-PRINTABLE:a=\n"];
        for (var round = 0; round < 1500; round++)
        {
            Backup.Read("BEGIN:VCALENDAR\n" + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]))).AddsUp();
        }
    }

    [Fact]
    public void Every_fixture_has_as_many_events_as_it_begins()
    {
        if (Fixtures.Folder is null)
        {
            return;
        }

        foreach (var path in Directory.GetFiles(Fixtures.PathOf("ics"), "*.ics", SearchOption.AllDirectories))
        {
            // Counted by the lines themselves.
            var lines = File.ReadAllLines(path, Encoding.UTF8).Select(line => line.Trim().ToUpperInvariant()).ToList();
            using var file = File.OpenRead(path);
            var read = Backup.Read(ExportFile.Over(file));
            read.AddsUp();
            Assert.Equal("ics", read.Format?.Id);
            Assert.Equal(lines.Count(line => line == "BEGIN:VEVENT"), read.Items.Count);
            Assert.Equal(lines.Count(line => line is "BEGIN:VTODO" or "BEGIN:VJOURNAL" or "BEGIN:VFREEBUSY"), read.Skipped.Count);
        }
    }

    private static Backup.Reading Read(string text)
    {
        var read = Backup.Read(text);
        Assert.Equal("ics", read.Format?.Id);
        read.AddsUp();
        return read;
    }
}
