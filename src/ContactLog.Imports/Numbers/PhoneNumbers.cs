using System.Globalization;
using System.Text;

namespace ContactLog.Imports.Numbers;

/// <summary>
/// Reads a number, short code or sender name into a <see cref="Peer"/> that can be compared. Numbers match across
/// national, international and punctuated form; everything else matches only exactly, because a sender's name can be chosen freely.
/// </summary>
public static class PhoneNumbers
{
    // ITU-T E.164: fifteen digits at most. The lower bound is ours: below it nothing is a complete international number.
    private const int LongestE164 = 15;
    private const int ShortestE164 = 7;
    private const int LongestShortCode = 6;

    private static readonly HashSet<string> WithheldWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "-1", "-2", "-3", "null", "unknown", "(unknown)", "private", "private number", "restricted", "anonymous", "unavailable", "withheld", "blocked", "no caller id",
    };

    /// <summary>The countries by whose rules numbers can be completed, ISO 3166, two letters.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. CallingCountries.Isos.Order(StringComparer.Ordinal)];

    /// <summary>Reads what a file or a person wrote.</summary>
    /// <param name="written">A number, short code, sender name or address; null and the usual words for it mean withheld.</param>
    /// <param name="country">Her country, for numbers without +; null or an unknown one leaves those as they are.</param>
    /// <param name="label">A name that goes with it.</param>
    public static Peer Read(string? written, string? country, string? label = null)
    {
        var original = written ?? "";
        var text = VisibleText.ForMatching(original);
        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[4..].Trim();
        }

        if (WithheldWords.Contains(text))
        {
            return new Peer(Peer.WithheldId, PeerKind.Withheld, original, label);
        }

        if (string.Equals(text, "insert-address-token", StringComparison.OrdinalIgnoreCase))
        {
            return Peer.Self with { Written = original };
        }

        if (text.Contains('@', StringComparison.Ordinal))
        {
            var address = text.ToLowerInvariant();
            var group = address.StartsWith("group_", StringComparison.Ordinal) || address.EndsWith("@rcs.google.com", StringComparison.Ordinal);
            return new Peer(address, group ? PeerKind.Group : PeerKind.Email, original, label);
        }

        return Complete(text, CallingCountries.Find(country)) is { } e164
            ? new Peer(e164, PeerKind.Phone, original, label)
            : new Peer(Digits(text) is { } digits ? (digits.Plus ? "+" : "") + digits.Text : text, PeerKind.Exact, original, label);
    }

    /// <summary>The country an international number belongs to, or null when it is not one or its code is not known here.</summary>
    public static string? CountryOf(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return Digits(VisibleText.ForMatching(written)) is { Plus: true, Text.Length: >= ShortestE164 } digits ? CallingCountries.OfDigits(digits.Text)?.Iso : null;
    }

    private static string? Complete(string text, CallingCountry? country)
    {
        if (Digits(text) is not { } digits)
        {
            return null;
        }

        if (digits.Plus)
        {
            return International(digits.Text);
        }

        // A short code is never completed: 20333 in one country is not +1 20333.
        if (country is null || digits.Text.Length <= LongestShortCode)
        {
            return null;
        }

        var number = digits.Text;
        foreach (var exit in country.Exits)
        {
            if (number.StartsWith(exit, StringComparison.Ordinal) && International(number[exit.Length..]) is { } abroad && CallingCountries.OfDigits(abroad[1..]) is not null)
            {
                return abroad;
            }
        }

        if (country.Trunk.Length > 0 && number.StartsWith(country.Trunk, StringComparison.Ordinal) && Fits(number.Length - country.Trunk.Length, country))
        {
            return "+" + country.Code + number[country.Trunk.Length..];
        }

        // Where a trunk prefix is usual, digits without it are mostly a local number; only the full length is taken for a whole one.
        if (country.Trunk is "0" or "06" ? number.Length == country.Longest && number[0] != '0' : Fits(number.Length, country))
        {
            return "+" + country.Code + number;
        }

        return number.StartsWith(country.Code, StringComparison.Ordinal) && Fits(number.Length - country.Code.Length, country) ? International(number) : null;
    }

    private static string? International(string digits)
    {
        if (digits.Length is < ShortestE164 or > LongestE164 || digits[0] == '0')
        {
            return null;
        }

        if (CallingCountries.OfDigits(digits) is { } country)
        {
            var national = digits[country.Code.Length..];

            // "+44 (0)7700 900123": the trunk prefix does not belong there. Countries without one (Italy) keep their zero.
            if (country.Trunk is "0" && national.Length > 1 && national[0] == '0')
            {
                return "+" + country.Code + national[1..];
            }

            // Until 2019 Mexican mobiles were dialled +52 1 from abroad; phones still hold both forms.
            if (country.Iso is "MX" && national.Length == 11 && national[0] == '1')
            {
                return "+52" + national[1..];
            }
        }

        return "+" + digits;
    }

    private static bool Fits(int length, CallingCountry country) => length >= country.Shortest && length <= country.Longest;

    /// <summary>The digits of a number, or null when anything but digits and the usual punctuation is in it.</summary>
    private static (bool Plus, string Text)? Digits(string text)
    {
        var plus = false;
        var digits = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var value = Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(rune) : -1;
            if (value >= 0)
            {
                digits.Append((char)('0' + value));
            }
            else if (rune.Value is '+' or '＋' && digits.Length == 0 && !plus)
            {
                plus = true;
            }
            else if (rune.Value is not (' ' or '-' or '.' or '(' or ')' or '/' or '\t' or 0x2010 or 0x2011 or 0x2012 or 0x2013))
            {
                return null;
            }
        }

        return digits.Length == 0 ? null : (plus, digits.ToString());
    }
}
