using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Case;

/// <summary>Begins her record: a name for it, her own if she likes, and her time zone.</summary>
public sealed class BeginModel(CurrentCase current, Words words, TimeProvider clock) : PageModel
{
    /// <summary>What she typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The zones to choose from.</summary>
    public IReadOnlyList<SelectListItem> ZoneItems { get; private set; } = [];

    private Instant Now => clock.GetUtcNow().ToInstant();

    /// <summary>Shows the form; leads on when the record was begun before.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await current.OpenAsync(cancel) is not null)
        {
            return RedirectToPage("/Index");
        }

        Input.Label = words["case.label-start"];
        ZoneItems = Zones.Items(words, Now, null);
        return Page();
    }

    /// <summary>Begins the record.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await current.OpenAsync(cancel) is not null)
        {
            // The form was sent twice; the first one began it.
            return RedirectToPage("/Index");
        }

        if (!Zones.IsKnown(Input.Zone))
        {
            ModelState.AddModelError("Input.Zone", words["case.zone-missing"]);
        }

        if (!ModelState.IsValid)
        {
            ZoneItems = Zones.Items(words, Now, null);
            return Page();
        }

        var label = string.IsNullOrWhiteSpace(Input.Label) ? words["case.label-start"] : Input.Label.Trim();
        await current.BeginAsync(
            FieldSet.Empty.With("label", label).With("own-name", Input.OwnName?.Trim()).With("zone", Input.Zone),
            cancel);
        return RedirectToPage("/Index");
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>What the record is called on screen.</summary>
        [Longest(1000)]
        public string? Label { get; set; }

        /// <summary>Her name, for the report.</summary>
        [Longest(1000)]
        public string? OwnName { get; set; }

        /// <summary>An IANA zone.</summary>
        public string? Zone { get; set; }
    }
}
