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
            await hers.DoAsync(async page =>
            {
                // Beside two buttons the words stood in a column of a few letters.
                await page.GotoAsync("/Others");
                Assert.InRange(await page.EvaluateAsync<int>("document.querySelector('main .list-link:has(form) > span').offsetWidth"), 200, 390);
            });
            var words = "";
            await visitor.DoAsync(async _ => words = await person.WordsAsync());
            await hers.DoAsync(async _ => Assert.Equal(words, await she.ComparesAndLetsInAsync()));
        }

        await first.DoAsync(async page =>
        {
            await advocate.OpensTheCaseAsync();

            // With letters twice as large the first sign of a time lay outside the window: 22:08 was read as 2:08.
            Assert.InRange(await page.EvaluateAsync<double>("""
                () => {
                  const large = new CSSStyleSheet();
                  large.replaceSync("html { font-size: 200% }");
                  document.adoptedStyleSheets = [large];
                  const time = document.createRange();
                  time.selectNodeContents(document.querySelector(".entry-time"));
                  const { left } = time.getBoundingClientRect();
                  document.adoptedStyleSheets = [];
                  return left;
                }
                """), 0, 390);
            Assert.Contains("Zimtstern", await advocate.ReadsAsync(incident), StringComparison.Ordinal);
            await advocate.CommentsAsync("needs-time", "Does the phone show a time?");
            Assert.Equal("said", await page.EvaluateAsync<string>("document.activeElement.id.split('-')[0]"));
            found.AddRange(await first.LookOverAsync());
            await page.GotoAsync(advocate.Case + "/List?form=ca-ch-100");
            found.AddRange(await first.LookOverAsync());

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

    // The pages beside the entries, at the width of a phone; and a witness, who reads what they said.
    [Fact]
    public async Task Papers_search_comments_and_checklist_of_a_shared_case_and_a_witness_who_reads_their_words_again()
    {
        await using var site = await Site.StartAsync();
        await using var hers = await Visitor.ArriveAsync(chromium, site.Address, 390);
        await using var first = await Visitor.ArriveAsync(chromium, site.Address, 390);
        await using var second = await Visitor.ArriveAsync(chromium, site.Address, 1280);
        var she = new Survivor(hers);
        var lawyer = new Person(first, "lee-sample");
        var witness = new Person(second, "pat-sample");
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
            await she.FillsInAsync("/Steps/Add/1", ("f.agency", "Springfield police"), ("f.number", "26-1234"), ("f.officer", "Officer Sample"));
            await she.FillsInAsync("/Steps/Add/2", ("f.title", "Hearing for the order"), ("f.when.date", "2099-05-02"), ("f.court", "County Court, Room 4B"));
            await she.FillsInAsync("/Steps/Add/4", ("f.what", "New front door lock"));
            await she.FillsInAsync("/Names/Add", ("f.label", "R. Placeholder"), ("f.description", "Tall, grey coat"));
            await page.GotoAsync("/Print");
            await page.SelectOptionAsync("[name='Input.Court']", "ca-ch-100");
            await page.WaitForSelectorAsync("#answers textarea", new() { State = WaitForSelectorState.Attached });
        });
        await LetsInAsync("Lawyer L.", "Lawyer", lawyer, first);
        await LetsInAsync("Witness W.", "Witness", witness, second);

        await first.DoAsync(async page =>
        {
            await lawyer.OpensTheCaseAsync();
            Assert.Contains("Reports, court, measures, people", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            foreach (var (title, words) in ((string, string[])[])[
                ("Springfield police", ["26-1234", "Officer Sample"]), ("Hearing for the order", ["Room 4B"]), ("New front door lock", ["Measure taken"]), ("R. Placeholder", ["Tall, grey coat"])])
            {
                await page.GotoAsync(lawyer.Case);
                await page.ClickAsync($"main a.list-link:has-text('{title}')");
                await page.ArrivesAsync("**/Item/**");
                var text = await page.InnerTextAsync("main");
                Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
                found.AddRange(await first.LookOverAsync());
            }

            // What is looked for stands in no address, and what is found leads on.
            await page.GotoAsync(lawyer.Case);
            await page.FillAsync("[name='words']", "zimtstern");
            await page.ClickAsync("form[role='search'] button");
            await page.ArrivesAsync(url => new Uri(url).AbsolutePath.EndsWith("/Find", StringComparison.Ordinal));
            Assert.DoesNotContain("zimtstern", page.Url, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("Zimtstern", await page.InnerTextAsync("main mark >> nth=0"));
            found.AddRange(await first.LookOverAsync());
            await page.ClickAsync($"main a[href$='/Item/{incident}']");
            await page.ArrivesAsync("**/Item/" + incident);
            await page.GoBackAsync();
            Assert.Equal("Zimtstern", await page.InnerTextAsync("main mark >> nth=0"));
            await page.GoForwardAsync();
            await page.ArrivesAsync("**/Item/" + incident);
            await lawyer.CommentsAsync("needs-time", "Does the phone show a time?");
            await page.GotoAsync(lawyer.Case + "/Comments");
            Assert.Contains("Does the phone show a time?", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            found.AddRange(await first.LookOverAsync());
            await page.GotoAsync(lawyer.Case + "/List");
            Assert.Contains("The owner chose this form", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.SelectOptionAsync("[name='form']", "common");
            await page.ClickAsync("form.find button");
            await page.ArrivesAsync(url => new Uri(url).Query.Length > 0);
            Assert.DoesNotContain("The owner chose this form", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.GotoAsync("/Shelf");
            found.AddRange(await first.LookOverAsync());
        });

        await second.DoAsync(async page =>
        {
            await witness.OpensTheCaseAsync();
            Assert.DoesNotContain("Springfield police", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.GotoAsync($"{witness.Case}/Letter/{incident}");
            await page.FillAsync("[name='Text']", "I saw the grey car.");
            await page.ClickAsync("main form button.btn-main");
            await page.ArrivesAsync("**/Item/" + incident + "**");
            Assert.Contains("I saw the grey car.", await witness.ReadsAsync(incident), StringComparison.Ordinal);
            found.AddRange(await second.LookOverAsync());
        });

        await hers.DoAsync(async page =>
        {
            await page.GotoAsync("/Others");
            Assert.Contains("Lawyer L. looked for words", await page.InnerTextAsync("main"), StringComparison.Ordinal);
            await page.ClickAsync("main summary:has-text('Lawyer L. read')");
            Assert.True(await page.IsVisibleAsync("main details[open] a"));
            found.AddRange(await hers.LookOverAsync());
        });
        Assert.Empty(found);
        Assert.Empty(hers.Complaints.Concat(first.Complaints).Concat(second.Complaints));

        async Task LetsInAsync(string name, string role, Person person, Visitor visitor)
        {
            var link = "";
            await hers.DoAsync(async _ => link = await she.InvitesAsync(name, role));
            await visitor.DoAsync(async _ => await person.AcceptsAsync(link));
            await hers.DoAsync(async _ => await she.ComparesAndLetsInAsync());
        }
    }
}
