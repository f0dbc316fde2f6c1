using System.Net;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Journal;

public sealed class JournalTests
{
    [Fact]
    public async Task A_note_is_written_changed_and_erased_and_is_in_no_record()
    {
        await using var she = await Survivor.BeginAsync();
        var before = (await she.OpenAsync()).Entries.Count;
        var page = she.Page;
        await page.OpenAsync("/Journal");
        Assert.Contains("Even private notes can be asked for in court", page.Text, StringComparison.Ordinal);
        await page.OpenAsync("/Journal/Write");
        await page.SendAsync("Input.Text", ("Input.Text", "Apfelkuchen <script>alert(1)</script> \u202Eevil"));
        Assert.Equal("/Journal", page.Path);
        Assert.Contains("Apfelkuchen", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.Contains("⟨U+202E⟩", page.Text, StringComparison.Ordinal);

        var note = page.Body.Split("/Journal/Write/")[1][..36];
        await page.OpenAsync($"/Journal/Write/{note}");
        await page.SendAsync("Input.Text", ("Input.Text", "Birnenkuchen"));
        Assert.DoesNotContain("Apfelkuchen", page.Text, StringComparison.Ordinal);
        await page.OpenAsync("/Timeline");
        await page.SendAsync("role=\"search\"", ("words", "birnenkuchen"));
        Assert.Contains("Nothing found", page.Text, StringComparison.Ordinal);

        await page.OpenAsync($"/Journal/Erase/{note}");
        Assert.Contains("Birnenkuchen", page.Text, StringComparison.Ordinal);
        await page.SendAsync("btn-main");
        Assert.DoesNotContain("Birnenkuchen", page.Text, StringComparison.Ordinal);
        await page.OpenAsync($"/Journal/Write/{note}");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(before, (await she.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_note_and_an_older_window_overwrites_nothing()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Journal/Write");
        using var first = await she.Page.PostAsync("Input.Text", ("Input.Text", "Eins"));
        using var second = await she.Page.PostAsync("Input.Text", ("Input.Text", "Eins"));
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        await she.Page.OpenAsync("/Journal");
        Assert.Equal(2, she.Page.Body.Split("Eins").Length);
        var note = she.Page.Body.Split("/Journal/Write/")[1][..36];
        var (one, two) = (she.NewWindow(), she.NewWindow());
        await one.OpenAsync($"/Journal/Write/{note}");
        await two.OpenAsync($"/Journal/Write/{note}");
        await one.SendAsync("Input.Text", ("Input.Text", "Zwei"));
        await two.SendAsync("Input.Text", ("Input.Text", "Drei"));
        Assert.Contains("changed in another window", two.Text, StringComparison.Ordinal);
        Assert.Contains("Saved there Zwei In this form Drei", two.Text, StringComparison.Ordinal);
        Assert.Equal("Drei", two.Value("Input.Text"));
        await two.SendAsync("Input.Text", ("Input.Text", "  "));
        Assert.Contains("nothing in the note yet", two.Text, StringComparison.Ordinal);
        await two.SendAsync("Input.Text", ("Input.Text", new string('x', 50_001)));
        Assert.Contains("Nothing was lost", two.Text, StringComparison.Ordinal);
        await one.OpenAsync("/Journal");
        Assert.Contains("Zwei", one.Text, StringComparison.Ordinal);

        // Erased there while she wrote here: what she wrote is not thrown away with it.
        await one.OpenAsync($"/Journal/Erase/{note}");
        await two.OpenAsync($"/Journal/Write/{note}");
        await one.SendAsync("btn-main");
        await two.SendAsync("Input.Text", ("Input.Text", "Vier"));
        Assert.Contains("erased in another window", two.Text, StringComparison.Ordinal);
        Assert.Equal("Vier", two.Value("Input.Text"));
        await two.SendAsync("Input.Text", ("Input.Text", "Vier"));
        await one.OpenAsync("/Journal");
        Assert.Contains("Vier", one.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zwei", one.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_are_found_by_words_and_days_and_come_in_parts_that_an_old_phone_can_load()
    {
        await using var she = await Survivor.BeginAsync();
        var page = she.Page;
        foreach (var text in (string[])["Ich habe Äpfel gekauft <b>", new string('x', 40_000), "Rief an: +1 (555) 010-0144", new string('y', 40_000)])
        {
            she.Site.Clock.Advance(TimeSpan.FromMinutes(1));
            await page.OpenAsync("/Journal/Write");
            await page.SendAsync("Input.Text", ("Input.Text", text));
        }

        Assert.Contains("Part 1 of 2", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("xxx", page.Text, StringComparison.Ordinal);
        await page.OpenAsync("/Journal?part=2");
        Assert.Contains("xxx", page.Text, StringComparison.Ordinal);
        Assert.Contains("Newer notes", page.Text, StringComparison.Ordinal);

        foreach (var (words, found) in new[] { ("apfel", "gekauft"), ("5550100144", "Rief an"), ("gekauft today", "Äpfel") })
        {
            await page.OpenAsync("/Journal");
            await page.SendAsync("role=\"search\"", ("words", words));
            Assert.Matches("^/(Journal|Diary)\\?q=[A-Za-z0-9_-]+$", page.Path);
            Assert.Contains("One note found", page.Text, StringComparison.Ordinal);
            Assert.Contains(found, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("gekauft <b>", page.Body, StringComparison.Ordinal);
        }

        await page.SendAsync("role=\"search\"", ("words", "yesterday"));
        Assert.Contains("Nothing found in your notes", page.Text, StringComparison.Ordinal);
        await page.SendAsync("role=\"search\"", ("words", " "));
        Assert.Contains("Part 1 of 2", page.Text, StringComparison.Ordinal);
        await page.OpenAsync("/Journal?part=99");
        Assert.Contains("Part 2 of 2", page.Text, StringComparison.Ordinal);

        // One kind of search never shows what the other holds: she may look through the record with somebody beside her.
        await page.OpenAsync("/Timeline");
        await page.SendAsync("role=\"search\"", ("words", "gekauft"));
        Assert.Contains("Nothing found", page.Text, StringComparison.Ordinal);
        await she.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("narrative", "Zwetschgenknoedel")));
        await page.SendAsync("role=\"search\"", ("words", "Zwetschgenknoedel"));
        Assert.DoesNotContain("Nothing found", page.Text, StringComparison.Ordinal);
        await page.OpenAsync("/Journal");
        await page.SendAsync("role=\"search\"", ("words", "Zwetschgenknoedel"));
        Assert.Contains("Nothing found in your notes", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_account_gets_not_found_for_her_note_and_cannot_erase_it()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Journal/Write");
        await she.Page.SendAsync("Input.Text", ("Input.Text", "Apfelkuchen"));
        var note = she.Page.Body.Split("/Journal/Write/")[1][..36];
        using var stranger = await she.Site.SignedInAsync("stranger");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/Journal/Write/{note}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/Journal/Erase/{note}")).Status);
        var journal = await stranger.GetAsync("/Account/Look");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", journal.Html.Split("__RequestVerificationToken\" type=\"hidden\" value=\"")[1].Split('"')[0])]);
        using var answer = await stranger.Http.PostAsync(new Uri($"/Journal/Erase/{note}", UriKind.Relative), form);
        await she.Page.OpenAsync("/Journal");
        Assert.Contains("Apfelkuchen", she.Page.Text, StringComparison.Ordinal);
    }
}
