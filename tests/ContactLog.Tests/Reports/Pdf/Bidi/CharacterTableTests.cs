using ContactLog.Reports.Pdf.Bidi;
using ContactLog.Reports.Pdf.Fonts.OpenType;

namespace ContactLog.Tests.Reports.Pdf.Bidi;

/// <summary>The tables that the program brings along, against the database they were made from.</summary>
public sealed class CharacterTableTests
{
    private const int Characters = 0x110000;

    [Fact]
    public void The_database_is_the_version_that_the_tables_were_made_from() =>
        Assert.Contains(UnicodeFiles.Version, UnicodeFiles.All("extracted/DerivedBidiClass.txt").First(), StringComparison.Ordinal);

    [Fact]
    public void Every_character_has_the_class_of_the_database()
    {
        var wanted = new BidiClass[Characters];
        foreach (var line in UnicodeFiles.All("extracted/DerivedBidiClass.txt"))
        {
            const string missing = "# @missing: ";
            if (line.StartsWith(missing, StringComparison.Ordinal))
            {
                var fields = line[missing.Length..].Split(';');
                Set(fields[0], fields[1].Trim() switch
                {
                    "Left_To_Right" => BidiClass.L,
                    "Right_To_Left" => BidiClass.R,
                    "Arabic_Letter" => BidiClass.AL,
                    "European_Terminator" => BidiClass.ET,
                    "Boundary_Neutral" => BidiClass.BN,
                    var other => throw new InvalidDataException(other),
                });
            }
        }

        foreach (var line in UnicodeFiles.Lines("extracted/DerivedBidiClass.txt"))
        {
            var fields = line.Split(';');
            Set(fields[0], Enum.Parse<BidiClass>(fields[1].Trim()));
        }

        for (var point = 0; point < Characters; point++)
        {
            Assert.True(BidiCharacter.Class(point) == wanted[point], $"U+{point:X4} is {wanted[point]}");
        }

        void Set(string range, BidiClass type)
        {
            var (first, last) = UnicodeFiles.Range(range);
            wanted.AsSpan(first, last - first + 1).Fill(type);
        }
    }

    [Fact]
    public void Every_character_joins_as_in_the_database()
    {
        var wanted = new JoiningType[Characters];
        foreach (var line in UnicodeFiles.Lines("UnicodeData.txt"))
        {
            var fields = line.Split(';');
            if (fields[2] is "Mn" or "Me" or "Cf")
            {
                wanted[UnicodeFiles.Hex(fields[0])] = JoiningType.Transparent;
            }
        }

        foreach (var fields in UnicodeFiles.Lines("ArabicShaping.txt").Select(line => line.Split(';')))
        {
            wanted[UnicodeFiles.Hex(fields[0])] = fields[2].Trim() switch
            {
                "U" => JoiningType.None,
                "R" => JoiningType.Right,
                "L" => JoiningType.Left,
                "D" => JoiningType.Dual,
                "C" => JoiningType.Causing,
                "T" => JoiningType.Transparent,
                var other => throw new InvalidDataException(other),
            };
        }

        for (var point = 0; point < Characters; point++)
        {
            Assert.True((JoiningType)BidiCharacter.Find(CharacterTables.Joining, point) == wanted[point], $"U+{point:X4} is {wanted[point]}");
        }
    }

    [Fact]
    public void Brackets_and_mirror_images_are_those_of_the_database()
    {
        var brackets = UnicodeFiles.Lines("BidiBrackets.txt").Select(line => line.Split(';'))
            .ToDictionary(fields => UnicodeFiles.Hex(fields[0]), fields => (UnicodeFiles.Hex(fields[1]), fields[2].Trim() == "o"));
        var mirrors = UnicodeFiles.Lines("BidiMirroring.txt").Select(line => line.Split(';')).ToDictionary(fields => UnicodeFiles.Hex(fields[0]), fields => UnicodeFiles.Hex(fields[1]));

        for (var point = 0; point < Characters; point++)
        {
            (int, bool)? pair = brackets.TryGetValue(point, out var bracket) ? (BidiCharacter.Canonical(bracket.Item1), bracket.Item2) : null;
            Assert.True(BidiCharacter.Bracket(point) == pair, $"bracket U+{point:X4}");
            Assert.True(BidiCharacter.Mirror(point) == mirrors.GetValueOrDefault(point, point), $"mirror of U+{point:X4}");
        }
    }
}
