using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Private;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Plans;
using ContactLog.Web.Security;

namespace ContactLog.Web.Plans;

/// <summary>A step as the page has it.</summary>
/// <param name="Id">Its paper. A suggestion has one from the start; it is written when she decides something.</param>
/// <param name="Seen">The version of the paper; 0 while there is none.</param>
/// <param name="Step">What it says.</param>
public sealed record PlanLine(Guid Id, int Seen, PlanStep Step);

/// <summary>Her plan, for the length of a request: what is offered, and what she made of it.</summary>
public sealed class PlanBook(PrivatePapers papers, CurrentUser me)
{
    private readonly Dictionary<Guid, PlanLine> _kept = [];

    /// <summary>How many papers do not open.</summary>
    public int Unopened { get; private set; }

    /// <summary>Every step she decided about.</summary>
    public IEnumerable<PlanLine> Kept => _kept.Values;

    /// <summary>Opens her papers.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        _kept.Clear();
        var all = await papers.AllAsync<PlanStep>(me.Keys, PaperShelf.Plan, cancel);
        foreach (var paper in all.Papers)
        {
            _kept[paper.Id] = new(paper.Id, paper.Version, paper.Content);
        }

        Unopened = all.Unopened;
    }

    /// <summary>The steps of an area: what is offered in its order, then her own.</summary>
    public IReadOnlyList<PlanLine> Of(PlanArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        var offered = area.Suggestions.Select(one => Offered(area, one)).ToList();
        return [.. offered, .. _kept.Values.Where(line => line.Step.Area == area.Name && offered.All(one => one.Id != line.Id)).OrderBy(line => line.Step.Text, StringComparer.OrdinalIgnoreCase).ThenBy(line => line.Id)];
    }

    /// <summary>The step with an id: one that is kept, or one that is offered.</summary>
    public PlanLine? Find(Guid id) => _kept.TryGetValue(id, out var line) ? line
        : PlanCatalogue.Areas.SelectMany(area => area.Suggestions.Select(one => Offered(area, one))).FirstOrDefault(one => one.Id == id);

    /// <summary>Writes a step.</summary>
    public Task<PaperWritten> WriteAsync(PlanLine line, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(line);
        return papers.WriteAsync(me.Keys, PaperShelf.Plan, line.Id, line.Seen, line.Step, cancel);
    }

    /// <summary>
    /// The form that adds a step to the record. It is made with her own key: an entry's form and time lie in the clear, and
    /// with the id of the paper itself they would say when she did what that paper tells of. The same words of the same day
    /// are one form, so that they go in once; the locks may be changed again, and one that she withdrew may come back.
    /// </summary>
    /// <param name="line">The step.</param>
    /// <param name="says">What goes in.</param>
    /// <param name="withdrawn">The measure that it became before and that she withdrew.</param>
    public Guid RecordForm(PlanLine line, FieldSet says, Guid? withdrawn)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(says);
        var what = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{line.Id:N}\n{withdrawn:N}\n{says["date"]}\n{says["what"]}")));
        return PrivatePapers.IdFor(me.Keys, PaperShelf.Plan, "record." + what[..32]);
    }

    /// <summary>Erases a step. A suggestion is then offered as before.</summary>
    public Task<bool> EraseAsync(Guid id, CancellationToken cancel) => papers.EraseAsync(me.Keys, PaperShelf.Plan, id, cancel);

    /// <summary>What a step says: her words, or the suggestion's.</summary>
    public static string Text(PlanStep step, Words words)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(words);
        return step.Text ?? (step.Suggestion is { } name ? words.Find("plan.step." + name) : null) ?? words["plan.own"];
    }

    private PlanLine Offered(PlanArea area, PlanSuggestion suggestion)
    {
        // By name first: after a reset the id of before stays on the paper.
        return _kept.Values.FirstOrDefault(line => line.Step.Suggestion == suggestion.Name && line.Step.Area == area.Name)
            ?? new(PrivatePapers.IdFor(me.Keys, PaperShelf.Plan, suggestion.Name), 0, new() { Area = area.Name, Suggestion = suggestion.Name });
    }
}
