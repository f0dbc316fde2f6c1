using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Sharing;
using ContactLog.Reports.Courts;

namespace ContactLog.Web.Sharing;

/// <summary>
/// The questions of a court's form, each held against what the record says for it: from the same sources as the
/// answers of the report (<see cref="Court"/>), and of the same rows (<see cref="AskedRows"/>). What is not shared with the reader is not called missing.
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

    public static IReadOnlyList<CheckLine> Of(ScopedCase scoped, Court court)
    {
        var asked = new AskedRows(scoped.File, scoped.File.Incidents, scoped.MostSerious?.FirstSeq);
        return [.. court.Questions.Select(question => Ask(scoped, asked, question))];
    }

    private static CheckLine Ask(ScopedCase scoped, AskedRows asked, CourtQuestion question)
    {
        var file = scoped.File;
        Incident[] newest = asked.MostRecent is { } recent ? [recent] : [];
        var orders = file.Lines.OfType<CourtOrder>().ToList();
        return question.From switch
        {
            "blank" => new(question.Id, question, [], CheckState.ByHand),
            // Which was the most serious is the author's to choose when a report is made.
            "serious" => asked.MostSerious is { } serious ? Line(scoped, question, [serious], s_incident) : new(question.Id, question, [], CheckState.ByHand),
            "protected" => Line(scoped, question, orders, ["protected"]),
            "relationship" => Line(scoped, question, file.MainContact is { } main ? [main] : [], ["relationship", "relationship-dates"]),
            "recent" or "recent-county" => Line(scoped, question, newest, s_incident),
            "recent-weapon" => Line(scoped, question, newest, s_weapon),
            "recent-harm" => Line(scoped, question, newest, s_harm),
            "earlier" => Line(scoped, question, asked.Earlier, s_short),
            "other-often" => Line(scoped, question, asked.Other, s_short),
            "newest" or "oldest" or "statement" => Line(scoped, question, asked.All, s_short),
            "weapons" => Line(scoped, question, asked.All.Where(row => row["weapon"] == "yes"), s_weapon),
            "ever" => Line(scoped, question, asked.All, s_ever),
            "police" => Line(scoped, question, asked.All.Where(row => row["police"] == "yes" || row["police-number"] is not null), ["police-who", "police-number", "police-outcome"]),
            "orders" => Line(scoped, question, orders, s_order),
            "violations" => Line(
                scoped,
                question,
                [.. orders, .. orders.SelectMany(order => OrderTerms.Of(file, order)).SelectMany(term => term.Incidents)],
                [.. s_order, .. s_short]),
            "guns" => Line(scoped, question, [.. file.MainContact is { } who ? (Item[])[who] : [], .. asked.All.Where(row => row["weapon"] == "yes")], ["weapons", "weapon-what"]),
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
