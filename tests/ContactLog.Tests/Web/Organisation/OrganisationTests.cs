using System.Net;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Sharing;
using ContactLog.Web.Commands;

namespace ContactLog.Tests.Web.Organisation;

public sealed class OrganisationTests
{
    [Fact]
    public async Task Whoever_runs_the_server_founds_an_organisation_and_its_supervisor_invites_by_links_that_work_once()
    {
        await using var circle = await Circle.BeginAsync();
        Assert.Equal(CommandLine.Problem, (await circle.FoundsAsync("Harbour|House", "Sal")).Exit);
        var (exit, said) = await circle.FoundsAsync("Harbour House", "Sal Supervisor", "--site", "https://notes.example/");
        Assert.Equal(CommandLine.Done, exit);
        Assert.StartsWith("https://notes.example/Join/", said, StringComparison.Ordinal);
        using var supervisor = await circle.PersonAsync("sal-sample");
        Assert.Contains("Harbour House", (await Bureau.JoinsAsync(supervisor, Bureau.LinkIn(said))).Text, StringComparison.Ordinal);
        await Circle.StepUpAsync(supervisor);

        var link = await Bureau.InvitesAsync(supervisor, "Jo Sample");
        using var member = await circle.PersonAsync("jo-sample");
        using var second = await circle.PersonAsync("second-one");
        var page = await Bureau.JoinsAsync(member, link);
        Assert.DoesNotContain("Access to", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/Organisation/Invite")).Status);

        // The same link again, one that was taken back, one whose time is over: nobody joins, and supervisors see the first.
        page = await second.GetAsync(link);
        page = await second.FollowAsync(await second.SubmitAsync(page, "<form", ("how", "in")));
        Assert.Contains("Somebody else has used this link", page.Text, StringComparison.Ordinal);
        Assert.Contains("tried the link for Jo Sample", await AgainAsync(second, supervisor), StringComparison.Ordinal);
        var back = await Bureau.InvitesAsync(supervisor, "Nobody");
        await supervisor.SubmitAsync(await supervisor.OpenAsync("/Organisation"), "handler=Cancel");
        Assert.Contains("cannot be used for something new", (await second.GetAsync(back)).Text, StringComparison.Ordinal);
        var late = await Bureau.InvitesAsync(supervisor, "Late");
        circle.Site.Clock.Advance(TimeSpan.FromHours(73));
        Assert.Contains("cannot be used for something new", (await circle.Site.NewVisitor().GetAsync(late)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_leaves_loses_every_grant_at_once_and_a_new_key_begins()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Insidecanary");
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var member = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample");
        var grant = await circle.LetsInAsync(member, "Advocate");
        Assert.Contains("Through Harbour House", (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text, StringComparison.Ordinal);
        var open = await member.OpenAsync($"/Cases/{grant}/Item/{incident}");
        Assert.Contains("Insidecanary", open.Text, StringComparison.Ordinal);

        var leave = await member.OpenAsync("/Organisation/Leave");
        Assert.Contains("Tick the box", (await member.SubmitAsync(leave, "Sure")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await circle.GrantsOfOthersAsync());
        var left = await member.FollowAsync(await member.SubmitAsync(leave, "Sure", ("Sure", "true")));
        Assert.Contains("You have left the organisation", left.Text, StringComparison.Ordinal);

        Assert.Equal(0, await circle.GrantsOfOthersAsync());
        await member.SubmitAsync(open, "Input.Text", ("Input.Text", "Too late"));
        Assert.DoesNotContain("Insidecanary", (await member.OpenAsync($"/Cases/{grant}/Item/{incident}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/Organisation")).Status);

        // Not by a visit to a page: by what she records next.
        await circle.RecordsAsync("call", "2026-04-18", "Afterwards");
        Assert.Equal(2, await circle.EpochAsync());
        var share = await circle.Owner.OpenAsync("/Share");
        Assert.Contains("The Advocate left their organisation", share.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Too late", (await circle.Owner.OpenAsync("/Share/Comments")).Text, StringComparison.Ordinal);
        Assert.Contains("Jo Sample left on", (await supervisor.OpenAsync("/Organisation")).Text, StringComparison.Ordinal);
    }

    // An owner let the person in, and not what they belong to.
    [Fact]
    public async Task Access_that_was_given_outside_the_organisation_is_none_of_its_business()
    {
        await using var circle = await Circle.BeginAsync();
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var member = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample");
        var page = await member.GetAsync(await circle.InvitesAsync("Advocate"));
        page = await member.FollowAsync(await member.SubmitAsync(page, "<form", ("how", "in")));
        await member.SubmitAsync(page, "Agreed", ("Agreed", "true"), ("Through", "false"));
        await circle.ConfirmsAsync();
        var grant = await Circle.GrantAsync(member);

        Assert.Contains("No access to a case now", (await supervisor.OpenAsync(await Bureau.MemberPathAsync(supervisor, "Jo Sample"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await supervisor.GetAsync($"/Organisation/HandOver/{grant}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync($"/Organisation/HandOver/{grant}")).Status);
        await member.SubmitAsync(await member.OpenAsync("/Organisation/Leave"), "Sure", ("Sure", "true"));
        Assert.Contains("Blue notebook", (await member.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await circle.GrantsOfOthersAsync());
    }

    [Fact]
    public async Task A_stolen_database_names_no_organisation_and_nobody_in_it()
    {
        await using var circle = await Circle.BeginAsync();
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var member = await circle.MemberAsync(supervisor, "jo-sample", "Jo Quittengelee");
        using var colleague = await circle.MemberAsync(supervisor, "kim-sample", "Kim Mohnkuchen");
        var grant = await circle.LetsInAsync(member, "Advocate");
        await Bureau.AsksAsync(member, grant, "Kim Mohnkuchen");
        await Bureau.InvitesAsync(supervisor, "Lou Holunderbeere");
        foreach (var file in Directory.EnumerateFiles(circle.Site.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            foreach (var word in (string[])["Harbour House", "Sal Supervisor", "Quittengelee", "Mohnkuchen", "Holunderbeere"])
            {
                Assert.True(copy.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) < 0, $"{word} is in {Path.GetFileName(file)}.");
            }
        }
    }

    [Fact]
    public async Task Whoever_is_removed_loses_access_and_the_way_back_and_supervises_nothing_with_a_page_that_is_open()
    {
        await using var circle = await Circle.BeginAsync();
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var other = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample", supervises: true);
        var grant = await circle.LetsInAsync(other, "Advocate");
        var kept = await Bureau.InvitesAsync(other, "Way back", supervises: true);
        var open = await other.OpenAsync(await Bureau.MemberPathAsync(other, "Sal Supervisor"));

        var page = await supervisor.OpenAsync(await Bureau.MemberPathAsync(supervisor, "Jo Sample"));
        page = await supervisor.FollowAsync(await supervisor.SubmitAsync(page, "handler=Remove", ("Sure", "true")));
        Assert.Contains("They no longer belong to the organisation", page.Text, StringComparison.Ordinal);

        Assert.Equal(0, await circle.GrantsOfOthersAsync());
        Assert.DoesNotContain("Blue notebook", (await other.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.SubmitAsync(open, "handler=Remove", ("Sure", "true"))).Status);
        Assert.Contains("cannot be used for something new", (await other.GetAsync(kept)).Text, StringComparison.Ordinal);
        Assert.Contains("The Advocate is not in their organisation any more", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        Assert.Equal(2, await circle.EpochAsync());
    }

    [Fact]
    public async Task A_supervisor_sees_counts_and_dates_and_opens_nothing()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Insidecanary");
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var member = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample");
        var grant = await circle.LetsInAsync(member, "Advocate", ("Input.Days", "14"));
        await member.OpenAsync($"/Cases/{grant}/Item/{incident}");

        var list = await supervisor.OpenAsync("/Organisation");
        Assert.Contains("Access to 1 case", list.Text, StringComparison.Ordinal);
        var person = await supervisor.OpenAsync(await Bureau.MemberPathAsync(supervisor, "Jo Sample"));
        Assert.Contains("23 April 2026", person.Text, StringComparison.Ordinal);
        Assert.Contains("7 May 2026", person.Text, StringComparison.Ordinal);
        var handOver = await supervisor.OpenAsync($"/Organisation/HandOver/{grant}");
        foreach (var page in (VisitedPage[])[list, person, handOver])
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            foreach (var word in (string[])["Insidecanary", "Blue notebook", "The Advocate", "casey", "17 April"])
            {
                Assert.DoesNotContain(word, page.Html, StringComparison.Ordinal);
            }
        }

        foreach (var path in (string[])["", "/Read", "/Access", "/Pad", "/Checklist", "/Report", $"/Item/{incident}", $"/File/{incident}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await supervisor.GetAsync($"/Cases/{grant}{path}")).Status);
        }

        Assert.Contains("asked for pages of somebody it is shared with", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await circle.GrantsOfOthersAsync());
    }

    // The person complained about has an account and a record of their own here, and so has a supervisor of somewhere else.
    [Fact]
    public async Task For_everybody_outside_it_an_organisation_and_what_it_holds_are_not_there()
    {
        await using var circle = await Circle.BeginAsync();
        using var supervisor = await circle.SupervisorAsync("sal-sample");
        using var member = await circle.MemberAsync(supervisor, "jo-sample", "Jo Sample");
        using var colleague = await circle.MemberAsync(supervisor, "kim-sample", "Kim Sample");
        using var elsewhere = await circle.SupervisorAsync("otto-sample", "Hill Office");
        using var complainedAbout = await circle.PersonAsync("robin-sample");
        await Circle.BeginCaseAsync(complainedAbout, "Red notebook");
        var grant = await circle.LetsInAsync(member, "Advocate");
        await Bureau.AsksAsync(member, grant, "Kim Sample");
        var offer = await Bureau.AskedAsync(colleague);
        var path = await Bureau.MemberPathAsync(supervisor, "Jo Sample");

        foreach (var stranger in (Visitor[])[elsewhere, complainedAbout])
        {
            foreach (var there in (string[])[path, $"/Organisation/HandOver/{grant}", offer])
            {
                var foreign = await stranger.GetAsync(there);
                var missing = await stranger.GetAsync(there[..^36] + Guid.NewGuid());
                Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
                Assert.Equal(missing.Status, foreign.Status);
                Assert.Equal(missing.Text, foreign.Text);
            }
        }

        foreach (var there in (string[])["/Organisation", "/Organisation/Invite", "/Organisation/Leave"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await complainedAbout.GetAsync(there)).Status);
        }

        // Nothing on the pages that are theirs says that anything of the kind is here.
        foreach (var own in (string[])["/", "/Cases", "/Account", "/Share", "/Help"])
        {
            Assert.DoesNotContain("rganisation", (await complainedAbout.OpenAsync(own)).Html, StringComparison.Ordinal);
        }

        // A member does not see what a supervisor sees, and the colleague who was asked sees nothing of the case yet.
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/Organisation/HandOver/{grant}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/Cases/{grant}")).Status);
        Assert.DoesNotContain("Blue notebook", (await colleague.GetAsync(offer)).Html, StringComparison.Ordinal);
    }

    // The try is written down when the terms are sent, not when a page is looked at.
    private static async Task<string> AgainAsync(Visitor second, Visitor supervisor)
    {
        var token = System.Text.RegularExpressions.Regex.Match((await second.OpenAsync("/Account")).Html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("Agreed", "true")]);
        using var answer = await second.Http.PostAsync("/Join", form);
        Assert.True((int)answer.StatusCode < 400, answer.StatusCode.ToString());
        return (await supervisor.OpenAsync("/Organisation")).Text;
    }
}
