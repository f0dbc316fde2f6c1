using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Web.Cases;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Exhibits;

/// <summary>An exhibit. The file itself is not asked for until she asks for it.</summary>
public sealed class ShowModel(CurrentCase current) : CasePage(current)
{
    /// <summary>The exhibit.</summary>
    public Exhibit Exhibit { get; private set; } = null!;

    /// <summary>The name under which the reader stands in the record.</summary>
    public string Me => Current.Actor;

    /// <summary>The item that it shows, or null.</summary>
    public Item? Of { get; private set; }

    /// <summary>What it is by its bytes, once it was asked for; null while it is covered.</summary>
    public MediaKind? Open { get; private set; }

    /// <summary>True when it may be shown in the page.</summary>
    public bool Inline { get; private set; }

    /// <summary>Shows the exhibit, covered or open.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, string? open, CancellationToken cancel)
    {
        if (Case.Find<Exhibit>(id) is not { } exhibit)
        {
            return NotFound();
        }

        Exhibit = exhibit;
        Of = Case.Find<Item>(exhibit.OfSeq);
        if (open is not null)
        {
            await using var bytes = await Current.OpenFileAsync(exhibit.File.Id, cancel);
            (Open, Inline) = await SafeKind.OfAsync(bytes, cancel);
        }

        return Page();
    }
}
