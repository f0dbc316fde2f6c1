using System.Text.RegularExpressions;
using System.Xml.Linq;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Architecture;

public sealed class PackageTests
{
    [Fact]
    public void Versions_stand_in_one_place_only()
    {
        var elsewhere = ProjectFiles()
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference")
                .Where(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null || reference.Element("Version") is not null)
                .Select(reference => $"{Path.GetFileName(file)}: {reference.Attribute("Include")?.Value}"));
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Every_package_that_is_used_is_in_the_list_of_dependencies_with_its_version_licence_and_reason()
    {
        var listed = Listed();
        var versions = Versions();
        var wrong = new List<string>();
        foreach (var name in Used())
        {
            if (!listed.TryGetValue(name, out var line))
            {
                wrong.Add($"{name} is not listed");
            }
            else if (line.Version != versions[name])
            {
                wrong.Add($"{name} is listed as {line.Version}; {versions[name]} is used");
            }
            else if (line.Licence.Length == 0 || line.Why.Length < 10)
            {
                wrong.Add($"{name} is listed without licence or reason");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_list_of_dependencies_names_nothing_that_is_gone() =>
        Assert.Empty(Listed().Keys.Except(Used(), StringComparer.Ordinal));

    [Fact]
    public void No_version_is_pinned_that_nothing_uses() =>
        Assert.Empty(Versions().Keys.Except(Used(), StringComparer.Ordinal));

    private static IEnumerable<string> ProjectFiles() =>
        new[] { "src", "tests" }.SelectMany(folder => Directory.GetFiles(Repository.Path(folder), "*.csproj", SearchOption.AllDirectories))
            .Append(Repository.Path("Directory.Build.props"));

    private static HashSet<string> Used() =>
        ProjectFiles().SelectMany(file => XDocument.Load(file).Descendants("PackageReference")).Select(reference => reference.Attribute("Include")!.Value)
            .ToHashSet(StringComparer.Ordinal);

    private static Dictionary<string, string> Versions()
    {
        var sqlite = XDocument.Load(Repository.Path("Directory.Build.props")).Descendants("SqliteRawVersion").Single().Value;
        return XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value.Replace("$(SqliteRawVersion)", sqlite, StringComparison.Ordinal), StringComparer.Ordinal);
    }

    // The packages stand in tables whose first cell is the name as code: | `Name` | version | licence | why |
    private static Dictionary<string, (string Version, string Licence, string Why)> Listed() =>
        Regex.Matches(File.ReadAllText(Repository.Path("docs", "dependencies.md")), @"^\| `(?<name>[^`]+)` \| (?<version>[^|]+) \| (?<licence>[^|]+) \| (?<why>[^|]+) \|$", RegexOptions.Multiline)
            .ToDictionary(
                match => match.Groups["name"].Value,
                match => (match.Groups["version"].Value.Trim(), match.Groups["licence"].Value.Trim(), match.Groups["why"].Value.Trim()),
                StringComparer.Ordinal);
}
