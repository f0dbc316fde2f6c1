using System.Text.RegularExpressions;
using ContactLog.Reports.Redaction;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// Texts that a bundle does not hold, or holds and does not show as they are. What must stand in a table is written with marks in
/// their places; a place with a mark is compared as far as it can be. A mark cannot be guessed, so that nobody can write one into a record.
/// </summary>
internal sealed partial class Holes
{
    /// <summary>A time that the bundle does not hold.</summary>
    public static readonly Instant UnknownTime = Instant.FromUtc(1, 1, 1, 0, 0);

    private static readonly string s_unknownTime = NodaTime.Text.InstantPattern.General.Format(UnknownTime);
    private readonly string _mark = $"hole-{Guid.NewGuid():N}-";
    private readonly List<string?> _recorded = [];

    /// <summary>A mark.</summary>
    /// <param name="recorded">The text as it was recorded, of which the copy shows a part; null when the bundle does not hold it.</param>
    public string Of(string? recorded)
    {
        _recorded.Add(recorded);
        return FormattableString.Invariant($"{_mark}{_recorded.Count - 1};");
    }

    /// <summary>True when a place cannot be compared in full.</summary>
    public bool IsIn(string expected) => expected.Contains(_mark, StringComparison.Ordinal) || expected.Contains(s_unknownTime, StringComparison.Ordinal);

    /// <summary>True when what stands there can be what is expected.</summary>
    public bool Fits(string expected, string actual)
    {
        if (!IsIn(expected))
        {
            return string.Equals(expected, actual, StringComparison.Ordinal);
        }

        var literals = new List<string>();
        string? recorded = null;
        var rest = expected.AsSpan();
        while (true)
        {
            var (mark, time) = (rest.IndexOf(_mark), rest.IndexOf(s_unknownTime));
            if (mark < 0 && time < 0)
            {
                literals.Add(rest.ToString());
                break;
            }

            var isMark = mark >= 0 && (time < 0 || mark < time);
            var at = isMark ? mark : time;
            literals.Add(rest[..at].ToString());
            rest = rest[(at + (isMark ? _mark.Length : s_unknownTime.Length))..];
            if (isMark)
            {
                var end = rest.IndexOf(';');
                recorded = _recorded[int.Parse(rest[..end], System.Globalization.CultureInfo.InvariantCulture)];
                rest = rest[(end + 1)..];
            }
        }

        return literals.Count == 2 && recorded is not null && literals.TrueForAll(literal => literal.Length == 0)
            ? Matches(Bracket().Split(Csv.WithoutSign(actual)), Brackets.Plain(recorded))
            : Matches(literals, actual);
    }

    /// <summary>True when a text is these pieces in their order, with anything between them: at its beginning the first, at its end the last.</summary>
    private static bool Matches(IReadOnlyList<string> pieces, string text)
    {
        if (pieces.Count == 1)
        {
            return string.Equals(pieces[0], text, StringComparison.Ordinal);
        }

        if (!text.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = pieces[0].Length;
        foreach (var piece in pieces.Skip(1).SkipLast(1))
        {
            if (text.IndexOf(piece, at, StringComparison.Ordinal) is not (>= 0 and var found))
            {
                return false;
            }

            at = found + piece.Length;
        }

        return text.Length - at >= pieces[^1].Length && text.EndsWith(pieces[^1], StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\[[^\[\]\n]{1,200}\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracket();
}
