using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;
using ContactLog.Tests.Web.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Plan;

public sealed partial class PlanTests
{
    private const string Hostile = "<script>alert(1)</script> \u202egnp.exe \ud83d\ude00 \"'&;";

    [Fact]
    public async Task A_suggestion_is_taken_put_off_or_not_for_her_and_nothing_else_changes()
    {
        await using var her = await Survivor.BeginAsync();
        var before = (await her.OpenAsync()).Entries.Count;
        var page = await her.Page.OpenAsync("/Plan/8");
        Assert.Contains("Home and travel", page.Text, StringComparison.Ordinal);
        var ids = Ids(page.Body);
        await page.SendAsync("plan-steps", ($"Input[{ids[0]}].State", "done"), ($"Input[{ids[1]}].State", "later"), ($"Input[{ids[2]}].State", "not-for-me"));
        Assert.Contains("Saved.", page.Text, StringComparison.Ordinal);
        Assert.Matches($"name=\"Input\\[{ids[0]}\\].State\" value=\"done\" checked", page.Body);
        Assert.Matches($"name=\"Input\\[{ids[2]}\\].State\" value=\"not-for-me\" checked", page.Body);
        Assert.Matches("Home and travel Done: [A-Z][^:0-9]+ For later: [A-Z][^:0-9]+ ", (await page.OpenAsync("/Plan")).Text);
        Assert.Equal(before, (await her.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task Her_own_step_keeps_its_words_dates_and_note_and_is_erased_for_good()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Plan/Add/10");
        await page.SendAsync("Input.Text", ("Input.Text", "Ask " + Hostile), ("Input.State", "planned"), ("Input.Date", "28 April 2026"), ("Input.Review", "1 May 2026"), ("Input.Note", Hostile));
        Assert.StartsWith("/Plan/10", page.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.Contains("Ask <script>alert(1)</script> ⟨U+202E⟩gnp.exe \ud83d\ude00", WebUtility.HtmlDecode(page.Body), StringComparison.Ordinal);
        Assert.Contains("Day: 28 April 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains("Look again: 1 May 2026", page.Text, StringComparison.Ordinal);

        await page.OpenAsync("/Plan/Step/" + Ids(page.Body)[^1]);
        Assert.Equal("1 May 2026", page.Value("Input.Review"));
        await page.SendAsync("Erase for good");
        Assert.DoesNotContain("gnp.exe", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await PapersAsync(her));
    }

    [Fact]
    public async Task A_step_without_words_a_day_that_is_none_and_too_long_a_note_are_asked_about_and_what_was_typed_stays()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Plan/Add/1");
        await page.SendAsync("Input.Text", ("Input.Date", "31 February 2026"), ("Input.Review", "03/04/2026"), ("Input.Note", new string('x', 4001)));
        Assert.Contains("There is a problem", page.Text, StringComparison.Ordinal);
        Assert.Contains("Write what you want to do.", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page.Text, "enter a date like 17 April 2026, or leave it out") / 2);
        Assert.Equal("31 February 2026", page.Value("Input.Date"));
        Assert.Equal(0, await PapersAsync(her));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_step()
    {
        await using var her = await Survivor.BeginAsync();
        var first = await her.Page.OpenAsync("/Plan/Add/1");
        using var one = await first.PostAsync("Input.Text", ("Input.Text", "Write it down"), ("Input.State", "planned"));
        using var two = await first.PostAsync("Input.Text", ("Input.Text", "Write it down"), ("Input.State", "planned"));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (one.StatusCode, two.StatusCode));
        Assert.Equal(1, await PapersAsync(her));
    }

    [Fact]
    public async Task Two_windows_do_not_overwrite_each_other_unseen()
    {
        await using var her = await Survivor.BeginAsync();
        var first = await her.Page.OpenAsync("/Plan/1");
        var id = Ids(first.Body)[0];
        await first.OpenAsync("/Plan/Step/" + id);
        var second = await her.NewWindow().OpenAsync("/Plan/Step/" + id);
        await first.SendAsync("Input.Text", ("Input.Note", "from the first window"), ("Input.State", "planned"));
        await second.SendAsync("Input.Text", ("Input.Note", "from the second window"), ("Input.State", "done"));
        Assert.Contains("changed in another window", second.Text, StringComparison.Ordinal);
        // What the other window saved stands beside what is in this form, so that she decides with both before her.
        Assert.Contains("Note Saved there from the first window In this form from the second window", second.Text, StringComparison.Ordinal);
        Assert.Contains("Saved there Planned In this form Done", second.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("What to do Saved there", second.Text, StringComparison.Ordinal);
        Assert.Equal("from the second window", second.Value("Input.Note"));
        Assert.Equal("from the first window", (await first.OpenAsync("/Plan/Step/" + id)).Value("Input.Note"));
        await second.SendAsync("Input.Text");
        Assert.Equal("from the second window", (await first.OpenAsync("/Plan/Step/" + id)).Value("Input.Note"));
    }

    [Fact]
    public async Task A_list_that_was_changed_in_another_window_says_that_the_choice_made_here_was_not_kept()
    {
        await using var her = await Survivor.BeginAsync();
        var first = await her.Page.OpenAsync("/Plan/8");
        var second = await her.NewWindow().OpenAsync("/Plan/8");
        var id = Ids(first.Body)[0];
        await first.SendAsync("plan-steps", ($"Input[{id}].State", "done"));
        await second.SendAsync("plan-steps", ($"Input[{id}].State", "later"));
        Assert.Contains("What you chose here was not saved.", second.Text, StringComparison.Ordinal);
        Assert.Matches($"name=\"Input\\[{id}\\].State\" value=\"done\" checked", second.Body);
    }

    [Fact]
    public async Task What_is_typed_in_an_own_step_outlives_its_erasing_in_another_window()
    {
        await using var her = await Survivor.BeginAsync();
        var first = await her.Page.OpenAsync("/Plan/Add/10");
        await first.SendAsync("Input.Text", ("Input.Text", "Pack"), ("Input.State", "planned"));
        var path = "/Plan/Step/" + Ids(first.Body)[^1];
        var second = await her.NewWindow().OpenAsync(path);
        await first.OpenAsync(path);
        await first.SendAsync("Erase for good");
        await second.SendAsync("Input.Text", ("Input.Text", "Pack the blue bag"), ("Input.Note", "under the stairs"));
        Assert.Contains("erased in another window", second.Text, StringComparison.Ordinal);
        Assert.Equal("under the stairs", second.Value("Input.Note"));
        await second.SendAsync("Input.Text");
        Assert.StartsWith("/Plan/10", second.Path, StringComparison.Ordinal);
        Assert.Contains("Pack the blue bag", second.Text, StringComparison.Ordinal);
        Assert.Equal(1, await PapersAsync(her));
    }

    [Fact]
    public async Task A_long_text_is_counted_as_it_is_kept_and_refused_in_plain_words()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Plan/Add/10");
        // 4,000 letters with line ends, as a browser sends them: two signs each.
        var lines = string.Join("\r\n", Enumerable.Repeat(new string('x', 39), 100));
        await page.SendAsync("Input.Text", ("Input.Text", "Pack"), ("Input.State", "planned"), ("Input.Note", lines + "y"));
        Assert.StartsWith("/Plan/10", page.Path, StringComparison.Ordinal);
        await page.OpenAsync("/Plan/Add/10");
        await page.SendAsync("Input.Text", ("Input.Text", "Pack"), ("Input.State", "planned"), ("Input.Note", new string('x', 4001)));
        Assert.Contains("This is too long: there is room for 4,000 letters and it has 4,001. Nothing was lost.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("must be a string", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_ends_soon_comes_before_a_number_that_is_missing_and_both_are_in_the_line()
    {
        await using var her = await Survivor.BeginAsync();
        await her.AppendAsync(
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Springfield police").With("date", "2026-04-01").With("precision", "day")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary order").With("served-date", "2026-04-20").With("served-precision", "day").With("expires-date", "2026-05-20").With("expires-precision", "day")));
        Assert.Contains("Temporary order: ends on 20 May 2026. Springfield police, 1 April 2026: no report number yet", (await her.Page.OpenAsync("/Plan")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_says_what_the_record_knows()
    {
        await using var her = await Survivor.BeginAsync();
        await her.AppendAsync(
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Stop.").With("date", "2026-03-03").With("precision", "day").With("channel", "call")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "555-0142").With("blocked-on", "2026-03-10").With("saved-first", "no")),
            EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", "555-0199").With("blocked-on", "2026-03-11").With("saved-first", "yes")),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Springfield police").With("date", "2026-04-01").With("precision", "day")),
            EntryDraft.New(ItemType.CourtOrder, FieldSet.Empty.With("title", "Temporary order").With("served-date", "2026-04-20").With("served-precision", "day").With("expires-date", "2026-05-20").With("expires-precision", "day")));
        await her.AppendAsync(EntryDraft.New(ItemType.Measure, FieldSet.Empty.With("what", "Front door locks").With("kind", "locks").With("date", "2026-04-02").With("precision", "day")));
        Assert.Contains("In your record: Front door locks, 2 April 2026", (await her.Page.OpenAsync("/Plan/8")).Text, StringComparison.Ordinal);
        var once = (await her.Page.OpenAsync("/Plan/1")).Text;
        Assert.Contains("In force since 3 March 2026: ", once, StringComparison.Ordinal);
        Assert.Contains("What you said on 3 March 2026: nothing here says that it was put in writing", once, StringComparison.Ordinal);
        var access = (await her.Page.OpenAsync("/Plan/2")).Text;
        Assert.Contains("555-0142: blocked on 10 March 2026. Old messages were not saved before", access, StringComparison.Ordinal);
        Assert.Contains("555-0199: blocked on 11 March 2026, saved first", access, StringComparison.Ordinal);
        var legal = (await her.Page.OpenAsync("/Plan/7")).Text;
        Assert.Contains("Springfield police, 1 April 2026: no report number yet", legal, StringComparison.Ordinal);
        Assert.Contains("Temporary order: ends on 20 May 2026", legal, StringComparison.Ordinal);
        Assert.Contains("In force since 3 March 2026", (await her.Page.OpenAsync("/Plan")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_becomes_a_measure_in_the_record_once_and_its_note_stays_private()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Plan/8");
        var id = Ids(page.Body)[0];
        await page.OpenAsync("/Plan/Step/" + id);
        // What is not done is no measure taken, and what goes into the record stays there.
        await page.SendAsync("Input.Text", ("Input.State", "planned"));
        Assert.DoesNotContain("Add to the record", (await page.OpenAsync("/Plan/Step/" + id)).Text, StringComparison.Ordinal);
        await page.SendAsync("Input.Text", ("Input.State", "done"), ("Input.Date", "20 April 2026"), ("Input.Note", "Juniper paid for it"));
        await page.OpenAsync("/Plan/Step/" + id);
        using (var twice = await page.PostAsync("Add to the record"))
        {
            Assert.Equal(HttpStatusCode.Redirect, twice.StatusCode);
        }

        await page.SendAsync("Add to the record");
        var file = await her.OpenAsync();
        var measure = Assert.Single(file.Responses.OfType<Measure>());
        Assert.Equal(("Change the locks", "locks", "2026-04-20"), (measure["what"], measure["kind"], measure["date"]));
        Assert.DoesNotContain(file.Entries, entry => entry.FieldFiles.Values.Any(field => field.Text.Contains("Juniper", StringComparison.Ordinal)));
        Assert.Contains("This is in your record", (await page.OpenAsync("/Plan/Step/" + id)).Text, StringComparison.Ordinal);
    }

    // The locks are changed again, or the measure was withdrawn: what she is told goes in does go in.
    [Theory]
    [InlineData(false, "New lock on the cellar door", 2)]
    [InlineData(true, "Change the locks", 1)]
    [InlineData(false, "Change the locks", 1)]
    public async Task A_step_that_was_done_again_becomes_a_measure_again(bool isWithdrawn, string words, int measures)
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Plan/8");
        var path = "/Plan/Step/" + Ids(page.Body)[0];
        await DoAsync("Change the locks");
        if (isWithdrawn)
        {
            await her.AppendAsync(EntryDraft.Withdraw((await her.OpenAsync()).Responses.OfType<Measure>().Single(), "Wrong day"));
            Assert.DoesNotContain("This is in your record", (await page.OpenAsync(path)).Text, StringComparison.Ordinal);
            await page.SendAsync("Add to the record");
        }
        else
        {
            await page.OpenAsync(path);
            await page.SendAsync("Erase for good");
            await DoAsync(words);
        }

        Assert.Contains("This is in your record", (await page.OpenAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal((measures, words), ((await her.OpenAsync()).Responses.OfType<Measure>().Count(one => !one.IsWithdrawn), (await her.OpenAsync()).Responses.OfType<Measure>().Last()["what"]));

        async Task DoAsync(string what)
        {
            await page.OpenAsync(path);
            await page.SendAsync("Input.Text", ("Input.Text", what), ("Input.State", "done"), ("Input.Date", "20 April 2026"));
            await page.OpenAsync(path);
            await page.SendAsync("Add to the record");
        }
    }

    // Whoever reads the tables sees when an entry was made, and must not learn from it which private paper says the same.
    [Fact]
    public async Task What_a_step_became_in_the_record_does_not_name_its_paper_and_is_led_to_when_asked_for_again()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Plan/8");
        var id = Ids(page.Body)[0];
        await page.OpenAsync("/Plan/Step/" + id);
        await page.SendAsync("Input.Text", ("Input.State", "done"));
        await page.OpenAsync("/Plan/Step/" + id);
        var open = await her.NewWindow().OpenAsync("/Plan/Step/" + id);
        await page.SendAsync("Add to the record");
        await using var scope = her.Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        Assert.False(await db.Entries.AnyAsync(entry => db.PrivatePapers.Any(paper => paper.Id == entry.RequestId)));

        // An entry of before has the paper's id as that of its form; the paper knows its measure all the same.
        await db.Entries.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.RequestId, (Guid?)null));
        await open.SendAsync("Add to the record");
        Assert.Equal(page.Path, open.Path);
        Assert.Single((await her.OpenAsync()).Responses.OfType<Measure>());
    }

    [Theory]
    [InlineData("/Plan/0")]
    [InlineData("/Plan/12")]
    [InlineData("/Plan/Add/99")]
    [InlineData("/Plan/Step/6f1c2a7e-0000-4000-8000-000000000001")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var her = await Survivor.BeginAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await her.Page.OpenAsync(path)).Status);
    }

    internal static List<string> Ids(string body) => [.. StateNames().Matches(body).Select(match => match.Groups[1].Value).Distinct()];

    private static async Task<int> PapersAsync(Survivor her)
    {
        await using var scope = her.Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContactLogDb>().PrivatePapers.CountAsync();
    }

    [GeneratedRegex("name=\"Input\\[([0-9a-f-]{36})\\].State\"")]
    private static partial Regex StateNames();
}
