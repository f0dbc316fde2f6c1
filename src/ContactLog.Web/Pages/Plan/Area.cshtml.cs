using ContactLog.Data.Private;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Language;
using ContactLog.Domain.Plans;
using ContactLog.Web.Cases;
using ContactLog.Web.Plans;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Extensions;

namespace ContactLog.Web.Pages.Plan;

/// <summary>An area of the plan: what the record knows about it, what is offered, what she made of it.</summary>
public sealed class AreaModel(CurrentCase current, PlanBook plan, PrivatePapers papers, CurrentUser me, Words words, TimeProvider clock) : CasePage(current)
{
    /// <summary>What she chose of each step, by the id of its paper.</summary>
    [BindProperty]
    public Dictionary<Guid, InputModel> Input { get; set; } = [];

    /// <summary>The area.</summary>
    public PlanArea Area { get; private set; } = null!;

    /// <summary>Its steps.</summary>
    public IReadOnlyList<PlanLine> Lines { get; private set; } = [];

    /// <summary>What the record knows about it.</summary>
    public IReadOnlyList<PlanFact> Facts { get; private set; } = [];

    /// <summary>Who was told, in the area of the people who know.</summary>
    public IReadOnlyList<Paper<Support.SupportPerson>> People { get; private set; } = [];

    /// <summary>How many private pages do not open.</summary>
    public int Unopened { get; private set; }

    /// <summary>True after it was saved.</summary>
    public bool IsSaved { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(int number, bool saved, CancellationToken cancel)
    {
        IsSaved = saved;
        return await OpenAsync(number, cancel) ? Page() : NotFound();
    }

    /// <summary>Keeps what was decided about each step.</summary>
    public async Task<IActionResult> OnPostAsync(int number, CancellationToken cancel)
    {
        if (!await OpenAsync(number, cancel))
        {
            return NotFound();
        }

        var worst = PaperWritten.Kept;
        foreach (var line in Lines)
        {
            if (Input.TryGetValue(line.Id, out var chosen) && chosen.State is { } state && PlanStates.All.Contains(state) && state != line.Step.State)
            {
                var written = await plan.WriteAsync(new(line.Id, chosen.Seen, line.Step with { State = state }), cancel);
                worst = written == PaperWritten.Kept ? worst : written;
            }
        }

        if (worst == PaperWritten.Kept)
        {
            return RedirectToPage(new { number, saved = true });
        }

        // Another window was first. It stands here as it is now; she chooses again.
        ModelState.Clear();
        Input.Clear();
        await OpenAsync(number, cancel);
        ModelState.AddModelError("", words["plan.problem." + (worst is PaperWritten.Changed or PaperWritten.Gone ? "list." : "") + worst.ToString().ToLowerInvariant()]);
        return Page();
    }

    /// <summary>A fact in words.</summary>
    public static string Say(PlanFact fact, Words words, FieldText text)
    {
        ArgumentNullException.ThrowIfNull(fact);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(text);
        var name = fact.Item is { } item ? UserText.Visible(item is Incident row ? text.Title(row) : item["value"] ?? item["title"] ?? text.Title(item)) : "";
        var day = fact.Day is { } known ? text.Day(known) : words["plan.know.no-day"];
        return words["plan.know." + fact.Kind, day, name];
    }

    private async Task<bool> OpenAsync(int number, CancellationToken cancel)
    {
        if (PlanCatalogue.Find(number) is not { } area)
        {
            return false;
        }

        Area = area;
        await plan.OpenAsync(cancel);
        Lines = plan.Of(area);
        Unopened = plan.Unopened;
        Facts = [.. PlanKnowledge.Of(Case, clock.GetUtcNow().ToInstant()).Where(fact => fact.Area == area.Name)];
        if (area.Name == "people")
        {
            var people = await papers.AllAsync<Support.SupportPerson>(me.Keys, PaperShelf.People, cancel);
            People = [.. people.Papers.OrderBy(paper => paper.Content.Name, StringComparer.OrdinalIgnoreCase)];
            Unopened += people.Unopened;
        }

        return true;
    }

    /// <summary>What is sent of a step.</summary>
    public sealed class InputModel
    {
        /// <summary>The version that was shown.</summary>
        public int Seen { get; set; }

        /// <summary>How it stands now.</summary>
        public string? State { get; set; }
    }
}
