using ContactLog.Data.Record;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Pages.Timeline;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>Adds a mark to several incidents at once, or removes it: one append, all of it or nothing.</summary>
public sealed class SeveralModel(CurrentCase current, Words words, FieldText text, TimeProvider clock) : CasePage(current)
{
    private int _part = 1;

    /// <summary>What she chose.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Which rows are listed: those of the timeline's filter.</summary>
    public TimelineFilter Filter { get; private set; } = new();

    /// <summary>The rows listed, newest first.</summary>
    public IReadOnlyList<Incident> Rows { get; private set; } = [];

    /// <summary>The part of the rows, from 1, and how many there are.</summary>
    public (int Part, int Parts) Place { get; private set; }

    /// <summary>The marks to choose from.</summary>
    public IEnumerable<SelectListItem> Tags => [new(words["several.mark.choose"], ""), .. TagMany.Tags.Select(tag => new SelectListItem(text.Choice(ItemType.Incident, "tags", tag), tag))];

    /// <summary>The address of another part.</summary>
    public string Address(int part) => Filter.Address(part, page: "~/Incidents/Several");

    /// <summary>The marks of a row, in words; null when it has none.</summary>
    public string? Marks(Incident row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Fields.List("tags") is { Count: > 0 } tags ? words["several.tags", string.Join(", ", tags.Select(tag => text.Choice(ItemType.Incident, "tags", tag)))] : null;
    }

    /// <summary>Lists the rows.</summary>
    public void OnGet([FromQuery] TimelineFilter filter, int part = 1)
    {
        Input = new() { RequestId = Guid.NewGuid() };
        List(filter, part);
    }

    /// <summary>Saves the mark.</summary>
    public async Task<IActionResult> OnPostAsync([FromQuery] TimelineFilter filter, CancellationToken cancel, int part = 1)
    {
        var seen = Input.Seen;
        List(filter, part);
        var rows = Input.All ? [.. Rows.Where(row => row.FirstSeq <= seen)] : Rows.Where(row => Input.Row.Contains(row.FirstSeq)).ToList();
        if (!Input.All && rows.Count < Input.Row.Distinct().Count())
        {
            // Withdrawn in another window, or logged there: the list is not the one she chose from.
            return Again("several.gone");
        }

        if (rows.Count == 0)
        {
            ModelState.AddModelError("Input.Row", words["several.none-chosen"]);
        }

        if (!TagMany.Tags.Contains(Input.Tag, StringComparer.Ordinal))
        {
            ModelState.AddModelError("Input.Tag", words["several.mark-missing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var reason = string.IsNullOrWhiteSpace(Input.Reason) ? words["several.reason.none"] : Input.Reason.Trim();
        var drafts = TagMany.Drafts(rows, Input.Tag!, Input.Do != "remove", reason, seen);
        if (drafts.Count == 0)
        {
            // The same form sent twice comes here as well: what it did is done.
            return Again("several.nothing");
        }

        try
        {
            var appended = await Current.AppendAsync(Input.RequestId, drafts, cancel);
            return RedirectToPage("/Incidents/SeveralDone", new { seq = appended.FirstSeq, count = appended.Count, same = rows.Count - drafts.Count is > 0 and var same ? same : (int?)null });
        }
        catch (ItemChangedException)
        {
            Case = await Current.ReopenAsync(cancel);
            List(filter, part);
            return Again("several.changed");
        }
    }

    // The list as it is now, her choices kept, and a new form: the button pressed again means what is shown now.
    private IActionResult Again(string why)
    {
        ModelState.Clear();
        ModelState.AddModelError("", words[why]);
        Input.RequestId = Guid.NewGuid();
        return Page();
    }

    private void List(TimelineFilter filter, int part)
    {
        Filter = filter;
        // Withdrawn rows are not marked, and the rows behind a mark of a chart are opened in the timeline.
        (filter.Withdrawn, filter.Mark) = (false, null);
        var rows = filter.Choose(Case, clock.GetUtcNow().ToInstant()).Reverse().ToList();
        var parts = Math.Max(1, (rows.Count + Notebook.PartSize - 1) / Notebook.PartSize);
        _part = Math.Clamp(part, 1, parts);
        Rows = [.. rows.Skip((_part - 1) * Notebook.PartSize).Take(Notebook.PartSize)];
        Place = (_part, parts);
        Input.Seen = Case.Entries[^1].Seq;
    }

    /// <summary>What the form sends.</summary>
    public sealed class InputModel
    {
        /// <summary>The rows chosen, by their first entries.</summary>
        public IList<int> Row { get; init; } = [];

        /// <summary>Every row listed.</summary>
        public bool All { get; set; }

        /// <summary>The mark.</summary>
        public string? Tag { get; set; }

        /// <summary><c>add</c> or <c>remove</c>.</summary>
        public string? Do { get; set; }

        /// <summary>Why, in her words.</summary>
        public string? Reason { get; set; }

        /// <summary>The newest entry of the record when the list was made.</summary>
        public int Seen { get; set; }

        /// <summary>One form, one batch.</summary>
        public Guid RequestId { get; set; }
    }
}
