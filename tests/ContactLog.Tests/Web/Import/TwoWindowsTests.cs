using System.Net;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Tests.Imports.Zip;
using ContactLog.Tests.Support;
using static ContactLog.Tests.Web.Import.SmallBackup;

namespace ContactLog.Tests.Web.Import;

/// <summary>Two windows of hers, each with a plan made upon the same record: what the first adds must not come in a second time with the other.</summary>
public sealed class TwoWindowsTests
{
    private const string Moved = "Your record changed in another window";

    private static readonly string s_three = Backup.Smses([.. Enumerable.Range(1, 3).Select(n => Backup.Sms($"Body text {n}", Him, "1", At(n)))]);

    [Fact]
    public async Task Two_windows_that_bring_in_the_same_messages_bring_each_once_and_the_second_is_asked_to_look_again()
    {
        var together = new StandTogether();
        await using var site = await ImportSite.StartAsync(builder => together.Add(builder.Services));
        ImportSite.Page[] previews = [await site.PreviewAsync(await site.ChooseAsync(s_three), Him), await site.PreviewAsync(await site.ChooseAsync(s_three), Him)];
        together.WaitFor(2);
        var both = await Task.WhenAll(previews.Select(preview => site.AddAsync(preview)));
        Assert.Single(both, page => page.Location?.StartsWith("/Import/Done/", StringComparison.Ordinal) == true);
        var second = Assert.Single(both, page => page.Status == HttpStatusCode.OK);
        Assert.Contains(Moved, second.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing to add", second.Text, StringComparison.Ordinal);
        Assert.Equal(3, second.Tally.Lines["Already in your record"]);
        var file = await site.OpenAsync();
        Assert.Equal((1, 3), (file.Imports.Count, file.Incidents.Count));
    }

    // The record went on by something else: nothing of the import is lost, and its own form adds it when she has looked again.
    [Fact]
    public async Task An_import_that_met_another_entry_is_shown_again_and_then_added_by_the_same_form()
    {
        var together = new StandTogether();
        await using var site = await ImportSite.StartAsync(builder => together.Add(builder.Services));
        ImportSite.Page[] previews = [await site.PreviewAsync(await site.ChooseAsync(s_three), Him), await site.PreviewAsync(await site.ChooseAsync(Backup.Smses(Backup.Sms("Other", Other, "1", At(1)))), Other)];
        together.WaitFor(2);
        var both = await Task.WhenAll(previews.Select(preview => site.AddAsync(preview)));
        var second = Assert.Single(both, page => page.Status == HttpStatusCode.OK);
        Assert.Contains(Moved, second.Text, StringComparison.Ordinal);
        var added = await site.AddAsync(second);
        Assert.StartsWith("/Import/Done/", added.Location, StringComparison.Ordinal);
        Assert.Equal(added.Location, (await site.AddAsync(second)).Location);
        var file = await site.OpenAsync();
        Assert.Equal((2, 4), (file.Imports.Count, file.Incidents.Count));
    }

    [Fact]
    public async Task Pictures_that_come_late_in_two_windows_come_in_once()
    {
        static string Chat(string what) => $"[13/04/2026, 21:05:10] +1 555-000-0001: \u200e{what}\n[13/04/2026, 21:06:00] +1 555-000-0001: I know where you are\n";
        var together = new StandTogether();
        await using var site = await ImportSite.StartAsync(builder => together.Add(builder.Services));
        await site.AddAsync(await site.PreviewAsync(await site.SendAsync(("_chat.txt", Encoding.UTF8.GetBytes(Chat("image omitted")))), Him));
        var with = Archive.Of(("_chat.txt", Chat("<attached: 1-PHOTO.jpg>")), ("1-PHOTO.jpg", "one"));
        ImportSite.Page[] previews = [await site.PreviewAsync(await site.SendAsync(("a.zip", with)), Him), await site.PreviewAsync(await site.SendAsync(("b.zip", with)), Him)];
        together.WaitFor(2);
        var both = await Task.WhenAll(previews.Select(preview => site.AddAsync(preview)));
        Assert.Contains(Moved, Assert.Single(both, page => page.Status == HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Single((await site.OpenAsync()).Exhibits, exhibit => exhibit["what"] != "export");
    }

    [Fact]
    public async Task An_import_that_is_brought_back_while_its_file_comes_in_again_does_not_double_its_messages()
    {
        var together = new StandTogether();
        await using var site = await ImportSite.StartAsync(builder => together.Add(builder.Services));
        var done = await site.ImportAsync(s_three, Him);
        await site.PostAsync(done, done.Path + "?handler=Undo");
        var undone = await site.GetAsync(done.Path);
        var preview = await site.PreviewAsync(await site.ChooseAsync(s_three), Him);
        together.WaitFor(2);
        var both = await Task.WhenAll(site.AddAsync(preview), site.PostAsync(undone, done.Path + "?handler=Restore"));
        Assert.Contains(Moved, Assert.Single(both, page => page.Status == HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Equal(3, (await site.OpenAsync()).Incidents.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_number_that_she_took_out_herself_does_not_come_back_with_its_import(bool afterwards)
    {
        await using var site = await ImportSite.StartAsync();
        var done = await site.ImportAsync(s_three, Him);
        var point = Assert.Single((await site.OpenAsync()).ContactPoints);
        if (afterwards)
        {
            // An entry of hers names it, so it stays when the import goes; later she takes it out.
            await site.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-01").With("contact-point", point.FirstSeq)));
            await site.PostAsync(done, done.Path + "?handler=Undo");
        }

        site.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.AppendAsync(EntryDraft.Withdraw(Assert.Single((await site.OpenAsync()).ContactPoints), "It is not their number"));
        site.Site.Clock.Advance(TimeSpan.FromMinutes(1));
        if (!afterwards)
        {
            await site.PostAsync(done, done.Path + "?handler=Undo");
        }

        await site.PostAsync(await site.GetAsync(done.Path), done.Path + "?handler=Restore");
        var file = await site.OpenAsync();
        Assert.False(file.Imports[0].IsWithdrawn);
        Assert.Empty(file.ContactPoints);
    }
}
