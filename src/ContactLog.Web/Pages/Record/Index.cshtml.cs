using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Web.Cases;
using ContactLog.Web.Stamping;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace ContactLog.Web.Pages.Record;

/// <summary>The record as a chain: every entry, and how anyone can check it.</summary>
public sealed class IndexModel(CurrentCase current, TimeProvider clock, CaseSeals seals, FieldText text, Words words) : CasePage(current)
{
    /// <summary>How many entries a page shows.</summary>
    public const int PageSize = 25;

    /// <summary>More steps back than these are not shown here one by one, the newest are; a report has all.</summary>
    public const int MostSteps = 5;

    /// <summary>When it was checked: now, from the store.</summary>
    public Instant Checked { get; } = Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>The page, from 1.</summary>
    public int Number { get; private set; } = 1;

    /// <summary>How many pages there are.</summary>
    public int Pages => (Case.Entries.Count + PageSize - 1) / PageSize;

    /// <summary>The entries of the page, newest first.</summary>
    public IEnumerable<OpenedEntry> Entries => Case.Entries.Reverse().Skip((Number - 1) * PageSize).Take(PageSize);

    /// <summary>The name under which the reader stands in the record.</summary>
    public string Me => Current.Actor;

    /// <summary>How it stands to the outside time.</summary>
    public OutsideTime Outside { get; private set; } = null!;

    /// <summary>Where the recorded times run backwards: reports say it, and so does this page.</summary>
    public IReadOnlyList<ClockStep> StepsBack { get; private set; } = [];

    /// <inheritdoc/>
    protected override bool FromStore => true;

    /// <summary>Shows a page of it.</summary>
    public async Task<IActionResult> OnGetAsync(int? number, CancellationToken cancel)
    {
        Number = number ?? 1;
        if (Number < 1 || Number > Pages)
        {
            return NotFound();
        }

        StepsBack = ClockStep.In(Case.Entries.Select(entry => entry.Recorded));
        Outside = await seals.StandingAsync(Case, text, words, cancel);
        return Page();
    }

    /// <summary>The item that an entry made or is about, when it has a page.</summary>
    public Item? ItemOf(OpenedEntry entry) => Case.Find<Item>(entry.Text.Target ?? entry.Seq);
}
