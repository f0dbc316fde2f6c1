using System.Text.RegularExpressions;
using ContactLog.Domain.Record;

namespace ContactLog.Reports.Bundle;

/// <summary>A hash that stood in a text, with the words before it on its line.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="Before">What stood before it, for a person to recognise it; may be empty.</param>
public sealed record PrintedHash(Digest Hash, string Before);

/// <summary>Finds the hashes in a text that was copied out of a report, or typed from paper.</summary>
public static partial class PrintedHashes
{
    /// <summary>Reads a text: each run of 64 hexadecimal characters once, also one that was parted over two lines or by blanks in the middle, in either case of letters.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<PrintedHash> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<PrintedHash>();
        var seen = new HashSet<Digest>();
        foreach (Match match in Spread().Matches(text))
        {
            var hex = string.Concat(match.Value.Where(char.IsAsciiHexDigit)).ToLowerInvariant();
            if (Digest.TryParse(hex, out var digest) && seen.Add(digest))
            {
                var line = text[(text.LastIndexOf('\n', Math.Max(match.Index - 1, 0)) + 1)..match.Index];
                found.Add(new(digest, string.Concat(line.Trim().TakeLast(60).Select(c => char.IsControl(c) ? ' ' : c))));
            }
        }

        return found;
    }

    // Whole ones first; then ones parted in two by a line end or in groups of at least eight by blanks.
    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{64}|(?=(?:[0-9A-Fa-f][ \t]*\r?\n?[ \t]*){64})(?:[0-9A-Fa-f]{8,56}(?:[ \t]*\r?\n[ \t]*|[ \t]+)){1,7}[0-9A-Fa-f]{8,56})(?![0-9A-Za-z])", RegexOptions.None, 2000)]
    private static partial Regex Spread();
}
