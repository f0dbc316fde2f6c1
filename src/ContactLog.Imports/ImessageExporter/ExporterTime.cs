using NodaTime;

namespace ContactLog.Imports.ImessageExporter;

/// <summary>The time as imessage-exporter writes it, <c>May 17, 2022  5:29:42 PM</c>: English, the hour padded with a space, the zone of the Mac and unstated.</summary>
internal static class ExporterTime
{
    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /// <summary>Reads a time at the beginning of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="wall">The time.</param>
    /// <param name="rest">What follows it.</param>
    public static bool TryRead(ReadOnlySpan<char> line, out LocalDateTime wall, out ReadOnlySpan<char> rest)
    {
        wall = default;
        rest = default;
        if (line.Length < 22 || line[3] != ' ')
        {
            return false;
        }

        var month = Months.AsSpan().IndexOf(line[..3]);
        rest = line[4..];
        if (month < 0 || month % 3 != 0 || !Number(ref rest, out var day, ", ") || !Number(ref rest, out var year, " "))
        {
            return false;
        }

        rest = rest is [' ', ..] ? rest[1..] : rest;
        if (!Number(ref rest, out var hour, ":") || !Number(ref rest, out var minute, ":") || !Number(ref rest, out var second, " ")
            || rest is not ['A' or 'P', 'M', ..] || hour is < 1 or > 12 || minute > 59 || second > 60 || year is < 1970 or > 2100
            || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, (month / 3) + 1))
        {
            return false;
        }

        wall = new LocalDateTime(year, (month / 3) + 1, day, (hour % 12) + (rest[0] == 'P' ? 12 : 0), minute, Math.Min(second, 59));
        rest = rest[2..];
        return rest.IsEmpty || rest[0] is ' ' or '\t';
    }

    /// <summary>Whether what follows a time makes the line the head of a message: nothing, or when it was read. "Read by them" says that it is hers.</summary>
    public static bool IsHead(ReadOnlySpan<char> rest, out bool readByThem)
    {
        rest = rest.Trim();
        readByThem = rest.StartsWith("(Read by them after ", StringComparison.Ordinal);
        return rest.IsEmpty || (rest.StartsWith("(Read by ", StringComparison.Ordinal) && rest[^1] == ')');
    }

    private static bool Number(ref ReadOnlySpan<char> rest, out int number, string after)
    {
        number = 0;
        var length = 0;
        while (length < rest.Length && length < 4 && char.IsAsciiDigit(rest[length]))
        {
            number = (number * 10) + rest[length++] - '0';
        }

        var ends = length > 0 && rest[length..].StartsWith(after, StringComparison.Ordinal);
        rest = ends ? rest[(length + after.Length)..] : rest;
        return ends;
    }
}
