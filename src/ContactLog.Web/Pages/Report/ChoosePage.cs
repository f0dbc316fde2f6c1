using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using ContactLog.Web.Items;
using ContactLog.Web.Pages.Redactions;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Report;

/// <summary>What a report may hold, chosen and looked at before anything is made. The view is <c>_Choose</c>.</summary>
public abstract class ChoosePage(CurrentCase current, CaseExport export, ChosenReport chosen, Words words, TimeProvider clock) : CasePage(current)
{
    /// <summary>Up to this many rows, and pictures of this many bytes, laying the pages out takes no longer than a page may take to come.</summary>
    private const int QuickRows = 100;
    private const long QuickBytes = 8_000_000;

    /// <summary>What is chosen.</summary>
    [BindProperty]
    public ChoicesInput Input { get; set; } = new();

    /// <summary>The choices as the report understands them.</summary>
    public ReportOptions Options { get; private set; } = new();

    /// <summary>The report as it would be made now.</summary>
    public ReportDocument Document { get; private set; } = null!;

    /// <summary>How its pages fall; null when that was not asked for and would keep her waiting.</summary>
    public PdfReportResult? Pages { get; private set; }

    /// <summary>The section that is looked at, from 0.</summary>
    public int Section { get; private set; }

    /// <summary>Rows that are in.</summary>
    public int RowsIn => Case.Incidents.Count(row => Options.IsIn(row, Case));

    /// <summary>Exhibits that are in.</summary>
    public int ExhibitsIn => Case.Exhibits.Count(exhibit => Options.IsIn(exhibit, Case));

    /// <summary>How many values she keeps back: with none, a profile can remove little.</summary>
    public int KeptBack => KeptBackFields.Count(Case);

    /// <summary>Texts that never leave.</summary>
    public int PrivateNotes => Case.Items.Where(item => !item.IsWithdrawn)
        .Sum(item => item.Fields.All.Count(said => FieldCatalogue.Owner(item.Type, said.Key) is { Class: FieldClass.Private, Kind: not FieldKind.Machine }));

    /// <summary>The first and last day there is; null when no day is known.</summary>
    public (LocalDate First, LocalDate Last)? Days
    {
        get
        {
            var days = Case.Incidents.Where(row => row.When.Date is not null).Select(row => row.When.Date!.Value).ToList();
            return days.Count == 0 ? null : (days.Min(), days.Max());
        }
    }

    /// <summary>The reports made so far, newest first.</summary>
    public IEnumerable<OpenedEntry> Made => Case.Entries.Where(entry => entry.Text.Kind == Domain.Record.EntryKind.Export).Reverse();

    /// <summary>The languages a report can be in.</summary>
    internal static readonly string[] Languages = ["en", "es"];

    /// <summary>The questions of the chosen court with what the form shows: her text where she changed it, else the record's.</summary>
    internal IReadOnlyList<CourtAnswer> Answers { get; private set; } = [];

    /// <summary>The form for partners, where the chosen one is for other people and she wrote that this was one; null otherwise.</summary>
    internal Court? ForPartners => Court.Find(Options.Court) is { PartnerForm: { } other } && Partners.Names(Case.MainContact?["relationship"]) ? Court.Find(other) : null;

    /// <summary>How many pages a statement has, and how many its court takes, where it is too long; null otherwise, and while pages are not counted.</summary>
    internal (CourtQuestion Question, int Pages)? TooLong => Pages is { } pages ? Court.Find(Options.Court)?.TooLong(Document, pages) : null;

    /// <summary>Zones whose clock can be shown: that of the case first, then those that rows name, then those of the courts.</summary>
    public IReadOnlyList<string> Zones => [.. new[] { Case.Zone.Id }
        .Concat(Case.Incidents.Where(row => row.When.Date is not null).Select(row => row.When.Zone.Id))
        .Concat(["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London", "Europe/Madrid", "UTC"])
        .Append(Options.Zone?.Id ?? Case.Zone.Id).Distinct(StringComparer.Ordinal)];

    /// <summary>Rows to choose the most serious from: those that say yes to what forms ask first, then the newest; always the chosen one.</summary>
    public IReadOnlyList<Incident> Serious => [.. Case.Incidents.Where(row => Options.IsIn(row, Case))
        .OrderByDescending(row => row.FirstSeq == Options.MostSerious).ThenByDescending(row => s_grave.Count(name => row[name] == "yes")).ThenByDescending(row => row.When.Earliest)
        .Take(MostSerious)];

    private const int MostSerious = 60;
    private static readonly string[] s_grave = ["weapon", "injury", "threat", "damage", "police"];

    /// <summary>Makes reports.</summary>
    protected CaseExport Export => export;

    /// <summary>False when her choices are not there the next time as they stand here. The page says so: she would count on them.</summary>
    public bool AreKept { get; private set; } = true;

    /// <summary>Fills the form with what was chosen last: kept, or else in the last report; before the first with the usual: everything but the effect on her, for a court file.</summary>
    protected async Task FillAsync(CancellationToken cancel)
    {
        var last = await chosen.ReadAsync((await Current.KeyAsync(cancel)).CaseId, cancel)
            ?? (Made.FirstOrDefault() is { } made
                // A report of before these were asked had her measures and marks in it; that is no choice of hers for the next one.
                ? ReportOptions.FromEntry(made) with { WithMeasures = made["with-measures"] == "yes", WithMarks = made["with-marks"] == "yes" }
                : new ReportOptions { Profile = RedactionProfile.CourtPublic });
        Input = ChoicesInput.Of(last);
        ReadChoices();
    }

    /// <summary>Takes her choices and keeps them for the next time; false when something of them cannot be taken.</summary>
    protected async Task<bool> ChooseAsync(CancellationToken cancel)
    {
        var isRead = ReadChoices();
        var caseId = (await Current.KeyAsync(cancel)).CaseId;
        var before = await chosen.ReadAsync(caseId, cancel);
        // What she wrote for another court, or in another window since this form was shown, is not in it and is not thrown away
        // by it: an answer is taken away only by a box in which it stood.
        var answers = Hers();
        foreach (var (key, text) in before?.Answers ?? new Dictionary<string, string>())
        {
            if (!Input.Hers.Contains(key, StringComparer.Ordinal))
            {
                answers.TryAdd(key, text);
            }
        }

        Options = Options with { Answers = OfCourt(answers) };
        // A day that cannot be read keeps nothing else of an evening's work from being kept.
        var kept = Options with { Answers = answers, From = isRead ? Options.From : before?.From, To = isRead ? Options.To : before?.To };
        AreKept = await chosen.KeepAsync(caseId, kept, cancel) && isRead;
        return isRead;
    }

    private bool ReadChoices()
    {
        var (from, to) = (ModelState.ReadDay(words, "Input.From", Input.From, "export.from"), ModelState.ReadDay(words, "Input.To", Input.To, "export.to"));
        if (from > to)
        {
            ModelState.AddModelError("Input.To", words["export.period.turned"]);
        }

        // What is not among the choices was not chosen by her: the form is taken as if it had not been sent with it.
        Options = new ReportOptions
        {
            Paper = Input.A4 ? Paper.A4 : Paper.Letter,
            From = ModelState.IsValid ? from : null,
            To = ModelState.IsValid ? to : null,
            Kinds = [.. FieldCatalogue.IncidentKinds.Where(kind => Input.Kinds.Contains(kind, StringComparer.Ordinal))],
            People = [.. Case.Contacts.Select(contact => contact.FirstSeq).Where(Input.People.Contains)],
            WithImpact = Input.Impact,
            WithWitnesses = Input.Witnesses,
            WithPlaces = Input.Places,
            WithMeasures = Input.Measures,
            WithMarks = Input.Marks,
            VolumeMegabytes = ReportOptions.VolumeSizes.Contains(Input.Volume) ? Input.Volume : new ReportOptions().VolumeMegabytes,
            Exhibits = Enum.TryParse<ExhibitStyle>(Input.Exhibits, ignoreCase: true, out var style) && Enum.IsDefined(style) ? style : ExhibitStyle.Full,
            // A form that does not say is taken for the copy that tells least.
            Profile = RedactionProfiles.FromWord(Input.Profile) ?? RedactionProfile.RespondentService,
            TexasRules = Input.Texas,
            Language = Languages.Contains(Input.Language, StringComparer.Ordinal) ? Input.Language! : Languages[0],
            Zone = Input.Zone is { Length: > 0 } zone && zone != Case.Zone.Id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null,
            MostSerious = Case.Find<Incident>(Input.Serious)?.FirstSeq,
            Court = Court.Find(Input.Court)?.Id,
            Answers = OfCourt(Hers()),
        };
        return ModelState.IsValid;
    }

    /// <summary>Makes what there is to look at.</summary>
    /// <param name="ask">True when she asked for it and will wait.</param>
    /// <param name="cancel">Gives up.</param>
    protected async Task LookAsync(bool ask, CancellationToken cancel)
    {
        // A new one each time: a page that was gone back to must not bring the report that was made from it before.
        Input.Request = Guid.NewGuid();
        ModelState.Remove("Input.Request");
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var number = (Made.Count() + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var key = await Current.KeyAsync(cancel);
        var seals = await export.SealsAsync(Case, null, cancel);
        (Document, var answers) = export.Draft(key, Case, Options, CaseExport.IdOf(now, Case.Zone, number), now, seals, cancel);
        Answers = [.. answers.Select(answer => CourtAnswer.Of(Court.Find(Options.Court)!, answer.Question, answer.Text, Options))];
        Section = Math.Clamp(Input.Section ?? 1, 0, Document.Sections.Count - 1);
        if (ask || (Case.AllIncidents.Count <= QuickRows && (!Options.WithPictures || Case.Exhibits.Sum(exhibit => exhibit.File.Entry.Size) <= QuickBytes)))
        {
            try
            {
                Pages = export.Prepare(Document, Options).Result;
            }
            catch (Exception fault) when (MadeReport.IsBroken(fault))
            {
                // Looking goes on without page numbers; making the file says which original it is.
                Pages = null;
            }
        }
    }

    // An answer to another court's question stands in no page of this report, and so in no entry and no bundle of it.
    private Dictionary<string, string> OfCourt(Dictionary<string, string> answers) => Court.Find(Input.Court) is { } court
        ? court.Questions.Select(question => ReportOptions.AnswerKey(court, question)).Where(answers.ContainsKey).ToDictionary(key => key, key => answers[key], StringComparer.Ordinal)
        : [];

    /// <summary>The answers that she changed: neither empty, which gives the question back to the record, nor still what the form was filled with.</summary>
    private Dictionary<string, string> Hers() => Input.Answers
        .Where(answer => CourtAnswer.IsKey(answer.Key) && !string.IsNullOrWhiteSpace(answer.Value)
            && (!Input.Was.TryGetValue(answer.Key, out var was) || was != CourtAnswer.DigestOf(answer.Value)))
        .ToDictionary(answer => answer.Key, answer => CourtAnswer.Normal(answer.Value!), StringComparer.Ordinal);
}
