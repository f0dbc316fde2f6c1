using System.Text.RegularExpressions;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>
/// What was read from files: when, from which, and what became of each record in them, so that whoever has the file can count
/// again. The names of files are for her lawyer only; the hashes in other copies are the ones printed with the exhibits.
/// </summary>
internal static partial class ImportsTable
{
    // These are said also when they are nought; the others only where there is something, so that all of them add up to what was read.
    private static readonly string[] s_always = ["added", "already", "skipped"];
    private static readonly string[] s_fates = ["added", "own", "already", "alike", "twice", "others", "withheld", "outside", "left-out", "made", "events", "system", "skipped"];

    /// <summary>Heading and table; nothing where nothing was brought in.</summary>
    public static IEnumerable<Block> Of(Making report)
    {
        if (report.Case.Imports.Count == 0)
        {
            yield break;
        }

        var words = report.Words;
        yield return new Heading(2, words["report.imports"]);
        yield return new Table(
            [
                new(words["report.not.entry"], ColumnWidth.Fit),
                new(words["report.recorded"], ColumnWidth.Fixed(86)),
                new(words["report.imports.file"], ColumnWidth.Share(1.4)),
                new(words["report.imports.records"], ColumnWidth.Share()),
            ],
            [.. report.Case.Imports.Select(import => new TableRow(
            [
                new(report.Phrases.Number(import.FirstSeq)),
                new(report.Phrases.NarrowRecorded(import.Recorded)),
                new(Files(report, import)),
                new(Fates(report, import)),
            ]))]);
    }

    private static List<Span> Files(Making report, Import import)
    {
        var spans = new List<Span> { Span.Plain(import["format"] ?? report.Words["report.nothing"]) };
        foreach (var (name, hash) in Named(report, import))
        {
            spans.AddRange(name is null ? [] : [Span.Break, Span.Plain(name)]);
            spans.AddRange([Span.Break, Span.Grey(report.Words[report.TellsOfOriginals ? "report.exhibit.sha256" : "report.exhibit.sha256.entry"] + " "), Span.Machine(hash)]);
        }

        return spans;
    }

    /// <summary>The files as the import names them, for her lawyer; for others the hashes of the file entries of those that were kept.</summary>
    private static IEnumerable<(string? Name, string Hash)> Named(Making report, Import import) =>
        report.TellsOfOriginals
            ? import.Fields.List("files").Select(line => FileLine().Match(line)).Where(match => match.Success).Select(match => ((string?)match.Groups["name"].Value, match.Groups["hash"].Value))
            : report.Exhibits.Where(exhibit => exhibit.IsExport && exhibit.Fields.Number("source") == import.FirstSeq).Select(exhibit => ((string?)null, report.HashOf(exhibit).Hex));

    private static string Fates(Making report, Import import)
    {
        int Of(string name) => import.Fields.Number(name) ?? 0;
        var fates = s_fates.Where(name => Of(name) > 0 || s_always.Contains(name, StringComparer.Ordinal))
            .Select(name => report.Words["report.imports.fate." + name, report.Phrases.Number(Of(name))]);
        return string.Join(' ', new[]
        {
            report.Words["report.imports.read", report.Phrases.Number(Of("records")), string.Join(", ", fates)],
            Of("gap") > 0 ? report.Words.Count("report.imports.gap", Of("gap")) : null,
            Of("late") > 0 ? report.Words.Count("report.imports.late", Of("late")) : null,
            import.IsWithdrawn ? report.Words["report.imports.undone"] : null,
        }.OfType<string>());
    }

    [GeneratedRegex(@"^(?<name>.*) \(\d+ bytes, SHA-256 (?<hash>[0-9a-f]{64})\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileLine();
}
