using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.Text;

/// <summary>
/// A time in a file's name: <c>Screenshot_20240115-093012.jpg</c>, <c>IMG-20220323-WA0002.jpg</c>. Whoever sends a file names it,
/// so it is a hint that is shown to her and never a time.
/// </summary>
internal static partial class NameTimes
{
    private static readonly LocalDateTimePattern s_media = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd-HH-mm-ss");

    /// <summary>The date and, where it has one, the time, as ISO text; null when the name has none.</summary>
    public static string? Of(string name)
    {
        foreach (var match in Pattern().Matches(name).Cast<Match>())
        {
            int Part(string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
            var (year, month, day) = (Part("y"), Part("m"), Part("d"));
            if (month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month))
            {
                continue;
            }

            var date = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}");
            if (!match.Groups["h"].Success || Part("h") > 23 || Part("min") > 59)
            {
                return date;
            }

            return string.Create(CultureInfo.InvariantCulture, $"{date} {Part("h"):00}:{Part("min"):00}") + (match.Groups["s"].Success && Part("s") < 60 ? string.Create(CultureInfo.InvariantCulture, $":{Part("s"):00}") : "");
        }

        return null;
    }

    /// <summary>The time in the name of a file that WhatsApp on an iPhone put beside a chat ("00000035-PHOTO-2022-03-18-14-56-01.jpg"), or null.</summary>
    public static LocalDateTime? InMedia(string name) =>
        Media().Match(name) is { Success: true } match && s_media.Parse(match.Groups["when"].Value) is { Success: true } time ? time.Value : null;

    [GeneratedRegex(@"^[0-9]{8}-[A-Z]+-(?<when>20[0-9]{2}(-[0-9]{2}){5})\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Media();

    [GeneratedRegex(@"(?<![0-9])(?<y>20[0-9]{2})[-_.]?(?<m>[0-9]{2})[-_.]?(?<d>[0-9]{2})((_| |-|T|\.| at )(?<h>[0-9]{2})[-_.:]?(?<min>[0-9]{2})([-_.:]?(?<s>[0-9]{2}))?)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
