using ContactLog.Web.Cases;

namespace ContactLog.Web.Pages.Redactions;

/// <summary>What reports are made without: the values that are kept back, and what she marked.</summary>
public sealed class IndexModel(CurrentCase current) : CasePage(current)
{
    /// <summary>How many values are kept back.</summary>
    public int KeptBack => KeptBackFields.Count(Case);

    /// <summary>Shows it.</summary>
    public void OnGet()
    {
    }
}
