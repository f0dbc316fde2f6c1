using System.Globalization;

namespace ContactLog.Web.Searching;

/// <summary>The address of what was found. It is sealed on its way out (<see cref="Security.SealedAddresses"/>).</summary>
internal static class SearchAddress
{
    /// <summary>The page, with the words looked for and the part of what was found; without words the page itself.</summary>
    public static string Of(string page, string? words, int part = 1)
    {
        var trimmed = words?.Trim() is { Length: > TextSearch.Longest } longer ? longer[..TextSearch.Longest] : words?.Trim();
        return string.IsNullOrEmpty(trimmed) ? page
            : $"{page}?words={Uri.EscapeDataString(trimmed)}" + (part > 1 ? string.Create(CultureInfo.InvariantCulture, $"&part={part}") : "");
    }
}
