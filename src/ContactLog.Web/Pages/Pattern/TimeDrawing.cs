using System.Text;
using System.Text.Encodings.Web;
using ContactLog.Domain.Language;
using ContactLog.Domain.Patterns;

namespace ContactLog.Web.Pages.Pattern;

/// <summary>
/// A chart along time as two drawings, of which the stylesheet shows one: upright stacks for a desk, lying bars for a
/// phone. Drawn at their own size and never scaled, so that words stay 12 pixels or more.
/// </summary>
internal sealed class TimeDrawing
{
    private const int Wide = 720;
    private const int LeastAxis = 34;
    private const double Digit = 7.4;
    private const double SmallDigit = 6.9;
    private const int PlotHeight = 200;
    private const int LabelRow = 20;
    private const double Gap = 1.5;
    private readonly StringBuilder _svg = new();
    private readonly PatternChart _chart;
    private readonly HtmlEncoder _encoder;
    private readonly Words _words;
    private readonly Func<string, string> _address;
    private readonly int _step;
    private readonly int _top;
    private readonly int _axis;

    public TimeDrawing(PatternChart chart, HtmlEncoder encoder, Words words, Func<string, string> address)
    {
        (_chart, _encoder, _words, _address) = (chart, encoder, words, address);
        (_step, _top) = Scale(chart.Most);
        // As wide as its widest number: "1,000" cut to ",000" is another number.
        _axis = Math.Max(LeastAxis, Width(_top) + 12);
    }

    private int Plot => Wide - _axis;

    /// <summary>Upright stacks, as many strips one below the other as the columns need to carry their numbers, all on one scale.</summary>
    public string Upright()
    {
        _svg.Clear();
        var widest = Math.Max(24, Width(_chart.Most) + 8);
        var strips = (_chart.Columns.Count + (Plot / widest) - 1) / (Plot / widest);
        var each = (_chart.Columns.Count + strips - 1) / strips;
        var pitch = Math.Min(Plot / (double)each, 84);
        _svg.Append("<div class=\"upright\">");
        for (var first = 0; first < _chart.Columns.Count; first += each)
        {
            Strip(first, Math.Min(each, _chart.Columns.Count - first), pitch);
        }

        return _svg.Append("</div>").ToString();
    }

    /// <summary>Lying bars; stretches without an entry of more than two columns become one line of words.</summary>
    public string Lying()
    {
        const int width = 296, labels = 62, row = 24, bar = 16;
        var numbers = Math.Max(40, Width(_chart.Most) + 8);
        _svg.Clear();
        var body = new StringBuilder();
        var y = 0.0;
        var lines = new Queue<ChartMarker>(_chart.Markers.OrderBy(line => line.Position));
        double scale = (width - labels - numbers) / (double)_chart.Most;
        for (var at = 0; at < _chart.Columns.Count; at++)
        {
            while (lines.TryPeek(out var line) && line.Position < at + 1)
            {
                Line(body, lines.Dequeue(), ref y, width);
            }

            var empty = 0;
            while (at + empty < _chart.Columns.Count && _chart.Columns[at + empty].Total.Number == 0
                && (empty == 0 || !lines.TryPeek(out var next) || next.Position >= at + empty + 1))
            {
                empty++;
            }

            var column = _chart.Columns[at];
            var middle = y + (row / 2.0) + 4;
            body.Append(Invariant($"<text x=\"{labels - 8}\" y=\"{middle:0.#}\" text-anchor=\"end\">")).Append(_encoder.Encode(column.Label)).Append("</text>");
            if (empty > 2)
            {
                body.Append(Invariant($"<text class=\"none\" x=\"{labels}\" y=\"{middle:0.#}\">")).Append(_encoder.Encode(_words["patternpage.none-until", _chart.Columns[at + empty - 1].Label])).Append("</text>");
                at += empty - 1;
            }
            else
            {
                var x = (double)labels;
                foreach (var (series, mark) in column.Marks.Index().Where(mark => mark.Item.Number > 0))
                {
                    var length = mark.Number * scale;
                    body.Append(Link(at, series, column, mark)).Append(Invariant($"<rect class=\"s{series + 1}\" x=\"{x:0.#}\" y=\"{y + 4:0.#}\" width=\"{Math.Max(length - Gap, 1):0.#}\" height=\"{bar}\" rx=\"2\"/></a>"));
                    x += length;
                }

                body.Append(Invariant($"<text class=\"count\" x=\"{x + 6:0.#}\" y=\"{middle:0.#}\">{Text(column.Total.Number)}</text>"));
            }

            y += row;
        }

        while (lines.TryDequeue(out var line))
        {
            Line(body, line, ref y, width);
        }

        return _svg.Append(Invariant($"<svg class=\"lying\" width=\"{width}\" height=\"{y + 2:0}\" viewBox=\"0 0 {width} {y + 2:0}\" aria-hidden=\"true\" focusable=\"false\">")).Append(body).Append("</svg>").ToString();
    }

    private void Strip(int first, int count, double pitch)
    {
        // A line in the gap between two strips belongs to the one whose first column it precedes.
        var last = first + count == _chart.Columns.Count;
        var lines = Labels([.. _chart.Markers.Where(line => line.Position >= first && (line.Position < first + count || last))], first, count, pitch);
        var head = lines.Count == 0 ? 20 : ((lines.Max(line => line.Row) + 1) * LabelRow) + 22;
        var floor = head + PlotHeight;
        var height = floor + 24;
        var plot = count * pitch;
        _svg.Append(Invariant($"<svg width=\"{Wide}\" height=\"{height}\" viewBox=\"0 0 {Wide} {height}\" aria-hidden=\"true\" focusable=\"false\">"));
        for (var value = 0; value <= _top; value += _step)
        {
            var y = floor - (PlotHeight * (double)value / _top);
            _svg.Append(Invariant($"<path class=\"{(value == 0 ? "floor" : "grid")}\" d=\"M{_axis} {y:0.#}H{_axis + plot:0.#}\"/><text x=\"{_axis - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{Text(value)}</text>"));
        }

        var counts = new StringBuilder();
        var every = Math.Max(1, (int)Math.Ceiling(58 / pitch));
        var taken = 0.0;
        for (var i = 0; i < count; i++)
        {
            var column = _chart.Columns[first + i];
            double x = _axis + (i * pitch), bar = Math.Max(pitch * 0.74, pitch - 12), y = floor;
            var left = x + ((pitch - bar) / 2);
            foreach (var (series, mark) in column.Marks.Index().Where(mark => mark.Item.Number > 0))
            {
                var tall = PlotHeight * (double)mark.Number / _top;
                y -= tall;
                _svg.Append(Link(first + i, series, column, mark)).Append(Invariant($"<rect class=\"s{series + 1}\" x=\"{left:0.#}\" y=\"{y:0.#}\" width=\"{bar:0.#}\" height=\"{Math.Max(tall - Gap, 1):0.#}\" rx=\"2\"/></a>"));
            }

            if (column.Total.Number > 0)
            {
                counts.Append(Invariant($"<text class=\"count\" x=\"{x + (pitch / 2):0.#}\" y=\"{y - 6:0.#}\" text-anchor=\"middle\">{Text(column.Total.Number)}</text>"));
            }

            // Under the middle of its column, but never cut at the edge, and never on the one before.
            var label = column.Label.Length * SmallDigit;
            var start = Math.Min(x + ((pitch - label) / 2), Wide - label);
            if (i % every == 0 && start > taken)
            {
                _svg.Append(Invariant($"<text x=\"{start + (label / 2):0.#}\" y=\"{floor + 19}\" text-anchor=\"middle\">")).Append(_encoder.Encode(column.Label)).Append("</text>");
                taken = start + label + 4;
            }
        }

        foreach (var (line, x, _, _, row) in lines)
        {
            var from = (row * LabelRow) + 6;
            _svg.Append(Invariant($"<path class=\"gap\" d=\"M{x:0.#} {from + 14}V{floor}\"/>"));
            _svg.Append(line.IsOrder
                ? Invariant($"<path class=\"line order\" d=\"M{x - 2.5:0.#} {from + 14}V{floor}M{x + 2.5:0.#} {from + 14}V{floor}\"/>")
                : Invariant($"<path class=\"line\" d=\"M{x:0.#} {from + 14}V{floor}\"/>"));
        }

        // The ground of a line must not cover a digit of a number.
        _svg.Append(counts);
        foreach (var (line, _, labelX, end, row) in lines)
        {
            _svg.Append(Invariant($"<text class=\"name\" x=\"{labelX:0.#}\" y=\"{(row * LabelRow) + 14}\" text-anchor=\"{(end ? "end" : "start")}\">")).Append(_encoder.Encode(line.Label)).Append("</text>");
        }

        _svg.Append("</svg>");
    }

    /// <summary>
    /// Names stand beside the top of their line, after it where there is room. A line that begins under the name of an
    /// earlier one starts a row lower; where a line must cross a name all the same, the name has a ground of its own.
    /// </summary>
    private List<(ChartMarker Line, double X, double LabelX, bool End, int Row)> Labels(List<ChartMarker> lines, int first, int count, double pitch)
    {
        var placed = new List<(ChartMarker Line, double X, double LabelX, bool End, int Row)>();
        var taken = new List<(double From, double To, int Row)>();
        foreach (var line in lines.OrderBy(line => line.Position))
        {
            var x = _axis + (Math.Min(line.Position - first, count) * pitch);
            var width = line.Label.Length * Digit;
            var end = x + width > Wide;
            double from = end ? x - width : x, to = end ? x : x + width;
            var row = taken.Where(label => x > label.From - 4 && x < label.To + 4).Select(label => label.Row + 1).DefaultIfEmpty(0).Max();
            while (taken.Exists(label => label.Row == row && from < label.To + 8 && to > label.From - 8))
            {
                row++;
            }

            taken.Add((from, to, row));
            placed.Add((line, x, end ? x + 3 : x - 3, end, row));
        }

        return placed;
    }

    private void Line(StringBuilder body, ChartMarker line, ref double y, int width)
    {
        body.Append(line.IsOrder
            ? Invariant($"<path class=\"line order\" d=\"M0 {y + 3:0.#}H{width}M0 {y + 8:0.#}H{width}\"/>")
            : Invariant($"<path class=\"line\" d=\"M0 {y + 4:0.#}H{width}\"/>"));
        body.Append(Invariant($"<text class=\"name\" x=\"{width}\" y=\"{y + 22:0.#}\" text-anchor=\"end\">")).Append(_encoder.Encode(line.Label)).Append("</text>");
        y += 30;
    }

    private string Link(int column, int series, ChartColumn of, ChartMark mark) => $"<a href=\"{_address(Invariant($"{column}.{series}"))}\" tabindex=\"-1\"><title>"
        + _encoder.Encode($"{of.Name}, {_chart.Series[series]}: {mark.In(_words)}") + "</title>";

    /// <summary>Steps of 1, 2 or 5 with nought to four of them under the highest column.</summary>
    private static (int Step, int Top) Scale(int most)
    {
        var step = 1;
        for (var i = 1; most / step > 4; i++)
        {
            // 1, 2, 5, 10, 20, 50 …
            step = i % 3 == 2 ? step / 2 * 5 : step * 2;
        }

        return (step, (most + step - 1) / step * step);
    }

    private int Width(int number) => (int)Math.Ceiling(Text(number).Length * Digit);

    private string Text(int number) => number.ToString("N0", _words.Culture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
