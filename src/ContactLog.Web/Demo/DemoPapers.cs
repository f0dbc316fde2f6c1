using System.Globalization;
using ContactLog.Data.Private;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Plans;
using ContactLog.Web.Pages.Journal;
using ContactLog.Web.Pages.Support;
using NodaTime;
using NodaTime.Extensions;

namespace ContactLog.Web.Demo;

/// <summary>
/// What is hers alone in the demo: her plan, the people who know, a journal. Dates of the plan lie ahead of the day on which the
/// demo is made, because a plan looks forward; they are in no record, so the record is the same every time.
/// </summary>
internal sealed class DemoPapers(PrivatePapers papers, UserKeys me, LocalDate today, CancellationToken cancel)
{
    /// <summary>Writes it all.</summary>
    /// <param name="locks">The measure in the record that a step of the plan became.</param>
    public async Task WriteAsync(Guid locks)
    {
        await PlanAsync(locks);
        await PeopleAsync();
        await JournalAsync();
    }

    private async Task PlanAsync(Guid locks)
    {
        foreach (var (area, suggestion, state) in new[]
        {
            ("say-once", "write-it", PlanStates.Done), ("say-once", "keep-copy", PlanStates.Done), ("say-once", "say-no-more", PlanStates.Planned),
            ("access", "save-first", PlanStates.Done), ("access", "new-number", PlanStates.Later),
            ("no-contact", "no-reply", PlanStates.Done), ("no-contact", "friend-reads", PlanStates.NotForMe),
            ("document", "same-day", PlanStates.Done), ("document", "whole-thread", PlanStates.Done),
            ("people", "tell-one", PlanStates.Done), ("people", "tell-work", PlanStates.Done), ("people", "code-word", PlanStates.Done), ("people", "tell-school", PlanStates.NotForMe),
            ("support", "counsellor", PlanStates.Done), ("legal", "report-number", PlanStates.Done), ("legal", "ask-order", PlanStates.Done),
            ("home", "other-routes", PlanStates.Done), ("devices", "passwords", PlanStates.Done), ("devices", "location", PlanStates.Planned),
            ("ready", "papers", PlanStates.Done), ("self", "good-hour", PlanStates.Planned),
        })
        {
            await StepAsync(suggestion, new() { Area = area, Suggestion = suggestion, State = state });
        }

        await StepAsync("locks", new() { Area = "home", Suggestion = "locks", State = PlanStates.Done, Measure = locks, Note = "Pat was there when the locksmith came." });
        await StepAsync("buddy", new() { Area = "people", Suggestion = "buddy", State = PlanStates.Planned, Date = Ahead(2), Note = "Alex walks with me to the train after the late shift." });
        await StepAsync("advocate", new() { Area = "support", Suggestion = "advocate", State = PlanStates.Planned, Date = Ahead(6), Note = "Ask how the address can be kept out of papers." });
        await StepAsync("lawyer", new() { Area = "legal", Suggestion = "lawyer", State = PlanStates.Planned, Review = Ahead(13) });
        await StepAsync("bag", new() { Area = "ready", Suggestion = "bag", State = PlanStates.Planned, Review = Ahead(20) });
        await StepAsync(null, new() { Area = "document", Text = "Ask Pat to keep what the doorbell camera recorded", State = PlanStates.Planned, Date = Ahead(4) });
    }

    private async Task PeopleAsync()
    {
        await PersonAsync(new()
        {
            Name = "Alex Sample",
            Role = "Colleague",
            Reach = "At work, in person. Not by the shared mailbox.",
            Told = "That R. does not leave me alone, and what the car looks like.",
            ToldOn = "2026-01-09",
            Asked = "My hours, my desk and that I take the train now.",
            CodeWord = "blue folder",
            Buddy = "Walks with me to the train after the late shift.",
        });
        await PersonAsync(new()
        {
            Name = "Pat Nobody",
            Role = "Neighbour",
            Reach = "Knock, or 555-0161 after six.",
            Told = "Not to open the street door for R.",
            ToldOn = "2026-01-31",
            Asked = "Whether I am at home.",
            Holds = "A spare key, and the recordings of the doorbell camera.",
        });
        await PersonAsync(new()
        {
            Name = "Robin Example",
            Role = "Advocate",
            Reach = "555-0170, weekdays until four. A call from a withheld number is hers.",
            Told = "All of it.",
            ToldOn = "2026-03-02",
            Holds = "A copy of the order.",
        });
    }

    private async Task JournalAsync()
    {
        await NoteAsync("2026-03-03 21:40", "I sent it. My hands shook, and then I made soup. It is said now, and I do not have to say it again.");
        await NoteAsync("2026-04-18 10:15", "Slept seven hours. Walked to the lake with Alex and did not look behind me until the bridge.");
    }

    private async Task StepAsync(string? suggestion, PlanStep step) =>
        await WriteAsync(PaperShelf.Plan, suggestion is null ? Guid.NewGuid() : PrivatePapers.IdFor(me, PaperShelf.Plan, suggestion), step);

    private Task PersonAsync(SupportPerson person) => WriteAsync(PaperShelf.People, Guid.NewGuid(), person);

    private Task NoteAsync(string begun, string text) => WriteAsync(PaperShelf.Journal, Guid.NewGuid(), new JournalNote(DemoBook.Moment(begun), text));

    private async Task WriteAsync<T>(string shelf, Guid id, T content)
    {
        if (await papers.WriteAsync(me, shelf, id, 0, content, cancel) is not PaperWritten.Kept and var refused)
        {
            throw new InvalidOperationException($"A private page of the demo was not kept: {refused}.");
        }
    }

    private string Ahead(int days) => today.PlusDays(days).ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);

    /// <summary>Today, in the zone of the case.</summary>
    public static LocalDate Today(TimeProvider clock) => clock.GetUtcNow().ToInstant().InZone(DemoBook.Zone).Date;
}
