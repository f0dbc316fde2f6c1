using ContactLog.Reports.Pdf.Bidi;
using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>Sets the atoms of one line: in the order in which they stand, as runs of one look.</summary>
internal sealed class LineSetter(double size)
{
    private readonly List<Op> _ops = [];
    private readonly List<ShapedGlyph> _run = [];
    private readonly double _baseline = Typography.Baseline(size);
    private double _x;
    private double _runStart;
    private (Face Face, Ink Ink, string? Link, bool Heavy) _look;

    /// <summary>The line.</summary>
    public static TextLine Set(List<Atom> atoms, double size)
    {
        var setter = new LineSetter(size);
        if (atoms.TrueForAll(atom => atom.Level == 0))
        {
            atoms.ForEach(setter.Add);
        }
        else
        {
            foreach (var place in BidiText.Order([.. atoms.Select(atom => atom.Level)]))
            {
                setter.Add(atoms[place]);
            }
        }

        setter.Flush();
        return new TextLine(setter._ops, setter._x) { IsRightToLeft = atoms.Count > 0 && atoms[0].Base == 1 };
    }

    private void Add(Atom atom)
    {
        if (atom.Boxed)
        {
            Flush();
            _ops.Add(new BoxOp(_x, _baseline - (1.06 * size), atom.Advance, 1.32 * size, Filled: false, Ink.Black));
            var end = _x + atom.Advance;
            _x += Typography.LabelPadding;
            foreach (ref readonly var glyph in atom.Glyphs.AsSpan())
            {
                Add(atom, glyph);
            }

            Flush();
            _x = end;
            return;
        }

        if ((atom.Level & 1) == 0)
        {
            foreach (ref readonly var glyph in atom.Glyphs.AsSpan())
            {
                Add(atom, glyph);
            }

            return;
        }

        for (var stop = atom.Glyphs.Length; stop > 0;)
        {
            // A letter keeps its marks: the letters are turned round, not what belongs to each.
            var start = stop - 1;
            while (start > 0 && atom.Glyphs[start].Continues)
            {
                start--;
            }

            for (var i = start; i < stop; i++)
            {
                Add(atom, atom.Glyphs[i]);
            }

            stop = start;
        }
    }

    private void Add(in Atom atom, in ShapedGlyph glyph)
    {
        var heavy = atom.Bold && glyph.Face is not (Face.Bold or Face.Emoji or Face.Symbols);
        if (_run.Count == 0)
        {
            _runStart = _x;
            _look = (glyph.Face, atom.Ink, atom.LinkTo, heavy);
        }
        else if (glyph.Face != _look.Face || atom.Ink != _look.Ink || heavy != _look.Heavy || !ReferenceEquals(atom.LinkTo, _look.Link))
        {
            Flush();
            _runStart = _x;
            _look = (glyph.Face, atom.Ink, atom.LinkTo, heavy);
        }

        _run.Add(glyph);
        _x += glyph.Advance * size;
    }

    private void Flush()
    {
        if (_run.Count > 0)
        {
            _ops.Add(new TextOp(_runStart, _baseline, _look.Face, size, _look.Ink, [.. _run]) { LinkTo = _look.Link, Width = _x - _runStart, IsHeavy = _look.Heavy });
            _run.Clear();
        }
    }
}
