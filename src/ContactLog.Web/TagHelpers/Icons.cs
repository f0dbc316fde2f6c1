using System.Collections.Frozen;

namespace ContactLog.Web.TagHelpers;

/// <summary>
/// The drawings, on a grid of 24, as lines of 1.75. They are set into the page itself: an image file
/// would be one more request, and the content policy allows no data addresses.
/// </summary>
internal static class Icons
{
    /// <summary>Drawings that point along the line of reading and so turn round in right-to-left pages.</summary>
    private static readonly FrozenSet<string> Directed = new[] { "next", "back", "exit", "undo", "timeline", "log-out" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Drawings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // the seven kinds
        ["phone"] = "<path d='M8.2 3.5 10 8 7.7 9.8a13 13 0 0 0 6.5 6.5L16 14l4.5 1.8v3.1c0 1-.8 1.7-1.8 1.6C10.4 19.9 4.1 13.6 3.5 5.3 3.4 4.3 4.1 3.5 5.1 3.5z'/>",
        ["text"] = "<path d='M3.5 4.5h17v12H11L7 20v-3.5H3.5z'/><path d='M7.5 8.7h9M7.5 12.3h6'/>",
        ["voicemail"] = "<circle cx='6.5' cy='12' r='3.7'/><circle cx='17.5' cy='12' r='3.7'/><path d='M6.5 15.7h11'/>",
        ["email"] = "<rect x='3' y='5' width='18' height='14' rx='1.8'/><path d='m3.5 7 8.5 6.5L20.5 7'/>",
        ["social"] = "<circle cx='12' cy='12' r='3.8'/><path d='M15.8 8.2v5a2.5 2.5 0 0 0 5 0V12a8.8 8.8 0 1 0-3.6 7.1'/>",
        ["person"] = "<circle cx='12' cy='7' r='3.7'/><path d='M5 21v-2a7 7 0 0 1 14 0v2'/>",
        ["other"] = "<path d='M12 4v16M4 12h16'/>",
        ["plus"] = "<path d='M12 4v16M4 12h16'/>",
        // the ways through the record
        ["notebook"] = "<rect x='4.5' y='3.5' width='15' height='17' rx='1.5'/><path d='M9 3.5v17'/>",
        ["log"] = "<path d='M5 3.5h9.5L19 8v12.5H5z'/><path d='M12 9.5v7M8.5 13h7'/>",
        ["timeline"] = "<path d='M6.5 3v18'/><circle class='icon-solid' cx='6.5' cy='8' r='2.6'/><circle class='icon-solid' cx='6.5' cy='16' r='2.6'/><path d='M12.5 8H20M12.5 16H20'/>",
        ["boundary"] = "<path stroke-width='2.6' d='M2 12h20'/><path d='M9 4v3.5M15.5 16.5V20'/>",
        ["people"] = "<circle cx='9' cy='7.5' r='3.5'/><path d='M2.5 20v-1.5a6.5 6.5 0 0 1 13 0V20M16 4.3a3.5 3.5 0 0 1 0 6.4M18.2 13.6a6.5 6.5 0 0 1 3.3 5V20'/>",
        ["exhibits"] = "<path d='M20 11.5 12.2 19.3a5 5 0 0 1-7.1-7.1l8.2-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.1 8.1a1.7 1.7 0 0 1-2.4-2.4l7.3-7.3'/>",
        ["report"] = "<path d='M5 3h9l5 5v13H5z'/><path d='M13.5 3v5.5H19M8.5 13h7M8.5 16.7h7'/>",
        ["import"] = "<path d='M12 3.5V15M7.5 10.8 12 15.3l4.5-4.5M3.5 15v5.5h17V15'/>",
        ["record"] = "<path d='M12 3 4.5 6v5.5c0 4.5 3 8 7.5 9.5 4.5-1.5 7.5-5 7.5-9.5V6z'/><path d='m8.7 11.8 2.4 2.4 4.3-4.4'/>",
        ["account"] = "<circle cx='12' cy='12' r='3.2'/><path d='M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2'/>",
        ["more"] = "<g class='icon-solid'><circle cx='5' cy='12' r='2'/><circle cx='12' cy='12' r='2'/><circle cx='19' cy='12' r='2'/></g>",
        ["pattern"] = "<path d='M4 3.5v17h17M8.5 16.5v-3M12.5 16.5V9M16.5 16.5v-5'/>",
        ["plan"] = "<path d='m3.5 6.5 1.8 1.8 3-3.3M3.5 16l1.8 1.8 3-3.3M12 7h8.5M12 16.5h8.5'/>",
        ["share"] = "<circle cx='10' cy='7.5' r='3.7'/><path d='M3 20.5V19a7 7 0 0 1 11-5.7M18 13v7M14.5 16.5h7'/>",
        // acts
        ["exit"] = "<path d='M14 3.5H4.5v17H14M9.5 12H20M16 7.8l4.2 4.2-4.2 4.2'/>",
        ["log-out"] = "<path d='M14 3.5H4.5v17H14M9.5 12H20M16 7.8l4.2 4.2-4.2 4.2'/>",
        ["clock"] = "<circle cx='12' cy='12' r='8.5'/><path d='M12.5 7v5.3l-2.7 2.3'/>",
        ["repeat"] = "<path d='M4 10.5a8.3 8.3 0 0 1 14.5-3.8L20.5 9M20.5 4v5h-5M20 13.5a8.3 8.3 0 0 1-14.5 3.8L3.5 15M3.5 20v-5h5'/>",
        ["check"] = "<path d='m4 12.8 5 5L20 6.5'/>",
        ["undo"] = "<path d='M8.5 4.5 4 9l4.5 4.5M4.5 9h10a5.3 5.3 0 0 1 0 10.6H9'/>",
        ["next"] = "<path d='m9 5 7 7-7 7'/>",
        ["back"] = "<path d='m15 5-7 7 7 7'/>",
        ["down"] = "<path d='m5 9 7 7 7-7'/>",
        ["filter"] = "<path d='M3.5 6.5h17M6.5 12h11M9.5 17.5h5'/>",
        ["search"] = "<circle cx='10.5' cy='10.5' r='6.5'/><path d='m15.5 15.5 5 5'/>",
        ["edit"] = "<path d='m4 20 .9-4.3L16.3 4.3a1.9 1.9 0 0 1 2.7 0l.7.7a1.9 1.9 0 0 1 0 2.7L8.3 19.1z'/><path d='m14.5 6.2 3.3 3.3'/>",
        // exhibits and notices
        ["image"] = "<rect x='3' y='4.5' width='18' height='15' rx='1.8'/><circle cx='8.3' cy='9.5' r='1.7'/><path d='m4 18 5.3-4.7 3 2.5 4-4.1 4.4 4.3'/>",
        ["audio"] = "<path d='M4 10.5v3M8 7.5v9M12 4v16M16 7.5v9M20 10.5v3'/>",
        ["video"] = "<rect x='2.5' y='6' width='13' height='12' rx='1.8'/><path d='m15.5 10.7 6-3.2v9l-6-3.2'/>",
        ["file"] = "<path d='M5.5 3h8.5l4.5 4.5V21h-13z'/><path d='M13.5 3v5h5'/>",
        ["covered"] = "<path d='M4.2 12.5C6 9 8.7 7 12 7s6 2 7.8 5.5C18 16 15.3 18 12 18s-6-2-7.8-5.5z'/><circle cx='12' cy='12.5' r='2.3'/><path d='M19 5 5.5 20'/>",
        ["info"] = "<circle cx='12' cy='12' r='8.5'/><path d='M12 11v5'/><circle class='icon-solid' cx='12' cy='8' r='1.1'/>",
        ["lock"] = "<rect x='5' y='10.5' width='14' height='10' rx='1.8'/><path d='M8 10.5V7.8a4 4 0 0 1 8 0v2.7'/>",
        ["key"] = "<circle cx='8' cy='15.5' r='4'/><path d='m11 12.5 8.5-8.5M16 7.5l2.7 2.7'/>",
        ["court"] = "<path d='M12 3.5v17M7.5 20.5h9M4 7h16M6.5 7l-3 7a3.2 3.2 0 0 0 6 0zM17.5 7l-3 7a3.2 3.2 0 0 0 6 0z'/>",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static IEnumerable<string> Names => Drawings.Keys;

    /// <summary>The drawing as an svg element, hidden from screen readers: words always stand beside it.</summary>
    /// <exception cref="ArgumentException">There is no drawing of that name: a defect of the page.</exception>
    internal static string Svg(string name) =>
        Drawings.TryGetValue(name, out var drawing)
            ? $"<svg class=\"icon{(Directed.Contains(name) ? " icon-flip" : "")}\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">{drawing}</svg>"
            : throw new ArgumentException($"There is no icon '{name}'.", nameof(name));
}
