using System.Globalization;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using ContactLog.Reports.Model;
using NodaTime;

namespace ContactLog.Reports.Building;

/// <summary>Which entries an outside authority sealed when, and how to check it on paper: heads, authorities, roots.</summary>
internal static class SealBlocks
{
    /// <summary>More lines than this are put together by day; the bundle has each.</summary>
    private const int MostRows = 60;

    public static IEnumerable<Block> Of(Making report)
    {
        var words = report.Words;
        var seals = report.Source.Seals;
        var all = seals.All.ToList();
        yield return new Heading(2, words["seal.title"]);
        if (all.Count == 0)
        {
            yield return new Paragraph(words["seal.none"]);
            yield break;
        }

        yield return new Paragraph(words[report.Source.Options.HasBundle ? "seal.what" : "reportparts.seal.what"]);
        var authorities = all.Select(seal => seal.Authority).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        yield return new KeyValues([.. authorities.SelectMany(authority => Newest(report, seals.Newest(authority)!))]);
        var covered = all[^1].Seq;
        if (covered < report.Case.Entries.Count)
        {
            yield return new Paragraph(words.Count("seal.later", report.Case.Entries.Count - covered, covered + 1, report.Case.Entries.Count));
        }

        if (all.Where(seal => seal.IsSkewed).MaxBy(seal => Math.Abs(seal.Skew.TotalMinutes)) is { } skewed)
        {
            yield return new Paragraph(words.Count("seal.skewed", (long)Math.Abs(skewed.Skew.TotalMinutes)));
        }

        if (seals.Early([.. report.Case.Entries.Select(entry => entry.Recorded)]) is var (early, late))
        {
            yield return new Paragraph(words["seal.early", early.Seq, early.Authority, report.Phrases.Recorded(early.Time), late, report.Phrases.Recorded(report.Case.Entries[late - 1].Recorded)]);
        }

        var bounds = all.Select(seal => seal.Seq).Distinct().ToList();
        if (bounds.Count > MostRows)
        {
            bounds = [.. bounds.GroupBy(seq => seals.First(seq)!.Time.InZone(report.Zone).Date).Select(day => day.Last())];
        }

        yield return new Table(
            [
                new(words["seal.entries"], ColumnWidth.Fixed(90)),
                .. authorities.Select(authority => new TableColumn(words["seal.by", authority], ColumnWidth.Share())),
            ],
            [.. bounds.Select((seq, at) => new TableRow(
            [
                new(Range(words, at == 0 ? 1 : bounds[at - 1] + 1, seq)),
                .. authorities.Select(authority => new TableCell(seals.First(authority, seq) is { } seal ? report.Phrases.Recorded(seal.Time) : words["seal.not-yet"])),
            ]))]);
    }

    private static string Range(Domain.Language.Words words, int from, int to) => from == to
        ? to.ToString(CultureInfo.InvariantCulture)
        : words["seal.range", from, to];

    private static IEnumerable<KeyValue> Newest(Making report, RecordSeal newest)
    {
        var words = report.Words;
        yield return new(newest.Authority, words["seal.newest", newest.Seq, report.Phrases.Recorded(newest.Time), newest.Stamp.Signer]);
        yield return new(SealedList.Name(newest.Seq), [Span.Machine(newest.Stamp.Hash.Hex)]);
        yield return new(words["seal.root"], [Span.Plain(newest.Stamp.Root.Name + " "), Span.Machine(newest.Stamp.Root.Fingerprint.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant())]);
    }
}
