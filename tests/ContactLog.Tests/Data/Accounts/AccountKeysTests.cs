using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Tests.Data.Accounts;

public sealed class AccountKeysTests
{
    private const string Another = "violin-harbor-pepper-quartz";

    [Fact]
    public async Task The_stored_hash_names_secret_rounds_and_salt_and_only_the_password_opens_the_keys()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        Assert.Matches("^cl1\\$[0-9a-f]{2}\\$600000\\$[A-Za-z0-9+/]{43}=\\$[A-Za-z0-9+/]{43}=$", signedUp.Account.PasswordHash);
        var right = await accounts.WithAsync<PasswordCheck, PasswordChecked>(check => check.CheckAsync(" READER ", TestAccounts.Password, default));
        Assert.True(right.Keys!.IsSameAs(signedUp.Keys));
        right.Keys.Dispose();
        Assert.Null((await accounts.WithAsync<PasswordCheck, PasswordChecked>(check => check.CheckAsync("reader", Another, default))).Keys);
        Assert.Null((await accounts.WithAsync<PasswordCheck, PasswordChecked>(check => check.CheckAsync("nobody", TestAccounts.Password, default))).Keys);
    }

    [Fact]
    public async Task A_name_is_taken_once_whatever_its_case()
    {
        await using var accounts = new TestAccounts();
        using var first = await accounts.SignUpAsync("reader");
        Assert.Null(await accounts.WithAsync<SignUp, SignedUp?>(signUp => signUp.CreateAsync("Reader", TestAccounts.Password, TestAccounts.Place, true, default)));
        Assert.Equal(1, await accounts.WithAsync<ContactLogDb, int>(db => db.Users.CountAsync()));
        Assert.Equal(2, await accounts.WithAsync<ContactLogDb, int>(db => db.Set<WrapRow>().CountAsync()));
    }

    [Fact]
    public async Task A_changed_password_opens_the_same_keys_and_ends_every_session()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        var ticket = await accounts.WithAsync<Sessions, SessionTicket>(s => s.BeginAsync(signedUp.Account, signedUp.Keys, false, TestAccounts.Place, null, default));
        await accounts.WithAsync<NewPassword>(change => change.ChangeAsync(signedUp.Account.Id, signedUp.Keys, Another, TestAccounts.Place, default));
        Assert.Null(await accounts.WithAsync<Sessions, OpenSession?>(s => s.FindAsync(ticket, default)));
        Assert.Null((await accounts.WithAsync<PasswordCheck, PasswordChecked>(c => c.CheckAsync("reader", TestAccounts.Password, default))).Keys);
        using var keys = (await accounts.WithAsync<PasswordCheck, PasswordChecked>(c => c.CheckAsync("reader", Another, default))).Keys;
        Assert.True(keys!.IsSameAs(signedUp.Keys));
    }

    [Fact]
    public async Task A_recovery_code_opens_the_same_keys_once()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        using var recovered = await accounts.WithAsync<NewPassword, SignedUp?>(p => p.RecoverAsync("reader", signedUp.Code, null, Another, TestAccounts.Place, default));
        Assert.True(recovered!.Keys.IsSameAs(signedUp.Keys));
        Assert.Null(recovered.Account.RecoveryConfirmedAt);
        Assert.Null(await accounts.WithAsync<NewPassword, SignedUp?>(p => p.RecoverAsync("reader", signedUp.Code, null, TestAccounts.Password, TestAccounts.Place, default)));
        Assert.Null(await accounts.WithAsync<NewPassword, SignedUp?>(p => p.RecoverAsync("reader", RecoveryCode.Create(), null, TestAccounts.Password, TestAccounts.Place, default)));
        using var again = await accounts.WithAsync<NewPassword, SignedUp?>(p => p.RecoverAsync("reader", recovered.Code, null, TestAccounts.Password, TestAccounts.Place, default));
        Assert.True(again!.Keys.IsSameAs(signedUp.Keys));
    }

    [Fact]
    public async Task A_reset_leaves_the_record_sealed_until_the_old_password_or_code_turns_up()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        var id = signedUp.Account.Id;
        var caseId = Guid.NewGuid();
        using var caseKey = CaseKey.Create(caseId, 1, accounts.Installation.Secret.Outer);
        await accounts.WithAsync<ContactLogDb>(async db =>
        {
            db.Add(new CaseRow { Id = caseId, OwnerId = id, Epoch = 1, HeadDigest = new string('0', 64) });
            db.Add(new GrantRow { CaseId = caseId, Epoch = 1, UserId = id, Sealed = Grant.Seal(caseKey, id, signedUp.Account.PublicKey, accounts.Installation.Secret.Outer) });
            await db.SaveChangesAsync();
        });
        var code = await accounts.WithAsync<NewPassword, string?>(p => p.IssueResetCodeAsync("reader", default));
        Assert.Null(await accounts.WithAsync<NewPassword, SignedUp?>(p => p.ResetAsync("reader", "0000-0000-0000-0000", null, Another, TestAccounts.Place, default)));
        using var reset = await accounts.WithAsync<NewPassword, SignedUp?>(p => p.ResetAsync("reader", code!, null, Another, TestAccounts.Place, default));
        Assert.False(reset!.Keys.IsSameAs(signedUp.Keys));
        Assert.Null(await accounts.WithAsync<NewPassword, SignedUp?>(p => p.ResetAsync("reader", code!, null, Another, TestAccounts.Place, default)));

        var grant = await accounts.WithAsync<ContactLogDb, GrantRow>(db => db.Set<GrantRow>().AsNoTracking().SingleAsync());
        Assert.Throws<SealBrokenException>(() => Grant.Open(grant.Sealed, caseId, 1, reset.Keys, accounts.Installation.Secret.Outer));
        Assert.True(await accounts.WithAsync<Reopening, bool>(r => r.IsWaitingAsync(id, default)));
        Assert.Null(await accounts.WithAsync<Reopening, int?>(r => r.TryAsync(id, reset.Keys, "not-the-old-password", TestAccounts.Place, default)));

        // Whoever can write to the database puts a public key of their own in her row.
        await accounts.WithAsync<ContactLogDb>(db => db.Users.Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.PublicKey, signedUp.Keys.PublicKey)));
        Assert.Equal(1, await accounts.WithAsync<Reopening, int?>(r => r.TryAsync(id, reset.Keys, TestAccounts.Password, TestAccounts.Place, default)));
        grant = await accounts.WithAsync<ContactLogDb, GrantRow>(db => db.Set<GrantRow>().AsNoTracking().SingleAsync());
        using var opened = Grant.Open(grant.Sealed, caseId, 1, reset.Keys, accounts.Installation.Secret.Outer);
        Assert.Equal(caseKey.Key, opened.Key);
        Assert.False(await accounts.WithAsync<Reopening, bool>(r => r.IsWaitingAsync(id, default)));
    }

    [Fact]
    public async Task A_reset_code_ends_after_a_day()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        var code = await accounts.WithAsync<NewPassword, string?>(p => p.IssueResetCodeAsync("reader", default));
        accounts.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Null(await accounts.WithAsync<NewPassword, SignedUp?>(p => p.ResetAsync("reader", code!, null, Another, TestAccounts.Place, default)));
    }

    [Fact]
    public async Task Sessions_lock_when_idle_end_in_the_end_and_do_not_survive_a_copied_row()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        var ticket = await accounts.WithAsync<Sessions, SessionTicket>(s => s.BeginAsync(signedUp.Account, signedUp.Keys, false, TestAccounts.Place, null, default));
        var session = await accounts.WithAsync<Sessions, OpenSession?>(s => s.FindAsync(ticket, default));
        using (var keys = session!.UnlockKeys())
        {
            Assert.True(keys.IsSameAs(signedUp.Keys));
        }

        for (var i = 0; i < 10; i++)
        {
            accounts.Clock.Advance(TimeSpan.FromMinutes(14));
            session = await accounts.WithAsync<Sessions, OpenSession?>(s => s.FindAsync(ticket, default));
            Assert.Equal(SessionState.Open, session!.State);
            await accounts.WithAsync<Sessions>(s => s.TouchAsync(session, default));
        }

        accounts.Clock.Advance(TimeSpan.FromMinutes(15));
        session = await accounts.WithAsync<Sessions, OpenSession?>(s => s.FindAsync(ticket, default));
        Assert.Equal(SessionState.Locked, session!.State);
        Assert.Throws<InvalidOperationException>(session.UnlockKeys);
        accounts.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Null(await accounts.WithAsync<Sessions, OpenSession?>(s => s.FindAsync(ticket, default)));
    }

    [Fact]
    public async Task A_request_that_outlasts_the_lock_does_not_undo_it()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        var ticket = await accounts.WithAsync<Sessions, SessionTicket>(s => s.BeginAsync(signedUp.Account, signedUp.Keys, false, TestAccounts.Place, null, default));
        var upload = await accounts.WithAsync<Sessions, OpenSession?>(s => s.FindAsync(ticket, default));
        var locking = await accounts.WithAsync<Sessions, OpenSession?>(s => s.FindAsync(ticket, default));
        await accounts.WithAsync<Sessions>(s => s.LockAsync(locking!, default));
        accounts.Clock.Advance(TimeSpan.FromMinutes(2));
        await accounts.WithAsync<Sessions>(s => s.TouchAsync(upload!, default));
        Assert.Equal(SessionState.Locked, (await accounts.WithAsync<Sessions, OpenSession?>(s => s.FindAsync(ticket, default)))!.State);
    }

    [Fact]
    public async Task Nothing_of_password_code_browser_or_address_is_in_the_data_folder()
    {
        await using var accounts = new TestAccounts();
        using var signedUp = await accounts.SignUpAsync();
        await accounts.WithAsync<Sessions, SessionTicket>(s => s.BeginAsync(
            signedUp.Account, signedUp.Keys, false, TestAccounts.Place, new SessionNotes { RecoveryCode = signedUp.Code.ToString() }, default));
        foreach (var file in Directory.EnumerateFiles(accounts.Installation.Location.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            Assert.DoesNotContain(TestAccounts.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(signedUp.Code.ToString(), text, StringComparison.Ordinal);
            Assert.DoesNotContain("Firefox", text, StringComparison.Ordinal);
            Assert.DoesNotContain("192.0.2.7", text, StringComparison.Ordinal);
        }
    }
}
