using ContactLog.Data.Record;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Pages.Timeline;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>
/// Links entries to a number that they name and were not linked to, as when it was typed in before it was listed: one append, all of them or none.
/// What was typed stays in each.
/// </summary>
public sealed class LinkModel(CurrentCase current, IncidentText incidents, Words words) : CasePage(current)
{
    /// <summary>The number, address or account.</summary>
    public ContactPoint Point { get; private set; } = null!;

    /// <summary>The entries, oldest first.</summary>
    public IReadOnlyList<Incident> Rows { get; private set; } = [];

    /// <summary>The entries as a notebook, a part of them.</summary>
    public Notebook Notebook { get; private set; } = null!;

    /// <summary>It belongs to somebody else than the record is about: what is linked to it leaves the totals.</summary>
    public bool IsOfOther => Case.Find<Contact>(Point.ContactSeq) is { IsOther: true };

    /// <summary>Where it leads back to.</summary>
    public string Back => ItemLinks.PathOf(Point, Case) ?? "~/Contacts";

    /// <summary>What the form sends.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Shows the entries.</summary>
    public IActionResult OnGet(Guid id, int part = 1) => List(id, part) ? Page() : NotFound();

    /// <summary>Links those that were shown.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var seen = Input.Seen;
        if (!List(id))
        {
            return NotFound();
        }

        // What another window wrote or changed since was not shown; it is offered the next time.
        var rows = Rows.Where(row => row.LatestSeq <= seen).ToList();
        if (rows.Count > 0)
        {
            try
            {
                await Current.AppendAsync(Input.RequestId, [.. rows.Select(row => EntryDraft.Amend(row, Link(row), words["contact.link.reason"]))], cancel);
            }
            catch (ItemChangedException)
            {
                Case = await Current.ReopenAsync(cancel);
                ModelState.Clear();
                ModelState.AddModelError("", words["several.changed"]);
                return List(id) ? Page() : NotFound();
            }
        }

        return LocalRedirect(Back);
    }

    // Whoever is named already stays: only the number is linked.
    private FieldSet Link(Incident row)
    {
        var link = FieldSet.Empty.With("contact-point", Point.FirstSeq);
        return row.ContactSeq is null && Point.ContactSeq is { } person ? link.With("contact", person) : link;
    }

    private bool List(Guid id, int part = 1)
    {
        if (Case.Find<ContactPoint>(id) is not { IsWithdrawn: false } point)
        {
            return false;
        }

        (Point, Rows) = (point, [.. Case.Unlinked(point)]);
        Notebook = Notebook.Of(Case, incidents, Rows, [], oldestFirst: false, part);
        Input = new() { RequestId = Guid.NewGuid(), Seen = Case.Entries[^1].Seq };
        return true;
    }

    /// <summary>What stands in the form.</summary>
    public sealed class InputModel
    {
        /// <summary>One form, one batch.</summary>
        public Guid RequestId { get; set; }

        /// <summary>The newest entry of the record when the list was made.</summary>
        public int Seen { get; set; }
    }
}
