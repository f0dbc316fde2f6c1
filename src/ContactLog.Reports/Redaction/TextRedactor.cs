using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;

namespace ContactLog.Reports.Redaction;

/// <summary>Something found in a text, with what is put in its place.</summary>
internal readonly record struct Found(TextPlace Place, RedactionKind Kind, RedactionRule Rule, string Bracket, RedactionMark? Mark = null);

/// <summary>Finds and replaces what a profile removes, in one text after the other.</summary>
internal sealed class TextRedactor
{
    private readonly RedactionProfile _profile;
    private readonly bool _texas;
    private readonly Words _words;
    private readonly List<(ProtectedValue Value, RedactionRule Rule, string Bracket)> _values;
    private readonly HashSet<string> _senders;
    private readonly SearchValues<string> _signs;

    public TextRedactor(RedactionProfile profile, bool texas, Words words, IEnumerable<ProtectedValue> values, IEnumerable<string> senders)
    {
        (_profile, _texas, _words) = (profile, texas, words);
        _values = [.. values.Select(value => (value, profile == RedactionProfile.LawyerFull ? RedactionRule.Sheet : RuleOf(value.Kind), BracketOf(value)))];
        _senders = senders.ToHashSet(StringComparer.Ordinal);
        _signs = SearchValues.Create([.. _values.SelectMany(one => one.Value.Signs)], StringComparison.Ordinal);
    }

    /// <summary>What is to be removed from a text, in order and without overlap.</summary>
    /// <param name="text">The text, already harmless.</param>
    /// <param name="isSender">The text names who contact came from: only what is protected by its value goes.</param>
    /// <param name="marks">Words she marked in it.</param>
    public IReadOnlyList<Found> Find(string text, bool isSender, IReadOnlyList<RedactionMark> marks)
    {
        var found = new List<Found>();
        if (_values.Count > 0 || marks.Count > 0)
        {
            var folded = new FoldedText(text);
            // Most texts hold nothing of what is looked for: one look for all of it at once tells.
            foreach (var (value, rule, bracket) in folded.Letters.AsSpan().ContainsAny(_signs) ? _values : [])
            {
                if (!isSender || value.Kind != RedactionKind.DeviceData)
                {
                    found.AddRange(value.FindIn(folded).Select(place => new Found(place, value.Kind, rule, bracket)));
                }
            }

            foreach (var mark in marks)
            {
                found.AddRange(Places(folded, mark).Select(place => new Found(place, mark.Kind, RedactionRule.Mark, Brackets.Of(_words, mark.Kind), mark)));
            }
        }

        if (!isSender)
        {
            found.AddRange(Shapes(text));
        }

        return Apart(found);
    }

    /// <summary>Where marked words stand in a text.</summary>
    public static IEnumerable<TextPlace> Places(FoldedText text, RedactionMark mark) => mark.Words is { } words ? new ProtectedValue(RedactionKind.Marked, words, 0).FindIn(text) : [];

    /// <summary>A text with brackets in place of what was found.</summary>
    public static string Replace(string text, IReadOnlyList<Found> found)
    {
        var written = new StringBuilder();
        var from = 0;
        foreach (var one in found)
        {
            written.Append(text, from, one.Place.Start - from).Append(one.Bracket);
            from = one.Place.End;
        }

        return written.Append(text, from, text.Length - from).ToString();
    }

    private List<Found> Shapes(string text)
    {
        var found = new List<Found>();
        try
        {
            foreach (var number in NumberShapes.Find(text))
            {
                var digits = ProtectedValues.Digits(text[number.Place.Start..number.Place.End]);
                if (Removes(number.Kind) && !_senders.Contains(digits))
                {
                    found.Add(new(number.Place, number.Kind, RedactionRule.Numbers, Brackets.Of(_words, number.Kind, Remains(number))));
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // A text made to be slow to search: what cannot be searched is not shown.
            return [new(new(0, text.Length), RedactionKind.KeptBack, RedactionRule.Profile, Brackets.Of(_words, RedactionKind.KeptBack))];
        }

        return found;
    }

    private bool Removes(RedactionKind kind) => _profile != RedactionProfile.LawyerFull || kind != RedactionKind.BirthDate;

    private string? Remains(ShapedNumber number) => number.Kind switch
    {
        RedactionKind.BirthDate => _profile == RedactionProfile.CourtPublic && !_texas ? number.LastFour : null,
        RedactionKind.AccountNumber => _profile == RedactionProfile.LawyerFull || (_profile == RedactionProfile.CourtPublic && !_texas) ? number.LastFour : null,
        _ => null,
    };

    private string BracketOf(ProtectedValue value) => (value.Kind, _profile) switch
    {
        (_, RedactionProfile.LawyerFull) => Brackets.OfSheet(_words, value.Kind, value.Number),
        (RedactionKind.Child, _) => _texas ? Brackets.Of(_words, value.Kind, _words["redaction.child", value.Number]) : Brackets.Of(_words, value.Kind, value.Initials),
        (RedactionKind.BirthDate, RedactionProfile.CourtPublic) when !_texas && ProtectedValue.Day(value.Value) is { } day => Brackets.Of(_words, value.Kind, $"{day.Year}"),
        _ => Brackets.Of(_words, value.Kind),
    };

    private static RedactionRule RuleOf(RedactionKind kind) =>
        kind is RedactionKind.Child or RedactionKind.BirthDate or RedactionKind.GovernmentId or RedactionKind.AccountNumber ? RedactionRule.Numbers : RedactionRule.Profile;

    /// <summary>Puts what overlaps together: all of it goes, under the name of the longest.</summary>
    private static List<Found> Apart(List<Found> found)
    {
        var apart = new List<Found>();
        foreach (var one in found.OrderBy(one => one.Place.Start).ThenByDescending(one => one.Place.End))
        {
            if (apart.Count == 0 || one.Place.Start >= apart[^1].Place.End)
            {
                apart.Add(one);
                continue;
            }

            var last = apart[^1];
            var longer = one.Place.End - one.Place.Start > last.Place.End - last.Place.Start ? one : last;
            apart[^1] = longer with { Place = new(last.Place.Start, Math.Max(last.Place.End, one.Place.End)) };
        }

        return apart;
    }
}
