using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace ContactLog.Web.Searching;

/// <summary>
/// What is looked for, and whether it is there: words in any case and with or without accents, numbers however they are written, days. Everything of it must
/// occur. It looks through what is opened: there is no index, because an index would lie about on the disk.
/// </summary>
public sealed partial class TextSearch
{
    /// <summary>The most that is looked for, in characters; the rest is left away.</summary>
    public const int Longest = 200;

    private const int Before = 60;
    private const int LeastDigits = 5;
    private static readonly CompareInfo s_compare = CultureInfo.InvariantCulture.CompareInfo;
    private readonly List<string> _numbers = [];
    private readonly string[] _words;
    private readonly IReadOnlyList<Func<LocalDate, LocalDate, bool>> _days;

    /// <param name="sought">What somebody typed.</param>
    /// <param name="today">The day it is where she lives: "last March" counts from it.</param>
    public TextSearch(string? sought, LocalDate today)
    {
        Text = sought is { Length: > Longest } ? sought[..Longest] : sought?.Trim() ?? "";
        (var rest, _days) = SearchDates.Take(Text, today);
        rest = Number().Replace(rest, match =>
        {
            var digits = Digits(match.Value);
            if (digits.Length < LeastDigits)
            {
                return match.Value;
            }

            _numbers.Add(digits);
            return " ";
        });
        _words = rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(12).ToArray();
    }

    /// <summary>What is looked for, as it was typed.</summary>
    public string Text { get; }

    /// <summary>Nothing is looked for.</summary>
    public bool IsEmpty => _words.Length == 0 && _numbers.Count == 0 && _days.Count == 0;

    /// <summary>Whether all of it is there.</summary>
    /// <param name="texts">The texts of one thing.</param>
    /// <param name="days">The days it is about, each with its last.</param>
    public bool Matches(IEnumerable<string> texts, IEnumerable<(LocalDate From, LocalDate To)> days)
    {
        if (!_days.All(test => days.Any(day => test(day.From, day.To))))
        {
            return false;
        }

        if (_words.Length == 0 && _numbers.Count == 0)
        {
            return true;
        }

        var all = texts.ToList();
        return Array.TrueForAll(_words, word => all.Exists(text => Holds(text, word)))
            && _numbers.TrueForAll(number => all.Exists(text => Number().Matches(text).Any(match => Same(Digits(match.Value), number))));
    }

    /// <summary>The places in a text that were looked for, in order and without overlap.</summary>
    public IReadOnlyList<(int Start, int Length)> Places(string text)
    {
        var places = new List<(int Start, int Length)>();
        foreach (var word in _words)
        {
            for (var from = 0; from < text.Length;)
            {
                var at = s_compare.IndexOf(text.AsSpan(from), word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace, out var length);
                if (at < 0 || length == 0)
                {
                    break;
                }

                places.Add((from + at, length));
                from += at + length;
            }
        }

        if (_numbers.Count > 0)
        {
            places.AddRange(Number().Matches(text).Where(match => _numbers.Exists(number => Same(Digits(match.Value), number))).Select(match => (match.Index, match.Length)));
        }

        var last = 0;
        return [.. places.OrderBy(place => place.Start).ThenByDescending(place => place.Length).Where(place =>
        {
            var free = place.Start >= last;
            last = free ? place.Start + place.Length : last;
            return free;
        })];
    }

    /// <summary>The words around the first place that was looked for; null where it is not in the text.</summary>
    public string? Excerpt(string text) => Places(text) is [var (start, _), ..] ? Around(text, start) : null;

    /// <summary>The words around a place, with a sign where there are more.</summary>
    public static string Around(string text, int place)
    {
        ArgumentNullException.ThrowIfNull(text);
        var from = Math.Max(0, place - Before);
        var to = Math.Min(text.Length, place + (2 * Before));
        // Never between the two halves of a sign.
        from -= from > 0 && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to += to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;
        return (from > 0 ? "…" : "") + text[from..to] + (to < text.Length ? "…" : "");
    }

    private static bool Holds(string text, string word) =>
        text.Contains(word, StringComparison.OrdinalIgnoreCase)
        || s_compare.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    /// <summary>The same number with or without its country, or a part of it that is long enough.</summary>
    private static bool Same(string written, string sought) =>
        written.Contains(sought, StringComparison.Ordinal)
        || sought.TrimStart('0') is { Length: >= LeastDigits } plain && written.Contains(plain, StringComparison.Ordinal)
        || written.TrimStart('0') is { Length: >= 7 } own && sought.EndsWith(own, StringComparison.Ordinal);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"\+?\(?[0-9][0-9 ().\u00A0\u2010-\u2013/-]*[0-9]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
