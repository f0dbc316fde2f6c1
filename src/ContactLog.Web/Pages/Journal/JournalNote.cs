using ContactLog.Data.Private;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace ContactLog.Web.Pages.Journal;

/// <summary>A note of the journal. When it was begun is in the sealed paper, because beside it the database must not know.</summary>
/// <param name="Begun">When it was begun, by the server's clock.</param>
/// <param name="Text">What it says.</param>
public sealed record JournalNote(DateTimeOffset Begun, string Text)
{
    /// <summary>The longest text, in characters. Four bytes each still fit on a paper.</summary>
    public const int Longest = 50_000;
}

/// <summary>
/// A page of the journal: hers alone, in no record, hash list, report or export, open to nobody she shares her case with. It needs no case.
/// </summary>
public abstract class JournalPage(CurrentUser me, CurrentCase current, PrivatePapers papers) : PageModel
{
    /// <summary>The zone times are shown in.</summary>
    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    /// <summary>Her papers.</summary>
    protected PrivatePapers Papers => papers;

    /// <summary>Whoever is signed in.</summary>
    protected CurrentUser Me => me;

    /// <summary>Finds the zone of her case.</summary>
    protected async Task SetZoneAsync(CancellationToken cancel) => Zone = (await current.TryOpenAsync(cancel))?.Zone ?? DateTimeZone.Utc;
}
