using System.Globalization;
using ContactLog.Data.Private;
using ContactLog.Data.Sharing;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Web.Cases;
using ContactLog.Web.Security;

namespace ContactLog.Web.Exporting;

/// <summary>
/// What somebody last chose for the report of a case, answers to a court's questions included, whether or not a report was
/// made of it: an evening's work on a form must not be gone because she had to close the page. It lies sealed to her own
/// keys beside the record, is in no export, and goes with her to every device. Which court's form it is, and nothing else
/// of it, is there for the checklist of whoever she let in (<see cref="ChosenForm"/>).
/// </summary>
public sealed class ChosenReport(CurrentUser me, CurrentCase current, PrivatePapers papers, ChosenForm form)
{
    private const string CaseField = "case";

    /// <summary>What was chosen last; null before the first time.</summary>
    public async Task<ReportOptions?> ReadAsync(Guid caseId, CancellationToken cancel) =>
        await FindAsync(caseId, cancel) is { Content: var said }
            // What was not asked yet when it was kept was not chosen.
            ? ReportOptions.FromFields(said.Aggregate(FieldSet.Empty, (fields, one) => fields.With(one.Key, one.Value))) with
            {
                WithMeasures = said.GetValueOrDefault("with-measures") == "yes",
                WithMarks = said.GetValueOrDefault("with-marks") == "yes",
            }
            : null;

    /// <summary>Keeps what is chosen now.</summary>
    /// <returns>False when it is too long to be kept; what was kept before stays.</returns>
    public async Task<bool> KeepAsync(Guid caseId, ReportOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (await form.ReadAsync(await current.KeyAsync(cancel), cancel) != options.Court)
        {
            await current.WriteAsync(async key =>
            {
                await form.KeepAsync(key, options.Court, cancel);
                return true;
            }, cancel);
        }

        var said = options.ToFields().All.Append(new(CaseField, Name(caseId))).ToDictionary(StringComparer.Ordinal);
        return await papers.PutAsync(me.Keys, PaperShelf.Report, (await FindAsync(caseId, cancel))?.Id ?? PaperId(caseId), said, cancel) == PaperWritten.Kept;
    }

    // By what it says, not by its id alone: after a reset that the old password opened again, the paper has the id of the keys of before.
    private async Task<Paper<Dictionary<string, string>>?> FindAsync(Guid caseId, CancellationToken cancel)
    {
        var all = await papers.AllAsync<Dictionary<string, string>>(me.Keys, PaperShelf.Report, cancel);
        return all.Papers.FirstOrDefault(paper => paper.Id == PaperId(caseId)) ?? all.Papers.FirstOrDefault(paper => paper.Content.GetValueOrDefault(CaseField) == Name(caseId));
    }

    private Guid PaperId(Guid caseId) => PrivatePapers.IdFor(me.Keys, PaperShelf.Report, Name(caseId));

    private static string Name(Guid caseId) => caseId.ToString("N", CultureInfo.InvariantCulture);
}
