using ContactLog.Data.Private;
using ContactLog.Web.Cases;
using ContactLog.Web.Searching;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Journal;

/// <summary>The journal, newest note first, a part at a time; or the notes that hold what she looks for.</summary>
public sealed class IndexModel(CurrentUser me, CurrentCase current, PrivatePapers papers, TimeProvider clock) : JournalPage(me, current, papers)
{
    /// <summary>The most notes on a part, and the most that are listed as found.</summary>
    public const int PartSize = 20, MostFound = 100;

    // With so many characters a part is full: an old phone on a weak line has to load it.
    private const int PartLength = 60_000;

    /// <summary>The notes of this part.</summary>
    public IReadOnlyList<Paper<JournalNote>> Notes { get; private set; } = [];

    /// <summary>The part, from 1.</summary>
    public int Part { get; private set; } = 1;

    /// <summary>How many parts there are.</summary>
    public int Parts { get; private set; } = 1;

    /// <summary>What is looked for; null when nothing is.</summary>
    public TextSearch? Search { get; private set; }

    /// <summary>The notes in which it stands, newest first.</summary>
    public IReadOnlyList<Paper<JournalNote>> Found { get; private set; } = [];

    /// <summary>How many do not open.</summary>
    public int Unopened { get; private set; }

    /// <summary>Shows a part, or what was found.</summary>
    public async Task OnGetAsync([FromQuery] string? words, CancellationToken cancel, int part = 1)
    {
        var all = await ReadAsync(cancel);
        // Words typed into an address would stay there for anyone to read; only those that came sealed are looked for.
        var search = new TextSearch(SealedAddresses.WasSealed(HttpContext) ? words : null, clock.GetUtcNow().ToInstant().InZone(Zone).Date);
        if (search.IsEmpty)
        {
            Divide(all, part);
            return;
        }

        Search = search;
        Found = [.. all.Where(note => search.Matches([note.Content.Text], [(Day(note), Day(note))]))];
    }

    /// <summary>Looks for words and days. They come by POST, so that they stand readable in no address and no history of the browser.</summary>
    public IActionResult OnPost(string? words) => Redirect(SearchAddress.Of("~/Journal", words));

    private NodaTime.LocalDate Day(Paper<JournalNote> note) => note.Content.Begun.ToInstant().InZone(Zone).Date;

    private async Task<IReadOnlyList<Paper<JournalNote>>> ReadAsync(CancellationToken cancel)
    {
        await SetZoneAsync(cancel);
        var all = await Papers.AllAsync<JournalNote>(Me.Keys, PaperShelf.Journal, cancel);
        Unopened = all.Unopened;
        return [.. all.Papers.OrderByDescending(paper => paper.Content.Begun)];
    }

    private void Divide(IReadOnlyList<Paper<JournalNote>> all, int part)
    {
        var parts = new List<List<Paper<JournalNote>>> { new() };
        foreach (var note in all)
        {
            if (parts[^1].Count == PartSize || (parts[^1].Count > 0 && parts[^1].Sum(one => one.Content.Text.Length) + note.Content.Text.Length > PartLength))
            {
                parts.Add([]);
            }

            parts[^1].Add(note);
        }

        (Part, Parts) = (Math.Clamp(part, 1, parts.Count), parts.Count);
        Notes = parts[Part - 1];
    }
}
