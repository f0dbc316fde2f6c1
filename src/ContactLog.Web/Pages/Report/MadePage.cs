using ContactLog.Domain.Evidence;
using ContactLog.Domain.Record;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Report;

/// <summary>A page about a report that was made. What is no export of her record is not there, whatever else it is. Its files leave the house, so the store itself is read.</summary>
public abstract class MadePage(CurrentCase current, CaseExport export) : CasePage(current)
{
    /// <summary>The report.</summary>
    public MadeReport Report { get; private set; } = null!;

    /// <summary>Exhibits whose original is broken, when that kept a file from being made.</summary>
    public IReadOnlyList<Exhibit> Broken { get; private set; } = [];

    /// <inheritdoc/>
    protected override bool FromStore => true;

    /// <summary>Finds the report of an entry; false when that entry is none.</summary>
    protected async Task<bool> FindAsync(int seq, CancellationToken cancel)
    {
        if (seq < 1 || seq > Case.Entries.Count || Case.Entries[seq - 1].Text.Kind != EntryKind.Export)
        {
            return false;
        }

        Case = Case.AsOf(seq);
        Report = new MadeReport(export, await Current.KeyAsync(cancel), Case, await export.SealsAsync(Case, seq, cancel));
        return true;
    }

    /// <summary>Says on a plain page which original is broken. No file is half sent: everything was read before.</summary>
    protected async Task<IActionResult> RefuseBrokenAsync(CancellationToken cancel)
    {
        Broken = await Report.FindBrokenAsync(cancel);
        Response.StatusCode = StatusCodes.Status500InternalServerError;
        return Page();
    }
}
