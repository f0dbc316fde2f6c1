using ContactLog.Data.Sharing;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>A shared case read from the beginning, everything in full, a part at a time; also the page to print.</summary>
public sealed class ReadModel(SharedCase shared, CurrentUser me, Desks desks) : SharedPage(shared)
{
    /// <summary>Items on a part.</summary>
    public const int PageSize = 20;

    /// <summary>The part, from 1.</summary>
    public int Part { get; private set; }

    /// <summary>How many parts there are.</summary>
    public int Parts { get; private set; }

    /// <summary>It was asked for to be printed.</summary>
    public bool Print { get; private set; }

    /// <summary>Which rows: one of <see cref="Reading.Filters"/>.</summary>
    public string Filter { get; private set; } = "all";

    /// <summary>What was unread when the page was asked for, by first entries.</summary>
    public IReadOnlySet<int> New { get; private set; } = new HashSet<int>();

    /// <summary>The items of this part: what was said and ordered, what was done about it and who it is about, then what happened, each in the order of time.</summary>
    public IReadOnlyList<Item> Items { get; private set; } = [];

    /// <summary>The words above the first of its kind on a part.</summary>
    public static string Heading(Item item) => item switch { Line => "cases.lines", Incident => "cases.entries", _ => "cases.papers" };

    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => true;

    /// <summary>Shows a part and marks it read.</summary>
    public async Task<IActionResult> OnGetAsync(string? show, int part, bool print, CancellationToken cancel)
    {
        Filter = show is not null && Reading.Filters.Contains(show, StringComparer.Ordinal) ? show : "all";
        var marks = IsOwner ? [] : await desks.MarksAsync(Grant, me.Keys, cancel);
        // What is new is everything that is counted as new in the list of cases, not the incidents alone.
        IReadOnlyList<Item> all =
        [
            .. Filter is "all" or "unread" ? Case.Lines.Concat(Reading.Papers(Scoped)).Where(item => Filter == "all" || Reading.IsUnread(item, marks)) : [],
            .. Reading.Choose(Case, Filter, marks),
        ];
        Parts = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        Part = Math.Clamp(part, 1, Parts);
        Print = print;
        Items = [.. all.Skip((Part - 1) * PageSize).Take(PageSize)];
        New = IsOwner ? new HashSet<int>() : Items.Where(item => Reading.IsUnread(item, marks)).Select(item => item.FirstSeq).ToHashSet();
        await Shared.LookedAsync(print ? LookKinds.Print : LookKinds.Read, [.. Items.Select(item => item.FirstSeq)], cancel);
        if (!IsOwner)
        {
            await desks.MarkAsync(Grant, me.Keys, Items.Select(item => (item.FirstSeq, item.LatestSeq)), cancel);
        }

        return Page();
    }
}
