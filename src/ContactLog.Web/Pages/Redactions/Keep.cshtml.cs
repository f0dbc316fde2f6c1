using ContactLog.Data.Record;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Redactions;

/// <summary>Where she keeps what no report may show: her addresses, numbers, workplace, the names of children.</summary>
public sealed class KeepModel(CurrentCase current, Words words, TimeProvider clock) : CasePage(current)
{
    /// <summary>The form.</summary>
    public ItemForm Form { get; private set; } = null!;

    /// <summary>What is sent besides.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Another tab saved first; the form stands on what it saved.</summary>
    public bool Changed { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
        Form = ItemForm.Of(Case.Settings, Case);
        Input = new() { Seen = Form.Seen, RequestId = Guid.NewGuid() };
    }

    /// <summary>Saves what was changed.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Form = ItemForm.Of(Case.Settings, Case, Input.Seen);
        Form.Read(Request.Form, ModelState, words, clock.GetUtcNow().ToInstant());
        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (Form.Changes.IsEmpty)
        {
            return RedirectToPage("/Redactions/Index");
        }

        try
        {
            await Current.AppendAsync(Input.RequestId, [EntryDraft.Amend(Case.Settings, Form.Changes, reason: null, Form.Seen)], cancel);
            return RedirectToPage("/Redactions/Index");
        }
        catch (ItemChangedException)
        {
            Case = await Current.ReopenAsync(cancel);
            Form.MoveTo(Case.Settings);
            ModelState.Remove("Input.Seen");
            Input.Seen = Form.Seen;
            Changed = true;
            return Page();
        }
    }

    /// <summary>What is sent besides the fields.</summary>
    public sealed class InputModel
    {
        /// <summary>The entry that the form was made from.</summary>
        public int Seen { get; set; }

        /// <summary>One form, one entry.</summary>
        public Guid RequestId { get; set; }
    }
}
