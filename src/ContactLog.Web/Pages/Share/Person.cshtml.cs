using ContactLog.Data.Sharing;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;
using ContactLog.Web.Sharing;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Share;

/// <summary>One person: what they may see, what they looked at, more time, the end.</summary>
[StepUp(PostOnly = true, Handler = "Renew")]
public sealed class PersonModel(CurrentCase current, CurrentUser me, CaseSharing sharing, LookLog looks, TimeProvider clock, Words words) : SharePage(current, me, sharing, words)
{
    /// <summary>The person.</summary>
    public Member Member { get; private set; } = null!;

    /// <summary>What they looked at.</summary>
    public LookPart Looks { get; private set; } = new([], null);

    /// <summary>The days, from today, that are more than they have.</summary>
    public IEnumerable<int> Longer => new[] { 30, 90, 180 }.Where(days => clock.GetUtcNow() + TimeSpan.FromDays(days) > Member.Until).Append(ShareTerms.MostDays);

    /// <summary>Most looks on a part; lines are far fewer.</summary>
    private const int MostLooks = 2000;

    /// <summary>What is older than this look; null for the newest.</summary>
    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await FindAsync(id, cancel) ? Page() : NotFound();

    /// <summary>Ends access at once.</summary>
    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancel)
    {
        try
        {
            await Current.WithKeyAsync(key => Sharing.EndAsync(key, Me.Keys, Current.Actor, id, cancel), cancel);
        }
        catch (SharingRefusedException)
        {
            // Ended already, perhaps in another window: that is what she wanted.
        }

        return RedirectToPage("/Share/Index", new { done = "ended" });
    }

    /// <summary>Gives more time.</summary>
    public async Task<IActionResult> OnPostRenewAsync(Guid id, int days, CancellationToken cancel)
    {
        try
        {
            await Current.WithKeyAsync(key => Sharing.RenewAsync(key, Current.Actor, id, days, cancel), cancel);
            return RedirectToPage(new { id, done = "renewed" });
        }
        catch (SharingRefusedException refused)
        {
            Say(refused);
            return await FindAsync(id, cancel) ? Page() : NotFound();
        }
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel)
    {
        var members = await MembersAsync(cancel);
        if (members.FirstOrDefault(one => one.Id == id) is not { } member)
        {
            return false;
        }

        Member = member;
        Looks = LookLines.Part(await looks.ListAsync(await Current.KeyAsync(cancel), id, Before, MostLooks, cancel), MostLooks, members, Case.Zone);
        return true;
    }
}
