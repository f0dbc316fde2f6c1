using System.Globalization;
using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>"I say it once" and "the hearing is on Monday": her side of it, on a phone, by keyboard alone, with and without script.</summary>
public sealed class PlanStoryTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task She_says_it_once_tells_people_and_gets_ready_for_the_hearing(bool script)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 390, script: script);
        var keys = new Keyboard(visitor.Page);
        var found = new List<string>();

        await visitor.DoAsync(async page =>
        {
            async Task LookAsync() => found.AddRange(script ? await visitor.LookOverAsync() : []);
            static string Day(int fromToday) => DateTime.Today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

            await keys.BeginsAsync("casey", "kettle-orbit-maple-lantern-brook");

            // She asks herself first, and the words come after.
            await keys.GoToAsync("/Rules");
            await keys.PressAsync("main a[href$='/Rules/Draft']");
            await LookAsync();
            await keys.ChooseAsync("Input.Danger", "no");
            await keys.PressAsync("main form .btn-main");
            await LookAsync();
            await keys.PressAsync("form:has([value='all']) .btn");
            await LookAsync();
            await keys.OpenAsync("main details summary");
            await keys.TypeAsync("[name='f.when.date']", Day(-2));
            await keys.PressAsync("details form .btn-main");
            Assert.Contains("I will not reply.", await page.InnerTextAsync("main"), StringComparison.Ordinal);

            // The plan knows it, and a step of it is decided.
            await keys.GoToAsync("/Tasks");
            Assert.Contains("In force since", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await LookAsync();
            await keys.PressAsync("main a[href$='/Tasks/8']");
            await keys.ChooseAsync((await page.GetAttributeAsync(".plan-steps [type='radio'] >> nth=0", "name"))!, "done");
            await keys.PressAsync(".plan-steps .btn-main");
            Assert.Contains("Saved.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await LookAsync();
            await keys.PressAsync(".plan-steps .step-more a");
            await LookAsync();

            // Somebody who knows, and a page for the front desk.
            await keys.GoToAsync("/Tasks");
            await keys.PressAsync("main a[href$='/Friends']");
            await keys.PressAsync("main a[href$='/Friends/Person']");
            await LookAsync();
            await keys.TypeAsync("[name='Input.Name']", "Aunt Juniper");
            await keys.PressAsync("main form .btn-main");
            Assert.Contains("Aunt Juniper", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await LookAsync();
            await keys.PressAsync("main a[href$='/Friends/Note']");
            await LookAsync();
            await keys.TypeAsync("[name='Input.Person']", "Taylor Sample");
            await keys.PressAsync("main form .btn-main");
            Assert.Contains("Taylor Sample", await page.InnerTextAsync("article"), StringComparison.Ordinal);
            await LookAsync();

            // The hearing is on Monday.
            await keys.GoToAsync("/Steps");
            await keys.PressAsync("main a[href$='/Steps/Add/2']");
            await LookAsync();
            await keys.TypeAsync("[name='f.title']", "Hearing on the order");
            await keys.TypeAsync("[name='f.when.date']", Day(4));
            await keys.PressAsync("main form button.btn-main");
            await keys.PressAsync("main a[href*='/Dates/Bring/']");
            await LookAsync();
            await keys.TickAsync("[name='Input.Ticked'][value='copies']");
            await keys.PressAsync("main form .btn-main");
            Assert.Contains("Saved.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await keys.GoToAsync("/Tasks");
            await keys.PressAsync("main a[href$='/Dates']");
            Assert.Contains("Hearing on the order", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await LookAsync();

            // The file for the calendar says when and not what.
            var file = await page.RunAndWaitForDownloadAsync(() => keys.OpenAsync("main form button.btn"));
            var calendar = await File.ReadAllTextAsync(await file.PathAsync());
            Assert.Contains("BEGIN:VEVENT", calendar, StringComparison.Ordinal);
            Assert.DoesNotContain("Hearing", calendar, StringComparison.OrdinalIgnoreCase);
            await keys.GoToAsync("/Steps");
            await LookAsync();
        });

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Empty(visitor.Complaints);
        Assert.True(keys.Unseen.Count == 0, string.Join('\n', keys.Unseen));
    }
}
