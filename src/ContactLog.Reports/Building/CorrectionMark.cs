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
    public static IReadOnlyList<Span> Short(Making report, Item item) => Sentence(report, item, Days(report, item));

    /// <summary>The days and the page, as a fact of the item; null where nothing was corrected.</summary>
    public static KeyValue? Fact(Making report, Item item) => Days(report, item) is { Length: > 0 } days
        ? new(report.Words["report.corrected"], [Span.Plain(days + ", "), Span.Page(Making.CorrectionAnchor(item))])
        : null;

    private static IReadOnlyList<Span> Sentence(Making report, Item item, string corrected) => corrected.Length == 0 ? []
        : Span.Sentence(report.Words["report.row.corrected"], SpanStyle.Secondary, corrected, Span.Page(Making.CorrectionAnchor(item), SpanStyle.Secondary));

    /// <summary>The days alone, for a page without links; empty where nothing was corrected. What was withdrawn and brought back stands with the corrections too.</summary>
    public static string Days(Making report, Item item) => string.Join("; ", item.History
        .Where(revision => revision.Entry.Text.Kind is EntryKind.Withdraw or EntryKind.Restore || Told(report, item, revision).Count > 0)
        .Select(revision => DayOf(report, revision)).Distinct(StringComparer.Ordinal));

    private static string DayOf(Making report, Revision revision) => report.Phrases.Day(revision.Entry.Recorded.InZone(report.Zone).Date);

    private static List<string> Told(Making report, Item item, Revision revision) => revision.Entry.Text.Kind != EntryKind.Amend ? []
        : [.. revision.Changes.Where(change => FieldCatalogue.Owner(item.Type, change.Name) is { Class: not FieldClass.Private })
            .Select(change => report.Phrases.Field(item.Type, change.Name).ToLower(report.Words.Culture)).Distinct(StringComparer.Ordinal)];
}
