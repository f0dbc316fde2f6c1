using System.Text.RegularExpressions;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Architecture;

public sealed partial class ThreatModelTests
{
    [Fact]
    public void Every_test_that_the_threat_model_names_exists()
    {
        // One that is called by its name and not run, or left out for now, holds no line.
        var tests = Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => Test().Matches(File.ReadAllText(path))).Where(match => !match.Groups["how"].Value.Contains("Skip", StringComparison.Ordinal))
            .Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var rows = File.ReadLines(Repository.Path("docs", "threat-model.md")).Where(line => line.StartsWith('|') && line.Contains('`', StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count > 20);
        var missing = rows.SelectMany(row => Name().Matches(row[row.LastIndexOf('|', row.Length - 2)..]).Select(match => match.Groups["name"].Value))
            .Where(name => !tests.Contains(name)).ToList();
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\[(Fact|Theory)(?<how>[^\n]*)\]\s*\n(\s*(\[|//)[^\n]*\n)*\s*public [^\n(]* (?<name>\w+)\(", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Test();

    [GeneratedRegex("`(?<name>[A-Za-z0-9_]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
