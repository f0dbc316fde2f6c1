using ContactLog.Data.Private;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ContactLog.Web.Pages.Journal;

/// <summary>Writes a note, or changes one. Of what it said before nothing is kept: this is no record.</summary>
public sealed class WriteModel(CurrentUser me, CurrentCase current, PrivatePapers papers, Words words, TimeProvider clock) : JournalPage(me, current, papers)
{
    /// <summary>The note; none for a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid? Id { get; set; }

    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What another window saved in the meantime, beside what is in this form.</summary>
    public IReadOnlyList<SavedThere> SavedThere { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Id is not { } id)
        {
            Input = new() { NewId = Guid.NewGuid() };
            return Page();
        }

        if (await Papers.FindAsync<JournalNote>(Me.Keys, PaperShelf.Journal, id, cancel) is not { } note)
        {
            return NotFound();
        }

        Input = new() { Seen = note.Version, Text = note.Content.Text };
        return Page();
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var text = FieldFile.Normalise(Input.Text ?? "");
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse("journal.nothing");
        }

        if (text.Length > JournalNote.Longest)
        {
            return Refuse("journal.long", JournalNote.Longest.ToString("N0", words.Culture), text.Length.ToString("N0", words.Culture));
        }

        var begun = clock.GetUtcNow();
        if (Id is { } id)
        {
            if (await Papers.FindAsync<JournalNote>(Me.Keys, PaperShelf.Journal, id, cancel) is { } note)
            {
                begun = note.Content.Begun;
            }
            else if (Input.Seen > 0)
            {
                // Erased in another window while she wrote here. What she wrote since is not thrown away with it: saved again, it is a new note.
                ModelState.Remove("Input.Seen");
                Input.Seen = 0;
                return Refuse("journal.gone");
            }
        }
        else if (await Papers.FindAsync<JournalNote>(Me.Keys, PaperShelf.Journal, Input.NewId, cancel) is { } sent)
        {
            // The form of a new note, sent again.
            begun = sent.Content.Begun;
        }

        return await Papers.WriteAsync(Me.Keys, PaperShelf.Journal, Id ?? Input.NewId, Input.Seen, new JournalNote(begun, text), cancel) switch
        {
            PaperWritten.Kept => RedirectToPage("/Journal/Index"),
            PaperWritten.Changed => await ShowBothAsync(Id ?? Input.NewId, text, cancel),
            PaperWritten.Full => Refuse("journal.full"),
            PaperWritten.TooLong => Refuse("journal.long", JournalNote.Longest.ToString("N0", words.Culture), text.Length.ToString("N0", words.Culture)),
            _ => NotFound(),
        };
    }

    // What she typed stays; she saves it over the newer one, or leaves.
    private async Task<PageResult> ShowBothAsync(Guid id, string text, CancellationToken cancel)
    {
        var there = await Papers.FindAsync<JournalNote>(Me.Keys, PaperShelf.Journal, id, cancel);
        ModelState.Remove("Input.Seen");
        Input.Seen = there?.Version ?? 0;
        SavedThere = there is null ? [] : Items.SavedThere.Of(new SavedThere(words["journal.text"], there.Content.Text, text));
        return Refuse("journal.changed");
    }

    private PageResult Refuse(string key, params object?[] values)
    {
        ModelState.AddModelError("Input.Text", words[key, values]);
        return Page();
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The id a new note will have: one form, one note.</summary>
        public Guid NewId { get; set; }

        /// <summary>The version the form was made from.</summary>
        public int Seen { get; set; }

        /// <summary>The text.</summary>
        public string? Text { get; set; }
    }
}
