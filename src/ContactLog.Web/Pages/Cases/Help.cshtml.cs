using ContactLog.Data.Helping;
using ContactLog.Domain.Language;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Cases;

/// <summary>
/// An advocate helps the owner back in. The password is asked for again: whoever has the advocate's open browser, and not
/// their password, begins nothing.
/// </summary>
[StepUp(PostOnly = true)]
public sealed class HelpModel(SharedCase shared, CurrentUser me, HelpBack help, TimeProvider time, Words words) : SharedPage(shared)
{
    /// <summary>The help.</summary>
    public Helper Helper { get; private set; } = null!;

    /// <summary>The code to read to her, once.</summary>
    public string? Code { get; private set; }

    /// <summary>Whether the waiting time is over.</summary>
    public bool IsOpen => Helper.OpensAt <= time.GetUtcNow();

    /// <inheritdoc/>
    protected override bool Admits(ShareRole role) => role == ShareRole.Advocate;

    /// <summary>Shows how far it is.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FindAsync(cancel) ? Page() : NotFound();

    /// <summary>The number as it was typed, to be read back before anything begins; null before that.</summary>
    public string? Typed { get; private set; }

    /// <summary>What stands in the field: one wrong sign of sixteen is put right there, not typed anew.</summary>
    public string? Number { get; private set; }

    /// <summary>
    /// Shows the number to be read back. It is heard over a telephone and nothing tells a wrong one: after 72 hours her code would fit nothing, and until the fourteen
    /// days are over it could not be begun again.
    /// </summary>
    public async Task<IActionResult> OnPostCheckAsync(string? number, CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return NotFound();
        }

        (Typed, Number) = (HelpBack.Tidy(number), number);
        if (Typed is null)
        {
            ModelState.AddModelError("number", words["help.case.number.wrong"]);
        }

        return Page();
    }

    /// <summary>Begins.</summary>
    public async Task<IActionResult> OnPostStartAsync(string? number, CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return NotFound();
        }

        if (await help.StartAsync(Grant, me.Id, number, cancel))
        {
            return RedirectToPage(new { grant = Grant });
        }

        Number = number;
        ModelState.AddModelError("number", words["help.case.number.wrong"]);
        return Page();
    }

    /// <summary>Gives the code to read to her.</summary>
    public async Task<IActionResult> OnPostHandAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
        {
            return NotFound();
        }

        Code = await help.HandAsync(Grant, me.Keys, cancel);
        if (Code is null)
        {
            ModelState.AddModelError("", words["help.case.refused"]);
        }

        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        var mine = await help.MineAsync(Grant, me.Id, cancel);
        Helper = mine!;
        return mine is not null;
    }
}
