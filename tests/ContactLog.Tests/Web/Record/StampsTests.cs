using System.Net;
using ContactLog.Data.Record;
using ContactLog.Data.Stamps;
using ContactLog.Domain.Items;
using ContactLog.Tests.Stamps;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Exhibits;
using ContactLog.Web.Stamping;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Record;

/// <summary>What the pages say of the outside time: never "sealed" for something that is not.</summary>
public sealed class StampsTests
{
    [Fact]
    public async Task Without_an_authority_it_says_that_it_is_off_and_offers_no_choice()
    {
        await using var site = await CaseSite.StartAsync();
        Assert.Contains("Outside time stamps are off", await site.GetAsync("/Record"), StringComparison.Ordinal);
        var page = await site.GetAsync("/Record/Stamps");
        Assert.Contains("What an authority learns", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.Rhythm", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_waits_until_when_and_then_who_sealed_it_when()
    {
        await using var authority = await Responder.StartAsync();
        await using var site = await StartAsync(authority);
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Person")));
        var waiting = await site.GetAsync("/Record");
        Assert.Contains("Entries 1 to 2 are waiting for a time stamp from first. Next try at ", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("were time-stamped", waiting, StringComparison.Ordinal);
        Assert.Contains("Not yet", waiting, StringComparison.Ordinal);

        await RoundAsync(site, StampPlan.Gathering);
        var page = await site.GetAsync("/Record");
        Assert.Contains("Entries 1 to 2 were time-stamped at ", page, StringComparison.Ordinal);
        Assert.Contains("by first (Test time stamps of first).", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not yet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ahead of the authority", page, StringComparison.Ordinal);

        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Person")));
        var third = await site.GetAsync("/Record");
        Assert.Contains("Entries 1 to 2 were time-stamped", third, StringComparison.Ordinal);
        Assert.Contains("Entry 3 is waiting for a time stamp from first.", third, StringComparison.Ordinal);
        Assert.Contains("Not yet", third, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_is_said_and_that_nothing_is_lost()
    {
        await using var authority = await Responder.StartAsync();
        authority.Behaviour = Behaviour.OtherRoot;
        await using var site = await StartAsync(authority);
        await RoundAsync(site, StampPlan.Gathering);
        var page = await site.GetAsync("/Record");
        Assert.Contains("signed by somebody who is not known here and was not taken", page, StringComparison.Ordinal);
        Assert.Contains("Nothing is lost", page, StringComparison.Ordinal);
        Assert.DoesNotContain("time-stamped at", page, StringComparison.Ordinal);
    }

    // Fault F15: this server's clock is wrong.
    [Theory]
    [InlineData(1, "ahead of")]
    [InlineData(-1, "behind")]
    public async Task Clocks_that_are_far_apart_are_said_to_be(int days, string which)
    {
        await using var authority = await Responder.StartAsync();
        await using var site = await StartAsync(authority, DateTimeOffset.UtcNow.AddDays(days));
        await RoundAsync(site, StampPlan.Gathering);
        var page = await site.GetAsync("/Record");
        Assert.Contains("Entries 1 to 1 were time-stamped", page, StringComparison.Ordinal);
        Assert.Matches($"1,4[34][0-9] minutes {which}", page);
    }

    // What `verify` and the report say of a stamp that is earlier than what it covers, she reads before the other side does. It stays true
    // after the clock was put right.
    [Theory]
    [InlineData(8, true)]
    [InlineData(0, false)]
    public async Task A_stamp_that_is_earlier_than_an_entry_it_covers_is_said(int minutesAhead, bool isSaid)
    {
        await using var authority = await Responder.StartAsync();
        await using var site = await StartAsync(authority);
        site.Site.Clock.Advance(TimeSpan.FromMinutes(minutesAhead));
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Person")));
        await RoundAsync(site, StampPlan.Gathering);
        site.Site.Clock.Set(DateTimeOffset.UtcNow);
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Another")));
        await RoundAsync(site, StampPlan.Gathering);
        foreach (var path in new[] { "/Record", "/Record/Stamps" })
        {
            var page = await site.GetAsync(path);
            Assert.Contains("Entries 1 to 3 were time-stamped", page, StringComparison.Ordinal);
            Assert.DoesNotContain("ahead of the authority", page, StringComparison.Ordinal);
            Assert.Equal(isSaid, page.Contains("The time stamp of first over entries 1 to 2 is of ", StringComparison.Ordinal));
            Assert.Equal(isSaid, page.Contains("Entry 2 says that it was recorded later, at ", StringComparison.Ordinal));
        }
    }

    // Whoever can write to the database puts a seal there that is none.
    [Theory]
    [InlineData("UPDATE Stamps SET Response = zeroblob(3000)")]
    [InlineData("UPDATE Stamps SET Response = substr(Response, 1, length(Response) - 1) || x'00'")]
    [InlineData("UPDATE Stamps SET Seq = 2")]
    [InlineData("UPDATE Stamps SET Authority = 'second'")]
    [InlineData("UPDATE Stamps SET Seq = 99")]
    public async Task A_stored_seal_that_was_changed_is_not_shown_as_one(string change)
    {
        await using var authority = await Responder.StartAsync();
        await using var second = await Responder.StartAsync("second");
        await using var site = await StartAsync(authority);
        await RoundAsync(site, StampPlan.Gathering);
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Person")));
        Assert.Contains("were time-stamped", await site.GetAsync("/Record"), StringComparison.Ordinal);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(site.Site.Folder, "data", "record.db")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = change;
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        var page = await site.GetAsync("/Record");
        Assert.DoesNotContain("were time-stamped", page, StringComparison.Ordinal);
        Assert.Contains("does not fit this record", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task She_chooses_how_often_and_off_asks_nobody_any_more()
    {
        await using var authority = await Responder.StartAsync();
        await using var site = await StartAsync(authority);
        var page = await site.GetAsync("/Record/Stamps");
        Assert.Contains(authority.Url.Host, page, StringComparison.Ordinal);
        using (var wrong = await site.SubmitAsync("/Record/Stamps", ("Input.Rhythm", "7")))
        {
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
            Assert.Contains("Choose one of the three", WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        using (var off = await site.SubmitAsync("/Record/Stamps", ("Input.Rhythm", "Off")))
        {
            Assert.Equal(HttpStatusCode.Redirect, off.StatusCode);
        }

        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Person")));
        await RoundAsync(site, TimeSpan.FromMinutes(2));
        Assert.Equal(0, authority.Asked);
        Assert.Contains("no time stamps are asked for, as you chose", await site.GetAsync("/Record"), StringComparison.Ordinal);

        using (var prompt = await site.SubmitAsync("/Record/Stamps", ("Input.Rhythm", "Prompt")))
        {
            Assert.Equal(HttpStatusCode.Redirect, prompt.StatusCode);
        }

        await RoundAsync(site, TimeSpan.FromMinutes(2));
        Assert.Contains("Entries 1 to 2 were time-stamped", await site.GetAsync("/Record"), StringComparison.Ordinal);
    }

    private static Task<CaseSite> StartAsync(Responder authority, DateTimeOffset? now = null) => CaseSite.StartAsync(
        builder => builder.Configuration.AddConfiguration(StampedCase.Configuration([], authority)), new TestClock(now ?? DateTimeOffset.UtcNow));

    private static async Task RoundAsync(CaseSite site, TimeSpan after)
    {
        site.Site.Clock.Advance(after);
        await site.Site.Services.GetRequiredService<StampWorker>().RoundAsync(CancellationToken.None);
    }
}
