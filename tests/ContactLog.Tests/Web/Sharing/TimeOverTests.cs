using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;
using ContactLog.Tests.Web.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>Somebody's time ran out while she was away: whatever she writes first, they hold no key to it, with an old copy of the database neither.</summary>
public sealed class TimeOverTests
{
    private static readonly TimeSpan s_days = TimeSpan.FromDays(14);

    [Fact]
    public async Task A_file_that_is_the_first_after_somebodys_time_is_over_is_sealed_under_a_new_key()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        await circle.LetsInAsync(advocate, "Advocate", ("Input.Days", "14"));
        circle.Site.Clock.Advance(s_days + TimeSpan.FromMinutes(1));
        await circle.Owner.SignInAsync("casey");
        var sent = await Circle.UploadAsync(circle.Owner, "/Exhibits/Add", "Files", "voice.amr", "a voice"u8.ToArray());
        Assert.True((int)sent.Status is 302 or 303, sent.ToString());
        Assert.Equal(2, await WithAsync(circle, db => db.Files.Select(file => file.Epoch).SingleAsync()));
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
    }

    [Fact]
    public async Task A_report_that_is_the_first_after_somebodys_time_is_over_is_recorded_under_a_new_key()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        await circle.LetsInAsync(advocate, "Advocate", ("Input.Days", "14"));
        await circle.RecordsAsync("call", "2026-04-17", "Hers");
        circle.Site.Clock.Advance(s_days + TimeSpan.FromMinutes(1));
        await circle.Owner.SignInAsync("casey");
        await Circle.StepUpAsync(circle.Owner);
        var page = await circle.Owner.OpenAsync("/Report");
        var made = await circle.Owner.SubmitAsync(page with { Html = page.Html.Replace("action=\"/Report\"", "action=\"/Report/Make\"", StringComparison.Ordinal) }, "id=\"choices\"");
        Assert.StartsWith("/Report/Made/", made.Location, StringComparison.Ordinal);
        Assert.Equal(2, await WithAsync(circle, db => db.Entries.OrderByDescending(entry => entry.Seq).Select(entry => entry.Epoch).FirstAsync()));
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
    }

    // Beside the record as in it: what she answers somebody who stays, and which form she chooses, is not for whoever had to go.
    [Fact]
    public async Task An_answer_and_a_choice_that_are_the_first_after_somebodys_time_is_over_are_sealed_under_a_new_key()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var goes = await circle.PersonAsync("jo-sample");
        using var stays = await circle.PersonAsync("lee-sample");
        await circle.LetsInAsync(goes, "Advocate", ("Input.Days", "14"));
        var grant = await circle.LetsInAsync(stays, "Advocate", ("Input.Days", "180"));
        await stays.SubmitAsync(await stays.OpenAsync($"/Cases/{grant}/Item/{incident}"), "Input.Text", ("Input.Text", "When was it?"));
        circle.Site.Clock.Advance(s_days + TimeSpan.FromMinutes(1));
        await circle.Owner.SignInAsync("casey");
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Share/Comments"), "handler=Answer", ("text", "At seven."));
        Assert.Equal([1, 2], await WithAsync(circle, db => db.Comments.OrderBy(row => row.At).Select(row => row.Epoch).ToListAsync()));
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync("/Report"), "id=\"choices\"", ("Input.Court", "ca-ch-100"));
        Assert.Equal(2, await WithAsync(circle, db => db.ShareForms.Select(row => row.Epoch).SingleAsync()));

        await stays.SignInAsync("lee-sample");
        Assert.Contains("At seven.", (await stays.OpenAsync($"/Cases/{grant}/Item/{incident}")).Text, StringComparison.Ordinal);
        Assert.Contains("The owner chose this form", (await stays.OpenAsync($"/Cases/{grant}/Checklist")).Text, StringComparison.Ordinal);
    }

    // That their access ended is an entry of its own; it is no change that she would have to look at.
    [Fact]
    public async Task An_import_during_which_somebodys_time_runs_out_is_added_at_once()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        await circle.LetsInAsync(advocate, "Advocate", ("Input.Days", "14"));
        circle.Site.Clock.Advance(s_days - TimeSpan.FromMinutes(5));
        await circle.Owner.SignInAsync("casey");
        var sent = await Circle.UploadAsync(circle.Owner, "/Import", "Export", "sms.xml", Encoding.UTF8.GetBytes(SmallBackup.Small));
        var preview = await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync(sent.Location!), "Input.Zone", ("Input.Person", SmallBackup.Him));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        circle.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        var html = Regex.Replace(preview.Html, "action=\"(/Import/Preview/[^\"?]*)[^\"]*\"", "action=\"$1?handler=Add\"");
        var added = await circle.Owner.SubmitAsync(preview with { Html = html }, "id=\"add\"");
        Assert.StartsWith("/Import/Done/", added.Location, StringComparison.Ordinal);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
    }

    private static async Task<T> WithAsync<T>(Circle circle, Func<ContactLogDb, Task<T>> read)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ContactLogDb>());
    }
}
