using System.Security.Cryptography;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Data.Record;

public sealed class RecordTests
{
    private static readonly FieldSet s_call = FieldSet.Empty.With("kind", "call").With("narrative", "He rang at 07:10.").With("date", "2026-04-22").With("time", "07:10").With("precision", "exact");

    [Fact]
    public async Task What_is_appended_is_what_opens()
    {
        await using var test = await TestCase.BeginAsync();
        var appended = await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        var file = await test.OpenAsync();
        var incident = Assert.Single(file.Incidents);
        Assert.Equal(2, appended.FirstSeq);
        Assert.Equal(appended.ItemIds[0], incident.Id);
        Assert.Equal("He rang at 07:10.", incident["narrative"]);
        Assert.Equal(IncidentKind.Call, incident.Kind);
        Assert.Equal(test.Clock.GetUtcNow().ToUnixTimeSeconds(), incident.Recorded.ToUnixTimeSeconds());
        Assert.Equal("Casey Example", incident.History[0].Entry.Actor);
    }

    [Fact]
    public async Task An_amendment_keeps_before_and_after_and_the_reason()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        var incident = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Amend(incident, FieldSet.Empty.With("time", "07:20").With("narrative", ""), "I looked at the phone."));
        incident = (await test.OpenAsync()).Incidents[0];
        Assert.Null(incident["narrative"]);
        Assert.Equal(2, incident.History.Count);
        Assert.Equal("I looked at the phone.", incident.History[1].Entry.Reason);
        Assert.Contains(new FieldChange("time", "07:10", "07:20"), incident.History[1].Changes);
        Assert.Contains(new FieldChange("narrative", "He rang at 07:10.", null), incident.History[1].Changes);
    }

    [Fact]
    public async Task Withdrawn_items_leave_the_counts_and_come_back()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        var incident = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Withdraw(incident, "Saved by mistake"));
        var file = await test.OpenAsync();
        Assert.Empty(file.Incidents);
        incident = Assert.Single(file.AllIncidents);
        Assert.True(incident.IsWithdrawn);
        Assert.Equal("He rang at 07:10.", incident["narrative"]);
        await test.AppendAsync(EntryDraft.Restore(incident, null));
        Assert.Single((await test.OpenAsync()).Incidents);
    }

    [Fact]
    public async Task Withdrawing_an_import_withdraws_all_that_came_from_it_and_nothing_else()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        await test.AppendAsync(
            EntryDraft.New(ItemType.Import, FieldSet.Empty.With("format", "sms-backup-restore")),
            EntryDraft.New(ItemType.Incident, s_call).LinkedTo("source", 0),
            EntryDraft.New(ItemType.Incident, s_call).LinkedTo("source", 0));
        var file = await test.OpenAsync();
        Assert.Equal(3, file.Incidents.Count);
        await test.AppendAsync(EntryDraft.Withdraw(file.Imports[0], "Wrong file"));
        Assert.Single((await test.OpenAsync()).Incidents);
        await test.AppendAsync(EntryDraft.Restore((await test.OpenAsync()).Imports[0], null));
        Assert.Equal(3, (await test.OpenAsync()).Incidents.Count);
    }

    [Fact]
    public async Task A_form_that_is_submitted_twice_is_recorded_once()
    {
        await using var test = await TestCase.BeginAsync();
        var form = Guid.NewGuid();
        var first = await test.AppendAsync(form, EntryDraft.New(ItemType.Incident, s_call));
        var second = await test.AppendAsync(form, EntryDraft.New(ItemType.Incident, s_call));
        Assert.False(first.WasThere);
        Assert.True(second.WasThere);
        Assert.Equal(first.ItemIds, second.ItemIds);
        Assert.Single((await test.OpenAsync()).Incidents);
    }

    [Fact]
    public async Task What_was_planned_upon_an_earlier_record_is_not_appended_and_a_form_that_was_taken_is_still_found()
    {
        await using var test = await TestCase.BeginAsync();
        var form = Guid.NewGuid();
        var seen = (await test.OpenAsync()).Entries.Count;
        Task<Appended> PlannedAsync(Guid request) => test.WithAsync<Recorder, Appended>(recorder =>
            recorder.AppendAsync(test.Key, "Casey Example", [EntryDraft.New(ItemType.Incident, s_call)], request, CancellationToken.None, seenHead: seen));
        var first = await PlannedAsync(form);
        await Assert.ThrowsAsync<RecordMovedException>(() => PlannedAsync(Guid.NewGuid()));
        var again = await PlannedAsync(form);
        Assert.Equal((true, first.ItemIds[0]), (again.WasThere, again.ItemIds[0]));
        Assert.Single((await test.OpenAsync()).Incidents);
    }

    [Fact]
    public async Task No_file_is_taken_in_under_a_key_of_before()
    {
        await using var test = await TestCase.BeginAsync();
        Assert.Equal(1, test.Tamper("UPDATE Cases SET Epoch = 2"));
        await Assert.ThrowsAsync<EpochPassedException>(() => test.ReceiveAsync("a voice"u8.ToArray()));
        Assert.Equal(0, test.Tamper("DELETE FROM Files"));
    }

    [Fact]
    public async Task Of_two_tabs_the_second_is_told()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        var seen = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Amend(seen, FieldSet.Empty.With("place", "Work"), null));
        await Assert.ThrowsAsync<ItemChangedException>(() => test.AppendAsync(EntryDraft.Amend(seen, FieldSet.Empty.With("place", "Home"), null)));
        var file = await test.OpenAsync();
        Assert.Equal("Work", file.Incidents[0]["place"]);
        Assert.Equal(3, file.Entries.Count);
    }

    [Fact]
    public async Task A_refused_draft_leaves_nothing_of_the_others_in_its_call()
    {
        await using var test = await TestCase.BeginAsync();
        await Assert.ThrowsAsync<DraftRefusedException>(() => test.AppendAsync(
            EntryDraft.New(ItemType.Incident, s_call),
            EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(Guid.NewGuid())));
        Assert.Single((await test.OpenAsync()).Entries);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16383)]
    [InlineData(16384)]
    [InlineData(3_000_000)]
    public async Task A_file_comes_back_byte_for_byte_with_its_digest_in_the_record(int size)
    {
        await using var test = await TestCase.BeginAsync();
        var bytes = RandomNumberGenerator.GetBytes(size);
        var received = await test.ReceiveAsync(bytes, "../a\r\nb%.png");
        Assert.Empty((await test.OpenAsync()).Exhibits);
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, s_call),
            EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("description", "A photo")).WithFiles(received.Id).LinkedTo("of", 0));
        var file = await test.OpenAsync();
        var exhibit = Assert.Single(file.Exhibits);
        Assert.Equal("A-1", exhibit.Label);
        Assert.Equal(Digest.Of(bytes), exhibit.File.Entry.Sha256);
        Assert.Equal("a\nb%.png", exhibit.File.Entry.Name);
        Assert.Same(exhibit, Assert.Single(file.ExhibitsOf(file.Incidents[0])));
        var back = await test.WithAsync<FileStore, byte[]>(async store =>
        {
            await using var stream = await store.OpenAsync(test.Key, exhibit.File.Id, CancellationToken.None);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        });
        Assert.Equal(bytes, back);
    }

    [Fact]
    public async Task A_file_is_taken_by_one_entry_only()
    {
        await using var test = await TestCase.BeginAsync();
        var received = await test.ReceiveAsync([1, 2, 3]);
        var draft = EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(received.Id);
        await Assert.ThrowsAsync<DraftRefusedException>(() => test.AppendAsync(draft, EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(received.Id)));
        Assert.Empty((await test.OpenAsync()).Exhibits);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(received.Id));
        await Assert.ThrowsAsync<DraftRefusedException>(() => test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(received.Id)));
    }

    [Fact]
    public async Task Pending_files_are_swept_after_a_day_and_kept_ones_never()
    {
        await using var test = await TestCase.BeginAsync();
        var kept = await test.ReceiveAsync([1]);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(kept.Id));
        await test.ReceiveAsync([2]);
        Assert.Equal(0, await test.WithAsync<FileStore, int>(store => store.SweepAsync(CancellationToken.None)));
        test.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await test.WithAsync<FileStore, int>(store => store.SweepAsync(CancellationToken.None)));
        Assert.Single((await test.OpenAsync()).Exhibits);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_no_entry_can_take_it()
    {
        await using var test = await TestCase.BeginAsync();
        await Assert.ThrowsAsync<FileTooLargeException>(() => test.WithAsync<FileStore, ReceivedFile>(
            store => store.ReceiveAsync(test.Key, new MemoryStream(new byte[1001]), "a", 1000, CancellationToken.None)));
    }

    public static TheoryData<string> Tamperings => new()
    {
        "DELETE FROM EntryFields WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 1",
        "UPDATE EntryFields SET Sealed = (SELECT Sealed FROM EntryFields f WHERE f.EntryId = EntryFields.EntryId AND f.Ordinal = 1) WHERE Ordinal = 2 AND EntryId = (SELECT Id FROM Entries WHERE Seq = 2)",
        "UPDATE EntryFields SET Sealed = (SELECT f.Sealed FROM EntryFields f JOIN Entries e ON e.Id = f.EntryId WHERE e.Seq = 3 AND f.Ordinal = 0) WHERE Ordinal = 0 AND EntryId = (SELECT Id FROM Entries WHERE Seq = 2)",
        "UPDATE Entries SET Sealed = (SELECT e.Sealed FROM Entries e WHERE e.Seq = 3) WHERE Seq = 2",
        "UPDATE Entries SET Digest = Prev WHERE Seq = 2",
        "UPDATE Items SET LatestSeq = 2 WHERE FirstSeq = 2",
        "UPDATE Items SET Kind = 'boundary' WHERE FirstSeq = 2",
        "DELETE FROM Items WHERE FirstSeq = 2",
        "UPDATE Cases SET HeadSeq = 3, HeadDigest = (SELECT Digest FROM Entries WHERE Seq = 3)",
        "PRAGMA foreign_keys=OFF; DELETE FROM Entries WHERE Seq = 4",
        "PRAGMA foreign_keys=OFF; DELETE FROM Entries WHERE Seq = 2",
        "PRAGMA foreign_keys=OFF; DELETE FROM Files",
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task A_record_that_was_changed_in_the_database_does_not_open(string sql)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        var received = await test.ReceiveAsync([1, 2, 3]);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(received.Id));
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents[0], FieldSet.Empty.With("place", "Work"), null));
        await test.OpenAsync();
        Assert.NotEqual(0, test.Tamper(sql));
        await Assert.ThrowsAnyAsync<RecordBrokenException>(test.OpenAsync);
    }

    [Fact]
    public async Task Fifty_writers_leave_one_record_without_a_gap()
    {
        await using var test = await TestCase.BeginAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call)))));
        var file = await test.OpenAsync();
        Assert.Equal(51, file.Entries.Count);
        Assert.Equal(50, file.Incidents.Count);
    }

    [Fact]
    public async Task No_word_of_hers_is_in_the_data_folder()
    {
        await using var test = await TestCase.BeginAsync();
        const string planted = "Zwetschgenknödel";
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call.With("narrative", planted).With("place", planted)));
        var received = await test.ReceiveAsync(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Repeat(planted, 5000))), planted + ".txt");
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("description", planted)).WithFiles(received.Id));
        foreach (var path in Directory.EnumerateFiles(test.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            Assert.Equal(-1, memory.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(planted)));
            Assert.Equal(-1, memory.ToArray().AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(planted)));
        }
    }
}
