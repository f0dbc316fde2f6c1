using System.Buffers;

namespace ContactLog.Reports.Redaction;

/// <summary>Digits of a text with at most a few signs between them, as numbers are written: (555) 012-3456.</summary>
internal sealed class DigitRun
{
    private const int WidestGap = 3;
    private static readonly SearchValues<char> s_between = SearchValues.Create(" \u00A0\u2007\u2009\u202F.-\u2010\u2011\u2012\u2013\u2014\u2212/()[]_,+\u200B\u2060\uFEFF\u00AD");

    private readonly FoldedText _text;
    private readonly int _first;
    private readonly int _count;

    private DigitRun(FoldedText text, int first, int count) => (_text, _first, _count) = (text, first, count);

    /// <summary>The digits.</summary>
    public string Digits => _text.Letters.Substring(_first, _count);

    /// <summary>Every run of a text.</summary>
    public static IEnumerable<DigitRun> Of(FoldedText text)
    {
        for (var at = 0; at < text.Letters.Length;)
        {
            if (!char.IsAsciiDigit(text.Letters[at]))
            {
                at++;
                continue;
            }

            var first = at++;
            while (at < text.Letters.Length && char.IsAsciiDigit(text.Letters[at]) && IsGap(text, at))
            {
                at++;
            }

            yield return new(text, first, at - first);
        }
    }

    /// <summary>
    /// Every place in the run where a number stands: the whole of it, or its last digits as it is dialled nearby, after zeros or
    /// other digits that something parts from it. A list of numbers, with a comma between them, is one run.
    /// </summary>
    /// <param name="number">The number, without leading zeros.</param>
    /// <param name="distinct">So many last digits are enough to tell it.</param>
    public IEnumerable<TextPlace> Find(string number, int distinct)
    {
        var digits = Digits;
        if (number.Length < distinct)
        {
            if (digits.TrimStart('0') == number)
            {
                yield return _text.PlaceOf(_first, _count);
            }

            yield break;
        }

        var taken = new bool[digits.Length];

        for (var length = number.Length; length >= distinct; length--)
        {
            var wanted = number[^length..];
            for (var at = 0; (at = digits.IndexOf(wanted, at, StringComparison.Ordinal)) >= 0; at++)
            {
                var from = at;
                while (from > 0 && digits[from - 1] == '0' && !Breaks(from))
                {
                    from--;
                }

                // The whole number is removed wherever it stands, a part of it only where a number begins.
                if ((length == number.Length || Breaks(from)) && (at + length == digits.Length || Breaks(at + length) || length == number.Length))
                {
                    if (Array.IndexOf(taken, true, at, length) >= 0)
                    {
                        continue;
                    }

                    Array.Fill(taken, true, at, length);

                    // With the country and the zeros before it, if they are the number's own.
                    yield return length == number.Length ? _text.PlaceOf(_first + from, at - from + length) : Whole(number, from, at - from + length);
                }
            }
        }
    }

    private TextPlace Whole(string number, int from, int count)
    {
        // +44 (0)7700 …: what stands before and is the beginning of the number goes too, lest it tell the rest.
        var before = Digits[..from].TrimStart('0');
        return before.Length > 0 && number.StartsWith(before, StringComparison.Ordinal) ? _text.PlaceOf(_first, from + count) : _text.PlaceOf(_first + from, count);
    }

    private bool Breaks(int at) => at == 0 || at == _count || _text.PlaceOf(_first + at).Start > _text.PlaceOf(_first + at - 1).End;

    private static bool IsGap(FoldedText text, int at)
    {
        int from = text.PlaceOf(at - 1).End, to = text.PlaceOf(at).Start;
        return to - from <= WidestGap && !text.Text.AsSpan(from, Math.Max(0, to - from)).ContainsAnyExcept(s_between);
    }
}
