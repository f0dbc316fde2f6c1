using ContactLog.Data;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>
/// Somebody's access ends while a page is being made, at every place where it can: between any two questions that the page asks of the store. Whoever
/// is not meant must not notice. It had led her to an error, to "begin your record" and to "your record is broken".
/// </summary>
public sealed class EpochInBetweenTests : IAsyncLifetime
{
    private readonly InBetween _between = new();
    private Circle _circle = null!;
    private Visitor _leaves = null!;
    private Visitor _stays = null!;
    private Guid _leaving;
    private Guid _staying;
    private Guid _incident;

    public async Task InitializeAsync()
    {
        _circle = await Circle.BeginAsync(await TestSite.StartAsync(builder => _between.Add(builder.Services)));
        _incident = await _circle.RecordsAsync("call", "2026-04-17", "Zimtstern");
        _leaves = await _circle.PersonAsync("jo-sample");
        _leaving = await _circle.LetsInAsync(_leaves, "Advocate");
        _stays = await _circle.PersonAsync("kim-sample");
        _staying = await _circle.LetsInAsync(_stays, "Advocate");
    }

    public async Task DisposeAsync()
    {
        foreach (var person in (Visitor[])[_leaves, _stays])
        {
            person.Dispose();
        }

        await _circle.DisposeAsync();
    }

    [Fact]
    public async Task Who_stays_sees_what_was_there_before()
    {
        await EachTimeAsync(_circle.Owner, "/Timeline", "Zimtstern");
        await EachTimeAsync(_circle.Owner, "/Record", "entries are in place");
        await EachTimeAsync(_circle.Owner, "/Share/Person/{stays}", "The Advocate");
        await EachTimeAsync(_stays, "/Cases", "Blue notebook");
        await EachTimeAsync(_stays, "/Cases/{stays}/Read", "Zimtstern");
        Assert.DoesNotContain("keys", (await _circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_is_kept()
    {
        var page = await _circle.Owner.OpenAsync(Named("/Share/Person/{stays}"));
        await EachTimeAsync(_circle.Owner, () => _circle.Owner.SubmitAsync(page, "handler=Renew", ("days", "365")), "They have");
        page = await _circle.Owner.OpenAsync("/Incidents/Add/another-day");
        await EachTimeAsync(_circle.Owner, () => _circle.Owner.SubmitAsync(page, "f.kind", ("RequestId", Guid.NewGuid().ToString()), ("f.kind", "call"), ("f.when.date", "2026-04-18")), "Saved");
        page = await _stays.OpenAsync(Named("/Cases/{stays}/Item/{incident}"));
        await EachTimeAsync(_stays, () => _stays.SubmitAsync(page, "Input.Text", ("Input.Text", "Which number?")), "Which number?");
        using var lawyer = await _circle.PersonAsync("lee-sample");
        var reports = $"/Cases/{await _circle.LetsInAsync(lawyer, "Lawyer", ("Input.Details", "true"))}/Report";
        await EachTimeAsync(lawyer, reports, "Make a report");
        await Circle.StepUpAsync(lawyer);
        page = await lawyer.OpenAsync(reports);
        await EachTimeAsync(lawyer, () => lawyer.SubmitAsync(page, "A4", ("RequestId", Guid.NewGuid().ToString())), "");
        using var witness = await _circle.PersonAsync("max-sample");
        page = await witness.OpenAsync($"/Cases/{await _circle.LetsInAsync(witness, "Witness", ("Input.Picked", "2"))}/Statement/{_incident}");
        await EachTimeAsync(witness, () => witness.SubmitAsync(page, "name=\"Text\"", ("RequestId", Guid.NewGuid().ToString()), ("Text", "I heard the phone ring.")), "phone");
    }

    [Fact]
    public async Task Who_is_meant_is_told_that_it_is_over_and_she_of_nothing_else()
    {
        await _circle.EndsAsync(_leaving);
        var happened = true;
        for (var times = 0; happened; times++)
        {
            var grant = await _circle.LetsInAsync(_leaves, "Advocate");
            var ends = await _circle.Owner.OpenAsync($"/Share/Person/{grant}");
            _between.After(times, _circle.Site, async () => await _circle.Owner.SubmitAsync(ends, "handler=End"));
            var page = await _leaves.OpenAsync($"/Cases/{grant}");
            happened = await _between.HappenedAsync();
            Assert.True(page.Text.Contains("Your access to that case is over", StringComparison.Ordinal) || page.Text.Contains("Zimtstern", StringComparison.Ordinal), $"After {times} times:\n{page}");
            if (!happened)
            {
                await _circle.EndsAsync(grant);
            }
        }

        Assert.DoesNotContain("keys", (await _circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }

    private Task EachTimeAsync(Visitor visitor, string path, string shows) => EachTimeAsync(visitor, () => visitor.GetAsync(Named(path)), shows);

    private string Named(string path) => path.Replace("{stays}", _staying.ToString(), StringComparison.Ordinal).Replace("{incident}", _incident.ToString(), StringComparison.Ordinal);

    // Asks again and again, and each time it happens one question later, until the page is there before it can.
    private async Task EachTimeAsync(Visitor visitor, Func<Task<VisitedPage>> asks, string shows)
    {
        var ends = await _circle.Owner.OpenAsync($"/Share/Person/{_leaving}");
        var happened = 0;
        for (var times = 0; ; times++)
        {
            await ThereAgainAsync();
            var before = await EpochAsync();
            _between.After(times, _circle.Site, async () =>
            {
                var ended = await _circle.Owner.SubmitAsync(ends, "handler=End");
                Assert.Equal(302, (int)ended.Status);
            });
            var page = await asks();
            if (!await _between.HappenedAsync())
            {
                break;
            }

            happened++;
            Assert.Equal(before + 1, await EpochAsync());
            page = await visitor.FollowAsync(page);
            Assert.True(page.Status == System.Net.HttpStatusCode.OK && page.Text.Contains(shows, StringComparison.Ordinal), $"After {times} times:\n{page}");
        }

        Assert.True(happened > 3, $"The store was asked {happened} times only.");
    }

    private async Task ThereAgainAsync()
    {
        await using var scope = _circle.Site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Members.Where(one => one.Id == _leaving)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.EndedAt, (long?)null).SetProperty(one => one.UnshareSeq, (int?)null));
    }

    private async Task<int> EpochAsync()
    {
        await using var scope = _circle.Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Cases.Select(one => one.Epoch).SingleAsync();
    }
}
