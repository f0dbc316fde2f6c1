using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Reports.Redaction;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Redactions;

/// <summary>Marks words in the texts of an item.</summary>
public sealed class WordsModel(CurrentCase current, Words words) : MarkPage(current, words)
{
    private readonly Words _words = words;

    /// <summary>The words, as she copied or typed them.</summary>
    [BindProperty]
    public string? Marked { get; set; }

    /// <summary>The texts in which words can be marked.</summary>
    public IEnumerable<(FieldDefinition Field, string Text)> Texts => MarkedWords.Texts(Item);

    /// <summary>The words that are marked so far.</summary>
    public IEnumerable<string> MarkedSoFar => Marks.Select(mark => mark.Words).OfType<string>();

    /// <summary>Shows the texts.</summary>
    public void OnGet() => Begin();

    /// <summary>Marks words.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var marked = Marked?.Trim() ?? "";
        if (marked.Length == 0)
        {
            ModelState.AddModelError(nameof(Marked), _words["keep.words.missing"]);
        }
        else if (marked.Length > MarkedWords.MaxLength)
        {
            ModelState.AddModelError(nameof(Marked), _words["keep.words.long", MarkedWords.MaxLength]);
        }
        else if (MarkedWords.CountIn(Item, marked) == 0)
        {
            // A mark that finds nothing would make her think that something is gone which is still there.
            ModelState.AddModelError(nameof(Marked), _words["keep.words.not-found"]);
        }

        return await AppendAsync("words", marked, cancel) ? RedirectToPage(new { Id }) : Page();
    }

    /// <inheritdoc/>
    protected override bool Takes(Item item) => true;
}
