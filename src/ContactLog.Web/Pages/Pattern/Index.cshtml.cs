using ContactLog.Domain.Counting;
using ContactLog.Domain.Language;
using ContactLog.Domain.Patterns;
using ContactLog.Web.Cases;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Pattern;

/// <summary>The record to look at: charts, each with its table, its rule and the way to its rows. No score, no prediction.</summary>
public sealed class IndexModel(CurrentCase current, Words words, TimeProvider clock) : CasePage(current)
{
    /// <summary>The charts.</summary>
    public CasePattern Pattern { get; private set; } = null!;

    /// <summary>All of it, whichever period is chosen.</summary>
    public Tally All => Case.Counts.All;

    /// <summary>The first and last day that an entry names; null when none does.</summary>
    public (NodaTime.LocalDate First, NodaTime.LocalDate Last)? Days { get; private set; }

    /// <summary>The last entry that has a day; null when none has.</summary>
    public Domain.Incidents.Incident? Latest => Case.Incidents.LastOrDefault(row => row.When.Date is not null);

    /// <summary>Shows them.</summary>
    /// <param name="span">The number of a period; everything where it is none.</param>
    public void OnGet(int span = 0)
    {
        var all = new PatternSource(Case, Case.Incidents, words, clock.GetUtcNow().ToInstant().InZone(Case.Zone).Date);
        (Pattern, Days) = (new(all, span), all.Days);
    }
}
