using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Tests.Imports.SmsImportExport;

public sealed class NdjsonTests
{
    private static readonly string s_messages = string.Join('\n',
        """{"_id":"1","address":"+15550000001","date":"1512226167463","date_sent":"1512226166000","type":"1","body":"Hello","__display_name":"Contact A"}""",
        """{"_id":"2","address":"+15550000001","date":"1512226168463","type":"2","body":"Go away"}""",
        """{"_id":"3","address":"+15550000001","date":"1512226169463","type":"3","body":"draft"}""",
        """{"_id":"4","address":"+15550000001","date":"1512226169463","type":"9","body":"x"}""",
        """{"_id":"5","date":"1609545600","date_sent":"1609545599","msg_box":"1","m_type":"132","sub":"Hey","__sender_address":{"address":"+15550000002","type":"137","__display_name":"B"},"__recipient_addresses":[{"address":"+15550000003","type":"151"},{"address":"insert-address-token","type":"151"}],"__parts":[{"ct":"application/smil","text":"<smil/>"},{"ct":"text/plain","text":"look"},{"ct":"image/jpeg","_data":"/data/user/0/com.android.providers.telephony/app_parts/PART_1.jpg","cl":"IMG.jpg"}]}""",
        """{"_id":"6","date":"1609545601","msg_box":"1","m_type":"132","__parts":[{"ct":"text/plain","text":"who"}]}""",
        "",
        """{"_id":"7","address":"broken""");

    [Fact]
    public void Messages_are_read_as_androids_columns_say()
    {
        var (read, file) = Reads.Together(null, ("messages.ndjson", s_messages), ("data/PART_1.jpg", "JPEG"));
        read.AddsUp();
        Assert.Equal("sms-import-export", read.Format?.Id);
        Assert.Equal((7, 3, 1, 1, 2), (read.Tally.Records, read.Tally.Incoming, read.Tally.Outgoing, read.Tally.System, read.Skipped.Count));
        var items = read.Items;
        Assert.Equal(("Hello", "+15550000001", "Contact A", Instant.FromUnixTimeMilliseconds(1512226167463)), (items[0].Text, items[0].From.Id, items[0].From.Label, items[0].At));
        Assert.Equal(FoundState.Draft, items[2].State);
        Assert.Equal(("look", "Hey", Instant.FromUnixTimeSeconds(1609545600)), (items[3].Text, items[3].Subject, items[3].At));
        Assert.Equal(["+15550000002", "+15550000003"], items[3].Participants.Select(peer => peer.Id));
        Assert.Equal(("IMG.jpg", 4L), (Assert.Single(items[3].Attachments).Name, items[3].Attachments[0].Size));
        Assert.Equal("JPEG", read.Format!.Content(file, items[3].Attachments[0]));
        Assert.True(items[4].SenderUncertain);
        Assert.Equal(["line[4]", "line[8]"], read.Skipped.Select(one => one.Locator.Path));

        // The last line has no end: the file was cut there.
        Assert.Contains("reading.truncated", read.Problems);
        Assert.True(read.Tally.Loss);
        Assert.DoesNotContain("reading.truncated", Reads.Text(s_messages + "\n").Problems);
        Assert.DoesNotContain("reading.truncated", Reads.Text(s_messages[..s_messages.LastIndexOf('\n')]).Problems);
    }

    [Fact]
    public void The_same_text_has_the_same_key_in_a_backup_of_the_other_program() =>
        Assert.Equal(
            SmsBackupRestore.Backup.Read(SmsBackupRestore.Backup.Smses(SmsBackupRestore.Backup.Sms("Hello"))).Only.Key,
            Reads.Text(s_messages).Items[0].Key);

    [Fact]
    public void Calls_are_read()
    {
        var read = Reads.Text("""{"number":"+15550000001","date":"1609632000000","duration":"0","type":"3","presentation":"1"}""" + "\n" + """{"number":"","date":"1609632000000","duration":"9","type":"1","presentation":"2"}""" + "\n");
        read.AddsUp();
        Assert.Equal((FoundKind.Call, FoundState.Missed, "+15550000001"), (read.Items[0].Kind, read.Items[0].State, read.Items[0].From.Id));
        Assert.Equal((FoundState.Answered, 9L, PeerKind.Withheld), (read.Items[1].State, read.Items[1].DurationSeconds, read.Items[1].From.Kind));
    }

    [Fact]
    public void Damaged_files_read_as_far_as_they_are_whole() => Reads.SurvivesDamage(Encoding.UTF8.GetBytes(s_messages), 800, 15);

    [Fact]
    public void Numbers_without_quotation_marks_and_with_them_are_the_same()
    {
        var read = Reads.Text("""{"_id":1,"address":15550000001,"date":1512226167463,"type":1,"body":12}""" + "\n" + """{"number":15550000001,"date":1609632000000,"duration":7,"type":1,"presentation":1}""" + "\n", new ReadOptions { Country = "US" });
        read.AddsUp();
        Assert.Equal(["+15550000001", "+15550000001"], read.Items.Select(item => item.From.Id));
        Assert.Equal(("12", 7L), (read.Items[0].Text, read.Items[1].DurationSeconds));
    }

    [Fact]
    public void Bytes_that_are_no_characters_are_said()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"address":"+15550000001","date":"1512226167463","type":"1","body":"caf#"}""" + "\n");
        bytes[Array.IndexOf(bytes, (byte)'#')] = 0xE9;
        var read = Reads.Bytes(bytes);
        Assert.Equal("caf\uFFFD", read.Only.Text);
        Assert.Equal(["reading.characters"], read.Problems);
    }
}
