using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>"After the third voicemail" and "the hearing is on Monday": her side of it, on a phone, with and without script.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PlanStoryTests(Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task She_says_it_once_tells_people_and_gets_ready_for_the_hearing(bool script)
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 390, script: script);
        var she = new Survivor(visitor);
        var found = new List<string>();

        await visitor.DoAsync(async page =>
        {
            async Task LookAsync() => found.AddRange(script ? await visitor.LookOverAsync() : []);

            await she.OpensTheSiteAsync();
            await she.SignsUpAsync();
            await she.TypesTheRecoveryCodeBackAsync();
            await she.ReadsAboutSafetyAndBeginsAsync();

            // She asks herself first, and the words come after.
            await page.GotoAsync("/Rules/Draft");
            await LookAsync();
            await page.CheckAsync("[name='Input.Danger'][value='no']", new() { Force = true });
            await page.ClickAsync("main form .btn-main");
            await LookAsync();
            await page.ClickAsync("form:has([value='all']) .btn");
            await LookAsync();
            await page.ClickAsync("main details summary");
            await page.FillAsync("[name='f.when.date']", DateTime.Today.AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            await page.ClickAsync("details form .btn-main");
            Assert.Contains("I will not reply.", await page.InnerTextAsync("main"), StringComparison.Ordinal);

            // The plan knows it, and a step of it is decided.
            await page.GotoAsync("/Tasks");
            Assert.Contains("In force since", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await LookAsync();
            await page.GotoAsync("/Tasks/8");
            await page.ClickAsync(".plan-steps fieldset:first-of-type .pill:has([value='done'])");
            await page.ClickAsync(".plan-steps .btn-main");
            Assert.Contains("Saved.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await LookAsync();
            await page.ClickAsync(".plan-steps fieldset:first-of-type .step-more a");
            await LookAsync();

            // Somebody who knows, and a page for the front desk.
            await page.GotoAsync("/Friends/Person");
            await LookAsync();
            await page.FillAsync("[name='Input.Name']", "Aunt Juniper");
            await page.ClickAsync("main form .btn-main");
            Assert.Contains("Aunt Juniper", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await LookAsync();
            await page.GotoAsync("/Friends/Note");
            await LookAsync();
            await page.FillAsync("[name='Input.Person']", "Taylor Sample");
            await page.ClickAsync("main form .btn-main");
            Assert.Contains("Taylor Sample", await page.InnerTextAsync("article"), StringComparison.Ordinal);
            await LookAsync();

            // The hearing is on Monday.
            await page.GotoAsync("/Steps/Add/hearing");
            await LookAsync();
            await page.FillAsync("[name='f.title']", "Hearing on the order");
            await page.FillAsync("[name='f.when.date']", DateTime.Today.AddDays(4).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            await she.SendAsync();
            await page.ClickAsync("main a[href*='/Dates/Bring/']");
            await LookAsync();
            await page.CheckAsync("[name='Input.Ticked'][value='copies']", new() { Force = true });
            await page.ClickAsync("main form .btn-main");
            Assert.Contains("Saved.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.GotoAsync("/Dates");
            Assert.Contains("Hearing on the order", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await LookAsync();
            await page.GotoAsync("/Steps");
            await LookAsync();
        });

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Empty(visitor.Complaints);
    }
}
