using ContactLog.Data.Record;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Items;

/// <summary>A page with the form of an item: a new one, or one that is there. The view stands inside <c>_ItemForm</c>.</summary>
/// <typeparam name="T">The item.</typeparam>
public abstract class ItemFormPage<T>(CurrentCase current, Words words, TimeProvider clock) : CasePage(current), IItemFormPage
    where T : Item
{
    /// <inheritdoc/>
    public ItemForm Form { get; protected set; } = null!;

    /// <inheritdoc/>
    [BindProperty]
    public ItemFormInput Input { get; set; } = new();

    /// <summary>The item; null for a new one.</summary>
    public T? Item { get; private set; }

    /// <inheritdoc/>
    public bool IsNew => Item is null;

    /// <inheritdoc/>
    public virtual string Back => Item is null ? "~/" : ItemLinks.PathOf(Item, Case) ?? "~/";

    /// <summary>The words of the program.</summary>
    protected Words W => words;

    /// <summary>Makes the form of a new item.</summary>
    protected void BeginNew(ItemType type, FieldSet? start = null)
    {
        Form = ItemForm.New(type, Case, start);
        Input.Request ??= Guid.NewGuid();
    }

    /// <summary>Finds the item and makes its form as she saw it; false when there is none such.</summary>
    protected bool BeginEdit(Guid id)
    {
        Item = Case.Find<T>(id);
        if (Item is null)
        {
            return false;
        }

        Form = ItemForm.Of(Item, Case, Input.Seen);
        Input.Request ??= Guid.NewGuid();
        return true;
    }

    /// <summary>Reads what was typed; false when something of it cannot be taken.</summary>
    protected async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (Form.Read(await Request.ReadFormAsync(cancel), ModelState, words, EntryText.ToRecorded(clock.GetUtcNow())))
        {
            Check();
        }

        return ModelState.IsValid;
    }

    /// <summary>Names in the model state what the fields say against each other, once each of them could be taken.</summary>
    protected virtual void Check()
    {
    }

    /// <summary>What goes into the record with a correction of the item, in the same go: what follows from it for other items.</summary>
    protected virtual IEnumerable<EntryDraft> Following() => [];

    /// <summary>Reads and appends the changes of an item that is there.</summary>
    /// <param name="id">The item.</param>
    /// <param name="cancel">Gives up before anything is appended.</param>
    protected async Task<IActionResult> AmendAsync(Guid id, CancellationToken cancel)
    {
        if (!BeginEdit(id))
        {
            return NotFound();
        }

        if (!await ReadAsync(cancel))
        {
            return Page();
        }

        if (Form.Changes.IsEmpty)
        {
            return Redirect(Url.Content(Back));
        }

        try
        {
            await Current.AppendAsync(Input.Request, [EntryDraft.Amend(Item!, Form.Changes, Input.Reason, Form.Seen), .. Following()], cancel);
            return Redirect(Url.Content(Back));
        }
        catch (ItemChangedException)
        {
            // Another tab, or another person, saved first. What she typed stays; she decides again on the newer state.
            Case = await Current.ReopenAsync(cancel);
            Item = Case.Find<T>(id);
            Form.MoveTo(Item!);
            ModelState.AddModelError("", words["record.form.conflict"]);
            return Page();
        }
    }
}

/// <summary>What the partial view <c>_ItemForm</c> needs of its page.</summary>
public interface IItemFormPage
{
    /// <summary>The form.</summary>
    ItemForm Form { get; }

    /// <summary>What is sent beside the fields.</summary>
    ItemFormInput Input { get; }

    /// <summary>True for an item that is not there yet.</summary>
    bool IsNew { get; }

    /// <summary>Where Cancel leads, from the root of the site (<c>~/</c>).</summary>
    string Back { get; }
}

/// <summary>What the form of an item sends beside its fields.</summary>
public sealed class ItemFormInput
{
    /// <summary>Tells a form that is sent twice.</summary>
    public Guid? Request { get; set; }

    /// <summary>The entry that the form was made from.</summary>
    public int? Seen { get; set; }

    /// <summary>Why something is corrected.</summary>
    [Longest(1000)]
    public string? Reason { get; set; }
}

/// <summary>A page that withdraws an item, or restores a withdrawn one, with a reason. The view is <c>_Withdraw</c>.</summary>
/// <typeparam name="T">The item.</typeparam>
public abstract class WithdrawPage<T>(CurrentCase current) : CasePage(current), IWithdrawPage
    where T : Item
{
    /// <inheritdoc/>
    [BindProperty]
    public ItemFormInput Input { get; set; } = new();

    /// <summary>The item.</summary>
    public T Item { get; private set; } = null!;

    Item IWithdrawPage.Item => Item;

    /// <inheritdoc/>
    public string Back => ItemLinks.PathOf(Item, Case) ?? "~/";

    /// <summary>Asks.</summary>
    public IActionResult OnGet(Guid id)
    {
        Input.Request = Guid.NewGuid();
        return Find(id) ? Page() : NotFound();
    }

    /// <summary>Withdraws what counts; restores what does not.</summary>
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

        // Seen tells which of the two she was asked: a form sent late must not do the opposite.
        if (Input.Seen == Item.LatestSeq)
        {
            try
            {
                await Current.AppendAsync(Input.Request, [Item.IsWithdrawn ? EntryDraft.Restore(Item, Input.Reason) : EntryDraft.Withdraw(Item, Input.Reason)], cancel);
            }
            catch (ItemChangedException)
            {
                // Changed in the same moment: she sees it as it stands now and decides again.
                return Redirect(Url.Content(Back));
            }
        }

        return Redirect(Url.Content(Back));
    }

    private bool Find(Guid id)
    {
        // What went with its import comes back with its import only.
        if (Case.Find<T>(id) is { } item && Case.Find<Import>(item.Fields.Number("source")) is not { IsWithdrawn: true })
        {
            Item = item;
            return true;
        }

        return false;
    }
}

/// <summary>What the partial view <c>_Withdraw</c> needs of its page.</summary>
public interface IWithdrawPage
{
    /// <summary>The item.</summary>
    Item Item { get; }

    /// <summary>What is sent.</summary>
    ItemFormInput Input { get; }

    /// <summary>Where Cancel leads, from the root of the site (<c>~/</c>).</summary>
    string Back { get; }
}
