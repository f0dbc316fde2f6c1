using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Exhibits;

/// <summary>What an upload added, and the way to say what it shows.</summary>
public sealed class AddedModel(CurrentCase current) : CasePage(current)
{
    /// <summary>The exhibits of the upload.</summary>
    public IReadOnlyList<Exhibit> Added { get; private set; } = [];

    /// <summary>The item that they show, or null.</summary>
    public Item? Of { get; private set; }

    /// <summary>Shows the exhibits whose entries are so many from <paramref name="seq"/> on.</summary>
    public IActionResult OnGet(int seq, int count)
    {
        Added = [.. Case.Items.OfType<Exhibit>().Where(exhibit => exhibit.FirstSeq >= seq && exhibit.FirstSeq - seq < count)];
        if (Added.Count == 0)
        {
            return NotFound();
        }

        Of = Case.Find<Item>(Added[0].OfSeq);
        return Page();
    }
}
