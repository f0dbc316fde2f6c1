using System.Globalization;
using ContactLog.Data.Private;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Web.Security;

namespace ContactLog.Web.Exporting;

/// <summary>
/// What somebody last chose for the report of a case, answers to a court's questions included, whether or not a report was
/// made of it: an evening's work on a form must not be gone because she had to close the page. It lies sealed to her own
/// keys beside the record, is in no export, and goes with her to every device.
/// </summary>
public sealed class ChosenReport(CurrentUser me, PrivatePapers papers)
{
    /// <summary>What was chosen last; null before the first time.</summary>
    public async Task<ReportOptions?> ReadAsync(Guid caseId, CancellationToken cancel) =>
        await papers.FindAsync<Dictionary<string, string>>(me.Keys, PaperShelf.Report, PaperId(caseId), cancel) is { Content: var said }
            ? ReportOptions.FromFields(said.Aggregate(FieldSet.Empty, (fields, one) => fields.With(one.Key, one.Value)))
            : null;

    /// <summary>Keeps what is chosen now.</summary>
    /// <returns>False when it is too long to be kept; what was kept before stays.</returns>
    public async Task<bool> KeepAsync(Guid caseId, ReportOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var said = options.ToFields().All.ToDictionary(StringComparer.Ordinal);
        return await papers.PutAsync(me.Keys, PaperShelf.Report, PaperId(caseId), said, cancel) == PaperWritten.Kept;
    }

    private Guid PaperId(Guid caseId) => PrivatePapers.IdFor(me.Keys, PaperShelf.Report, caseId.ToString("N", CultureInfo.InvariantCulture));
}
