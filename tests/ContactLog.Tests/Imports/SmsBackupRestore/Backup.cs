using System.Text;
using ContactLog.Imports;

namespace ContactLog.Tests.Imports.SmsBackupRestore;

/// <summary>Made backups, and what reading them gave.</summary>
internal static class Backup
{
    public static string Smses(params string[] records) => Smses(records.Length, records);

    public static string Smses(int claimed, string[] records) =>
        $"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{claimed}\" backup_date=\"1721556032311\">\n{string.Join('\n', records)}\n</smses>\n";

    public static string Calls(params string[] records) => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<calls count=\"{records.Length}\">\n{string.Join('\n', records)}\n</calls>";

    public static string Sms(string body, string address = "+15550000001", string type = "1", string date = "1512226167463", string more = "") =>
        $"<sms protocol=\"0\" address=\"{address}\" date=\"{date}\" type=\"{type}\" subject=\"null\" body=\"{body}\" date_sent=\"1512226166000\" contact_name=\"Contact A\" {more}/>";

    public static string Call(string type, string number = "+15550000001", string presentation = "1", string duration = "0", string date = "1609632000000") =>
        $"<call number=\"{number}\" duration=\"{duration}\" date=\"{date}\" type=\"{type}\" presentation=\"{presentation}\" contact_name=\"(Unknown)\" />";

    public static string Mms(string parts, string addresses, string box = "1", string address = "+15550000001", string more = "") =>
        $"<mms date=\"1609545600000\" msg_box=\"{box}\" address=\"{address}\" date_sent=\"1609545599\" sub=\"null\" contact_name=\"Contact A\" {more}><parts>{parts}</parts><addrs>{addresses}</addrs></mms>";

    public static Reading Read(string text, ReadOptions? options = null) => Read(Encoding.UTF8.GetBytes(text), options);

    public static Reading Read(byte[] bytes, ReadOptions? options = null)
    {
        using var stream = new MemoryStream(bytes);
        return Read(ExportFile.Over(stream), options);
    }

    public static Reading Read(ExportFile file, ReadOptions? options = null)
    {
        var reading = ExportReading.Open(file, options);
        var all = reading.Read().ToList();
        return new Reading(reading.Format, reading.Tally, all);
    }

    internal sealed record Reading(ExportFormat? Format, Tally Tally, IReadOnlyList<Found> All)
    {
        public IReadOnlyList<FoundItem> Items => [.. All.OfType<FoundItem>()];

        public FoundItem Only => Assert.Single(Items);

        public IReadOnlyList<FoundSkipped> Skipped => [.. All.OfType<FoundSkipped>()];

        public IReadOnlyList<string> Problems => [.. Tally.Problems.Select(problem => problem.Note.Word)];

        public void AddsUp()
        {
            Assert.Equal(Tally.Records, Tally.Incoming + Tally.Outgoing + Tally.System + Tally.Skipped.Count);
            Assert.Equal(Tally.Records, All.OfType<FoundRecord>().Count());
            Assert.Equal(Tally.Incoming, Items.Count(item => item.Direction == Direction.Incoming));
            Assert.Equal(Tally.Outgoing, Items.Count(item => item.Direction == Direction.Outgoing));
            Assert.Equal(Tally.Calls, Items.Count(item => item.Direction != Direction.System && item.Kind is FoundKind.Call or FoundKind.Voicemail));
            Assert.Equal(Tally.Records, All.OfType<FoundRecord>().Select(record => record.Locator.Path).Distinct(StringComparer.Ordinal).Count());

            // Within each file: the same chat twice in one archive has the same keys both times, by which it is added once.
            Assert.Equal(Items.Count, Items.Select(item => (FileOf(item.Locator.Path), item.Key, item.KeyOrdinal)).Distinct().Count());
        }

        private static string FileOf(string path) => path.LastIndexOf('!') is >= 0 and var end ? path[..end] : "";
    }
}
