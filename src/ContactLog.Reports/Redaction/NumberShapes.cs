using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using ContactLog.Domain.Redactions;

namespace ContactLog.Reports.Redaction;

/// <summary>A number that its shape gives away.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="LastFour">Its last four characters, which some rules leave standing; null where they must go too.</param>
internal sealed record ShapedNumber(RedactionKind Kind, TextPlace Place, string? LastFour);

/// <summary>
/// Finds numbers that courts want out of public files by their shape or by the word before them: social security and
/// national insurance numbers, passports and licences, cards (Luhn), IBANs (modulus 97), accounts, and birth dates that
/// are called so (Federal Rule of Civil Procedure 5.2; California Rule of Court 1.201).
/// </summary>
internal static partial class NumberShapes
{
    private const string Hyphen = "[-\u2010\u2011\u2012\u2013\u2212]";

    /// <summary>Every such number of a text.</summary>
    public static IEnumerable<ShapedNumber> Find(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            yield break;
        }

        foreach (var iban in Ibans().Matches(text).Select(match => Iban(match.Index, match.Value)).OfType<TextPlace>())
        {
            yield return new(RedactionKind.AccountNumber, iban, Last(text[iban.Start..iban.End]));
        }

        foreach (var card in Cards().Matches(text).Where(match => IsLuhn(match.Value)))
        {
            yield return new(RedactionKind.AccountNumber, PlaceOf(card), Last(card.Value));
        }

        foreach (var account in Accounts().Matches(text).Select(match => match.Groups["number"]))
        {
            yield return new(RedactionKind.AccountNumber, PlaceOf(account), Last(account.Value));
        }

        foreach (var id in SocialSecurity().Matches(text).Concat<Capture>(NationalInsurance().Matches(text)).Concat(Papers().Matches(text).Select(match => match.Groups["number"])))
        {
            yield return new(RedactionKind.GovernmentId, PlaceOf(id), null);
        }

        foreach (var born in Births().Matches(text).Select(match => match.Groups["date"]))
        {
            yield return new(RedactionKind.BirthDate, PlaceOf(born), Years().Matches(born.Value) is [.., var year] ? year.Value : null);
        }
    }

    private static TextPlace PlaceOf(Capture capture) => new(capture.Index, capture.Index + capture.Length);

    private static string Last(string number) => string.Concat(number.Where(char.IsLetterOrDigit))[^4..];

    private static bool IsLuhn(string number)
    {
        var sum = 0;
        var digits = number.Where(char.IsAsciiDigit).Select(digit => digit - '0').Reverse().ToList();
        for (var at = 0; at < digits.Count; at++)
        {
            var digit = at % 2 == 1 ? digits[at] * 2 : digits[at];
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0 && digits.Exists(digit => digit != 0);
    }

    /// <summary>The IBAN that a run of capitals and digits begins with; words in capitals may follow it.</summary>
    private static TextPlace? Iban(int start, string run)
    {
        for (var length = run.Length; length >= 15; length--)
        {
            var written = run[..length];
            var plain = written.Replace(" ", "", StringComparison.Ordinal);
            if (written[^1] != ' ' && plain.Length is >= 15 and <= 34)
            {
                var number = string.Concat((plain[4..] + plain[..4]).Select(c => char.IsAsciiDigit(c) ? c.ToString() : (c - 'A' + 10).ToString(CultureInfo.InvariantCulture)));
                if (BigInteger.Parse(number, CultureInfo.InvariantCulture) % 97 == 1)
                {
                    return new(start, start + length);
                }
            }
        }

        return null;
    }

    [GeneratedRegex($@"(?<![0-9])(?<![0-9]{Hyphen})[0-9]{{3}}(?<part>{Hyphen}|\s)[0-9]{{2}}\k<part>[0-9]{{4}}(?!{Hyphen}?[0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?[0-9]{2}\s?[0-9]{2}\s?[0-9]{2}\s?[A-D]\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NationalInsurance();

    [GeneratedRegex(@"\b(ssn|social\s+security|itin|tin|sin|nino|national\s+insurance|nhs|passport|driv(er|ing)['’]?s?\s+licen[cs]e|licen[cs]e|state\s+id|medicare|alien)(\s*(number|no|nr|num|\#))?\.?\s*(is|was|:|=|\#)?\s*(?<number>[A-Z]{0,3}\s?[0-9][0-9A-Z\s-]{3,14}[0-9])(?![0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Papers();

    [GeneratedRegex(@"(?<![0-9+])(?<!\+[0-9\s-]{1,4})[0-9](\s?-?[0-9]){12,18}(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cards();

    [GeneratedRegex(@"\b[A-Z]{2}[0-9]{2}(\ ?[A-Z0-9]){11,30}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ibans();

    [GeneratedRegex(@"\b(account|acct|a/c|routing|sort\s+code|iban|konto(nummer)?|cuenta|card)(\s*(number|no|nr|num|\#))?\.?\s*(is|was|:|=|\#)?\s*(?<number>[0-9][0-9\s-]{3,18}[0-9])(?![0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Accounts();

    [GeneratedRegex(@"\b(born(\s+on)?|birth\s?da(y|te)|date\s+of\s+birth|d\.?o\.?b\.?|nacid[oa](\s+el)?|geboren(\s+am)?)\s*(is|was|:|=|,)?\s*(the\s+)?(?<date>([0-9]{1,4}[./\s-]+[0-9]{1,2}[./\s-]+[0-9]{2,4})|([0-9]{1,2}(st|nd|rd|th)?\s+(of\s+|de\s+)?\p{L}{3,10}\.?,?\s+(de\s+)?[0-9]{4})|(\p{L}{3,10}\.?\s+[0-9]{1,2}(st|nd|rd|th)?,?\s+[0-9]{4}))",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Births();

    [GeneratedRegex("[0-9]{4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Years();
}
