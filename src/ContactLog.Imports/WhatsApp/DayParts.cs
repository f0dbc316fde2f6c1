using System.Collections.Frozen;

namespace ContactLog.Imports.WhatsApp;

/// <summary>Which half of the day the word beside a time means.</summary>
internal enum DayPart
{
    /// <summary>There is no word: 24 hours.</summary>
    None,

    /// <summary>Before noon.</summary>
    Morning,

    /// <summary>After noon.</summary>
    Afternoon,

    /// <summary>About noon: 12 is 12, 1 is 13, 11 is 11.</summary>
    Noon,

    /// <summary>Evening: 7 is 19; 12 would be midnight in one language and noon in another.</summary>
    Evening,

    /// <summary>A word not known here.</summary>
    Unknown,
}

/// <summary>The words for the halves of the day, and the hour they make.</summary>
internal static class DayParts
{
    private const int Longest = 24;

    private static readonly FrozenDictionary<string, DayPart> s_words = Words();
    private static readonly FrozenDictionary<string, DayPart>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads what stands before or after the digits of a time. Marks, dots and spaces do not count.</summary>
    public static DayPart Read(ReadOnlySpan<char> text)
    {
        Span<char> clean = stackalloc char[Longest];
        return Clean(text, clean) switch
        {
            0 => DayPart.None,
            > 0 and var length when s_lookup.TryGetValue(clean[..length], out var part) => part,
            _ => DayPart.Unknown,
        };
    }

    // The length, or -1 when it is too long to be such a word.
    private static int Clean(ReadOnlySpan<char> text, Span<char> clean)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || VisibleText.IsMark(c) || c is (>= '\u064B' and <= '\u0652') or '.' or ',' or '،' or '"' or '״' or '\'' or '’')
            {
                continue;
            }

            if (length == Longest)
            {
                return -1;
            }

            clean[length++] = char.ToLowerInvariant(c);
        }

        return length;
    }

    /// <summary>The hour of the day, or null when the word leaves it open.</summary>
    public static int? Hour(int written, DayPart part) => part switch
    {
        _ when written is > 12 and < 24 => written,
        DayPart.None => written < 24 ? written : null,
        DayPart.Morning => written % 12,
        DayPart.Afternoon => (written % 12) + 12,
        DayPart.Noon => written is >= 1 and <= 3 ? written + 12 : written is >= 10 and <= 12 ? written : null,
        DayPart.Evening => written is >= 5 and <= 11 ? written + 12 : null,
        _ => written == 0 ? 0 : null,
    };

    private static FrozenDictionary<string, DayPart> Words()
    {
        (Phrase Phrase, DayPart Part)[] all =
        [
            (Phrase.Morning, DayPart.Morning), (Phrase.Afternoon, DayPart.Afternoon), (Phrase.Noon, DayPart.Noon), (Phrase.Evening, DayPart.Evening), (Phrase.BesideTime, DayPart.None),
        ];
        return all.SelectMany(one => AppWords.Under(one.Phrase).Select(word => (Word: Comparable(word), one.Part))).Distinct().ToFrozenDictionary(one => one.Word, one => one.Part, StringComparer.Ordinal);
    }

    private static string Comparable(string word)
    {
        Span<char> clean = stackalloc char[Longest];
        return Clean(word, clean) is > 0 and var length ? clean[..length].ToString() : throw new InvalidDataException($"No word beside a time is \"{word}\".");
    }
}
