using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ContactLog.Data.Accounts;

/// <summary>
/// What a password may be: 15 signs or more, anything she likes, no rules about kinds of signs; but nothing that is
/// tried first by whoever has the database and the secret.
/// </summary>
public static class PasswordRules
{
    /// <summary>The fewest signs.</summary>
    public const int Least = 15;

    /// <summary>The most signs: more only makes the server work.</summary>
    public const int Most = 512;

    private const string RowsForwards = "1234567890qwertyuiop[]asdfghjkl;'zxcvbnm,./ qwertyuiopasdfghjklzxcvbnm abcdefghijklmnopqrstuvwxyz 0123456789012345678901234567890 " +
        "qazwsxedcrfvtgbyhnujmikolp 1q2w3e4r5t6y7u8i9o0p qwertzuiopasdfghjklyxcvbnm azertyuiopqsdfghjklmwxcvbn ";

    private static readonly string Rows = RowsForwards + new string([.. RowsForwards.Reverse()]);
    private static readonly FrozenSet<string> Common = Load();

    /// <summary>How many common passwords are known.</summary>
    public static int CommonCount => Common.Count;

    /// <summary>The key of the words that say why a password is not taken, or null when it is.</summary>
    public static string? Refusal(string? password, string userName)
    {
        ArgumentNullException.ThrowIfNull(userName);
        password ??= "";
        if (password.Length > Most)
        {
            return "account.password.long";
        }

        // People count what they see: an emoji or an accented letter is one.
        if (new StringInfo(password).LengthInTextElements < Least)
        {
            return "account.password.short";
        }

        return IsCommon(password.ToLowerInvariant(), userName.ToLowerInvariant()) ? "account.password.common" : null;
    }

    private static bool IsCommon(string password, string userName)
    {
        // In the list as it is, or after what people add at the ends to make something long enough.
        var bare = Letters(password);
        if (Common.Contains(password) || Common.Contains(bare) || Common.Contains(password.Trim()))
        {
            return true;
        }

        if (userName.Length >= 3 && (bare == Letters(userName) || password.Replace(userName, "", StringComparison.Ordinal).Length < 6))
        {
            return true;
        }

        return IsRepeated(password) || IsRepeated(bare) || IsRun(password) || IsTwoCommon(bare) || password.Distinct().Count() < 5;
    }

    private static string Letters(string password) => new([.. password.Where(char.IsLetter)]);

    /// <summary>"abcabcabcabcabc", or a common word three times.</summary>
    private static bool IsRepeated(string text)
    {
        for (var period = 1; period <= text.Length / 2; period++)
        {
            var same = true;
            for (var i = period; i < text.Length && same; i++)
            {
                same = text[i] == text[i - period];
            }

            if (same && (period <= 6 || Common.Contains(text[..period])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Rows of the keyboard, the alphabet and the digits, forwards or backwards.</summary>
    private static bool IsRun(string text)
    {
        // Several rows one after the other: "1234567890qwerty", "qwertyuiop123456".
        var covered = 0;
        for (var at = 0; at < text.Length;)
        {
            var longest = 0;
            for (var length = Math.Min(text.Length - at, 20); length >= 4 && longest == 0; length--)
            {
                if (Rows.Contains(text.Substring(at, length), StringComparison.Ordinal))
                {
                    longest = length;
                }
            }

            covered += longest;
            at += Math.Max(1, longest);
        }

        return text.Length - covered < 3;
    }

    private static bool IsTwoCommon(string letters)
    {
        for (var at = 4; at <= letters.Length - 4; at++)
        {
            if (Common.Contains(letters[..at]) && Common.Contains(letters[at..]))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("ContactLog.Data.Accounts.CommonPasswords.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("# ", StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);
    }
}
