using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Incidents;

namespace ContactLog.Tests.Web.Hosting;

/// <summary>That no page names an address which tells what it asks for is held by every test that opens one (<see cref="ByTheirNames"/>).</summary>
public sealed class SealedAddressesTests
{
    private static int Rows(Window page) => Regex.Count(page.Body, "<li class=\"entry[ \"]");

    private static async Task<Survivor> WithThreeEntriesAsync()
    {
        var she = await Survivor.BeginAsync();
        await she.AppendAsync(Entry("call", "Quittenbrot"), Entry("text", "Birnenkuchen"), Entry("email", "Pflaumenmus"));
        return she;
        static EntryDraft Entry(string kind, string words) => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", kind).With("narrative", words));
    }

    [Theory]
    [InlineData("handler=Filter", "kind", "call")]
    [InlineData("role=\"search\"", "words", "quittenbrot")]
    public async Task What_she_filters_by_or_looks_for_is_read_from_its_address_by_her_alone_and_comes_back_with_it(string form, string name, string value)
    {
        await using var she = await WithThreeEntriesAsync();
        await she.Page.OpenAsync("/Timeline");
        using var sent = await she.Page.PostAsync(form, (name, value));
        var address = sent.Headers.Location!.OriginalString;
        Assert.Matches("^/Timeline\\?q=[A-Za-z0-9_-]+$", address);
        Assert.DoesNotContain(value, address, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, Rows(await she.Page.OpenAsync(address)));
        // The browser's Back and a second window ask for it again.
        Assert.Equal(1, Rows(await she.NewWindow().OpenAsync(address)));

        // Whoever finds it in her history and has an account here, and whoever changes it, is shown a page without a filter.
        Assert.Equal(3, Rows(await she.Page.OpenAsync(address[..^1] + (address[^1] == 'A' ? 'B' : 'A'))));
        using var other = await she.Site.SignedInAsync("robin");
        var page = await other.OpenAsync(address.Replace("/Timeline", "/Journal", StringComparison.Ordinal));
        Assert.DoesNotContain("quittenbrot", page.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_whose_address_does_not_open_does_nothing()
    {
        await using var she = await WithThreeEntriesAsync();
        var before = (await she.OpenAsync()).Entries.Count;
        await she.Page.OpenAsync("/Incidents/Several?q=AAAAAAAAAAAAAAAAAAAAAAAA");
        using var sent = await she.Page.PostAsync("Input.Tag", ("Input.Tag", "blame"), ("Input.All", "true"));
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.Equal(before, (await she.OpenAsync()).Entries.Count);
    }

    [Fact]
    public async Task What_was_just_done_is_said_once_and_stands_in_no_address()
    {
        await using var she = await Survivor.BeginAsync();
        var page = await she.Page.OpenAsync("/Plan/8");
        using var sent = await page.PostAsync("plan-steps");
        Assert.Equal("/Plan/8", sent.Headers.Location!.OriginalString);
        var cookie = Assert.Single(sent.Headers.GetValues("Set-Cookie"), value => value.StartsWith("o=", StringComparison.Ordinal));
        Assert.DoesNotContain("saved", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=60", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);

        // Another page that is opened in between neither says it nor takes it away.
        Assert.DoesNotContain("Saved.", (await she.NewWindow().OpenAsync("/Plan")).Text, StringComparison.Ordinal);
        Assert.Contains("Saved.", (await page.OpenAsync("/Plan/8")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Saved.", (await page.OpenAsync("/Plan/8")).Text, StringComparison.Ordinal);
    }
}
