using ContactLog.Data.Stamps;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Stamping;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Record;

/// <summary>Outside time: what it is, what an authority learns, how often it is asked about her record.</summary>
public sealed class StampsModel(CurrentCase current, CaseSeals seals, FieldText text, Words words) : CasePage(current)
{
    /// <summary>How it stands.</summary>
    public OutsideTime Outside { get; private set; } = null!;

    /// <summary>The authorities, by name and host.</summary>
    public IReadOnlyList<(string Name, string Host)> Authorities => seals.Authorities;

    /// <summary>What the form holds.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>She has just saved.</summary>
    public bool IsSaved { get; private set; }

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(string? done, CancellationToken cancel)
    {
        IsSaved = done == "saved";
        await LoadAsync(cancel);
        Input.Rhythm = Outside.Rhythm.ToString();
    }

    /// <summary>Stores what she chose.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!Outside.IsConfigured)
        {
            return NotFound();
        }

        // By name only: a number would be taken as one of them too.
        if (!Enum.GetNames<StampRhythm>().Contains(Input.Rhythm, StringComparer.Ordinal))
        {
            ModelState.AddModelError("Input.Rhythm", words["stamp.choose.none"]);
            return Page();
        }

        await seals.ChooseAsync(Case, Enum.Parse<StampRhythm>(Input.Rhythm!), cancel);
        return RedirectToPage(new { done = "saved" });
    }

    private async Task LoadAsync(CancellationToken cancel) => Outside = await seals.StandingAsync(Case, text, words, cancel);

    /// <summary>The fields of the form.</summary>
    public sealed class InputModel
    {
        /// <summary>How often: the name of a <see cref="StampRhythm"/>.</summary>
        public string? Rhythm { get; set; }
    }
}
