using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using ContactLog.Tests.Support;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests.Support;

/// <summary>Someone with a browser. Notes everything that the browser complains about, and looks pages over.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly TimeSpan s_audit = TimeSpan.FromSeconds(240);
    private static readonly ColorScheme[] s_schemes = [ColorScheme.Light, ColorScheme.Dark];
    private static readonly string[] s_standard = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
    private static readonly string s_rules = new BundledAxeScriptProvider().GetScript();
    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly int _width;
    private readonly int _height;
    private readonly bool _script;

    private Visitor(IBrowserContext context, IPage page, Uri address, int width, int height, bool script)
    {
        _context = context;
        _address = address;
        _width = width;
        _height = height;
        _script = script;
        Page = page;
    }

    public IPage Page { get; }

    /// <summary>What the browser complained about: refused scripts and styles, errors, requests to strangers.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public static async Task<Visitor> ArriveAsync(Chromium chromium, Uri address, int width = 1280, int height = 900, bool script = true, bool dark = false)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = script,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            TimezoneId = "America/Chicago",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(90_000);
        var page = await context.NewPageAsync();
        var visitor = new Visitor(context, page, address, width, height, script);
        page.Console += (_, message) =>
        {
            // A page that answers 4xx on purpose is no fault of the page; neither is a switch in a header that this browser is too old or too new to know.
            if (message.Type is "error" or "warning"
                && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal)
                && !message.Text.Contains("Permissions-Policy header: Unrecognized feature", StringComparison.Ordinal))
            {
                visitor._complaints.Enqueue($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => visitor._complaints.Enqueue($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            var to = new Uri(request.Url);
            if (to.Scheme is "http" or "https" && to.Authority != address.Authority)
            {
                visitor._complaints.Enqueue($"{page.Url}: a request to {to.Authority}");
            }
        };
        return visitor;
    }

    /// <summary>Does something; when it fails, a picture of the page stays in TestResults and the failure says what the page said.</summary>
    public async Task DoAsync(Func<IPage, Task> what, [CallerMemberName] string name = "")
    {
        try
        {
            await what(Page);
        }
        catch (Exception failure)
        {
            var (picture, text) = ("no picture", "");
            try
            {
                text = await Page.Locator("body").InnerTextAsync(new() { Timeout = 2000 });
                picture = await PictureAsync(name);
            }
            catch (Exception again) when (again is TimeoutException or PlaywrightException)
            {
                // What failed first is what matters.
            }

            throw new InvalidOperationException($"At {Page.Url} ({picture}): {failure.Message}\nThe page says:\n{text}", failure);
        }
    }

    /// <summary>
    /// Looks the page over as it stands: barriers in light and dark, sideways scrolling and places for Tab that are not seen at 320 pixels, the stylesheet
    /// in force, no word of another language's direction or of the browser's own.
    /// </summary>
    /// <param name="other">
    /// Another width at which the page is asked what can be otherwise there: its layout, what was hidden, and the colours of that alone.
    /// </param>
    public async Task<IReadOnlyList<string>> LookOverAsync(int? other = null)
    {
        var found = new List<string>();
        var path = new Uri(Page.Url).AbsolutePath;
        if (await Page.EvaluateAsync<string>("getComputedStyle(document.body).fontFamily") is not { } font || !font.Contains("Atkinson", StringComparison.Ordinal))
        {
            found.Add($"{path}: the stylesheet is not in force");
        }

        await Page.SetViewportSizeAsync(320, 640);
        var wide = await Page.EvaluateAsync<string?>("""
            () => {
              const page = document.scrollingElement;
              if (page.scrollWidth <= 320) return null;
              const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > 321 && getComputedStyle(e).position !== "fixed").slice(0, 3);
              return page.scrollWidth + " pixels: " + wide.map(e => e.tagName.toLowerCase() + (e.className ? "." + String(e.className).replaceAll(" ", ".") : "")).join(", ");
            }
            """);
        // What is there for a reader of the screen alone may be read there, but nothing in it may take the focus: Tab went through five places that nobody saw.
        found.AddRange(await Page.EvaluateAsync<string[]>("""
            path => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
              .filter(e => e.checkVisibility({ visibilityProperty: true }))
              .filter(e => { for (let up = e.parentElement; up; up = up.parentElement) if (getComputedStyle(up).clipPath === "inset(50%)") return true; return false })
              .map(e => `${path}: Tab stops where nothing is seen (${e.textContent.trim()})`)
            """, path));
        await Page.SetViewportSizeAsync(_width, _height);
        if (wide is not null)
        {
            found.Add($"{path}: scrolls sideways at 320 pixels ({wide})");
        }

        await WholeAsync(_width);
        foreach (var scheme in s_schemes)
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            // In the dark only colours are others: to ask the other rules twice takes minutes and finds the same.
            Note(await BarriersAsync(scheme == ColorScheme.Dark ? ["color-contrast"] : []), scheme.ToString().ToLowerInvariant());
        }

        if (other is { } width)
        {
            await Page.EvaluateAsync("window.unseen = [...document.body.querySelectorAll('*')].filter(e => !e.checkVisibility())");
            await WholeAsync(width);
            Note(await AskAsync("document, { runOnly: { type: 'tag', values: asked }, rules: { 'color-contrast': { enabled: false } }, resultTypes: ['violations'] }", s_standard), $"at {width}");
            foreach (var scheme in s_schemes)
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                Note(await AskAsync("{ include: unseen.filter(e => e.checkVisibility()) }, { runOnly: asked, resultTypes: ['violations'] }", ["color-contrast"], "unseen.some(e => e.checkVisibility())"), $"{scheme.ToString().ToLowerInvariant()}, at {width}");
            }
        }

        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.SetViewportSizeAsync(_width, _height);
        if (found.Count > 0)
        {
            found.Add("picture: " + await PictureAsync(path));
        }

        return found;

        void Note(IEnumerable<string> barriers, string how) => found.AddRange(barriers.Select(barrier => $"{path} ({how}): {barrier}"));

        // The whole page at once: what lies under the bar at the foot of the window until it is scrolled is not covered for good.
        async Task WholeAsync(int width)
        {
            await Page.SetViewportSizeAsync(width, _height);
            await Page.SetViewportSizeAsync(width, Math.Clamp(await Page.EvaluateAsync<int>("document.scrollingElement.scrollHeight") + 80, _height, 16_000));
        }
    }

    /// <summary>What axe finds on the page as it stands: by all rules up to WCAG 2.2 AA, or by the rules named.</summary>
    public Task<IReadOnlyList<string>> BarriersAsync(params string[] rules) =>
        AskAsync("document, { runOnly: asked, resultTypes: ['violations'] }", rules.Length > 0 ? rules : s_standard);

    // What is asked of axe is ours, not a page's: it is put together as text.
    private async Task<IReadOnlyList<string>> AskAsync(string question, string[] asked, string when = "true")
    {
        if (!_script)
        {
            // The audit is a script itself and would wait for ever.
            throw new InvalidOperationException("Audit pages with scripts on.");
        }

        // Put in once a page and asked for what is wrong alone: Deque's own binding loads the rules three times for each question, which takes longer than the answer.
        if (!await Page.EvaluateAsync<bool>("'axe' in window"))
        {
            await Page.EvaluateAsync(s_rules);
        }

        return await Page.EvaluateAsync<string[]>(
            $$"""
            async asked => {{when}} ? (await axe.run({{question}})).violations
              .map(found => `${found.id}: ${found.help} [${found.nodes.slice(0, 4).map(node => node.target.join(" ")).join("; ")}]`) : []
            """,
            asked).WaitAsync(s_audit);
    }

    /// <summary>Keeps a picture of the page where failed runs are looked at; never committed.</summary>
    public async Task<string> PictureAsync(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var path = Repository.Path("TestResults", "pictures", string.Create(CultureInfo.InvariantCulture, $"{safe}-{_width}-{Guid.NewGuid():N}.png"));
        await Page.ScreenshotAsync(new() { Path = path, FullPage = true });
        return path;
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
