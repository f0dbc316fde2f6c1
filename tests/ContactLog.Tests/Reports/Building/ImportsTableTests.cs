using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Building;

/// <summary>What was read from files is told: when, which, and what became of each record. The names of files are for her lawyer.</summary>
public sealed class ImportsTableTests
{
    [Theory]
    [InlineData(RedactionProfile.LawyerFull, true)]
    [InlineData(RedactionProfile.CourtPublic, false)]
    [InlineData(RedactionProfile.RespondentService, false)]
    public async Task An_import_is_told_with_its_file_and_what_became_of_each_record(RedactionProfile profile, bool isNamed)
    {
        await using var test = await TestCase.BeginAsync();
        var source = await test.ReceiveAsync([1, 2, 3, 4], "Alex phone (2).xml");
        var hash = source.Entry.Sha256.Hex;
        await test.AppendAsync(
            EntryDraft.New(ItemType.Import, FieldSet.Empty.With("format", "sms-backup-restore").With("files", $"Alex phone (2).xml (4 bytes, SHA-256 {hash})")
                .With("records", 120).With("added", 98).With("own", 10).With("already", 9).With("skipped", 3).With("gap", "15")),
            EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("what", "export").With("media-type", "application/octet-stream")).WithFiles(source.Id).LinkedTo("source", 0));
        var text = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions { Profile = profile })).Section("keeping"));
        Assert.Contains("120 read: 98 taken, 10 own messages taken, 9 already in the record, 3 left out. Calls and messages less than 15 minutes apart are one row.", text, StringComparison.Ordinal);
        Assert.Contains("sms-backup-restore", text, StringComparison.Ordinal);
        Assert.Equal(isNamed, text.Contains(hash, StringComparison.Ordinal));
        Assert.Equal(!isNamed, text.Contains((await test.OpenAsync()).Exhibits.Single().File.Committed.Hex, StringComparison.Ordinal));
        Assert.Equal(isNamed, text.Contains("Alex phone (2).xml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_imports_there_is_no_table()
    {
        await using var test = await TestCase.BeginAsync();
        Assert.DoesNotContain("Imports", ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("keeping")), StringComparison.Ordinal);
    }
}
