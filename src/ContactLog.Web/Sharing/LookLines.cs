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

/// <summary>Looks put together: a line a person, day and kind, so that she reads what happened and not a log.</summary>
internal static class LookLines
{
    public static IReadOnlyList<LookLine> Of(IReadOnlyList<Look> looks, IReadOnlyList<Member> members, DateTimeZone zone) =>
    [
        .. looks.GroupBy(look => (look.MemberId, Day: look.At.ToInstant().InZone(zone).Date, look.Kind, look.IsTry)).Select(group =>
        {
            var items = group.SelectMany(look => look.Items).Distinct().Order().ToList();
            return new LookLine(
                group.Key.MemberId,
                members.FirstOrDefault(member => member.Id == group.Key.MemberId)?.Terms.Person,
                group.Key.Day,
                group.Key.Kind,
                group.Key.IsTry,
                items.Count > 0 ? items.Count : group.Count(),
                group.Max(look => look.At).ToInstant(),
                items);
        }).OrderByDescending(line => line.Last),
    ];
}
