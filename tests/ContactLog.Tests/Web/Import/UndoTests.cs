using System.Globalization;
using System.Text;
using ContactLog.Tests.Imports.SmsBackupRestore;
using static ContactLog.Tests.Web.Import.SmallBackup;

namespace ContactLog.Tests.Web.Import;

/// <summary>Undoing imports, and bringing in what was undone.</summary>
public sealed class UndoTests
{
    private static readonly string s_equal = Backup.Sms("Answer me", Him, "1", At(0));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_number_that_two_imports_used_goes_with_the_last_of_them_and_comes_back_with_either(int first, int second)
    {
        await using var site = await ImportSite.StartAsync();
        ImportSite.Page[] done =
        [
            await site.ImportAsync(Backup.Smses(Backup.Sms("One", Him, "1", At(0))), Him),
            await site.ImportAsync(Backup.Smses(Backup.Sms("Two", Him, "1", At(10))), Him),
        ];
        foreach (var at in new[] { first, second })
        {
            Assert.Single((await site.OpenAsync()).ContactPoints);
            await UndoAsync(site, done[at]);
        }

        Assert.Empty((await site.OpenAsync()).ContactPoints);
        foreach (var at in new[] { first, second })
        {
            // Brought back by either of the two, and gone with it again.
            await site.PostAsync(await site.GetAsync(done[at].Path), done[at].Path + "?handler=Restore");
            var file = await site.OpenAsync();
            Assert.Equal(Assert.Single(file.ContactPoints).FirstSeq, Assert.Single(file.Incidents).ContactPointSeq);
            await UndoAsync(site, done[at]);
            Assert.Empty((await site.OpenAsync()).ContactPoints);
        }
    }

    [Fact]
    public async Task Of_two_equal_messages_the_one_that_was_undone_can_come_in_again_or_be_brought_back()
    {
        await using var site = await ImportSite.StartAsync();
        var first = await site.ImportAsync(Backup.Smses(s_equal), Him);
        await site.ImportAsync(Backup.Smses(s_equal, s_equal), Him);
        Assert.Equal(2, (await site.OpenAsync()).Incidents.Count);
        await UndoAsync(site, first);
        Assert.Single((await site.OpenAsync()).Incidents);

        // The second stands, and is no reason to leave the first out.
        var preview = await site.PreviewAsync(await site.ChooseAsync(Backup.Smses(s_equal)), Him);
        Assert.Equal(1, preview.Tally.Lines[$"From {Him}, will be added"]);
        await site.PostAsync(await site.GetAsync(first.Path), first.Path + "?handler=Restore");
        Assert.Equal(2, (await site.OpenAsync()).Incidents.Count);
        await UndoAsync(site, first);

        var third = await site.ImportAsync(Backup.Smses(s_equal), Him);
        Assert.Equal(2, (await site.OpenAsync()).Incidents.Count);
        Assert.Contains("Nothing to add", (await site.PreviewAsync(await site.ChooseAsync(Backup.Smses(s_equal, s_equal)), Him)).Text, StringComparison.Ordinal);

        // It stands again now, so the first import is not brought back beside it.
        Assert.Contains("Undo that one first", (await site.PostAsync(await site.GetAsync(first.Path), first.Path + "?handler=Restore")).Text, StringComparison.Ordinal);
        await UndoAsync(site, third);
        Assert.Single((await site.OpenAsync()).Incidents);
    }

    // Exported again after she renamed him: the keys are others, the messages are not.
    [Theory]
    [InlineData("Bob", "DO NOT ANSWER", true)]
    [InlineData("+1 555-000-0001", "+1 555-000-0002", false)]
    public async Task An_import_whose_messages_came_again_under_another_name_is_not_brought_back_beside_them(string name, string later, bool isSame)
    {
        await using var site = await ImportSite.StartAsync();
        var first = await ChatAsync(site, name);
        await UndoAsync(site, first);
        await ChatAsync(site, later);
        var answer = await site.PostAsync(await site.GetAsync(first.Path), first.Path + "?handler=Restore");
        Assert.Equal((isSame, isSame ? 2 : 4), (answer.Text.Contains("Undo that one first", StringComparison.Ordinal), (await site.OpenAsync()).Incidents.Count));
    }

    [Fact]
    public async Task Another_chat_with_one_equal_message_is_no_reason_to_keep_an_import_out()
    {
        await using var site = await ImportSite.StartAsync();
        var first = await ChatAsync(site, "Bob", "Where are you", "I will find you", "No");
        await UndoAsync(site, first);
        await ChatAsync(site, "Bobby", "Lunch on Sunday?", "I bring cake", "No");
        await site.PostAsync(await site.GetAsync(first.Path), first.Path + "?handler=Restore");
        Assert.Equal(6, (await site.OpenAsync()).Incidents.Count);
    }

    [Fact]
    public async Task Nor_is_it_for_an_import_of_that_one_message()
    {
        await using var site = await ImportSite.StartAsync();
        var first = await ChatAsync(site, "Bob", "No");
        await UndoAsync(site, first);
        await ChatAsync(site, "Bobby", "No");
        await site.PostAsync(await site.GetAsync(first.Path), first.Path + "?handler=Restore");
        Assert.Equal(2, (await site.OpenAsync()).Incidents.Count);
    }

    // The key of what she sent does not say to whom: "No" to him and to his mother in one minute has one.
    [Fact]
    public async Task One_equal_message_of_her_own_is_no_reason_to_keep_an_import_out()
    {
        await using var site = await ImportSite.StartAsync();
        var first = await LinesAsync(site, "Bob", "21:00 - Bob: Where are you", "21:10 - Casey: No", "21:12 - Bob: I will find you");
        await UndoAsync(site, first);
        await LinesAsync(site, "Bobby", "21:01 - Bobby: Lunch on Sunday?", "21:10 - Casey: No", "21:11 - Bobby: I bring cake", "21:20 - Casey: Please don't");
        await site.PostAsync(await site.GetAsync(first.Path), first.Path + "?handler=Restore");
        Assert.Equal(4, (await site.OpenAsync()).Incidents.Count);
        Assert.Equal(3, (await site.OpenAsync()).AllIncidents.Count(row => row is { IsFromHer: true, IsWithdrawn: false }));
    }

    // A later export of the chat begins with what she wrote last: those would stand there twice.
    [Fact]
    public async Task Several_messages_of_her_own_that_came_again_are_one()
    {
        await using var site = await ImportSite.StartAsync();
        string[] last = ["21:10 - Casey: No", "21:11 - Casey: Leave me alone"];
        var first = await LinesAsync(site, "Bob", ["21:00 - Bob: Where are you", "21:05 - Bob: I will find you", .. last]);
        await UndoAsync(site, first);
        await LinesAsync(site, "Bob", [.. last, "22:30 - Bob: Never"]);
        Assert.Contains("Undo that one first", (await site.PostAsync(await site.GetAsync(first.Path), first.Path + "?handler=Restore")).Text, StringComparison.Ordinal);
    }

    // The last days of the chat came again under the name that he has by now. They are few of what the import has, and all of what it has in those days.
    [Fact]
    public async Task An_end_of_the_chat_that_came_again_under_another_name_is_one()
    {
        await using var site = await ImportSite.StartAsync();
        string[] lines = [.. Enumerable.Range(0, 9).Select(at => $"21:0{at} - {{0}}: Message {at}"), "21:30 - Casey: No"];
        var first = await LinesAsync(site, "Bob", [.. lines.Select(line => string.Format(CultureInfo.InvariantCulture, line, "Bob"))]);
        await UndoAsync(site, first);
        await LinesAsync(site, "DO NOT ANSWER", [.. lines[6..9].Select(line => string.Format(CultureInfo.InvariantCulture, line, "DO NOT ANSWER")), "21:40 - DO NOT ANSWER: Hello"]);
        Assert.Contains("Undo that one first", (await site.PostAsync(await site.GetAsync(first.Path), first.Path + "?handler=Restore")).Text, StringComparison.Ordinal);
    }

    private static async Task<ImportSite.Page> LinesAsync(ImportSite site, string name, params string[] lines)
    {
        var choose = await site.SendAsync(("chat.txt", Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"13/04/2026, {line}\n")))));
        return await site.GetAsync((await site.AddAsync(await site.PreviewAsync(choose, name, ("Input.Me", "Casey")))).Location!);
    }

    private static async Task<ImportSite.Page> ChatAsync(ImportSite site, string name, params string[] words)
    {
        words = words.Length > 0 ? words : ["Where are you", "I will find you"];
        var chat = string.Join('\n', words.Select((said, at) => $"13/04/2026, 21:0{at} - {name}: {said}")) + $"\n13/04/2026, 21:20 - Casey: Stop, {name}\n";
        var choose = await site.SendAsync(("chat.txt", Encoding.UTF8.GetBytes(chat)));
        var added = await site.AddAsync(await site.PreviewAsync(choose, name.StartsWith('+') ? "+" + string.Concat(name.Where(char.IsAsciiDigit)) : name, ("Input.Me", "Casey")));
        return await site.GetAsync(added.Location!);
    }

    private static async Task UndoAsync(ImportSite site, ImportSite.Page done)
    {
        site.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.PostAsync(await site.GetAsync(done.Path), done.Path + "?handler=Undo");
    }
}
