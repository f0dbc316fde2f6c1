using ContactLog.BrowserTests.Support;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests;

/// <summary>Three people in three browsers: she, an advocate on a phone, a lawyer at a desk.</summary>
public sealed class SharingTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Three_people_from_the_invitation_to_the_end()
    {
        await using var site = await Site.StartAsync();
        await using var hers = await Visitor.ArriveAsync(chromium, site.Address, 390);
        await using var first = await Visitor.ArriveAsync(chromium, site.Address, 390);
        await using var second = await Visitor.ArriveAsync(chromium, site.Address, 1280);
        var she = new Survivor(hers);
        var advocate = new Person(first, "jo-sample");
        var lawyer = new Person(second, "lee-sample");
        var found = new List<string>();
        var incident = "";

        await hers.DoAsync(async page =>
        {
            await she.OpensTheSiteAsync();
            await she.SignsUpAsync();
            await she.TypesTheRecoveryCodeBackAsync();
            await she.ReadsAboutSafetyAndBeginsAsync();
            incident = await she.TapsAsync("call");
            await she.AddsDetailsAsync("Zimtstern rang and said nothing.");
            await she.StatesABoundaryAsync("Please do not contact me again.", DateTime.Today.AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        });

        // Each is invited, accepts, and is let in only after the words were the same on both sides.
        foreach (var (who, person, visitor, role) in ((string, Person, Visitor, string)[])[("Advocate A.", advocate, first, "Advocate"), ("Lawyer L.", lawyer, second, "Lawyer")])
        {
            var link = "";
            await hers.DoAsync(async _ => link = await she.InvitesAsync(who, role));
            await visitor.DoAsync(async page =>
            {
                await person.AcceptsAsync(link);
                found.AddRange(await visitor.LookOverAsync());
                Assert.DoesNotContain("Zimtstern", await page.InnerTextAsync("body"), StringComparison.Ordinal);
            });
            var words = "";
            await visitor.DoAsync(async _ => words = await person.WordsAsync());
            await hers.DoAsync(async _ => Assert.Equal(words, await she.ComparesAndLetsInAsync()));
        }

        await first.DoAsync(async page =>
        {
            await page.GotoAsync("/Shelf");
            found.AddRange(await first.LookOverAsync());
            await advocate.OpensTheCaseAsync();
            found.AddRange(await first.LookOverAsync());
            Assert.Contains("Zimtstern", await advocate.ReadsAsync(incident), StringComparison.Ordinal);
            await advocate.CommentsAsync("needs-time", "Does the phone show a time?");
            found.AddRange(await first.LookOverAsync());
            foreach (var part in (string[])["/Read", "/List", "/List?form=ca-ch-100", "/Pad", "/Access"])
            {
                await page.GotoAsync(advocate.Case + part);
                found.AddRange(await first.LookOverAsync());
            }

            // An advocate makes no report.
            Assert.Equal(404, (await advocate.TriesAsync(advocate.Case + "/Print")).Status);
        });

        await hers.DoAsync(async page =>
        {
            await page.GotoAsync("/Days");
            await page.ClickAsync("nav.tabs summary");
            Assert.Contains("New", await page.InnerTextAsync("nav.tabs .news"), StringComparison.Ordinal);
            await page.GotoAsync("/Others");
            found.AddRange(await hers.LookOverAsync());
            var looks = await page.InnerTextAsync("main");
            Assert.Matches("Advocate A. read .* entr", looks);
            Assert.Contains("Advocate A. tried something that their role does not allow", looks, StringComparison.Ordinal);
            await page.GotoAsync("/Others/Comments");
            Assert.Contains("Does the phone show a time?", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.FillAsync("[name='text']", "It was 07:10.");
            await page.ClickAsync("form[action*='Answer'] button");
            await page.SettlesAsync();
            found.AddRange(await hers.LookOverAsync());
        });

        await first.DoAsync(async _ => Assert.Contains("It was 07:10.", await advocate.ReadsAsync(incident), StringComparison.Ordinal));

        await second.DoAsync(async page =>
        {
            await lawyer.OpensTheCaseAsync();
            Assert.DoesNotContain("Does the phone show a time?", await lawyer.ReadsAsync(incident), StringComparison.Ordinal);
            var pdf = await lawyer.MakesAReportAsync();
            Assert.Equal("%PDF-"u8, pdf.AsSpan(0, 5));
            found.AddRange(await second.LookOverAsync());
        });

        await hers.DoAsync(async page =>
        {
            await page.GotoAsync("/Others");
            Assert.Matches("Lawyer L. made or downloaded", await page.InnerTextAsync("main"));
            await she.EndsAsync("Advocate A.");
            await she.EndsAsync("Lawyer L.");
        });

        // Tried again, from the page that was open and by address.
        await first.DoAsync(async page =>
        {
            await page.FillAsync("[name='Input.Text']", "One more thing");
            await page.ClickAsync("aside button.btn-main");
            await page.ArrivesAsync("**/Shelf");
            Assert.DoesNotContain("Zimtstern", (await advocate.TriesAsync(advocate.Case + "/Item/" + incident)).Text, StringComparison.Ordinal);
        });
        await second.DoAsync(async _ => Assert.DoesNotContain("Zimtstern", (await lawyer.TriesAsync(lawyer.Case)).Text, StringComparison.Ordinal));

        await hers.DoAsync(async page =>
        {
            await page.GotoAsync("/Others");
            Assert.Contains("Advocate A. came after their access had ended", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.GotoAsync("/Others/Comments");
            Assert.DoesNotContain("One more thing", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.GotoAsync("/Notes/" + incident);
            Assert.Contains("Zimtstern", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        });
        Assert.Empty(found);
        Assert.Empty(hers.Complaints.Concat(first.Complaints).Concat(second.Complaints));
    }
}
