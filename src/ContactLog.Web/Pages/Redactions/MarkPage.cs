using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ContactLog.Web.Pages.Redactions;

/// <summary>A page on which she marks part of an item to be removed from reports of some kinds. A mark is an entry of its own.</summary>
public abstract class MarkPage(CurrentCase current, Words words) : CasePage(current)
{
    /// <summary>The item, from the address.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Why it is marked, by its word.</summary>
    [BindProperty]
    public string? Kind { get; set; }

    /// <summary>From which reports it is removed, by their words.</summary>
    [BindProperty]
    public List<string> Profiles { get; set; } = [];

    /// <summary>One form, one entry.</summary>
    [BindProperty]
    public Guid RequestId { get; set; }

    /// <summary>The item.</summary>
    public Item Item { get; private set; } = null!;

    /// <summary>The marks that it has.</summary>
    public IReadOnlyList<RedactionMark> Marks => [.. Case.RedactionMarks.Where(mark => mark.OfSeq == Item.FirstSeq)];

    /// <summary>Why something can be marked, to choose from.</summary>
    public IReadOnlyList<SelectListItem> KindItems => [.. RedactionKinds.ForMarks.Select(kind => new SelectListItem(words["keep.kind." + kind.Word()], kind.Word()))];

    /// <summary>The reports, to choose from.</summary>
    public IReadOnlyList<SelectListItem> ProfileItems =>
        [.. new[] { RedactionProfile.CourtPublic, RedactionProfile.RespondentService, RedactionProfile.LawyerFull }.Select(profile => new SelectListItem(words["keep.profile." + profile.Word()], profile.Word()))];

    /// <summary>True when the item is of a type that can be marked here.</summary>
    protected abstract bool Takes(Item item);

    /// <inheritdoc/>
    protected override IActionResult? Refuse()
    {
        if (Case.Find<Item>(Id) is not { Type: not (ItemType.Case or ItemType.Import or ItemType.Redaction) } item || !Takes(item))
        {
            return NotFound();
        }

        Item = item;
        return null;
    }

    /// <summary>A form as it is first shown: the copies that others see.</summary>
    protected void Begin()
    {
        Kind = RedactionKind.Marked.Word();
        Profiles = [RedactionProfile.CourtPublic.Word(), RedactionProfile.RespondentService.Word()];
        RequestId = Guid.NewGuid();
    }

    /// <summary>Appends a mark; false when what was chosen cannot be taken.</summary>
    protected async Task<bool> AppendAsync(string what, string value, CancellationToken cancel)
    {
        var profiles = Profiles.Where(profile => RedactionProfiles.FromWord(profile) is not null).Distinct(StringComparer.Ordinal).ToList();
        if (profiles.Count == 0)
        {
            ModelState.AddModelError(nameof(Profiles), words["keep.mark.profiles.missing"]);
        }

        if (!ModelState.IsValid)
        {
            return false;
        }

        var kind = RedactionKinds.FromWord(Kind) is { } known && RedactionKinds.ForMarks.Contains(known) ? known : RedactionKind.Marked;
        await Current.AppendAsync(
            RequestId,
            [
                EntryDraft.New(ItemType.Redaction, FieldSet.Empty.With("of", Item.FirstSeq).With(what, value).With("kind", kind.Word())
                    .With("profiles", string.Join('\n', profiles))),
            ],
            cancel);
        return true;
    }
}
