using ContactLog.Data.Private;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;

namespace ContactLog.Web.Pages.Support;

/// <summary>The people who know.</summary>
public sealed class IndexModel(CurrentCase current, PrivatePapers papers, CurrentUser me) : CasePage(current)
{
    /// <summary>The people, by name.</summary>
    public IReadOnlyList<Paper<SupportPerson>> People { get; private set; } = [];

    /// <summary>How many private pages do not open.</summary>
    public int Unopened { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var all = await papers.AllAsync<SupportPerson>(me.Keys, PaperShelf.People, cancel);
        People = [.. all.Papers.OrderBy(paper => paper.Content.Name, StringComparer.OrdinalIgnoreCase).ThenBy(paper => paper.Id)];
        Unopened = all.Unopened;
    }
}
