using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Tables;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using ContactLog.Web.Items;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;
using NodaTime.TimeZones;

namespace ContactLog.Web.Pages.Import;

/// <summary>Step 2: whose messages, and what the file does not say by itself. Shows what every record is, so that she sees that nothing vanishes.</summary>
internal sealed class ChooseModel(CurrentCase current, Words words) : ImportPage(current)
{
    private const int Shown = 6;
    private const int MostListed = 1_000;
    private const int MostNames = 60;

    /// <summary>What she chose.</summary>
    [BindProperty]
    public AnswersModel Input { get; set; } = new();

    /// <summary>What the files held, and as what they were read.</summary>
    public ExportReading Reading { get; private set; } = null!;

    /// <summary>What the files held.</summary>
    public Imports.Tally Tally => Reading.Tally;

    /// <summary>The people of the file: those in her record first, then by how often, then those without a number.</summary>
    public IReadOnlyList<Choice> Numbers { get; private set; } = [];

    /// <summary>The first of them.</summary>
    public IEnumerable<Choice> First => Numbers.Where((choice, at) => at < Shown || Input.Person.Contains(choice.Person.Id));

    /// <summary>The rest.</summary>
    public IEnumerable<Choice> Rest => Numbers.Except(First).Take(MostListed);

    /// <summary>How many people are not listed.</summary>
    public int Unlisted => Math.Max(0, Numbers.Count - First.Count() - MostListed);

    /// <summary>The names, accounts and addresses among whom she may be; empty when the file says who she is.</summary>
    public IReadOnlyList<ParticipantTally> Names { get; private set; } = [];

    /// <summary>The plan for the chosen person, or null.</summary>
    public ImportPlan? Plan { get; private set; }

    /// <summary>The sums.</summary>
    public TallyCard Card { get; private set; } = null!;

    /// <summary>An earlier import of the same bytes.</summary>
    public Domain.Evidence.Import? Same { get; private set; }

    /// <summary>Numbers without a country stand in the file, and she has not said which.</summary>
    public bool AsksCountry => Input.Country is null && Numbers.Any(choice => choice.Person.Kind == PeerKind.Exact && choice.Person.Id.Count(char.IsAsciiDigit) >= 7);

    /// <summary>The dates of more files can be read two ways than are asked about here.</summary>
    public bool AsksOneByOne => Tally.OpenDates.Count > ImportAnswers.MostOrders;

    /// <summary>Whether the file has wall times, whose zone only she knows.</summary>
    public bool AsksZone => Tally.HasWallTimes;

    /// <summary>What the clock of the phone was, when it does not fit the zone; null when it fits or is not known.</summary>
    public Offset? OtherOffset { get; private set; }

    /// <summary>The countries.</summary>
    public IEnumerable<SelectListItem> Countries =>
        [new(words["import.country.none"], ""), .. PhoneNumbers.Countries.Select(iso => new SelectListItem(ImportWords.Country(iso), iso)).OrderBy(item => item.Text, StringComparer.Create(words.Culture, ignoreCase: true))];

    /// <summary>The zones.</summary>
    public IEnumerable<SelectListItem> Zones => ZoneList.For(Case.Zone.Id);

    /// <summary>Why this zone is suggested.</summary>
    public string ZoneHint => OtherOffset is { } offset ? words["import.zone.other", ZoneList.Text(offset), Input.Zone?.Replace('_', ' ')]
        : AsksZone ? words["importing.zone.local", Input.Zone?.Replace('_', ' ')]
        : Tally.Offsets.Count > 0 ? words["import.zone.fits", string.Join(", ", Tally.Offsets.Take(2).Select(one => ZoneList.Text(one.Offset)))]
        : words["import.zone.hint"];

    /// <summary>The period is to be seen: she has chosen one, or there is more than comes in at once.</summary>
    public bool ShowsPeriod => Plan is { TooMany: true } || !string.IsNullOrWhiteSpace(Input.From) || !string.IsNullOrWhiteSpace(Input.To);

    /// <summary>Nothing in the file can be brought in, so there is nothing to go on to.</summary>
    public bool IsNothing => Numbers.Count == 0 && Tally.Events + Tally.Pictures + Tally.Recordings == 0;

    /// <summary>Whether the file is one table, whose columns she can say the meaning of.</summary>
    public bool IsTable { get; private set; }

    /// <summary>What she settled of its columns, as it goes on.</summary>
    public string? Map { get; private set; }

    /// <summary>Reads the file.</summary>
    public Task<IActionResult> OnGetAsync(Guid fileId, string? missing, CancellationToken cancel) => ShowAsync(fileId, missing, suggest: true, cancel);

    /// <summary>Reads it again with her answers.</summary>
    public Task<IActionResult> OnPostAsync(Guid fileId, string? missing, CancellationToken cancel) => ShowAsync(fileId, missing, suggest: Input.Table is not null, cancel);

    /// <summary>Puts the files away.</summary>
    public async Task<IActionResult> OnPostCancelAsync(Guid fileId, CancellationToken cancel)
    {
        foreach (var id in Ids(fileId))
        {
            await Current.DropPendingAsync(id, cancel);
        }

        return RedirectToPage("Index");
    }

    private async Task<IActionResult> ShowAsync(Guid fileId, string? missing, bool suggest, CancellationToken cancel)
    {
        if (await FindSourceAsync(fileId, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        Input.Zone ??= Case.Zone.Id;
        Input.Pictures ??= Makers.Word(Maker.Her);
        var answers = Input.Answers(Case);
        await using var source = await OpenAsync(Sources, cancel);
        var look = Sources.Count == 1 ? TableLook.At(source.File, null, source.Reading) : null;
        IsTable = look is not null;
        Map = answers.Map?.ToJson();
        if (look is { Sure: false } && answers.Map is null)
        {
            // Its headings do not say it: she does, before anything is read by a guess.
            return RedirectToPage("Columns", new { fileId });
        }

        Reading = Count(source.File, answers.Options, source.Reading);
        if (Reading.Format is null)
        {
            return NotFound();
        }

        AskOrders(answers);
        Refuse(missing ?? (Input.IsPeriod ? null : "period"), answers);

        // Who she is can be seen only where she is not herself yet; so the names are those of the file as it stands.
        var plain = answers.Me.Count == 0 ? Tally : Count(source.File, (answers with { Me = [] }).Options, source.Reading).Tally;
        Names = plain.Outgoing == 0 || plain.AsksMe || answers.Me.Count > 0
            ? [.. plain.Participants.Where(one => one.Kind is PeerKind.Name or PeerKind.Account or PeerKind.Email).Take(MostNames)] : [];

        var known = KnownNumbers.Of(Case, answers.Country);
        Numbers = WithNamelessInSight([.. Tally.Participants.Where(one => one.Messages > one.ByThemselves).Select(one => new Choice(one, known.Find(one.Id)))
            .OrderBy(one => one.Person.Kind is PeerKind.Withheld or PeerKind.Unknown).ThenByDescending(one => one.Known is not null).ThenByDescending(one => one.Person.Messages)]);
        Suggest(suggest, answers);
        if (suggest && Numbers.Count == 0)
        {
            // A calendar by itself has nothing else to bring in.
            Input.Events = Tally.Events > 0;
        }

        if (Input.Person.Count > 0 || Input.Events || Tally.Pictures + Tally.Recordings > 0)
        {
            Plan = ImportPlan.Read(source.File, Case, Input.Answers(Case), new HashSet<string>(), keepRaw: false, source.Reading);
        }

        if (ModelState.IsValid)
        {
            // The form goes out with what was found, not with what came in.
            ModelState.Remove("Input.Person");
        }

        Card = Plan is { } plan ? TallyCard.For(words, plan) : TallyCard.For(words, Tally);
        OtherOffset = OffsetBesides(answers.Zone);
        Same = Case.Items.OfType<Exhibit>().FirstOrDefault(exhibit => exhibit.File.Entry.Sha256 == Source.Entry.Sha256 && !exhibit.IsWithdrawn) is { } exhibit
            ? Case.Find<Domain.Evidence.Import>(exhibit.Fields.Number("source")) : null;
        return Page();
    }

    /// <summary>One question for each file that leaves open how its dates are written, with her answer for it, wherever it stood in the form that came.</summary>
    private void AskOrders(ImportAnswers answers)
    {
        foreach (var name in ModelState.Keys.Where(name => name.StartsWith("Input.Orders", StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(name);
        }

        Input.Orders = AsksOneByOne ? []
            : [.. Tally.OpenDates.Select(open => new FileOrder { File = open.File, Order = answers.DateOrders.TryGetValue(open.File ?? "", out var order) ? DateOrders.Word(order) : null })];
    }

    /// <summary>Says what has to be answered before she can go on.</summary>
    private void Refuse(string? missing, ImportAnswers answers)
    {
        if (missing == "period")
        {
            var (from, to) = (ModelState.ReadDay(words, "Input.From", Input.From, "importing.period.from"), ModelState.ReadDay(words, "Input.To", Input.To, "importing.period.to"));
            if (from > to)
            {
                ModelState.AddModelError("Input.To", words["importing.period.wrong"]);
            }
        }
        else if (missing is not (null or "files"))
        {
            var (field, sentence) = missing switch
            {
                "order" => ($"Input.Orders[{Tally.OpenDates.TakeWhile(answers.HasOrder).Count()}].Order", "importing.order.missing"),
                "recordings" => ("Input.Recordings", "importing.maker.missing"),
                _ => ("Input.Person", "import.choose.missing"),
            };
            ModelState.AddModelError(field, words[sentence]);
        }
    }

    /// <summary>The one number that she has already is the one suggestion; among several, or none, nobody is chosen for her.</summary>
    private void Suggest(bool suggest, ImportAnswers answers)
    {
        if (suggest && Numbers.Count(one => one.Known is not null) == 1)
        {
            Input.Person = [Numbers.First(one => one.Known is not null).Person.Id];
            return;
        }

        // A number that was chosen before the country was is completed by it now.
        Input.Person = [.. Input.Person.Where(person => !string.IsNullOrEmpty(person))
            .Select(person => Numbers.Any(one => one.Person.Id == person) ? person : PhoneNumbers.Read(person, answers.Country).Id)
            .Where(person => Numbers.Any(one => one.Person.Id == person)).Distinct(StringComparer.Ordinal)];
    }

    private static ExportReading Count(ExportFile file, ReadOptions options, CancellationToken cancel)
    {
        var reading = ExportReading.Open(file, options);
        reading.ReadTally(cancel);
        return reading;
    }

    /// <summary>Those without a number belong among the first: a withheld call is easily the one that matters.</summary>
    private static List<Choice> WithNamelessInSight(IReadOnlyList<Choice> sorted)
    {
        var list = sorted.ToList();
        foreach (var nameless in sorted.Where(one => one.Person.Kind is PeerKind.Withheld or PeerKind.Unknown).Reverse())
        {
            list.Remove(nameless);
            list.Insert(Math.Min(Shown - 2, list.Count), nameless);
        }

        return list;
    }

    private Offset? OffsetBesides(DateTimeZone zone)
    {
        if (Tally.Offsets.Count == 0 || Tally.First is not { } first || Tally.Last is not { } last)
        {
            return null;
        }

        var most = Tally.Offsets[0].Offset;
        return zone.GetZoneIntervals(first, last + Duration.FromSeconds(1)).Any(interval => interval.WallOffset == most) ? null : most;
    }

    /// <summary>One person of the file.</summary>
    /// <param name="Person">As counted.</param>
    /// <param name="Known">The same number in her record, or null.</param>
    public sealed record Choice(ParticipantTally Person, ContactPoint? Known)
    {
        /// <summary>The number.</summary>
        public string Label(Words words) => ImportWords.Person(words, Person.Kind, Known?.Value ?? ImportMessages.NumberOf(Person));

        /// <summary>How many, until when, and whether she knows it.</summary>
        public string Hint(Words words, DateTimeZone zone)
        {
            ArgumentNullException.ThrowIfNull(words);
            var line = ImportWords.Day(words, Person.Last, zone) is { } last
                ? words.Count("import.number.last", Person.Messages - Person.ByThemselves, last)
                : words.Count("import.number", Person.Messages - Person.ByThemselves);
            var rest = Person.Kind switch
            {
                PeerKind.Withheld => words["import.number.withheld"],
                PeerKind.Unknown => words["import.number.unnamed"],
                PeerKind.Name => words["importing.name"],
                _ when Known is not null => words["import.number.known"],
                PeerKind.Email or PeerKind.Account => Person.Label is { } shown ? words["importing.shown", shown] : null,
                _ => Person.Label is { } label ? words["import.number.label", label] : null,
            };
            return rest is null ? line : line + " " + rest;
        }
    }
}
