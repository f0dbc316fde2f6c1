using System.Globalization;
using ContactLog.Data.Record;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;

namespace ContactLog.Web.Pages.Import;

/// <summary>Step 3: exactly what will be added. Nothing is in the record before she says so here, and then all of it at once.</summary>
internal sealed class PreviewModel(CurrentCase current, CurrentUser me, ImportMessages import, ImportProgress progress, Words words) : ImportPage(current)
{
    private const int PageSize = 25;

    /// <summary>What she chose, carried from page to page of the preview. Numbers never stand in an address.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <inheritdoc/>
    protected override Guid Form => Input.Request;

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
    public TickList Typed { get; private set; } = null!;

    /// <summary>Those that may be there already, under another name or with other words.</summary>
    public TickList Alike { get; private set; } = null!;

    /// <summary>The people to whom a new number, or nameless calls, can be put.</summary>
    public IEnumerable<SelectListItem> People =>
        [new(words["import.contact.none"], ""), .. Case.Contacts.Select(one => new SelectListItem(one.Label ?? words["import.contact.unnamed"], one.FirstSeq.ToString(CultureInfo.InvariantCulture)))];

    /// <summary>How many of the files are no exports, and are not kept.</summary>
    public int NotKept => new SourceCards(Sources, Plan.Reading).NotRead.Count;

    /// <summary>Whether it is asked whose number it is.</summary>
    public bool AsksContact => Case.Contacts.Count > 0 && (Plan.HasNameless || Plan.People.Any(person => Plan.Known(person.Id) is null));

    /// <summary>Whether the file leaves open from whom these came.</summary>
    public bool IsNameless => Plan.People.All(person => person.Kind is PeerKind.Withheld or PeerKind.Unknown);

    /// <summary>How many entries there will be.</summary>
    public int Entries { get; private set; }

    /// <summary>What the columns of a table mean, as it goes on.</summary>
    public string? Map { get; private set; }

    /// <summary>How many rows the search found; null without one.</summary>
    public int? Hits { get; private set; }

    /// <summary>The gaps from which she can choose.</summary>
    public IEnumerable<SelectListItem> Gaps =>
        [new(words["importing.gap.none"], ""), .. s_gaps.Select(minutes => new SelectListItem(words["importing.gap.within", ImportWords.Minutes(words, minutes)], minutes.ToString(CultureInfo.InvariantCulture)))];

    private static readonly int[] s_gaps = [5, 10, 30, 60, 180, 720];

    /// <summary>A preview is asked for by a form; its address alone says nothing.</summary>
    public IActionResult OnGet(Guid fileId) => RedirectToPage("Choose", new { fileId, more = More });

    /// <summary>How far the adding has come, for the script that shows it: two numbers.</summary>
    public IActionResult OnGetProgress(Guid request) =>
        progress.Of(me.Id, request) is { } at ? new JsonResult(new { done = at.Done, total = at.Total }) : new JsonResult(new { done = 0, total = 0 });

    /// <summary>Shows.</summary>
    public Task<IActionResult> OnPostAsync(Guid fileId, CancellationToken cancel) => ShowAsync(fileId, cancel);

    /// <summary>Adds.</summary>
    public async Task<IActionResult> OnPostAddAsync(Guid fileId, CancellationToken cancel)
    {
        if (await FindSourceAsync(fileId, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        if (!Input.IsPeriod)
        {
            return await ShowAsync(fileId, cancel);
        }

        var contact = int.TryParse(Input.Contact, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? Case.Find<Contact>(seq) : null;
        try
        {
            if (await import.AddAsync(Case, Sources, Input.Answers(Case), Input.AddTooSet, contact is { IsWithdrawn: false } ? contact : null, Input.Request, cancel) is { } id)
            {
                return RedirectToPage("Done", new { id });
            }
        }
        catch (RecordMovedException)
        {
            ModelState.AddModelError("", words["import.moved"]);
        }

        Case = await Current.ReopenAsync(cancel);
        return await ShowAsync(fileId, cancel);
    }

    private async Task<IActionResult> ShowAsync(Guid fileId, CancellationToken cancel)
    {
        if (await FindSourceAsync(fileId, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        await using var source = await OpenAsync(Sources, cancel);
        var answers = Input.Answers(Case);
        var plan = ImportPlan.Read(source.File, Case, answers, Input.AddTooSet, keepRaw: false, source.Reading);
        if (plan is { IsChosen: false } && answers.Persons.Any(person => PhoneNumbers.Read(person, answers.Country).Id != person))
        {
            // She chose a number and a country in one go: the number is completed by it now.
            Input.Person = [.. answers.Persons.Select(person => PhoneNumbers.Read(person, answers.Country).Id)];
            answers = Input.Answers(Case);
            plan = ImportPlan.Read(source.File, Case, answers, Input.AddTooSet, keepRaw: false, source.Reading);
        }

        // Nobody chosen, dates that can be read both ways and she has not said how, recordings of which she has not said whose they are,
        // or a form that was made up. Her answers go along, in the form and in no address.
        if ((plan is { AsksOneByOne: true } ? "files" : plan is { AsksOrder: true } ? "order" : !Input.IsPeriod ? "period" : plan is { AsksRecordings: true } ? "recordings" : plan is not { IsChosen: true } ? "person" : null) is { } missing)
        {
            return RedirectToPagePreserveMethod("Choose", routeValues: new { fileId, more = More, missing });
        }

        Plan = plan!;
        Map = answers.Map?.ToJson();
        Zone = answers.Zone;
        Card = TallyCard.For(words, Plan);
        var adding = Plan.Items.Where(planned => !planned.IsLeftOut).ToList();
        Entries = Sessions.Of(adding, answers).Count;
        Turn([.. adding.Concat(Plan.Others)]);
        ListTicks();
        if (Input.Request == Guid.Empty)
        {
            Input.Request = Guid.NewGuid();
        }

        // The form goes out with what was decided here, not with what came in.
        foreach (var name in new[] { "Input.Person", "Input.Page", "Input.Turn", "Input.Request", "Input.AddToo", "Input.TypedPage", "Input.AlikePage", "Input.TickedElsewhere" })
        {
            ModelState.Remove(name);
        }

        return Page();
    }

    /// <summary>This page again, at one of its lists.</summary>
    public string? Here(string list) => Url.Page("Preview", null, new { fileId = Source.Id, more = More }, null, null, list);

    /// <summary>The pages of those that are left out unless she ticks them.</summary>
    private void ListTicks()
    {
        var ticked = Input.AddTooSet;
        Typed = new([.. Plan.Items.Where(planned => planned.Same is not null && planned.Fate != Fate.Alike)], Input.TypedPage + Input.TypedTurn, ticked);
        Alike = new([.. Plan.Items.Where(planned => planned.Like is not null)], Input.AlikePage + Input.AlikeTurn, ticked);
        (Input.TypedPage, Input.AlikePage) = (Typed.Page, Alike.Page);
        var elsewhere = Places(Typed.All, Alike.All).Where(ticked.Contains).Except(Places(Typed.Listed, Alike.Listed)).ToHashSet(StringComparer.Ordinal);
        Input.TickedElsewhere = string.Join('\n', elsewhere);
        Input.AddToo.Clear();
        foreach (var place in ticked.Where(place => !elsewhere.Contains(place)))
        {
            Input.AddToo.Add(place);
        }

        static IEnumerable<string> Places(IReadOnlyList<Planned> one, IReadOnlyList<Planned> other) => one.Concat(other).Select(planned => planned.Item.Locator.Path);
    }

    /// <summary>The page of rows that is to be seen: searched, in her order, with what others said around them.</summary>
    private void Turn(IReadOnlyList<Planned> all)
    {
        var fresh = Input.Turnaround is not null || Input.Search?.Trim() != Input.Searched;
        Input.Order = Input.Turnaround ?? Input.Order;
        Input.Search = Input.Search?.Trim();
        Input.Searched = Input.Search;
        ModelState.Remove("Input.Searched");
        var rows = all.Select((planned, at) => (planned, at)).OrderBy(one => ImportTimes.Order(one.planned.Item, Zone)).ThenBy(one => one.at).Select(one => one.planned);
        if (Input.Search is { Length: > 0 } search)
        {
            rows = rows.Where(planned => planned.Fate != Fate.Others && Row.Matches(planned, search));
        }

        var list = rows.ToList();
        Hits = Input.Search is { Length: > 0 } ? list.Count : null;
        if (Input.Newest)
        {
            list.Reverse();
        }

        Pages = Math.Max(1, (list.Count + PageSize - 1) / PageSize);
        Input.Page = fresh ? 1 : Math.Clamp(Input.Page + Input.Turn, 1, Pages);
        Rows = [.. list.Skip((Input.Page - 1) * PageSize).Take(PageSize)];
    }

    /// <summary>The span and the kinds, in a sentence.</summary>
    public string Summary()
    {
        var theirs = Plan.Items.Where(planned => planned.Fate is Fate.Theirs or Fate.Event or Fate.Made).ToList();
        string[] kinds =
        [
            .. new[] { (FoundKind.Text, "import.kind.texts"), (FoundKind.Call, "import.kind.calls"), (FoundKind.Voicemail, "import.kind.voicemails"),
                (FoundKind.Email, "importing.kind.emails"), (FoundKind.Social, "importing.kind.socials"), (FoundKind.Photo, "importing.kind.photos"),
                (FoundKind.InPerson, "importing.kind.in-person"), (FoundKind.Event, "importing.kind.events"), (FoundKind.Other, "importing.kind.others") }
                .Select(kind => (Key: kind.Item2, Count: theirs.Count(planned => planned.Fate != Fate.Made && planned.Item.Kind == kind.Item1)))
                .Append((Key: "importing.kind.made", Count: Plan[Fate.Made]))
                .Where(kind => kind.Count > 0).Select(kind => words.Count(kind.Key, kind.Count)),
        ];
        var days = theirs.Select(planned => ImportTimes.WhenOf(planned.Item, Zone).Date).OfType<LocalDate>().ToList();
        var list = string.Join(", ", kinds);
        if (Plan[Fate.Own] > 0)
        {
            list = list.Length == 0 ? words.Count("import.preview.own", Plan[Fate.Own]) : words.Count("import.preview.with-own", Plan[Fate.Own], list);
        }

        return days.Count == 0 ? list
            : days.Min() == days.Max() ? words["importing.preview.day", list, ImportWords.Day(words, days.Min())]
            : words["import.preview.span", list, ImportWords.Day(words, days.Min()), ImportWords.Day(words, days.Max())];
    }

    /// <summary>The form.</summary>
    public sealed class InputModel : AnswersModel
    {
        /// <summary>The person that a new number belongs to.</summary>
        public string? Contact { get; set; }

        /// <summary>The places of those that are not the same as what she typed.</summary>
        public IList<string> AddToo { get; init; } = [];

        /// <summary>Those of them that are ticked on pages of the lists that are not shown, each on a line.</summary>
        public string? TickedElsewhere { get; set; }

        /// <summary>The page of those that look the same as what she typed.</summary>
        public int TypedPage { get; set; } = 1;

        /// <summary>One page of them on, or back.</summary>
        public int TypedTurn { get; set; }

        /// <summary>The page of those that may be there already.</summary>
        public int AlikePage { get; set; } = 1;

        /// <summary>One page of them on, or back.</summary>
        public int AlikeTurn { get; set; }

        /// <summary>Words to look for in what will be added.</summary>
        public string? Search { get; set; }

        /// <summary>What was looked for before: another search begins at its first page.</summary>
        public string? Searched { get; set; }

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

        internal IReadOnlySet<string> AddTooSet => AddToo.Concat((TickedElsewhere ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
    }
}
