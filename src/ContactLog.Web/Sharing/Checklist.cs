using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Reports.Courts;

namespace ContactLog.Web.Sharing;

/// <summary>How the record stands to something that is asked.</summary>
public enum CheckState
{
    /// <summary>Everything that is asked is there.</summary>
    There,

    /// <summary>Something of it is there, and some items lack a part.</summary>
    Lacks,

    /// <summary>The record says nothing of it.</summary>
    Nothing,

    /// <summary>No record answers it: it is written by hand.</summary>
    ByHand,
}

/// <summary>What an item does not say.</summary>
/// <param name="Item">The item.</param>
/// <param name="Fields">The fields, by their names; empty where the name of the line says it.</param>
public sealed record CheckGap(Item Item, IReadOnlyList<string> Fields);

/// <summary>One line of what a hearing asks for.</summary>
/// <param name="Name">What, when it is one of the common points: its words are <c>cases.check.</c> and this name.</param>
/// <param name="Question">The question of the form that was chosen; null for a common point.</param>
/// <param name="Gaps">The items that lack something.</param>
/// <param name="State">How the record stands to it.</param>
public sealed record CheckLine(string Name, CourtQuestion? Question, IReadOnlyList<CheckGap> Gaps, CheckState State);

/// <summary>
/// What forms for a protective order commonly ask (dates, places, exact words, who saw it, reports to the police, proof
/// of service), held against what the case says. It names what is missing and judges nothing. A court's own form is in
/// <see cref="FormChecklist"/>.
/// </summary>
internal static class Checklist
{
    public static IReadOnlyList<CheckLine> Of(CaseFile file)
    {
        var rows = file.Incidents;
        return
        [
            Line("court", [], file.Settings["court"] is not null),
            Line("case-number", [], file.Settings["case-number"] is not null),
            Line("person", [], file.MainContact is not null),
            Line("relationship", file.MainContact is { } main && main["relationship"] is null ? [main] : [], file.MainContact?["relationship"] is not null),
            Line("boundary", [], file.Lines.Count > 0),
            Line("delivered", file.Lines.Where(line => line is Boundary { Arrived: null } && line["delivered"] is null), file.Lines.Count > 0),
            Line("served", file.Lines.Where(line => line.Type == ItemType.CourtOrder && line.From.Date is null), true),
            Line("recent", [], rows.Count > 0),
            Without("day", rows, row => row.When.Date is null),
            Without("time", rows, row => row.When is { Date: not null, Time: null }),
            Without("account", rows, row => row["narrative"] is null && row["said"] is null),
            Without("exact-words", rows.Where(row => row.Kind is IncidentKind.Text or IncidentKind.Email or IncidentKind.Social or IncidentKind.Voicemail), row => row["said"] is null),
            Without("exhibit", rows.Where(row => row.Kind is not (IncidentKind.InPerson or IncidentKind.Other)), Bare(file)),
            Without("police-number", rows.Where(row => row["police"] == "yes"), row => row["police-number"] is null),
        ];
    }

    /// <summary>Tells rows that no exhibit shows; the exhibits are gone through once, not once a row.</summary>
    public static Func<Incident, bool> Bare(CaseFile file)
    {
        var shown = file.Exhibits.Select(exhibit => exhibit.OfSeq).OfType<int>().ToHashSet();
        return row => !shown.Contains(row.FirstSeq);
    }

    private static CheckLine Without(string name, IEnumerable<Incident> rows, Func<Incident, bool> lacks)
    {
        var all = rows.ToList();
        return Line(name, all.Where(lacks), all.Count > 0);
    }

    private static CheckLine Line(string name, IEnumerable<Item> lacking, bool isThere)
    {
        var gaps = lacking.Select(item => new CheckGap(item, [])).ToList();
        return new(name, null, gaps, gaps.Count > 0 ? CheckState.Lacks : isThere ? CheckState.There : CheckState.Nothing);
    }
}
