using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Items;

namespace ContactLog.Web.Sharing;

/// <summary>What there is to read in a shared case, and what of it was read.</summary>
internal static class Reading
{
    /// <summary>The ways to choose rows, in the order of the page.</summary>
    public static IReadOnlyList<string> Filters { get; } = ["all", "unread", "unclear", "no-exhibit", "after", "threat", "police"];

    /// <summary>
    /// Those that say something true to a role: to a witness no boundary and no exhibit is shown, and "after a boundary: 0" would read as what the record says.
    /// </summary>
    public static IEnumerable<string> FiltersFor(SharedPage page) =>
        page.Terms.Scope.Role == ShareRole.Witness ? Filters.Take(page.IsOwner ? 1 : 2) : Filters.Where(filter => filter != "unread" || !page.IsOwner);

    /// <summary>What is neither an incident nor a boundary: reports, days at court and measures, oldest first; then people, then numbers.</summary>
    public static IEnumerable<Item> Papers(ScopedCase scoped) =>
        ((IEnumerable<Item>)[.. scoped.File.Responses, .. scoped.File.Contacts, .. scoped.File.ContactPoints]).Where(scoped.MayRead);

    /// <summary>What was not read in its newest state.</summary>
    public static IEnumerable<Item> Unread(ScopedCase scoped, IReadOnlyDictionary<int, int> marks) =>
        scoped.File.Items.Where(item => !item.IsWithdrawn && scoped.MayRead(item) && IsUnread(item, marks));

    /// <summary>True when the newest state of an item was not read.</summary>
    public static bool IsUnread(Item item, IReadOnlyDictionary<int, int> marks) => marks.GetValueOrDefault(item.FirstSeq) < item.LatestSeq;

    /// <summary>The incidents of a choice, oldest first.</summary>
    public static IReadOnlyList<Incident> Choose(CaseFile file, string filter, IReadOnlyDictionary<int, int> marks)
    {
        var after = filter == "after" ? file.Counts.Lines.SelectMany(line => line.After.Rows.Concat(line.ThroughOthers.Rows)).Select(row => row.FirstSeq).ToHashSet() : [];
        var shown = filter == "no-exhibit" ? file.Exhibits.Select(exhibit => exhibit.OfSeq).OfType<int>().ToHashSet() : [];
        return
        [
            .. file.AllIncidents.Where(row => !row.IsWithdrawn).Where(row => filter switch
            {
                "unread" => IsUnread(row, marks),
                "unclear" => row.When.Date is null || row.When.Time is null,
                "no-exhibit" => !row.IsOwn && !shown.Contains(row.FirstSeq),
                "after" => after.Contains(row.FirstSeq),
                "threat" => row["threat"] == "yes" || row["weapon"] == "yes" || row.Fields.List("tags").Contains("threat"),
                "police" => row["police"] == "yes" || row["police-number"] is not null,
                _ => true,
            }),
        ];
    }
}
