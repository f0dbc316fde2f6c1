using ContactLog.Data.Sharing;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Sharing;

/// <summary>What somebody did in one way on one day.</summary>
/// <param name="MemberId">Who; null for somebody who was never let in.</param>
/// <param name="Person">What she calls them; null for somebody who was never let in.</param>
/// <param name="Day">The day, in the zone of the case.</param>
/// <param name="Kind">What was done.</param>
/// <param name="IsTry">Whether it was refused.</param>
/// <param name="Count">How many different items, or how often where it is about none.</param>
/// <param name="Last">The last time on that day.</param>
/// <param name="Items">The items, by their first entries.</param>
public sealed record LookLine(Guid? MemberId, string? Person, LocalDate Day, string Kind, bool IsTry, int Count, Instant Last, IReadOnlyList<int> Items);

/// <summary>A part of what others did, newest first.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Next">What is older begins before this look; null when there is nothing older.</param>
public sealed record LookPart(IReadOnlyList<LookLine> Lines, long? Next);

/// <summary>Looks put together: a line a person, day and kind, so that she reads what happened and not a log.</summary>
internal static class LookLines
{
    /// <summary>A part of the looks.</summary>
    /// <param name="looks">Newest first; as many as were asked for where there are more.</param>
    /// <param name="most">How many were asked for.</param>
    /// <param name="members">Everybody it is or was shared with.</param>
    /// <param name="zone">The zone of the case.</param>
    public static LookPart Part(IReadOnlyList<Look> looks, int most, IReadOnlyList<Member> members, DateTimeZone zone)
    {
        if (looks.Count < most)
        {
            return new(Of(looks, members, zone), null);
        }

        // The last day may go on in the next part. Its numbers would be too low in both, so it is in the next one, unless it fills a part by itself.
        var last = Day(looks[^1], zone);
        IReadOnlyList<Look> whole = [.. looks.TakeWhile(look => Day(look, zone) != last)];
        var kept = whole.Count > 0 ? whole : looks;
        return new(Of(kept, members, zone), kept[^1].Id);
    }

    private static LocalDate Day(Look look, DateTimeZone zone) => look.At.ToInstant().InZone(zone).Date;

    private static IReadOnlyList<LookLine> Of(IReadOnlyList<Look> looks, IReadOnlyList<Member> members, DateTimeZone zone) =>
    [
        .. looks.GroupBy(look => (look.MemberId, Day: Day(look, zone), look.Kind, look.IsTry)).Select(group =>
        {
            var items = group.SelectMany(look => look.Items).Distinct().Order().ToList();
            return new LookLine(
                group.Key.MemberId,
                members.FirstOrDefault(member => member.Id == group.Key.MemberId)?.Terms.Person,
                group.Key.Day,
                group.Key.Kind,
                group.Key.IsTry,
                // A list of cases shows no entry of hers, however often it was looked at.
                items.Count > 0 ? items.Count : group.Key.Kind == LookKinds.List ? 1 : group.Count(),
                group.Max(look => look.At).ToInstant(),
                items);
        }).OrderByDescending(line => line.Last),
    ];
}
