using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Timeline;

/// <summary>A field in which something was found, with the words around it.</summary>
public sealed record SearchHit(string Label, string Text);

/// <summary>
/// Looks for words, numbers and days in the opened case: there is no index, because an index would lie about on the disk. Everything
/// looked for must occur somewhere in an item: words in any case and with or without accents, numbers however they are written.
/// </summary>
public sealed partial class CaseSearch
{
    private const int Around = 60;
    private const int LeastDigits = 5;
    private static readonly CompareInfo s_compare = CultureInfo.InvariantCulture.CompareInfo;
    private readonly List<string> _numbers = [];
    private readonly string[] _words;
    private readonly IReadOnlyList<Func<LocalDate, LocalDate, bool>> _days;
    private readonly FieldText _text;

    internal CaseSearch(string words, FieldText text, LocalDate today)
    {
        (var rest, _days) = SearchDates.Take(words, today);
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
        _text = text;
    }

    internal bool IsEmpty => _words.Length == 0 && _numbers.Count == 0 && _days.Count == 0;

    /// <summary>The items that hold all of it.</summary>
    internal IEnumerable<Item> Find(CaseFile file) => file.Items.Where(item => item.Type is not (ItemType.Case or ItemType.Import or ItemType.Redaction) && !item.IsWithdrawn && Matches(file, item));

    /// <summary>The fields of an item in which something stands that was looked for, with the words around it.</summary>
    internal IReadOnlyList<SearchHit> Hits(CaseFile file, Item item, int most = 2) =>
    [
        .. Fields(file, item).Where(field => field.Name is not ("kind" or "said"))
            .Select(field => (field.Name, field.Text, Place: Places(field.Text).Select(place => (int?)place.Start).FirstOrDefault()))
            .Where(field => field.Place is not null).Take(most)
            .Select(field => new SearchHit(_text.Label(item.Type, field.Name), Excerpt(field.Text, field.Place!.Value))),
    ];

    /// <summary>The places in a text that were looked for, in order and without overlap.</summary>
    internal IReadOnlyList<(int Start, int Length)> Places(string text)
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

    private bool Matches(CaseFile file, Item item)
    {
        if (!_days.All(test => Days(item).Any(day => test(day.From, day.To))))
        {
            return false;
        }

        if (_words.Length == 0 && _numbers.Count == 0)
        {
            return true;
        }

        var texts = Texts(file, item).ToList();
        return Array.TrueForAll(_words, word => texts.Exists(text => Holds(text, word)))
            && _numbers.TrueForAll(number => texts.Exists(text => Number().Matches(text).Any(match => Same(Digits(match.Value), number))));
    }

    private IEnumerable<(string Name, string Text)> Fields(CaseFile file, Item item) => FieldCatalogue.Of(item.Type)
        .Where(field => field.Kind is not (FieldKind.Machine or FieldKind.When or FieldKind.YesNo))
        .Select(field => (field.Name, Text: _text.Value(item.Type, field, item.Fields, file)))
        .Where(field => field.Text is not null)
        .Select(field => (field.Name, field.Text!));

    private IEnumerable<string> Texts(CaseFile file, Item item)
    {
        yield return _text.Title(item);
        foreach (var (_, text) in Fields(file, item))
        {
            yield return text;
        }

        if (item is Exhibit exhibit)
        {
            yield return exhibit.File.Entry.Name;
        }

        if (item is Incident incident)
        {
            yield return _text.Long(incident.When);
            foreach (var shown in file.ExhibitsOf(incident))
            {
                yield return shown.Label;
            }
        }
    }

    private static IEnumerable<(LocalDate From, LocalDate To)> Days(Item item)
    {
        foreach (var field in FieldCatalogue.Of(item.Type))
        {
            if (field.Kind == FieldKind.When && When.Read(name => item[name], item.CaseZone, FieldCatalogue.WhenPrefix(field)) is { Date: { } day } when)
            {
                yield return (day, when.EndDate ?? day);
            }
            else if (field.Kind == FieldKind.Date && item[field.Name] is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } date)
            {
                yield return (date.Value, date.Value);
            }
        }
    }

    private static string Excerpt(string text, int place)
    {
        var from = Math.Max(0, place - Around);
        var to = Math.Min(text.Length, place + (2 * Around));
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
