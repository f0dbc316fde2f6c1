using System.Text;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Tests.Web.Exhibits;

namespace ContactLog.Tests.Web.Import;

/// <summary>A picture or a recording is not by itself a contact: who made it she is asked.</summary>
public sealed class OwnFilesTests
{
    private const string Him = "+15550000001";

    [Fact]
    public async Task A_photo_is_taken_for_her_own_and_is_no_contact()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(("door.jpg", Samples.JpegWithClaims()));
        Assert.Contains("Who made the photos?", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Who made the recordings?", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Input.Person\"", choose.Html, StringComparison.Ordinal);
        var preview = await site.PreviewAsync(choose, "");
        Assert.Equal(1, preview.Tally.Lines["Made by you, will be kept, not counted"]);
        preview.AddsUp();
        var done = await site.GetAsync((await site.AddAsync(preview)).Location!);
        done.AddsUp();
        Assert.Equal(1, done.Tally.Lines["Made by you, will be kept, not counted"]);

        var file = await site.OpenAsync();
        Assert.Empty(file.Incidents);
        var row = Assert.Single(file.AllIncidents);
        Assert.Equal(("made", "other", "Own photo: door.jpg", null, null), (row["direction"], row["kind"], row["narrative"], row["from"], row["contact"]));
        Assert.Equal("door.jpg", Assert.Single(file.Exhibits).File.Entry.Name);
        Assert.Equal(("1", "me"), (file.Imports[0]["made"], file.Imports[0]["pictures"]));
        Assert.Contains("Own photo: door.jpg", (await site.GetAsync("/Timeline")).Text, StringComparison.Ordinal);

        // Brought in again as something else: it is here already, and stays what it is.
        var again = await site.PreviewAsync(await site.SendAsync(("door.jpg", Samples.JpegWithClaims())), "", ("Input.Pictures", "them"));
        Assert.Contains("Nothing to add", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_that_came_from_the_person_is_a_contact_when_she_says_so()
    {
        await using var site = await ImportSite.StartAsync();
        var preview = await site.PreviewAsync(await site.SendAsync(("sent.jpg", Samples.JpegWithClaims())), "", ("Input.Pictures", "them"));
        preview.AddsUp();
        Assert.Contains(preview.Hidden, field => field == ("Input.Pictures", "them"));
        (await site.GetAsync((await site.AddAsync(preview)).Location!)).AddsUp();
        Assert.Equal("in", Assert.Single((await site.OpenAsync()).Incidents)["direction"]);
    }

    [Fact]
    public async Task Nothing_is_guessed_of_a_recording()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(("memo.wav", Samples.Wav(8_000)));
        Assert.Contains("Who made the recordings?", choose.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", System.Text.RegularExpressions.Regex.Match(choose.Html, "<input[^>]*Input.Recordings[^>]*>").Value, StringComparison.Ordinal);
        var refused = await site.PreviewAsync(choose, "");
        Assert.Contains("Say who made the recordings first", (await site.PostAsync(choose, refused.Location!)).Text, StringComparison.Ordinal);
        var forged = await site.PostAsync(choose, choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal) + "?handler=Add", ("Input.Person", "unknown"));
        Assert.Contains("Say who made the recordings first", (await site.PostAsync(choose, forged.Location!)).Text, StringComparison.Ordinal);
        Assert.Empty((await site.OpenAsync()).Imports);

        var preview = await site.PreviewAsync(choose, "", ("Input.Recordings", "me"));
        preview.AddsUp();
        (await site.GetAsync((await site.AddAsync(preview)).Location!)).AddsUp();
        var row = Assert.Single((await site.OpenAsync()).AllIncidents);
        Assert.Equal(("made", "other", null, null), (row["direction"], row["kind"], row["call-result"], row["duration"]));
    }

    // The sender of a text that nobody is named for, and a photo that nobody is named for, are two questions.
    [Fact]
    public async Task What_is_said_of_the_photos_is_not_said_of_calls_without_a_number()
    {
        await using var site = await ImportSite.StartAsync();
        (string, byte[])[] files = [("calls.xml", Encoding.UTF8.GetBytes(Backup.Calls(Backup.Call("3", Him)))), ("door.jpg", Samples.JpegWithClaims()), ("memo.wav", Samples.Wav(8_000))];
        var preview = await site.PreviewAsync(await site.SendAsync(files), Him, ("Input.Pictures", "leave"), ("Input.Recordings", "me"));
        preview.AddsUp();
        Assert.Equal((1, 1, 1), (preview.Tally.Lines[$"From {Him}, will be added"], preview.Tally.Lines["Made by you, will be kept, not counted"], preview.Tally.Lines["Photos and recordings you left out"]));
        (await site.GetAsync((await site.AddAsync(preview)).Location!)).AddsUp();
        var file = await site.OpenAsync();
        Assert.Equal("call", Assert.Single(file.Incidents)["kind"]);
        Assert.Equal(2, file.AllIncidents.Count);
    }

    // That photos are taken for hers is no answer of hers: a chat must not stay out because a screenshot came with it.
    [Fact]
    public async Task Beside_messages_a_photo_does_not_answer_whose_they_are()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.SendAsync(("sms.xml", Encoding.UTF8.GetBytes(Backup.Smses(Backup.Sms("One", Him, "1", "1512226167463")))), ("door.jpg", Samples.JpegWithClaims()));
        Assert.Contains("Choose who it is first.", (await site.PostAsync(choose, (await site.PreviewAsync(choose, "")).Location!)).Text, StringComparison.Ordinal);
        var preview = await site.PreviewAsync(choose, Him);
        Assert.Equal((1, 1), (preview.Tally.Lines[$"From {Him}, will be added"], preview.Tally.Lines["Made by you, will be kept, not counted"]));
    }
}
