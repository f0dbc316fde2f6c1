namespace ContactLog.Domain.Plans;

/// <summary>A suggestion. Its words are <c>plan.step.</c> and its name.</summary>
/// <param name="Name">Its name in her papers; never change one.</param>
/// <param name="Measure">The kind of measure it is once done, where it could be evidence; null otherwise.</param>
public sealed record PlanSuggestion(string Name, string? Measure = null);

/// <summary>An area of the plan. Its words are <c>plan.area.</c> and its name.</summary>
/// <param name="Number">Its place, from 1: what stands in addresses, which must not say "ready to leave".</param>
/// <param name="Name">Its name in her papers; never change one.</param>
/// <param name="Icon">Its drawing.</param>
/// <param name="Suggestions">What is offered.</param>
public sealed record PlanArea(int Number, string Name, string Icon, IReadOnlyList<PlanSuggestion> Suggestions);

/// <summary>
/// What the plan offers, from the advice that is the same everywhere: say it once, cut off access, stay out of contact,
/// document, tell people, get support, go to law, look after yourself. Offered, never imposed, and no advice to block.
/// </summary>
public static class PlanCatalogue
{
    /// <summary>The areas in the order of the page.</summary>
    public static IReadOnlyList<PlanArea> Areas { get; } =
    [
        new(1, "say-once", "boundary", [new("write-it"), new("keep-copy"), new("say-no-more")]),
        new(2, "access", "phone", [new("save-first"), new("receipts"), new("each-number"), new("new-number", "number")]),
        new(3, "no-contact", "text", [new("no-reply"), new("log-own"), new("friend-reads"), new("quiet-alerts")]),
        new(4, "document", "log", [new("small-things"), new("whole-thread"), new("same-day"), new("copy-safe")]),
        new(5, "people", "people", [new("tell-one"), new("tell-work", "told"), new("tell-school", "school"), new("tell-landlord", "told"), new("buddy"), new("code-word")]),
        new(6, "support", "person", [new("advocate"), new("hotline"), new("counsellor")]),
        new(7, "legal", "court", [new("report-number"), new("written-copy"), new("ask-order"), new("lawyer")]),
        new(8, "home", "lock", [new("locks", "locks"), new("lights", "home"), new("spare-keys"), new("other-routes", "travel"), new("neighbour", "told")]),
        new(9, "devices", "account", [new("passwords", "account"), new("location", "device"), new("shared"), new("unknown-device", "device")]),
        new(10, "ready", "clock", [new("bag"), new("papers"), new("money"), new("way-out"), new("place-to-go")]),
        new(11, "self", "notebook", [new("own-pages"), new("good-hour"), new("body"), new("therapy")]),
    ];

    /// <summary>The area with a number, or null.</summary>
    public static PlanArea? Find(int number) => number >= 1 && number <= Areas.Count ? Areas[number - 1] : null;

    /// <summary>The area with a name, or null.</summary>
    public static PlanArea? Find(string name) => Areas.FirstOrDefault(area => area.Name == name);

    /// <summary>The kind of measure a step is once done.</summary>
    public static string MeasureOf(PlanStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Find(step.Area)?.Suggestions.FirstOrDefault(one => one.Name == step.Suggestion)?.Measure ?? "other";
    }
}
