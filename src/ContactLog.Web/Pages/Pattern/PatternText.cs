using ContactLog.Domain.Language;
using ContactLog.Domain.Patterns;

namespace ContactLog.Web.Pages.Pattern;

/// <summary>Numbers of charts in words.</summary>
internal static class PatternText
{
    /// <summary>12, 12+ or ~12: where there is no room for words. The page says what the signs mean.</summary>
    public static string Short(Words words, ChartMark mark)
    {
        var number = mark.Number.ToString("N0", words.Culture);
        return mark.About ? words["patternpage.short.about", number] : mark.AtLeast ? words["patternpage.short.at-least", number] : number;
    }
}
