using ContactLog.Imports;

namespace ContactLog.Tests.Imports.WhatsApp;

public sealed class HeaderTests
{
    // The expected wall times were worked out by hand.
    [Theory]
    [InlineData("[13/04/21, 9:05:07 PM] Bob: Hi", "2021-04-13 21:05:07")]
    [InlineData("\u200E[13/04/21, 9:05:07\u202FPM] Bob: Hi", "2021-04-13 21:05:07")]
    [InlineData("\uFEFF13/04/2021, 21:05 - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("4/13/21, 9:05 AM - Bob: Hi", "2021-04-13 09:05:00")]
    [InlineData("4/13/21, 12:10 am - Bob: Hi", "2021-04-13 00:10:00")]
    [InlineData("4/13/21, 12:10 PM - Bob: Hi", "2021-04-13 12:10:00")]
    [InlineData("04/13/2021, 00:08 a. m. - Bob: Hi", "2021-04-13 00:08:00")]
    [InlineData("13/4/2021, 9:05 p.\u00A0m. - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("4/13/21, 9:05\u2009PM – Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("4/13/21 9:05 PM - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("[13.04.21, 14:56:01] Bob: Hi", "2021-04-13 14:56:01")]
    [InlineData("[2021-04-13, 12:00:01] Bob: Hi", "2021-04-13 12:00:01")]
    [InlineData("[2021/04/13, 21:25:15] Bob: Hi", "2021-04-13 21:25:15")]
    [InlineData("2021/04/13, 21:25 - Bob: Hi", "2021-04-13 21:25:00")]
    [InlineData("13.4.2021 klo 21.25.15 - Bob: Hi", "2021-04-13 21:25:15")]
    [InlineData("13.04.21 21:25:15: Bob: Hi", "2021-04-13 21:25:15")]
    [InlineData("13.04.21, 21:25 – Bob: Hi", "2021-04-13 21:25:00")]
    [InlineData("[13. 4. 2021 14:56:01] Bob: Hi", "2021-04-13 14:56:01")]
    [InlineData("‏[١٣‏/٤‏/٢٠٢١، ٩:٠٥:٠٧ م] Bob: Hi", "2021-04-13 21:05:07")]
    [InlineData("١٣‏/٤‏/٢٠٢١، ٩:٠٥\u00A0ص - Bob: Hi", "2021-04-13 09:05:00")]
    [InlineData("۱۳/۴/۲۰۲۱, ۲۱:۰۵ - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("[13/4/2564 BE, 21:05:07] Bob: Hi", "2021-04-13 21:05:07")]
    [InlineData("[13/4/2564 21:05:07] Bob: Hi", "2021-04-13 21:05:07")]
    [InlineData("๑๓/๔/๒๕๖๔ ๒๑:๐๕ - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("13/4/64 21:05 - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("१३/०४/२१, ९:०५ अपराह्न - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("[2021/4/13 下午9:05:07] Bob: Hi", "2021-04-13 21:05:07")]
    [InlineData("2021/4/13 上午12:05 - Bob: Hi", "2021-04-13 00:05:00")]
    [InlineData("2021年4月13日 21:05 - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("[R3/04/13 21:05:07] Bob: Hi", "2021-04-13 21:05:07")]
    [InlineData("2021. 4. 13. 오후 9:05 - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("[21:05, 13/4/2021] Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("[9:05 PM, 4/13/2021] Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("24/01/1400, 21:05 - Bob: Hi", "2021-04-13 21:05:00")]
    [InlineData("29/2/2020, 23:59 - Bob: Hi", "2020-02-29 23:59:00")]
    public void The_beginning_of_a_line_is_read_in_every_form(string line, string wall)
    {
        var read = Reads.Text(line + "\n");
        read.AddsUp();
        Assert.Equal("whatsapp", read.Format?.Id);
        Assert.Equal(wall, read.Only.WallText());
        Assert.Equal(("Bob", "Hi"), (read.Only.From.Id, read.Only.Text));
        Assert.Equal(("line[1]", 1L), (read.Only.Locator.Path, read.Only.Locator.Line));
        Assert.Equal(TimeBasis.Local, read.Only.Basis);
        Assert.Null(read.Only.At);
    }

    [Theory]
    [InlineData("4/13/21, 9:05 in der Früh - Bob: Hi", "whatsapp.note.half-day", "4/13/21, 9:05 in der Früh")]
    [InlineData("2021/4/13 晚上12:05 - Bob: Hi", "whatsapp.note.half-day", "2021/4/13 晚上12:05")]
    [InlineData("13/04/21, 24:00 - Bob: Hi", "whatsapp.note.hour", "13/04/21, 24:00")]
    [InlineData("[13/04/21, 24:00:59] Bob: Hi", "whatsapp.note.hour", "13/04/21, 24:00:59")]
    public void An_hour_that_cannot_be_read_leaves_the_day(string line, string note, string written)
    {
        var read = Reads.Text(line + "\n", Reads.In("Europe/Berlin"));
        read.AddsUp();
        Assert.Equal((TimeBasis.DateOnly, "2021-04-13 00:00:00", null, written), (read.Only.Basis, read.Only.WallText(), read.Only.At, read.Only.WhenText));
        Assert.Equal([note], read.Only.NoteWords());
    }

    [Theory]
    [InlineData("١٣‏/٤‏/٢٠٢١، ٩:٠٥ مساءً - بوب: مرحبا", "2021-04-13 21:05:00")]
    [InlineData("١٣‏/٤‏/٢٠٢١، ٩:٠٥ صباحًا - بوب: مرحبا", "2021-04-13 09:05:00")]
    public void Arabic_words_for_half_of_the_day_are_read_with_their_vowels(string line, string wall) => Assert.Equal(wall, Reads.Text(line + "\n").Only.WallText());

    // A changed header, or days and months read the wrong way round, shows in the names that the iPhone gives its files.
    [Theory]
    [InlineData("03/04/2022, 14:56:01", "00000035-PHOTO-2022-04-03-14-56-01.jpg", DateOrder.Dmy, false)]
    [InlineData("03/04/2022, 14:56:01", "00000035-PHOTO-2022-04-03-14-56-01.jpg", DateOrder.Mdy, true)]
    [InlineData("13/04/2022, 14:56:01", "00000035-AUDIO-2022-04-13-15-56-01.opus", null, true)]
    [InlineData("13/04/2022, 23:59:59", "00000035-VIDEO-2022-04-14-00-00-01.mp4", null, true)]
    [InlineData("13/04/2022, 14:56:01", "00000035-Report 2021-01-01.pdf", null, false)]
    [InlineData("13/04/2022, 14:56:01", "00000035-PHOTO-2022-13-45-99-99-99.jpg", null, false)]
    public void A_time_in_the_name_of_a_file_that_differs_is_said(string header, string file, DateOrder? order, bool differs)
    {
        var read = Reads.Text($"[{header}] Bob: \u200e<attached: {file}>\r\n", new ReadOptions { DateOrder = order });
        read.AddsUp();
        Assert.Equal(differs, read.Only.NoteWords().Contains("whatsapp.note.file-time"));
    }

    [Theory]
    [InlineData("Date,Time,What\n2021-04-13,21:05,He called: twice\n")]
    [InlineData("13/04/2021 21:05 - he stood in front of the house\n")]
    [InlineData("Our meeting\n\nis on 13/04/2021, 21:05 - Bob: brings it\n")]
    [InlineData("{\"messages\":[{\"date\":\"13/04/2021, 21:05 - Bob: Hi\"}]}")]
    [InlineData("13/04/2021: Arrival\n14/04/2021: Departure\n")]
    [InlineData("192.168.10.1 - - [10/Oct/2000:13:55:36] \"GET\"\n")]
    public void Other_texts_with_dates_are_not_taken_for_a_conversation(string text) => Assert.NotEqual("whatsapp", Reads.Text(text).Format?.Id);

    [Fact]
    public void A_value_over_twelve_decides_the_order_of_the_dates()
    {
        var read = Reads.Text("3/4/21, 10:00 - Bob: a\n3/13/21, 10:00 - Bob: b\n");
        Assert.Equal(["2021-03-04 10:00:00", "2021-03-13 10:00:00"], read.Items.Select(Reads.WallText));
        Assert.Equal((DateOrder.Mdy, false), (read.Tally.Dates!.Order, read.Tally.Dates.Conflict));

        // Her answer is for the files that leave it open.
        Assert.Equal("2021-03-04 10:00:00", Reads.Text("3/4/21, 10:00 - Bob: a\n3/13/21, 10:00 - Bob: b\n", new ReadOptions { DateOrder = DateOrder.Dmy }).Items[0].WallText());
    }

    [Fact]
    public void An_order_that_nothing_decides_is_asked_with_lines_of_the_file_and_never_guessed()
    {
        const string chat = "3/4/21, 10:00 - Bob: a\n5/6/21, 10:00 - Bob: b\n7/7/21, 10:00 - Bob: c\n";
        var read = Reads.Text(chat);
        read.AddsUp();
        Assert.Equal([null, null, "2021-07-07 10:00:00"], read.Items.Select(Reads.WallText));
        Assert.Equal(["whatsapp.note.date-order"], read.Items[0].NoteWords());
        var dates = read.Tally.Dates!;
        Assert.Null(dates.Order);
        Assert.Equal(["3/4/21, 10:00 - Bob: a", "5/6/21, 10:00 - Bob: b"], dates.Samples.Select(one => one.Line));
        Assert.Equal((new(2021, 4, 3), new(2021, 3, 4)), (dates.Samples[0].DayFirst!.Value, dates.Samples[0].MonthFirst!.Value));

        Assert.Equal(["2021-04-03 10:00:00", "2021-06-05 10:00:00", "2021-07-07 10:00:00"], Reads.Text(chat, new ReadOptions { DateOrder = DateOrder.Dmy }).Items.Select(Reads.WallText));
        Assert.Equal("2021-03-04 10:00:00", Reads.Text(chat, new ReadOptions { DateOrder = DateOrder.Mdy }).Items[0].WallText());
    }

    [Fact]
    public void Both_orders_in_one_file_stop_the_reading_of_dates_until_she_decides()
    {
        const string chat = "13/4/21, 10:00 - Bob: a\n4/13/21, 10:00 - Bob: b\n3/4/21, 10:00 - Bob: c\n";
        var read = Reads.Text(chat);
        read.AddsUp();
        Assert.All(read.Items, item => Assert.Null(item.Wall));
        Assert.Equal((null, true), (read.Tally.Dates!.Order, read.Tally.Dates.Conflict));

        read = Reads.Text(chat, new ReadOptions { DateOrder = DateOrder.Dmy });
        Assert.Equal(["2021-04-13 10:00:00", null, "2021-04-03 10:00:00"], read.Items.Select(Reads.WallText));
        Assert.Equal(["whatsapp.note.date"], read.Items[1].NoteWords());
    }

    [Fact]
    public void Two_digits_that_may_be_a_year_are_asked_about()
    {
        // 22 March 2018 to 1 April 2022, or 18 March to 1 April 2022: the days run forward only in the second.
        var read = Reads.Text("[22-03-18, 10:00:00] Bob: a\n[22-03-19, 10:00:00] Bob: b\n[22-04-01, 10:00:00] Bob: c\n");
        Assert.Null(read.Tally.Dates!.Order);
        Assert.All(read.Items, item => Assert.Null(item.Wall));
        Assert.Equal("2022-03-18 10:00:00", Reads.Text("[22-03-18, 10:00:00] Bob: a\n[22-04-01, 10:00:00] Bob: c\n", new ReadOptions { DateOrder = DateOrder.Ymd }).Items[0].WallText());
    }

    // 22 March 2018 and 22 March 2019, or two days of March 2022: both run forward, and two messages a year apart are the less likely.
    [Theory]
    [InlineData("22-03-18", "22-03-19", null)]
    [InlineData("22.03.18", "23.03.18", DateOrder.Dmy)]
    [InlineData("22/03/18", "22/04/18", DateOrder.Dmy)]
    [InlineData("01/04/26", "13/04/26", DateOrder.Dmy)]
    public void Days_that_lie_closer_together_with_the_year_first_are_asked_about(string first, string second, DateOrder? proven) =>
        Assert.Equal(proven, Reads.Text($"[{first}, 10:00:00] Bob: a\n[{second}, 10:00:00] Bob: b\n").Tally.Dates!.Order);

    [Theory]
    [InlineData("22-03-18", "22-04-01", 2022)]
    [InlineData("11-03-04", "11-04-01", 2011)]
    public void A_year_that_may_come_first_is_one_of_the_answers(string first, string second, int year)
    {
        var chat = $"[{first}, 10:00:00] Bob: a\n[{second}, 10:00:00] Bob: b\n";
        var dates = Reads.Text(chat).Tally.Dates!;
        Assert.Equal((null, true, true), (dates.Order, dates.IsAsked, dates.MayBeYearFirst));
        Assert.Equal((year, 3), (dates.Samples[0].YearFirst!.Value.Year, dates.Samples[0].YearFirst!.Value.Month));
        Assert.Equal($"{year}-04-01 10:00:00", Reads.Text(chat, new ReadOptions { DateOrder = DateOrder.Ymd }).Items[1].WallText());

        // 2003 was before there was such an app, and a year of four digits stands where it stands.
        Assert.False(Reads.Text("3/4/21, 10:00 - Bob: a\n5/6/21, 10:00 - Bob: b\n").Tally.Dates!.MayBeYearFirst);
        Assert.False(Reads.Text("11/4/2021, 10:00 - Bob: a\n12/6/2021, 10:00 - Bob: b\n").Tally.Dates!.MayBeYearFirst);
    }

    // Typed into a message, in the very shape of the file's own lines.
    [Theory]
    [InlineData("31/02/23", 8)]
    [InlineData("22/05/31", 9)]
    [InlineData("01/01/01", 9)]
    public void One_typed_line_turns_no_date_of_the_others(string typed, int records)
    {
        var read = Reads.Text(string.Concat(Enumerable.Range(12, 4).Select(day => $"{day}/04/23, 21:10 - Bob: a\n{day}/04/23, 21:11 - Ann: b\n{(day == 13 ? typed + ", 21:10 - Ann: x\n" : "")}")));
        read.AddsUp();
        Assert.Equal((records, DateOrder.Dmy), (read.Items.Count, read.Tally.Dates!.Order));
        Assert.Equal("2023-04-15 21:11:00", read.Items[^1].WallText());
        Assert.Equal(records == 8, read.Items[3].NoteWords().Contains("whatsapp.note.odd"));
    }

    [Fact]
    public void A_typed_line_does_not_decide_what_the_file_leaves_open()
    {
        // March to April with the month first; 13 April, typed, would make it day first, with days that run back.
        const string chat = "3/4/21, 10:00 - Bob: a\n3/9/21, 10:00 - Bob: b\n13/4/21, 10:00 - Ann: x\n4/2/21, 10:00 - Bob: c\n";
        var read = Reads.Text(chat);
        read.AddsUp();
        Assert.Null(read.Tally.Dates!.Order);
        Assert.All(read.Items, item => Assert.Null(item.Wall));
        Assert.Equal("2021-04-02 10:00:00", Reads.Text(chat, new ReadOptions { DateOrder = DateOrder.Mdy }).Items[^1].WallText());

        // The year first: a line that is no date so takes nothing from the doubt.
        read = Reads.Text("22-03-18, 10:00 - Bob: a\n22-03-19, 10:00 - Bob: b\n13-05-40, 10:00 - Ann: x\n22-04-01, 10:00 - Bob: c\n");
        Assert.Null(read.Tally.Dates!.Order);

        // On an iPhone a line inside a message shows, and says nothing.
        read = Reads.Text("[3/4/21, 10:00:00] Bob: a\r\n[3/9/21, 10:00:00] Bob: b\n[13/4/21, 10:00:00] Ann: x\r\n[3/25/21, 10:00:00] Bob: c\r\n");
        Assert.Equal((DateOrder.Mdy, false), (read.Tally.Dates!.Order, read.Tally.Dates.Conflict));
    }

    [Fact]
    public void Her_zone_gives_the_instant_and_a_clock_change_is_never_decided()
    {
        const string chat = "[13/04/21, 21:05:07] Bob: a\n[28/03/21, 02:30:00] Bob: b\n[31/10/21, 02:30:00] Bob: c\n";
        var read = Reads.Text(chat, Reads.In("Europe/Berlin"));
        Assert.Equal(NodaTime.Instant.FromUtc(2021, 4, 13, 19, 5, 7), read.Items[0].At);
        Assert.Equal("Europe/Berlin", read.Items[0].Zone);
        Assert.Null(read.Items[1].At);
        Assert.Equal("reading.note.gap", read.Items[1].Notes[0].Word);
        Assert.Equal("reading.note.fold", read.Items[2].Notes[0].Word);
    }
}
