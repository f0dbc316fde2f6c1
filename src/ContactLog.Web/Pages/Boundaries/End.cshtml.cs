using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>A boundary that no longer holds: taken back, replaced, or entered by mistake.</summary>
public sealed class EndModel(CurrentCase current, Words words, TimeProvider clock) : ItemFormPage<Boundary>(current, words, clock)
{
    /// <summary>Shows the ways.</summary>
    public IActionResult OnGet(Guid id) => BeginEdit(id) && !Item!.IsWithdrawn ? Page() : NotFound();

    /// <summary>Appends the end.</summary>
    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel) => AmendAsync(id, cancel);
}
