using System.Globalization;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;

namespace ContactLog.Web.Pages.Import;

/// <summary>Step 3: exactly what will be added. Nothing is in the record before she says so here, and then all of it at once.</summary>
internal sealed class PreviewModel(CurrentCase current, ImportMessages import, Words words) : ImportPage(current)
{
    private const int PageSize = 25;
    private const int MostTyped = 200;

    /// <summary>What she chose, carried from page to page of the preview. Numbers never stand in an address.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The plan.</summary>
    public ImportPlan Plan { get; private set; } = null!;

    /// <summary>The sums.</summary>
    public TallyCard Card { get; private set; } = null!;

    /// <summary>The zone in which times are shown and kept.</summary>
    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    /// <summary>What will be added, as the preview shows it: from this page on.</summary>
    public IReadOnlyList<Planned> Rows { get; private set; } = [];

    /// <summary>The last page, from 1.</summary>
    public int Pages { get; private set; }

    /// <summary>Those that look the same as entries she typed.</summary>
    public IReadOnlyList<Planned> Typed { get; private set; } = [];

    /// <summary>How many more look the same than are listed.</summary>
    public int TypedUnlisted { get; private set; }

    /// <summary>The people to whom a new number, or nameless calls, can be put.</summary>
    public IEnumerable<SelectListItem> People =>
        [new(words["import.contact.none"], ""), .. Case.Contacts.Select(one => new SelectListItem(one.Label ?? words["import.contact.unnamed"], one.FirstSeq.ToString(CultureInfo.InvariantCulture)))];

    /// <summary>Whether it is asked whose number it is.</summary>
    public bool AsksContact => Plan.Known is null && Case.Contacts.Count > 0;

    /// <summary>A preview is asked for by a form; its address alone says nothing.</summary>
    public IActionResult OnGet(Guid fileId) => RedirectToPage("Choose", new { fileId });

    /// <summary>Shows.</summary>
    public Task<IActionResult> OnPostAsync(Guid fileId, CancellationToken cancel) => ShowAsync(fileId, cancel);

    /// <summary>Adds.</summary>
    public async Task<IActionResult> OnPostAddAsync(Guid fileId, CancellationToken cancel)
    {
        if (await FindSourceAsync(fileId, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        var contact = int.TryParse(Input.Contact, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? Case.Find<Contact>(seq) : null;
        var added = await import.AddAsync(Case, Source, Input.Answers(Case), Input.AddTooSet, contact is { IsWithdrawn: false } ? contact : null, Input.Request, cancel);
        if (added is { } id)
        {
            return RedirectToPage("Done", new { id });
        }

        return await ShowAsync(fileId, cancel);
    }

    private async Task<IActionResult> ShowAsync(Guid fileId, CancellationToken cancel)
    {
        if (await FindSourceAsync(fileId, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        await using var stream = await Current.OpenFileAsync(fileId, cancel);
        var answers = Input.Answers(Case);
        var plan = ImportPlan.Read(stream, Case, answers, Input.AddTooSet, keepRaw: false, cancel);
        if (plan is { Person: null } && PhoneNumbers.Read(answers.Person, answers.Country).Id is var id && id != answers.Person)
        {
            // She chose a number and a country in one go: the number is completed by it now.
            Input.Person = id;
            stream.Position = 0;
            plan = ImportPlan.Read(stream, Case, Input.Answers(Case), Input.AddTooSet, keepRaw: false, cancel);
        }

        if (plan?.Person is null)
        {
            // Nobody chosen, or a form that was made up.
            return RedirectToPage("Choose", new { fileId, missing = true });
        }

        Plan = plan;
        Zone = answers.Zone;
        Card = TallyCard.For(words, Plan);
        if (Input.Turnaround is { } order)
        {
            Input.Order = order;
            Input.Page = 1;
        }

        var adding = Plan.Items.Where(planned => planned.Fate != Fate.Typed).ToList();
        if (Input.Newest)
        {
            adding.Reverse();
        }

        Pages = Math.Max(1, (adding.Count + PageSize - 1) / PageSize);
        Input.Page = Math.Clamp(Input.Page + Input.Turn, 1, Pages);
        Rows = [.. adding.Skip((Input.Page - 1) * PageSize).Take(PageSize)];
        var same = Plan.Items.Where(planned => planned.Same is not null).ToList();
        Typed = [.. same.Take(MostTyped)];
        TypedUnlisted = same.Count - Typed.Count;
        if (Input.Request == Guid.Empty)
        {
            Input.Request = Guid.NewGuid();
        }

        // The form goes out with what was decided here, not with what came in.
        foreach (var name in new[] { "Input.Person", "Input.Page", "Input.Turn", "Input.Request" })
        {
            ModelState.Remove(name);
        }

        return Page();
    }

    /// <summary>The span and the kinds, in a sentence.</summary>
    public string Summary()
    {
        var theirs = Plan.Items.Where(planned => planned.Fate == Fate.Theirs).ToList();
        string[] kinds =
        [
            .. new[] { (FoundKind.Text, "import.kind.texts"), (FoundKind.Call, "import.kind.calls"), (FoundKind.Voicemail, "import.kind.voicemails") }
                .Select(kind => (Key: kind.Item2, Count: theirs.Count(planned => planned.Item.Kind == kind.Item1)))
                .Where(kind => kind.Count > 0).Select(kind => words.Count(kind.Key, kind.Count)),
        ];
        var times = theirs.Where(planned => planned.Item.At is not null).ToList();
        var list = string.Join(", ", kinds);
        if (Plan[Fate.Own] > 0)
        {
            list = list.Length == 0 ? words.Count("import.preview.own", Plan[Fate.Own]) : words.Count("import.preview.with-own", Plan[Fate.Own], list);
        }

        return times.Count == 0 ? list : words["import.preview.span", list, ImportWords.Day(words, times[0].Item.At, Zone), ImportWords.Day(words, times[^1].Item.At, Zone)];
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>The number chosen.</summary>
        public string? Person { get; set; }

        /// <summary>Her country.</summary>
        public string? Country { get; set; }

        /// <summary>The zone of the wall times.</summary>
        public string? Zone { get; set; }

        /// <summary>Her own numbers, one a line.</summary>
        public string? OwnNumbers { get; set; }

        /// <summary>The person that a new number belongs to.</summary>
        public string? Contact { get; set; }

        /// <summary>The places of those that are not the same as what she typed.</summary>
        public IList<string> AddToo { get; init; } = [];

        /// <summary>In which order it was shown.</summary>
        public string? Order { get; set; }

        /// <summary>In which order it is to be shown from its beginning; null to keep the order.</summary>
        public string? Turnaround { get; set; }

        /// <summary>Newest first.</summary>
        public bool Newest => Order == "newest";

        /// <summary>The page of the preview.</summary>
        public int Page { get; set; } = 1;

        /// <summary>One page on, or back.</summary>
        public int Turn { get; set; }

        /// <summary>Tells a form that is sent twice.</summary>
        public Guid Request { get; set; }

        internal IReadOnlySet<string> AddTooSet => AddToo.ToHashSet(StringComparer.Ordinal);

        internal ImportAnswers Answers(Domain.Cases.CaseFile file) => ImportPage.ReadAnswers(file, Person, Country, Zone, OwnNumbers);
    }
}
