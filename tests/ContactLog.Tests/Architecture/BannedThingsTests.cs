using System.Text.RegularExpressions;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Architecture;

/// <summary>Things that must not stand in the source, each with what it would break.</summary>
public sealed class BannedThingsTests
{
    private sealed record Ban(string Pattern, string Files, string Why, string Offence)
    {
        /// <summary>The one file that may, and its header or comment says why.</summary>
        public string? But { get; init; }
    }

    private static readonly Dictionary<string, Ban> s_bans = new(StringComparer.Ordinal)
    {
        ["the machine's clock"] = new(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bSystemClock\b", "src/**.cs", "time comes from TimeProvider, or no test can move it", "var now = DateTimeOffset.UtcNow;"),
        ["IFormFile"] = new(@"\bIFormFile(Collection)?\b", "src/**.cs", "the framework writes larger bodies in plain text to a temporary file", "public IFormFile? Upload { get; set; }"),
        ["temporary files"] = new(@"\bGetTemp(Path|FileName)\b|\bCreateTempSubdirectory\b|""/tmp", "src/**.cs", "no plain text touches a disk", "var path = Path.GetTempFileName();")
        {
            // Its data is made up, sealed like any other, and gone when it ends.
            But = "DemoCommand.cs",
        },
        ["guessable random numbers"] = new(@"\bnew Random\(|\bRandom\.Shared\b", "src/**.cs", "keys, codes and names that can be guessed", "var n = Random.Shared.Next();"),
        ["swallowed failures"] = new(@"catch\s*(\([^)]*\)\s*)?\{\s*\}", "src/**.cs", "a failure that nobody sees is data that is lost quietly", "try { Save(); } catch { }"),
        ["structured dumps in logs"] = new(@"Log(Trace|Debug|Information|Warning|Error|Critical)\([^;]*\{@", "src/**.cs", "a dumped object carries her words into the log", "log.LogInformation(\"saved {@Entry}\", entry);"),
        ["inline style"] = new(@"\sstyle\s*=\s*[""']", "src/**.cshtml", "the content security policy refuses it", "<p style=\"color:red\">"),
        ["inline handler"] = new(@"\son[a-z]+\s*=\s*[""']", "src/**.cshtml", "the content security policy refuses it", "<button onclick=\"go()\">"),
        ["inline script"] = new(@"<script(?![^>]*\basset=)", "src/**.cshtml", "the content security policy refuses it", "<script>go()</script>"),
        ["a style element"] = new(@"<style\b", "src/**.cshtml", "the content security policy refuses it", "<style>p{}</style>"),
        ["unescaped output"] = new(@"Html\.Raw\(|\bHtmlString\(@?[a-z]", "src/**.cshtml", "text of an import would run as markup", "@Html.Raw(Model.Text)"),
        ["third parties"] = new(@"(src|href|action)\s*=\s*[""']\s*(https?:)?//", "src/**.cshtml", "a request to a stranger tells that this page is open; addresses of help lines come from resources", "<img src=\"https://example.org/a.png\">"),
        ["physical directions"] = new(@"(?<![-\w])(margin|padding|border)-(left|right)\b|(?<![-\w])(left|right)\s*:|text-align\s*:\s*(left|right)|float\s*:\s*(left|right)", "src/**.css", "pages must mirror for right-to-left scripts", ".a { margin-left: 1rem; }"),
        ["client storage"] = new(@"\b(localStorage|sessionStorage|indexedDB|serviceWorker|document\.cookie)\b", "src/**.js", "whoever has the device would find it", "localStorage.setItem('a', 'b');"),
        ["markup from text"] = new(@"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(", "src/**.js", "Trusted Types refuse it, and so do we", "box.innerHTML = words;"),
        ["machine paths"] = new(@"(?<![\w.])/(root|home/[a-z]+|work|Users/[a-z]+)/", "**", "what is in a repository must hold on every machine", "see /ro" + "ot/notes.txt"),
    };

    public static TheoryData<string> Bans => [.. s_bans.Keys];

    [Theory, MemberData(nameof(Bans))]
    public void Nowhere_stands(string ban)
    {
        var rule = s_bans[ban];
        var found = Files(rule.Files).Where(file => Path.GetFileName(file) != rule.But).SelectMany(file => Offences(file, rule)).ToList();
        Assert.True(found.Count == 0, $"{ban}: {rule.Why}.\n{string.Join('\n', found)}");
    }

    [Theory, MemberData(nameof(Bans))]
    public void The_search_would_find(string ban) => Assert.Matches(s_bans[ban].Pattern, s_bans[ban].Offence);

    [Theory]
    [InlineData("src/**.cs")]
    [InlineData("src/**.cshtml")]
    [InlineData("src/**.css")]
    [InlineData("src/**.js")]
    [InlineData("**")]
    public void The_search_has_files_to_look_in(string files) => Assert.NotEmpty(Files(files));

    /// <summary>As <c>dotnet format</c> puts them. The whole of it takes longer than the check has time for; the rest of its rules are errors of the build.</summary>
    [Fact]
    public void Namespaces_that_are_used_stand_in_order()
    {
        var wrong = Files("src/**.cs").Concat(Files("tests/**.cs")).Where(file =>
        {
            var names = File.ReadLines(file).TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal))
                .Select(line => Regex.Match(line, @"^using ([\w.]+);$").Groups[1].Value).Where(name => name.Length > 0).ToList();
            return !names.SequenceEqual(names.OrderBy(name => name != "System" && !name.StartsWith("System.", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);
        });
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Offences(string file, Ban rule)
    {
        var lines = File.ReadAllLines(file);
        for (var at = 0; at < lines.Length; at++)
        {
            if (Regex.IsMatch(lines[at], rule.Pattern))
            {
                yield return $"{Path.GetRelativePath(Repository.Root, file)}:{at + 1}: {lines[at].Trim()}";
            }
        }
    }

    private static IEnumerable<string> Files(string pattern)
    {
        string[] texts = [".cs", ".cshtml", ".css", ".js", ".mjs", ".md", ".sh", ".py", ".json", ".props", ".csproj", ".resx", ".sql", ".txt", ".yml", ""];
        var ending = pattern == "**" ? null : pattern[(pattern.LastIndexOf('*') + 1)..];
        var folder = pattern == "**" ? Repository.Root : Repository.Path("src");
        return Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Where(file => !Regex.IsMatch(Path.GetRelativePath(Repository.Root, file), @"(^|[\\/])(bin|obj|\.git|artifacts|TestResults|lib)([\\/]|$)|^\.git$"))
            .Where(file => ending is null ? texts.Contains(Path.GetExtension(file), StringComparer.Ordinal) : file.EndsWith(ending, StringComparison.Ordinal));
    }
}
