using ContactLog.Data;
using ContactLog.Data.Stamps;
using ContactLog.Domain.Stamps;
using ContactLog.Web.Stamping;
using Microsoft.Data.Sqlite;

namespace ContactLog.Tests.Stamps;

/// <summary>What authorities do, and what the record says of it. A save never waits for them, and nothing counts that was not checked.</summary>
public sealed class StampingTests
{
    [Fact]
    public async Task Entries_are_stamped_by_both_authorities_together_and_the_outbox_is_empty_then()
    {
        await using var first = await Responder.StartAsync();
        await using var second = await Responder.StartAsync("second");
        await using var record = await StampedCase.BeginAsync(first, second);
        await record.SaveAsync();
        await record.SaveAsync();
        Assert.All(await record.StandingAsync(), standing => Assert.Equal(3, standing.WaitsThrough));
        await record.RoundAsync();
        var stamps = await record.StampsAsync();
        Assert.Equal(["first", "second"], stamps.Select(stamp => stamp.Authority).Order(StringComparer.Ordinal));
        Assert.All(stamps, stamp => Assert.Equal((3, 3), (stamp.Seq, stamp.Head)));
        Assert.Equal(2, await record.CountedAsync(first, second));
        Assert.All(await record.StandingAsync(), standing => Assert.Null(standing.WaitsThrough));
        Assert.Equal((1, 1), (first.Asked, second.Asked));
    }

    [Fact]
    public async Task An_authority_gets_a_hash_and_a_nonce_and_nothing_else()
    {
        await using var authority = await Responder.StartAsync();
        await using var record = await StampedCase.BeginAsync(authority);
        await record.SaveAsync("zq-planted-name");
        await record.RoundAsync();
        var request = Assert.Single(authority.Requests);
        Assert.True(System.Security.Cryptography.Pkcs.Rfc3161TimestampRequest.TryDecode(request, out var asked, out _));
        Assert.Equal((await record.ListAsync(2)).Hex, Convert.ToHexStringLower(asked.GetMessageHash().Span));
        Assert.True(asked.RequestSignerCertificate);
        Assert.True(asked.GetNonce()!.Value.Length >= 8);
        Assert.InRange(request.Length, 60, 90);
    }

    [Theory]
    [InlineData(nameof(Behaviour.OtherNonce), StampFailure.NotValid)]
    [InlineData(nameof(Behaviour.OtherHash), StampFailure.NotValid)]
    [InlineData(nameof(Behaviour.OtherRoot), StampFailure.Untrusted)]
    [InlineData(nameof(Behaviour.BrokenSignature), StampFailure.NotValid)]
    [InlineData(nameof(Behaviour.ExpiredCertificate), StampFailure.NotValid)]
    [InlineData(nameof(Behaviour.WrongUse), StampFailure.NotValid)]
    [InlineData(nameof(Behaviour.Refuses), StampFailure.NotValid)]
    [InlineData(nameof(Behaviour.Page), StampFailure.NotValid)]
    [InlineData(nameof(Behaviour.TrailingByte), StampFailure.NotValid)]
    [InlineData(nameof(Behaviour.Fails), StampFailure.BadAnswer)]
    [InlineData(nameof(Behaviour.Redirects), StampFailure.BadAnswer)]
    [InlineData(nameof(Behaviour.Gigabytes), StampFailure.TooLong)]
    public async Task What_is_no_valid_stamp_is_never_kept_and_the_next_try_waits(string behaviour, StampFailure failure)
    {
        await using var authority = await Responder.StartAsync();
        authority.Behaviour = Enum.Parse<Behaviour>(behaviour);
        await using var record = await StampedCase.BeginAsync(authority);
        await record.SaveAsync();
        await record.RoundAsync();
        Assert.Empty(await record.StampsAsync());
        var standing = Assert.Single(await record.StandingAsync());
        Assert.Equal((2, failure), (standing.WaitsThrough, standing.LastFailure));
        Assert.Equal(0, authority.Elsewhere);

        // Not again at once; and when it is honest again, everything is made up for.
        var asked = authority.Asked;
        await record.RoundAsync(TimeSpan.Zero);
        Assert.Equal(asked, authority.Asked);
        authority.Behaviour = Behaviour.Honest;
        await record.RoundAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await record.CountedAsync(authority));
        Assert.Null(Assert.Single(await record.StandingAsync()).LastFailure);
    }

    // Both side by side: the patience is long enough for a busy machine to save and to stamp in, and is waited out once.
    [Fact]
    public Task A_save_never_waits_for_an_authority_that_hangs_and_the_other_one_stamps() =>
        Task.WhenAll(HangingAsync(Behaviour.Hangs), HangingAsync(Behaviour.Trickles));

    private static async Task HangingAsync(Behaviour behaviour)
    {
        await using var hanging = await Responder.StartAsync();
        hanging.Behaviour = behaviour;
        await using var honest = await Responder.StartAsync("second");
        await using var record = await StampedCase.BeginAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Stamps:Seconds"] = "20" }, hanging, honest);
        await record.SaveAsync();
        var round = record.RoundAsync();
        for (var at = 0; at < 5; at++)
        {
            await record.SaveAsync();
        }

        Assert.False(round.IsCompleted, "The authority did not hang while the entries were saved.");
        await round;
        Assert.Equal(["second"], (await record.StampsAsync()).Select(stamp => stamp.Authority));
        Assert.Equal(StampFailure.Slow, (await record.StandingAsync())[0].LastFailure);
        Assert.Equal(7, (await record.Case.OpenAsync()).Entries.Count);
    }

    // Fault F14: down for a week.
    [Fact]
    public async Task A_week_without_the_authority_loses_nothing_asks_ever_more_seldom_and_is_made_up_for_with_one_stamp()
    {
        await using var authority = await Responder.StartAsync();
        authority.Behaviour = Behaviour.Fails;
        await using var record = await StampedCase.BeginAsync(authority);
        for (var hour = 0; hour < 7 * 24; hour++)
        {
            if (hour % 12 == 0)
            {
                await record.SaveAsync();
            }

            await record.RoundAsync(TimeSpan.FromMinutes(20));
            await record.RoundAsync(TimeSpan.FromMinutes(20));
            await record.RoundAsync(TimeSpan.FromMinutes(20));
        }

        Assert.Empty(await record.StampsAsync());
        Assert.InRange(authority.Asked, 80, 175);
        authority.Behaviour = Behaviour.Honest;
        await record.RoundAsync(TimeSpan.FromHours(2));
        var stamp = Assert.Single(await record.StampsAsync());
        Assert.Equal(15, stamp.Seq);
        Assert.Equal(1, await record.CountedAsync(authority));
    }

    [Fact]
    public async Task An_old_answer_does_not_count_for_a_new_request()
    {
        await using var authority = await Responder.StartAsync();
        await using var record = await StampedCase.BeginAsync(authority);
        await record.SaveAsync();
        await record.RoundAsync();
        authority.Behaviour = Behaviour.OldAnswer;
        await record.SaveAsync();
        await record.RoundAsync();
        Assert.Equal(2, Assert.Single(await record.StampsAsync()).Seq);
        Assert.Equal(3, Assert.Single(await record.StandingAsync()).WaitsThrough);
    }

    [Fact]
    public async Task Once_a_day_a_list_is_stamped_without_new_entries_and_the_first_and_newest_stamp_are_kept()
    {
        await using var authority = await Responder.StartAsync();
        await using var record = await StampedCase.BeginAsync(authority);
        await record.SaveAsync();
        await record.RoundAsync();
        var first = Assert.Single(await record.StampsAsync());
        await record.RoundAsync(TimeSpan.FromHours(23));
        Assert.Single(await record.StampsAsync());
        for (var day = 0; day < 3; day++)
        {
            await record.RoundAsync(TimeSpan.FromHours(24));
        }

        var kept = await record.StampsAsync();
        Assert.Equal(4, authority.Asked);
        Assert.Equal(2, kept.Count);
        Assert.Contains(kept, stamp => stamp.Id == first.Id);
        Assert.Equal(2, await record.CountedAsync(authority));
    }

    // An operator closes the books with one authority and opens them with another.
    [Fact]
    public async Task An_authority_that_is_not_asked_any_more_keeps_its_stamps()
    {
        await using var old = await Responder.StartAsync();
        await using var next = await Responder.StartAsync("second");
        await using var record = await StampedCase.BeginAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Stamps:Authorities:0:Ask"] = "false" }, old, next);
        await record.SaveAsync();
        var list = await record.ListAsync(2);
        var request = StampCheck.Request(list);
        var response = await old.ReplyAsync(request);
        using (var roots = PinnedRoots.FromPem(await File.ReadAllTextAsync(old.RootFile)))
        {
            await record.Case.WithAsync<StampDesk, bool>(async desk =>
            {
                await desk.KeepAsync("first", new(record.Case.Key.CaseId, 2, list), StampCheck.Check(request, response, list, roots).Stamp!, request, response, CancellationToken.None);
                return true;
            });
        }

        await record.RoundAsync();
        Assert.Equal((0, 1), (old.Asked, next.Asked));
        var file = await record.Case.OpenAsync();
        var seals = await record.Case.WithAsync<CaseSeals, RecordSeals>(all => all.OfAsync(file, null, CancellationToken.None));
        Assert.Equal(["first", "second"], seals.All.Select(seal => seal.Authority).Order(StringComparer.Ordinal));
        Assert.Equal("second", Assert.Single(await record.StandingAsync()).Authority);
    }

    // What is left of a record whose newest entries were taken out, head and all, follows on itself. A stamp tells.
    [Fact]
    public async Task A_record_that_is_shorter_than_a_stamp_of_it_is_found_by_her_and_by_the_operator()
    {
        await using var authority = await Responder.StartAsync();
        await using var record = await StampedCase.BeginAsync(authority);
        await record.SaveAsync("Person");
        await record.SaveAsync("Witness");
        await record.RoundAsync();
        Assert.Empty((await InstallationCheck.RunAsync(record.Case.Installation.Location, CancellationToken.None)).Problems);
        record.Case.Tamper("""
            UPDATE Cases SET HeadSeq = 2, HeadDigest = (SELECT Digest FROM Entries WHERE Seq = 2);
            DELETE FROM EntryFields WHERE EntryId IN (SELECT Id FROM Entries WHERE Seq = 3);
            DELETE FROM Items WHERE FirstSeq = 3;
            DELETE FROM Entries WHERE Seq = 3;
            """);
        var file = await record.Case.OpenAsync();
        Assert.Equal(2, file.Entries.Count);
        var seals = await record.Case.WithAsync<CaseSeals, RecordSeals>(all => all.OfAsync(file, null, CancellationToken.None));
        Assert.Equal(1, seals.Missing);
        var problem = Assert.Single((await InstallationCheck.RunAsync(record.Case.Installation.Location, CancellationToken.None)).Problems);
        Assert.Contains("a time stamp is kept for 3 entries and there are 2: the newest are missing", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_certificate_ends_a_new_stamp_is_asked_for()
    {
        await using var authority = await Responder.StartAsync(certificateEnds: DateTimeOffset.UtcNow.AddDays(10));
        await using var record = await StampedCase.BeginAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Stamps:Rhythm"] = "prompt" }, authority);
        await record.SaveAsync();
        await record.RoundAsync();
        await record.RoundAsync(TimeSpan.FromHours(13));
        Assert.Equal(2, authority.Asked);
    }

    [Fact]
    public async Task Daily_stamps_come_at_the_same_time_of_day_with_and_without_entries()
    {
        await using var authority = await Responder.StartAsync();
        await using var record = await StampedCase.BeginAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Stamps:Rhythm"] = "daily" }, authority);
        var id = (await record.Case.OpenAsync()).Id;
        // From just after one daily time.
        record.Clock.Set(StampPlan.LastDaily(id, record.Clock.GetUtcNow()).AddDays(1).AddMinutes(1));
        await record.RoundAsync(TimeSpan.Zero);
        var asked = authority.Asked;
        foreach (var saves in new[] { 3, 0, 1 })
        {
            for (var at = 0; at < saves; at++)
            {
                await record.SaveAsync();
            }

            await record.RoundAsync(TimeSpan.FromHours(23));
            Assert.Equal(asked, authority.Asked);
            await record.RoundAsync(TimeSpan.FromHours(1));
            Assert.Equal(++asked, authority.Asked);
        }
    }

    [Fact]
    public async Task Without_an_authority_nothing_waits_and_nobody_is_asked()
    {
        await using var record = await StampedCase.BeginAsync();
        await record.SaveAsync();
        await record.RoundAsync();
        Assert.Empty(await record.StandingAsync());
        using var connection = new SqliteConnection($"Data Source={Path.Combine(record.Case.Folder, "data", "record.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM StampOutbox) + (SELECT count(*) FROM Stamps)";
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [Fact]
    public async Task An_entry_that_is_not_saved_is_not_in_the_outbox()
    {
        await using var authority = await Responder.StartAsync();
        await using var record = await StampedCase.BeginAsync(authority);
        await Assert.ThrowsAnyAsync<Exception>(() => record.Case.AppendAsync(
            ContactLog.Data.Record.EntryDraft.New(ContactLog.Domain.Items.ItemType.Contact, ContactLog.Domain.Items.FieldSet.Empty.With("label", "Person")),
            ContactLog.Data.Record.EntryDraft.New(ContactLog.Domain.Items.ItemType.Exhibit, ContactLog.Domain.Items.FieldSet.Empty)));
        Assert.Equal(1, Assert.Single(await record.StandingAsync()).WaitsThrough);
    }

    // Whoever changes the database must not get an outside witness for it.
    [Fact]
    public async Task A_record_whose_digests_do_not_follow_on_each_other_gets_no_stamp()
    {
        await using var authority = await Responder.StartAsync();
        await using var record = await StampedCase.BeginAsync(authority);
        await record.SaveAsync();
        await record.SaveAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(record.Case.Folder, "data", "record.db")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Entries SET Digest = 'ab' || substr(Digest, 3) WHERE Seq = 2";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        await record.RoundAsync();
        Assert.Equal(0, authority.Asked);
    }

    [Fact]
    public void Waiting_doubles_up_to_an_hour_and_is_not_the_same_for_all()
    {
        Assert.InRange(StampPlan.BackOff(1).TotalSeconds, 30, 45);
        Assert.InRange(StampPlan.BackOff(3).TotalSeconds, 120, 180);
        Assert.InRange(StampPlan.BackOff(1000).TotalSeconds, 3600, 5400);
        Assert.True(Enumerable.Range(0, 50).Select(_ => StampPlan.BackOff(5)).Distinct().Count() > 10);
    }
}
