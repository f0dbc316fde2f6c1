using ContactLog.Data.Private;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Time;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Support;

/// <summary>Somebody who knows: new, changed, or erased.</summary>
public sealed class PersonModel(CurrentCase current, PrivatePapers papers, CurrentUser me, Words words, FieldText text) : CasePage(current)
{
    /// <summary>What the form asks.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The person as kept; null for a new one.</summary>
    public Paper<SupportPerson>? Paper { get; private set; }

    /// <summary>What another window saved in the meantime, where it is not what is in this form.</summary>
    public IReadOnlyList<SavedThere> SavedThere { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancel)
    {
        if (id is null)
        {
            Input.Id = Guid.NewGuid();
            return Page();
        }

        if (!await FindAsync(id.Value, cancel))
        {
            return NotFound();
        }

        var person = Paper!.Content;
        Input = new()
        {
            Id = Paper.Id,
            Seen = Paper.Version,
            Name = person.Name,
            Role = person.Role,
            Reach = person.Reach,
            Told = person.Told,
            ToldOn = person.ToldDay() is { } day ? text.Day(day) : null,
            Asked = person.Asked,
            CodeWord = person.CodeWord,
            Buddy = person.Buddy,
            Holds = person.Holds,
            Note = person.Note,
        };
        return Page();
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken cancel)
    {
        // Erased in another window while she wrote here: what she wrote is not thrown away with it.
        if (id is { } known && !await FindAsync(known, cancel) && Input.Id != known)
        {
            return NotFound();
        }

        if (UserText.IsBlank(Input.Name))
        {
            ModelState.AddModelError("Input.Name", words["support.problem.name"]);
        }

        var toldOn = ModelState.ReadDay(words, "Input.ToldOn", Input.ToldOn, "support.told-day");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var person = new SupportPerson
        {
            Name = Input.Name!.Trim(),
            Role = Some(Input.Role),
            Reach = Some(Input.Reach),
            Told = Some(Input.Told),
            ToldOn = toldOn is { } told ? LocalDatePattern.Iso.Format(told) : null,
            Asked = Some(Input.Asked),
            CodeWord = Some(Input.CodeWord),
            Buddy = Some(Input.Buddy),
            Holds = Some(Input.Holds),
            Note = Some(Input.Note),
        };
        var written = await papers.WriteAsync(me.Keys, PaperShelf.People, id ?? Input.Id, Input.Seen, person, cancel);
        if (written == PaperWritten.Kept)
        {
            return RedirectToPage("/Support/Index");
        }

        if (written == PaperWritten.Changed && await FindAsync(id ?? Input.Id, cancel))
        {
            // What she typed stays; she saves it over the newer one, or leaves.
            ModelState.Remove("Input.Seen");
            Input.Seen = Paper!.Version;
            SavedThere = Beside(Paper.Content, person);
        }

        if (written == PaperWritten.Gone)
        {
            ModelState.Remove("Input.Seen");
            Input.Seen = 0;
        }

        ModelState.AddModelError("", words["plan.problem." + written.ToString().ToLowerInvariant()]);
        return Page();
    }

    /// <summary>Erases the page of this person. One that is gone already is gone.</summary>
    public async Task<IActionResult> OnPostEraseAsync(Guid id, CancellationToken cancel)
    {
        await papers.EraseAsync(me.Keys, PaperShelf.People, id, cancel);
        return RedirectToPage("/Support/Index");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancel) =>
        (Paper = await papers.FindAsync<SupportPerson>(me.Keys, PaperShelf.People, id, cancel)) is not null;

    private IReadOnlyList<SavedThere> Beside(SupportPerson there, SupportPerson here) => Items.SavedThere.Of(
        new(words["support.name"], there.Name, here.Name),
        new(words["support.role"], there.Role, here.Role),
        new(words["support.reach"], there.Reach, here.Reach),
        new(words["support.told"], there.Told, here.Told),
        new(words["support.told-day"], there.ToldDay() is { } day ? text.Day(day) : null, here.ToldDay() is { } mine ? text.Day(mine) : null),
        new(words["support.asked"], there.Asked, here.Asked),
        new(words["support.code"], there.CodeWord, here.CodeWord),
        new(words["support.buddy"], there.Buddy, here.Buddy),
        new(words["support.holds"], there.Holds, here.Holds),
        new(words["plan.note"], there.Note, here.Note));

    private static string? Some(string? typed) => UserText.IsBlank(typed) ? null : FieldFile.Normalise(typed);

    /// <summary>What is sent.</summary>
    public sealed class InputModel
    {
        /// <summary>The paper of a new person.</summary>
        public Guid Id { get; set; }

        /// <summary>The version that was shown.</summary>
        public int Seen { get; set; }

        /// <summary>See <see cref="SupportPerson.Name"/>.</summary>
        [Longest(200)]
        public string? Name { get; set; }

        /// <summary>See <see cref="SupportPerson.Role"/>.</summary>
        [Longest(200)]
        public string? Role { get; set; }

        /// <summary>See <see cref="SupportPerson.Reach"/>.</summary>
        [Longest(1000)]
        public string? Reach { get; set; }

        /// <summary>See <see cref="SupportPerson.Told"/>.</summary>
        [Longest(4000)]
        public string? Told { get; set; }

        /// <summary>The day they were told, as typed.</summary>
        [Longest(80)]
        public string? ToldOn { get; set; }

        /// <summary>See <see cref="SupportPerson.Asked"/>.</summary>
        [Longest(4000)]
        public string? Asked { get; set; }

        /// <summary>See <see cref="SupportPerson.CodeWord"/>.</summary>
        [Longest(200)]
        public string? CodeWord { get; set; }

        /// <summary>See <see cref="SupportPerson.Buddy"/>.</summary>
        [Longest(1000)]
        public string? Buddy { get; set; }

        /// <summary>See <see cref="SupportPerson.Holds"/>.</summary>
        [Longest(1000)]
        public string? Holds { get; set; }

        /// <summary>See <see cref="SupportPerson.Note"/>.</summary>
        [Longest(4000)]
        public string? Note { get; set; }
    }
}
