using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Data.Sealing;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Account;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Sharing;

public sealed class SharingAttackTests
{
    [Fact]
    public async Task A_link_admits_one_person_once_and_she_sees_who_else_tried()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        using var second = await circle.PersonAsync("second-one");
        var link = await circle.InvitesAsync("Advocate");
        await Circle.AcceptsAsync(advocate, link);

        var page = await second.GetAsync(link);
        page = await second.FollowAsync(await second.SubmitAsync(page, "<form", ("how", "in")));
        Assert.Contains("Somebody else has used this link", page.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody who was not let in tried a link that had been used", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);

        // That page holds no form to send, and opened once more it is nothing new.
        Assert.Equal("/Cases", (await second.GetAsync("/Join")).Location);
        await circle.ConfirmsAsync();
        Assert.Contains("Nothing is shared with you", (await second.OpenAsync("/Cases")).Text, StringComparison.Ordinal);

        // The same person again: nothing new comes of it.
        page = await advocate.GetAsync(link);
        Assert.Contains("cannot be used for something new", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await circle.GrantsOfOthersAsync());
    }

    [Fact]
    public async Task Her_own_look_at_her_link_and_that_of_whom_it_let_in_are_no_tries()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var link = await circle.InvitesAsync("Advocate");
        await Circle.AcceptsAsync(advocate, link);
        await circle.ConfirmsAsync();
        foreach (var (person, says) in ((Visitor, string)[])[(circle.Owner, "that you made yourself"), (advocate, "This link cannot be used")])
        {
            var page = await person.GetAsync(link);
            Assert.Contains(says, (await person.FollowAsync(await person.SubmitAsync(page, "<form", ("how", "in")))).Text, StringComparison.Ordinal);
        }

        var list = (await circle.Owner.OpenAsync("/Share")).Text;
        Assert.DoesNotContain("tried a link", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_whose_time_is_over_or_that_was_taken_back_admits_nobody()
    {
        await using var circle = await Circle.BeginAsync();
        var late = await circle.InvitesAsync("Advocate");
        circle.Site.Clock.Advance(TimeSpan.FromHours(73));
        using var person = await circle.PersonAsync("jo-sample");
        var page = await person.GetAsync(late);
        Assert.Contains("cannot be used for something new", page.Text, StringComparison.Ordinal);
        await person.FollowAsync(await person.SubmitAsync(page, "<form", ("how", "in")));

        using var owner = await SignInAgainAsync(circle, "casey");
        Assert.Contains("Somebody who was not let in tried a link whose time was over", (await owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        await Circle.StepUpAsync(owner);
        page = await owner.OpenAsync("/Share/Invite");
        page = await owner.SubmitAsync(page, "Input.Person", ("Input.Person", "A."), ("Input.Role", "Advocate"));
        var link = Regex.Match(page.Html, "/Join/[A-Za-z0-9_-]{43}").Value;
        await owner.SubmitAsync(await owner.OpenAsync("/Share"), "handler=Cancel");
        Assert.Contains("cannot be used for something new", (await person.GetAsync(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessed_links_and_grants_are_like_missing_ones()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        using var stranger = await circle.PersonAsync("stranger");
        var grant = await circle.LetsInAsync(advocate, "Advocate");

        var missing = await stranger.GetAsync($"/Cases/{Guid.NewGuid()}");
        var foreign = await stranger.GetAsync($"/Cases/{grant}");
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal(missing.Status, foreign.Status);
        Assert.Equal(missing.Text, foreign.Text);
        Assert.Contains("Somebody who was not let in asked for a page of somebody it is shared with", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        var link = await stranger.GetAsync("/Join/" + new string('A', 43));
        Assert.Contains("cannot be used for something new", link.Text, StringComparison.Ordinal);
        for (var guess = 0; guess < 6; guess++)
        {
            link = await stranger.GetAsync("/Join/" + new string((char)('B' + guess), 43));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, link.Status);
    }

    [Fact]
    public async Task A_key_that_was_put_in_after_accepting_is_refused_and_she_is_told()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        await Circle.AcceptsAsync(advocate, await circle.InvitesAsync("Advocate"));
        using var other = UserKeys.Create(Guid.NewGuid());
        await circle.TamperAsync(db => db.Users.Where(user => user.UserName == "jo-sample").ExecuteUpdateAsync(set => set.SetProperty(user => user.PublicKey, other.PublicKey)));

        var page = await circle.ConfirmsAsync();

        Assert.Contains("The key of this person is not the one", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
        Assert.Contains("came with another key", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }

    // The server's rows are changed on both sides while she is looking at the words.
    [Fact]
    public async Task A_key_that_was_put_in_after_the_words_were_shown_is_refused()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        await Circle.AcceptsAsync(advocate, await circle.InvitesAsync("Advocate"));
        await Circle.StepUpAsync(circle.Owner);
        var path = Regex.Match((await circle.Owner.OpenAsync("/Share")).Html, "/Share/Confirm/[0-9a-f-]{36}").Value;
        var shown = await circle.Owner.OpenAsync(path);
        using var other = UserKeys.Create(Guid.NewGuid());
        await circle.TamperAsync(async db =>
        {
            await db.Users.Where(user => user.UserName == "jo-sample").ExecuteUpdateAsync(set => set.SetProperty(user => user.PublicKey, other.PublicKey));
            await db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(row => row.AcceptedKey, other.PublicKey));
        });

        var page = await circle.Owner.FollowAsync(await circle.Owner.SubmitAsync(shown, "Compared", ("Same", "true")));

        Assert.Contains("The key of this person is not the one", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
    }

    // Before she looks, the words are other ones than those that the invited person reads out: that is what they are for.
    [Fact]
    public async Task A_key_that_was_put_in_before_the_words_were_shown_changes_the_words()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var theirs = Circle.WordsOn(await Circle.AcceptsAsync(advocate, await circle.InvitesAsync("Advocate")));
        using var other = UserKeys.Create(Guid.NewGuid());
        await circle.TamperAsync(db => db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(row => row.AcceptedKey, other.PublicKey)));
        var path = Regex.Match((await circle.Owner.OpenAsync("/Share")).Html, "/Share/Confirm/[0-9a-f-]{36}").Value;
        Assert.NotEqual(theirs, Circle.WordsOn(await circle.Owner.OpenAsync(path)));
    }

    [Fact]
    public async Task What_is_outside_or_withdrawn_is_not_there_by_any_way_and_asking_leaves_a_trace()
    {
        await using var circle = await Circle.BeginAsync();
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Inside");
        var outside = await circle.RecordsAsync("call", "2026-03-01", "Outsideword");
        var withdrawn = await circle.RecordsAsync("call", "2026-04-18", "Withdrawnword");
        await circle.Owner.SubmitAsync(await circle.Owner.OpenAsync($"/Incidents/Withdraw/{withdrawn}"), "<textarea");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var grant = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.From", "2026-04-01"));

        foreach (var path in (string[])["", "?show=after", "/Read", "/Checklist", "/Access", "/Report", $"/Item/{inside}"])
        {
            var page = await lawyer.OpenAsync($"/Cases/{grant}{path}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("Outsideword", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Withdrawnword", page.Html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await lawyer.GetAsync($"/Cases/{grant}/Item/{outside}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lawyer.GetAsync($"/Cases/{grant}/Item/{withdrawn}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lawyer.GetAsync($"/Cases/{grant}/File/{outside}")).Status);
        Assert.Contains("asked for something that is not shared with them", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_an_entry_outside_is_opened_by_no_address_and_a_foreign_grant_in_a_form_neither()
    {
        await using var circle = await Circle.BeginAsync();
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Inside");
        var outside = await circle.RecordsAsync("call", "2026-03-01", "Outside");
        await Circle.UploadAsync(circle.Owner, $"/Exhibits/Add/{outside}", "Files", "voice.amr", "a voice"u8.ToArray());
        var file = Regex.Match((await circle.Owner.OpenAsync($"/Incidents/{outside}")).Html, "/Exhibits/(?<id>[0-9a-f-]{36})\"").Groups["id"].Value;
        using var lawyer = await circle.PersonAsync("lee-sample");
        using var advocate = await circle.PersonAsync("jo-sample");
        var part = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.From", "2026-04-01"));
        var whole = await circle.LetsInAsync(advocate, "Advocate");
        Assert.Equal(HttpStatusCode.OK, (await advocate.GetAsync($"/Cases/{whole}/File/{file}")).Status);
        await circle.Owner.OpenAsync("/Share");

        foreach (var path in (string[])[$"/File/{file}", $"/File/{file}/original", $"/Item/{file}", $"/Item/{outside}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await lawyer.GetAsync($"/Cases/{part}{path}")).Status);
        }

        var form = await lawyer.OpenAsync($"/Cases/{part}/Item/{inside}");
        Assert.Equal(HttpStatusCode.NotFound, (await lawyer.SubmitAsync(form, "Input.Text", ("Input.Text", "Forged"), ("grant", whole.ToString()), ("id", outside.ToString()))).Status);
        Assert.DoesNotContain("Forged", (await circle.Owner.OpenAsync("/Share/Comments?all=true")).Text, StringComparison.Ordinal);
        var tries = (await circle.Owner.OpenAsync("/Share")).Text;
        Assert.Contains("asked for something that is not shared with them, 4 times", tries, StringComparison.Ordinal);
        Assert.Contains("asked for a page of somebody it is shared with", tries, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Made_up_forms_write_nothing_and_leave_a_trace()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        var page = await advocate.OpenAsync($"/Cases/{grant}/Item/{incident}");
        var token = Regex.Match(page.Html, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        var head = await circle.HeadAsync();

        foreach (var path in (string[])
        [
            $"/Cases/{grant}", $"/Cases/{grant}/Read", $"/Cases/{grant}/Checklist", $"/Cases/{grant}/Report", $"/Cases/{grant}/Item/{incident}",
            $"/Cases/{grant}/Item/{incident}?handler=Edit", $"/Incidents/Edit/{incident}", $"/Incidents/Withdraw/{incident}", $"/Exhibits/Add/{incident}",
        ])
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token,
                ["f.narrative"] = "Forged",
                ["Input.Seen"] = "2",
                ["Item.Fields"] = "Forged",
            });
            using var answer = await advocate.Http.PostAsync(path, form);
            Assert.True((int)answer.StatusCode is 302 or 303 or 400 or 404, $"{path}: {(int)answer.StatusCode}");
        }

        // Each of hers by itself: a form to her page, and her address, name an entry of hers or the helper's own access.
        var before = await circle.TriesAsync();
        foreach (var path in (string[])[$"/Incidents/Edit/{incident}", $"/Share/Person/{grant}?handler=End", $"/Share/Comments?handler=Done&id={grant}"])
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token });
            using var answer = await advocate.Http.PostAsync(path, form);
            Assert.Equal(++before, await circle.TriesAsync());
        }

        await advocate.GetAsync($"/Incidents/{incident}");
        Assert.Equal(++before, await circle.TriesAsync());
        await advocate.GetAsync($"/Incidents/{Guid.NewGuid()}");
        Assert.Equal(before, await circle.TriesAsync());

        Assert.Equal(head, await circle.HeadAsync());
        Assert.DoesNotContain("Forged", (await circle.Owner.OpenAsync($"/Incidents/{incident}")).Html, StringComparison.Ordinal);
        Assert.Contains("tried something that their role does not allow", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_advocate_makes_no_report_and_a_lawyer_of_a_part_neither()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        Assert.Equal(HttpStatusCode.NotFound, (await advocate.GetAsync($"/Cases/{grant}/Report")).Status);

        using var lawyer = await circle.PersonAsync("lee-sample");
        var part = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.From", "2026-04-01"));
        var page = await lawyer.OpenAsync($"/Cases/{part}/Report");
        Assert.Contains("ask the owner to make it", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("RequestId", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lawyers_report_stands_in_her_record_and_nobody_elses_export_is_theirs_to_load()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var grant = await circle.LetsInAsync(lawyer, "Lawyer", ("Input.Details", "true"));
        await Circle.StepUpAsync(lawyer);
        var made = await lawyer.SubmitAsync(await lawyer.OpenAsync($"/Cases/{grant}/Report"), "RequestId");
        using var pdf = await lawyer.Http.GetAsync(Regex.Match((await lawyer.FollowAsync(made)).Html, $"/Cases/{grant}/Report/\\d+").Value);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.Contains("The Lawyer", (await circle.Owner.OpenAsync("/Record")).Text, StringComparison.Ordinal);
        Assert.Contains("made or downloaded", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);

        // Seen with the lawyer's eyes it is in the list, and no link of hers leads to a page that is not hers.
        var seen = await circle.Owner.OpenAsync($"/Cases/{grant}/Report");
        Assert.Contains("Reports you made", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/Cases/{grant}/Report/", seen.Html, StringComparison.Ordinal);

        // Entry 2 is no export of theirs.
        Assert.Equal(HttpStatusCode.NotFound, (await lawyer.GetAsync($"/Cases/{grant}/Report/2")).Status);
    }

    [Fact]
    public async Task A_page_that_was_open_when_access_ended_does_nothing_any_more()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        var open = await advocate.OpenAsync($"/Cases/{grant}/Item/{incident}");
        await circle.EndsAsync(grant);

        var answer = await advocate.FollowAsync(await advocate.SubmitAsync(open, "Input.Text", ("Input.Text", "Too late")));

        Assert.Contains("Your access to that case is over", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Too late", (await circle.Owner.OpenAsync("/Share/Comments?all=true")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ended_in_one_window_stays_ended_when_another_gives_more_time()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        var one = await circle.Owner.OpenAsync($"/Share/Person/{grant}");
        var two = await circle.Owner.OpenAsync($"/Share/Person/{grant}");

        await circle.Owner.SubmitAsync(one, "handler=End");
        var renewed = await circle.Owner.SubmitAsync(two, "handler=Renew", ("days", "365"));
        await circle.Owner.SubmitAsync(two, "handler=End");

        Assert.Contains("This is over", renewed.Text, StringComparison.Ordinal);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
        Assert.Contains("over", (await advocate.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_that_is_over_ends_access_by_itself_and_the_keys_go()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.Days", "14"));
        circle.Site.Clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        using var again = await SignInAgainAsync(circle, "jo-sample");
        Assert.Contains("Your access to that case is over", (await again.OpenAsync($"/Cases/{grant}")).Text, StringComparison.Ordinal);

        using var owner = await SignInAgainAsync(circle, "casey");
        Assert.Contains("Access that is over", (await owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
        Assert.Contains("Sharing ended", (await owner.OpenAsync("/Record")).Text, StringComparison.Ordinal);
    }

    // Somebody with an old copy of the database, the server secret and the ended member's password must not read on.
    [Fact]
    public async Task What_she_records_after_somebodys_time_is_over_is_sealed_under_a_new_key_without_a_visit_to_any_page()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        await circle.LetsInAsync(advocate, "Advocate", ("Input.Days", "14"));
        circle.Site.Clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        Assert.Equal(1, await EpochAsync());
        await circle.Owner.SignInAsync("casey");
        await circle.RecordsAsync("call", "2026-04-17", "Hers");
        Assert.Equal(2, await EpochAsync());
        Assert.Equal(0, await circle.GrantsOfOthersAsync());

        async Task<int> EpochAsync()
        {
            await using var scope = circle.Site.Services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Cases.AsNoTracking().SingleAsync()).Epoch;
        }
    }

    [Fact]
    public async Task Giving_more_time_asks_for_the_password_and_ending_does_not()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        circle.Site.Clock.Advance(TimeSpan.FromMinutes(6));
        var page = await circle.Owner.OpenAsync($"/Share/Person/{grant}");
        Assert.StartsWith("/Account/StepUp", (await circle.Owner.SubmitAsync(page, "handler=Renew", ("days", "365"))).Location, StringComparison.Ordinal);
        // The framework takes the first of two handlers that an address names.
        var twice = page with { Html = page.Html.Replace("handler=Renew", "handler=Renew&amp;handler=End", StringComparison.Ordinal) };
        Assert.StartsWith("/Account/StepUp", (await circle.Owner.SubmitAsync(twice, "handler=Renew", ("days", "365"))).Location, StringComparison.Ordinal);
        await circle.Owner.SubmitAsync(page, "handler=End");
        Assert.Equal(0, await circle.GrantsOfOthersAsync());
    }

    [Fact]
    public async Task Two_worlds_of_one_person_do_not_mix()
    {
        await using var circle = await Circle.BeginAsync();
        var hers = await circle.RecordsAsync("call", "2026-04-17", "Zimtstern");
        using var both = await circle.PersonAsync("both-worlds");
        await Circle.BeginCaseAsync(both, "Red notebook");
        var grant = await circle.LetsInAsync(both, "Advocate");

        foreach (var path in (string[])["/", "/Timeline", "/Contacts", "/Record", "/Share", "/Report"])
        {
            var own = await both.OpenAsync(path);
            Assert.DoesNotContain("Zimtstern", own.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Blue notebook", own.Html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await both.GetAsync($"/Incidents/{hers}")).Status);
        var other = await both.OpenAsync($"/Cases/{grant}");
        Assert.DoesNotContain("Red notebook", other.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/Timeline", other.Html, StringComparison.Ordinal);
    }

    // A comment is between its author and her: a lawyer's advice must not be read by whoever else she let in.
    [Fact]
    public async Task Comments_of_one_person_are_not_read_by_another_until_she_hands_them_over()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var advocate = await circle.PersonAsync("jo-sample");
        using var lawyer = await circle.PersonAsync("lee-sample");
        var one = await circle.LetsInAsync(advocate, "Advocate");
        var two = await circle.LetsInAsync(lawyer, "Lawyer");
        await lawyer.SubmitAsync(await lawyer.OpenAsync($"/Cases/{two}/Item/{incident}"), "Input.Text", ("Input.Text", "Privileged advice"));

        Assert.DoesNotContain("Privileged advice", (await advocate.OpenAsync($"/Cases/{one}/Item/{incident}")).Html, StringComparison.Ordinal);
        var comments = await circle.Owner.OpenAsync("/Share/Comments");
        await circle.Owner.SubmitAsync(comments, "handler=Assign", ("to", one.ToString()));
        Assert.Contains("Privileged advice", (await advocate.OpenAsync($"/Cases/{one}/Item/{incident}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scratch_pad_is_read_by_nobody_else()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Pad"), "name=\"Text\"", ("Text", "Only mine"));
        Assert.Contains("Only mine", (await advocate.OpenAsync($"/Cases/{grant}/Pad")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await circle.Owner.GetAsync($"/Cases/{grant}/Pad")).Status);
    }

    private static async Task<Visitor> SignInAgainAsync(Circle circle, string name)
    {
        var visitor = circle.Site.NewVisitor();
        var page = await visitor.OpenAsync("/Account/SignIn");
        await visitor.SubmitAsync(page, "Input.UserName", ("Input.UserName", name), ("Input.Password", TestSite.Password));
        return visitor;
    }

    // Whoever holds the advocate's password sees what the advocate sees, leaves the same looks, and is out when she ends it.
    [Fact]
    public async Task A_taken_over_advocates_account_gets_no_more_than_the_scope_and_she_sees_its_looks_and_ends_it()
    {
        await using var circle = await Circle.BeginAsync();
        var inside = await circle.RecordsAsync("call", "2026-04-17", "Insidecanary");
        var outside = await circle.RecordsAsync("call", "2026-03-01", "Outsidecanary");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate", ("Input.From", "2026-04-01"));
        await circle.Owner.OpenAsync("/Share");
        using var thief = circle.Site.NewVisitor();
        thief.SetCookie("n", advocate.Cookie("n")!);

        Assert.Contains("Insidecanary", (await thief.OpenAsync($"/Cases/{grant}/Item/{inside}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await thief.GetAsync($"/Cases/{grant}/Item/{outside}")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await thief.GetAsync($"/Incidents/{inside}")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await thief.GetAsync("/Share")).Status);
        var looks = (await circle.Owner.OpenAsync($"/Share/Person/{grant}")).Text;
        Assert.Contains("read 1 entry", looks, StringComparison.Ordinal);
        Assert.Contains("asked for something that is not shared with them", looks, StringComparison.Ordinal);

        await circle.EndsAsync(grant);
        Assert.DoesNotContain("Insidecanary", (await thief.OpenAsync($"/Cases/{grant}/Item/{inside}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_mark_says_that_there_is_something_to_see_until_she_has_seen_it()
    {
        await using var circle = await Circle.BeginAsync();
        var incident = await circle.RecordsAsync("call", "2026-04-17", "Insidecanary");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await circle.Owner.OpenAsync("/Share");
        Assert.DoesNotContain("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);

        await advocate.OpenAsync($"/Cases/{grant}/Item/{incident}");
        Assert.Contains("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"news\"", (await advocate.OpenAsync("/Account")).Html, StringComparison.Ordinal);
        Assert.Contains("The Advocate read 1 entry", (await circle.Owner.OpenAsync("/Share")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"news\"", (await circle.Owner.OpenAsync("/Timeline")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hearing_and_follow_up_stand_among_the_next_dates_and_a_threat_is_flagged()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Insidecanary", ("f.threat", "yes"), ("f.police", "yes"), ("f.police-follow-up", "2099-05-02"));
        var edit = await circle.Owner.OpenAsync("/Case/Edit");
        await circle.Owner.SubmitAsync(edit, "f.hearing", ("f.hearing", "2099-05-01"));
        using var advocate = await circle.PersonAsync("jo-sample");
        await circle.LetsInAsync(advocate, "Advocate");

        var list = (await advocate.OpenAsync("/Cases")).Text;
        Assert.Contains("1 May 2099, hearing", list, StringComparison.Ordinal);
        Assert.Contains("Threat", list, StringComparison.Ordinal);
        Assert.Contains("days ago", list, StringComparison.Ordinal);
        Assert.Contains("Blue notebook", (await advocate.OpenAsync("/Cases?show=threats")).Text, StringComparison.Ordinal);
    }
}
