using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactLog.Reports.Model;

/// <summary>The voices of a report. Each kind of statement keeps its own, so that her words are never mistaken for the program's.</summary>
public enum SpanStyle
{
    /// <summary>The report speaking: sans.</summary>
    Plain,

    /// <summary>The report speaking, stressed: sans bold.</summary>
    Bold,

    /// <summary>Words exactly as somebody wrote or said them: serif. Line breaks in the text are kept.</summary>
    Exact,

    /// <summary>Machine facts, such as hashes and commands: monospaced. Line breaks and runs of spaces are kept.</summary>
    Machine,

    /// <summary>Facts about the record, such as when an entry was recorded: sans, dark grey.</summary>
    Secondary,
}

/// <summary>A piece of a line of text.</summary>
public abstract partial record Span
{
    /// <summary>Text in the report's own voice.</summary>
    public static TextSpan Plain(string text) => new(text);

    /// <summary>Stressed text.</summary>
    public static TextSpan Bold(string text) => new(text, SpanStyle.Bold);

    /// <summary>Exact words; put the quotation marks in the text.</summary>
    public static TextSpan Exact(string text) => new(text, SpanStyle.Exact);

    /// <summary>A machine fact.</summary>
    public static TextSpan Machine(string text) => new(text, SpanStyle.Machine);

    /// <summary>A fact about the record, in grey.</summary>
    public static TextSpan Grey(string text) => new(text, SpanStyle.Secondary);

    /// <summary>Text that leads to an anchor.</summary>
    public static TextSpan Link(string text, string anchor) => new(text, LinkTo: anchor);

    /// <summary>The page of an anchor in the short form, "p. 16", linked to it.</summary>
    public static PageSpan Page(string anchor, SpanStyle style = SpanStyle.Plain) => new(anchor, Short: true, style);

    /// <summary>The bare number of the page of an anchor, linked to it: for sentences such as "Table: page 24."</summary>
    public static PageSpan PageNumber(string anchor, SpanStyle style = SpanStyle.Plain) => new(anchor, Short: false, style);

    /// <summary>An exhibit label in its box, e.g. A-6, linked to the exhibit when an anchor is given.</summary>
    public static LabelSpan Label(string label, string? anchor = null) => new(label, anchor);

    /// <summary>A new line within the paragraph or cell.</summary>
    public static Span Break { get; } = new BreakSpan();

    /// <summary>
    /// A sentence with places ({0}, {1} …) of which any may be a span, so that a translation can
    /// move a page number or exact words within the sentence.
    /// </summary>
    /// <param name="sentence">The sentence with its places.</param>
    /// <param name="style">Voice of the sentence itself.</param>
    /// <param name="values">A <see cref="Span"/>, a sequence of spans, or anything with a text; strings take the sentence's voice.</param>
    /// <exception cref="FormatException">The sentence names a place for which there is no value.</exception>
    public static IReadOnlyList<Span> Sentence(string sentence, SpanStyle style, params object[] values)
    {
        var spans = new List<Span>();
        var from = 0;
        foreach (Match place in Places().Matches(sentence))
        {
            AddText(sentence[from..place.Index]);
            from = place.Index + place.Length;
            var index = int.Parse(place.Groups["place"].ValueSpan, CultureInfo.InvariantCulture);
            if (index >= values.Length)
            {
                throw new FormatException($"The sentence has no value for place {place.Value}.");
            }

            switch (values[index])
            {
                case Span span: spans.Add(span); break;
                case IEnumerable<Span> more: spans.AddRange(more); break;
                case var value: AddText(Convert.ToString(value, CultureInfo.InvariantCulture)!); break;
            }
        }

        AddText(sentence[from..]);
        return spans;

        void AddText(string text)
        {
            if (text.Length > 0)
            {
                spans.Add(new TextSpan(text, style));
            }
        }
    }

    [GeneratedRegex(@"\{(?<place>\d{1,2})\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Places();
}

/// <summary>Text in one voice.</summary>
/// <param name="Text">Any text; what no font can show is printed as its code points, e.g. <c>[U+202E]</c>. A line feed starts a new line.</param>
/// <param name="Style">The voice.</param>
/// <param name="LinkTo">Anchor the text leads to, or null.</param>
public sealed record TextSpan(string Text, SpanStyle Style = SpanStyle.Plain, string? LinkTo = null) : Span
{
    /// <summary>On paper its words stand in one line where they fit: a date and its time, for instance.</summary>
    public bool Together { get; init; }
}

/// <summary>The page on which an anchor lies.</summary>
/// <param name="Anchor">The anchor; the document must carry it.</param>
/// <param name="Short">True for "p. 16", false for the bare number.</param>
/// <param name="Style">The voice.</param>
public sealed record PageSpan(string Anchor, bool Short, SpanStyle Style) : Span;

/// <summary>An exhibit label in its box.</summary>
/// <param name="Text">The label, e.g. A-6.</param>
/// <param name="LinkTo">Anchor of the exhibit, or null.</param>
public sealed record LabelSpan(string Text, string? LinkTo) : Span;

/// <summary>A new line.</summary>
public sealed record BreakSpan : Span;
