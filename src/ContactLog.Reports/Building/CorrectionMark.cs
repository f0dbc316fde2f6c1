using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Building;

/// <summary>
/// The mark beside what was corrected: on which days, and the page that tells what stood there before. A private note is in
/// no copy, so a change of it alone marks nothing.
/// </summary>
internal static class CorrectionMark
{
    /// <summary>Each day on which an item was corrected, with what was changed on it, as a sentence; nothing where nothing was.</summary>
    public static IReadOnlyList<Span> Fields(Making report, Item item) => Sentence(report, item, string.Join("; ", item.History
        .Select(revision => (Day: DayOf(report, revision), Fields: Told(report, item, revision)))
        .Where(one => one.Fields.Count > 0).GroupBy(one => one.Day, StringComparer.Ordinal)
        .Select(day => report.Words["reportparts.row.field", day.Key, string.Join(", ", day.SelectMany(one => one.Fields).Distinct(StringComparer.Ordinal))])));

    /// <summary>The same without what was changed, for a table.</summary>
    public static IReadOnlyList<Span> Short(Making report, Item item) => [.. Sentence(report, item, Days(report, item)), .. WasWithdrawn(report, item)];

    /// <summary>That it was withdrawn and brought back, and the page; nothing where it was not, or where it is withdrawn still.</summary>
    public static IReadOnlyList<Span> WasWithdrawn(Making report, Item item) => Away(report, item).Length == 0 ? []
        : Span.Sentence(report.Words["report.row.was-withdrawn"], SpanStyle.Secondary, Span.Page(Making.CorrectionAnchor(item), SpanStyle.Secondary));

    /// <summary>The days and the page, as facts of the item; none where nothing was corrected. To withdraw something is not to correct it, and has a line of its own.</summary>
    public static IEnumerable<KeyValue> Facts(Making report, Item item) => Said(report, item)
        .Select(one => new KeyValue(one.Name, [Span.Plain(one.Days + ", "), Span.Page(Making.CorrectionAnchor(item))]));

    /// <summary>What <see cref="Facts"/> say, without the page.</summary>
    public static IEnumerable<(string Name, string Days)> Said(Making report, Item item) =>
        new[] { (report.Words["report.corrected"], Days(report, item)), (report.Words["report.was-withdrawn"], Away(report, item)) }.Where(one => one.Item2.Length > 0);

    private static IReadOnlyList<Span> Sentence(Making report, Item item, string corrected) => corrected.Length == 0 ? []
        : Span.Sentence(report.Words["report.row.corrected"], SpanStyle.Secondary, corrected, Span.Page(Making.CorrectionAnchor(item), SpanStyle.Secondary));

    private static string Days(Making report, Item item) => Listed(report, item.History.Where(revision => Told(report, item, revision).Count > 0));

    // The first day it was withdrawn, the next it came back.
    private static string Away(Making report, Item item) =>
        item.IsWithdrawn ? "" : Listed(report, item.History.Where(revision => revision.Entry.Text.Kind is EntryKind.Withdraw or EntryKind.Restore));

    private static string Listed(Making report, IEnumerable<Revision> revisions) => string.Join("; ", revisions.Select(revision => DayOf(report, revision)).Distinct(StringComparer.Ordinal));

    private static string DayOf(Making report, Revision revision) => report.Phrases.Day(revision.Entry.Recorded.InZone(report.Zone).Date);

    // The name of a field alone can tell what the copy keeps back ("how to reach the witness"), so it is not named either.
    private static List<string> Told(Making report, Item item, Revision revision)
    {
        if (revision.Entry.Text.Kind != EntryKind.Amend)
        {
            return [];
        }

        bool IsHers(FieldChange change) => FieldCatalogue.Owner(item.Type, change.Name) is not { Class: not FieldClass.Private };
        var shown = report.Scope.Shown(item, revision).Where(change => !IsHers(change)).ToList();
        return
        [
            .. shown.Select(change => report.Phrases.Field(item.Type, change.Name).ToLower(report.Words.Culture)).Distinct(StringComparer.Ordinal),
            .. shown.Count < revision.Changes.Count(change => !IsHers(change)) ? [report.Words["report.row.corrected.withheld"]] : (string[])[],
        ];
    }
}
