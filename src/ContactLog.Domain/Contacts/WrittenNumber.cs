namespace ContactLog.Domain.Contacts;

/// <summary>
/// What two ways of writing a number have in common. 555-0142 and (555) 0142 are one number: told as two, each new way of writing it would
/// be a new number, which the other side would rightly laugh at. Digits alone decide; a country that one of the two leaves out is not guessed.
/// </summary>
public static class WrittenNumber
{
    // Fewer digits may be a short code or a room: only what is written alike is the same.
    private const int ShortestNumber = 5;

    /// <summary>The digits of a number; of anything else the text itself.</summary>
    public static string Key(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length >= ShortestNumber && text.All(sign => char.IsAsciiDigit(sign) || char.IsWhiteSpace(sign) || "+-.()/\u2010\u2011\u2012\u2013".Contains(sign, StringComparison.Ordinal))
            ? digits
            : text;
    }
}
