using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Redaction;

/// <summary>
/// The visible brackets in place of what was removed, of one width whatever it was. An invisible sign on either side
/// tells them from brackets that somebody typed: those stand in the voice of the text, ours in the voice of the report.
/// </summary>
internal static class Brackets
{
    private const char Sign = '\u2060';

    /// <summary>A bracket.</summary>
    public static string Of(Words words, RedactionKind kind, string? remains = null)
    {
        var name = words["redaction.kind." + kind.Word()];
        return Signed(remains is null ? words["redaction.bracket", name] : words["redaction.bracket.remains", name, remains]);
    }

    /// <summary>A bracket that leads to the confidential sheet.</summary>
    public static string OfSheet(Words words, RedactionKind kind, int number) => Signed(words["redaction.bracket.sheet", words["redaction.kind." + kind.Word()], number]);

    /// <summary>True where something was removed from the text.</summary>
    public static bool AreIn(string? text) => text?.Contains(Sign, StringComparison.Ordinal) == true;

    /// <summary>A text as somebody wrote it, in which nothing can be taken for a bracket of ours.</summary>
    public static string Harmless(string text) => text.Contains(Sign, StringComparison.Ordinal) ? text.Replace(Sign.ToString(), "", StringComparison.Ordinal) : text;

    /// <summary>A text without the invisible signs, for tables and names.</summary>
    public static string Plain(string text) => Harmless(text);

    /// <summary>The report with its brackets in the report's own voice.</summary>
    public static ReportDocument Voiced(ReportDocument document) => document with
    {
        HeadStart = Plain(document.HeadStart),
        HeadEnd = Plain(document.HeadEnd),
        Sections = [.. document.Sections.Select(section => section.With(Voiced) with
        {
            Title = Plain(section.Title),
            Bookmark = section.Bookmark is { } bookmark ? Plain(bookmark) : null,
        })],
    };

    private static Block Voiced(Block block)
    {
        block = block.Bookmark is { } bookmark ? block with { Bookmark = Plain(bookmark) } : block;
        return block switch
        {
            Heading heading => heading with { Spans = Voiced(heading.Spans), Beside = Voiced(heading.Beside) },
            Paragraph paragraph => paragraph with { Spans = Voiced(paragraph.Spans) },
            ItemList list => list with { Items = [.. list.Items.Select(Voiced)] },
            KeyValues facts => facts with { Rows = [.. facts.Rows.Select(row => row with { Name = Plain(row.Name), Value = Voiced(row.Value) })] },
            Table table => table with { Rows = [.. table.Rows.Select(row => row with { Cells = [.. row.Cells.Select(cell => cell with { Spans = Voiced(cell.Spans) })] })] },
            Figure figure => figure with { Alt = Plain(figure.Alt), Caption = Voiced(figure.Caption) },
            _ => block,
        };
    }

    private static IReadOnlyList<Span> Voiced(IReadOnlyList<Span> spans) =>
        spans.Any(span => span is TextSpan { Text: var text } && text.Contains(Sign, StringComparison.Ordinal)) ? [.. spans.SelectMany(Voiced)] : spans;

    private static IEnumerable<Span> Voiced(Span span)
    {
        if (span is not TextSpan text)
        {
            yield return span;
            yield break;
        }

        // Every second part stands between two signs.
        var parts = text.Text.Split(Sign);
        for (var at = 0; at < parts.Length; at++)
        {
            if (parts[at].Length > 0)
            {
                yield return text with { Text = parts[at], Style = at % 2 == 1 && text.Style == SpanStyle.Exact ? SpanStyle.Bold : text.Style };
            }
        }
    }

    private static string Signed(string text) => Sign + text + Sign;
}
