using System.Text.RegularExpressions;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Architecture;

public sealed partial class ThreatModelTests
{
    [Fact]
    public void Every_test_that_the_threat_model_names_exists()
    {
        var sources = string.Join('\n', Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText));
        var rows = File.ReadLines(Repository.Path("docs", "threat-model.md")).Where(line => line.StartsWith('|') && line.Contains('`', StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count > 20);
        var missing = rows.SelectMany(row => Name().Matches(row[row.LastIndexOf('|', row.Length - 2)..]).Select(match => match.Groups["name"].Value))
            .Where(name => !sources.Contains($" {name}(", StringComparison.Ordinal)).ToList();
        Assert.Empty(missing);
    }

    [GeneratedRegex("`(?<name>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
