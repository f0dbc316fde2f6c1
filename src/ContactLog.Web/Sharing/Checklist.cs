using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;

namespace ContactLog.Web.Sharing;

/// <summary>One line of what a hearing asks for.</summary>
/// <param name="Name">What; its words are <c>cases.check.</c> and this name.</param>
/// <param name="Lacking">The items that lack it; empty when nothing does.</param>
/// <param name="IsThere">Whether there is anything of it at all.</param>
public sealed record CheckLine(string Name, IReadOnlyList<Item> Lacking, bool IsThere);

/// <summary>
/// What forms for a protective order commonly ask (dates, places, exact words, who saw it, reports to the police, proof
/// of service), held against what the case says. It names what is missing and judges nothing.
/// </summary>
internal static class Checklist
{
    public static IReadOnlyList<CheckLine> Of(CaseFile file)
    {
        var rows = file.Incidents;
        var newest = rows.Count > 0 ? rows[^1] : null;
        return
        [
            new("court", [], file.Settings["court"] is not null),
            new("case-number", [], file.Settings["case-number"] is not null),
            new("person", [], file.MainContact is not null),
            new("relationship", file.MainContact is { } main && main["relationship"] is null ? [main] : [], file.MainContact?["relationship"] is not null),
            new("boundary", [], file.Lines.Count > 0),
            new("delivered", [.. file.Lines.Where(line => line.Type == ItemType.Boundary && line["delivered"] is null)], file.Lines.Count > 0),
            new("served", [.. file.Lines.Where(line => line.Type == ItemType.CourtOrder && line.From.Date is null)], true),
            new("recent", newest is null ? [] : [newest], newest is not null),
            Without("day", rows, row => row.When.Date is null),
            Without("time", rows, row => row.When is { Date: not null, Time: null }),
            Without("account", rows, row => row["narrative"] is null && row["said"] is null),
            Without("exact-words", rows.Where(row => row.Kind is IncidentKind.Text or IncidentKind.Email or IncidentKind.Social or IncidentKind.Voicemail), row => row["said"] is null),
            Without("exhibit", rows.Where(row => row.Kind is not (IncidentKind.InPerson or IncidentKind.Other)), row => !file.ExhibitsOf(row).Any()),
            Without("police-number", rows.Where(row => row["police"] == "yes"), row => row["police-number"] is null),
        ];
    }

    private static CheckLine Without(string name, IEnumerable<Incident> rows, Func<Incident, bool> lacks)
    {
        var all = rows.ToList();
        return new(name, [.. all.Where(lacks)], all.Count > 0);
    }
}
