using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Tests.Imports.Zip;

namespace ContactLog.Tests.Web.Import;

/// <summary>
/// What an export writes of one message may differ in the next one: the name that she gave him, the words after he changed or deleted them, the clock of
/// the phone. Counted twice it is a false number, dropped without a word it is lost evidence.
/// </summary>
public sealed class LikenessTests
{
    private const string Alike = "May be there already, left out";
    private const string Chat =
        "13/04/2026, 21:00 - {0}: Where are you\n13/04/2026, 21:05 - {0}: I will find you\n13/04/2026, 21:06 - Casey: Stop\n13/04/2026, 21:30 - {0}: Answer me\n13/04/2026, 21:30 - {0}: Answer me\n";

    [Fact]
    public async Task A_chat_under_a_new_name_is_not_counted_twice_and_not_dropped()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "Bob"), "Bob");
        Assert.Equal(4, (await site.OpenAsync()).Incidents.Count);

        var renamed = Of(Chat, "DO NOT ANSWER") + "14/04/2026, 08:00 - DO NOT ANSWER: Good morning\n";
        var preview = await PreviewAsync(site, renamed, "DO NOT ANSWER");
        preview.AddsUp();
        Assert.Equal((4, 1), (preview.Tally.Lines[Alike], preview.Tally.Lines["From DO NOT ANSWER, will be added"]));
        Assert.Contains("Do you have these already?", preview.Text, StringComparison.Ordinal);
        Assert.Contains("In your record, from Bob: “I will find you”", preview.Text, StringComparison.Ordinal);
        var done = await site.GetAsync((await site.AddAsync(preview)).Location!);
        done.AddsUp();
        Assert.Equal(4, done.Tally.Lines[Alike]);
        var file = await site.OpenAsync();
        Assert.Equal((5, "4"), (file.Incidents.Count, file.Imports[1]["alike"]));

        // Once more there is nothing new, and it says why.
        var again = await PreviewAsync(site, renamed, "DO NOT ANSWER");
        again.AddsUp();
        Assert.Contains("Nothing to add What is new in this file may be in your record already.", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task She_says_that_they_are_others_and_they_are_added()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "Bob"), "Bob");
        var preview = await PreviewAsync(site, Of(Chat, "Rob"), "Rob");
        Assert.Equal(4, preview.Tally.Lines[Alike]);
        var one = await site.PostAsync(preview, preview.Path, ("Input.AddToo", "line[2]"));
        one.AddsUp();
        Assert.Equal((3, 1), (one.Tally.Lines[Alike], one.Tally.Lines["From Rob, will be added"]));
        var all = await site.PostAsync(preview, preview.Path, ("Input.AddToo", "*"));
        all.AddsUp();
        Assert.DoesNotContain(Alike, all.Tally.Lines.Keys);
        (await site.GetAsync((await site.AddAsync(all, ("Input.AddToo", "*"))).Location!)).AddsUp();
        Assert.Equal(8, (await site.OpenAsync()).Incidents.Count);
    }

    // A chat of years under a new name: each of thousands can be ticked by itself, and a tick outlives the turning of pages.
    [Fact]
    public async Task A_long_list_has_pages_and_keeps_what_was_ticked_on_each()
    {
        await using var site = await ImportSite.StartAsync();
        var chat = string.Join('\n', Enumerable.Range(0, 450).Select(at => $"13/04/2026, {8 + (at / 60):00}:{at % 60:00} - {{0}}: Message {at}"));
        await AddAsync(site, Of(chat, "Bob"), "Bob");
        var first = await PreviewAsync(site, Of(chat, "Rob"), "Rob");
        Assert.Equal((450, 200), (first.Tally.Lines[Alike], Listed(first).Count));
        Assert.Matches("name=\"Input.AlikeTurn\" value=\"1\" formaction=\"/[^\"]+#alike\"", first.Html);
        var second = await site.PostAsync(first, first.Path, ("Input.AddToo", "line[1]"), ("Input.AlikeTurn", "1"));
        Assert.Equal((449, 1, "line[201]"), (second.Tally.Lines[Alike], second.Tally.Lines["From Rob, will be added"], Listed(second)[0].Place));
        var third = await site.PostAsync(second, second.Path, ("Input.AddToo", "line[250]"), ("Input.AlikeTurn", "1"));
        Assert.Equal((448, 50), (third.Tally.Lines[Alike], Listed(third).Count));
        Assert.Contains("Ticked on all pages of this list: 2", third.Text, StringComparison.Ordinal);

        // What was ticked on the page she comes back to is ticked there, and can be unticked.
        var back = await site.PostAsync(third, third.Path, ("Input.AddToo", "line[450]"), ("Input.AlikeTurn", "-1"));
        Assert.Equal(["line[250]"], Listed(back).Where(one => one.Ticked).Select(one => one.Place));
        Assert.Equal(447, back.Tally.Lines[Alike]);
        var unticked = await site.PostAsync(back, back.Path);
        unticked.AddsUp();
        Assert.Equal((448, 200, "line[201]"), (unticked.Tally.Lines[Alike], Listed(unticked).Count, Listed(unticked)[0].Place));
        var done = await site.GetAsync((await site.AddAsync(unticked)).Location!);
        done.AddsUp();
        Assert.Equal(448, done.Tally.Lines[Alike]);
        Assert.Equal(["Message 0", "Message 449"], (await site.OpenAsync()).Incidents.Where(row => row["from"] == "Rob").Select(row => row["said"]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("This message was deleted")]
    [InlineData("I will find you, darling <This message was edited>")]
    [InlineData("I shall find you")]
    public async Task A_message_that_was_changed_or_deleted_later_is_not_counted_twice(string later)
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "Bob"), "Bob");
        var changed = Of(Chat, "Bob").Replace("I will find you", later, StringComparison.Ordinal);
        var preview = await PreviewAsync(site, changed, "Bob");
        preview.AddsUp();
        Assert.Equal((3 + 1, 1), (preview.Tally.Lines["Already in your record"], preview.Tally.Lines[Alike]));
        Assert.Contains("“I will find you”", preview.Text, StringComparison.Ordinal);

        // It is hers to say that it is another one.
        await site.AddAsync(preview, ("Input.AddToo", "line[2]"));
        Assert.Equal(5, (await site.OpenAsync()).Incidents.Count);
    }

    // A chat of one message has nothing else by which it could be known again. From somebody else, or at another minute, it is another message.
    [Theory]
    [InlineData("13/04/2026, 21:00 - Bob: I shall find you\n", 1)]
    [InlineData("13/04/2026, 21:00 - Bob: I shall find you\n13/04/2026, 21:20 - Bob: Answer me\n", 1)]
    [InlineData("13/04/2026, 21:00 - Bob: I will find you\n13/04/2026, 21:00 - Bob: I shall find you\n", 0)]
    [InlineData("13/04/2026, 21:01 - Bob: I shall find you\n", 0)]
    [InlineData("13/04/2026, 21:00 - Rob: I shall find you\n", 0)]
    [InlineData("[13/04/2026, 21:00:41] Bob: I shall find you\n", 1)]
    public async Task The_only_message_of_a_chat_that_was_changed_without_a_mark_may_be_there_already(string later, int alike)
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, "13/04/2026, 21:00 - Bob: I will find you\n", "Bob");
        var preview = await PreviewAsync(site, later, later.Contains("Rob", StringComparison.Ordinal) ? "Rob" : "Bob");
        preview.AddsUp();
        Assert.Equal(alike, preview.Tally.Lines.GetValueOrDefault(Alike));
        if (alike > 0)
        {
            Assert.Contains("In your record, from Bob: “I will find you”", preview.Text, StringComparison.Ordinal);
            await site.AddAsync(preview, ("Input.AddToo", "*"));
            Assert.Equal(1 + later.Count(c => c == '\n'), (await site.OpenAsync()).Incidents.Count);
        }
    }

    [Fact]
    public async Task One_of_two_equal_messages_or_pictures_that_was_deleted_later_is_not_counted_twice()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "Bob") + "13/04/2026, 21:40 - Bob: <Media omitted>\n13/04/2026, 21:40 - Bob: <Media omitted>\n", "Bob");
        var text = Of(Chat, "Bob") + "13/04/2026, 21:40 - Bob: <Media omitted>\n13/04/2026, 21:40 - Bob: This message was deleted\n";
        var preview = await PreviewAsync(site, text.Replace("Answer me\n13/04/2026, 21:30 - Bob: Answer me", "This message was deleted\n13/04/2026, 21:30 - Bob: Answer me", StringComparison.Ordinal), "Bob");
        preview.AddsUp();
        Assert.Equal(2, preview.Tally.Lines[Alike]);
        Assert.Contains("Nothing to add", preview.Text, StringComparison.Ordinal);
    }

    // He deletes nearly all of it for everyone before she exports again.
    [Fact]
    public async Task A_chat_that_was_deleted_almost_whole_is_not_counted_twice()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "Bob"), "Bob");
        var preview = await PreviewAsync(site, string.Join('\n', Of(Chat, "Bob").Split('\n').Select(line => line.Contains("Bob: ", StringComparison.Ordinal) ? line[..(line.IndexOf("Bob: ", StringComparison.Ordinal) + 5)] + "This message was deleted" : line)), "Bob");
        Assert.Equal(4, preview.Tally.Lines[Alike]);
    }

    [Fact]
    public async Task A_chat_exported_in_another_zone_is_not_counted_twice()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "Bob"), "Bob");
        var west = Of(Chat, "Bob").Replace("21:", "19:", StringComparison.Ordinal);
        var preview = await PreviewAsync(site, west, "Bob", ("Input.Zone", "America/Los_Angeles"));
        preview.AddsUp();
        Assert.Equal((5, 0, 0), (preview.Tally.Lines[Alike], preview.Tally.Lines["Your replies, kept beside"], preview.Tally.Lines["From Bob, will be added"]));
    }

    [Fact]
    public async Task Another_chat_with_messages_of_the_same_minutes_comes_in_whole()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "Bob"), "Bob");
        const string group = "13/04/2026, 20:00 - Ann: Hello all\n13/04/2026, 21:05 - Bob: Lunch on Sunday?\n13/04/2026, 21:30 - Bob: Bring cake\n13/04/2026, 22:00 - Ann: Nice\n";
        var preview = await PreviewAsync(site, group, "Bob");
        preview.AddsUp();
        Assert.DoesNotContain(Alike, preview.Tally.Lines.Keys);
        Assert.Equal(2, preview.Tally.Lines["From Bob, will be added"]);
    }

    // He writes it to her and to their family in the same minute. An export without seconds gives both one key.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_same_words_of_one_minute_in_two_chats_are_not_dropped_without_a_word(bool isTogether)
    {
        const string family = "13/04/2026, 20:00 - Ann: Hello all\n13/04/2026, 20:10 - Bob: Is she with you?\n13/04/2026, 21:05 - Bob: Lunch on Sunday?\n"
            + "13/04/2026, 21:10 - Bob: I bring cake\n13/04/2026, 21:20 - Bob: And wine\n13/04/2026, 21:30 - Bob: Answer me\n13/04/2026, 22:00 - Ann: No\n13/04/2026, 22:10 - Bob: Tell her\n";
        await using var site = await ImportSite.StartAsync();
        if (!isTogether)
        {
            await AddAsync(site, Of(Chat, "Bob"), "Bob");
        }

        var preview = isTogether
            ? await site.PreviewAsync(await site.SendAsync(("chats.zip", Archive.Of(("Bob.txt", Of(Chat, "Bob")), ("Family.txt", family)))), "Bob", ("Input.Me", "Casey"))
            : await PreviewAsync(site, family, "Bob");
        preview.AddsUp();
        Assert.Equal((1, isTogether ? 9 : 5), (preview.Tally.Lines[Alike], preview.Tally.Lines["From Bob, will be added"]));
        Assert.Contains("“Answer me”", preview.Text, StringComparison.Ordinal);

        // She says that it is another one. After that neither chat brings anything.
        var ticked = await site.PostAsync(preview, preview.Path, ("Input.AddToo", "*"));
        ticked.AddsUp();
        (await site.GetAsync((await site.AddAsync(ticked, ("Input.AddToo", "*"))).Location!)).AddsUp();
        Assert.Equal(10, (await site.OpenAsync()).Incidents.Count);
        foreach (var chat in new[] { family, Of(Chat, "Bob") })
        {
            var again = await PreviewAsync(site, chat, "Bob");
            again.AddsUp();
            Assert.DoesNotContain(Alike, again.Tally.Lines.Keys);
            Assert.Contains("Nothing to add", again.Text, StringComparison.Ordinal);
        }
    }

    // She had deleted most of the chat before she exported it again: what is left is no other chat.
    [Fact]
    public async Task What_is_left_of_a_chat_is_known_again()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "Bob"), "Bob");
        var preview = await PreviewAsync(site, string.Join('\n', Of(Chat, "Bob").Split('\n')[..1]) + "\n13/04/2026, 21:30 - Casey: No\n", "Bob");
        Assert.Equal(1, preview.Tally.Lines["Already in your record"]);
        Assert.DoesNotContain(Alike, preview.Tally.Lines.Keys);
    }

    // Sent at once from two numbers: both are known, and are two.
    [Fact]
    public async Task The_same_words_from_two_numbers_are_two_messages()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Chat, "+1 555-000-0001"), "+15550000001");
        var preview = await PreviewAsync(site, Of(Chat, "+1 555-000-0002"), "+15550000002");
        Assert.Equal(4, preview.Tally.Lines["From +15550000002, will be added"]);

        // A number that she gave a name is one that may be the same.
        Assert.Equal(4, (await PreviewAsync(site, Of(Chat, "Bob"), "Bob")).Tally.Lines[Alike]);
    }

    [Fact]
    public async Task Two_exports_in_one_upload_under_two_names_are_not_counted_twice()
    {
        await using var site = await ImportSite.StartAsync();
        var zip = Archive.Of(("old.txt", Of(Chat, "Bob")), ("new.txt", Of(Chat, "Rob") + "14/04/2026, 08:00 - Rob: Good morning\n"));
        var preview = await site.PreviewAsync(await site.SendAsync(("chats.zip", zip)), "Bob", ("Input.Person", "Rob"), ("Input.Person", "Bob"));
        preview.AddsUp();
        Assert.Equal(4, preview.Tally.Lines[Alike]);
        Assert.Contains("In another of the files, from", preview.Text, StringComparison.Ordinal);
        await site.AddAsync(preview, ("Input.Person", "Rob"), ("Input.Person", "Bob"));
        Assert.Equal(5, (await site.OpenAsync()).Incidents.Count);
    }

    [Fact]
    public async Task What_stands_in_a_session_or_was_withdrawn_by_itself_is_found_too()
    {
        await using var site = await ImportSite.StartAsync();
        await site.AddAsync(await PreviewAsync(site, Of(Chat, "Bob"), "Bob"), ("Input.Gap", "60"));
        var session = Assert.Single((await site.OpenAsync()).Incidents);
        var preview = await PreviewAsync(site, Of(Chat, "Rob"), "Rob");
        Assert.Equal(4, preview.Tally.Lines[Alike]);
        Assert.Contains("from Bob: “I will find you”", preview.Text, StringComparison.Ordinal);
        await site.AppendAsync(EntryDraft.Withdraw(session, "Not about this"));
        Assert.Equal(4, (await PreviewAsync(site, Of(Chat, "Rob"), "Rob")).Tally.Lines[Alike]);
    }

    private static List<(string Place, bool Ticked)> Listed(ImportSite.Page page) =>
        [.. Regex.Matches(page.Html, "<input[^>]*name=\"Input.AddToo\"[^>]*>").Select(box => (Regex.Match(box.Value, "value=\"([^\"]*)\"").Groups[1].Value, box.Value.Contains("checked", StringComparison.Ordinal))).Where(box => box.Item1 != "*")];

    private static string Of(string chat, string name) => string.Format(CultureInfo.InvariantCulture, chat, name);

    private static async Task<ImportSite.Page> PreviewAsync(ImportSite site, string chat, string person, params (string, string)[] more) =>
        await site.PreviewAsync(await site.SendAsync(("chat.txt", Encoding.UTF8.GetBytes(chat))), person, [("Input.Me", "Casey"), .. more]);

    private static async Task AddAsync(ImportSite site, string chat, string person)
    {
        var added = await site.AddAsync(await PreviewAsync(site, chat, person));
        Assert.True(added.Location?.StartsWith("/Import/Done/", StringComparison.Ordinal), added.ToString());
        (await site.GetAsync(added.Location!)).AddsUp();
    }
}
