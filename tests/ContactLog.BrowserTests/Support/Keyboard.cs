using System.Diagnostics;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests.Support;

/// <summary>
/// Somebody who has no mouse: Tab, Shift+Tab, Enter, Space, the arrows and typing, from page to page. On the way it is noted where
/// the place she is at cannot be seen: no ring, nothing of any size, or under a bar that lies over the page (WCAG 2.4.7, 2.4.11).
/// </summary>
internal sealed class Keyboard(IPage page)
{
    private const int Most = 160;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly List<string> _unseen = [];

    // The ring may be drawn on the thing itself, on what stands beside a box that has no look of its own, or on the row that a link fills.
    private const string Look = """
        selector => {
          const at = document.activeElement;
          const wanted = document.querySelector(selector);
          const inside = Boolean(wanted?.closest("main"));
          if (!at || at === document.body || at === document.documentElement) return ["nowhere", "", inside];
          const ring = (one, part) => { const look = getComputedStyle(one, part); return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0 };
          const beside = at.matches("input") && at.nextElementSibling ? [at.nextElementSibling] : [];
          const drawn = [at, ...beside].some(one => ring(one) || ring(one, "::after"));
          const box = at.getBoundingClientRect();
          const x = box.left + Math.min(box.width, innerWidth) / 2, y = box.top + Math.min(box.height, 60) / 2;
          const over = document.elementFromPoint(x, y)?.closest(".top, .tabs");
          const why = at.id === "main" ? ""
            : !drawn ? "no ring"
            : box.width < 4 || box.height < 4 ? "of no size"
            : x < 0 || y < 0 || x > innerWidth || y > innerHeight ? "outside the window"
            : over && !over.contains(at) ? "under a bar" : "";
          const name = at.tagName.toLowerCase() + (at.id ? "#" + at.id : "") + (at.name ? `[name='${at.name}']` : "") + " " + (at.textContent || at.getAttribute("aria-label") || "").trim().slice(0, 30);
          return [at.matches(selector) ? "there" : "elsewhere", why && `${location.pathname}: ${name}: ${why}`, inside && Boolean(at.closest(".skips")) && at.getAttribute("href") === "#main"];
        }
        """;

    /// <summary>Places on the way that could not be seen.</summary>
    public IReadOnlyList<string> Unseen => _unseen;

    /// <summary>Presses Tab until the place is reached; past the menu by the link that is there for it.</summary>
    public async Task ReachAsync(string selector)
    {
        for (var steps = 0; steps < Most; steps++)
        {
            var look = (await page.EvaluateAsync(Look, selector))!.Value;
            if (look[1].GetString() is { Length: > 0 } unseen && !_unseen.Contains(unseen))
            {
                _unseen.Add(unseen);
            }

            if (look[0].GetString() == "there")
            {
                return;
            }

            await page.Keyboard.PressAsync(look[0].GetString() == "elsewhere" && look[2].GetBoolean() ? "Enter" : "Tab");
        }

        Assert.Fail($"The keyboard does not reach '{selector}' at {page.Url}.");
    }

    /// <summary>Goes to a link or button, presses Enter, and waits for the page that follows.</summary>
    public async Task PressAsync(string selector)
    {
        await ReachAsync(selector);
        await EnterAsync();
    }

    /// <summary>Presses Enter where she is, in a field too, and waits for the page that follows.</summary>
    public async Task EnterAsync()
    {
        await page.EvaluateAsync("document.documentElement.dataset.before = ''");
        await page.Keyboard.PressAsync("Enter");
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(15))
        {
            try
            {
                if (await page.EvaluateAsync<bool>("document.readyState === 'complete' && !('before' in document.documentElement.dataset)"))
                {
                    return;
                }
            }
            catch (PlaywrightException)
            {
                // One page is just being exchanged for another.
            }

            if (since.Elapsed > s_patience)
            {
                throw new TimeoutException($"Enter leads nowhere from {page.Url}.");
            }
        }
    }

    /// <summary>Opens a folded part.</summary>
    public async Task OpenAsync(string selector)
    {
        await ReachAsync(selector);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task TypeAsync(string selector, string text)
    {
        await ReachAsync(selector);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Ticks a box.</summary>
    public async Task TickAsync(string selector)
    {
        await ReachAsync(selector);
        await page.Keyboard.PressAsync("Space");
        Assert.True(await page.IsCheckedAsync(selector), selector);
    }

    /// <summary>One of several: by Tab to the group, by the arrows to the one.</summary>
    public async Task ChooseAsync(string name, string value)
    {
        await ReachAsync($"[name='{name}']");
        await page.Keyboard.PressAsync("Space");
        for (var steps = 0; steps < 30 && await page.EvaluateAsync<string>("document.activeElement.value") != value; steps++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.True(await page.IsCheckedAsync($"[name='{name}'][value='{value}']"), $"{name} {value}");
    }

    /// <summary>One of a list: by the first letters of its words.</summary>
    public async Task PickAsync(string selector, string letters)
    {
        await ReachAsync(selector);
        await page.Keyboard.TypeAsync(letters);
        Assert.StartsWith(letters, await page.EvaluateAsync<string>("document.activeElement.selectedOptions[0].text"), StringComparison.OrdinalIgnoreCase);
    }

    // ---- where she goes ----

    /// <summary>To a place by the menu: beside the page on a desk, folded under it on a phone.</summary>
    public async Task GoToAsync(string place)
    {
        if (await page.Locator(".side").IsVisibleAsync())
        {
            await PressAsync($".side a[href='{place}']");
        }
        else if (await page.Locator($".tabs > ul > li > a[href='{place}']").CountAsync() > 0)
        {
            await PressAsync($".tabs > ul > li > a[href='{place}']");
        }
        else
        {
            await OpenAsync(".tabs summary");
            await PressAsync($".tabs .more a[href='{place}']");
        }
    }

    /// <summary>From the first page to the one on which she saves: an account, the code, the page about safety, the zone.</summary>
    public async Task BeginsAsync(string name, string password)
    {
        await page.GotoAsync("/Account/SignUp");
        await TypeAsync("[name='Input.UserName']", name);
        await TypeAsync("[name='Input.Password']", password);
        await TypeAsync("[name='Input.PasswordAgain']", password);
        await PressAsync("main form button.btn-main, form button.btn-main");
        var code = string.Join('-', (await page.InnerTextAsync("main code, code")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        await PressAsync("a.btn-main");
        await TypeAsync("[name='Input.Code']", code);
        await EnterAsync();
        await PressAsync("main a.btn-main");
        await PickAsync("[name='Input.Zone']", await page.Locator("[name='Input.Zone'] option[value='America/Chicago']").InnerTextAsync());
        await PressAsync("main form button.btn-main");
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);
    }

    /// <summary>With the account that is there.</summary>
    public async Task SignsInAsync(string name, string password)
    {
        await TypeAsync("[name='Input.UserName']", name);
        await TypeAsync("[name='Input.Password']", password);
        await EnterAsync();
    }
}
