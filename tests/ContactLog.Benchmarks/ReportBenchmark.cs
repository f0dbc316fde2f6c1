using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Language;
using ContactLog.Reports.Building;
using ContactLog.Reports.Bundle;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using NodaTime;

namespace ContactLog.Benchmarks;

/// <summary>
/// A report from an opened case to the last byte of the PDF. The yardstick is headless Chromium printing the same blocks
/// from HTML, in the same run, started anew as a program that has no browser at hand would have to.
/// </summary>
internal static class ReportBenchmark
{
    public static Command Create()
    {
        var incidents = new Option<int>("--incidents") { Description = "How many incidents.", DefaultValueFactory = _ => 1000 };
        var exhibits = new Option<int>("--exhibits") { Description = "How many exhibits with a picture.", DefaultValueFactory = _ => 40 };
        var chromium = new Option<string>("--chromium") { Description = "The yardstick.", DefaultValueFactory = _ => "/usr/bin/chromium" };
        var keep = new Option<string?>("--keep") { Description = "A folder for report.pdf, yardstick.html and yardstick.pdf, to look at." };
        var command = new Command("report", "Writes a report; seconds is from the opened case to the finished PDF, openSeconds the opening.") { incidents, exhibits, chromium, keep };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(incidents), parsed.GetValue(exhibits), parsed.GetValue(chromium)!, parsed.GetValue(keep)));
        return command;
    }

    private static async Task RunAsync(int incidents, int exhibits, string chromium, string? keep)
    {
        await using var made = await MadeCase.CreateAsync(incidents, exhibits);
        await made.AppendAsync(EntryDraft.Export(new ReportOptions().ToFields().With("report-number", "1")));
        var words = new Words(new WordCatalogue(typeof(Words).Assembly, typeof(ReportBuilder).Assembly), CultureInfo.GetCultureInfo("en-GB"));

        var folder = keep ?? made.File("out");
        Directory.CreateDirectory(folder);
        ReportDocument? document = null;
        int pages = 0, volumes = 0;
        var bytes = 0L;
        var open = TimeSpan.Zero;
        var measured = await Measured.RunAsync(async () =>
        {
            var watch = Stopwatch.StartNew();
            _ = PdfReportWriter.GetReady(words);
            var file = await made.OpenAsync();
            open = watch.Elapsed;
            document = ReportBuilder.Build(
                new ReportSource
                {
                    Case = file,
                    Options = new ReportOptions(),
                    ReportId = "bench-1",
                    Made = Instant.FromUtc(2026, 11, 21, 12, 0),
                    ProgramVersion = "0",
                    OpenPicture = exhibit => made.WithAsync<FileStore, Stream>(files => CopyAsync(files, made.Key, exhibit.File.Id)).GetAwaiter().GetResult(),
                },
                words);
            var prepared = new PdfReportWriter(words).Prepare(document);
            foreach (var volume in prepared.Volumes)
            {
                await using var output = File.Create(Path.Combine(folder, BundleModel.VolumeName(volume.Number)));
                bytes += prepared.Write(volume.Number, output);
            }

            (pages, volumes) = (prepared.Result.PageCount, prepared.Volumes.Count);
        });

        List<(string, object)> values =
        [
            ("incidents", incidents),
            ("exhibits", exhibits),
            ("seconds", measured.Seconds),
            ("openSeconds", open.TotalSeconds),
            ("peakMb", measured.PeakMb),
            ("grownMb", measured.PeakMb - measured.BeforeMb),
            ("pages", pages),
            ("bytes", bytes),
            ("volumes", volumes),
        ];
        if (File.Exists(chromium))
        {
            var html = Path.Combine(folder, "yardstick.html");
            await File.WriteAllTextAsync(html, Html.Of(document!, folder));
            var (seconds, peak) = await PrintAsync(chromium, html, Path.Combine(folder, "yardstick.pdf"), made.File("profile"));
            values.AddRange([("yardstickSeconds", seconds), ("yardstickPeakMb", peak), ("ratio", seconds / measured.Seconds)]);
        }
        else
        {
            await Console.Error.WriteLineAsync($"No yardstick: there is no {chromium}.");
        }

        Measured.Print("report", values);
    }

    private static async Task<Stream> CopyAsync(FileStore files, CaseKey key, Guid id)
    {
        // The scope of the store ends here, the writer reads on.
        var copy = new MemoryStream();
        await using var stream = await files.OpenAsync(key, id, CancellationToken.None);
        await stream.CopyToAsync(copy);
        copy.Position = 0;
        return copy;
    }

    private static async Task<(double Seconds, double PeakMb)> PrintAsync(string chromium, string html, string pdf, string profile)
    {
        var start = new ProcessStartInfo(chromium) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])
            ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--no-pdf-header-footer", "--user-data-dir=" + profile, "--print-to-pdf=" + pdf, new Uri(html).AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }

        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peak = 0.0;
        var exit = process.WaitForExitAsync();
        while (await Task.WhenAny(exit, Task.Delay(50)) != exit)
        {
            peak = Math.Max(peak, Memory.TreeMb(process.Id));
        }

        watch.Stop();
        return File.Exists(pdf) ? (watch.Elapsed.TotalSeconds, peak) : throw new InvalidOperationException("Chromium printed nothing.");
    }
}

/// <summary>The blocks of a report as one page of HTML: the same words, tables, pictures and links.</summary>
internal static class Html
{
    public static string Of(ReportDocument report, string folder)
    {
        var html = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>").Append(Text(report.Title)).Append("""
            </title><style>
            @page { size: letter; margin: 20mm } body { font: 10pt/1.35 "Noto Sans", sans-serif } h1 { break-before: page }
            table { border-collapse: collapse; width: 100% } th { text-align: start } td { border-top: .5pt solid #999; vertical-align: top; padding: 2pt 4pt }
            tr { break-inside: avoid } thead { display: table-header-group } .x { font-family: "Noto Serif", serif } .m { font-family: "Noto Sans Mono", monospace } .s { color: #444 } img { max-width: 100% }
            </style>
            """);
        var pictures = 0;
        foreach (var section in report.Sections)
        {
            html.Append("<h1").Append(Id(section.Anchor)).Append('>').Append(Text(section.Title)).Append("</h1>");
            foreach (var block in section.Blocks)
            {
                switch (block)
                {
                    case Heading heading:
                        html.Append(CultureInfo.InvariantCulture, $"<h{heading.Level}{Id(block.Anchor)}>").Append(Spans(heading.Spans)).Append(CultureInfo.InvariantCulture, $"</h{heading.Level}>");
                        break;
                    case Paragraph paragraph:
                        html.Append("<p").Append(Id(block.Anchor)).Append('>').Append(Spans(paragraph.Spans)).Append("</p>");
                        break;
                    case ItemList list:
                        html.Append("<ul>").AppendJoin("", list.Items.Select(item => "<li>" + Spans(item))).Append("</ul>");
                        break;
                    case KeyValues facts:
                        html.Append("<table>").AppendJoin("", facts.Rows.Select(row => $"<tr><td>{Text(row.Name)}<td>{Spans(row.Value)}")).Append("</table>");
                        break;
                    case Table table:
                        html.Append("<table").Append(Id(block.Anchor)).Append("><thead><tr>").AppendJoin("", table.Columns.Select(column => "<th>" + Text(column.Title))).Append("</thead>");
                        foreach (var row in table.Rows)
                        {
                            html.Append("<tr").Append(Id(row.Anchor)).Append('>')
                                .AppendJoin("", row.Cells.Select(cell => string.Create(CultureInfo.InvariantCulture, $"<td colspan={cell.ColumnSpan}>{Spans(cell.Spans)}")));
                        }

                        html.Append("</table>");
                        break;
                    case Figure figure:
                        var name = string.Create(CultureInfo.InvariantCulture, $"picture-{++pictures}.png");
                        using (var from = figure.Open())
                        using (var to = File.Create(Path.Combine(folder, name)))
                        {
                            from.CopyTo(to);
                        }

                        html.Append("<img src=\"").Append(name).Append("\" alt=\"").Append(Text(figure.Alt)).Append("\"><p>").Append(Spans(figure.Caption)).Append("</p>");
                        break;
                    case BarChart chart:
                        html.Append("<table>").AppendJoin("", chart.Bars.Select(bar => string.Create(CultureInfo.InvariantCulture, $"<tr><td>{Text(bar.Label)}<td>{bar.Before}<td>{bar.After}"))).Append("</table>");
                        break;
                    case Rule:
                        html.Append("<hr>");
                        break;
                }
            }
        }

        return html.ToString();
    }

    private static string Id(string? anchor) => anchor is null ? "" : $" id=\"{Text(anchor)}\"";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Spans(IReadOnlyList<Span> spans) => string.Concat(spans.Select(span => span switch
    {
        TextSpan text => Voice(text),
        PageSpan page => $"<a href=\"#{Text(page.Anchor)}\">page</a>",
        LabelSpan { LinkTo: { } to } label => $"<a href=\"#{Text(to)}\">{Text(label.Text)}</a>",
        LabelSpan label => Text(label.Text),
        BreakSpan => "<br>",
        _ => "",
    }));

    private static string Voice(TextSpan span)
    {
        var text = Text(span.Text);
        text = span.Style switch
        {
            SpanStyle.Bold => $"<b>{text}</b>",
            SpanStyle.Exact => $"<span class=x>{text}</span>",
            SpanStyle.Machine => $"<span class=m>{text}</span>",
            SpanStyle.Secondary => $"<span class=s>{text}</span>",
            _ => text,
        };
        return span.LinkTo is { } to ? $"<a href=\"#{Text(to)}\">{text}</a>" : text;
    }
}
