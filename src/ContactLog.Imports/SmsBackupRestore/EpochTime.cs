using System.Globalization;
using NodaTime;

namespace ContactLog.Imports.SmsBackupRestore;

/// <summary>Times as Android writes them: milliseconds since 1970, and in multimedia messages sometimes seconds. The size tells which.</summary>
internal static class EpochTime
{
    // 2100-01-01; nothing a phone recorded is later.
    private const long LatestSecond = 4_102_444_800;

    // Below this a number of milliseconds would be before March 1973, before there were mobile phones.
    private const long EarliestMilliseconds = 100_000_000_000;

    /// <summary>The instant, or null when the number is absent, 0 or impossible. <paramref name="seconds"/> says it was given in seconds.</summary>
    public static Instant? Read(string? text, out bool seconds)
    {
        seconds = false;
        if (!long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) || number <= 0)
        {
            return null;
        }

        seconds = number is >= EarliestMilliseconds / 1000 and <= LatestSecond;
        return seconds ? Instant.FromUnixTimeSeconds(number)
            : number is >= EarliestMilliseconds and <= LatestSecond * 1000 ? Instant.FromUnixTimeMilliseconds(number)
            : null;
    }
}

/// <summary>The wall time some backups show beside the instant. It comes in every language's form and is never used as a time, only to see how the phone's clock stood to UTC.</summary>
internal static class ReadableDate
{
    private static readonly string[] Forms =
    [
        "MMM d, yyyy HH:mm:ss", "MMM d, yyyy h:mm:ss tt", "d MMM yyyy HH:mm:ss", "d MMM yyyy h:mm:ss tt",
        "d.M.yyyy HH:mm:ss", "d/M/yyyy HH:mm:ss", "M/d/yyyy HH:mm:ss", "M/d/yyyy h:mm:ss tt", "d/M/yyyy h:mm:ss tt", "yyyy-MM-dd HH:mm:ss",
    ];

    /// <summary>The offset, or null when the form is not known or the two do not belong together.</summary>
    public static Offset? OffsetFrom(string? readable, Instant at)
    {
        if (readable is null)
        {
            return null;
        }

        var text = VisibleText.ForMatching(readable).Replace("a.m.", "AM", StringComparison.OrdinalIgnoreCase).Replace("p.m.", "PM", StringComparison.OrdinalIgnoreCase)
            .Replace("a. m.", "AM", StringComparison.OrdinalIgnoreCase).Replace("p. m.", "PM", StringComparison.OrdinalIgnoreCase);
        foreach (var form in Forms)
        {
            if (DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var wall))
            {
                var seconds = (long)Math.Floor((wall - DateTime.UnixEpoch).TotalSeconds) - at.ToUnixTimeSeconds();

                // All offsets in use are whole quarters of an hour from -12 to +14; a day-month mix-up is days off.
                if (seconds % 900 == 0 && seconds is >= -12 * 3600 and <= 14 * 3600)
                {
                    return Offset.FromSeconds((int)seconds);
                }
            }
        }

        return null;
    }
}
