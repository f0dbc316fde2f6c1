using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.NextSteps;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Incidents;

/// <summary>What one go at several incidents did, and the way to take all of it back.</summary>
public sealed class SeveralDoneModel(CurrentCase current, Words words, FieldText text, NowDesk now) : CasePage(current)
{
    private IReadOnlyList<TagMany.Tagged> _batch = [];

    /// <summary>The first entry of the batch.</summary>
    [BindProperty(SupportsGet = true)]
    public int Seq { get; set; }

    /// <summary>How many entries it has.</summary>
    [BindProperty(SupportsGet = true)]
    public int Count { get; set; }

    /// <summary>How many of those she chose were so already.</summary>
    [BindProperty(SupportsGet = true)]
    public int Same { get; set; }

    /// <summary>The incidents.</summary>
    public IEnumerable<Domain.Incidents.Incident> Rows => _batch.Select(one => one.Row);

    /// <summary>What was done, in words.</summary>
    public string Said => _batch[0].Added is [var added, ..] ? words.Count("several.done.added", Count, Name(added)) : words.Count("several.done.removed", Count, Name(_batch[0].Removed[0]));

    /// <summary>All of it was taken back.</summary>
    public bool IsUndone { get; private set; }

    /// <summary>Whom to call, when the mark says that a person may be needed now.</summary>
    public NowView? Now { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        IsUndone = TagMany.Undo(_batch, "").Count == 0;
        if (!IsUndone && Rows.FirstOrDefault(row => Needs.Of(row).Count > 0) is { } first)
        {
            Now = await now.OfAsync(Case, first, cancel);
        }
    }

    /// <summary>Takes it back, whole.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        try
        {
            if (TagMany.Undo(_batch, words["several.undo.reason"]) is { Count: > 0 } drafts)
            {
                await Current.AppendAsync(null, drafts, cancel);
            }
        }
        catch (ItemChangedException)
        {
            Case = await Current.ReopenAsync(cancel);
            _batch = TagMany.Batch(Case, Seq, Count);
            await OnGetAsync(cancel);
            if (!IsUndone)
            {
                ModelState.AddModelError("", words["several.undo.changed"]);
            }

            return Page();
        }

        return RedirectToPage(new { seq = Seq, count = Count });
    }

    /// <inheritdoc/>
    protected override IActionResult? Refuse()
    {
        _batch = Count is > 0 and <= Timeline.Notebook.PartSize ? TagMany.Batch(Case, Seq, Count) : [];
        return _batch.Count == 0 ? NotFound() : null;
    }

    private string Name(string tag) => text.Choice(ItemType.Incident, "tags", tag);
}
