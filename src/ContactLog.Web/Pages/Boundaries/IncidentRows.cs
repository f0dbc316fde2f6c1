using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>Incidents to be shown as rows of the notebook, by day, newest first.</summary>
/// <param name="Case">The case.</param>
/// <param name="Rows">The incidents, oldest first.</param>
public sealed record IncidentRows(CaseFile Case, IReadOnlyList<Incident> Rows);
