using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Domain.Language;

namespace ContactLog.Tests.Domain.Language;

/// <summary>
/// How hard the words on screen are to read, as the school grade of Flesch and Kincaid (1975): 0.39 words a sentence + 11.8
/// syllables a word - 15.59. Syllables are counted by groups of vowels, so a figure is an estimate; texts of fewer than twelve
/// words are labels, for which the formula says nothing.
/// </summary>
public sealed partial class ReadingEaseTests
{
    private const double Most = 7;
    private const int Shortest = 12;

    // Read one by one, when it matters most; of the others the whole area is held.
    private static readonly string[] s_eachText = ["plan", "support", "response", "dates", "wording", "boundary", "home", "case", "timeline"];

    private static readonly WordCatalogue s_catalogue = new(typeof(ContactLog.Web.Hosting.SiteServices).Assembly);
    private static readonly Words s_words = new(s_catalogue, CultureInfo.GetCultureInfo("en-GB"));

    public static TheoryData<string> Areas => [.. s_catalogue.Areas];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Help_can_be_read_by_whoever_left_school_at_twelve(string area)
    {
        var texts = s_catalogue.Keys.Where(key => key.StartsWith(area + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(key => (Key: key, Text: s_words[key])).Where(one => WordsOf(one.Text).Count >= Shortest).ToList();
        if (texts.Count == 0)
        {
            return;
        }

        var all = Grade(string.Join(" ", texts.Select(one => one.Text.TrimEnd('.', '?') + ".")));
        Assert.True(all <= Most, $"{area}: grade {all:F1}");
        if (s_eachText.Contains(area))
        {
            Assert.Empty(texts.Where(one => Grade(one.Text) > Most).Select(one => $"{one.Key}: grade {Grade(one.Text):F1}: {one.Text}"));
        }
    }

    [Theory]
    [InlineData("The cat sat on the mat. It was glad to be in the sun at last.", 0, 2)]
    [InlineData("Notwithstanding jurisdictional considerations, the respondent's uninterrupted communications necessitate an immediate administrative determination.", 15, 60)]
    public void The_figure_tells_easy_from_hard(string text, double least, double most) => Assert.InRange(Math.Max(0, Grade(text)), least, most);

    private static double Grade(string text)
    {
        var words = WordsOf(Place().Replace(text, "it"));
        var sentences = Math.Max(1, SentenceEnd().Split(text).Count(part => part.Any(char.IsAsciiLetter)));
        return (0.39 * words.Count / sentences) + (11.8 * words.Sum(Syllables) / words.Count) - 15.59;
    }

    private static List<string> WordsOf(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    private static int Syllables(string word)
    {
        var letters = string.Concat(word.ToLowerInvariant().Where(char.IsAsciiLetterLower));
        var count = Vowels().Count(letters);
        if (count > 1 && SilentEnd().IsMatch(letters))
        {
            count--;
        }

        return Math.Max(1, count);
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[.?:;]+(?:\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[A-Za-z][A-Za-z'’-]*")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    // made, asked, times, but not table, wanted, houses.
    [GeneratedRegex("(?:(?<![^aeiouy]l)e|(?<![td])ed|(?<![sxzcg]|sh|ch|[^aeiouy]l)es)$")]
    private static partial Regex SilentEnd();
}
