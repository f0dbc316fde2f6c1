using System.Text.RegularExpressions;
using ContactLog.BrowserTests.Support;
using ContactLog.Tests.Support;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests;

/// <summary>
/// Makes pictures of every page, at the width of a phone and of a desk, in light and in dark, and prints each: of the demo, of the
/// people who help her, of a record in which nothing stands yet, and of the pages for anybody. <c>tests/pictures.sh every FOLDER</c> makes them all. As a
/// test it takes the first of each only: that proves that they can be made.
/// </summary>
public sealed class EveryPictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Tallest = 4000;

    private static readonly (int Width, int Height)[] s_sizes = [(390, 844), (1280, 900)];
    private static readonly string? s_asked = Environment.GetEnvironmentVariable("CONTACTLOG_EVERY_PICTURE") is { Length: > 0 } folder ? folder : null;
    private static readonly string s_folder = s_asked ?? Repository.Path("TestResults", "every-picture");

    [Fact]
    public async Task Pictures_of_every_page()
    {
        await using (var site = await Site.DemoAsync(isOperator: true))
        {
            await using var anybody = await Visitor.ArriveAsync(chromium, site.Address);
            foreach (var path in s_asked is null ? Walk.ForAnybody.Take(1) : Walk.ForAnybody)
            {
                await anybody.Page.GotoAsync(path);
                await TakeAsync(anybody.Page, "anybody", path);
            }

            await using var hers = await Visitor.ArriveAsync(chromium, site.Address);
            var she = new Survivor(hers, site.Printed("Name"), site.Printed("Passphrase"));
            await she.SignsInAsync();
            await TakeAllAsync(hers, she, "demo");
            if (s_asked is not null)
            {
                await using var helper = await Visitor.ArriveAsync(chromium, site.Address);
                await Walk.BehindFormsAsync(hers, she, (kind, _) => TakeAsync(hers.Page, "demo", kind));
                await Walk.WithHelpAsync(site, she, helper, (kind, _) => TakeAsync(helper.Page, "helper", kind));
            }
        }

        if (s_asked is not null)
        {
            await using var empty = await Site.StartAsync();
            await using var newcomer = await Visitor.ArriveAsync(chromium, empty.Address);
            var survivor = new Survivor(newcomer);
            await survivor.OpensTheSiteAsync();
            await survivor.SignsUpAsync();
            await survivor.TypesTheRecoveryCodeBackAsync();
            await survivor.ReadsAboutSafetyAndBeginsAsync();
            await TakeAllAsync(newcomer, survivor, "empty");
        }

        Assert.All(Directory.GetFiles(s_folder, "*.png", SearchOption.AllDirectories), file => Assert.True(new FileInfo(file).Length > 4_000, file + " is hardly a picture."));
    }

    private static async Task TakeAllAsync(Visitor visitor, Survivor she, string part)
    {
        if (s_asked is not null)
        {
            await Walk.EveryPageAsync(visitor, Walk.Starts, she.StepsUpAsync, (kind, _) => TakeAsync(visitor.Page, part, kind));
        }
        else
        {
            await visitor.Page.GotoAsync(Walk.Starts[0]);
            await TakeAsync(visitor.Page, part, Walk.Starts[0]);
        }
    }

    private static async Task TakeAsync(IPage page, string part, string kind)
    {
        var folder = Directory.CreateDirectory(Path.Combine(s_folder, part)).FullName;
        var name = Regex.Replace(kind.Trim('/').Replace("*", "one", StringComparison.Ordinal), "[^A-Za-z0-9]+", "-") is { Length: > 0 } said ? said : "Home";
        foreach (var (width, height) in s_sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.SetViewportSizeAsync(width, Math.Clamp(await page.EvaluateAsync<int>("document.scrollingElement.scrollHeight"), height, Tallest));
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await PictureTests.ShootAsync(page, Path.Combine(folder, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"));
            }
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.PdfAsync(new() { Path = Path.Combine(folder, name + ".pdf"), Format = "A4" });
    }
}
