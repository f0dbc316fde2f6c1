using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Last;

public sealed class LastTests
{
    [Fact]
    public async Task The_last_sighting_and_the_last_call_are_told_with_place_and_number()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Last");
        Assert.Contains("No entry says that the person was there", she.Page.Text, StringComparison.Ordinal);
        await she.LogAsync(("f.kind", "in-person"), ("f.when.date", "2026-04-20"), ("f.when.time", "17:50"), ("f.place", "Harlow station"));
        await she.LogAsync(("f.kind", "in-person"), ("f.when.date", "2026-04-02"), ("f.place", "Old market"));
        await she.LogAsync(("f.kind", "call"), ("f.when.date", "2026-04-22"), ("f.from", "312 555 0142"));
        await she.LogAsync(("f.kind", "call"), ("f.when.date", "2026-04-23"), ("f.when.time", "01:00"), ("f.direction", "out"), ("f.from", "999 0000"));
        await she.Page.OpenAsync("/Last");
        var text = she.Page.Text;
        Assert.Contains("Monday 20 April 2026, 17:50 3 days ago", text, StringComparison.Ordinal);
        Assert.Contains("Where: Harlow station", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Old market", text, StringComparison.Ordinal);
        Assert.Contains("From: 312 555 0142", text, StringComparison.Ordinal);
        Assert.DoesNotContain("999 0000", text, StringComparison.Ordinal);
        await she.Page.OpenAsync("/");
        Assert.Contains("When did I last see or hear from them?", she.Page.Text, StringComparison.Ordinal);
    }
}
