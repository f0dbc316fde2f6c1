using System.Text.RegularExpressions;
using ContactLog.Imports;
using NodaTime;

namespace ContactLog.Tests.Imports.SmsBackupRestore;

public sealed class FixtureTests
{
    [Fact]
    public void Every_fixture_gives_the_expected_counts()
    {
        foreach (var row in Fixtures.Expected("sms-xml"))
        {
            using var file = File.OpenRead(Fixtures.PathOf(row[0]));
            var read = Backup.Read(ExportFile.Over(file));
            read.AddsUp();
            Assert.Equal("sms-backup-restore", read.Format?.Id);
            var counts = row[2].Split('/').Select(int.Parse).ToArray();
            Assert.Equal(counts[0], read.All.OfType<FoundRecord>().Count(one => one.Locator.Path.StartsWith("sms[", StringComparison.Ordinal)));
            Assert.Equal(counts[1], read.All.OfType<FoundRecord>().Count(one => one.Locator.Path.StartsWith("mms[", StringComparison.Ordinal)));
            Assert.Equal(counts[2], read.All.OfType<FoundRecord>().Count(one => one.Locator.Path.StartsWith("call[", StringComparison.Ordinal)));

            Assert.Equal(Of(row[3], "sms types", "1") + Of(row[3], "mms boxes", "1") + Of(row[3], "call types", "1"), read.Tally.Incoming);
            Assert.Equal(Of(row[3], "sms types", "2") + Of(row[3], "mms boxes", "2"), read.Tally.Outgoing);
            Assert.Equal(Of(row[3], "sms types", "3"), read.Tally.System);
            Assert.Empty(read.Skipped);
            Assert.Empty(read.Problems);
        }
    }

    [Fact]
    public void The_anonymised_real_backup_reads_to_the_last_line_break()
    {
        if (Fixtures.Folder is null)
        {
            return;
        }

        using var file = File.OpenRead(Fixtures.PathOf("sms-xml/devadvance__sms-backup-reader-2/packages/lib/test-assets/sms_small.xml"));
        var read = Backup.Read(ExportFile.Over(file));

        Assert.Equal("Body text 10\nBody text 11\nBody text 12", read.Items[9].Text);
        Assert.Equal(["+15550000004", "+15550000001", "+15550000003"], read.Tally.Participants.Select(one => one.Id));
        Assert.Equal([7, 4, 1], read.Tally.Participants.Select(one => one.Messages));
        Assert.Equal("Contact C", read.Tally.Participants[0].Label);
        Assert.Equal(Instant.FromUnixTimeMilliseconds(1512226167463), read.Tally.First);
        Assert.Equal(Instant.FromUnixTimeMilliseconds(1512238245524), read.Tally.Last);
        Assert.Equal((Offset.FromHours(-8), 12), Assert.Single(read.Tally.Offsets));
        Assert.Equal("US", read.Tally.SuggestedCountry);
    }

    [Fact]
    public void Offsets_of_the_fixtures_point_at_the_record()
    {
        foreach (var row in Fixtures.Expected("sms-xml"))
        {
            var bytes = File.ReadAllBytes(Fixtures.PathOf(row[0]));
            foreach (var record in Backup.Read(bytes).All.OfType<FoundRecord>())
            {
                Assert.Equal((byte)'<', bytes[record.Locator.Byte!.Value]);
                Assert.Equal(1 + bytes.Take((int)record.Locator.Byte.Value).Count(b => b == '\n'), record.Locator.Line);
            }
        }
    }

    private static int Of(string detail, string group, string type)
    {
        var found = Regex.Match(detail, group + @" \{[^}]*'" + type + @"': (\d+)", RegexOptions.ExplicitCapture | RegexOptions.None, TimeSpan.FromSeconds(1));
        return found.Success ? int.Parse(found.Value[(found.Value.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture) : 0;
    }
}
