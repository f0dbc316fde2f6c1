using System.Reflection;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Data.Record;

public sealed class SealedCopyTests
{
    private const string Planted = "Zwetschgenknödel";
    private static readonly FieldSet s_call = FieldSet.Empty.With("kind", "call").With("date", "2026-03-01").With("narrative", Planted);

    [Fact]
    public async Task A_page_sees_what_was_appended_since_the_copy_was_made()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        Assert.Single((await LookAsync(test)).Incidents);
        var received = await test.ReceiveAsync([1, 2, 3]);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", 2)).WithFiles(received.Id));
        await test.AppendAsync(EntryDraft.Amend((await LookAsync(test)).Incidents[0], FieldSet.Empty.With("narrative", "Rang twice."), "Heard it again"));

        var seen = await LookAsync(test);
        var stored = await test.OpenAsync();
        Assert.Equal(stored.Head, seen.Head);
        Assert.Equal("Rang twice.", Assert.Single(seen.Incidents)["narrative"]);
        Assert.Equal(Planted, seen.Incidents[0].History[0].Changes.Single(change => change.Name == "narrative").Now);
        Assert.Equal(stored.Exhibits[0].File, Assert.Single(seen.Exhibits).File);
    }

    // A copy is not hashed anew when a page opens it; so whatever it leaves out or turns round would be shown.
    [Fact]
    public async Task What_comes_out_of_a_copy_is_to_the_byte_what_was_hashed()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call.With("narrative", "“é”\n\U0001F622\t" + Planted)));
        var received = await test.ReceiveAsync([1, 2, 3]);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", 2)).WithFiles(received.Id));
        // Texts that are said again are written once, short ones only.
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call.With("said", new string('n', 50))), EntryDraft.New(ItemType.Incident, s_call.With("said", new string('n', 50))));
        var first = (await LookAsync(test)).AllIncidents.Single(row => row.FirstSeq == 2);
        await test.AppendAsync(EntryDraft.Amend(first, FieldSet.Empty.With("narrative", ""), "Wrong day"));
        await test.AppendAsync(EntryDraft.Withdraw((await LookAsync(test)).Find<ContactLog.Domain.Incidents.Incident>(2)!, "Twice"));

        // Each look added to the copy of the one before; this one reads all of it.
        await LookAsync(test);
        var seen = await LookAsync(test);
        var stored = await test.OpenAsync();
        Assert.Equal(stored.Entries.Select(entry => entry.Digest), seen.Entries.Select(entry => entry.Digest));
        foreach (var entry in seen.Entries)
        {
            Assert.Equal(entry.Digest, Digest.Of(entry.Text.ToBytes()));
            Assert.Equal(entry.Text.Fields.Count, entry.FieldFiles.Count);
            Assert.All(entry.Text.Fields, field => Assert.Equal(field.Digest, Digest.Of(entry.FieldFiles[field.Name].ToBytes())));
            Assert.Equal(entry.Text.Files.Select(file => (file.Number, file.Digest)), entry.Files.Select(file => (file.Number, Digest.Of(file.Entry.ToBytes()))));
            Assert.Equal(stored.Entries[entry.Seq - 1].Files, entry.Files);
        }
    }

    [Fact]
    public async Task A_copy_of_which_a_bit_was_turned_is_no_copy()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        await LookAsync(test);
        var copies = await test.WithAsync<SealedCopies, SealedCopies>(Task.FromResult);
        var held = Assert.Single(Held(copies));
        held[held.Length / 2] ^= 1;
        Assert.Null(copies.Find(test.Key, out _));
        Assert.Equal(Planted, (await LookAsync(test)).Incidents[0]["narrative"]);
    }

    [Fact]
    public async Task Behind_a_copy_nothing_changed_is_shown_and_the_store_is_verified_again_in_time()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        await LookAsync(test);
        Assert.Equal(1, test.Tamper("UPDATE EntryFields SET Sealed = zeroblob(length(Sealed)) WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 1"));
        Assert.Equal(Planted, (await LookAsync(test)).Incidents[0]["narrative"]);
        test.Clock.Advance(SealedCopies.Lifetime + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<RecordBrokenException>(() => LookAsync(test));
    }

    [Fact]
    public async Task Whoever_asks_whether_the_record_is_whole_reads_the_store_and_after_that_no_page_shows_a_broken_one()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        await LookAsync(test);
        test.Tamper("UPDATE Entries SET Digest = Prev WHERE Seq = 2");
        await Assert.ThrowsAsync<RecordBrokenException>(test.OpenAsync);
        await Assert.ThrowsAsync<RecordBrokenException>(() => LookAsync(test));
    }

    // Rows that are what they were when their seals were opened are not unsealed again; so whatever is left out when they are compared could be changed unseen.
    [Theory]
    [InlineData("UPDATE Entries SET Sealed = Sealed || x'00' WHERE Seq = 2")]
    [InlineData("UPDATE Entries SET Sealed = (SELECT Sealed FROM Entries WHERE Seq = 3) WHERE Seq = 2")]
    [InlineData("UPDATE Entries SET Digest = Prev WHERE Seq = 2")]
    [InlineData("UPDATE Entries SET Epoch = 2 WHERE Seq = 2")]
    [InlineData("DELETE FROM EntryFields WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 1")]
    [InlineData("UPDATE EntryFields SET Sealed = zeroblob(length(Sealed)) WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 1")]
    [InlineData("UPDATE EntryFields SET Ordinal = Ordinal + 10 WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2)")]
    [InlineData("UPDATE EntryFields SET Ordinal = 9, EntryId = (SELECT Id FROM Entries WHERE Seq = 3) WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 0")]
    [InlineData("UPDATE Files SET SealedEntry = zeroblob(length(SealedEntry))")]
    [InlineData("UPDATE Files SET Number = 2")]
    [InlineData("UPDATE Files SET Epoch = 2")]
    [InlineData("UPDATE Files SET EntryId = (SELECT Id FROM Entries WHERE Seq = 2)")]
    [InlineData("UPDATE Files SET EntryId = NULL")]
    public async Task Rows_changed_since_they_were_checked_do_not_open(string sql)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call), EntryDraft.New(ItemType.Incident, s_call));
        var received = await test.ReceiveAsync([1, 2, 3]);
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("of", 2)).WithFiles(received.Id));
        var first = await test.OpenAsync();
        Assert.Equal(first.Head, (await test.OpenAsync()).Head);
        Assert.NotEqual(0, test.Tamper(sql));
        await Assert.ThrowsAsync<RecordBrokenException>(test.OpenAsync);
        await Assert.ThrowsAsync<RecordBrokenException>(() => LookAsync(test));
    }

    [Fact]
    public async Task Rows_that_did_not_change_open_from_the_copy_to_the_byte()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        await test.OpenAsync();
        var copies = await test.WithAsync<SealedCopies, SealedCopies>(Task.FromResult);
        var held = Assert.Single(Held(copies));
        var again = await test.OpenAsync();
        Assert.Equal(Planted, again.Incidents[0]["narrative"]);
        // The same piece: it was not made anew, so no seal was opened twice.
        Assert.Same(held, Assert.Single(Held(copies)));
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        await LookAsync(test);
        Assert.Equal(2, (await test.OpenAsync()).Incidents.Count);
    }

    [Theory]
    [InlineData("UPDATE Cases SET HeadSeq = 2, HeadDigest = (SELECT Digest FROM Entries WHERE Seq = 2)")]
    [InlineData("UPDATE Cases SET HeadDigest = (SELECT Digest FROM Entries WHERE Seq = 2)")]
    [InlineData("UPDATE Cases SET HeadSeq = 5")]
    [InlineData("UPDATE Items SET LatestSeq = 1 WHERE FirstSeq = 2")]
    [InlineData("DELETE FROM Items WHERE FirstSeq = 3")]
    [InlineData("UPDATE Items SET Kind = 'nothing' WHERE FirstSeq = 3")]
    [InlineData("UPDATE Items SET Kind = 'contact' WHERE FirstSeq = 3")]
    public async Task A_store_that_is_not_what_the_copy_was_made_of_does_not_open(string sql)
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call), EntryDraft.New(ItemType.Incident, s_call));
        await LookAsync(test);
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        await LookAsync(test);
        Assert.NotEqual(0, test.Tamper(sql));
        await Assert.ThrowsAsync<RecordBrokenException>(() => LookAsync(test));
    }

    [Fact]
    public async Task Between_requests_a_copy_is_ciphertext_that_another_key_does_not_open()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, s_call));
        await LookAsync(test);
        var copies = await test.WithAsync<SealedCopies, SealedCopies>(Task.FromResult);
        var only = Assert.Single(Held(copies));
        Assert.Equal(-1, only.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Planted)));
        Assert.Equal(-1, only.AsSpan().IndexOf("incident-log/v1"u8));

        using var stranger = ContactLog.Data.Sealing.CaseKey.Create(test.Key.CaseId, 1, test.Installation.Secret.Outer);
        Assert.Null(copies.Find(stranger, out _));
        Assert.NotNull(copies.Find(test.Key, out _));
    }

    private static List<byte[]> Held(SealedCopies copies) =>
        [
            .. ((System.Collections.IEnumerable)typeof(SealedCopies).GetField("_copies", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(copies)!)
                .Cast<object>().Select(pair => pair.GetType().GetProperty("Value")!.GetValue(pair)!)
                .Select(copy => (byte[])copy.GetType().GetProperty("Sealed")!.GetValue(copy)!),
        ];

    private static Task<CaseFile> LookAsync(TestCase test) =>
        test.WithAsync<CaseOpener, CaseFile>(opener => opener.OpenForPageAsync(test.Key, CancellationToken.None));
}
