using System.Text;

namespace ContactLog.Data.Accounts;

/// <summary>What a user name may be. Any script, no control or hidden characters: a name must look like what it is.</summary>
public static class UserNameRules
{
    /// <summary>The name without spaces around it, in one normal form.</summary>
    public static string Tidy(string? typed) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(typed ?? "")).Trim().Normalize(NormalizationForm.FormKC);

    /// <summary>The key of the words that say why a name is not taken, or null when it is.</summary>
    public static string? Refusal(string tidyName)
    {
        ArgumentNullException.ThrowIfNull(tidyName);
        if (tidyName.Length is < Account.UserNameMin or > Account.UserNameMax)
        {
            return "account.name.length";
        }

        // Line breaks would forge lines of a log; direction marks would make one name look like another.
        return tidyName.EnumerateRunes().All(rune => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark || rune.Value is ' ' or '.' or '-' or '_' or '@' or '+')
            ? null
            : "account.name.signs";
    }
}
