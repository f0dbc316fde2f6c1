using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Time;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages;

/// <summary>The first page: one tap saves that something happened, with the server's time.</summary>
public sealed class IndexModel(CurrentCase current, CurrentUser me, ShareNews sharing, IncidentText incidents, OwnSettings settings, HeldForms heldForms, TimeProvider clock) : CasePage(current)
{
    private const int LastEntries = 4;

    /// <summary>What the last entry said that the next one often says again.</summary>
    private static readonly string[] s_repeated = ["kind", "call-result", "contact", "contact-point", "from", "platform"];

    /// <summary>This form; a second tap on the same button is the same entry.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>Whether somebody else may read, and the page may not say that nobody can.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Whether she wants neither entries nor counts here.</summary>
    public bool IsQuiet { get; private set; }

    /// <summary>Whether something that she typed waits to be saved.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>The newest rows.</summary>
    public IReadOnlyList<IncidentRow> Last { get; private set; } = [];

    /// <summary>How many rows there are.</summary>
    public int All { get; private set; }

    /// <summary>How many lack a time, who it was or what happened.</summary>
    public int Unfinished { get; private set; }

    /// <summary>The entry that can be repeated.</summary>
    public Incident? Repeatable { get; private set; }

    /// <summary>The boundary or order in force that came last; a boundary before an order, because it is hers.</summary>
    public Line? Since { get; private set; }

    private Instant Now => clock.GetUtcNow().ToInstant();

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        IsShared = await sharing.IsSharedAsync(me.Id, cancel);
        IsQuiet = (await settings.ReadAsync(cancel)).QuietHome;
        IsHeld = (await heldForms.AllAsync(me.Session, cancel)).Count > 0;
        RequestId = Guid.NewGuid();
        var shown = Case.AllIncidents.Where(incident => !incident.IsWithdrawn).ToList();
        All = shown.Count;
        Unfinished = shown.Count(row => !row.IsOwn && Timeline.TimelineFilter.IsMissing(Case, row));
        Last = [.. shown.TakeLast(LastEntries).Reverse().Select(incident => incidents.Row(Case, incident))];
        Repeatable = shown.Where(incident => incident.SourceSeq is null && !incident.IsOwn).MaxBy(incident => incident.FirstSeq);
        var now = Now;
        var inForce = Case.Lines.Where(line => line.IsInForce(now)).ToList();
        Since = inForce.OfType<Boundary>().LastOrDefault() ?? (Line?)inForce.LastOrDefault();
    }

    /// <summary>Saves one tap.</summary>
    public async Task<IActionResult> OnPostAsync(Guid requestId, string? kind, Guid? again, CancellationToken cancel)
    {
        FieldSet start;
        if (again is { } id)
        {
            if (Case.Find<Incident>(id) is not { IsWithdrawn: false } last)
            {
                return NotFound();
            }

            start = s_repeated.Aggregate(FieldSet.Empty, (fields, name) => last[name] is { } text ? fields.With(name, text) : fields);
        }
        else if (kind is not null && FieldCatalogue.IncidentKinds.Contains(kind, StringComparer.Ordinal))
        {
            start = FieldSet.Empty.With("kind", kind);
        }
        else
        {
            return BadRequest();
        }

        var draft = EntryDraft.New(ItemType.Incident, start.With(When.At(Now, Case.Zone)));
        var appended = await Current.AppendAsync(ForButton(requestId, again?.ToString("N") ?? kind!), [draft], cancel);
        return RedirectToPage("/Incidents/Saved", new { id = appended.ItemIds[0] });
    }

    /// <summary>Two buttons of one page are two entries; the same button twice is one.</summary>
    private static Guid ForButton(Guid requestId, string button) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{requestId:N} {button}")).AsSpan(0, 16));
}
