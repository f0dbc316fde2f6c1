using System.Text.RegularExpressions;
using ContactLog.BrowserTests.Support;
using ContactLog.Tests.Imports.Zip;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Web.Exhibits;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests;

/// <summary>What is on her phone becomes part of the record, and of the report.</summary>
public sealed class ImportStoryTests(Chromium chromium) : IClassFixture<Chromium>
{
    // Every date can be read two ways, so that the order has to be asked for.
    private const string Chat = """
        03/04/2026, 21:05 - Messages and calls are end-to-end encrypted. Tap to learn more.
        03/04/2026, 21:07 - R. Placeholder: I know you are home
        03/04/2026, 21:09 - R. Placeholder: IMG-20260403-WA0001.png (file attached)
        03/04/2026, 21:15 - Casey Example: Please stop writing to me
        04/04/2026, 08:01 - R. Placeholder: You cannot just end this
        04/04/2026, 08:02 - R. Placeholder: This message was deleted
        """;

    private static readonly byte[] s_picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFUlEQVR4nGNkYPjPgA0wYRUdtBIAO/8BD43ZYXcAAAAASUVORK5CYII=");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chat_and_a_voicemail_come_in_and_stand_in_the_report(bool script)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 390, script: script);
        var she = new Survivor(visitor);
        await visitor.DoAsync(async page =>
        {
            await she.OpensTheSiteAsync();
            await she.SignsUpAsync();
            await she.TypesTheRecoveryCodeBackAsync();
            await she.ReadsAboutSafetyAndBeginsAsync();

            await GivesAsync(page, "WhatsApp Chat with R. Placeholder.zip", Archive.Of(("WhatsApp Chat with R. Placeholder.txt", System.Text.Encoding.UTF8.GetBytes(Chat.ReplaceLineEndings("\n"))), ("IMG-20260403-WA0001.png", s_picture)));
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("WhatsApp");
            await page.CheckAsync("[name='Input.Orders[0].Order'][value='dmy']", new() { Force = true });
            await page.CheckAsync("input[name='Input.Me'][value*='Casey']", new() { Force = true });
            await page.ClickAsync("button[formaction*='/Load/Choose/']:visible >> nth=0");
            await page.CheckAsync("input[name='Input.Person'][value*='Placeholder']", new() { Force = true });
            await page.ClickAsync("button[form='choose'].btn-main");
            await page.ArrivesAsync("**/Load/Preview/**");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("You cannot just end this");
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("3 April 2026");
            await page.ClickAsync("button[form='add'].btn-main");
            await page.ArrivesAsync("**/Load/Done/**");
            await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("4");

            await GivesAsync(page, "voicemail-2026-04-05-07-40.wav", Samples.Wav(24_000));
            await page.CheckAsync("input[name='Input.Recordings'][value='them']", new() { Force = true });
            await page.ClickAsync("button[form='choose'].btn-main");
            await page.ArrivesAsync("**/Load/Preview/**");
            await page.ClickAsync("button[form='add'].btn-main");
            await page.ArrivesAsync("**/Load/Done/**");

            var text = Regex.Replace(Poppler.Run("pdftotext", await she.MakesAReportAsync(), "-layout", "FILE", "-"), @"\s+", " ");
            Assert.Contains("I know you are home", text, StringComparison.Ordinal);
            Assert.Contains("You cannot just end this", text, StringComparison.Ordinal);
            Assert.Contains("1 voicemail", text, StringComparison.Ordinal);
            Assert.Contains("Fri 3 Apr 2026", text, StringComparison.Ordinal);
            Assert.Contains("5 of 5", text, StringComparison.Ordinal);
            await Assertions.Expect(page.Locator("main")).ToContainTextAsync("3 of 3");
        });
        Assert.Empty(visitor.Complaints);
    }

    private static async Task GivesAsync(IPage page, string name, byte[] bytes)
    {
        await page.GotoAsync("/Load");
        await page.SetInputFilesAsync("[name='Export']", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        await page.ClickAsync("form[data-upload] button.btn-main");
        await page.ArrivesAsync("**/Load/Choose/**");
    }
}
