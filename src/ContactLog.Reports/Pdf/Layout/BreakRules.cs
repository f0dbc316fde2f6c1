using System.Globalization;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>Where a line may end within text without spaces: a part of UAX #14 for the scripts that can be set.</summary>
internal static class BreakRules
{
    private const string NotBefore = "\u3001\u3002\uFF0C\uFF0E\uFF01\uFF1F\uFF1A\uFF1B\u300D\u300F\uFF09\u3011\u3009\u300B\u3015\u3017\u3019\u301B\uFF5D\uFF3D\u30FC\u3005\u303B\u301C\u30FB\u2026\u2025"
        + "\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308E\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7\u30EE\u30F5\u30F6\u309B\u309C\u309D\u309E\u30FD\u30FE!?,.:;)]}\u201D\u2019%";

    private const string NotAfter = "\u300C\u300E\uFF08\u3010\u3008\u300A\u3014\u3016\u3018\u301A\uFF5B\uFF3B([{\u201C\u2018";

    /// <summary>Whether a line may end before the character at a place.</summary>
    public static bool MayBreakAt(string text, int at)
    {
        if (at < 1 || at >= text.Length)
        {
            return false;
        }

        return text[at - 1] switch
        {
            '\u2014' => at > 1,
            // Between letters only: telephone numbers, dates and labels such as A-3 stay whole.
            '-' or '\u2013' or '/' => at > 1 && char.IsLetter(text[at - 2]) && char.IsLetter(text[at]),
            var before => (IsEastAsian(before) || IsEastAsian(text[at]))
                && !NotBefore.Contains(text[at], StringComparison.Ordinal) && !NotAfter.Contains(before, StringComparison.Ordinal)
                && !char.IsLowSurrogate(text[at]) && !IsMark(text[at]),
        };
    }

    /// <summary>Chinese characters and kana, set without spaces; Korean has spaces.</summary>
    private static bool IsEastAsian(char unit) => unit is (>= '\u2E80' and <= '\u2FDF') or (>= '\u3001' and <= '\u30FF') or (>= '\u3100' and <= '\u312F')
        or (>= '\u31F0' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF01' and <= '\uFF60');

    private static bool IsMark(char unit) => char.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
