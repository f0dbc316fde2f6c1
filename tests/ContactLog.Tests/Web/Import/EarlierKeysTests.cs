using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Imports.SmsBackupRestore;
using static ContactLog.Tests.Web.Import.SmallBackup;

namespace ContactLog.Tests.Web.Import;

public sealed class EarlierKeysTests
{
    [Fact]
    public async Task What_came_in_with_an_earlier_reader_is_known_and_what_came_later_too()
    {
        await using var site = await ImportSite.StartAsync();
        static string Picture(string bytes) => Backup.Mms($"<part seq=\"0\" ct=\"image/jpeg\" cl=\"a.jpg\" text=\"null\" data=\"{bytes}\" />", $"<addr address=\"{Him}\" type=\"137\" />");
        var backup = Backup.Smses(Picture("AAAA"), Picture("BBBB"), Backup.Sms("One", Him, "1", At(0)));
        var items = Backup.Read(backup).Items;
        Assert.Equal((items[0].Key, 1, 2), (items[1].Key, items[0].KeyOrdinal, items[1].KeyOrdinal));
        Assert.NotEqual(items[0].EarlierKey, items[1].EarlierKey);
        await site.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("direction", "in").With("source-key", items[0].EarlierKey!.Value.Key)));

        var done = await site.ImportAsync(backup, Him);
        done.AddsUp();
        Assert.Equal(3, (await site.OpenAsync()).Incidents.Count);

        // The second picture is in under its new key, the first one under its old one.
        var again = await site.PreviewAsync(await site.ChooseAsync(backup), Him);
        Assert.Equal(3, again.Tally.Lines["Already in your record"]);
    }
}
