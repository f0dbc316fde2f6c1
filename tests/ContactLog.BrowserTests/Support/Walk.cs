using System.Text.RegularExpressions;
using ContactLog.Tests.Imports.Zip;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests.Support;

/// <summary>Follows every link from some pages on, and stops once at each kind of page.</summary>
internal static class Walk
{
    // Leaving ends the session; files are not pages.
    private static readonly string[] s_passed = ["/leave", "/Account/SignOut", "/Files/File", "/Print/Pdf", "/Print/Set", "/healthz", "/readyz"];

    // Every date can be read two ways, so that the order is asked for.
    private const string Chat = "03/04/2026, 21:07 - R. Placeholder: I know you are home\n04/04/2026, 08:01 - R. Placeholder: You cannot just end this\n04/04/2026, 08:05 - Casey Example: Stop\n";

    // No columns that a reader knows.
    private const string Table = "when it was;who;what\n03/04/2026 21:07;555-0142;Silence\n04/04/2026 08:01;555-0142;More silence\n";

    /// <summary>Pages that no link leads to while somebody is signed in.</summary>
    public static IReadOnlyList<string> Starts { get; } = ["/", "/Help", "/Tips", "/Tips/Here", "/Account", "/Book/Edit", "/Load", "/Print", "/Log", "/nothing/here"];

    /// <summary>Pages for anybody.</summary>
    public static IReadOnlyList<string> ForAnybody { get; } =
        ["/Account/SignIn", "/Account/SignUp", "/Account/Forgot", "/Account/Recover", "/Account/Reset", "/Account/Help", "/Account/HelpEnd", "/Account/SignOut", "/Help"];

    /// <summary>Goes there. What is done at each page gets its kind and the status of its answer.</summary>
    /// <param name="visitor">Who walks.</param>
    /// <param name="starts">Where from.</param>
    /// <param name="stepsUp">Types the password where it is asked for again; null to leave it.</param>
    /// <param name="look">What is done at each page.</param>
    /// <returns>The kinds that were seen.</returns>
    public static async Task<IReadOnlyCollection<string>> EveryPageAsync(Visitor visitor, IEnumerable<string> starts, Func<Task>? stepsUp, Func<string, int, Task> look)
    {
        var kinds = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<string>(starts);
        while (waiting.TryDequeue(out var path))
        {
            if (s_passed.Any(passed => path.StartsWith(passed, StringComparison.OrdinalIgnoreCase)) || path.Contains("/File/", StringComparison.OrdinalIgnoreCase) || !kinds.Add(Kind(path)))
            {
                continue;
            }

            var answer = await visitor.Page.GotoAsync(path);
            if (stepsUp is not null && Place(visitor) == "/Account/StepUp" && path != "/Account/StepUp")
            {
                await stepsUp();
                answer = await visitor.Page.GotoAsync(path);
            }

            // A page that only leads on to another is looked at there.
            var there = Kind(Place(visitor));
            if (there != Kind(path) && !kinds.Add(there))
            {
                continue;
            }

            await look(there, answer!.Status);
            foreach (var link in await visitor.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href], nav a[href], footer a[href]')].filter(a => a.origin === location.origin && !a.hasAttribute('download')).map(a => a.pathname)"))
            {
                waiting.Enqueue(link);
            }
        }

        return kinds;
    }

    /// <summary>The pages that only a form leads to, in a record with exhibits. What is made on the way stays in it.</summary>
    public static async Task BehindFormsAsync(Visitor visitor, Survivor she, Func<string, int, Task> look)
    {
        var page = visitor.Page;
        Task LookAsync(string name) => look($"{Kind(Place(visitor))}/{name}", 200);

        var incident = await she.TapsAsync("call");
        await LookAsync("saved");
        await she.AttachesAPictureAsync(incident, "A-");
        await LookAsync("attached");
        await page.GotoAsync("/Notes/Several");
        await page.CheckAsync("[name='Input.Row'] >> nth=0", new() { Force = true });
        await page.SelectOptionAsync("[name='Input.Tag']", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("button[name='Input.Do'][value='add']");
        await page.ArrivesAsync("**/Notes/SeveralDone/**");
        await LookAsync("marked");
        await page.GotoAsync("/Notes/Saved/" + incident);
        await page.ClickAsync("form[action*='handler=Undo'] button");
        await page.WaitForSelectorAsync("form[action*='handler=Restore']");
        await LookAsync("undone");

        await page.GotoAsync("/Notes/Add/another-day");
        await page.FillAsync("[name='f.when.date']", "the day of nothing");
        await page.ClickAsync("main form button.btn-main");
        await page.WaitForSelectorAsync("[aria-invalid=true]");
        await LookAsync("refused");

        await page.GotoAsync("/Days");
        // Folded on a phone.
        await page.EvaluateAsync("document.querySelectorAll('details.filter').forEach(one => one.open = true)");
        await page.FillAsync("[name=words]:visible >> nth=0", "please");
        await page.ClickAsync("form[role=search] button:visible >> nth=0");
        await page.ArrivesAsync(url => url.Contains("/Days?q=", StringComparison.Ordinal));
        await LookAsync("found");

        await GivesAsync(page, "list.csv", System.Text.Encoding.UTF8.GetBytes(Table));
        await page.ArrivesAsync(url => url.Contains("/Load/C", StringComparison.Ordinal));
        await LookAsync("table");
        await GivesAsync(page, "WhatsApp Chat with R. Placeholder.zip", Archive.Of(("WhatsApp Chat with R. Placeholder.txt", System.Text.Encoding.UTF8.GetBytes(Chat))));
        await page.ArrivesAsync("**/Load/Choose/**");
        await LookAsync("order");
        await page.CheckAsync("[name='Input.Orders[0].Order'][value='dmy']", new() { Force = true });
        // What the record knows is not asked for.
        await IfAskedAsync(page.Locator("input[name='Input.Me'][value*='Casey']"), box => box.CheckAsync(new() { Force = true }));
        await IfAskedAsync(page.Locator("input[name='Input.Person'][value*='Placeholder']"), box => box.CheckAsync(new() { Force = true }));
        await LookAsync("people");
        await page.ClickAsync("button[form='choose'].btn-main");
        await page.ArrivesAsync("**/Load/Preview/**");
        await LookAsync("rows");
        await page.ClickAsync("button[form='add'].btn-main");
        await page.ArrivesAsync("**/Load/Done/**");
        await LookAsync("added");

        await page.GotoAsync("/Print");
        // A few weeks of it hold a page of each kind as well, and the whole takes as long to look over as twenty others.
        await page.FillAsync("[name='Input.From']", "1 April 2026");
        await page.RunAndWaitForResponseAsync(() => page.Locator("[name='Input.From']").BlurAsync(), answer => answer.Request.Method == "POST");
        await page.ClickAsync("button[formaction='/Print/Preview']");
        await page.ArrivesAsync("**/Print/Preview**");
        await LookAsync("before");

        await OpensAPictureAsync(page);
        await LookAsync("area");

        await page.GotoAsync("/Diary/Write");
        await page.FillAsync("main textarea", "Half a sentence that was not");
        // In the menu, which is folded on a phone.
        await page.EvaluateAsync("document.querySelector('button[form=lock]').click()");
        await page.ArrivesAsync("**/Account/SignIn**");
        await she.TypesHerPasswordAsync();
        await page.ArrivesAsync("**/Account/Held");
        await LookAsync("held");
        await page.ClickAsync("form[action*='handler=Drop'] button");
        await page.ArrivesAsync(url => new Uri(url).AbsolutePath == "/");
    }

    /// <summary>
    /// Founds an organisation whose supervisor helps her, and lets the supervisor walk: every page of a shared case and of an organisation.
    /// </summary>
    public static async Task WithHelpAsync(Site site, Survivor she, Visitor helper, Func<string, int, Task> look)
    {
        var person = new Person(helper, "robin-sample");
        await helper.DoAsync(async _ => await person.AcceptsAsync(await site.FoundAsync("Harbour House", "Robin Example")));
        await helper.DoAsync(async page =>
        {
            await person.StepsUpAsync();
            await page.GotoAsync("/Group/Invite");
            await page.FillAsync("[name='Input.Name']", "Sal Example");
            await page.ClickAsync("main form button.btn-main");
            await page.WaitForSelectorAsync("main #link");
            await look("/Group/Invite/made", 200);
        });
        var link = await she.InvitesAsync("Robin", "Advocate");
        await helper.DoAsync(async page =>
        {
            await page.GotoAsync(link);
            await look("/Join/link", 200);
            await page.ClickAsync("button[name='how'][value='in']");
            await page.ArrivesAsync("**/Join");
            await look("/Join/terms", 200);
            await person.AgreesAsync();
            await look("/Shelf/waiting", 200);
        });
        await she.ComparesAndLetsInAsync();
        await EveryPageAsync(helper, ["/Shelf", "/Group"], () => person.StepsUpAsync(), look);
    }

    /// <summary>Opens the page on which an area of a picture is marked.</summary>
    public static async Task OpensAPictureAsync(IPage page)
    {
        await page.GotoAsync("/Files");
        var pages = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href*=\"/Files/\"]')].map(a => a.pathname).filter(path => /[0-9a-f-]{36}$/.test(path))");
        foreach (var path in pages)
        {
            await page.GotoAsync("/Blanks/Area/" + path.Split('/')[^1]);
            if (await page.Locator("#marking").CountAsync() > 0)
            {
                return;
            }
        }

        Assert.Fail("The record has no picture.");
    }

    private static async Task IfAskedAsync(ILocator asked, Func<ILocator, Task> answer)
    {
        if (await asked.CountAsync() > 0)
        {
            await answer(asked.First);
        }
    }

    private static async Task GivesAsync(IPage page, string name, byte[] bytes)
    {
        await page.GotoAsync("/Load");
        await page.SetInputFilesAsync("[name='Export']", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        await page.ClickAsync("form[data-upload] button.btn-main");
    }

    private static string Place(Visitor visitor) => new Uri(visitor.Page.Url).AbsolutePath;

    // One page of each kind is enough: ids and numbers do not make another kind.
    private static string Kind(string path) => Regex.Replace(path, @"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/|$)", "*");
}
