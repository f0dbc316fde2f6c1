using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Redactions;

/// <summary>What reports are made without: the values that are kept back, and what she marked.</summary>
public sealed class IndexModel(CurrentCase current) : CasePage(current)
{
    /// <summary>How many values are kept back.</summary>
    public int KeptBack => KeptBackFields.Count(Case);

    /// <summary>The marks by what they mark.</summary>
    public IEnumerable<IGrouping<Item, RedactionMark>> Marked =>
        Case.RedactionMarks.Where(mark => Case.Find<Item>(mark.OfSeq) is not null).GroupBy(mark => Case.Find<Item>(mark.OfSeq)!);

    /// <summary>Shows it.</summary>
    public void OnGet()
    {
    }

    /// <summary>Takes a mark back. It stays in the record as withdrawn, and so does what reports were made with it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (Case.Find<RedactionMark>(id) is not { } mark)
        {
            return NotFound();
        }

        // Sent twice, the second finds it done.
        try
        {
            if (!mark.IsWithdrawn)
            {
                await Current.AppendAsync(null, [EntryDraft.Withdraw(mark, reason: null)], cancel);
            }
        }
        catch (ItemChangedException)
        {
            // It was done while this was about to write; the page shows how the mark stands now.
        }

        return RedirectToPage();
    }
}
