using ContactLog.Reports.Pdf.Bidi;
using ContactLog.Reports.Pdf.Fonts;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>Sets the atoms of a line: in the order in which they stand, as runs of one look. One line at a time.</summary>
internal sealed class LineSetter
{
    private readonly List<ShapedGlyph> _run = [];
    private List<Op> _ops = [];
    private double _size;
    private double _baseline;
    private double _x;
    private double _runStart;
    private (Face Face, Ink Ink, string? Link, bool Heavy) _look;

    /// <summary>The line.</summary>
    public TextLine Set(List<Atom> atoms, double size)
    {
        (_ops, _size, _baseline, _x) = ([], size, Typography.Baseline(size), 0);
        if (atoms.TrueForAll(atom => atom.Level == 0))
        {
            atoms.ForEach(Add);
        }
        else
        {
            foreach (var place in BidiText.Order([.. atoms.Select(atom => atom.Level)]))
            {
                Add(atoms[place]);
            }
        }

        Flush();
        return new TextLine(_ops, _x) { IsRightToLeft = atoms.Count > 0 && atoms[0].Base == 1 };
    }

    private void Add(Atom atom)
    {
        if (atom.Boxed)
        {
            Flush();
            _ops.Add(new BoxOp(_x, _baseline - (1.06 * _size), atom.Advance, 1.32 * _size, Filled: false, Ink.Black));
            var end = _x + atom.Advance;
            _x += Typography.LabelPadding;
            foreach (var glyph in atom.Glyphs)
            {
                Add(atom, glyph);
            }

            Flush();
            _x = end;
            return;
        }

        if ((atom.Level & 1) == 0)
        {
            foreach (var glyph in atom.Glyphs)
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

    private void Add(in Atom atom, ShapedGlyph glyph)
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
        _x += glyph.Advance * _size;
    }

    private void Flush()
    {
        if (_run.Count > 0)
        {
            _ops.Add(new TextOp(_runStart, _baseline, _look.Face, _size, _look.Ink, [.. _run]) { LinkTo = _look.Link, Width = _x - _runStart, IsHeavy = _look.Heavy });
            _run.Clear();
        }
    }
}
