using ContactLog.Data.Sharing;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Items;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>A shared case: what is new, chosen by what it lacks or what it shows.</summary>
public sealed class ReviewModel(SharedCase shared, CurrentUser me, Desks desks, Comments comments, IncidentText incidents) : SharedPage(shared)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Which rows: one of <see cref="Reading.Filters"/>.</summary>
    public string Filter { get; private set; } = "all";

    /// <summary>The part, from 1.</summary>
    public int Part { get; private set; } = 1;

    /// <summary>How many parts there are.</summary>
    public int Parts { get; private set; }

    /// <summary>The rows of this part, newest first.</summary>
    public IReadOnlyList<IncidentRow> Rows { get; private set; } = [];

    /// <summary>How many rows each choice has.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>What was read.</summary>
    public IReadOnlyDictionary<int, int> Marks { get; private set; } = new Dictionary<int, int>();

    /// <summary>Open comments by item.</summary>
    public ILookup<int, Comment> Open { get; private set; } = Array.Empty<Comment>().ToLookup(comment => comment.Item);

    /// <summary>Reports, days at court, measures and people; of the numbers those that stand beside nobody.</summary>
    public IReadOnlyList<Item> Papers { get; private set; } = [];

    /// <summary>Exhibits that show no item in particular: they are seen with the whole case.</summary>
    public IReadOnlyList<Exhibit> Loose { get; private set; } = [];

    /// <summary>The first unread item.</summary>
    public Guid? FirstUnread { get; private set; }

    /// <summary>How many items are unread.</summary>
    public int Unread { get; private set; }

    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => true;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string? show, int part, CancellationToken cancel)
    {
        Filter = show is not null && Reading.Filters.Contains(show, StringComparer.Ordinal) ? show : "all";
        Marks = IsOwner ? new Dictionary<int, int>() : await desks.MarksAsync(Grant, me.Keys, cancel);
        var choices = Reading.Filters.ToDictionary(filter => filter, filter => Reading.Choose(Case, filter, Marks));
        Counts = choices.ToDictionary(choice => choice.Key, choice => choice.Value.Count);
        var rows = choices[Filter];
        Parts = Math.Max(1, (rows.Count + PageSize - 1) / PageSize);
        Part = Math.Clamp(part, 1, Parts);
        var shown = rows.Reverse().Skip((Part - 1) * PageSize).Take(PageSize).ToList();
        // Counted like the list that the number leads to: what was withdrawn since is in neither.
        var said = (await comments.ListAsync(Shared.Opened.Key!, Grant, cancel)).Read;
        Open = CommentLines.Threads(Scoped, said, Grant, OwnerId, [], all: false).SelectMany(thread => thread.Comments).Where(comment => CommentLines.IsOpen(comment, OwnerId)).ToLookup(comment => comment.Item);
        var unread = Reading.Unread(Scoped, Marks).ToList();
        (FirstUnread, Unread) = (unread.FirstOrDefault()?.Id, unread.Count);
        var papers = Reading.Papers(Scoped).ToList();
        Papers = [.. papers.Where(item => item is not ContactPoint point || Case.Find<Contact>(point.ContactSeq) is null)];
        Loose = [.. Case.Exhibits.Where(exhibit => exhibit.OfSeq is null)];
        await Shared.LookedAsync(LookKinds.List, [.. shown.Select(row => row.FirstSeq), .. papers.Concat(Loose).Select(item => item.FirstSeq)], cancel);
        Rows = [.. shown.Select(row => incidents.Row(Case, row))];
        return Page();
    }
}
