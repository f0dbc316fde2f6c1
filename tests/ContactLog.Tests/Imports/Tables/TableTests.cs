using System.IO.Compression;
using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Tables;
using ContactLog.Tests.Imports.SmsBackupRestore;
using NodaTime;

namespace ContactLog.Tests.Imports.Tables;

public sealed class TableTests
{
    private static readonly DateTimeZone s_chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    // Guessed the other way round his call would be hers.
    [Theory]
    [InlineData("Incoming, CL", true)]
    [InlineData("INCOMI-CL", true)]
    [InlineData("Incoming (VM)", true)]
    [InlineData("Gary IN", false)]
    [InlineData("Outgoing", false)]
    [InlineData("Voicemail", null)]
    [InlineData("Voice Mail", null)]
    [InlineData("Unavailable", null)]
    public void The_cell_of_a_destination_says_which_way_or_nothing(string cell, bool? isIncoming) =>
        Assert.Equal(isIncoming is { } known ? known ? Direction.Incoming : Direction.Outgoing : null, CellWords.DirectionOfDestination(cell));

    [Fact]
    public void A_log_in_english_is_read_by_its_headings()
    {
        var read = Read("Incident Log\nName: Ann\n\nDate,Time,Description,Location,Witnesses,Police Called,Officer,Report Number,Phone\n"
            + "25/12/2023,9:30 PM,\"He wrote: \"\"open the door\"\"\nand left\",Home,Bea,yes,Ruiz,12-34,(312) 555-0142\n"
            + "26/12/2023,approx 9pm,Drove by,,,,,,\nlast Tuesday,evening,Waited outside,Work,,,,,\n27/12/2023,,Flowers,,,,,,\n", zone: s_chicago);

        Assert.Equal(4, read.Tally.Records);
        Assert.Equal(["table.without-time", "table.preamble"], read.Problems);
        var first = read.Items[0];
        Assert.Equal((Instant.FromUtc(2023, 12, 26, 3, 30), TimeBasis.Local, "America/Chicago"), (first.At!.Value, first.Basis, first.Zone));
        Assert.Equal("He wrote: \"open the door\"\nand left", first.Text);
        Assert.Equal(("Home", "Bea", "yes", "Ruiz", "12-34"), (first.Fields["place"], first.Fields["witness"], first.Fields["police-outcome"], first.Fields["police-who"], first.Fields["police-number"]));
        Assert.Equal("(312) 555-0142", first.From.Written);
        Assert.Equal((new LocalDateTime(2023, 12, 26, 21, 0), "26/12/2023 approx 9pm"), (read.Items[1].Wall!.Value, read.Items[1].WhenText));
        Assert.Equal([false, true, false, false], read.Items.Select(item => item.About));
        Assert.Equal((null, null, "last Tuesday evening"), (read.Items[2].At, read.Items[2].Wall, read.Items[2].WhenText));
        Assert.Equal((TimeBasis.DateOnly, new LocalDateTime(2023, 12, 27, 0, 0), null), (read.Items[3].Basis, read.Items[3].Wall!.Value, read.Items[3].At));
        Assert.Equal(DateOrder.Dmy, read.Tally.Dates!.Order);
        Assert.Equal("row[5]", first.Locator.Path);
        Assert.Equal(5, first.Locator.Line);
    }

    [Fact]
    public void A_log_in_spanish_is_read_too()
    {
        var read = Read("Fecha;Hora;Qué pasó;Lugar;Testigos;Teléfono\n5 de mayo de 2026;21:15;Llamó a la puerta;Casa;Bea;600 123 456\n");
        Assert.Equal((new LocalDateTime(2026, 5, 5, 21, 15), "Llamó a la puerta", "Casa", "Bea"), (read.Only.Wall!.Value, read.Only.Text, read.Only.Fields["place"], read.Only.Fields["witness"]));
        Assert.Null(read.Tally.Dates);
    }

    [Fact]
    public void An_open_order_of_day_and_month_is_asked_and_never_guessed()
    {
        const string log = "Date,Description\n3/4/2026,a\n5/6/2026,b\n";
        var open = Read(log);
        Assert.All(open.Items, item => Assert.Equal((null, null), (item.At, item.Wall)));
        Assert.Null(open.Tally.Dates!.Order);
        Assert.Equal((new LocalDate(2026, 4, 3), new LocalDate(2026, 3, 4)), (open.Tally.Dates.Samples[0].DayFirst!.Value, open.Tally.Dates.Samples[0].MonthFirst!.Value));

        var answered = Read(log, new ReadOptions { DateOrder = DateOrder.Mdy });
        Assert.Equal(new LocalDate(2026, 3, 4), answered.Items[0].Wall!.Value.Date);
        Assert.Equal(open.Items.Select(item => item.Key), answered.Items.Select(item => item.Key));

        // An answer that was given for another file does not turn what this one proves.
        var proven = Read("Date,Description\n13/4/2026,a\n3/4/2026,b\n", new ReadOptions { DateOrder = DateOrder.Mdy });
        Assert.Equal([new LocalDate(2026, 4, 13), new LocalDate(2026, 4, 3)], proven.Items.Select(item => item.Wall!.Value.Date));

        var conflict = Read("Date,Description\n13/4/2026,a\n5/16/2026,b\n3/4/2026,c\n");
        Assert.Equal((true, null), (conflict.Tally.Dates!.Conflict, conflict.Tally.Dates.Order));
        Assert.Null(conflict.Items[2].Wall);
    }

    [Theory]
    [InlineData("Tue May 05 2026 10:00:00 GMT+0200", "2026-05-05T08:00:00Z", false)]
    [InlineData("Tue May 05 2026 10:00:00 GMT-0500 (Central Daylight Time)", "2026-05-05T15:00:00Z", false)]
    [InlineData("2026-05-05 10:00 UTC-5", "2026-05-05T15:00:00Z", false)]
    [InlineData("2026-05-05 10:00 UTC\u22125:30", "2026-05-05T15:30:00Z", false)]
    [InlineData("2026-05-05 10:00 GMT", "2026-05-05T10:00:00Z", false)]
    [InlineData("2026-05-05T10:00-05:00", "2026-05-05T15:00:00Z", false)]
    [InlineData("2026-05-05 10:00:00-05:00", "2026-05-05T15:00:00Z", false)]
    [InlineData("2026-05-05 10:00+02:00", "2026-05-05T08:00:00Z", false)]
    [InlineData("2026-05-05 10:00-11:00", "2026-05-05 10:00:00", true)]
    [InlineData("2026-05-05 10:00 EST", "2026-05-05 10:00:00", true)]
    [InlineData("5 May 2026 9:30 pm ET", "2026-05-05 21:30:00", true)]
    [InlineData("5/25/2026 10:00-11:30", "2026-05-25 10:00:00", true)]
    [InlineData("05.25.2026 10:00 Uhr", "2026-05-25 10:00:00", false)]
    public void What_stands_behind_a_time_is_an_offset_or_is_said(string cell, string time, bool said)
    {
        var item = Read($"Date;Details\n{cell};x\n").Only;
        Assert.Equal(time, item.At is { } at ? NodaTime.Text.InstantPattern.General.Format(at) : item.WallText());
        Assert.Equal((said ? cell : null, said, false), (item.WhenText, item.NoteWords().Contains("table.note.when"), item.About));
    }

    // Halves of the day in every manner; where words around a time are not understood there is a day and no time, never one that is twelve hours off.
    [Theory]
    [InlineData("11:30P", "23:30", false)]
    [InlineData("09:05A", "09:05", false)]
    [InlineData("8:30 p", "20:30", false)]
    [InlineData("8:30 p.m.", "20:30", false)]
    [InlineData("8p", "20:00", false)]
    [InlineData("Sunday at 8:30 PM", "20:30", false)]
    [InlineData("a las 20:30 horas", "20:30", false)]
    [InlineData("8:30 pm EST", "20:30", true)]
    [InlineData("8:30PM - 9:00PM", "20:30", true)]
    [InlineData("8:30 pm to 9", "20:30", true)]
    [InlineData("8:30 a 9:30", "08:30", true)]
    [InlineData("8:30 in the evening", null, true)]
    [InlineData("9:30 at night", null, true)]
    [InlineData("8:30 de la noche", null, true)]
    [InlineData("between 7:15 and 8:15 pm", null, true)]
    [InlineData("7:15-8:15 pm", null, true)]
    [InlineData("7:15-08:15 pm", null, true)]
    [InlineData("7-8pm", null, true)]
    [InlineData("after 9 pm", null, true)]
    [InlineData("14:05 PM", null, true)]
    public void A_time_is_exact_or_none(string cell, string? time, bool said)
    {
        foreach (var text in new[] { $"Date;Time;Details\n2026-05-05;{cell};x\n", $"When;Details\n5 May 2026 {cell};x\n" })
        {
            var item = Read(text).Only;
            Assert.Equal((time is null ? TimeBasis.DateOnly : TimeBasis.Local, $"2026-05-05 {time ?? "00:00"}:00"), (item.Basis, item.WallText()));
            Assert.Equal(said, item.WhenText?.EndsWith(cell, StringComparison.Ordinal) ?? false);
        }
    }

    [Fact]
    public void Bills_that_write_incoming_for_the_city_say_which_way()
    {
        var att = Read("Item,Day,Date,Time,Number Called,Call To,Min,Rate Code\n1,SUN,03/13/2022,09:05A,312-555-0142,INCOMI CL,1,\n2,SUN,03/13/2022,11:30P,312-555-0142,GARY IN,2,\n3,SUN,03/13/2022,11:40P,312-555-0142,,2,\n", new ReadOptions { Country = "US" });
        var verizon = Read("Date,Time,Number,Rate,Usage Type,Origination,Destination,Min.\n03/13/2022,9:05 AM,312-555-0142,Peak,PlanAllow,Boston MA,Incoming CL,1\n03/13/2022,11:30 PM,312-555-0142,Peak,PlanAllow,Boston MA,Los Angeles CA,2\n03/13/2022,11:40 PM,312-555-0142,Peak,PlanAllow,Boston MA,Unavailable,2\n", new ReadOptions { Country = "US" });
        var mobile = Read("Date,Time,Destination,Number,Minutes\n03/13/2022,9:05 AM,Incoming,312-555-0142,1\n03/13/2022,11:30 PM,\"Kansas City, MO\",312-555-0142,2\n03/13/2022,11:40 PM,-,312-555-0142,2\n", new ReadOptions { Country = "US" });
        foreach (var read in new[] { att, verizon, mobile })
        {
            Assert.Equal([(Direction.Incoming, FoundState.Answered, 60L), (Direction.Outgoing, FoundState.Placed, 120L)], read.Items.Select(item => (item.Direction, item.State, item.DurationSeconds!.Value)));
            Assert.Equal(("+13125550142", "+13125550142"), (read.Items[0].From.Id, read.Items[1].To[0].Id));
            Assert.Equal("2022-03-13 23:30:00", read.Items[1].WallText());
            Assert.Equal("table.skip.direction", Assert.Single(read.Skipped).Reason.Word);
        }
    }

    [Theory]
    [InlineData("Date,Time,Dialed Number,Duration\n03/13/2022,9:05 AM,312-555-0142,60\n")]
    [InlineData("Date,Time,Phone Number,Duration\n03/13/2022,9:05 AM,312-555-0142,60\n")]
    [InlineData("Date,Time,Phone Number\n03/13/2022,9:05 AM,312-555-0142\n")]
    [InlineData("Date,Time,Number,Destination,Min\n03/13/2022,9:05 AM,312-555-0142,Boston MA,1\n")]
    [InlineData("Date,Time,Number,Duration,Notes\n03/13/2022,9:05 AM,312-555-0142,60,x\n")]
    public void A_list_that_does_not_say_which_way_is_asked_about_and_never_guessed(string text)
    {
        var read = Read(text);
        Assert.Empty(read.Items);
        Assert.Equal(("table.skip.direction", "table.without-direction"), (Assert.Single(read.Skipped).Reason.Word, Assert.Single(read.Problems)));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var look = TableLook.At(ExportFile.Over(file))!;
        Assert.Equal((false, true, true), (look.Sure, look.IsHeaded, look.Map.AsksDirection));

        var answered = look.Map with { Direction = Direction.Outgoing };
        Assert.Equivalent(answered, ColumnMap.FromJson(answered.ToJson()));
        Assert.Equal((Direction.Outgoing, "312-555-0142"), Read(text, new ReadOptions { Map = answered }).Items.Select(item => (item.Direction, item.To[0].Written)).Single());
        // Whoever says that the dialed numbers of a list came to her has a list of somebody else: who called stands nowhere in it.
        var came = Assert.Single(Read(text, new ReadOptions { Map = look.Map with { Direction = Direction.Incoming } }).Items);
        Assert.Equal((Direction.Incoming, text.Contains("Dialed", StringComparison.Ordinal) ? PeerKind.Unknown : PeerKind.Exact), (came.Direction, came.From.Kind));
    }

    [Theory]
    [InlineData("Rejected", "Incoming", "Rejected")]
    [InlineData("Blocked", "Incoming", "Blocked")]
    [InlineData("Returned", null, null)]
    [InlineData("Cancelled", null, null)]
    [InlineData("No answer", null, null)]
    [InlineData("", null, null)]
    public void A_word_that_does_not_say_which_way_leaves_the_row_of_a_list_out(string word, string? direction, string? state)
    {
        var read = Read($"Date,Time,Number,Duration,Direction\n3/14/2022,9:05 PM,312-555-0142,60,{word}\n");
        Assert.Equal(direction is null ? [] : [(direction, state)], read.Items.Select(item => ((string?)item.Direction.ToString(), (string?)item.State.ToString())));
        Assert.Equal(direction is null ? 1 : 0, read.Skipped.Count);
    }

    [Fact]
    public void A_number_that_a_program_took_for_a_quantity_is_the_same_number()
    {
        var read = Read("Date,Time,Number,Duration,Direction\n3/13/2022,9:05 PM,3125550142.0,60.0,In\n3/14/2022,9:05 PM,3125550142,60,In\n", new ReadOptions { Country = "US" });
        Assert.All(read.Items, item => Assert.Equal(("+13125550142", "3125550142", 60L), (item.From.Id, item.From.Written, item.DurationSeconds!.Value)));
    }

    [Theory]
    [InlineData("Time (UTC-5)", false, true)]
    [InlineData("Time (GMT+02:00)", false, true)]
    [InlineData("Time (UTC+00:00)", true, false)]
    [InlineData("Time (UTC)", true, false)]
    public void A_heading_with_an_offset_is_not_utc(string heading, bool utc, bool said)
    {
        var read = Read($"Date;{heading};Details\n2026-05-05;10:00;x\n");
        Assert.Equal(utc ? TimeBasis.Offset : TimeBasis.Local, read.Only.Basis);
        Assert.Equal(said, read.Problems.Contains("table.offset"));
    }

    [Fact]
    public void A_carriers_list_in_utc_is_told_by_its_words()
    {
        var read = Read("Account,Subscriber\n1,2\n\nDate,Time,Duration,Call Type,Direction,Calling Number,Dialed Number\n05/13/2026,01:10:00,35,mSTerminating,Incoming,3125550142,3125550100\n05/13/2026,01:12:00,0,mSOriginating,Outgoing,3125550100,3125550142\n",
            new ReadOptions { Country = "US", OwnNumbers = ["312-555-0100"] });
        Assert.Equal([Instant.FromUtc(2026, 5, 13, 1, 10), Instant.FromUtc(2026, 5, 13, 1, 12)], read.Items.Select(item => item.At!.Value));
        Assert.Equal([Direction.Incoming, Direction.Outgoing], read.Items.Select(item => item.Direction));
        Assert.Equal(("+13125550142", FoundKind.Call, 35L, FoundState.Answered), (read.Items[0].From.Id, read.Items[0].Kind, read.Items[0].DurationSeconds!.Value, read.Items[0].State));
        Assert.Equal(("+13125550142", FoundState.Placed), (read.Items[1].To[0].Id, read.Items[1].State));
    }

    [Fact]
    public void A_call_that_went_on_to_voicemail_is_one_call()
    {
        var read = Read("Date,Time,Duration,Call Type,Direction,Calling Number,Dialed Number\n05/13/2026,01:10:00,0,mSTerminating,Incoming,3125550142,3125550100\n05/13/2026,01:10:20,35,callForwarding,Incoming,3125550142,8056377249\n"
            + "05/13/2026,01:10:20,35,mSOriginating,Outgoing,3125550100,8056377249\n05/13/2026,02:00:00,40,mSOriginating,Outgoing,3125550100,8056377243\n", new ReadOptions { Country = "US", OwnNumbers = ["312-555-0100"] });
        Assert.Equal((1, 0, 3), (read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System));
        Assert.All(read.Items.Skip(1), item => Assert.Contains("table.note.mailbox", item.NoteWords()));
    }

    [Theory]
    [InlineData("1712345678", "DE", true)]
    [InlineData("01712345678", "DE", false)]
    [InlineData("3125550142", "US", false)]
    [InlineData("12345", "DE", false)]
    [InlineData("1712345678", null, false)]
    public void A_number_that_may_have_lost_its_front_is_said(string number, string? country, bool said) =>
        Assert.Equal(said, Read($"Date;Number;Details\n2026-05-13;{number};x\n", new ReadOptions { Country = country }).Only.NoteWords().Contains("table.note.front"));

    [Fact]
    public void A_bill_with_minutes_and_to_from_is_read()
    {
        var read = Read("AT&T usage\n\nItem,Day,Date,Time,To/From,Type,Msg/KB,Rate Code,Rate Pd,Feature,In/Out,Min,Total Charge\n1,WED,01/17/2026,9:05PM,312-555-0142,Voice,,,,,In,3,0.00\n2,WED,01/17/2026,9:09PM,312-555-0142,Voice,,,,,Out,1,0.00\n", new ReadOptions { Country = "US" }, zone: s_chicago);
        Assert.Equal([(Direction.Incoming, 180L), (Direction.Outgoing, 60L)], read.Items.Select(item => (item.Direction, item.DurationSeconds!.Value)));
        Assert.Equal(Instant.FromUtc(2026, 1, 18, 3, 5), read.Items[0].At);
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    public void Encodings_and_separators_are_told_by_the_file(string name, bool mark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        foreach (var separator in new[] { ',', ';', '\t', '|' })
        {
            var text = "Date,Time,Details\r\n2026-05-13,10:00,café\r\n2026-05-14,11:00,x\r\n".Replace(',', separator);
            var read = Backup.Read([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
            read.AddsUp();
            Assert.Equal("csv", read.Format?.Id);
            Assert.Equal("café", read.Items[0].Text);
        }
    }

    [Fact]
    public void An_open_quotation_mark_swallows_no_further_row()
    {
        var read = Read("Date,Details\n2026-05-13,\"never closed\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"2026-05-14,row {i}\n")));
        Assert.Equal(301, read.Tally.Records);
        Assert.Contains("table.note.quote", read.Items[0].Notes.Select(note => note.Word));
        Assert.Equal("row 299", read.Items[^1].Text);
    }

    [Fact]
    public void What_a_spreadsheet_did_to_a_number_is_said_and_matches_nobody()
    {
        var item = Read("Date,Number,Details\n2026-05-13,1.31E+09,x\n2026-05-13,+1 312 555 0142,y\n").Items[0];
        Assert.Equal(PeerKind.Exact, item.From.Kind);
        Assert.Contains("table.note.scientific", item.Notes.Select(note => note.Word));
    }

    [Fact]
    public void Headings_again_and_empty_rows_are_no_contacts_and_a_million_columns_are_cut()
    {
        var read = Read("Date,Details\n2026-05-13,x\n,,\nDate,Details\n2026-05-14," + new string(',', 1_000_000) + "\n");
        Assert.Equal((3, 2), (read.Tally.Records, read.Items.Count));
        Assert.Equal("table.skip.header", Assert.Single(read.Skipped).Reason.Word);
        Assert.Contains("table.note.columns", read.Items[1].Notes.Select(note => note.Word));
    }

    [Fact]
    public void A_map_of_hers_reads_what_no_heading_explains_and_travels_as_json()
    {
        const string text = "A,B,C\n13.05.2026,x,0171 2345678\n14.05.2026,y,0171 2345678\n";
        var map = new ColumnMap { HeaderRow = 1, Separator = ",", Kind = FoundKind.Text, Columns = [new(0, ColumnRole.DateTime), new(1, ColumnRole.Field, "feelings"), new(2, ColumnRole.Peer)] };
        Assert.Equivalent(map, ColumnMap.FromJson(map.ToJson()));
        Assert.Null(ColumnMap.FromJson("{\"columns\":[{\"index\":-1,\"role\":\"date\"}]}"));
        Assert.Null(ColumnMap.FromJson("[1]"));
        var item = Read(text, new ReadOptions { Map = map, Country = "DE" }).Items[0];
        Assert.Equal(("+491712345678", "x", FoundKind.Text), (item.From.Id, item.Fields["feelings"], item.Kind));
    }

    [Fact]
    public void The_suggestion_shows_headings_and_first_rows()
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("Date;Who;Details\n2026-05-13;Sam;x\n"));
        var look = TableLook.At(ExportFile.Over(file))!;
        Assert.True(look.Sure);
        Assert.Equal(["Date", "Who", "Details"], look.Headings);
        Assert.Equal(["2026-05-13", "Sam", "x"], Assert.Single(look.Rows));
        Assert.Equal(";", look.Map.Separator);
        Assert.Equal(1, look.Map.IndexOf(ColumnRole.Name));
    }

    [Theory]
    [InlineData("Dear Sam,\nI am writing, as I said, to you.\nPlease, stop.\n")]
    [InlineData("{\"a\":1,\"b\":2}\n{\"a\":1,\"b\":2}\n")]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("<table><tr><td>1,2</td></tr>\n<tr><td>1,2</td></tr></table>")]
    public void What_has_no_dates_in_a_column_is_no_table(string text) => Assert.Null(Backup.Read(text).Format);

    [Fact]
    public void A_workbook_is_read_with_its_dates_shared_words_and_last_values_of_formulas()
    {
        foreach (var since1904 in new[] { false, true })
        {
            var serial = since1904 ? 46155 - 1462 : 46155;
            var read = Backup.Read(Workbook($"""
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Number</t></is></c></row>
                <row r="2"><c r="A2" s="1"><v>{serial}.5</v></c><c r="B2" t="str"><f>A1&amp;"x"</f><v>worked out</v></c><c r="C2"><v>1.3125550142E10</v></c></row>
                <row r="4"><c r="A4" t="inlineStr"><is><r><t>last </t></r><r><t>Tuesday</t></r></is></c><c r="B4" t="s"><v>2</v></c></row>
                """, since1904));
            read.AddsUp();
            Assert.Equal("xlsx", read.Format?.Id);
            Assert.Equal(new LocalDateTime(2026, 5, 13, 12, 0), read.Items[0].Wall);
            Assert.Equal(("worked out", "13125550142"), (read.Items[0].Text, read.Items[0].From.Written));
            Assert.Equal(("last Tuesday", "He waited\nagain", "row[4]"), (read.Items[1].WhenText, read.Items[1].Text, read.Items[1].Locator.Path));
            Assert.Null(read.Tally.Dates);
        }
    }

    [Fact]
    public void A_damaged_workbook_gives_what_is_whole_and_says_so()
    {
        var read = Backup.Read(Workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>46155</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row><row r=\"3\"><c <"));
        read.AddsUp();
        Assert.Equal("He waited\nagain", read.Only.Text);
        Assert.Equal(["table.xlsx.damaged"], read.Problems);

        var whole = Workbook("");
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var bad = whole.ToArray();
            for (var hits = random.Next(1, 20); hits > 0; hits--)
            {
                bad[random.Next(60, bad.Length)] = (byte)random.Next(256);
            }

            Backup.Read(bad[..random.Next(60, bad.Length)]).AddsUp();
        }
    }

    [Fact]
    public void Random_tables_add_up_whole_and_damaged()
    {
        var random = new Random(20261126);
        string[] cells = ["2026-05-13", "13/5/26", "5/13/26", "3/4/26 9:00", "last week", "9pm", "\"a\nb\"", "\"open", "", "in", "sent", "1.2E+09", "+1 312 555 0142", "é", "\0", "1747130000", "12:3", "=cmd()", "x"];
        for (var round = 0; round < 600; round++)
        {
            var text = "Date,Time,Type,Direction,Number,Details\n2026-05-13,10:00,call,in,1,x\n" + string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => string.Join(',', Enumerable.Range(0, random.Next(1, 9)).Select(_ => cells[random.Next(cells.Length)])) + (random.Next(4) == 0 ? "\r\n" : "\n")));
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var hits = random.Next(4); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            Backup.Read(bytes).AddsUp();
        }
    }

    private static Backup.Reading Read(string text, ReadOptions? options = null, DateTimeZone? zone = null)
    {
        var read = Backup.Read(text, (options ?? new ReadOptions()) with { Zone = zone });
        Assert.Equal("csv", read.Format?.Id);
        read.AddsUp();
        return read;
    }

    internal static byte[] Workbook(string rows, bool since1904 = false, CompressionLevel level = CompressionLevel.Optimal, string sheets = "", string behind = "")
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string content)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + content));
            }

            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Part("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr date1904=\"{(since1904 ? 1 : 0)}\"/><sheets><sheet name=\"Log\" sheetId=\"1\" r:id=\"rId1\"/>{sheets}</sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Part("xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-409]m/d/yy h:mm\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
            Part("xl/sharedStrings.xml", $"<sst xmlns=\"{main}\"><si><t>Date</t></si><si><t>What happened</t></si><si><t>He waited\nagain</t></si></sst>");
            Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData>{behind}</worksheet>");
        }

        return file.ToArray();
    }

    // Cells are compared with known words by their first 200 characters: the 200th may be half of one.
    [Theory]
    [InlineData(199)]
    [InlineData(198)]
    [InlineData(200)]
    public void An_emoji_anywhere_in_a_cell_is_no_stumbling_block(int at)
    {
        var words = new string('x', at) + "😀 called";
        var read = Read($"Date,Description,Type,{words}\n2026-03-13,{words},{words},{words}\n");
        Assert.Equal(words, read.Only.Text);
    }

    [Fact]
    public void Rows_without_a_date_are_counted_in_words_and_thai_years_are_read()
    {
        var read = Read("Date,Description\n13/03/2567,a\n๑๔/๐๓/๒๕๖๗,b\nlast Tuesday,c\n31/02/2024,d\n");
        Assert.Equal([new LocalDate(2024, 3, 13), new LocalDate(2024, 3, 14), null, null], read.Items.Select(item => item.Wall?.Date));
        Assert.Equal(["table.without-time"], read.Problems);
        Assert.Equal(2, read.Tally.WithoutTime);
    }

    // A list on the site of a carrier that has "Incoming" under "Type", "Description" or "Location", and a number under "Contact": counted as something else
    // that came from him, calls of hers among them.
    [Theory]
    [InlineData("Date,Time,Contact,Location,Call Type,Minutes\n03/13/2022,9:05 AM,312-555-0142,SNFC CA,Incoming,1\n03/13/2022,11:30 PM,312-555-0142,GARY IN,Outgoing,2\n03/13/2022,11:40 PM,312-555-0142,INCOMI CL,,2\n")]
    [InlineData("Date,Time,Phone number,Description,Type,Minutes used\n03/13/2022,9:05 AM,312-555-0142,Incoming,Voice,1\n03/13/2022,11:30 PM,312-555-0142,\"San Fran, CA\",Voice,2\n03/13/2022,11:40 PM,312-555-0142,,Voice,2\n")]
    [InlineData("Date,Time,Direction,Who,Type,Min\n03/13/2022,9:05 AM,Incoming,312-555-0142,-,1\n03/13/2022,11:30 PM,Outgoing,312-555-0142,-,2\n03/13/2022,11:40 PM,?,312-555-0142,-,2\n")]
    public void A_list_of_calls_on_a_carriers_site_is_one(string text)
    {
        var read = Read(text, new ReadOptions { Country = "US" });
        Assert.Equal([(FoundKind.Call, Direction.Incoming, FoundState.Answered, 60L), (FoundKind.Call, Direction.Outgoing, FoundState.Placed, 120L)], read.Items.Select(item => (item.Kind, item.Direction, item.State, item.DurationSeconds!.Value)));
        Assert.Equal(("+13125550142", "+13125550142"), (read.Items[0].From.Id, read.Items[1].To[0].Id));
        Assert.DoesNotContain(read.Items, item => item.Notes.Any(note => note.Word == "table.note.kind"));
        Assert.StartsWith("table.skip.direction", Assert.Single(read.Skipped).Reason.Word, StringComparison.Ordinal);
    }

    // Her own log has a column for how long too. What she wrote there is words, and what was done to her came.
    [Fact]
    public void A_log_with_minutes_and_words_stays_a_log()
    {
        var read = Read("Date,Time,Name,Minutes,Description\n03/13/2022,9:05 AM,Max,1,Incoming\n03/13/2022,11:20 PM,Max,2,ok\n03/13/2022,11:30 PM,Max,20,He stood at the door\n");
        Assert.Equal([(Direction.Incoming, "Incoming"), (Direction.Incoming, "ok"), (Direction.Incoming, "He stood at the door")], read.Items.Select(item => (item.Direction, item.Text)));
    }

    [Fact]
    public void German_words_for_which_way_are_known()
    {
        var read = Read("Datum;Uhrzeit;Rufnummer;Verbindungsart;Dauer\n14.07.2025;21:12:03;015112345678;eingehend;00:03:10\n14.07.2025;21:20:03;015112345678;abgehend;00:01:00\n", new ReadOptions { Country = "DE" });
        Assert.Equal([(FoundKind.Call, Direction.Incoming), (FoundKind.Call, Direction.Outgoing)], read.Items.Select(item => (item.Kind, item.Direction)));
    }
}
