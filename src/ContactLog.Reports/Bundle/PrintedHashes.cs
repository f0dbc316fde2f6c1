using ContactLog.Domain.Record;

namespace ContactLog.Reports.Bundle;

/// <summary>A hash that stood in a text, with the words before it on its line.</summary>
/// <param name="Hash">The hash.</param>
/// <param name="Before">What stood before it, for a person to recognise it; may be empty.</param>
public sealed record PrintedHash(Digest Hash, string Before);

/// <summary>Finds the hashes in a text that was copied out of a report, or typed from paper. One pass: the text may be made to take long.</summary>
public static class PrintedHashes
{
    private const int HashLength = 64;

    /// <summary>Groups shorter than this are words that happen to be of these letters; only the rest after a line end may be.</summary>
    private const int ShortestGroup = 8;

    /// <summary>Reads a text: each run of 64 hexadecimal characters once, also one that was parted over two lines or by blanks in the middle, in either case of letters.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<PrintedHash> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<PrintedHash>();
        var seen = new HashSet<Digest>();
        var runs = Runs(text);
        for (var at = 0; at < runs.Count;)
        {
            var groups = GroupsOfHash(text, runs, at);
            var hex = string.Concat(runs.Skip(at).Take(groups).Select(run => text.Substring(run.Start, run.Length)));
            if (groups > 0 && Digest.TryParse(hex.ToLowerInvariant(), out var digest) && seen.Add(digest))
            {
                var line = text[runs[at].Line..runs[at].Start].Trim();
                found.Add(new(digest, string.Concat(line.TakeLast(60).Select(c => char.IsControl(c) ? ' ' : c))));
            }

            at += Math.Max(1, groups);
        }

        return found;
    }

    /// <summary>How many runs from one on make a hash; 0 when they make none.</summary>
    private static int GroupsOfHash(string text, List<Run> runs, int from)
    {
        var length = 0;
        for (var at = from; at < runs.Count && runs[at].IsHex && (at == from || IsGap(text, runs[at - 1].End, runs[at].Start)); at++)
        {
            length += runs[at].Length;
            if (length >= HashLength)
            {
                return length == HashLength ? at - from + 1 : 0;
            }

            if (runs[at].Length < ShortestGroup)
            {
                return 0;
            }
        }

        return 0;
    }

    private static bool IsGap(string text, int from, int to)
    {
        var gap = text.AsSpan(from, to - from);
        return gap.TrimStart(" \t\r\n").IsEmpty && gap.Count('\n') <= 1;
    }

    private static List<Run> Runs(string text)
    {
        var runs = new List<Run>();
        var line = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n')
            {
                line = at + 1;
            }

            if (!char.IsAsciiLetterOrDigit(text[at]))
            {
                continue;
            }

            var start = at;
            var isHex = true;
            for (; at < text.Length && char.IsAsciiLetterOrDigit(text[at]); at++)
            {
                isHex &= char.IsAsciiHexDigit(text[at]);
            }

            runs.Add(new(line, start, at - start, isHex));
            at--;
        }

        return runs;
    }

    private readonly record struct Run(int Line, int Start, int Length, bool IsHex)
    {
        public int End => Start + Length;
    }
}
