using System.Globalization;

namespace ContactLog.Imports.WhatsApp;

/// <summary>
/// The beginning of a record: date, time, and where the rest of the line begins. Read in every form that phones write:
/// brackets or a dash, any separators and digits, time before date (as copied from a browser), half-day words on either side.
/// </summary>
/// <param name="Date">Its numbers.</param>
/// <param name="Hour">As written.</param>
/// <param name="Minute">As written.</param>
/// <param name="Second">As written, or null.</param>
/// <param name="Part">The word beside the time.</param>
/// <param name="Shape">The same for all lines that one phone writes in one export: everything but the numbers.</param>
/// <param name="Bracketed">The form of the iPhone.</param>
/// <param name="Rest">Where in the line the rest begins.</param>
internal readonly record struct ChatHeader(ChatDate Date, int Hour, int Minute, int? Second, DayPart Part, int Shape, bool Bracketed, int Rest)
{
    // Longer words between the numbers of a header do not exist.
    private const int LongestGap = 24;

    /// <summary>Whether the line begins like a record.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out ChatHeader header)
    {
        header = default;
        var at = 0;
        Marks(line, ref at);
        var bracketed = at < line.Length && line[at] == '[';
        at += bracketed ? 1 : 0;
        Marks(line, ref at);

        // Most lines of a chat are no headers: the first character tells.
        if (at >= line.Length || !(IsDigit(line[at]) || line[at] is 'R' or 'H' or '令' or '平'))
        {
            return false;
        }

        var shape = new ShapeBuilder();
        var start = at;
        Clock time = default;
        var timeFirst = !TryDate(line, ref at, ref shape, out var date);
        at = timeFirst ? start : at;
        if ((timeFirst && !TryTime(line, ref at, out time))
            || !TryGap(line, ref at, out var before, out var comma)
            || !(timeFirst ? TryDate(line, ref at, ref shape, out date) : TryTime(line, ref at, out time))
            || !TryClose(line, ref at, bracketed, out var after, out var close))
        {
            return false;
        }

        var part = after == DayPart.None ? before : after;
        shape.Add(comma);
        shape.Add(close);
        shape.Add(bracketed ? 1 : 0);
        shape.Add(timeFirst ? 1 : 0);
        shape.Add(time.Separator);
        shape.Add(time.Second is null ? 0 : 1);
        shape.Add(part == DayPart.None ? 0 : after == DayPart.None ? 1 : 2);
        header = new(date, time.Hour, time.Minute, time.Second, part, shape.Value, bracketed, at);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> line, ref int at, ref ShapeBuilder shape, out ChatDate date)
    {
        date = default;
        var era = line[at..] switch
        {
            ['R', >= '0' and <= '9', ..] or ['令', '和', ..] => 2018,
            ['H', >= '0' and <= '9', ..] or ['平', '成', ..] => 1988,
            _ => 0,
        };
        at += era == 0 ? 0 : line[at] is 'R' or 'H' ? 1 : 2;
        if (!TryNumber(line, ref at, 4, out var a, out var digitsA) || !TrySeparator(line, ref at, out var first)
            || !TryNumber(line, ref at, 2, out var b, out _) || !TrySeparator(line, ref at, out var second)
            || !TryNumber(line, ref at, 4, out var c, out var digitsC))
        {
            return false;
        }

        var yearFirst = digitsA == 4 || era > 0 || first is '年' or '년';
        if (digitsA == 3 || digitsC == 3 || (yearFirst && digitsC > 2) || (first == '.' && second == ':'))
        {
            return false;
        }

        shape.Add(first);
        shape.Add(second);
        shape.Add(yearFirst ? 1 : 0);
        shape.Add(digitsA == 4 || digitsC == 4 ? 1 : 0);
        date = new(a, b, c, yearFirst, digitsA == 4 || digitsC == 4, era);
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> line, ref int at, out Clock time)
    {
        time = default;
        if (!TryNumber(line, ref at, 2, out time.Hour, out _) || at >= line.Length || line[at] is not (':' or '.' or '：' or 'h'))
        {
            return false;
        }

        time.Separator = line[at++];
        if (!TryNumber(line, ref at, 2, out time.Minute, out var digits) || digits != 2 || time.Hour > 24 || time.Minute > 59)
        {
            return false;
        }

        var next = at;
        if (next < line.Length && line[next] == time.Separator && ++next > 0 && TryNumber(line, ref next, 2, out var second, out digits) && digits == 2 && second <= 60)
        {
            // A leap second is the last of its minute.
            (time.Second, at) = (Math.Min(second, 59), next);
        }

        return true;
    }

    /// <summary>What stands between date and time: a comma, a space, a word, a half of the day.</summary>
    private static bool TryGap(ReadOnlySpan<char> line, ref int at, out DayPart part, out char comma)
    {
        var start = at;
        while (at < line.Length && !IsDigit(line[at]) && line[at] is not ('[' or ']' or ':' or '/') && at - start <= LongestGap)
        {
            at++;
        }

        var gap = line[start..at];
        comma = gap.Contains('،') ? '،' : gap.Contains(',') ? ',' : ' ';

        // Japanese, Chinese and Korean dates end with the sign for day.
        var words = gap.TrimStart(['日', '일', '.', ' ']);
        part = DayParts.Read(words);
        return gap.Length > 0 && at < line.Length && IsDigit(line[at]) && (char.IsWhiteSpace(gap[^1]) || gap.Length > 1 || gap[0] is ',' or '،' or '日');
    }

    /// <summary>What ends the header: a bracket, a dash between spaces, or a colon; before it perhaps a half of the day.</summary>
    private static bool TryClose(ReadOnlySpan<char> line, ref int at, bool bracketed, out DayPart part, out char close)
    {
        part = DayPart.None;
        close = default;
        var start = at;
        for (; at < line.Length && at - start <= LongestGap; at++)
        {
            var c = line[at];
            if (IsDigit(c) || c is '[' or ';' or '\t' or ',')
            {
                return false;
            }

            if (bracketed ? c != ']' : c is not ('-' or '–' or '—' or ':'))
            {
                continue;
            }

            var spaced = at > 0 && char.IsWhiteSpace(line[at - 1]) && at + 1 < line.Length && char.IsWhiteSpace(line[at + 1]);
            if (!bracketed && c != ':' && !spaced)
            {
                continue;
            }

            part = DayParts.Read(line[start..at]);
            if (!bracketed && c == ':' && (part == DayPart.Unknown || at + 1 >= line.Length || line[at + 1] != ' '))
            {
                return false;
            }

            close = c;
            at++;
            while (at < line.Length && (char.IsWhiteSpace(line[at]) || (bracketed && line[at] == '-' && at + 1 < line.Length && line[at + 1] == ' ')))
            {
                at++;
            }

            return true;
        }

        return false;
    }

    private static bool TrySeparator(ReadOnlySpan<char> line, ref int at, out char separator)
    {
        separator = default;
        Marks(line, ref at);
        if (at >= line.Length || line[at] is not ('/' or '.' or '-' or '‐' or '־' or '年' or '月' or '년' or '월'))
        {
            return false;
        }

        separator = line[at++];
        while (at < line.Length && (line[at] is ' ' or '\u00A0' or '\u202F' || VisibleText.IsMark(line[at])))
        {
            at++;
        }

        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> line, ref int at, int most, out int number, out int digits)
    {
        (number, digits) = (0, 0);
        while (at < line.Length && IsDigit(line[at]))
        {
            if (++digits > most)
            {
                return false;
            }

            number = (number * 10) + Value(line[at++]);
        }

        return digits > 0;
    }

    private static void Marks(ReadOnlySpan<char> line, ref int at)
    {
        while (at < line.Length && VisibleText.IsMark(line[at]))
        {
            at++;
        }
    }

    private static bool IsDigit(char c) => char.IsAsciiDigit(c) || (c > 127 && char.IsDigit(c));

    private static int Value(char c) => c <= '9' ? c - '0' : CharUnicodeInfo.GetDecimalDigitValue(c);

    private struct Clock
    {
        public int Hour;
        public int Minute;
        public int? Second;
        public char Separator;
    }

    /// <summary>A number for a handful of small ones; two shapes of one file that clash would have to be made on purpose, and then gain nothing.</summary>
    private struct ShapeBuilder
    {
        public int Value { get; private set; }

        public void Add(int part) => Value = unchecked((Value * 16777619) ^ part);
    }
}
