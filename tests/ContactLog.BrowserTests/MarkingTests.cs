using ContactLog.BrowserTests.Support;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests;

/// <summary>Marking an area of a picture and words of a text: with a pointer, with the keyboard alone, and without script.</summary>
public sealed class MarkingTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task An_area_is_moved_and_sized_by_keyboard_and_by_pointer_and_the_numbers_follow(int width)
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, width);
        await new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase")).SignsInAsync();
        await visitor.DoAsync(async page =>
        {
            await Walk.OpensAPictureAsync(page);
            await page.FocusAsync("#marking .now");
            await page.Keyboard.PressAsync("ArrowLeft");
            await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("Shift+ArrowRight");
            await page.Keyboard.PressAsync("Shift+Alt+ArrowUp");
            Assert.Equal(["34", "41", "31", "19.9"], await NumbersAsync(page));
            for (var press = 0; press < 60; press++)
            {
                await page.Keyboard.PressAsync("ArrowLeft");
            }

            Assert.Equal(["0", "41", "31", "19.9"], await NumbersAsync(page));

            // A number that is typed moves the box.
            await page.FillAsync("[name=Left]", "50");
            Assert.Equal("500", await page.GetAttributeAsync("#marking .now", "x"));

            // A new box by pointer, from the lower right to the upper left.
            await page.EvaluateAsync("() => scrollTo(0, document.querySelector('#marking').getBoundingClientRect().top + scrollY - 120)");
            var box = (await page.Locator("#marking svg").BoundingBoxAsync())!;
            await page.Mouse.MoveAsync(box.X + (box.Width * .3f), box.Y + (box.Height * .2f));
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(box.X + (box.Width * .1f), box.Y + (box.Height * .1f));
            await page.Mouse.UpAsync();
            var drawn = (await NumbersAsync(page)).Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.InRange(drawn[0], 9, 11);
            Assert.InRange(drawn[2], 19, 21);

            Assert.Empty(await visitor.LookOverAsync());
            await page.ClickAsync("main form#area button.btn-main");
            await page.WaitForSelectorAsync("#marking .was");
            Assert.Equal(1, await page.Locator("#marking .was").CountAsync());
        });
        Assert.True(visitor.Complaints.Count == 0, string.Join('\n', visitor.Complaints));
    }

    [Fact]
    public async Task Without_script_four_numbers_do_the_same()
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 390, script: false);
        await new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase")).SignsInAsync();
        await visitor.DoAsync(async page =>
        {
            await Walk.OpensAPictureAsync(page);
            await page.FillAsync("[name=Left]", "10");
            await page.FillAsync("[name=Down]", "30.5");
            await page.ClickAsync("#area-show");
            Assert.Equal("100", await page.GetAttributeAsync("#marking .now", "x"));
            Assert.Equal("305", await page.GetAttributeAsync("#marking .now", "height"));
            await page.ClickAsync("main form#area button.btn-main");
            await page.WaitForSelectorAsync("#marking .was", new() { State = WaitForSelectorState.Attached });
        });
    }

    [Fact]
    public async Task Words_that_are_selected_come_into_the_field_and_are_struck_when_they_are_marked()
    {
        await using var site = await Site.DemoAsync();
        await using var visitor = await Visitor.ArriveAsync(chromium, site.Address, 1280);
        await new Survivor(visitor, site.Printed("Name"), site.Printed("Passphrase")).SignsInAsync();
        await visitor.DoAsync(async page =>
        {
            await page.GotoAsync("/Rules");
            await page.ClickAsync("main a[href*='/Rules/'][href*='-']:not([href*='Edit']):not([href*='End'])");
            await page.ClickAsync("a[href*='/Blanks/Words/']");
            var text = page.Locator("#texts dd").First;
            await text.DblClickAsync(new() { Position = new() { X = 12, Y = 12 } });
            var word = await page.InputValueAsync("[name=Marked]");
            Assert.Matches(@"^\w+$", word);
            await page.ClickAsync("main form button.btn-main");
            await page.WaitForSelectorAsync("mark.gone");
            Assert.Equal(word, await page.Locator("mark.gone").First.InnerTextAsync());
            Assert.Empty(await visitor.LookOverAsync());
        });
        Assert.True(visitor.Complaints.Count == 0, string.Join('\n', visitor.Complaints));
    }

    private static async Task<string[]> NumbersAsync(IPage page) =>
        [await page.InputValueAsync("[name=Left]"), await page.InputValueAsync("[name=Top]"), await page.InputValueAsync("[name=Across]"), await page.InputValueAsync("[name=Down]")];
}
