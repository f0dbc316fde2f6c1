namespace ContactLog.Reports.Pdf.Bidi;

/// <summary>
/// The Unicode Bidirectional Algorithm (UAX #9, Unicode 15) for one paragraph: which characters run
/// from right to left, and in what order a line shows them. Held to Unicode's own conformance files
/// by a test.
/// </summary>
internal static class BidiText
{
    /// <summary>The level that stands for a character which rule X9 takes out.</summary>
    public const byte Removed = 255;

    /// <summary>Whether anything in the text asks for the algorithm; all else runs from left to right.</summary>
    public static bool IsNeeded(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            // Hebrew, Arabic and their neighbours; marks and isolates; presentation forms; the planes above by their first half.
            if (unit >= '\u0590' && unit is <= '\u08FF' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
                or (>= '\uD802' and <= '\uD803') or (>= '\uD83A' and <= '\uD83B') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The level of each character; even runs from left to right, odd from right to left.</summary>
    /// <param name="given">Classes of the characters.</param>
    /// <param name="codePoints">The characters, for their brackets.</param>
    /// <param name="paragraphLevel">0 or 1; null to follow the first strong character. Tells what was chosen.</param>
    public static byte[] Levels(ReadOnlySpan<BidiClass> given, int[] codePoints, ref int? paragraphLevel)
    {
        var types = given.ToArray();
        var levels = new byte[types.Length];
        var isolateEnds = ExplicitLevels.MatchIsolates(types);
        paragraphLevel ??= ExplicitLevels.FirstStrong(types, isolateEnds, 0, types.Length);
        ExplicitLevels.Apply(types, isolateEnds, paragraphLevel.Value, levels);
        var original = types.ToArray();
        foreach (var sequence in Sequences(given, types, original, codePoints, isolateEnds, levels, paragraphLevel.Value))
        {
            sequence.Resolve(levels);
        }

        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = given[i].IsRemoved() ? Removed : levels[i];
        }

        return levels;
    }

    /// <summary>L1: separators and the spaces before them, and at the end of the line, fall back to the level of the paragraph.</summary>
    public static void ResetSpaces(ReadOnlySpan<BidiClass> given, Span<byte> levels, int paragraphLevel)
    {
        var falls = true;
        for (var i = levels.Length - 1; i >= 0; i--)
        {
            if (given[i] is BidiClass.B or BidiClass.S)
            {
                falls = true;
                levels[i] = (byte)paragraphLevel;
            }
            else if (falls && (given[i] is BidiClass.WS or BidiClass.PDI || given[i].IsIsolateInitiator()))
            {
                levels[i] = (byte)paragraphLevel;
            }
            else if (levels[i] != Removed)
            {
                falls = false;
            }
        }
    }

    /// <summary>L2: the places of a line in the order in which they stand from left to right. Removed characters are left out.</summary>
    public static List<int> Order(ReadOnlySpan<byte> levels)
    {
        var order = new List<int>(levels.Length);
        int highest = 0, lowestOdd = 256;
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] != Removed)
            {
                order.Add(i);
                highest = Math.Max(highest, levels[i]);
                lowestOdd = (levels[i] & 1) == 1 ? Math.Min(lowestOdd, levels[i]) : lowestOdd;
            }
        }

        for (var level = highest; level >= lowestOdd; level--)
        {
            for (var i = 0; i < order.Count; i++)
            {
                var end = i;
                while (end < order.Count && levels[order[end]] >= level)
                {
                    end++;
                }

                if (end > i)
                {
                    order.Reverse(i, end - i);
                    i = end;
                }
            }
        }

        return order;
    }

    /// <summary>X10: level runs, joined over the isolates between them.</summary>
    private static List<RunSequence> Sequences(
        ReadOnlySpan<BidiClass> given, BidiClass[] types, BidiClass[] original, int[] codePoints, int[] isolateEnds, byte[] levels, int paragraphLevel)
    {
        var kept = new List<int>();
        for (var i = 0; i < types.Length; i++)
        {
            if (!given[i].IsRemoved())
            {
                kept.Add(i);
            }
        }

        var runs = new List<List<int>>();
        var runAt = new Dictionary<int, int>();
        foreach (var place in kept)
        {
            if (runs.Count == 0 || levels[runs[^1][^1]] != levels[place])
            {
                runAt[place] = runs.Count;
                runs.Add([]);
            }

            runs[^1].Add(place);
        }

        var initiators = new HashSet<int>();
        for (var i = 0; i < isolateEnds.Length; i++)
        {
            if (isolateEnds[i] >= 0 && isolateEnds[i] < types.Length)
            {
                initiators.Add(isolateEnds[i]);
            }
        }

        var sequences = new List<RunSequence>();
        var places = kept.Index().ToDictionary(place => place.Item, place => place.Index);
        foreach (var run in runs)
        {
            if (initiators.Contains(run[0]))
            {
                continue;
            }

            var sequence = new List<int>(run);
            while (isolateEnds[sequence[^1]] is var end && end >= 0 && end < types.Length && runAt.TryGetValue(end, out var next))
            {
                sequence.AddRange(runs[next]);
            }

            int level = levels[sequence[0]];
            var first = places[sequence[0]];
            var previous = first == 0 ? paragraphLevel : levels[kept[first - 1]];
            var last = places[sequence[^1]];
            // An isolate without end reaches to the end of the paragraph.
            var following = last + 1 == kept.Count || isolateEnds[sequence[^1]] >= 0 ? paragraphLevel : levels[kept[last + 1]];
            sequences.Add(new RunSequence(sequence, types, original, codePoints, level, Direction(Math.Max(level, previous)), Direction(Math.Max(level, following))));
        }

        return sequences;

        static BidiClass Direction(int level) => (level & 1) == 1 ? BidiClass.R : BidiClass.L;
    }
}
