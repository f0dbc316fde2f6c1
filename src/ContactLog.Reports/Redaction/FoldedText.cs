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

    // An array and a count, not a list: every text of a case goes through here, letter by letter.
    private Letter[] _letters;
    private int _count;

    public FoldedText(string text)
    {
        Text = text;
        _letters = new Letter[text.Length];
        var parted = true;
        for (var at = 0; at < text.Length;)
        {
            // Nearly all that is looked through is plain letters, so they take no more than a look into a table each.
            if (text[at] is < (char)0x80 and not '%' and var plain)
            {
                var folded = s_plain[plain];
                if (folded != '\0')
                {
                    Add(folded, new(at, at + 1), parted);
                }

                parted = folded == '\0';
                at++;
            }
            else
            {
                parted = Take(text, ref at, parted);
            }
        }

        Abbreviate();
        Letters = string.Create(_count, _letters, static (written, letters) =>
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
        for (var at = 1; at < other._count; at++)
        {
            if (first + at >= _count || _letters[first + at].Begins != other._letters[at].Begins)
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
        Add(folded, place, parted);
        return false;
    }

    private void Add(char folded, TextPlace place, bool parted)
    {
        // One character can stand for several, such as a ligature.
        if (_count == _letters.Length)
        {
            Array.Resize(ref _letters, (2 * _count) + 4);
        }

        _letters[_count] = new(folded, place, parted || _count == 0 || char.IsAsciiDigit(_letters[_count - 1].Folded) != char.IsAsciiDigit(folded));
        _count++;
    }

    private void Extend(int end)
    {
        if (_count > 0)
        {
            ref var last = ref _letters[_count - 1];
            last = last with { Place = last.Place with { End = end } };
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

    /// <summary>Puts abbreviations, which are never longer, in place of the words of addresses.</summary>
    private void Abbreviate()
    {
        Span<char> word = stackalloc char[LongestShort];
        var kept = 0;
        for (var first = 0; first < _count;)
        {
            var end = first + 1;
            while (end < _count && !_letters[end].Begins)
            {
                end++;
            }

            var length = end - first;
            for (var at = 0; at < length && length <= LongestShort; at++)
            {
                word[at] = _letters[first + at].Folded;
            }

            if (length is >= 2 and <= LongestShort && s_shortOf.TryGetValue(word[..length], out var abbreviated))
            {
                var whole = PlaceOf(first, length);
                for (var at = 0; at < abbreviated.Length; at++)
                {
                    _letters[kept++] = new(abbreviated[at], whole, at == 0);
                }
            }
            else
            {
                _letters.AsSpan(first, length).CopyTo(_letters.AsSpan(kept));
                kept += length;
            }

            first = end;
        }

        _count = kept;
    }

    /// <summary>A reduced character: where it stands, and whether a word or number begins with it.</summary>
    private readonly record struct Letter(char Folded, TextPlace Place, bool Begins);

    private static bool IsUnparted(char letter) => letter is >= '\u0E00' and <= '\u0FFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF'
        or >= '\u0590' and <= '\u06FF' or >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uD800' and <= '\uDFFF' or >= '\uF900' and <= '\uFAFF';
}
