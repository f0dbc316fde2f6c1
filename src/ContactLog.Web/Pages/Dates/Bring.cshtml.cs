using ContactLog.Data.Private;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Responses;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Dates;

/// <summary>The checklist of a day at court. Hers alone: what she has ready is no evidence.</summary>
public sealed class BringModel(CurrentCase current, PrivatePapers papers, CurrentUser me, Words words) : CasePage(current)
{
    /// <summary>What is offered, in the order of the page. Kept by these names; never change one.</summary>
    public static IReadOnlyList<string> Offered { get; } = ["report", "copies", "order", "phone", "id", "witness", "own-words", "person", "wait-apart", "way-home", "children"];

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The day at court.</summary>
    public Hearing Hearing { get; private set; } = null!;

    /// <summary>True after it was saved.</summary>
    public bool IsSaved { get; private set; }

    /// <summary>Shows the list.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, bool saved, CancellationToken cancel)
    {
        if (!Find(id))
        {
            return NotFound();
        }

        if (await papers.FindAsync<Ready>(me.Keys, PaperShelf.Dates, PaperId(id), cancel) is { } paper)
        {
            (Input.Ticked, Input.Own, Input.Seen) = ([.. paper.Content.Ticked], paper.Content.Own, paper.Version);
        }

        IsSaved = saved;
        return Page();
    }

    /// <summary>What another window saved in the meantime, where it is not what is in this form.</summary>
    public IReadOnlyList<SavedThere> SavedThere { get; private set; } = [];

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!Find(id))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var ready = new Ready([.. Offered.Where(Input.Ticked.Contains)], Input.Own is null ? null : FieldFile.Normalise(Input.Own));
        var written = await papers.WriteAsync(me.Keys, PaperShelf.Dates, PaperId(id), Input.Seen, ready, cancel);
        if (written == PaperWritten.Kept)
        {
            return RedirectToPage(new { id, saved = true });
        }

        if (written == PaperWritten.Changed && await papers.FindAsync<Ready>(me.Keys, PaperShelf.Dates, PaperId(id), cancel) is { } newer)
        {
            ModelState.Remove("Input.Seen");
            Input.Seen = newer.Version;
            SavedThere = Items.SavedThere.Of(
                new(words["dates.bring.ready"], Said(newer.Content), Said(ready)),
                new(words["dates.bring.own"], newer.Content.Own, ready.Own));
        }

        if (written == PaperWritten.Gone)
        {
            ModelState.Remove("Input.Seen");
            Input.Seen = 0;
        }

        ModelState.AddModelError("", words["plan.problem." + written.ToString().ToLowerInvariant()]);
        return Page();
    }

    private string? Said(Ready ready) => ready.Ticked.Count == 0 ? null : string.Join('\n', ready.Ticked.Select(one => words["dates.bring." + one]));

    private bool Find(Guid id)
    {
        Hearing = Case.Find<Hearing>(id)!;
        return Hearing is not null;
    }

    private Guid PaperId(Guid hearing) => PrivatePapers.IdFor(me.Keys, PaperShelf.Dates, hearing.ToString("N"));

    /// <summary>What is ready, as it is kept.</summary>
    /// <param name="Ticked">Of what is offered.</param>
    /// <param name="Own">Her own lines.</param>
    public sealed record Ready(IReadOnlyList<string> Ticked, string? Own);

    /// <summary>What is sent.</summary>
    public sealed class InputModel
    {
        /// <summary>The version that was shown.</summary>
        public int Seen { get; set; }

        /// <summary>What is ready.</summary>
        public List<string> Ticked { get; set; } = [];

        /// <summary>Her own lines.</summary>
        [Longest(4000)]
        public string? Own { get; set; }
    }
}
