namespace ContactLog.Reports.Pdf.Fonts.OpenType;

/// <summary>How a character joins its neighbours: Joining_Type, numbered as in <see cref="Bidi.CharacterTables"/>.</summary>
internal enum JoiningType
{
    /// <summary>Does not join.</summary>
    None,

    /// <summary>Joins what comes before, in reading order.</summary>
    Right,

    /// <summary>Joins what comes after.</summary>
    Left,

    /// <summary>Joins both.</summary>
    Dual,

    /// <summary>Makes its neighbours join.</summary>
    Causing,

    /// <summary>Is not seen: marks and the like.</summary>
    Transparent,
}

/// <summary>
/// Sets a run of one face and script by the font's own tables: joined forms, ligatures, marks on
/// their letters. What such scripts need which must also be reordered (those of India and
/// south-east Asia but Thai and Lao) is not here, and such runs are not set at all.
/// </summary>
internal sealed class FontLayout
{
    private static readonly (string Feature, JoinedForm Form)[] Forms =
    [
        ("isol", JoinedForm.Isolated),
        ("fina", JoinedForm.Final),
        ("medi", JoinedForm.Medial),
        ("init", JoinedForm.Initial),
    ];

    private readonly TrueTypeFace _face;
    private readonly GlyphClasses _classes;
    private readonly LayoutTable? _substitutions;
    private readonly LayoutTable? _positions;

    public FontLayout(TrueTypeFace face)
    {
        _face = face;
        _classes = new GlyphClasses(face.TableMemory("GDEF"));
        _substitutions = face.Has("GSUB") ? new LayoutTable(face.TableMemory("GSUB")) : null;
        _positions = face.Has("GPOS") ? new LayoutTable(face.TableMemory("GPOS")) : null;
    }

    /// <summary>Sets glyphs in logical order.</summary>
    /// <param name="glyphs">The glyphs of the characters one by one.</param>
    /// <param name="script">The tag of the script.</param>
    public void Set(List<GlyphItem> glyphs, string script)
    {
        if (_substitutions is not null)
        {
            var substitution = new Substitution(_substitutions, _classes);
            Apply(["ccmp", "locl"]);
            foreach (var (feature, form) in Forms)
            {
                foreach (var lookup in _substitutions.LookupsOf(script, feature))
                {
                    substitution.Apply(glyphs, lookup, glyph => glyph.Form == form);
                }
            }

            Apply(["rlig"]);
            Apply(["calt", "liga", "clig"]);

            void Apply(ReadOnlySpan<string> features)
            {
                foreach (var lookup in _substitutions.LookupsOf(script, features))
                {
                    substitution.Apply(glyphs, lookup);
                }
            }
        }

        foreach (var glyph in glyphs)
        {
            glyph.Advance = _classes.IsMark(glyph.Glyph) ? 0 : _face.AdvanceUnits(glyph.Glyph);
        }

        if (_positions is not null)
        {
            var positioning = new Positioning(_positions, _classes);
            foreach (var lookup in _positions.LookupsOf(script, "mark", "mkmk"))
            {
                positioning.Apply(glyphs, lookup);
            }
        }
    }

    /// <summary>Whether a glyph stands on another.</summary>
    public bool IsMark(ushort glyph) => _classes.IsMark(glyph);

    /// <summary>Gives joining letters their form by what stands beside them (The Unicode Standard, section 9.2).</summary>
    public static void Join(IReadOnlyList<int> codePoints, IReadOnlyList<GlyphItem> glyphs)
    {
        var before = JoiningType.None;
        var last = -1;
        for (var i = 0; i < codePoints.Count; i++)
        {
            var type = (JoiningType)Bidi.BidiCharacter.Find(Bidi.CharacterTables.Joining, codePoints[i]);
            if (type == JoiningType.Transparent)
            {
                continue;
            }

            var joins = type is JoiningType.Right or JoiningType.Dual or JoiningType.Causing && before is JoiningType.Left or JoiningType.Dual or JoiningType.Causing;
            glyphs[i].Form = type is JoiningType.None or JoiningType.Causing ? JoinedForm.None : joins ? JoinedForm.Final : JoinedForm.Isolated;
            if (joins && last >= 0)
            {
                glyphs[last].Form = glyphs[last].Form switch { JoinedForm.Isolated => JoinedForm.Initial, JoinedForm.Final => JoinedForm.Medial, var form => form };
            }

            (before, last) = (type, i);
        }
    }
}
