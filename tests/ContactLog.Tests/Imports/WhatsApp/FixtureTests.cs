using ContactLog.Imports;

namespace ContactLog.Tests.Imports.WhatsApp;

/// <summary>The expected values were written down by hand from the files, and from the list that lies beside five of them.</summary>
public sealed class FixtureTests
{
    private const string Five = "whatsapp/joweich__chat-miner/test/whatsapp/";
    private const string Three = "whatsapp/MasterScrat__Chatistics/tests/test_data/whatsapp/";

    [Theory]
    [InlineData("test_[mmddyy]_24hrs.txt", DateOrder.Mdy)]
    [InlineData("test_ddmmyy_24hrs.txt", DateOrder.Dmy)]
    [InlineData("test_mmddyy_24hrs.txt", DateOrder.Mdy)]
    [InlineData("test_mmddyyyy_12hrs.txt", DateOrder.Mdy)]
    [InlineData("test_yyyymmdd_24hrs.txt", DateOrder.Ymd)]
    public void Five_date_shapes_of_one_conversation_read_alike(string name, DateOrder order)
    {
        if (Fixtures.Folder is null)
        {
            return;
        }

        var read = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(Five + name)));
        read.AddsUp();
        Assert.Equal(order, read.Tally.Dates!.Order);
        var messages = read.Items.Where(item => item.Direction == Direction.Incoming).ToList();
        Assert.Equal(
            ["2019-01-01 11:25:00", "2019-01-20 11:23:00", "2019-01-30 20:49:00", "2020-06-10 15:55:00", "2021-12-10 10:10:00", "2021-12-20 12:10:00", "2021-12-30 22:01:00"],
            messages.Select(Reads.WallText));
        Assert.Equal(["John Doe", "John Doe", "Jahn Doe", "John-John Doe", "John Doe 🤓", "🤓", "John Doe"], messages.Select(item => item.From.Id));
        Assert.Equal("Lorem ipsum : dolor sit amet.", messages[3].Text);
        Assert.Equal("Lorem ipsum dolor sit amet,\nconsectetur adipiscing elit. Duis libero.", messages[6].Text);
        Assert.Equal(["2020-06-20 00:08:00", "2020-06-30 09:10:00"], read.Items.Where(item => item.Direction == Direction.System).Select(Reads.WallText));
    }

    [Fact]
    public void Lines_that_look_like_headers_and_undecidable_dates_are_seen()
    {
        if (Fixtures.Folder is null)
        {
            return;
        }

        var second = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(Three + "_chat 2.txt")));
        second.AddsUp();
        Assert.Equal(["2019-09-17 16:37:47", "2019-09-17 16:38:06", "2019-09-17 16:38:59", "2019-09-17 16:39:52"], second.Items.Select(Reads.WallText));
        Assert.Contains("whatsapp.odd", second.Problems);

        var third = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(Three + "_chat 3.txt")), new ReadOptions { DateOrder = DateOrder.Dmy });
        third.AddsUp();
        Assert.Null(Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(Three + "_chat 3.txt"))).Tally.Dates!.Order);
        Assert.Equal((11, 2), (third.Tally.Records, third.Tally.System));
        Assert.EndsWith("12/12/19: Departure", third.Items[^1].Text, StringComparison.Ordinal);

        var fourth = Reads.Bytes(File.ReadAllBytes(Fixtures.PathOf(Three + "_chat 4.txt")));
        fourth.AddsUp();
        Assert.Equal(["2019-09-17 08:30:52", "2019-09-17 16:30:10", "2019-09-18 16:50:32"], fourth.Items.Select(Reads.WallText));
    }
}
