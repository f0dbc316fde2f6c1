using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Support;

/// <summary>
/// A one-page note for somebody at a door or a desk, from the fields she picks. It is made, shown and printed, and kept
/// nowhere; what she does not pick is not on it.
/// </summary>
public sealed class NoteModel(CurrentCase current, Words words, TimeProvider clock) : CasePage(current)
{
    /// <summary>What they can be asked to do.</summary>
    public static IReadOnlyList<string> Asks { get; } = ["no-entry", "no-talk", "call-me", "call-police", "write-down", "keep-film"];

    /// <summary>What they can be asked not to say.</summary>
    public static IReadOnlyList<string> Silences { get; } = ["hours", "place", "number", "here", "note"];

    /// <summary>What the form asks.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>True once the note is made.</summary>
    public bool IsMade { get; private set; }

    /// <summary>The order in force, where there is one: the note can say so.</summary>
    public CourtOrder? Order => Case.Lines.OfType<CourtOrder>().LastOrDefault(order => order.IsInForce(NodaTime.Instant.FromDateTimeOffset(clock.GetUtcNow())));

    /// <summary>Shows the form with what the record has, for her to change or take out before anything is made.</summary>
    public void OnGet()
    {
        var person = Case.MainContact;
        Input.Mine = Case.Settings.OwnName;
        Input.Person = person?["name"] ?? person?.Label;
        Input.Looks = person?["description"];
        Input.Vehicles = person?["vehicles"];
    }

    /// <summary>Makes the note, or leads back to the form with everything as it was.</summary>
    public void OnPost(string? back)
    {
        if (back is null && UserText.IsBlank(Input.Person) && UserText.IsBlank(Input.Looks))
        {
            ModelState.AddModelError("Input.Person", words["support.note.problem"]);
        }

        // A sheet that says "tell me at once" and not how is of no use at the door.
        if (back is null && Input.Do.Contains("call-me", StringComparer.Ordinal) && UserText.IsBlank(Input.Call))
        {
            ModelState.AddModelError("Input.Call", words["support.note.problem.call"]);
        }

        IsMade = back is null && ModelState.IsValid;
    }

    /// <summary>What is sent.</summary>
    public sealed class InputModel
    {
        /// <summary>Her name.</summary>
        [Longest(200)]
        public string? Mine { get; set; }

        /// <summary>The person's name.</summary>
        [Longest(200)]
        public string? Person { get; set; }

        /// <summary>What the person looks like.</summary>
        [Longest(600)]
        public string? Looks { get; set; }

        /// <summary>What the person drives.</summary>
        [Longest(300)]
        public string? Vehicles { get; set; }

        /// <summary>Whether the order is named.</summary>
        public bool WithOrder { get; set; }

        /// <summary>What to do.</summary>
        public List<string> Do { get; set; } = [];

        /// <summary>Whom to call.</summary>
        [Longest(300)]
        public string? Call { get; set; }

        /// <summary>What not to say.</summary>
        public List<string> Silent { get; set; } = [];

        /// <summary>More.</summary>
        [Longest(600)]
        public string? More { get; set; }
    }
}
