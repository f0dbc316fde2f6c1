using ContactLog.Domain.Language;

namespace ContactLog.Domain.Counting;

/// <summary>
/// How exact a number of contacts is, in words and in signs: on every page, in every chart, table and report the same. A sum that
/// holds a lower bound is one; a sum that holds an estimate is one; a sum that holds both is both.
/// </summary>
public static class CountText
{
    /// <summary>12; about 12; at least 12; at least about 12.</summary>
    /// <param name="words">The language.</param>
    /// <param name="number">The number, or the number with its noun.</param>
    /// <param name="isAbout">One of the counts is an estimate.</param>
    /// <param name="isAtLeast">One of the counts is a lower bound.</param>
    public static string Of(Words words, string number, bool isAbout, bool isAtLeast)
    {
        ArgumentNullException.ThrowIfNull(words);
        var said = isAbout ? words["counting.about", number] : number;
        return isAtLeast ? words["counting.at-least", said] : said;
    }

    /// <summary>What stands before a number where there is no room for words: ≈, ≥, or both.</summary>
    public static string Sign(bool isAbout, bool isAtLeast) => (isAtLeast ? "≥" : "") + (isAbout ? "≈" : "");
}
