using ContactLog.Data.Private;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;

namespace ContactLog.Web.Pages.Journal;

/// <summary>The journal, newest note first.</summary>
public sealed class IndexModel(CurrentUser me, CurrentCase current, PrivatePapers papers) : JournalPage(me, current, papers)
{
    /// <summary>The notes.</summary>
    public IReadOnlyList<Paper<JournalNote>> Notes { get; private set; } = [];

    /// <summary>How many do not open.</summary>
    public int Unopened { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        await SetZoneAsync(cancel);
        var all = await Papers.AllAsync<JournalNote>(Me.Keys, PaperShelf.Journal, cancel);
        Notes = [.. all.Papers.OrderByDescending(paper => paper.Content.Begun)];
        Unopened = all.Unopened;
    }
}
