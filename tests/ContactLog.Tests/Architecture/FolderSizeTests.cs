using ContactLog.Tests.Support;

namespace ContactLog.Tests.Architecture;

/// <summary>
/// A reader of exports that nobody can read through is one in which an error of his hides. Counted are the lines of a folder's source files, those of
/// folders within it too, except for those that are blank, those that are only a comment, and those that hold nothing but braces, brackets, commas and semicolons.
/// </summary>
public sealed class FolderSizeTests
{
    private const int Most = 1000;

    private static readonly string[] s_folders = [.. Directory.GetDirectories(Repository.Path("src", "ContactLog.Imports"))
        .Select(folder => Path.GetFileName(folder)).Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Folders => [.. s_folders];

    [Theory, MemberData(nameof(Folders))]
    public void A_folder_of_the_readers_has_at_most_a_thousand_lines_of_code(string folder)
    {
        var files = Directory.GetFiles(Repository.Path("src", "ContactLog.Imports", folder), "*.cs", SearchOption.AllDirectories);
        Assert.InRange(files.Sum(file => File.ReadLines(file).Count(IsCode)), 0, Most);
    }

    [Fact]
    public void The_folders_are_found() => Assert.Contains("WhatsApp", s_folders);

    [Theory]
    [InlineData("        return true;", true)]
    [InlineData("    public Reader() { }", true)]
    [InlineData("        var at = 0; // from the start", true)]
    [InlineData("", false)]
    [InlineData("    ", false)]
    [InlineData("    // why", false)]
    [InlineData("    /// <summary>What.</summary>", false)]
    [InlineData("    {", false)]
    [InlineData("        });", false)]
    [InlineData("        ],", false)]
    public void What_counts_as_a_line_of_code(string line, bool counts) => Assert.Equal(counts, IsCode(line));

    private static bool IsCode(string line) => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal) && text.Any(c => c is not ('{' or '}' or '(' or ')' or '[' or ']' or ',' or ';'));
}
