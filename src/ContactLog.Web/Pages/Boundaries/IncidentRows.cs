using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>Incidents to be shown as rows of the notebook, by day.</summary>
/// <param name="Case">The case.</param>
/// <param name="Rows">The incidents.</param>
/// <param name="After">True when they came after a boundary.</param>
public sealed record IncidentRows(CaseFile Case, IReadOnlyList<Incident> Rows, bool After)
{
    /// <summary>The drawing of a kind.</summary>
    public static string Icon(IncidentKind kind) => kind switch
    {
        IncidentKind.Call => "phone",
        IncidentKind.Text => "text",
        IncidentKind.Voicemail => "voicemail",
        IncidentKind.Email => "email",
        IncidentKind.Social => "social",
        IncidentKind.InPerson => "person",
        _ => "other",
    };
}
