using ContactLog.Data.Sharing;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Items;
using ContactLog.Web.Searching;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Cases;

/// <summary>
/// Looks for words, numbers and days in what is shared. That somebody looked for something, and which entries it showed
/// them, is written down; the words are not.
/// </summary>
public sealed class FindModel(SharedCase shared, CurrentUser me, Desks desks, IncidentText incidents, FieldText text, TimeProvider clock) : SharedPage(shared)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Most of what is no incident that is named; the rest is counted.</summary>
    public const int MostOthers = 20;

    /// <summary>What was looked for; null when nothing was.</summary>
    public CaseSearch? Search { get; private set; }

    /// <summary>The incidents of this part, newest first.</summary>
    public IReadOnlyList<IncidentRow> Rows { get; private set; } = [];

    /// <summary>How many incidents were found.</summary>
    public int Found { get; private set; }

    /// <summary>What else was found.</summary>
    public IReadOnlyList<Item> Others { get; private set; } = [];

    /// <summary>The part, from 1.</summary>
    public int Part { get; private set; } = 1;

    /// <summary>How many parts there are.</summary>
    public int Parts { get; private set; } = 1;

    /// <summary>What was read.</summary>
    public IReadOnlyDictionary<int, int> Marks { get; private set; } = new Dictionary<int, int>();

    /// <inheritdoc/>
    protected override bool OnlyAsks => true;

    /// <summary>Shows the form, or what was found.</summary>
    public async Task OnGetAsync([FromQuery] string? words, int part, CancellationToken cancel)
    {
        // Words typed into an address would stay there for anyone to read; only those that came sealed are looked for.
        var sought = new TextSearch(SealedAddresses.WasSealed(HttpContext) ? words : null, clock.GetUtcNow().ToInstant().InZone(Case.Zone).Date);
        if (sought.IsEmpty)
        {
            return;
        }

        Search = new(sought, text);
        var found = Search.Find(Scoped);
        Others = [.. found.Where(item => item is not Incident)];
        var rows = found.OfType<Incident>().Select(row => row.FirstSeq).ToHashSet();
        Found = rows.Count;
        Parts = Math.Max(1, (Found + PageSize - 1) / PageSize);
        Part = Math.Clamp(part, 1, Parts);
        var shown = Case.AllIncidents.Where(row => rows.Contains(row.FirstSeq)).Reverse().Skip((Part - 1) * PageSize).Take(PageSize).ToList();
        await Shared.LookedAsync(LookKinds.Search, [], cancel);
        if (shown.Count + Others.Count > 0)
        {
            // The words around a find are of the entry.
            await Shared.LookedAsync(LookKinds.List, [.. shown.Select(row => row.FirstSeq), .. Others.Take(MostOthers).Select(item => item.FirstSeq)], cancel);
        }

        Marks = IsOwner ? new Dictionary<int, int>() : await desks.MarksAsync(Grant, me.Keys, cancel);
        Rows = [.. shown.Select(row => incidents.Row(Case, row))];
    }

    /// <summary>Looks for words. They come by POST, so that they stand readable in no address and no history of a browser.</summary>
    public IActionResult OnPost(string? words) => Redirect(SearchAddress.Of($"~/Cases/{Grant}/Find", words));
}
