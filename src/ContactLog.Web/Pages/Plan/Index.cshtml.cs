using ContactLog.Data.Private;
using ContactLog.Domain.Language;
using ContactLog.Domain.Plans;
using ContactLog.Web.Cases;
using ContactLog.Web.Plans;
using ContactLog.Web.Security;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Plan;

/// <summary>Her plan: the areas, and in a line of each what the record knows or how it stands.</summary>
public sealed class IndexModel(CurrentCase current, PlanBook plan, PrivatePapers papers, CurrentUser me, TimeProvider clock) : CasePage(current)
{
    // A line of the list, not the whole plan.
    private const int MostParts = 2;
    private const int MostLetters = 60;

    private IReadOnlyList<PlanFact> _facts = [];
    private int _people;

    /// <summary>How many private pages do not open.</summary>
    public int Unopened { get; private set; }

    /// <summary>The date that comes next; null when none is set.</summary>
    public QuietDate? Next { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToInstant();
        await plan.OpenAsync(cancel);
        var people = await papers.AllAsync<Support.SupportPerson>(me.Keys, PaperShelf.People, cancel);
        _people = people.Papers.Count(paper => paper.Content.ToldOn is not null || paper.Content.Told is not null);
        Unopened = plan.Unopened + people.Unopened;
        _facts = PlanKnowledge.Of(Case, now);
        Next = QuietDates.Ahead(Case, plan.Kept.Select(line => (line.Id, line.Step)), now) is [var first, ..] ? first : null;
    }

    /// <summary>The line of an area: what the record knows first, then how its steps stand; empty where there is neither. Nothing is counted up and nothing is missing.</summary>
    public string Line(PlanArea area, Words words, FieldText text)
    {
        ArgumentNullException.ThrowIfNull(area);
        ArgumentNullException.ThrowIfNull(words);
        var parts = new List<string>();
        parts.AddRange(_facts.Where(fact => fact.Area == area.Name).DistinctBy(fact => fact.Kind).Take(MostParts).Select(fact => AreaModel.Say(fact, words, text)));

        if (area.Name == "people" && _people > 0)
        {
            parts.Add(words.Count("plan.people-told", _people));
        }

        // By name and not by number: a step is something to find again, not a sum to bring up.
        var steps = plan.Of(area).Select(line => line.Step).ToLookup(step => step.State);
        parts.AddRange(new[] { PlanStates.Planned, PlanStates.Done, PlanStates.Later }
            .Where(state => steps[state].Any()).Take(Math.Max(0, MostParts - parts.Count))
            .Select(state => words["plan.sum." + state + (steps[state].Skip(1).Any() ? ".more" : ""), Name(steps[state].First(), words)]));
        return string.Join(". ", parts);
    }

    private static string Name(PlanStep step, Words words)
    {
        var text = UserText.Visible(PlanBook.Text(step, words)).ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return text.Length <= MostLetters ? text : text[..(text.LastIndexOf(' ', MostLetters) is > MostLetters / 2 and var space ? space : MostLetters - (char.IsHighSurrogate(text[MostLetters - 1]) ? 1 : 0))] + "…";
    }
}
