using System.Text;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Tests.Imports.Zip;

namespace ContactLog.Tests.Web.Import;

/// <summary>
/// The key of a picture in a chat says who sent it and in which minute. Another chat, or another picture of that minute, has the same key; a picture
/// beside the wrong message would be false evidence, and one that is taken for another would be lost.
/// </summary>
public sealed class ChatPicturesTests
{
    private const string Direct = "13/04/2026, 21:00 - Bob: Where are you\n13/04/2026, 21:05 - Bob: {0}\n13/04/2026, 21:30 - Bob: Answer me\n";
    private const string Group = "13/04/2026, 20:00 - Ann: Hello all\n13/04/2026, 21:05 - Bob: IMG-20260413-WA0007.jpg (file attached)\n13/04/2026, 22:00 - Ann: Nice\n";
    private const string Left = "<Media omitted>";
    private const string Late = "came in without";

    [Fact]
    public async Task A_picture_of_a_group_is_not_the_one_that_a_direct_chat_left_out()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, Of(Direct, Left));
        var group = Archive.Of(("chat.txt", Group), ("IMG-20260413-WA0007.jpg", "seven"));
        var preview = await PreviewAsync(site, group);
        preview.AddsUp();
        Assert.DoesNotContain(Late, preview.Text, StringComparison.Ordinal);
        Assert.Equal(1, preview.Tally.Lines["From Bob, will be added"]);
        await site.AddAsync(preview);
        var file = await site.OpenAsync();
        var picture = Assert.Single(Pictures(file));
        Assert.Equal((4, file.Imports[1].FirstSeq), (file.Incidents.Count, file.Incidents.Single(row => row.FirstSeq == picture.OfSeq).SourceSeq));

        // Both are known from now on, and the direct chat with its media finds its own message.
        foreach (var again in new[] { group, Encoding.UTF8.GetBytes(Of(Direct, Left)) })
        {
            var held = await PreviewAsync(site, again);
            Assert.Contains("Nothing to add", held.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Late, held.Text, StringComparison.Ordinal);
        }

        await AddAsync(site, Archive.Of(("chat.txt", Of(Direct, "IMG-20260413-WA0001.jpg (file attached)")), ("IMG-20260413-WA0001.jpg", "one")));
        file = await site.OpenAsync();
        Assert.Equal(4, file.Incidents.Count);
        var own = Pictures(file).Single(one => one.File.Entry.Name.Contains("WA0001", StringComparison.Ordinal));
        Assert.Equal(file.Imports[0].FirstSeq, file.Incidents.Single(row => row.FirstSeq == own.OfSeq).SourceSeq);
    }

    [Fact]
    public async Task Where_nothing_else_shows_that_it_is_the_same_chat_the_picture_goes_to_no_message_and_it_says_so()
    {
        await using var site = await ImportSite.StartAsync();
        await AddAsync(site, $"13/04/2026, 21:04 - Casey: Stop\n13/04/2026, 21:05 - Bob: {Left}\n13/04/2026, 21:06 - Casey: Stop it\n");
        var preview = await PreviewAsync(site, Archive.Of(("chat.txt", Group), ("IMG-20260413-WA0007.jpg", "seven")));
        Assert.Contains("Nothing to add", preview.Text, StringComparison.Ordinal);
        Assert.Contains("1 picture or file may belong to a message that came in without it.", preview.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_pictures_of_one_minute_one_that_is_left_goes_to_neither()
    {
        await using var site = await ImportSite.StartAsync();
        const string chat = "13/04/2026, 21:00 - Bob: Where are you\n13/04/2026, 21:05 - Bob: {0}\n13/04/2026, 21:05 - Bob: {1}\n";
        await AddAsync(site, Of(chat, Left, Left));
        var later = Archive.Of(("chat.txt", Of(chat, "This message was deleted", "IMG-20260413-WA0002.jpg (file attached)")), ("IMG-20260413-WA0002.jpg", "two"));
        var preview = await PreviewAsync(site, later);
        Assert.Contains("1 picture or file may belong to a message that came in without it.", preview.Text, StringComparison.Ordinal);
        await site.AddAsync(preview);
        Assert.Empty(Pictures(await site.OpenAsync()));

        // Both still there: each goes to its own, by their order.
        await AddAsync(site, Archive.Of(
            ("chat.txt", Of(chat, "IMG-20260413-WA0001.jpg (file attached)", "IMG-20260413-WA0002.jpg (file attached)")), ("IMG-20260413-WA0001.jpg", "one"), ("IMG-20260413-WA0002.jpg", "two")));
        var file = await site.OpenAsync();
        Assert.Equal(
            ["IMG-20260413-WA0001.jpg", "IMG-20260413-WA0002.jpg"],
            Pictures(file).OrderBy(picture => picture.OfSeq).Select(picture => picture.File.Entry.Name));
    }

    [Fact]
    public async Task Pictures_of_two_chats_in_one_archive_both_come_in_and_a_copy_of_a_chat_brings_nothing_twice()
    {
        await using var site = await ImportSite.StartAsync();
        var direct = Of(Direct, "IMG-20260413-WA0001.jpg (file attached)");
        var zip = Archive.Of(
            ("Bob/chat.txt", direct), ("Bob/IMG-20260413-WA0001.jpg", "one"), ("Group/chat.txt", Group), ("Group/IMG-20260413-WA0007.jpg", "seven"),
            ("Copy/chat.txt", direct), ("Copy/IMG-20260413-WA0001.jpg", "one"));
        await AddAsync(site, zip);
        var file = await site.OpenAsync();
        Assert.Equal(["IMG-20260413-WA0001.jpg", "IMG-20260413-WA0007.jpg"], Pictures(file).Select(picture => picture.File.Entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal((4, 2), (file.Incidents.Count, Pictures(file).Select(picture => picture.OfSeq).Distinct().Count()));
        var again = await PreviewAsync(site, zip);
        Assert.Contains("Nothing to add", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Late, again.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_one_upload_a_picture_of_a_group_is_not_the_one_that_a_direct_chat_left_out(bool directFirst)
    {
        await using var site = await ImportSite.StartAsync();
        (string, string)[] direct = [("direct.txt", Of(Direct, Left))];
        (string, string)[] group = [("group/chat.txt", Group + "13/04/2026, 21:20 - Bob: Bring cake\n"), ("group/IMG-20260413-WA0007.jpg", "seven")];
        var preview = await PreviewAsync(site, Archive.Of(directFirst ? [.. direct, .. group] : [.. group, .. direct]));
        preview.AddsUp();
        Assert.DoesNotContain("Twice in the files, taken once", preview.Tally.Lines.Keys);
        Assert.Equal(5, preview.Tally.Lines["From Bob, will be added"]);
        await site.AddAsync(preview);
        var file = await site.OpenAsync();
        Assert.Equal(5, file.Incidents.Count);
        Assert.Single(Pictures(file));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task In_one_upload_a_chat_without_and_with_its_media_is_taken_once_with_its_picture(bool bareFirst)
    {
        await using var site = await ImportSite.StartAsync();
        (string, string)[] bare = [("a.txt", Of(Direct, Left))];
        (string, string)[] whole = [("b/chat.txt", Of(Direct, "IMG-20260413-WA0001.jpg (file attached)")), ("b/IMG-20260413-WA0001.jpg", "one")];
        var preview = await PreviewAsync(site, Archive.Of(bareFirst ? [.. bare, .. whole] : [.. whole, .. bare]));
        preview.AddsUp();
        Assert.Equal((3, 3), (preview.Tally.Lines["From Bob, will be added"], preview.Tally.Lines["Twice in the files, taken once"]));
        await site.AddAsync(preview);
        var file = await site.OpenAsync();
        Assert.Equal(3, file.Incidents.Count);
        Assert.Equal("IMG-20260413-WA0001.jpg", Assert.Single(Pictures(file)).File.Entry.Name);
    }

    private static string Of(string chat, params string[] words) => string.Format(System.Globalization.CultureInfo.InvariantCulture, chat, [.. words]);

    private static List<Exhibit> Pictures(CaseFile file) => [.. file.Exhibits.Where(exhibit => exhibit["what"] != "export")];

    private static async Task<ImportSite.Page> PreviewAsync(ImportSite site, byte[] export) =>
        await site.PreviewAsync(await site.GetAsync((await site.UploadAsync(export, "chat.zip")).Location!), "Bob");

    private static Task AddAsync(ImportSite site, string chat) => AddAsync(site, Encoding.UTF8.GetBytes(chat));

    private static async Task AddAsync(ImportSite site, byte[] export)
    {
        var added = await site.AddAsync(await PreviewAsync(site, export));
        Assert.True(added.Location?.StartsWith("/Import/Done/", StringComparison.Ordinal), added.ToString());
        (await site.GetAsync(added.Location!)).AddsUp();
    }
}
