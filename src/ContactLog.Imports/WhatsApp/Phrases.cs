using System.Collections.Frozen;

namespace ContactLog.Imports.WhatsApp;

/// <summary>The short lines that WhatsApp writes, and the words beside its files. They are compared without marks, angle brackets, final stops and case.</summary>
internal static class Phrases
{
    private const int Longest = 120;
    private static readonly Phrase[] s_lines =
    [
        Phrase.Deleted, Phrase.DeletedByExporter, Phrase.ViewOnce, Phrase.LeftOut, Phrase.Waiting, Phrase.MissedCall, Phrase.Call, Phrase.BareCall, Phrase.NoAnswer,
    ];

    /// <inheritdoc cref="Phrase.Attached"/>
    public static readonly FrozenSet<string> Attached = Words(Phrase.Attached);

    /// <inheritdoc cref="Phrase.FileAttached"/>
    public static readonly FrozenSet<string> FileAttached = Words(Phrase.FileAttached);

    /// <inheritdoc cref="Phrase.Edited"/>
    public static readonly FrozenSet<string> Edited = Words(Phrase.Edited);

    private static readonly FrozenDictionary<string, Phrase> s_phrases = Table();
    private static readonly FrozenDictionary<string, Phrase>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_phrases.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a whole line says.</summary>
    public static Phrase Of(ReadOnlySpan<char> line)
    {
        Span<char> clean = stackalloc char[Longest];
        return Clean(line, clean) is > 0 and var length && s_lookup.TryGetValue(clean[..length], out var phrase) ? phrase : Phrase.None;
    }

    /// <summary>Whether a whole line is one of some words.</summary>
    public static bool Is(FrozenSet<string> words, ReadOnlySpan<char> line)
    {
        Span<char> clean = stackalloc char[Longest];
        return Clean(line, clean) is > 0 and var length && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(clean[..length]);
    }

    // The length, or 0 when it is too long to be one.
    private static int Clean(ReadOnlySpan<char> line, Span<char> clean)
    {
        var length = 0;
        foreach (var c in line)
        {
            if (VisibleText.IsMark(c))
            {
                continue;
            }

            if (length == clean.Length)
            {
                return 0;
            }

            clean[length++] = char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c);
        }

        ReadOnlySpan<char> all = clean[..length];
        var trimmed = all.Trim(' ').TrimStart('<').TrimEnd('>').Trim(' ').TrimEnd(['.', '。', '।', '.']);
        trimmed.CopyTo(clean);
        return trimmed.Length;
    }

    private static FrozenDictionary<string, Phrase> Table() => s_lines.SelectMany(phrase => Words(phrase).Select(words => (words, phrase)))
        .Append(("null", Phrase.Null)).ToFrozenDictionary(one => one.Item1, one => one.Item2, StringComparer.Ordinal);

    private static FrozenSet<string> Words(Phrase phrase) => AppWords.Under(phrase).Select(words => Comparable(words)).ToFrozenSet(StringComparer.Ordinal);

    private static string Comparable(string words)
    {
        Span<char> clean = stackalloc char[Longest];
        return Clean(words, clean) is > 0 and var length ? clean[..length].ToString() : throw new InvalidDataException($"No line is \"{words}\".");
    }
}
