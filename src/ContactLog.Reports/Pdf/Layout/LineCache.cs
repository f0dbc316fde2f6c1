using ContactLog.Reports.Model;

namespace ContactLog.Reports.Pdf.Layout;

/// <summary>
/// Lines of texts that were set in an earlier round. A text with a page reference is set anew each
/// time, since its number may have changed; all others come out the same.
/// </summary>
internal sealed class LineCache
{
    private readonly Dictionary<IReadOnlyList<Span>, (double Width, TextFormat Format, List<TextLine> Lines)> _lines = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Text, double Width, TextFormat Format), List<TextLine>> _labels = [];

    /// <summary>The lines of a label, such as the name of a fact, which many blocks share.</summary>
    public List<TextLine> Label(string text, double width, TextFormat format, Func<string, double, TextFormat, List<TextLine>> set)
    {
        if (!_labels.TryGetValue((text, width, format), out var lines))
        {
            _labels[(text, width, format)] = lines = set(text, width, format);
        }

        return lines;
    }

    public List<TextLine>? Find(IReadOnlyList<Span> spans, double width, TextFormat format) =>
        _lines.TryGetValue(spans, out var known) && known.Width == width && known.Format == format ? known.Lines : null;

    public void Keep(IReadOnlyList<Span> spans, double width, TextFormat format, List<TextLine> lines)
    {
        foreach (var span in spans)
        {
            if (span is PageSpan)
            {
                return;
            }
        }

        _lines[spans] = (width, format, lines);
    }
}
