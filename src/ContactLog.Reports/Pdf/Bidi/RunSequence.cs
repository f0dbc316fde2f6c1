namespace ContactLog.Reports.Pdf.Bidi;

/// <summary>
/// An isolating run sequence (BD13): characters of one level that belong together although isolates
/// lie between them. Rules W1 to W7, N0 to N2, I1 and I2 of UAX #9 (Unicode 15).
/// </summary>
/// <param name="places">Where its characters are in the text.</param>
/// <param name="types">Classes of the text; those of the sequence are resolved in place.</param>
/// <param name="original">Classes before anything was resolved.</param>
/// <param name="codePoints">The text, for its brackets.</param>
/// <param name="level">The level of the sequence.</param>
/// <param name="before">sos: the direction before it.</param>
/// <param name="after">eos: the direction after it.</param>
internal sealed class RunSequence(
    List<int> places, BidiClass[] types, BidiClass[] original, int[] codePoints, int level, BidiClass before, BidiClass after)
{
    private BidiClass Embedding => (level & 1) == 1 ? BidiClass.R : BidiClass.L;

    private ref BidiClass this[int i] => ref types[places[i]];

    /// <summary>Resolves the classes and sets the levels.</summary>
    public void Resolve(byte[] levels)
    {
        Weak();
        Brackets();
        Neutral();
        foreach (var place in places)
        {
            // I1, I2.
            levels[place] = (byte)(level + (types[place], level & 1) switch
            {
                (BidiClass.R, 0) => 1,
                (BidiClass.AN or BidiClass.EN, 0) => 2,
                (BidiClass.L or BidiClass.AN or BidiClass.EN, 1) => 1,
                _ => 0,
            });
        }
    }

    private void Weak()
    {
        var count = places.Count;
        // W1: a mark is of the kind of what it stands on.
        for (var i = 0; i < count; i++)
        {
            if (this[i] == BidiClass.NSM)
            {
                var on = i == 0 ? before : this[i - 1];
                this[i] = on.IsIsolateInitiator() || on == BidiClass.PDI ? BidiClass.ON : on;
            }
        }

        // W2, W3: numbers after an Arabic letter are Arabic numbers.
        var strong = before;
        for (var i = 0; i < count; i++)
        {
            switch (this[i])
            {
                case BidiClass.L or BidiClass.R or BidiClass.AL:
                    strong = this[i];
                    break;
                case BidiClass.EN when strong == BidiClass.AL:
                    this[i] = BidiClass.AN;
                    break;
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (this[i] == BidiClass.AL)
            {
                this[i] = BidiClass.R;
            }
        }

        // W4: a single separator between two numbers of one kind.
        for (var i = 1; i < count - 1; i++)
        {
            if ((this[i] == BidiClass.ES && this[i - 1] == BidiClass.EN && this[i + 1] == BidiClass.EN)
                || (this[i] == BidiClass.CS && this[i - 1] == this[i + 1] && this[i - 1] is BidiClass.EN or BidiClass.AN))
            {
                this[i] = this[i - 1];
            }
        }

        // W5: terminators beside a number belong to it. W6: what is left of them is neutral.
        for (var i = 0; i < count; i++)
        {
            if (this[i] != BidiClass.ET)
            {
                continue;
            }

            var end = i;
            while (end < count && this[end] == BidiClass.ET)
            {
                end++;
            }

            var beside = (i > 0 && this[i - 1] == BidiClass.EN) || (end < count && this[end] == BidiClass.EN);
            for (; i < end; i++)
            {
                this[i] = beside ? BidiClass.EN : BidiClass.ON;
            }

            i--;
        }

        for (var i = 0; i < count; i++)
        {
            if (this[i] is BidiClass.ES or BidiClass.ET or BidiClass.CS)
            {
                this[i] = BidiClass.ON;
            }
        }

        // W7: numbers after a left-to-right letter.
        strong = before;
        for (var i = 0; i < count; i++)
        {
            switch (this[i])
            {
                case BidiClass.L or BidiClass.R:
                    strong = this[i];
                    break;
                case BidiClass.EN when strong == BidiClass.L:
                    this[i] = BidiClass.L;
                    break;
            }
        }
    }

    /// <summary>N0: both brackets of a pair take one direction.</summary>
    private void Brackets()
    {
        foreach (var (opens, closes) in Pairs())
        {
            var found = BidiClass.ON;
            for (var i = opens + 1; i < closes && found != Embedding; i++)
            {
                var strong = Strong(this[i]);
                found = strong == BidiClass.ON ? found : strong;
            }

            if (found == BidiClass.ON)
            {
                continue;
            }

            if (found != Embedding)
            {
                // Only the other direction lies within: what stands before the brackets decides.
                var context = before;
                for (var i = opens - 1; i >= 0; i--)
                {
                    if (Strong(this[i]) is not BidiClass.ON and var strong)
                    {
                        context = strong;
                        break;
                    }
                }

                found = context == found ? found : Embedding;
            }

            Set(opens, found);
            Set(closes, found);
        }

        void Set(int bracket, BidiClass direction)
        {
            this[bracket] = direction;
            // Marks on a bracket go with it.
            for (var i = bracket + 1; i < places.Count && original[places[i]] == BidiClass.NSM; i++)
            {
                this[i] = direction;
            }
        }
    }

    private static BidiClass Strong(BidiClass type) => type switch
    {
        BidiClass.L => BidiClass.L,
        BidiClass.R or BidiClass.EN or BidiClass.AN => BidiClass.R,
        _ => BidiClass.ON,
    };

    /// <summary>BD16: the pairs in the order of their opening brackets.</summary>
    private List<(int Opens, int Closes)> Pairs()
    {
        const int mostOpen = 63;
        var pairs = new List<(int, int)>();
        var open = new List<(int Pair, int At)>();
        for (var i = 0; i < places.Count; i++)
        {
            if (this[i] != BidiClass.ON || BidiCharacter.Bracket(codePoints[places[i]]) is not { } bracket)
            {
                continue;
            }

            if (bracket.Opens)
            {
                if (open.Count == mostOpen)
                {
                    // The rule gives up, and with it every pair found so far.
                    return [];
                }

                open.Add((bracket.Pair, i));
                continue;
            }

            var closing = BidiCharacter.Canonical(codePoints[places[i]]);
            for (var k = open.Count - 1; k >= 0; k--)
            {
                if (open[k].Pair == closing)
                {
                    pairs.Add((open[k].At, i));
                    open.RemoveRange(k, open.Count - k);
                    break;
                }
            }
        }

        pairs.Sort();
        return pairs;
    }

    /// <summary>N1, N2: neutrals take the direction of both sides where it is one, else that of the sequence.</summary>
    private void Neutral()
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (!this[i].IsNeutral())
            {
                continue;
            }

            var end = i;
            while (end < places.Count && this[end].IsNeutral())
            {
                end++;
            }

            var left = i == 0 ? before : Strong(this[i - 1]);
            var right = end == places.Count ? after : Strong(this[end]);
            for (; i < end; i++)
            {
                this[i] = left == right ? left : Embedding;
            }

            i--;
        }
    }
}
