using ContactLog.Data.Private;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Plans;
using ContactLog.Domain.Record;
using ContactLog.Domain.Time;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Plans;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Plan;

/// <summary>A step of the plan with everything she can say of it. The view is <c>_Step</c>.</summary>
public abstract class StepPage(CurrentCase current, PlanBook plan, Words words, FieldText text, TimeProvider clock) : CasePage(current)
{
    /// <summary>What the form asks.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The step.</summary>
    public PlanLine Line { get; protected set; } = null!;

    /// <summary>Its area.</summary>
    public PlanArea Area => PlanCatalogue.Find(Line.Step.Area) ?? PlanCatalogue.Areas[^1];

    /// <summary>The measure it became, where the record has it and she did not withdraw it.</summary>
    public Item? Measure => Line.Step.Measure is { } id && Case.Find<Item>(id) is { IsWithdrawn: false } item ? item : null;

    /// <summary>What another window saved in the meantime, where it is not what is in this form.</summary>
    public IReadOnlyList<SavedThere> SavedThere { get; private set; } = [];

    /// <summary>Her plan.</summary>
    protected PlanBook Plan => plan;

    /// <summary>The words of the program.</summary>
    protected Words W => words;

    /// <summary>What the step is called.</summary>
    public string Name => PlanBook.Text(Line.Step, words);

    /// <summary>Fills the form from the step.</summary>
    protected void Fill()
    {
        var step = Line.Step;
        Input = new()
        {
            Id = Line.Id,
            Seen = Line.Seen,
            Text = step.Text ?? (step.Suggestion is null ? null : Name),
            State = step.State,
            Date = step.Day() is { } day ? text.Day(day) : null,
            Review = step.ReviewDay() is { } review ? text.Day(review) : null,
            Note = step.Note,
        };
    }

    /// <summary>Only what was done can be a measure taken, and it goes into the record for good: a list of what to take along when leaving never does.</summary>
    public bool CanBeRecorded => IsMeasure && Line.Step.State == PlanStates.Done;

    /// <summary>The steps of its area are measures once they are done.</summary>
    public bool IsMeasure => Area.Name is not ("ready" or "support" or "self");

    /// <summary>Reads the form and keeps it.</summary>
    protected async Task<IActionResult> SaveAsync(CancellationToken cancel)
    {
        var said = Some(Input.Text)?.Trim();
        if (said is null && Line.Step.Suggestion is null)
        {
            ModelState.AddModelError("Input.Text", words["plan.problem.text"]);
        }

        var date = Iso(ModelState.ReadDay(words, "Input.Date", Input.Date, "plan.date"));
        var review = Iso(ModelState.ReadDay(words, "Input.Review", Input.Review, "plan.review"));
        if (!PlanStates.All.Contains(Input.State))
        {
            ModelState.AddModelError("Input.State", words["plan.problem.state"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // A suggestion whose words she left alone goes on saying them, in whatever language she reads.
        var own = Line.Step.Suggestion is { } suggestion && said == words.Find("plan.step." + suggestion) ? null : said;
        var step = Line.Step with { Text = own, State = Input.State!, Date = date, Review = review, Note = Some(Input.Note) };
        var written = await plan.WriteAsync(new(Line.Id, Input.Seen, step), cancel);
        if (written == PaperWritten.Kept)
        {
            return RedirectToPage("/Plan/Area", new { number = Area.Number, saved = true });
        }

        if (written == PaperWritten.Changed)
        {
            // What she typed stays; she saves it over the newer one, or leaves.
            await plan.OpenAsync(cancel);
            ModelState.Remove("Input.Seen");
            Input.Seen = 0;
            if (plan.Find(Line.Id) is { } there)
            {
                Input.Seen = there.Seen;
                SavedThere = Beside(there.Step, step);
            }
        }

        if (written == PaperWritten.Gone)
        {
            ModelState.Remove("Input.Seen");
            Input.Seen = 0;
        }

        ModelState.AddModelError("", words["plan.problem." + written.ToString().ToLowerInvariant()]);
        return Page();
    }

    /// <summary>Adds the step to the record as a measure taken, once, ever: what it became is on its paper, and its form is the same however often it is sent.</summary>
    protected async Task<IActionResult> AddToRecordAsync(CancellationToken cancel)
    {
        if (Measure is { } there)
        {
            return RedirectToPage("/Responses/Show", new { id = there.Id });
        }

        var today = clock.GetUtcNow().ToInstant().InZone(Case.Zone).Date;
        var fields = FieldSet.Empty.With("what", Name).With("kind", PlanCatalogue.MeasureOf(Line.Step));
        if (Line.Step.Day() is { } day && day <= today)
        {
            fields = fields.With(new When { Date = day, Precision = Precision.Day, Zone = Case.Zone });
        }

        Guid? measure = null;
        do
        {
            measure = (await Current.AppendAsync(plan.RecordForm(Line, fields, measure), [EntryDraft.New(ItemType.Measure, fields)], cancel)).ItemIds[0];
        }
        while (Case.Find<Item>(measure.Value) is { IsWithdrawn: true });
        await plan.WriteAsync(Line with { Step = Line.Step with { Measure = measure } }, cancel);
        return RedirectToPage("/Responses/Show", new { id = measure });
    }

    private IReadOnlyList<SavedThere> Beside(PlanStep there, PlanStep here) => Items.SavedThere.Of(
        new(words["plan.text"], PlanBook.Text(there, words), PlanBook.Text(here, words)),
        new(words["plan.state"], words["plan.state." + there.State], words["plan.state." + here.State]),
        new(words["plan.date"], there.Day() is { } day ? text.Day(day) : null, here.Day() is { } mine ? text.Day(mine) : null),
        new(words["plan.review"], there.ReviewDay() is { } again ? text.Day(again) : null, here.ReviewDay() is { } own ? text.Day(own) : null),
        new(words["plan.note"], there.Note, here.Note));

    private static string? Some(string? typed) => UserText.IsBlank(typed) ? null : FieldFile.Normalise(typed);

    private static string? Iso(LocalDate? day) => day is { } one ? LocalDatePattern.Iso.Format(one) : null;

    /// <summary>What is sent.</summary>
    public sealed class InputModel
    {
        /// <summary>The paper of a new step; sent along, so that a form that is sent twice makes one.</summary>
        public Guid Id { get; set; }

        /// <summary>The number of its area: where a step belongs that another window erased meanwhile.</summary>
        public int Area { get; set; }

        /// <summary>The version that was shown.</summary>
        public int Seen { get; set; }

        /// <summary>What is to be done.</summary>
        [Longest(1000)]
        public string? Text { get; set; }

        /// <summary>How it stands.</summary>
        public string? State { get; set; } = PlanStates.Planned;

        /// <summary>The day for it, as typed.</summary>
        [Longest(80)]
        public string? Date { get; set; }

        /// <summary>The day to look again, as typed.</summary>
        [Longest(80)]
        public string? Review { get; set; }

        /// <summary>A note.</summary>
        [Longest(4000)]
        public string? Note { get; set; }
    }
}
