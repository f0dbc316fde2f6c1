namespace ContactLog.Reports.Pdf.Bidi;

/// <summary>How a character takes part in the order of a line: Bidi_Class, UAX #9, table 4. The numbers are those of <see cref="CharacterTables"/>.</summary>
internal enum BidiClass : byte
{
    L,
    R,
    AL,
    EN,
    ES,
    ET,
    AN,
    CS,
    NSM,
    BN,
    B,
    S,
    WS,
    ON,
    LRE,
    LRO,
    RLE,
    RLO,
    PDF,
    LRI,
    RLI,
    FSI,
    PDI,
}

/// <summary>What the algorithm asks of a character or a class.</summary>
internal static class BidiCharacter
{
    public static BidiClass Class(int codePoint) => (BidiClass)Find(CharacterTables.Classes, codePoint);

    /// <summary>The value of the run that holds a character, in a table of <see cref="CharacterTables"/>.</summary>
    public static int Find(ReadOnlySpan<uint> runs, int codePoint)
    {
        int low = 0, high = runs.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (runs[middle] >> 8 <= (uint)codePoint)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return (int)(runs[low] & 0xFF);
    }

    /// <summary>The bracket that a bracket pairs with; null for anything else. Canonical equivalents are one (BD14, BD15).</summary>
    public static (int Pair, bool Opens)? Bracket(int codePoint)
    {
        var brackets = CharacterTables.Brackets;
        for (int low = 0, high = (brackets.Length / 2) - 1; low <= high;)
        {
            var middle = (low + high) / 2;
            if (brackets[2 * middle] == (uint)codePoint)
            {
                return (Canonical((int)(brackets[(2 * middle) + 1] >> 8)), (brackets[(2 * middle) + 1] & 1) == 1);
            }

            if (brackets[2 * middle] < (uint)codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return null;
    }

    /// <summary>Two pairs of angle brackets are the same to a reader.</summary>
    public static int Canonical(int codePoint) => codePoint switch { 0x2329 => 0x3008, 0x232A => 0x3009, _ => codePoint };

    /// <summary>The character that looks like the mirror image of this one (L4), or this one.</summary>
    public static int Mirror(int codePoint)
    {
        var mirrors = CharacterTables.Mirrors;
        for (int low = 0, high = (mirrors.Length / 2) - 1; low <= high;)
        {
            var middle = (low + high) / 2;
            if (mirrors[2 * middle] == (uint)codePoint)
            {
                return (int)mirrors[(2 * middle) + 1];
            }

            if (mirrors[2 * middle] < (uint)codePoint)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return codePoint;
    }

    public static bool IsIsolateInitiator(this BidiClass type) => type is BidiClass.LRI or BidiClass.RLI or BidiClass.FSI;

    /// <summary>What rule X9 takes out of the reckoning.</summary>
    public static bool IsRemoved(this BidiClass type) =>
        type is BidiClass.LRE or BidiClass.RLE or BidiClass.LRO or BidiClass.RLO or BidiClass.PDF or BidiClass.BN;

    /// <summary>"NI" of the rules: neutrals and isolate formatting characters.</summary>
    public static bool IsNeutral(this BidiClass type) =>
        type is BidiClass.B or BidiClass.S or BidiClass.WS or BidiClass.ON or BidiClass.PDI || type.IsIsolateInitiator();
}
