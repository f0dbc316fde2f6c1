using ContactLog.Imports;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Tests.Imports;

/// <summary>Every file that lies beside the repository, against a table made by another program and by hand.</summary>
public sealed class FixtureTableTests
{
    private static readonly string[] s_noData = ["EXPECTED.tsv", "SOURCES.tsv", ".gitattributes"];

    [Fact]
    public void Every_fixture_holds_what_the_table_says()
    {
        if (Fixtures.Folder is null)
        {
            return;
        }

        Agree(
            Path.Combine(Fixtures.Repository!, "tests", "ContactLog.Tests", "Imports", "fixtures-expected.tsv"),
            Directory.GetFiles(Fixtures.Folder, "*", SearchOption.AllDirectories).Where(path => !s_noData.Contains(Path.GetFileName(path)))
                .Select(path => (Path.GetRelativePath(Fixtures.Folder, path).Replace('\\', '/'), File.ReadAllBytes(path))));
    }

    [Fact]
    public void Every_sample_holds_what_was_counted_by_hand() => Agree(Path.Combine(ImportSamples.Folder, "expected.tsv"), ImportSamples.Written);

    [Fact]
    public void There_is_a_sample_of_every_format() =>
        Assert.Equal(ExportFormats.All.Select(format => format.Id).Order(StringComparer.Ordinal), ImportSamples.All.Select(one => ExportFormats.Recognise(one.Content)!.Id).Distinct().Order(StringComparer.Ordinal));

    private static void Agree(string expectations, IEnumerable<(string Name, byte[] Content)> files)
    {
        var table = File.ReadLines(expectations).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t', 2)).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var (name, content) in files)
        {
            var read = SmsBackupRestore.Backup.Read(content);
            read.AddsUp();
            var tally = read.Tally;
            var found = string.Join('\t', read.Format?.Id ?? "unknown", tally.Records, tally.Incoming, tally.Outgoing, tally.Calls, tally.System, tally.Skipped.Count,
                tally.First.Iso() ?? Wall(tally.FirstWall), tally.Last.Iso() ?? Wall(tally.LastWall));
            if (!table.Remove(name, out var expected) || expected != found)
            {
                differences.Add($"{name}\n  expected {expected}\n  found    {found}");
            }
        }

        Assert.True(differences.Count + table.Count == 0, string.Join('\n', differences.Concat(table.Keys.Select(name => name + " was not there"))));
    }

    private static string Wall(LocalDateTime? wall) => wall is { } local ? LocalDateTimePattern.GeneralIso.Format(local) : "";
}
