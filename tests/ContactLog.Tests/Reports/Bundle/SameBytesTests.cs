using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Bundle;

/// <summary>The same choices on the same record give the same bytes wherever they are made; and no cell of a table runs.</summary>
public sealed partial class SameBytesTests
{
    // A server in another country, or one whose operator set another language.
    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public async Task The_language_of_the_machine_changes_no_byte(string culture)
    {
        await using var test = await PlantedCase.BeginAsync();
        var here = await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull);
        var (own, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(here, await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (own, ui);
        }
    }

    // CSV injection: whatever somebody wrote in a message, a name or a number, no spreadsheet runs it.
    [Theory]
    [InlineData(RedactionProfile.RespondentService)]
    [InlineData(RedactionProfile.LawyerFull)]
    public async Task No_cell_of_any_table_begins_like_a_formula(RedactionProfile profile)
    {
        string[] hostile = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "  @x", "＝1+1", "＋1", "－1", "＠x", "=HYPERLINK(\"http://x.example\",\"a\")", "\"=1\",=1", "a\",=1+1,\"", "'=1"];
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync([
            .. hostile.Select(text => EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", text).With("name", text).With("role", "other"))),
            .. hostile.Select(text => EntryDraft.New(ItemType.ContactPoint, FieldSet.Empty.With("kind", "phone").With("value", text)).LinkedTo("contact", 0)),
            .. hostile.Select(text => EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", text).With("date", "2026-03-03"))),
            .. hostile.Select(text => EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-01").With("said", text).With("subject", text).With("from", text).With("place", text).With("witness", text))),
        ]);
        var incident = (await test.OpenAsync()).Incidents[0];
        foreach (var (at, text) in hostile.Index())
        {
            var file = await test.ReceiveAsync([1, (byte)at], text + ".txt");
            await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("description", text).With("of", incident.FirstSeq)).WithFiles(file.Id));
            await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Incidents[0], FieldSet.Empty.With("place", "Place " + at.ToString(CultureInfo.InvariantCulture)), text));
        }

        await test.AppendAsync(EntryDraft.Export(new ReportOptions { Profile = profile }.ToFields().With("report-number", "1").With("program", "0.0")));
        var tables = ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, profile)).Where(file => file.Key.EndsWith(".csv", StringComparison.Ordinal)).ToList();
        Assert.True(tables.Count >= 6);
        var marked = 0;
        foreach (var (name, bytes) in tables)
        {
            foreach (var cell in Cells(Encoding.UTF8.GetString(bytes)[1..]))
            {
                Assert.False(Formula().IsMatch(cell), $"{name} has the cell {cell}");
                marked += Formula().IsMatch(cell.TrimStart('\'')) ? 1 : 0;
            }
        }

        Assert.True(marked >= 5 * 13, $"Only {marked} cells were marked: were the texts in the tables at all?");
    }

    /// <summary>The cells of a table by RFC 4180.</summary>
    private static IEnumerable<string> Cells(string text)
    {
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"' && quoted && at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append(c);
                at++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else if (quoted || c != '\r')
            {
                cell.Append(c);
            }
        }
    }

    [GeneratedRegex(@"^(?:\s*[=+@＝＋－＠-]|[\t\r\n\0])")]
    private static partial Regex Formula();
}
