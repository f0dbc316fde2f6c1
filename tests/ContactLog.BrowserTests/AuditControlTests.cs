using ContactLog.BrowserTests.Support;

namespace ContactLog.BrowserTests;

/// <summary>The looking-over itself is looked over: on a bad page it must complain.</summary>
public sealed class AuditControlTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task A_bad_page_is_found_bad()
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address);
        await visitor.Page.GotoAsync("/Help");
        Assert.Empty(await visitor.LookOverAsync());

        await visitor.Page.EvaluateAsync("""
            () => {
              const bad = document.createElement("div");
              const box = document.createElement("input");
              const words = document.createElement("p");
              const picture = document.createElement("img");
              words.textContent = "Too faint to read";
              words.className = "bad";
              const small = document.createElement("p");
              small.textContent = "Too faint, on a phone alone";
              small.className = "bad narrow";
              bad.append(box, words, picture, small);
              document.querySelector("main").append(bad);
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(".bad { color: #ddd; background: #fff; inline-size: 900px; } body { font-family: serif; } @media (min-width: 500px) { .narrow { display: none; } }");
              document.adoptedStyleSheets = [sheet];
              document.documentElement.removeAttribute("lang");
            }
            """);
        var found = string.Join('\n', await visitor.LookOverAsync(other: 390));
        Assert.Contains("(light): color-contrast", found, StringComparison.Ordinal);
        Assert.Contains("(dark): color-contrast", found, StringComparison.Ordinal);
        Assert.Matches(@"\(light, at 390\): color-contrast: [^\n]*\[\.narrow\]", found);
        Assert.Contains("(dark, at 390): color-contrast", found, StringComparison.Ordinal);
        Assert.Contains("(at 390): image-alt", found, StringComparison.Ordinal);
        Assert.Contains("label", found, StringComparison.Ordinal);
        Assert.Contains("image-alt", found, StringComparison.Ordinal);
        Assert.Contains("html-has-lang", found, StringComparison.Ordinal);
        Assert.Contains("scrolls sideways at 320", found, StringComparison.Ordinal);
        Assert.Contains("stylesheet is not in force", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_script_and_a_request_to_a_stranger_are_noticed()
    {
        await using var site = await Site.StartAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address);
        await visitor.Page.GotoAsync("/Help");
        Assert.Empty(visitor.Complaints);
        await visitor.Page.EvaluateAsync("""
            () => {
              document.body.setAttribute("style", "color: red");
              const picture = new Image();
              picture.src = "http://stranger.invalid/a.png";
              document.body.append(picture);
            }
            """);
        bool IsNoted(string word) => visitor.Complaints.Any(complaint => complaint.Contains(word, StringComparison.Ordinal));
        for (var wait = 0; wait < 1200 && !(IsNoted("style") && IsNoted("stranger.invalid")); wait++)
        {
            await Task.Delay(50);
        }

        Assert.True(IsNoted("style"));
        Assert.True(IsNoted("stranger.invalid"));
    }
}
