using ContactLog.Reports.Model;

namespace ContactLog.Reports.Pdf.Layout;

internal sealed partial class BlockLayout
{
    /// <summary>Lines of a row that is taller than a page which stay together.</summary>
    private const int LinesPerPiece = 8;

    /// <summary>Room for the names of the facts of a section: the same in all of its lists, so that they stand in line.</summary>
    private double _keyColumn = Typography.KeyColumn;

    /// <summary>The section it was reckoned for: a section of a thousand exhibits has a thousand units and one such room.</summary>
    private ReportSection? _keyColumnOf;

    private void KeyColumnOf(ReportSection section)
    {
        if (!ReferenceEquals(section, _keyColumnOf))
        {
            _keyColumn = KeyColumn(section.Blocks.OfType<KeyValues>().Where(list => list is { Columns: 1, Running: false }), width);
            _keyColumnOf = section;
        }
    }

    /// <summary>
    /// As wide as the longest name, where the values leave room for it; else at most as wide as leaves more than half to
    /// the values.
    /// </summary>
    private double KeyColumn(IEnumerable<KeyValues> lists, double room)
    {
        // Values of more letters are broken in any case; to set them only to see how wide they are would take long.
        const int shortValue = 70;
        double names = 0, values = 0;
        foreach (var fact in lists.SelectMany(list => list.Rows))
        {
            names = Math.Max(names, breaker.Line(fact.Name, TextFormat.Body).Width);
            values = Math.Max(values, fact.Value.Sum(span => span is TextSpan text ? text.Text.Length : 8) > shortValue ? room : breaker.NaturalWidth(fact.Value, TextFormat.Body));
        }

        var wanted = names + Typography.ColumnGap + 0.1;
        var least = Math.Min(Typography.KeyColumn, room / 2);
        if (values > room - least && values <= room - wanted)
        {
            // A value that all but fits has what short names leave.
            least = room - values;
        }

        return Math.Clamp(wanted, least, Math.Max(Math.Max(room * 0.45, room - values), least));
    }

    /// <summary>Facts one after the other, each name in grey before its value.</summary>
    private List<Strip> RunningFacts(KeyValues facts)
    {
        var spans = new List<Span>();
        foreach (var fact in facts.Rows)
        {
            if (spans.Count > 0)
            {
                spans.Add(Span.Plain(spans[^1] is TextSpan { Text: [.., '.' or '!' or '?'] } ? " " : ". "));
            }

            spans.Add(Span.Grey(words["reportpage.fact", fact.Name] + " "));
            spans.AddRange(fact.Value);
        }

        return ParagraphStrips(new Paragraph(spans));
    }

    private List<Strip> FactStrips(KeyValues facts)
    {
        const double gutter = 30;
        if (facts.Running)
        {
            return RunningFacts(facts);
        }

        var columns = Math.Clamp(facts.Columns, 1, 2);
        var perColumn = (facts.Rows.Count + columns - 1) / columns;
        var columnWidth = (width - (gutter * (columns - 1))) / columns;
        var strips = new List<Strip>();
        for (var i = 0; i < perColumn; i++)
        {
            var cells = new List<RowCell>();
            var rules = new List<(double, double)>();
            for (var column = 0; column < columns && (column * perColumn) + i < facts.Rows.Count; column++)
            {
                var fact = facts.Rows[(column * perColumn) + i];
                var x = Left + (column * (columnWidth + gutter));
                var key = columns == 1 ? _keyColumn : KeyColumn([facts], columnWidth);
                cells.Add(new RowCell(Tag.RowHead, breaker.Lines(fact.Name, key - Typography.ColumnGap, TextFormat.Body), x, key, Alignment.Start, 1));
                cells.Add(new RowCell(Tag.Cell, breaker.Lines(fact.Value, columnWidth - key, TextFormat.Body), x + key, columnWidth - key, Alignment.Start, 1));
                rules.Add((x, x + columnWidth));
            }

            var pieces = RowStrips(cells, RowKind.Plain, rules);
            strips.AddRange(pieces);
        }

        HoldRows(strips, shortPart: 0.75);
        return Enclose(strips);
    }

    private List<Strip> TableStrips(Table table)
    {
        var (starts, widths) = ColumnPlaces(table);
        var edge = new List<(double, double)> { (Left, Left + width) };
        var strips = new List<Strip>();
        Strip? repeat = null;
        if (table.Columns.Any(column => column.Title.Length > 0))
        {
            var heads = table.Columns.Select((column, i) => new RowCell(
                Tag.ColumnHead, breaker.Lines(column.Title, widths[i], TextFormat.Strong), starts[i], widths[i], column.Alignment, 1)).ToList();
            var head = HeadStrip(heads, edge[0]);
            head.Hold(Bond.Firm);
            strips.Add(head);
            repeat = HeadStrip(heads, edge[0]);
            repeat.Ops.RemoveAll(op => op is BeginOp or EndOp);
        }

        foreach (var row in table.Rows)
        {
            var cells = new List<RowCell>();
            var column = 0;
            foreach (var cell in row.Cells)
            {
                if (column >= table.Columns.Count)
                {
                    throw new ArgumentException("A row has more cells than its table has columns.", nameof(table));
                }

                var last = Math.Min(column + Math.Max(cell.ColumnSpan, 1), table.Columns.Count) - 1;
                var cellWidth = starts[last] + widths[last] - starts[column];
                var lines = breaker.Lines(cell.Spans, cellWidth, row.Kind == RowKind.Total ? TextFormat.Strong : TextFormat.Body);
                cells.Add(new RowCell(column == 0 && table.FirstColumnNamesRow ? Tag.RowHead : Tag.Cell, lines, starts[column], cellWidth,
                    cell.ColumnSpan > 1 ? Alignment.Start : table.Columns[column].Alignment, last - column + 1));
                column = last + 1;
            }

            for (; column < table.Columns.Count; column++)
            {
                cells.Add(new RowCell(Tag.Cell, [], starts[column], widths[column], Alignment.Start, 1));
            }

            var pieces = RowStrips(cells, row.Kind, edge);
            pieces.ForEach(piece => piece.Repeat = repeat);
            if (row.KeepWithNext || row.Kind is RowKind.Boundary or RowKind.Order)
            {
                pieces[^1].Hold(Bond.Firm);
            }

            if (row.Kind == RowKind.Total && strips.Count > 0)
            {
                // A sum alone on a page is a riddle.
                strips[^1].Hold(Bond.Firm);
            }

            Mark(pieces[0], row.Anchor, null, 0);
            strips.AddRange(pieces);
        }

        HoldRows(strips, shortPart: 0.5);
        return Enclose(strips);
    }

    /// <summary>Ties rows to each other: all of a short list, of a long one the first and the last two; a row of many lines stands well by itself.</summary>
    private void HoldRows(List<Strip> rows, double shortPart)
    {
        var isShort = rows.Sum(row => row.Height) <= bodyHeight * shortPart;
        foreach (var (i, row) in rows.SkipLast(1).Index())
        {
            if (isShort)
            {
                row.Hold(Bond.Close);
            }
            else if (Math.Min(row.Height, rows[i + 1].Height) < 3 * Line && (i < 2 || i == rows.Count - 2))
            {
                row.Hold(Bond.Loose);
            }
        }
    }

    private readonly record struct RowCell(Tag Tag, List<TextLine> Lines, double X, double Width, Alignment Alignment, int ColumnSpan);

    private (double[] Starts, double[] Widths) ColumnPlaces(Table table)
    {
        var columns = table.Columns;
        var outer = new double[columns.Count];
        double Gap(int i) => i == 0 ? 0 : Typography.ColumnGap;
        for (var i = 0; i < columns.Count; i++)
        {
            var wanted = columns[i].Width;
            if (wanted.Points > 0)
            {
                outer[i] = wanted.Points;
            }
            else if (wanted.Weight <= 0)
            {
                outer[i] = Widest(table, i, breaker.NaturalWidth);
            }
        }

        var taken = outer.Sum();
        var weights = columns.Sum(column => column.Width is { Points: <= 0, Weight: > 0 } ? column.Width.Weight : 0);
        if (taken > (weights > 0 ? width / 2 : width))
        {
            taken -= TakeSlack(table, outer, taken);
        }

        // Columns that together are wider than the page shrink in proportion; sharing columns keep a quarter of it.
        var room = weights > 0 ? width * 0.75 : width;
        if (taken > room)
        {
            for (var i = 0; i < outer.Length; i++)
            {
                outer[i] *= room / taken;
            }

            taken = room;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Width is { Points: <= 0, Weight: > 0 })
            {
                outer[i] = (width - taken) * columns[i].Width.Weight / weights;
            }
        }

        // The gap lies on the far side of a start-aligned cell and on the near side of an end-aligned one.
        var starts = new double[columns.Count];
        var widths = new double[columns.Count];
        var x = Left;
        for (var i = 0; i < columns.Count; i++)
        {
            var atEnd = columns[i].Alignment == Alignment.End;
            var near = atEnd || (i > 0 && columns[i - 1].Alignment == Alignment.End) ? Gap(i) : 0;
            var far = atEnd || i == columns.Count - 1 || columns[i + 1].Alignment == Alignment.End ? 0 : Typography.ColumnGap;
            starts[i] = x + near;
            widths[i] = Math.Max(outer[i] - near - far, 8);
            x += outer[i];
        }

        return (starts, widths);
    }

    /// <summary>Room for the widest cell of a column, as it is measured.</summary>
    private double Widest(Table table, int column, Func<IReadOnlyList<Span>, TextFormat, double> measure)
    {
        var widest = measure([Span.Plain(table.Columns[column].Title)], TextFormat.Strong);
        foreach (var row in table.Rows.Where(row => row.Cells.Count > column && row.Cells.Take(column + 1).All(cell => cell.ColumnSpan <= 1)))
        {
            widest = Math.Max(widest, measure(row.Cells[column].Spans, row.Kind == RowKind.Total ? TextFormat.Strong : TextFormat.Body));
        }

        return Math.Min(widest + Typography.ColumnGap + 0.1, width / 2);
    }

    /// <summary>
    /// Where the columns want more than there is, those as wide as their cells break between words, so that no word of
    /// these or of the sharing columns is broken.
    /// </summary>
    /// <returns>How much narrower they became together.</returns>
    private double TakeSlack(Table table, double[] outer, double taken)
    {
        var slack = new double[outer.Length];
        var shared = 0.0;
        foreach (var (i, column) in table.Columns.Index())
        {
            if (column.Width is { Points: <= 0, Weight: > 0 })
            {
                shared += Widest(table, i, breaker.WordWidth);
            }
            else if (column.Width.Points <= 0)
            {
                slack[i] = Math.Max(outer[i] - Widest(table, i, breaker.WordWidth), 0);
            }
        }

        var all = slack.Sum();
        var part = all <= 0 ? 0 : Math.Clamp((taken - (width - Math.Min(shared, width / 2))) / all, 0, 1);
        for (var i = 0; i < outer.Length; i++)
        {
            outer[i] -= slack[i] * part;
        }

        return all * part;
    }

    private static Strip HeadStrip(List<RowCell> cells, (double From, double To) edge)
    {
        var lines = Math.Max(cells.Max(cell => cell.Lines.Count), 1);
        var strip = new Strip { Height = (lines * Line) + (2 * Typography.CellPadding) + Typography.Rule };
        // Heads of unequal length stand on the rule, not under the ceiling.
        AddCells(strip, cells, 0, lines, Typography.CellPadding, cell => lines - cell.Lines.Count);
        var y = strip.Height - (Typography.Rule / 2);
        strip.Ops.Add(new LineOp(edge.From, y, edge.To, y, Typography.Rule, Ink.Black));
        return strip;
    }

    private List<Strip> RowStrips(List<RowCell> cells, RowKind kind, List<(double From, double To)> edges)
    {
        var lines = Math.Max(cells.Max(cell => cell.Lines.Count), 1);
        var isLine = kind is RowKind.Boundary or RowKind.Order;
        var padding = kind is RowKind.Contents ? Typography.CellPadding / 3 : Typography.CellPadding;
        var above = padding + kind switch { RowKind.Boundary => 3, RowKind.Order => 4.5, _ => 0 };
        var below = padding + kind switch { RowKind.Total => 4, RowKind.Contents => 0, _ => 0.7 };
        var whole = above + (lines * Line) + below;
        var pieceLines = whole <= bodyHeight * 0.8 ? lines : LinesPerPiece;
        var strips = new List<Strip>();
        for (var from = 0; from < lines; from += pieceLines)
        {
            // A last line by itself joins the piece before it.
            var to = lines - from - pieceLines <= 1 ? lines : from + pieceLines;
            var top = from == 0 ? above : 0;
            var strip = new Strip { Height = top + ((to - from) * Line) + (to == lines ? below : 0) };
            if (from == 0 && isLine)
            {
                foreach (var y in kind == RowKind.Boundary ? [Typography.BoundaryRule / 2] : new[] { 0.5, 0.5 + Typography.DoubleRuleGap })
                {
                    strip.Ops.Add(new LineOp(edges[0].From, y, edges[0].To, y, kind == RowKind.Boundary ? Typography.BoundaryRule : Typography.Rule, Ink.Black));
                }
            }

            AddCells(strip, cells, from, to, top, _ => 0);
            if (to == lines)
            {
                foreach (var (left, right) in edges)
                {
                    var y = strip.Height - 0.25;
                    switch (kind)
                    {
                        case RowKind.Total:
                            strip.Ops.Add(new LineOp(left, y - 2.6, right, y - 2.6, 0.8, Ink.Black));
                            strip.Ops.Add(new LineOp(left, y - 0.2, right, y - 0.2, 0.8, Ink.Black));
                            break;
                        case RowKind.Contents:
                            break;
                        case RowKind.Plain:
                            strip.Ops.Add(new LineOp(left, y, right, y, Typography.HairRule, Ink.Hair));
                            break;
                        default:
                            strip.Ops.Add(new LineOp(left, y, right, y, Typography.Rule, Ink.Black));
                            break;
                    }
                }
            }

            strips.Add(strip);
            if (to == lines)
            {
                break;
            }
        }

        return strips;
    }

    private static void AddCells(Strip strip, List<RowCell> cells, int from, int to, double top, Func<RowCell, int> drop)
    {
        strip.Ops.Add(BeginOp.Of(Tag.Row));
        foreach (var cell in cells)
        {
            strip.Ops.Add(cell.ColumnSpan > 1 ? new BeginOp(cell.Tag) { ColumnSpan = cell.ColumnSpan } : BeginOp.Of(cell.Tag));
            for (var i = from; i < Math.Min(to, cell.Lines.Count); i++)
            {
                var line = cell.Lines[i];
                var x = cell.X + (cell.Alignment == Alignment.End ? line.EndIn(cell.Width) : line.StartIn(cell.Width));
                Place(strip.Ops, line, x, top + ((i - from + drop(cell)) * Line));
            }

            strip.Ops.Add(EndOp.Instance);
        }

        strip.Ops.Add(EndOp.Instance);
    }

    private static List<Strip> Enclose(List<Strip> strips)
    {
        if (strips.Count > 0)
        {
            strips[0].Ops.Insert(0, BeginOp.Of(Tag.Table));
            strips[^1].Ops.Add(EndOp.Instance);
        }

        return strips;
    }
}
