using ContactLog.Data.Sharing;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Sharing;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Share;

/// <summary>Invites somebody: who, as what, how much, how long. The link is shown once and sent by nobody but her.</summary>
[StepUp(PostOnly = true)]
public sealed class InviteModel(CurrentCase current, CurrentUser me, CaseSharing sharing, Words words) : SharePage(current, me, sharing, words)
{
    /// <summary>What is chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The link, once it is made.</summary>
    public string? Link { get; private set; }

    /// <summary>The incidents that say how she was affected.</summary>
    public IEnumerable<Incident> WithImpact => Case.Received.Where(row => FieldCatalogue.Of(ItemType.Incident).Any(one => one.Class == FieldClass.Impact && row[one.Name] is not null)).Reverse();

    /// <summary>Most entries that are listed to pick from; of a long record the newest, and those that are picked.</summary>
    public const int MostListed = 300;

    /// <summary>The entries that a witness may be shown, newest first.</summary>
    public IEnumerable<Incident> Pickable => Case.Received.Reverse().Where((row, at) => at < MostListed || Input.Picked.Contains(row.FirstSeq));

    /// <summary>Shows the form.</summary>
    /// <param name="witness">An entry, by its first entry in the record, from whose page she came to let a witness read it; null for none.</param>
    public void OnGet([FromQuery] int? witness)
    {
        Input.Days = 90;
        if (witness is { } seq && Case.Received.Any(row => row.FirstSeq == seq))
        {
            (Input.Role, Input.Picked) = (ShareRole.Witness, [seq]);
        }
    }

    /// <summary>Makes the invitation and shows its link.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Terms() is not { } terms)
        {
            return Page();
        }

        try
        {
            var (_, secret) = await Sharing.InviteAsync(await Current.KeyAsync(cancel), terms, cancel);
            Link = Url.PageLink("/Join/Index", values: new { secret });
        }
        catch (SharingRefusedException refused)
        {
            Say(refused);
        }

        return Page();
    }

    private ShareTerms? Terms()
    {
        var person = Input.Person?.Trim() ?? "";
        if (person.Length is 0 or > 100)
        {
            ModelState.AddModelError("Input.Person", W["share.person.missing"]);
        }

        if (Input.Role is not { } role || !Enum.IsDefined(role))
        {
            ModelState.AddModelError("Input.Role", W["share.role.missing"]);
            role = ShareRole.Advocate;
        }

        if (Input.Days is < 1 or > ShareTerms.MostDays)
        {
            ModelState.AddModelError("Input.Days", W["share.days.wrong"]);
        }

        var (from, to) = (ModelState.ReadDay(W, "Input.From", Input.From, "share.from"), ModelState.ReadDay(W, "Input.To", Input.To, "share.to"));
        if (from > to)
        {
            ModelState.AddModelError("Input.To", W["share.period.turned"]);
        }

        var rows = Case.Received.Select(row => row.FirstSeq).ToHashSet();
        if (role == ShareRole.Witness && !Input.Picked.Any(rows.Contains))
        {
            ModelState.AddModelError("Input.Picked", W["share.picked.missing"]);
        }

        return !ModelState.IsValid ? null : new ShareTerms
        {
            Person = person,
            Days = Input.Days,
            Scope = new CaseScope
            {
                Role = role,
                From = from,
                To = to,
                Kinds = [.. FieldCatalogue.IncidentKinds.Where(Input.Kinds.Contains)],
                WithDetails = Input.Details && role != ShareRole.Witness,
                Impact = role == ShareRole.Witness ? [] : [.. Input.Impact.Where(rows.Contains).Distinct().Order()],
                Picked = role == ShareRole.Witness ? [.. Input.Picked.Where(rows.Contains).Distinct().Order()] : [],
            },
        };
    }

    /// <summary>What is chosen.</summary>
    public sealed class InputModel
    {
        /// <summary>What she calls the person.</summary>
        public string? Person { get; set; }

        /// <summary>As what.</summary>
        public ShareRole? Role { get; set; }

        /// <summary>Days of access.</summary>
        public int Days { get; set; }

        /// <summary>The first day.</summary>
        public string? From { get; set; }

        /// <summary>The last day.</summary>
        public string? To { get; set; }

        /// <summary>The kinds; all when none is ticked.</summary>
        public IList<string> Kinds { get; set; } = [];

        /// <summary>With places and ways to reach people.</summary>
        public bool Details { get; set; }

        /// <summary>Incidents whose effect on her is seen.</summary>
        public IList<int> Impact { get; set; } = [];

        /// <summary>Incidents that a witness reads.</summary>
        public IList<int> Picked { get; set; } = [];
    }
}
