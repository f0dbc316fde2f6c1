using System.Globalization;
using ContactLog.Reports.Pdf.Bidi;

namespace ContactLog.Tests.Reports.Pdf.Bidi;

/// <summary>The bidirectional algorithm against Unicode's own files: half a million orders of classes, and lines with brackets.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void Every_line_of_BidiTest_comes_out_as_Unicode_says()
    {
        string[] levels = [], order = [];
        var lines = 0;
        foreach (var line in UnicodeFiles.Lines("BidiTest.txt"))
        {
            if (line.StartsWith("@Levels:", StringComparison.Ordinal))
            {
                levels = Words(line[8..]);
            }
            else if (line.StartsWith("@Reorder:", StringComparison.Ordinal))
            {
                order = Words(line[9..]);
            }
            else if (line[0] != '@')
            {
                var fields = line.Split(';');
                BidiClass[] classes = [.. Words(fields[0]).Select(Enum.Parse<BidiClass>)];
                // Brackets have a file of their own; a letter pairs with nothing.
                var points = classes.Select(_ => (int)'a').ToArray();
                var wanted = UnicodeFiles.Hex(fields[1]);
                foreach (var (bit, level) in new (int, int?)[] { (1, null), (2, 0), (4, 1) })
                {
                    if ((wanted & bit) != 0)
                    {
                        Check(line, classes, points, level, levels, order);
                        lines++;
                    }
                }
            }
        }

        Assert.True(lines > 700_000, $"Only {lines} cases were found in the file.");
    }

    [Fact]
    public void Every_line_of_BidiCharacterTest_comes_out_as_Unicode_says()
    {
        var lines = 0;
        foreach (var line in UnicodeFiles.Lines("BidiCharacterTest.txt"))
        {
            var fields = line.Split(';');
            int[] points = [.. Words(fields[0]).Select(UnicodeFiles.Hex)];
            BidiClass[] classes = [.. points.Select(BidiCharacter.Class)];
            int? level = fields[1] == "2" ? null : fields[1][0] - '0';
            var found = Check(line, classes, points, level, Words(fields[3]), Words(fields[4]));
            Assert.True(found == int.Parse(fields[2], CultureInfo.InvariantCulture), $"{line}: paragraph level {found}");
            lines++;
        }

        Assert.True(lines > 90_000, $"Only {lines} cases were found in the file.");
    }

    private static int Check(string line, BidiClass[] classes, int[] points, int? level, string[] wantedLevels, string[] wantedOrder)
    {
        var levels = BidiText.Levels(classes, points, ref level);
        BidiText.ResetSpaces(classes, levels, level!.Value);
        var order = BidiText.Order(levels);
        var isRight = levels.Length == wantedLevels.Length && order.Count == wantedOrder.Length;
        for (var i = 0; isRight && i < levels.Length; i++)
        {
            isRight = wantedLevels[i] == "x" ? levels[i] == BidiText.Removed : levels[i] == Number(wantedLevels[i]);
        }

        for (var i = 0; isRight && i < order.Count; i++)
        {
            isRight = order[i] == Number(wantedOrder[i]);
        }

        Assert.True(isRight, isRight ? "" : $"{line}, level {level}: levels {string.Join(' ', levels)} for {string.Join(' ', wantedLevels)}, order {string.Join(' ', order)} for {string.Join(' ', wantedOrder)}");
        return level.Value;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
