using System.Text.Json;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Private;
using ContactLog.Tests.Data.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Tests.Data.Private;

public sealed class PrivatePapersTests
{
    private const string Words = "the spare key is with Aunt Juniper";

    private sealed record Leaf(string Text, string? When = null);

    [Fact]
    public async Task A_paper_is_written_changed_and_found_again()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        var id = Guid.NewGuid();
        Assert.Equal(PaperWritten.Kept, await WriteAsync(accounts, her, id, 0, new Leaf(Words)));
        Assert.Equal(PaperWritten.Kept, await WriteAsync(accounts, her, id, 1, new Leaf("moved \u202e\0 \ud83d\ude00 " + Words, "2026-04-28")));
        var paper = await accounts.WithAsync<PrivatePapers, Paper<Leaf>?>(papers => papers.FindAsync<Leaf>(her.Keys, PaperShelf.Plan, id, default));
        Assert.Equal(new Paper<Leaf>(id, 2, new("moved \u202e\0 \ud83d\ude00 " + Words, "2026-04-28")), paper);
        Assert.Equal([paper!], (await AllAsync(accounts, her)).Papers);
        Assert.Empty((await accounts.WithAsync<PrivatePapers, PaperList<Leaf>>(papers => papers.AllAsync<Leaf>(her.Keys, PaperShelf.Journal, default))).Papers);
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_paper_and_two_windows_do_not_overwrite_each_other()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        var id = Guid.NewGuid();
        Assert.Equal(PaperWritten.Kept, await WriteAsync(accounts, her, id, 0, new Leaf("one")));
        Assert.Equal(PaperWritten.Kept, await WriteAsync(accounts, her, id, 0, new Leaf("one")));
        Assert.Equal(PaperWritten.Changed, await WriteAsync(accounts, her, id, 0, new Leaf("another")));
        Assert.Equal(PaperWritten.Kept, await WriteAsync(accounts, her, id, 1, new Leaf("first window")));
        Assert.Equal(PaperWritten.Changed, await WriteAsync(accounts, her, id, 1, new Leaf("second window")));
        Assert.Equal(new Leaf("first window"), Assert.Single((await AllAsync(accounts, her)).Papers).Content);
    }

    [Fact]
    public async Task What_is_too_long_or_erased_is_said_and_nothing_is_written()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        var id = Guid.NewGuid();
        Assert.Equal(PaperWritten.TooLong, await WriteAsync(accounts, her, id, 0, new Leaf(new string('x', PrivatePapers.LongestBytes))));
        Assert.Equal(PaperWritten.Gone, await WriteAsync(accounts, her, id, 3, new Leaf("never was")));
        Assert.Equal(PaperWritten.Gone, await WriteAsync(accounts, her, Guid.Empty, 0, new Leaf("no name")));
        Assert.Empty((await AllAsync(accounts, her)).Papers);
    }

    // The limit is on bytes: a letter that is written as its number takes six of them, and half of what a page offers is refused.
    [Theory]
    [InlineData("ж")]
    [InlineData("語")]
    [InlineData("\"")]
    [InlineData("\ud83d\ude00")]
    public async Task There_is_room_for_fifty_thousand_signs_of_any_script(string sign)
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        var text = string.Concat(Enumerable.Repeat(sign, 50_000 / sign.Length));
        Assert.Equal(PaperWritten.Kept, await WriteAsync(accounts, her, Guid.NewGuid(), 0, new Leaf(text)));
        Assert.Equal(new Leaf(text), Assert.Single((await AllAsync(accounts, her)).Papers).Content);
    }

    [Fact]
    public async Task A_paper_whose_letters_were_written_as_numbers_opens_as_before()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        var (id, leaf) = (Guid.NewGuid(), new Leaf("ключ \ud83d\ude00 \"'<&"));
        await WriteAsync(accounts, her, id, 0, new Leaf("before"));
        var blob = her.Keys.SealOwn(id, "paper-" + PaperShelf.Plan, JsonSerializer.SerializeToUtf8Bytes(leaf));
        await accounts.WithAsync<ContactLogDb>(db => db.PrivatePapers.ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, blob)));
        Assert.Equal(leaf, Assert.Single((await AllAsync(accounts, her)).Papers).Content);
    }

    [Fact]
    public async Task Where_only_the_last_word_counts_a_paper_is_written_over_also_when_it_no_longer_opens_but_never_anothers()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync("reader");
        using var other = await accounts.SignUpAsync("another");
        var id = Guid.NewGuid();
        Task<PaperWritten> PutAsync(SignedUp who, string text) =>
            accounts.WithAsync<PrivatePapers, PaperWritten>(papers => papers.PutAsync(who.Keys, PaperShelf.Plan, id, new Leaf(text), default));
        Assert.Equal(PaperWritten.Kept, await PutAsync(her, "first"));
        Assert.Equal(PaperWritten.Kept, await PutAsync(her, "second"));
        Assert.Equal(PaperWritten.Gone, await PutAsync(other, "mine now"));
        await accounts.WithAsync<ContactLogDb>(db => db.PrivatePapers.ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, new byte[80])));
        Assert.Equal(PaperWritten.Kept, await PutAsync(her, "third"));
        Assert.Equal(new Paper<Leaf>(id, 3, new("third")), Assert.Single((await AllAsync(accounts, her)).Papers));
    }

    [Fact]
    public async Task A_private_paper_opens_with_its_owners_keys_only_and_in_its_own_place()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync("reader");
        using var other = await accounts.SignUpAsync("another");
        var (hers, second) = (Guid.NewGuid(), Guid.NewGuid());
        await WriteAsync(accounts, her, hers, 0, new Leaf(Words));
        await WriteAsync(accounts, her, second, 0, new Leaf("second"));

        Assert.Null(await accounts.WithAsync<PrivatePapers, Paper<Leaf>?>(papers => papers.FindAsync<Leaf>(other.Keys, PaperShelf.Plan, hers, default)));
        Assert.Equal(PaperWritten.Gone, await WriteAsync(accounts, other, hers, 0, new Leaf("mine now")));
        Assert.Equal(PaperWritten.Gone, await WriteAsync(accounts, other, hers, 1, new Leaf("mine now")));
        Assert.False(await accounts.WithAsync<PrivatePapers, bool>(papers => papers.EraseAsync(other.Keys, PaperShelf.Plan, hers, default)));
        Assert.False(await accounts.WithAsync<PrivatePapers, bool>(papers => papers.EraseAsync(her.Keys, PaperShelf.Journal, hers, default)));
        Assert.Equal(2, (await AllAsync(accounts, her)).Papers.Count);

        // Whoever writes to the database puts one of her papers in the other's place, gives one away, or moves one to another shelf.
        var blob = (await accounts.WithAsync<ContactLogDb, PaperRow>(db => db.PrivatePapers.AsNoTracking().SingleAsync(row => row.Id == hers))).Sealed;
        await accounts.WithAsync<ContactLogDb>(db => db.PrivatePapers.Where(row => row.Id == second).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, blob)));
        var all = await AllAsync(accounts, her);
        Assert.Equal((1, 1), (all.Papers.Count, all.Unopened));
        await accounts.WithAsync<ContactLogDb>(db => db.PrivatePapers.Where(row => row.Id == hers).ExecuteUpdateAsync(set => set.SetProperty(row => row.UserId, other.Account.Id)));
        Assert.Equal((0, 1), (Counts(await AllAsync(accounts, other))));
        await accounts.WithAsync<ContactLogDb>(db => db.PrivatePapers.Where(row => row.Id == hers)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UserId, her.Account.Id).SetProperty(row => row.Shelf, PaperShelf.People)));
        Assert.Equal((0, 1), Counts(await accounts.WithAsync<PrivatePapers, PaperList<Leaf>>(papers => papers.AllAsync<Leaf>(her.Keys, PaperShelf.People, default))));
    }

    [Fact]
    public async Task An_erased_paper_leaves_no_byte_of_its_seal_behind()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        var (gone, stays) = (Guid.NewGuid(), Guid.NewGuid());
        await WriteAsync(accounts, her, gone, 0, new Leaf(string.Concat(Enumerable.Repeat(Words, 400))));
        await WriteAsync(accounts, her, stays, 0, new Leaf("stays"));
        var blob = (await accounts.WithAsync<ContactLogDb, PaperRow>(db => db.PrivatePapers.AsNoTracking().SingleAsync(row => row.Id == gone))).Sealed;
        Assert.True(await InFolderAsync(accounts, blob.AsSpan(40, 24).ToArray()));

        Assert.True(await accounts.WithAsync<PrivatePapers, bool>(papers => papers.EraseAsync(her.Keys, PaperShelf.Plan, gone, default)));
        Assert.False(await accounts.WithAsync<PrivatePapers, bool>(papers => papers.EraseAsync(her.Keys, PaperShelf.Plan, gone, default)));
        foreach (var at in new[] { 0, 40, blob.Length / 2, blob.Length - 24 })
        {
            Assert.False(await InFolderAsync(accounts, blob.AsSpan(at, 24).ToArray()));
        }

        Assert.Equal(new Leaf("stays"), Assert.Single((await AllAsync(accounts, her)).Papers).Content);
        Assert.Equal(1, await accounts.WithAsync<PrivatePapers, int>(papers => papers.EraseAllAsync(her.Keys, PaperShelf.Plan, default)));
        Assert.Empty((await AllAsync(accounts, her)).Papers);
    }

    [Fact]
    public async Task Erasing_waits_for_whoever_reads_before_it_says_that_it_is_done()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        var gone = Guid.NewGuid();
        await WriteAsync(accounts, her, gone, 0, new Leaf(string.Concat(Enumerable.Repeat(Words, 400))));
        var blob = (await accounts.WithAsync<ContactLogDb, PaperRow>(db => db.PrivatePapers.AsNoTracking().SingleAsync(row => row.Id == gone))).Sealed;
        var (reading, done) = (new TaskCompletionSource(), new TaskCompletionSource());
        var reader = accounts.WithAsync<ContactLogDb>(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
            await using var shared = await db.Database.UseTransactionAsync(transaction);
            _ = await db.PrivatePapers.AsNoTracking().CountAsync();
            reading.SetResult();
            await done.Task;
        });
        await reading.Task;
        var erasing = Task.Run(() => accounts.WithAsync<PrivatePapers, bool>(papers => papers.EraseAsync(her.Keys, PaperShelf.Plan, gone, default)));
        await Task.Delay(100);
        done.SetResult();
        await reader;
        Assert.True(await erasing);
        Assert.False(await InFolderAsync(accounts, blob.AsSpan(40, 24).ToArray()));
    }

    [Fact]
    public async Task No_word_and_no_time_of_a_private_paper_is_in_the_data_folder()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        await WriteAsync(accounts, her, Guid.NewGuid(), 0, new Leaf(Words, "2031-07-19"));
        Assert.False(await InFolderAsync(accounts, "Juniper"u8.ToArray()));
        Assert.False(await InFolderAsync(accounts, "2031-07-19"u8.ToArray()));
        Assert.Equal(["Id", "Sealed", "Shelf", "UserId", "Version"], await accounts.WithAsync<ContactLogDb, List<string>>(db =>
            Task.FromResult(db.Model.FindEntityType(typeof(PaperRow))!.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal).ToList())));
    }

    [Fact]
    public async Task After_a_reset_papers_wait_sealed_and_come_back_with_the_old_password()
    {
        await using var accounts = new TestAccounts();
        using var her = await accounts.SignUpAsync();
        await WriteAsync(accounts, her, Guid.NewGuid(), 0, new Leaf(Words));
        var code = await accounts.WithAsync<NewPassword, string?>(p => p.IssueResetCodeAsync("reader", default));
        using var reset = (await accounts.WithAsync<NewPassword, SignedUp?>(p => p.ResetAsync("reader", code!, null, "violin-harbor-pepper-quartz", TestAccounts.Place, default)))!;
        Assert.Equal((0, 1), Counts(await AllAsync(accounts, reset)));
        Assert.NotNull(await accounts.WithAsync<Reopening, int?>(r => r.TryAsync(her.Account.Id, reset.Keys, TestAccounts.Password, TestAccounts.Place, default)));
        Assert.Equal(new Leaf(Words), Assert.Single((await AllAsync(accounts, reset)).Papers).Content);
        Assert.Equal((0, 1), Counts(await AllAsync(accounts, her)));
    }

    private static (int Opened, int Unopened) Counts(PaperList<Leaf> list) => (list.Papers.Count, list.Unopened);

    private static Task<PaperWritten> WriteAsync(TestAccounts accounts, SignedUp who, Guid id, int seen, Leaf leaf) =>
        accounts.WithAsync<PrivatePapers, PaperWritten>(papers => papers.WriteAsync(who.Keys, PaperShelf.Plan, id, seen, leaf, default));

    private static Task<PaperList<Leaf>> AllAsync(TestAccounts accounts, SignedUp who) =>
        accounts.WithAsync<PrivatePapers, PaperList<Leaf>>(papers => papers.AllAsync<Leaf>(who.Keys, PaperShelf.Plan, default));

    private static async Task<bool> InFolderAsync(TestAccounts accounts, byte[] bytes)
    {
        foreach (var file in Directory.EnumerateFiles(accounts.Installation.Location.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            if (copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
