using NodaTime;
using NodaTime.Text;

namespace ContactLog.Reports.Building;

/// <summary>
/// How far the clock that is shown stands from UTC, and from when to when: with it every time of the report, of rows, exhibits and
/// entries, is one instant for whoever reads it elsewhere.
/// </summary>
internal static class UtcOffsets
{
    private static readonly OffsetPattern s_pattern = OffsetPattern.CreateWithInvariantCulture("+HH:mm");

    /// <summary>UTC−06:00 to 8 March 2026, 02:00; UTC−05:00 from then on. One offset alone where the clock was not changed.</summary>
    public static string Text(Making report)
    {
        var entries = report.Case.Entries;
        var first = report.Told.Concat(report.OwnRows).Where(row => row.When.Date is not null).Select(row => row.When.Earliest)
            .Concat(report.Lines.SelectMany(count => new[] { count.Line.Named, count.Line.From }).Where(when => when.Date is not null).Select(when => when.Earliest))
            .Append(entries[0].Recorded).Min();
        var last = Instant.Max(report.Source.Made, entries[^1].Recorded);
        var parts = new List<(Offset Offset, string? Until)>();
        foreach (var interval in report.Zone.GetZoneIntervals(first, Instant.Max(first, last) + Duration.Epsilon))
        {
            // Zones change their names and rules without moving the clock.
            if (parts.Count > 0 && parts[^1].Offset == interval.WallOffset)
            {
                parts.RemoveAt(parts.Count - 1);
            }

            parts.Add((interval.WallOffset, interval.HasEnd && interval.End <= last ? Day(report, interval.IsoLocalEnd) : null));
        }

        return string.Join("; ", parts.Select((part, at) => part.Until is { } until ? report.Words["report.offset.to", Of(part.Offset), until]
            : at == 0 ? Of(part.Offset)
            : report.Words["report.offset.on", Of(part.Offset)]));
    }

    private static string Of(Offset offset) => "UTC" + s_pattern.Format(offset).Replace('-', '−');

    private static string Day(Making report, LocalDateTime time) => report.Words["report.when.at", report.Phrases.Day(time.Date), Domain.Time.When.Format(time.TimeOfDay)];
}
