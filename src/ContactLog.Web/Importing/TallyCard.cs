using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;

namespace ContactLog.Web.Importing;

/// <summary>One line of a tally.</summary>
/// <param name="Words">What it counts.</param>
/// <param name="Count">How many.</param>
/// <param name="Strong">True for what becomes entries.</param>
/// <param name="Listed">True when each of them is listed on the page.</param>
internal sealed record TallyLine(string Words, int Count, bool Strong = false, bool Listed = false);

/// <summary>Every record of a file, each in exactly one line; the sum is the file.</summary>
internal sealed record TallyCard(IReadOnlyList<TallyLine> Lines, int Total, string Claim)
{
    /// <summary>The sums of a plan.</summary>
    public static TallyCard For(Words words, ImportPlan plan) => Of(
        words,
        plan.Tally.Records,
        plan.Tally.Claimed,
        ofPerson: plan.People.Count > 0,
        new(words["import.tally.theirs", PersonOf(words, plan)], plan[Fate.Theirs], Strong: true),
        new(words["import.tally.own"], plan[Fate.Own]),
        new(words["import.tally.already"], plan[Fate.Already]),
        new(words["import.tally.twice"], plan[Fate.Twice]),
        new(words["import.tally.typed"], plan[Fate.Typed]),
        new(words["import.tally.alike"], plan[Fate.Alike]),
        new(words["import.tally.others"], plan[Fate.Others]),
        new(words["import.tally.withheld"], plan[Fate.Withheld]),
        new(words["importing.tally.outside"], plan[Fate.Outside]),
        new(words["importing.tally.left-out"], plan[Fate.LeftOut]),
        new(words["importing.tally.made"], plan[Fate.Made], Strong: true),
        new(words["columns.tally.events"], plan[Fate.Event], Strong: true),
        new(words["import.tally.system"], plan[Fate.System]),
        new(words["import.tally.skipped"], plan.Tally.Skipped.Count, Listed: plan.Tally.Skipped.Count > 0));

    /// <summary>The sums of a file of which nobody was chosen yet.</summary>
    public static TallyCard For(Words words, Imports.Tally tally) => Of(
        words,
        tally.Records,
        tally.Claimed,
        ofPerson: tally.Participants.Any(one => one.Messages > one.ByThemselves) || tally.Events + tally.Pictures + tally.Recordings == 0,
        new(words["import.tally.incoming"], tally.Incoming - tally.Pictures - tally.Recordings),
        new(words["import.tally.outgoing"], tally.Outgoing),
        new(words["importing.tally.by-itself"], tally.Pictures + tally.Recordings),
        new(words["columns.tally.events-in"], tally.Events),
        new(words["import.tally.system"], tally.System - tally.Events),
        new(words["import.tally.skipped"], tally.Skipped.Count, Listed: tally.Skipped.Count > 0));

    /// <summary>The sums as an import has them in the record.</summary>
    public static TallyCard For(Words words, Import import)
    {
        int N(string name) => import.Fields.Number(name) ?? 0;
        return Of(
            words,
            N("records"),
            import.Fields.Number("claimed"),
            ofPerson: N("added") + N("own") + N("already") > 0 || N("events") + N("made") == 0,
            new(words["import.done.theirs", import["person"]], N("added"), Strong: true),
            new(words["import.done.own"], N("own")),
            new(words["import.done.already"], N("already")),
            new(words["import.tally.alike"], N("alike")),
            new(words["import.tally.twice"], N("twice")),
            new(words["import.tally.others"], N("others")),
            new(words["import.tally.withheld"], N("withheld")),
            new(words["importing.tally.outside"], N("outside")),
            new(words["importing.tally.left-out"], N("left-out")),
            new(words["importing.tally.made"], N("made"), Strong: true),
            new(words["columns.tally.events"], N("events"), Strong: true),
            new(words["import.tally.system"], N("system")),
            new(words["import.tally.skipped"], N("skipped"), Listed: N("skipped") > 0));
    }

    // What a file does not hold needs no line; of a person the first two always stand, so that she sees that none is none.
    private static TallyCard Of(Words words, int total, long? claimed, bool ofPerson, params IReadOnlyList<TallyLine> lines) => new(
        [.. lines.Where((line, at) => (ofPerson && at < 2) || line.Count > 0)],
        total,
        claimed is not { } claim ? words["import.claim.none"]
            : claim == total ? words["import.claim.same", ImportWords.N(words, claim)]
            : words["import.claim.other", ImportWords.N(words, claim), ImportWords.N(words, total)]);

    private static string PersonOf(Words words, ImportPlan plan) =>
        plan.People.Count == 0 ? ImportWords.Nobody(words, plan) : string.Join(", ", plan.People.Select(person => ImportWords.Person(words, person.Kind, plan.Known(person.Id)?.Value ?? ImportMessages.NumberOf(person))));
}
