using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Reports.Pdf.Layout;

internal sealed partial class BlockLayout
{
    /// <summary>A picture this wide, in points, is read at arm's length: 70 mm, as wide as the telephone it came from.</summary>
    private const double LegibleWidth = 198;

    /// <summary>Width at which slices of a tall picture are printed, at most.</summary>
    private const double SliceWidth = 324;

    /// <summary>Room for the repeated title of a section.</summary>
    private static readonly double TitleRoom = Typography.LineHeight(Typography.TitleSize);

    /// <summary>A picture shares the page with what comes before its facts only if it keeps this part of the size it would have by itself.</summary>
    private const double LeastOfItsSize = 0.6;

    /// <summary>The part of a page that the first slice of a tall picture needs under its facts.</summary>
    private const double LeastOfAPage = 0.4;

    /// <summary>How much of the slice before is shown again, so that no line is lost in the cut.</summary>
    private const double SliceOverlap = 36;

    /// <summary>
    /// The strips of a picture. It stands on the page of its own facts where it stays legible there, also below what
    /// comes before them; one too tall for that is cut over several pages.
    /// </summary>
    /// <param name="figure">The picture.</param>
    /// <param name="facts">Points that its own facts take of a page of their own.</param>
    /// <param name="taken">Points that they and what comes before them on the page take.</param>
    private (List<Strip> Strips, bool IsUnderFacts) FigureStrips(Figure figure, double facts, double taken)
    {
        var image = images.Get(figure.Open);
        var caption = Caption(figure);
        if (image.Problem is { } problem)
        {
            return ([.. ParagraphStrips(new Paragraph(words[problem switch
            {
                ImageProblem.Kind => "reportpage.image.kind",
                ImageProblem.Large => "reportpage.image.large",
                _ => "reportpage.image.damaged",
            }], SpanStyle.Bold)), .. caption], false);
        }

        var natural = (Width: image.DisplayWidth * 0.75, Height: image.DisplayHeight * 0.75);
        var below = HeightOf(caption) + Typography.ParagraphGap + 2;
        var free = Math.Min(1, width / natural.Width);
        double Under(double height) => Math.Min(free, (bodyHeight - height - below) / natural.Height);
        bool IsLegible(double scale) => natural.Width * scale >= Math.Min(LegibleWidth, Math.Min(natural.Width, width)) - 0.01;
        if (figure.MaxHeight > 0)
        {
            return (Whole(Math.Min(Under(TitleRoom), figure.MaxHeight / natural.Height)), true);
        }

        if (Under(taken) >= Under(facts) * LeastOfItsSize && IsLegible(Under(taken)))
        {
            return (Whole(Under(taken)), true);
        }

        if (IsLegible(Under(facts)))
        {
            return (Whole(Under(facts)), true);
        }

        // Facts on a page of their own and the picture small on the next would be as many pages.
        return Slices(figure, image, facts, caption);

        List<Strip> Whole(double scale)
        {
            var strip = new Strip { SpaceBefore = Typography.ParagraphGap };
            AddPicture(strip, image, figure.Alt, natural.Width * scale, natural.Height * scale, 0, natural.Height * scale);
            if (caption.Count > 0)
            {
                strip.Hold(Bond.Firm);
            }

            return [strip, .. caption];
        }
    }

    /// <summary>A tall picture cut over pages, each filled as far as the others; the first part stands under its facts where they leave room.</summary>
    private (List<Strip> Strips, bool IsUnderFacts) Slices(Figure figure, ReportImage image, double facts, List<Strip> caption)
    {
        var sliceWidth = Math.Min(Math.Min(image.DisplayWidth * 0.75, width), SliceWidth);
        var full = image.DisplayHeight * 0.75 * sliceWidth / (image.DisplayWidth * 0.75);
        var beside = Line + (2 * Typography.ParagraphGap) + 2 + HeightOf(caption);
        var room = bodyHeight - TitleRoom - beside;
        var first = bodyHeight - facts - beside;
        var isUnderFacts = first >= room * LeastOfAPage;
        first = isUnderFacts ? first : room;
        var count = Math.Max(2, 1 + (int)Math.Ceiling((full - first) / (room - SliceOverlap)));
        var part = (full + ((count - 1) * SliceOverlap)) / (first + ((count - 1) * room));
        var strips = new List<Strip>();
        var top = 0.0;
        for (var i = 0; i < count; i++)
        {
            var height = (i == 0 ? first : room) * part;
            var strip = new Strip { SpaceBefore = Typography.ParagraphGap }.Hold(Bond.Firm);
            AddPicture(strip, image, words["reportpage.part.alt", figure.Alt, i + 1, count], sliceWidth, full, top, height);
            strips.Add(strip);
            strips.AddRange(ParagraphStrips(new Paragraph(words["reportpage.part", i + 1, count], SpanStyle.Secondary)));
            top += height - SliceOverlap;
        }

        if (caption.Count > 0)
        {
            strips[^1].Hold(Bond.Firm);
        }

        return ([.. strips, .. caption], isUnderFacts);
    }

    private List<Strip> Caption(Figure figure) =>
        figure.Caption.Count == 0 ? [] : ParagraphStrips(new Paragraph(figure.Caption));

    private static void AddPicture(Strip strip, ReportImage image, string alt, double pictureWidth, double pictureHeight, double clipTop, double clipHeight)
    {
        var visible = Math.Min(clipHeight, pictureHeight - clipTop);
        strip.Height = visible + 2;
        strip.Ops.Add(new BeginOp(Tag.Figure) { Alt = alt, Box = (Left, 1, pictureWidth, visible) });
        strip.Ops.Add(new ImageOp(image, Left, 1 - clipTop, pictureWidth, pictureHeight, 1, visible));
        strip.Ops.Add(EndOp.Instance);
        // Screenshots are often white to the edge: the outline shows that nothing was cropped.
        strip.Ops.Add(new BoxOp(Left, 1, pictureWidth, visible, Filled: false, Ink.Hair));
    }

    private List<Strip> ChartStrips(BarChart chart)
    {
        const double countRoom = 16;
        double barsHeight = chart.IsLow ? 22 : 42;
        if (chart.Bars.Count == 0)
        {
            return [];
        }

        var most = Math.Max(chart.Bars.Max(bar => bar.Total), 1);
        var counts = chart.Bars.Select(bar => breaker.Line(CountOf(bar), TextFormat.Body).Width).ToList();
        // A number may reach over its neighbour's bar as long as it leaves the neighbour's number alone: one long one does not cut the chart in two.
        var closest = counts.Zip(counts.Skip(1), (one, next) => (one + next) / 2).Append(counts[0]).Append(counts[^1]).Max() + 3;
        var perPanel = Math.Max(1, (int)(width / closest));
        var panels = (chart.Bars.Count + perPanel - 1) / perPanel;
        perPanel = (chart.Bars.Count + panels - 1) / panels;
        var pitch = Math.Min(width / perPanel, chart.LabelsAll ? 96 : 48);
        var step = Math.Max(1, (int)Math.Ceiling((chart.Bars.Max(bar => breaker.Line(bar.Label, TextFormat.Body).Width) + 8) / pitch));
        // Where every bar has its label and they are too wide to stand side by side, they go down in steps.
        var steps = chart.LabelsAll ? step : 1;
        var axisRoom = (steps * Line) + 1.2;
        var strips = new List<Strip>();
        for (var panel = 0; panel < panels; panel++)
        {
            var first = panel * perPanel;
            var bars = chart.Bars.Skip(first).Take(perPanel).ToList();
            // A line in the gap between two panels belongs to the panel whose first week it precedes.
            var lines = chart.Lines
                .Where(line => line.Position >= first && (line.Position < first + perPanel || panel == panels - 1))
                .Select(line => line with { Position = Math.Min(line.Position - first, bars.Count) }).ToList();
            var labels = PlaceLabels(lines, pitch);
            var labelRoom = labels.Count == 0 ? 0 : (labels.Max(label => label.Row) + 1) * Line;
            var strip = new Strip { SpaceBefore = panel == 0 ? 3 : 10 };
            var axis = labelRoom + countRoom + barsHeight;
            strip.Height = axis + axisRoom;
            strip.Ops.Add(new BeginOp(Tag.Figure)
            {
                Alt = panels == 1 ? chart.Alt : words["reportpage.part.alt", chart.Alt, panel + 1, panels],
                Box = (Left, 0, width, strip.Height),
            });
            for (var i = 0; i < bars.Count; i++)
            {
                AddBar(strip, bars[i], Left + (i * pitch), pitch, axis, barsHeight / most);
                var label = breaker.Line(bars[i].Label, TextFormat.Body);
                if (chart.LabelsAll)
                {
                    Place(strip.Ops, label, Left + Math.Clamp(width - label.Width, 0, (i * pitch) + (pitch * 0.12)), axis + 1 + (i % steps * Line));
                }
                else if (i % step == 0 && (i * pitch) + label.Width <= width)
                {
                    Place(strip.Ops, label, Left + (i * pitch) + (pitch * 0.12), axis + 1);
                }
            }

            foreach (var (line, x, row, text) in labels)
            {
                var at = Left + (line.Position * pitch);
                // Seen on a black bar, too.
                strip.Ops.Add(new LineOp(at, labelRoom, at, axis, line.IsOrder ? 6.6 : 5, Ink.White));
                foreach (var offset in line.IsOrder ? [-1.4, 1.4] : new[] { 0.0 })
                {
                    strip.Ops.Add(new LineOp(at + offset, row * Line, at + offset, axis, line.IsOrder ? Typography.Rule : Typography.BoundaryRule, Ink.Black));
                }

                Place(strip.Ops, text, Left + x, row * Line);
            }

            for (var i = 0; i < bars.Count; i++)
            {
                AddCount(strip, bars[i], Left + (i * pitch), pitch, axis, barsHeight / most, lines);
            }

            strip.Ops.Add(new LineOp(Left, axis, Left + width, axis, Typography.HairRule * 1.5, Ink.Black));

            strip.Ops.Add(EndOp.Instance);
            strips.Add(strip);
        }

        return strips;
    }

    private static void AddBar(Strip strip, ChartBar bar, double x, double pitch, double axis, double scale)
    {
        const double gap = 1.5;
        var barWidth = Math.Max(pitch * 0.76, Math.Min(pitch - 1.5, 3));
        var left = x + ((pitch - barWidth) / 2);
        var y = axis;
        if (bar.Before > 0)
        {
            y -= bar.Before * scale;
            strip.Ops.Add(new BoxOp(left, y, barWidth, bar.Before * scale, Filled: true, Ink.Bar));
        }

        if (bar.Undetermined > 0)
        {
            // Neither grey nor black: an outline, drawn inside its own height.
            var height = bar.Undetermined * scale;
            y -= height;
            strip.Ops.Add(new BoxOp(left + 0.5, y + 0.5, barWidth - 1, Math.Max(height - (bar.Before > 0 ? gap : 0) - 1, 0.5), Filled: false, Ink.Black));
        }

        if (bar.After > 0)
        {
            // The gap that parts grey from black is taken from the black, so that the whole keeps its height.
            var floor = bar.Before + bar.Undetermined > 0 ? y - gap : y;
            y -= bar.After * scale;
            strip.Ops.Add(new BoxOp(left, y, barWidth, Math.Max(floor - y, 0.5), Filled: true, Ink.Black));
        }
    }

    private string CountOf(ChartBar bar) => bar.Sign + bar.Total.ToString("N0", words.Culture);

    private void AddCount(Strip strip, ChartBar bar, double x, double pitch, double axis, double scale, List<ChartLine> lines)
    {
        var count = breaker.Line(CountOf(bar), TextFormat.Body);
        var top = axis - (bar.Total * scale) - Line;
        var left = x + ((pitch - count.Width) / 2);
        if (lines.Exists(line => Math.Abs(Left + (line.Position * pitch) - left - (count.Width / 2)) < (count.Width / 2) + 1))
        {
            strip.Ops.Add(new BoxOp(left - 1, top + 2, count.Width + 2, Line - 3, Filled: true, Ink.White));
        }

        Place(strip.Ops, count, left, top);
    }

    /// <summary>
    /// Labels stand after their line where there is room, else before it. A line whose beginning is
    /// under the label of an earlier one starts a row lower, so that no line crosses a word.
    /// </summary>
    private List<(ChartLine Line, double X, int Row, TextLine Text)> PlaceLabels(List<ChartLine> lines, double pitch)
    {
        var placed = new List<(ChartLine Line, double X, int Row, TextLine Text)>();
        foreach (var line in lines.OrderBy(line => line.Position))
        {
            var text = breaker.Lines([Span.Plain(line.Label.ReplaceLineEndings(" "))], width - 12, TextFormat.Strong).FirstOrDefault() ?? new TextLine([], 0);
            var at = line.Position * pitch;
            double after = at + 5, before = at - 5 - text.Width;
            var row = placed.Where(other => at > other.X - 4 && at < other.X + other.Text.Width + 4)
                .Select(other => other.Row + 1).DefaultIfEmpty(0).Max();
            double? x = null;
            for (; x is null && row <= lines.Count; row += x is null ? 1 : 0)
            {
                x = after + text.Width <= width && Free(after, text.Width, row) ? after
                    : before >= 0 && Free(before, text.Width, row) && placed.TrueForAll(other => other.Line.Position * pitch < before - 4) ? before
                    : null;
            }

            placed.Add((line, x ?? Math.Clamp(after, 0, Math.Max(width - text.Width, 0)), row, text));
        }

        return placed;

        bool Free(double x, double labelWidth, int row) =>
            placed.TrueForAll(other => other.Row != row || x + labelWidth + 6 <= other.X || other.X + other.Text.Width + 6 <= x);
    }
}
