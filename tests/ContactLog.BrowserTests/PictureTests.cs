using System.Diagnostics;
using ContactLog.BrowserTests.Support;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Support;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests;

/// <summary>
/// Makes the pictures of the README from the demo. As a test it proves that they can be made; <c>tests/pictures.sh</c>
/// says where to put them.
/// </summary>
public sealed class PictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string s_folder = Environment.GetEnvironmentVariable("CONTACTLOG_PICTURES") is { Length: > 0 } folder
        ? folder
        : Repository.Path("TestResults", "readme");

    [Fact]
    public async Task The_pictures_of_the_readme()
    {
        Directory.CreateDirectory(s_folder);
        await using var site = await Site.DemoAsync();
        await TakeAsync(site, 390, 844, dark: false, ("home-phone", "/"), ("boundaries-phone", "/Rules"));
        await TakeAsync(site, 390, 844, dark: true, ("timeline-phone-dark", "/Days"));
        await TakeAsync(site, 1280, 860, dark: false, ("home-desktop", "/"), ("timeline-desktop", "/Days"), ("boundaries-desktop", "/Rules"), ("import-desktop", "/Load"), ("export-desktop", "/Print"));

        var pdf = Path.Combine(s_folder, "report.pdf");
        try
        {
            await File.WriteAllBytesAsync(pdf, await ReportAsync(site));
            var pages = Poppler.Run("pdftotext", await File.ReadAllBytesAsync(pdf), "FILE", "-").Split('\f');
            var chronology = (Array.FindLastIndex(pages, page => page.Contains("4. Chronology\n", StringComparison.Ordinal)) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var summary = (Array.FindIndex(pages, page => page.Contains("Contacts by kind", StringComparison.Ordinal)) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await RunAsync("pdftoppm", "-r", "80", "-png", "-f", summary, "-l", summary, "-singlefile", pdf, Path.Combine(s_folder, "report-summary"));
            await RunAsync("pdftoppm", "-r", "80", "-png", "-f", chronology, "-l", chronology, "-singlefile", pdf, Path.Combine(s_folder, "report-chronology"));
        }
        finally
        {
            File.Delete(pdf);
        }

        Assert.All(Directory.GetFiles(s_folder, "*.png"), file => Assert.True(new FileInfo(file).Length > 8_000, file + " is hardly a picture."));
    }

    // The one that the demo's record holds already.
    private async Task<byte[]> ReportAsync(Site site)
    {
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address);
        var she = new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase"));
        await she.SignsInAsync();
        await she.StepsUpAsync();
        var report = Array.Empty<byte>();
        await visitor.DoAsync(async page =>
        {
            await page.GotoAsync("/Print");
            await page.ClickAsync("main a[href*='/Print/Made/']");
            report = await she.LoadsTheReportAsync();
        });
        return report;
    }

    private async Task TakeAsync(Site site, int width, int height, bool dark, params (string Name, string Path)[] pages)
    {
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, width, height, dark: dark);
        await new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase")).SignsInAsync();
        foreach (var (name, path) in pages)
        {
            await visitor.DoAsync(async page =>
            {
                await page.GotoAsync(path);
                await ShootAsync(page, Path.Combine(s_folder, name + ".png"));
                if (path == "/Days")
                {
                    // An incident that says more than most: one with an exhibit.
                    await page.ClickAsync("main li.entry a[href*='/Notes/']");
                    await ShootAsync(page, Path.Combine(s_folder, name.Replace("timeline", "incident", StringComparison.Ordinal) + ".png"));
                }
            });
        }
    }

    /// <summary>Takes a picture of the page as it stands.</summary>
    internal static async Task ShootAsync(IPage page, string path)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
                return;
            }
            catch (PlaywrightException error) when (tries < 6 && error.Message.Contains("Unable to capture screenshot", StringComparison.Ordinal))
            {
                // Chromium gives up on a frame that a busy machine draws too late. Nothing of the page is wrong.
                await Task.Delay(TimeSpan.FromSeconds(tries));
            }
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{string.Join('\n', await said)}");
    }
}
