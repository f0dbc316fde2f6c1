using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Sharing;
using ContactLog.Reports.Courts;

namespace ContactLog.Web.Sharing;

/// <summary>
/// The questions of a court's form, each held against what the record says for it: from the same sources as the
/// answers of the report (<see cref="Court"/>). What is not shared with the reader is not called missing.
/// </summary>
internal static class FormChecklist
{
    // What the forms ask of one incident, in the order in which they ask it.
    private static readonly string[] s_incident =
        ["when", "place", "present", "witness", "narrative", "said", "threat", "weapon", "weapon-what", "injury", "injury-what", "damage", "damage-what", "police", "police-who", "police-number"];

    private static readonly string[] s_short = ["when", "narrative"];
    private static readonly string[] s_weapon = ["weapon", "weapon-what", "threat"];
    private static readonly string[] s_harm = ["injury", "injury-what", "damage", "damage-what", "police", "police-who", "police-number", "police-outcome"];
    private static readonly string[] s_ever = ["weapon", "threat", "injury", "damage", "children", "police"];
    private static readonly string[] s_order = ["court", "number", "served"];

    public static IReadOnlyList<CheckLine> Of(ScopedCase scoped, Court court) => [.. court.Questions.Select(question => Ask(scoped, question))];

    private static CheckLine Ask(ScopedCase scoped, CourtQuestion question)
    {
        var file = scoped.File;
        // As the pages for a court have it: what was only allowed is not asked about.
        var rows = file.Incidents.Where(row => !CountedRows.IsOnlyAllowed(file, row)).ToList();
        var recent = rows.Where(row => row.When.Date is not null).MaxBy(row => row.When.Earliest);
        Incident[] newest = recent is null ? [] : [recent];
        var orders = file.Lines.OfType<CourtOrder>().ToList();
        return question.From switch
        {
            // Which was the most serious is the author's to choose when the report is made.
            "blank" or "serious" => new(question.Id, question, [], CheckState.ByHand),
            "protected" => Line(scoped, question, orders, ["protected"]),
            "relationship" => Line(scoped, question, file.MainContact is { } main ? [main] : [], ["relationship", "relationship-dates"]),
            "recent" or "recent-county" => Line(scoped, question, newest, s_incident),
            "recent-weapon" => Line(scoped, question, newest, s_weapon),
            "recent-harm" => Line(scoped, question, newest, s_harm),
            "earlier" or "other-often" => Line(scoped, question, rows.Where(row => row != recent), s_short),
            "newest" or "oldest" or "statement" => Line(scoped, question, rows, s_short),
            "weapons" => Line(scoped, question, rows.Where(row => row["weapon"] == "yes"), s_weapon),
            "ever" => Line(scoped, question, rows, s_ever),
            "police" => Line(scoped, question, rows.Where(row => row["police"] == "yes" || row["police-number"] is not null), ["police-who", "police-number", "police-outcome"]),
            "orders" => Line(scoped, question, orders, s_order),
            "violations" => Line(
                scoped,
                question,
                [.. orders, .. orders.SelectMany(order => OrderTerms.Of(file, order)).SelectMany(term => term.Incidents)],
                [.. s_order, .. s_short]),
            "guns" => Line(scoped, question, [.. file.MainContact is { } who ? (Item[])[who] : [], .. rows.Where(row => row["weapon"] == "yes")], ["weapons", "weapon-what"]),
            _ => throw new InvalidOperationException($"A form asks from '{question.From}', which the checklist does not know."),
        };
    }

    private static CheckLine Line(ScopedCase scoped, CourtQuestion question, IEnumerable<Item> items, IReadOnlyList<string> fields)
    {
        var all = items.ToList();
        var gaps = all.Select(item => new CheckGap(item, [.. fields.Where(name => IsAsked(item, name) && IsSeen(scoped.Scope, item, name) && !IsSaid(item, name))]))
            .Where(gap => gap.Fields.Count > 0).ToList();
        return new(question.Id, question, gaps, gaps.Count > 0 ? CheckState.Lacks : all.Count > 0 ? CheckState.There : CheckState.Nothing);
    }

    // A follow-on is asked only after a yes, and a place only where there is one.
    private static bool IsAsked(Item item, string name) => FieldCatalogue.Find(item.Type, name) is { } field
        && (item is not Incident incident
            || ((field.OnlyFor.Count == 0 || field.OnlyFor.Contains(Incident.WordOf(incident.Kind), StringComparer.Ordinal)) && name switch
            {
                "weapon-what" or "injury-what" or "damage-what" => item[name[..^"-what".Length]] == "yes",
                "police-who" or "police-number" or "police-outcome" => item["police"] == "yes",
                // Either the account or the exact words tell what was done.
                "said" => incident.Kind is not (IncidentKind.Call or IncidentKind.Other),
                "narrative" => item["said"] is null,
                _ => true,
            }));

    private static bool IsSeen(CaseScope scope, Item item, string name) =>
        FieldCatalogue.Find(item.Type, name) is { } field && ScopedCase.Shows(scope, item, field);

    private static bool IsSaid(Item item, string name) => (item, name) switch
    {
        (Incident incident, "when") => incident.When.Date is not null,
        (CourtOrder order, "served") => order.From.Date is not null,
        _ => item[name] is not null,
    };
}
