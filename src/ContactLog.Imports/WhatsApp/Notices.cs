using System.Buffers;

namespace ContactLog.Imports.WhatsApp;

/// <summary>
/// The sentences that WhatsApp itself writes into a conversation, whole. They are needed where such a line carries a name as a message does, and where one holds a
/// colon. A message that was taken for a line of the app would be hidden: so a text must be one of these from its first word to its last, what stands in
/// their places is asked about, and everything else stays a message. Of a sentence in a language that is not fully here that is the price: she sees it as a message.
/// </summary>
internal static class Notices
{
    private const int LongestNotice = 400;
    private const int LongestSlot = 60;
    private const int MostTails = 4;
    private static readonly SearchValues<char> s_number = SearchValues.Create("+0123456789 ()-./");
    private static readonly char[] s_stops = ['.', '。', '।', ' '];
    private static readonly string[] s_and = [", ", " and ", " & ", " y ", " und ", " et ", " e ", "、", "، "];

    private static readonly Template[] s_heads = Templates(Phrase.Notice);

    // What may follow such a sentence, and nothing else may.
    private static readonly Template[] s_tails = Templates(Phrase.AfterNotice);

    private static readonly string[] s_disappearing = [.. AppWords.Under(Phrase.Disappearing).Select(words => Comparable(words))];

    /// <summary>A whole text that WhatsApp writes, whoever it is filed under.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isName">Whether what stands in the place of a name is one: whoever typed the line chose it. Asked with <see cref="Comparable"/> words.</param>
    public static bool IsNotice(ReadOnlySpan<char> text, Func<string, bool> isName) =>
        text.Length <= LongestNotice && Slots(Comparable(text), isName) is not null;

    /// <summary>A whole line without a sender, which may hold a colon: "Your security code with Bob: Work changed".</summary>
    /// <param name="line">What follows the header.</param>
    /// <param name="slots">What stands in its places, as <see cref="Comparable"/> has it.</param>
    /// <param name="leads">Whether the first of them begins the line, as a sender's name would. There is no colon in it then.</param>
    public static bool IsSentence(ReadOnlySpan<char> line, out IReadOnlyList<string> slots, out bool leads)
    {
        slots = [];
        leads = false;
        if (line.Length > LongestNotice || Comparable(line) is not { } text || Slots(text, null) is not { } found)
        {
            return false;
        }

        slots = found;
        leads = found.Count > 0 && text.StartsWith(found[0], StringComparison.Ordinal);
        return !leads || !found[0].Contains(':', StringComparison.Ordinal);
    }

    /// <summary>Messages were set to disappear, or no longer to.</summary>
    public static bool IsAboutDisappearing(string text) => text.Length <= LongestNotice && Array.Exists(s_disappearing, Comparable(text).ContainsOrdinal);

    /// <summary>One name or several with "and" between them, every one of which is known.</summary>
    public static bool AreNames(string slot, Func<string, bool> isName) =>
        isName(slot) || (slot.Split(s_and, StringSplitOptions.TrimEntries) is { Length: > 1 } all && Array.TrueForAll(all, one => isName(one)));

    /// <summary>A telephone number and nothing else.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => text.Length is > 5 and < 25 && text.IndexOfAnyExcept(s_number) < 0 && text.IndexOfAnyInRange('0', '9') >= 0;

    /// <summary>A text as sentences and names are compared: without marks, in lower case, with one kind of quotation mark, without a final stop.</summary>
    public static string Comparable(ReadOnlySpan<char> text)
    {
        var clean = VisibleText.ForMatching(text.ToString()).ToLowerInvariant().ToCharArray();
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] = clean[i] switch { '’' => '\'', '“' or '”' or '„' or '«' or '»' or '「' or '」' => '"', _ => clean[i] };
        }

        return new string(clean).Replace("\" ", "\"", StringComparison.Ordinal).Replace(" \"", "\"", StringComparison.Ordinal).Replace("\"", " \" ", StringComparison.Ordinal).TrimEnd(s_stops);
    }

    private static List<string>? Slots(string text, Func<string, bool>? isName)
    {
        for (var tails = 0; tails <= MostTails; tails++)
        {
            foreach (var head in s_heads)
            {
                if (head.Match(text) is { } slots && (isName is null || slots.TrueForAll(one => AreNames(one, isName))))
                {
                    return slots;
                }
            }

            if (WithoutTail(text) is not { } shorter)
            {
                return null;
            }

            text = shorter;
        }

        return null;
    }

    private static string? WithoutTail(string text)
    {
        // None of them has a stop in it.
        var at = text.AsSpan().LastIndexOfAny('.', '。', '।');
        var tail = at < 0 ? "" : text[(at + 1)..].Trim();
        return tail.Length > 0 && Array.Exists(s_tails, one => one.Match(tail) is not null) ? text[..at].TrimEnd(s_stops) : null;
    }

    private static bool ContainsOrdinal(this string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static Template[] Templates(Phrase phrase) => [.. AppWords.Under(phrase).Select(words => new Template(Comparable(words)))];

    /// <summary>A sentence with places in it.</summary>
    private sealed class Template(string words)
    {
        private readonly string[] _pieces = words.Split('*', '#');
        private readonly bool _counts = words.Contains('#', StringComparison.Ordinal);

        /// <summary>What stands in the places of a text that is this sentence; null when it is not.</summary>
        public List<string>? Match(string text)
        {
            if (!text.StartsWith(_pieces[0], StringComparison.Ordinal) || !text.EndsWith(_pieces[^1], StringComparison.Ordinal))
            {
                return null;
            }

            if (_pieces.Length == 1)
            {
                return text.Length == _pieces[0].Length ? [] : null;
            }

            List<string> slots = [];
            var (at, end) = (_pieces[0].Length, text.Length - _pieces[^1].Length);
            for (var piece = 1; piece < _pieces.Length; piece++)
            {
                var next = piece == _pieces.Length - 1 ? end : at <= end ? text.IndexOf(_pieces[piece], at, end - at, StringComparison.Ordinal) : -1;
                if (next <= at || next - at > LongestSlot)
                {
                    return null;
                }

                slots.Add(text[at..next].Trim());
                at = next + _pieces[piece].Length;
            }

            return slots.TrueForAll(one => one.Length > 0 && (!_counts || (one.Length < 4 && one.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0))) ? slots : null;
        }
    }
}
