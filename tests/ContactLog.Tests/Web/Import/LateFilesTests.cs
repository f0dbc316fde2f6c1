using System.Text;
using ContactLog.Tests.Imports.Zip;

namespace ContactLog.Tests.Web.Import;

/// <summary>A long chat is first exported without media, because that takes more messages; its pictures come later.</summary>
public sealed class LateFilesTests
{
    private const string Him = "+15550000001";

    private static string Chat(string first, string second) =>
        $"[13/04/2026, 21:05:10] +1 555-000-0001: \u200e{first}\n[13/04/2026, 21:06:00] +1 555-000-0001: I know where you are\n[13/04/2026, 21:07:00] +1 555-000-0001: \u200e{second}\n";

    [Fact]
    public async Task Pictures_of_messages_that_are_held_come_in_beside_them_and_no_message_twice()
    {
        await using var site = await ImportSite.StartAsync();
        var without = Encoding.UTF8.GetBytes(Chat("image omitted", "image omitted"));
        (await site.GetAsync((await site.AddAsync(await site.PreviewAsync(await site.GetAsync((await site.UploadAsync(without, "_chat.txt")).Location!), Him))).Location!)).AddsUp();
        Assert.Equal(3, (await site.OpenAsync()).Incidents.Count);

        var with = Archive.Of(("_chat.txt", Chat("<attached: 1-PHOTO.jpg>", "<attached: 2-PHOTO.jpg>")), ("1-PHOTO.jpg", "one"), ("2-PHOTO.jpg", "two"));
        var preview = await site.PreviewAsync(await site.GetAsync((await site.UploadAsync(with, "chat.zip")).Location!), Him);
        preview.AddsUp();
        Assert.Contains("2 files to add", preview.Text, StringComparison.Ordinal);
        Assert.Contains("2 pictures or files belong to messages that came in without them.", preview.Text, StringComparison.Ordinal);
        var done = await site.GetAsync((await site.AddAsync(preview)).Location!);
        done.AddsUp();
        Assert.Contains("2 files added", done.Text, StringComparison.Ordinal);
        var file = await site.OpenAsync();
        Assert.Equal(3, file.Incidents.Count);
        var pictures = file.Exhibits.Where(exhibit => exhibit["what"] != "export").ToList();
        Assert.Equal(["1-PHOTO.jpg", "2-PHOTO.jpg"], pictures.Select(exhibit => exhibit.File.Entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, pictures.Select(exhibit => exhibit.OfSeq).Intersect(file.Incidents.Select(row => (int?)row.FirstSeq)).Count());
        Assert.Equal("one"u8.ToArray(), await site.BytesAsync(pictures.Single(exhibit => exhibit.File.Entry.Name == "1-PHOTO.jpg").File.Id));

        // A third time there is nothing left.
        var again = await site.PreviewAsync(await site.GetAsync((await site.UploadAsync(with, "chat.zip")).Location!), Him);
        Assert.Contains("Nothing to add", again.Text, StringComparison.Ordinal);
        Assert.Equal(3, again.Tally.Lines["Already in your record"]);
    }

    // What she once sent, or took out of her record, must not come back as evidence with the next export of the same chat.
    [Fact]
    public async Task Her_own_pictures_and_one_she_withdrew_do_not_come_in_later()
    {
        await using var site = await ImportSite.StartAsync();
        const string chat = "[13/04/2026, 21:05:10] +1 555-000-0001: \u200e<attached: 1-PHOTO.jpg>\n[13/04/2026, 21:06:00] Casey: \u200e<attached: 2-PHOTO.jpg>\n";
        var zip = Archive.Of(("_chat.txt", chat), ("1-PHOTO.jpg", "one"), ("2-PHOTO.jpg", "two"));
        async Task<ImportSite.Page> PreviewAsync() => await site.PreviewAsync(await site.GetAsync((await site.UploadAsync(zip, "chat.zip")).Location!), Him, ("Input.Me", "Casey"));
        (await site.GetAsync((await site.AddAsync(await PreviewAsync())).Location!)).AddsUp();
        var picture = Assert.Single((await site.OpenAsync()).Exhibits, exhibit => exhibit["what"] != "export");
        Assert.Equal("1-PHOTO.jpg", picture.File.Entry.Name);
        Assert.Contains("Nothing to add", (await PreviewAsync()).Text, StringComparison.Ordinal);
        await site.AppendAsync(ContactLog.Data.Record.EntryDraft.Withdraw(picture, "It shows my child"));
        Assert.Contains("Nothing to add", (await PreviewAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_chat_in_two_archives_brings_each_picture_once_and_an_import_that_was_undone_does_not_bring_them_twice()
    {
        await using var site = await ImportSite.StartAsync();
        var without = Encoding.UTF8.GetBytes(Chat("image omitted", "image omitted"));
        await site.AddAsync(await site.PreviewAsync(await site.GetAsync((await site.UploadAsync(without, "_chat.txt")).Location!), Him));
        var with = Archive.Of(("_chat.txt", Chat("<attached: 1-PHOTO.jpg>", "<attached: 2-PHOTO.jpg>")), ("1-PHOTO.jpg", "one"), ("2-PHOTO.jpg", "two"));
        int Pictures(ContactLog.Domain.Cases.CaseFile file) => file.Exhibits.Count(exhibit => exhibit["what"] != "export");
        var twice = await site.PreviewAsync(await site.SendAsync(("a.zip", with), ("b.zip", with)), Him);
        Assert.Contains("2 files to add", twice.Text, StringComparison.Ordinal);
        var done = await site.GetAsync((await site.AddAsync(twice)).Location!);
        var file = await site.OpenAsync();
        Assert.Equal((2, "2"), (Pictures(file), file.Imports[1]["late"]));

        // Undone, brought in again, and the undone one brought back: refused, for each picture would stand twice.
        await site.PostAsync(done, done.Path + "?handler=Undo");
        Assert.Equal(0, Pictures(await site.OpenAsync()));
        await site.AddAsync(await site.PreviewAsync(await site.GetAsync((await site.UploadAsync(with, "chat.zip")).Location!), Him));
        Assert.Equal(2, Pictures(await site.OpenAsync()));
        var undone = await site.GetAsync(done.Path);
        await site.PostAsync(undone, done.Path + "?handler=Restore");
        Assert.Equal(2, Pictures(await site.OpenAsync()));
    }
}
