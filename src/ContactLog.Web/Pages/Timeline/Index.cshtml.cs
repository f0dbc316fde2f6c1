using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Patterns;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Searching;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Timeline;

/// <summary>The record as a notebook: what happened in the order of time, boundaries as lines across it.</summary>
public sealed class IndexModel(CurrentCase current, IncidentText incidents, Words names, FieldText text, TimeProvider clock) : CasePage(current)
{
    /// <summary>What is shown.</summary>
    public TimelineFilter Filter { get; private set; } = new();

    /// <summary>The part of it that is on this page.</summary>
    public Notebook Notebook { get; private set; } = null!;

    /// <summary>Sums over what is shown.</summary>
    public Tally Shown { get; private set; } = null!;

    /// <summary>The mark of a chart whose rows alone are shown; null when none was opened.</summary>
    public MarkedRows? Marked { get; private set; }

    /// <summary>The words looked for; null when nothing was.</summary>
    public string? Words { get; private set; }

    /// <summary>Marks what was looked for.</summary>
    public SearchMarks Marks { get; private set; } = new(null);

    /// <summary>What was looked for; null when nothing was.</summary>
    public CaseSearch? Search { get; private set; }

    /// <summary>What else the words were found in.</summary>
    public IReadOnlyList<Item> Others { get; private set; } = [];

    /// <summary>How many withdrawn rows there are.</summary>
    public int Withdrawn => Case.AllIncidents.Count(row => row.IsWithdrawn);

    /// <summary>How many messages of her own there are.</summary>
    public int Own => Case.AllIncidents.Count(row => row is { IsWithdrawn: false, IsFromHer: true });

    /// <summary>How many rows of a kind there are.</summary>
    public int Rows(string kind) => Case.Received.Count(row => Incident.WordOf(row.Kind) == kind);

    /// <summary>The first and the last day of what is shown.</summary>
    public (LocalDate First, LocalDate Last)? Span =>
        Shown.Rows.Select(row => row.When.Date).OfType<LocalDate>().ToList() is { Count: > 0 } days ? (days.Min(), days.Max()) : null;

    /// <summary>Shows it: the whole, what a filter chooses, or what was found.</summary>
    public void OnGet([FromQuery] TimelineFilter filter, [FromQuery] string? words, int part = 1)
    {
        // Words typed into an address would stay there for anyone to read; only those that came sealed are looked for.
        var sought = new TextSearch(SealedAddresses.WasSealed(HttpContext) ? words : null, Now.InZone(Case.Zone).Date);
        if (!sought.IsEmpty)
        {
            Find(sought, part);
            return;
        }

        Filter = filter;
        Marked = filter.Mark is null ? null : new CasePattern(new PatternSource(Case, Case.Incidents, names, Now.InZone(Case.Zone).Date)).Find(filter.Mark);
        // A mark that is gone shows everything rather than nothing; and what is not a mark goes into no link of the page.
        filter.Mark = Marked is null ? null : filter.Mark;
        Show(Filter.Choose(Case, Now, Marked?.Rows), Filter.IsEmpty || !Filter.Withdrawn, part);
    }

    /// <summary>Looks for words. They come by POST, so that they stand readable in no address and no history of the browser.</summary>
    public IActionResult OnPost(string? words) => Redirect(SearchAddress.Of("~/Timeline", words));

    /// <summary>Filters, by POST for the same reason.</summary>
    public IActionResult OnPostFilter([FromForm] TimelineFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Redirect(filter.Address());
    }

    /// <summary>The address of a part of what is shown.</summary>
    public string Address(int part) => Words is null ? Filter.Address(part) : SearchAddress.Of("~/Timeline", Words, part);

    private void Find(TextSearch sought, int part)
    {
        (Words, Search, Marks) = (sought.Text, new CaseSearch(sought, text), new SearchMarks(sought));
        var found = Search.Find(Case).ToList();
        var rows = found.OfType<Incident>().Select(row => row.FirstSeq).ToHashSet();
        Others = [.. found.Where(item => item is not Incident && ItemLinks.PathOf(item, Case) is not null)];
        Show([.. Case.AllIncidents.Where(row => rows.Contains(row.FirstSeq))], false, part);
    }

    private Instant Now => clock.GetUtcNow().ToInstant();

    private void Show(IReadOnlyList<Incident> rows, bool lines, int part)
    {
        Shown = new([.. rows.Where(row => !row.IsOwn && !CountedRows.IsOfOthers(Case, row))]);
        Notebook = Notebook.Of(Case, incidents, rows, lines ? Case.Lines : [], Filter.OldestFirst, part);
    }
}
