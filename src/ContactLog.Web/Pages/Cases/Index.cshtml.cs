using ContactLog.Data.Organisations;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Cases;

/// <summary>The cases that are shared with whoever is signed in: what needs doing first.</summary>
public sealed class IndexModel(CurrentUser me, CaseDesk desk, Invitations invitations, Memberships memberships, TimeProvider clock) : PageModel
{
    /// <summary>Why another page led here.</summary>
    [BindProperty(SupportsGet = true, Name = "over")]
    public string? Over { get; set; }

    /// <summary>Which are shown: all, doing, threats, dates, ending.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    /// <summary>The orders there are.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["doing", "last", "after", "next", "until"];

    /// <summary>In which order: one of <see cref="Orders"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "by")]
    public string? By { get; set; }

    /// <summary>The order that is in force.</summary>
    public string Order => By is not null && Orders.Contains(By, StringComparer.Ordinal) ? By : "doing";

    /// <summary>Words of a label that are looked for.</summary>
    public string? Words { get; private set; }

    /// <summary>Every case.</summary>
    public IReadOnlyList<DeskLine> All { get; private set; } = [];

    /// <summary>Invitations that wait for the owner.</summary>
    public IReadOnlyList<Offer> Waiting { get; private set; } = [];

    /// <summary>The organisation that the reader belongs to; null for none.</summary>
    public Belonging? Mine { get; private set; }

    /// <summary>Now.</summary>
    public Instant Now { get; } = clock.GetUtcNow().ToInstant();

    /// <summary>The cases of a choice.</summary>
    public IEnumerable<DeskLine> Of(string show) => show switch
    {
        "doing" => All.Where(line => line.NeedsDoing),
        "threats" => All.Where(line => line.Summary is { } summary && summary.Threats + summary.Weapons > 0),
        "dates" => All.Where(line => line.NextDate(Now) is not null),
        "ending" => All.Where(line => line.EndsSoon(Now)),
        _ => All,
    };

    /// <summary>The rows of the page.</summary>
    public IReadOnlyList<DeskLine> Rows { get; private set; } = [];

    /// <summary>Shows them, or those with a label that was looked for.</summary>
    public Task OnGetAsync([FromQuery] string? words, CancellationToken cancel) => ShowAsync(SealedAddresses.WasSealed(HttpContext) ? words?.Trim() : null, cancel);

    /// <summary>Looks for a label. By POST, so that it stands readable in no address.</summary>
    public IActionResult OnPost([FromForm] string? words) => RedirectToPage(new { show = Show, by = By, words });

    private async Task ShowAsync(string? words, CancellationToken cancel)
    {
        Words = words is { Length: > 0 and < 200 } ? words : null;
        Mine = await memberships.FindAsync(me.Id, cancel);
        Waiting = await invitations.WaitingAsync(me.Id, cancel);
        All = await desk.LinesAsync(Response, cancel);
        var rows = Of(Show ?? "").Where(line => Words is null || (line.Summary?.Label ?? "").Contains(Words, StringComparison.CurrentCultureIgnoreCase));
        Rows =
        [
            .. Order switch
            {
                "last" => rows.OrderByDescending(line => line.Summary?.LastDay ?? "").ThenBy(line => line.Id),
                "after" => rows.OrderByDescending(line => line.Summary?.After ?? -1).ThenBy(line => line.Id),
                "next" => rows.OrderBy(line => line.NextDate(Now)?.Day ?? "9").ThenBy(line => line.Id),
                "until" => rows.OrderBy(line => line.Until).ThenBy(line => line.Id),
                _ => rows.OrderByDescending(line => line.NeedsDoing).ThenByDescending(line => line.Summary?.LastDay ?? "").ThenBy(line => line.Id),
            },
        ];
    }
}
