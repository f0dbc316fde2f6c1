using System.Text;
using ContactLog.Imports;
using ContactLog.Tests.Imports.SmsBackupRestore;
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
