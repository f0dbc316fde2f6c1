using System.Net;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.SupportPeople;

public sealed class SupportTests
{
    [Fact]
    public async Task Somebody_who_knows_is_kept_changed_shown_in_the_plan_and_erased()
    {
        await using var her = await Survivor.BeginAsync();
        var entries = (await her.OpenAsync()).Entries.Count;
        var page = await her.Page.OpenAsync("/Support/Person");
        await page.SendAsync("Input.Name", ("Input.Name", "Aunt Juniper <i>"), ("Input.ToldOn", "3 March 2026"), ("Input.CodeWord", "pineapple"), ("Input.Holds", "spare key"));
        Assert.Contains("Aunt Juniper <i>", page.Text, StringComparison.Ordinal);
        Assert.Contains("Told on 3 March 2026", page.Text, StringComparison.Ordinal);
        var id = System.Text.RegularExpressions.Regex.Match(page.Body, "/Support/Person/([0-9a-f-]{36})").Groups[1].Value;
        Assert.Contains("Aunt Juniper", (await page.OpenAsync("/Plan/5")).Text, StringComparison.Ordinal);
        Assert.Contains("You have told somebody", (await page.OpenAsync("/Plan")).Text, StringComparison.Ordinal);
        await page.OpenAsync("/Support/Person/" + id);
        Assert.Equal("pineapple", page.Value("Input.CodeWord"));
        await page.SendAsync("Erase for good");
        Assert.Contains("Nobody yet", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await page.OpenAsync("/Support/Person/" + id)).Status);
        Assert.Equal(entries, (await her.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task Two_windows_of_a_person_show_both_texts_and_an_erasing_takes_nothing_that_was_typed()
    {
        await using var her = await Survivor.BeginAsync();
        var first = await her.Page.OpenAsync("/Support/Person");
        await first.SendAsync("Input.Name", ("Input.Name", "Juniper"), ("Input.Holds", "spare key"));
        var path = System.Text.RegularExpressions.Regex.Match(first.Body, "/Support/Person/[0-9a-f-]{36}").Value;
        var second = await her.NewWindow().OpenAsync(path);
        await first.OpenAsync(path);
        await first.SendAsync("Input.Name", ("Input.Holds", "both keys"));
        await second.SendAsync("Input.Name", ("Input.Holds", "no key"));
        Assert.Contains("Saved there both keys In this form no key", second.Text, StringComparison.Ordinal);
        Assert.Equal("no key", second.Value("Input.Holds"));

        await first.OpenAsync(path);
        await first.SendAsync("Erase for good");
        await second.SendAsync("Input.Name", ("Input.Holds", "no key at all"));
        Assert.Contains("erased in another window", second.Text, StringComparison.Ordinal);
        Assert.Equal("no key at all", second.Value("Input.Holds"));
        await second.SendAsync("Input.Name");
        Assert.Contains("Juniper", (await first.OpenAsync("/Support")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_without_a_name_and_a_day_that_is_none_are_asked_about()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Support/Person");
        await page.SendAsync("Input.Name", ("Input.ToldOn", "soon"), ("Input.Told", "everything"));
        Assert.Contains("Write a name, or what this person is to you.", page.Text, StringComparison.Ordinal);
        Assert.Contains("enter a date like 17 April 2026", page.Text, StringComparison.Ordinal);
        Assert.Equal("everything", page.Value("Input.Told"));

        // A name that nobody can see is none.
        await page.SendAsync("Input.Name", ("Input.Name", "\u200b\u202e"), ("Input.ToldOn", ""));
        Assert.Contains("Write a name, or what this person is to you.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_has_what_she_picked_and_nothing_else()
    {
        await using var her = await Survivor.BeginAsync();
        var page = await her.Page.OpenAsync("/Support/Note");
        Assert.Equal("Casey Example", page.Value("Input.Mine"));
        await page.SendAsync("Input.Person", ("Input.Mine", ""), ("Input.Person", "Taylor <b>Sample</b>"), ("Input.Do", "no-entry"), ("Input.Silent", "hours"), ("Input.Call", "Front desk 555-0100"));
        var note = page.Body[page.Body.IndexOf("<article", StringComparison.Ordinal)..page.Body.IndexOf("</article>", StringComparison.Ordinal)];
        Assert.Contains("Taylor &lt;b&gt;Sample&lt;/b&gt;", note, StringComparison.Ordinal);
        Assert.Contains("Please do not let them in.", note, StringComparison.Ordinal);
        Assert.DoesNotContain("Casey", note, StringComparison.Ordinal);
        Assert.DoesNotContain("argue", note, StringComparison.Ordinal);
        await page.SendAsync("name=\"back\"", ("back", "yes"));
        Assert.Equal("Front desk 555-0100", page.Value("Input.Call"));
        await page.SendAsync("Input.Person", ("Input.Do", "call-me"), ("Input.Call", " "));
        Assert.Contains("Write whom to call, or take that out.", page.Text, StringComparison.Ordinal);
        await page.SendAsync("Input.Person", ("Input.Person", ""), ("Input.Looks", ""));
        Assert.Contains("Write a name, or what the person looks like.", page.Text, StringComparison.Ordinal);
    }
}
