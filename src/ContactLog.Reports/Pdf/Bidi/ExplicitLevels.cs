namespace ContactLog.Reports.Pdf.Bidi;

/// <summary>Rules P2 and P3, and X1 to X8 of UAX #9 (Unicode 15): paragraph level, embeddings, overrides, isolates.</summary>
internal static class ExplicitLevels
{
    /// <summary>BD2: the deepest level.</summary>
    private const int MostDepth = 125;

    /// <summary>BD9: for each isolate initiator the place of its end, or the length of the text; -1 for all else.</summary>
    public static int[] MatchIsolates(ReadOnlySpan<BidiClass> types)
    {
        var ends = new int[types.Length];
        Array.Fill(ends, -1);
        var open = new Stack<int>();
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i].IsIsolateInitiator())
            {
                ends[i] = types.Length;
                open.Push(i);
            }
            else if (types[i] == BidiClass.PDI && open.TryPop(out var start))
            {
                ends[start] = i;
            }
            else if (types[i] == BidiClass.B)
            {
                open.Clear();
            }
        }

        return ends;
    }

    /// <summary>P2 and P3: 1 when the first strong character between two places is right-to-left, else 0; what is isolated does not count.</summary>
    public static int FirstStrong(ReadOnlySpan<BidiClass> types, int[] isolateEnds, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            switch (types[i])
            {
                case BidiClass.L:
                    return 0;
                case BidiClass.R or BidiClass.AL:
                    return 1;
                case BidiClass.B:
                    return 0;
                case BidiClass.LRI or BidiClass.RLI or BidiClass.FSI:
                    i = isolateEnds[i];
                    break;
            }
        }

        return 0;
    }

    private readonly record struct Status(int Level, BidiClass Override, bool IsIsolate);

    /// <summary>X1 to X8: sets the level of every character, and the class of overridden ones.</summary>
    public static void Apply(Span<BidiClass> types, int[] isolateEnds, int paragraphLevel, Span<byte> levels)
    {
        // ON stands for "no override".
        var stack = new Stack<Status>();
        stack.Push(new Status(paragraphLevel, BidiClass.ON, false));
        int overflowIsolates = 0, overflowEmbeddings = 0, validIsolates = 0;
        for (var i = 0; i < types.Length; i++)
        {
            var type = types[i];
            switch (type)
            {
                case BidiClass.RLE or BidiClass.LRE or BidiClass.RLO or BidiClass.LRO:
                    levels[i] = (byte)stack.Peek().Level;
                    var embedding = Next(stack.Peek().Level, type is BidiClass.RLE or BidiClass.RLO);
                    if (embedding <= MostDepth && overflowIsolates == 0 && overflowEmbeddings == 0)
                    {
                        var forced = type switch { BidiClass.RLO => BidiClass.R, BidiClass.LRO => BidiClass.L, _ => BidiClass.ON };
                        stack.Push(new Status(embedding, forced, false));
                    }
                    else if (overflowIsolates == 0)
                    {
                        overflowEmbeddings++;
                    }

                    break;
                case BidiClass.RLI or BidiClass.LRI or BidiClass.FSI:
                    var isRight = type == BidiClass.RLI || (type == BidiClass.FSI && FirstStrong(types, isolateEnds, i + 1, isolateEnds[i]) == 1);
                    Override(types, levels, i, stack.Peek());
                    var isolated = Next(stack.Peek().Level, isRight);
                    if (isolated <= MostDepth && overflowIsolates == 0 && overflowEmbeddings == 0)
                    {
                        validIsolates++;
                        stack.Push(new Status(isolated, BidiClass.ON, true));
                    }
                    else
                    {
                        overflowIsolates++;
                    }

                    break;
                case BidiClass.PDI:
                    if (overflowIsolates > 0)
                    {
                        overflowIsolates--;
                    }
                    else if (validIsolates > 0)
                    {
                        overflowEmbeddings = 0;
                        while (!stack.Peek().IsIsolate)
                        {
                            stack.Pop();
                        }

                        stack.Pop();
                        validIsolates--;
                    }

                    Override(types, levels, i, stack.Peek());
                    break;
                case BidiClass.PDF:
                    if (overflowIsolates == 0)
                    {
                        if (overflowEmbeddings > 0)
                        {
                            overflowEmbeddings--;
                        }
                        else if (!stack.Peek().IsIsolate && stack.Count >= 2)
                        {
                            stack.Pop();
                        }
                    }

                    levels[i] = (byte)stack.Peek().Level;
                    break;
                case BidiClass.B:
                    levels[i] = (byte)paragraphLevel;
                    stack.Clear();
                    stack.Push(new Status(paragraphLevel, BidiClass.ON, false));
                    overflowIsolates = overflowEmbeddings = validIsolates = 0;
                    break;
                case BidiClass.BN:
                    levels[i] = (byte)stack.Peek().Level;
                    break;
                default:
                    Override(types, levels, i, stack.Peek());
                    break;
            }
        }
    }

    private static int Next(int level, bool isRight) => isRight ? (level + 1) | 1 : (level + 2) & ~1;

    private static void Override(Span<BidiClass> types, Span<byte> levels, int at, Status status)
    {
        levels[at] = (byte)status.Level;
        if (status.Override != BidiClass.ON)
        {
            types[at] = status.Override;
        }
    }
}
