using System.Globalization;
using System.Text;

namespace ContactLog.Reports.Redaction;

/// <summary>A place in a text.</summary>
/// <param name="Start">The first character.</param>
/// <param name="End">The one after the last.</param>
internal readonly record struct TextPlace(int Start, int End);

/// <summary>
/// A text reduced to what a reader would call the same: letters in one case, without accents, marks, invisible
/// characters, widths and separators, digits of every script as 0 to 9, common words of addresses as their
/// abbreviation. Each reduced character knows where it stands in the text. What is to be removed is looked for here, so
/// that "12 Elm-street", "12  ELM ST." and full-width letters do not get past.
/// </summary>
internal sealed class FoldedText
{
    private static readonly Dictionary<string, string> s_short = new(StringComparer.Ordinal)
    {
        ["STREET"] = "ST",
        ["STR"] = "ST",
        ["AVENUE"] = "AVE",
        ["AV"] = "AVE",
        ["ROAD"] = "RD",
        ["DRIVE"] = "DR",
        ["LANE"] = "LN",
        ["COURT"] = "CT",
        ["PLACE"] = "PL",
        ["BOULEVARD"] = "BLVD",
        ["SQUARE"] = "SQ",
        ["TERRACE"] = "TER",
        ["HIGHWAY"] = "HWY",
        ["PARKWAY"] = "PKWY",
        ["APARTMENT"] = "APT",
        ["SUITE"] = "STE",
        ["NORTH"] = "N",
        ["SOUTH"] = "S",
        ["EAST"] = "E",
        ["WEST"] = "W",
    };

    private const int LongestShort = 9;
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_shortOf = s_short.GetAlternateLookup<ReadOnlySpan<char>>();

    // What each plain character is reduced to; nothing for one that parts words.
    private static readonly char[] s_plain = [.. Enumerable.Range(0, 0x80).Select(code => char.IsLetterOrDigit((char)code) ? char.ToUpperInvariant((char)code) : '\0')];

    private readonly List<Letter> _letters;

    public FoldedText(string text)
    {
        Text = text;
        _letters = new(text.Length);
        var parted = true;
        var number = false;
        for (var at = 0; at < text.Length;)
        {
            // Nearly all that is looked through is plain letters, so they take no more than a look into a table each.
            if (text[at] is < (char)0x80 and not '%' and var plain)
            {
                if (s_plain[plain] is not '\0' and var folded)
                {
                    var digit = folded <= '9';
                    _letters.Add(new(folded, new(at, at + 1), parted || digit != number));
                    (parted, number) = (false, digit);
                }
                else
                {
                    parted = true;
                }

                at++;
                continue;
            }

            parted = Take(text, ref at, parted);
            number = _letters.Count > 0 && char.IsAsciiDigit(_letters[^1].Folded);
        }

        Abbreviate();
        Letters = string.Create(_letters.Count, _letters, static (written, letters) =>
        {
            for (var at = 0; at < written.Length; at++)
            {
                written[at] = letters[at].Folded;
            }
        });
    }

    /// <summary>The text as it was given.</summary>
    public string Text { get; }

    /// <summary>The reduced characters.</summary>
    public string Letters { get; }

    /// <summary>Where a reduced character stands in the text.</summary>
    public TextPlace PlaceOf(int letter) => _letters[letter].Place;

    /// <summary>Where a run of reduced characters stands in the text.</summary>
    public TextPlace PlaceOf(int first, int count) => new(_letters[first].Place.Start, _letters[first + count - 1].Place.End);

    /// <summary>True when a word or number begins at a reduced character. In scripts that do not part words, every letter does.</summary>
    public bool Begins(int letter) => _letters[letter].Begins || IsUnparted(Letters[letter]);

    /// <summary>True when a word or number ends before a reduced character, or the text does.</summary>
    public bool EndsBefore(int letter) => letter >= Letters.Length || _letters[letter].Begins || IsUnparted(Letters[letter]) || IsUnparted(Letters[letter - 1]);

    /// <summary>True when words begin from a reduced character on where they begin in another text.</summary>
    public bool IsPartedAs(FoldedText other, int first)
    {
        for (var at = 1; at < other._letters.Count; at++)
        {
            if (first + at >= _letters.Count || _letters[first + at].Begins != other._letters[at].Begins)
            {
                return false;
            }
        }

        return true;
    }

    private bool Take(string text, ref int at, bool parted)
    {
        var start = at;
        // An address in a link is percent-encoded.
        if (text[at] == '%' && at + 2 < text.Length && Uri.IsHexDigit(text[at + 1]) && Uri.IsHexDigit(text[at + 2])
            && int.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is < 0x80 and var code)
        {
            at += 3;
            return Put((char)code, new(start, at), parted);
        }

        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            at++;
            return true;
        }

        at += rune.Utf16SequenceLength;
        var place = new TextPlace(start, at);
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark:
                // An accent of its own goes with its letter.
                Extend(at);
                return parted;
            case UnicodeCategory.Format or UnicodeCategory.Control:
                return parted;
            case UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate:
                return true;
        }

        foreach (var c in Plain(rune))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                parted = Put(c, place, parted);
            }
        }

        return parted;
    }

    private bool Put(char c, TextPlace place, bool parted)
    {
        if (!char.IsLetterOrDigit(c))
        {
            return true;
        }

        var folded = char.IsAsciiDigit(c) ? c : char.IsDigit(c) ? (char)('0' + (int)CharUnicodeInfo.GetNumericValue(c)) : char.ToUpperInvariant(c);
        _letters.Add(new(folded, place, parted || _letters.Count == 0 || char.IsAsciiDigit(_letters[^1].Folded) != char.IsAsciiDigit(folded)));
        return false;
    }

    private void Extend(int end)
    {
        if (_letters.Count > 0)
        {
            var last = _letters[^1];
            _letters[^1] = last with { Place = last.Place with { End = end } };
        }
    }

    private static string Plain(Rune rune) => rune.Value switch
    {
        'ß' or 'ẞ' => "SS",
        'ø' or 'Ø' => "O",
        'đ' or 'Đ' or 'ð' or 'Ð' => "D",
        'ł' or 'Ł' => "L",
        'æ' or 'Æ' => "AE",
        'œ' or 'Œ' => "OE",
        'þ' or 'Þ' => "TH",
        'ı' => "I",
        _ => rune.ToString().Normalize(NormalizationForm.FormKD),
    };

    /// <summary>Puts abbreviations in place of the words of addresses.</summary>
    private void Abbreviate()
    {
        Span<char> word = stackalloc char[LongestShort];
        var end = _letters.Count;
        for (var first = end - 1; first >= 0; first--)
        {
            if (!_letters[first].Begins)
            {
                continue;
            }

            var count = end - first;
            end = first;
            if (count is < 2 or > LongestShort)
            {
                continue;
            }

            for (var at = 0; at < count; at++)
            {
                word[at] = _letters[first + at].Folded;
            }

            if (!s_shortOf.TryGetValue(word[..count], out var abbreviated))
            {
                continue;
            }

            var whole = PlaceOf(first, count);
            _letters.RemoveRange(first, count);
            _letters.InsertRange(first, abbreviated.Select((letter, at) => new Letter(letter, whole, at == 0)));
        }
    }

    /// <summary>A reduced character: where it stands, and whether a word or number begins with it.</summary>
    private readonly record struct Letter(char Folded, TextPlace Place, bool Begins);

    private static bool IsUnparted(char letter) => letter is >= '\u0E00' and <= '\u0FFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF'
        or >= '\u0590' and <= '\u06FF' or >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uD800' and <= '\uDFFF' or >= '\uF900' and <= '\uFAFF';
}
