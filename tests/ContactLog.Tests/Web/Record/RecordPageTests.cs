using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Tests.Web.Exhibits;
using Microsoft.Data.Sqlite;

namespace ContactLog.Tests.Web.Record;

public sealed class RecordPageTests
{
    [Fact]
    public async Task Every_entry_stands_in_the_table_newest_first_in_pages()
    {
        await using var site = await CaseSite.StartAsync();
        await site.AppendAsync([.. Enumerable.Range(1, 60).Select(number => EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", $"Person {number}")))]);
        var opened = await site.OpenAsync();

        var first = await site.GetAsync("/Record");
        Assert.Contains("all 61 entries are in place", first, StringComparison.Ordinal);
        Assert.Contains(opened.Head.Hex, first.Replace("<wbr>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("sha256sum -c LOG-000061.txt", first, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(37, 25).Reverse(), Numbers(first));
        Assert.Equal(Enumerable.Range(1, 11).Reverse(), Numbers(await site.GetAsync("/Record/3")));
        foreach (var path in new[] { "/Record/4", "/Record/0" })
        {
            using var beyond = await site.Browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
        }
    }

    [Theory]
    [InlineData(-60, true)]
    [InlineData(-4, false)]
    public async Task Times_that_run_backwards_are_said(int minutes, bool isSaid)
    {
        await using var site = await CaseSite.StartAsync();
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "One")));
        site.Site.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "Two")));
        var page = await site.GetAsync("/Record");
        Assert.Equal(isSaid, page.Contains("The times of some entries run backwards", StringComparison.Ordinal));
        Assert.Equal(isSaid, Regex.IsMatch(page, "Entry 3: .*, after entry 2: "));
    }

    [Fact]
    public async Task A_record_that_does_not_verify_is_not_shown_and_only_the_entry_is_named()
    {
        await using var site = await CaseSite.StartAsync();
        await site.AppendAsync(EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "zq-planted-name")));
        using (var well = await site.Browser.GetAsync("/Record/Broken"))
        {
            Assert.Equal("/Record", well.Headers.Location?.ToString());
        }

        using (var connection = new SqliteConnection($"Data Source={Path.Combine(site.Site.Folder, "data", "record.db")}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE EntryFields SET Sealed = zeroblob(length(Sealed)) WHERE EntryId = (SELECT Id FROM Entries WHERE Seq = 2) AND Ordinal = 1";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        foreach (var path in new[] { "/Record", "/Contacts", "/Boundaries", "/Exhibits" })
        {
            using var response = await site.Browser.GetAsync(path);
            Assert.Equal("/Record/Broken", response.Headers.Location?.ToString());
        }

        var page = await site.GetAsync("/Record/Broken");
        Assert.Contains("Entry 2 is not as it was recorded", page, StringComparison.Ordinal);
        Assert.Contains("nothing was deleted", page, StringComparison.Ordinal);
        Assert.DoesNotContain("zq-planted", page, StringComparison.Ordinal);
    }

    private static IEnumerable<int> Numbers(string page) =>
        Regex.Matches(page, "<td data-label=\"No\\.\">([0-9]+)</td>").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
}
