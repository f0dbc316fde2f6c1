using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Boundaries;

/// <summary>
/// Help with the words of a boundary. First it asks whether saying it could raise the danger; then words to start from, a
/// preview to change and copy; and "I sent it", which is the form of a boundary with the words in it. Nothing is sent from
/// here, and nothing is kept until she saves the boundary.
/// </summary>
public sealed class WordingModel(CurrentCase current, Words words) : CasePage(current)
{
    private static readonly string[] s_places = ["first", "second"];

    /// <summary>What the words can be for, in the order of the page.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["all", "children", "belongings", "third", "lawyer"];

    /// <summary>What to leave out.</summary>
    public static IReadOnlyList<string> LeaveOut { get; } = ["reasons", "feelings", "questions", "maybe", "place", "threats"];

    /// <summary>What is sent.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>How far she is: <c>ask</c>, <c>advocate</c>, <c>choose</c>, <c>words</c>.</summary>
    public string Step { get; private set; } = "ask";

    /// <summary>The form of the boundary, with the words in it; null for a note to a lawyer, which is no boundary yet.</summary>
    public ItemForm? Form { get; private set; }

    /// <summary>Shows the question.</summary>
    public void OnGet()
    {
    }

    /// <summary>Goes on, by what was answered so far.</summary>
    public void OnPost()
    {
        Step = Input switch
        {
            { Danger: "yes" or "unsure" } => "advocate",
            { Danger: not "no" } => "ask",
            // Words of hers that are too long stay before her, with what is wrong beside them.
            { Kind: { } kind } when Kinds.Contains(kind) && (ModelState.IsValid || !string.IsNullOrWhiteSpace(Input.Text)) => "words",
            _ => "choose",
        };
        if (Step == "ask")
        {
            ModelState.AddModelError("Input.Danger", words["wording.problem.danger"]);
        }
        else if (Step == "choose" && Input.Chosen)
        {
            ModelState.AddModelError("Input.Kind", words["wording.problem.kind"]);
        }
        else if (Step == "words")
        {
            // Her own words, once she changed them, are what goes on.
            if (string.IsNullOrWhiteSpace(Input.Text))
            {
                ModelState.Remove("Input.Text");
                Input.Text = words["wording.text." + Input.Kind, Filled(Input.First, "first"), Filled(Input.Second, "second")];
            }

            HasGap = s_places.Any(place => words.Find($"wording.gap.{Input.Kind}.{place}") is { } gap && Input.Text.Contains(gap, StringComparison.Ordinal));
            if (Input.Kind != "lawyer" && !HasGap && ModelState.IsValid)
            {
                var start = FieldSet.Empty.With("words", Input.Text.ReplaceLineEndings("\n")).With("in-writing", "yes");
                Form = ItemForm.New(ItemType.Boundary, Case, Case.Contacts.Count(contact => contact.IsMain) == 1 ? start.With("contact", Case.MainContact!.FirstSeq) : start);
            }
        }
    }

    /// <summary>Something she left open still stands in the words, in brackets: nothing is sent with a gap in it, and nothing is filled in for her.</summary>
    public bool HasGap { get; private set; }

    /// <summary>Tells the form of the boundary when it is sent twice.</summary>
    public Guid RequestId { get; } = Guid.NewGuid();

    private string Filled(string? text, string place) =>
        string.IsNullOrWhiteSpace(text) ? words.Find($"wording.gap.{Input.Kind}.{place}") ?? "" : text.Trim();

    /// <summary>What is sent.</summary>
    public sealed class InputModel
    {
        /// <summary>Whether saying it could raise the danger: yes, unsure, no.</summary>
        public string? Danger { get; set; }

        /// <summary>True from the page where the kind is chosen.</summary>
        public bool Chosen { get; set; }

        /// <summary>One of <see cref="Kinds"/>.</summary>
        public string? Kind { get; set; }

        /// <summary>What the words name first.</summary>
        [Longest(200)]
        public string? First { get; set; }

        /// <summary>What they name second.</summary>
        [Longest(200)]
        public string? Second { get; set; }

        /// <summary>The words as she changed them.</summary>
        [Longest(4000)]
        public string? Text { get; set; }
    }
}
