using ContactLog.Imports;

namespace ContactLog.Web.Importing;

/// <summary>
/// The header lines of a mail that say how it travelled, as they stand and from the topmost on. Nothing here is checked: each server writes
/// above what it was given, so all that stands below the topmost Received was there before the last server took the mail, and may be made up.
/// </summary>
internal static class MailRoute
{
    private const int MostLines = 60;
    private const int MostLine = 2_000;
    private const string Received = "Received";

    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase) { "Return-Path", Received, "Authentication-Results", "DKIM-Signature", "X-Originating-IP" };

    /// <summary>The lines, or null when there are none.</summary>
    public static string? Of(FoundMail? mail)
    {
        var lines = (mail?.Headers ?? []).Where(one => s_names.Contains(one.Name)).Select(one => IncidentFields.Cut($"{one.Name}: {one.Value.ReplaceLineEndings(" ")}", MostLine)).ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines.Take(MostLines)) + (lines.Count > MostLines ? "\n…" : "");
    }

    /// <summary>The lines that the last server wrote, and those that were there before.</summary>
    public static (IReadOnlyList<string> Last, IReadOnlyList<string> Before) Parts(string route)
    {
        var lines = route.Split('\n');
        var last = Array.FindIndex(lines, line => line.StartsWith(Received + ":", StringComparison.OrdinalIgnoreCase)) + 1;
        return (lines[..last], lines[last..]);
    }
}
