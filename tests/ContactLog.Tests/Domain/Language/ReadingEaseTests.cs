using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Domain.Language;
using ContactLog.Web.NextSteps;

namespace ContactLog.Tests.Domain.Language;

/// <summary>
/// How hard the words on screen are to read, as the school grade of Flesch and Kincaid (1975): 0.39 words a sentence + 11.8
/// syllables a word - 15.59. A sentence ends with a stop or a mark, not with a colon. Syllables are counted by groups of vowels, so a figure is an estimate; texts of fewer than twelve
/// words are labels, for which the formula says nothing.
/// </summary>
public sealed partial class ReadingEaseTests
{
    private const double Most = 7;
    // Half a grade more: its parts are labels and headings, with a colon where the screen has a sentence.
    private const double MostOnPaper = 7.5;
    private const int Shortest = 12;

    // What she may read on screen, text by text. No text is excused.
    private static readonly WordCatalogue s_screen = new(
        typeof(ContactLog.Web.Hosting.SiteServices).Assembly, typeof(Words).Assembly, System.Reflection.Assembly.Load("ContactLog.Data"), System.Reflection.Assembly.Load("ContactLog.Imports"));

    // What is printed for a court: read by people who read for their living, and held as a whole.
    private static readonly WordCatalogue s_paper = new(System.Reflection.Assembly.Load("ContactLog.Reports"));

    public static TheoryData<string> Areas => [.. s_screen.Areas];

    public static TheoryData<string> PaperAreas => [.. s_paper.Areas];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Help_can_be_read_by_whoever_left_school_at_twelve(string area)
    {
        Assert.Empty(Hard(TextsOf(s_screen, area)));
    }

    [Theory]
    [MemberData(nameof(PaperAreas))]
    public void What_is_printed_is_as_a_whole_no_harder(string area)
    {
        var texts = TextsOf(s_paper, area);
        Assert.InRange(texts.Count == 0 ? 0 : Grade(string.Join(" ", texts.Select(one => one.Text.TrimEnd('.', '?') + "."))), double.MinValue, MostOnPaper);
    }

    // Whom to call and what to do: the texts of the data file, whoever edits it, read by somebody who was just threatened.
    [Fact]
    public void So_can_the_next_steps_of_every_country()
    {
        var book = NextStepsList.BuiltIn();
        var texts = book.Steps.SelectMany(step => step.Do.Prepend(step.Title))
            .Concat(book.Countries.SelectMany(country => country.Places.Select(place => place.What).Append(country.EmergencyNote)))
            .OfType<string>().Select(text => (Key: "next-steps", Text: text.Replace("{emergency}", "112", StringComparison.Ordinal))).Where(one => WordsOf(one.Text).Count >= Shortest).ToList();
        Assert.True(texts.Count > 30);
        Assert.Empty(Hard(texts));
    }

    [Theory]
    [InlineData("The cat sat on the mat. It was glad to be in the sun at last.", 0, 2)]
    [InlineData("Notwithstanding jurisdictional considerations, the respondent's uninterrupted communications necessitate an immediate administrative determination.", 15, 60)]
    public void The_figure_tells_easy_from_hard(string text, double least, double most) => Assert.InRange(Math.Max(0, Grade(text)), least, most);

    private static IReadOnlyList<(string Key, string Text)> TextsOf(WordCatalogue catalogue, string area)
    {
        var words = new Words(catalogue, CultureInfo.GetCultureInfo("en-GB"));
        return [.. catalogue.Keys.Where(key => key.StartsWith(area + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(key => (key, words[key])).Where(one => WordsOf(one.Item2).Count >= Shortest)];
    }

    private static IEnumerable<string> Hard(IEnumerable<(string Key, string Text)> texts) =>
        texts.Where(one => Grade(one.Text) > Most).Select(one => $"{one.Key}: grade {Grade(one.Text):F1}: {one.Text}");

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

    [GeneratedRegex("[.?!]+[”’)]*(?:\\s|$)")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[A-Za-z][A-Za-z'’-]*")]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    // made, asked, times, but not table, wanted, houses.
    [GeneratedRegex("(?:(?<![^aeiouy]l)e|(?<![td])ed|(?<![sxzcg]|sh|ch|[^aeiouy]l)es)$")]
    private static partial Regex SilentEnd();
}
