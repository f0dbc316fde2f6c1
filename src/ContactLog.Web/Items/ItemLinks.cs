using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Responses;

namespace ContactLog.Web.Items;

/// <summary>Where items are shown, and which items a link can name.</summary>
internal static class ItemLinks
{
    /// <summary>The page of an item, from the root of the site; null for one without a page.</summary>
    internal static string? PathOf(Item item, CaseFile file) => item switch
    {
        Incident => $"~/Incidents/{item.Id}",
        Boundary => $"~/Boundaries/{item.Id}",
        CourtOrder => $"~/Orders/{item.Id}",
        Contact => $"~/Contacts/{item.Id}",
        ContactPoint point => file.Find<Contact>(point.ContactSeq) is { } person ? PathOf(person, file) : null,
        Exhibit => $"~/Exhibits/{item.Id}",
        Response => $"~/Responses/{item.Id}",
        CaseSettings => "~/Case/Edit",
        _ => null,
    };

    /// <summary>The items of the case that a field can name, in the order to choose from; withdrawn ones are not offered.</summary>
    internal static IEnumerable<Item> Candidates(CaseFile file, FieldDefinition field) => field.Links switch
    {
        ItemType.Contact => file.Contacts,
        ItemType.ContactPoint => file.ContactPoints,
        ItemType.Boundary => file.Lines.OfType<Boundary>(),
        ItemType.CourtOrder => file.Lines.OfType<CourtOrder>(),
        ItemType.Import => file.Imports.Where(import => !import.IsWithdrawn),
        ItemType.Incident => file.AllIncidents.Where(incident => !incident.IsWithdrawn).Reverse(),
        null => [.. file.AllIncidents.Where(incident => !incident.IsWithdrawn).Reverse(), .. file.Lines, .. file.Responses, .. file.Contacts, .. file.ContactPoints],
        _ => [],
    };
}
