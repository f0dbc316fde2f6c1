using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Web.Cases;
using ContactLog.Web.Exporting;
using ContactLog.Web.Pages.Redactions;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Report;

/// <summary>What a report may hold, chosen and looked at before anything is made. The view is <c>_Choose</c>.</summary>
public abstract class ChoosePage(CurrentCase current, CaseExport export, Words words, TimeProvider clock) : CasePage(current)
{
    /// <summary>Up to this many rows, and pictures of this many bytes, laying the pages out takes no longer than a page may take to come.</summary>
    private const int QuickRows = 100;
    private const long QuickBytes = 8_000_000;

    /// <summary>What is chosen.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

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

    /// <summary>Makes reports.</summary>
    protected CaseExport Export => export;

    /// <summary>Reads the choices; false when something of them cannot be taken.</summary>
    protected bool ReadChoices()
    {
        var (from, to) = (ReadDay("Input.From", Input.From), ReadDay("Input.To", Input.To));
        if (from > to)
        {
            ModelState.AddModelError("Input.To", words["export.period.turned"]);
        }

        Options = new ReportOptions
        {
            Paper = Input.A4 ? Paper.A4 : Paper.Letter,
            From = ModelState.IsValid ? from : null,
            To = ModelState.IsValid ? to : null,
            WithImpact = Input.Impact,
            WithPlaces = Input.Places,
            VolumeMegabytes = ReportOptions.VolumeSizes.Contains(Input.Volume) ? Input.Volume : new ReportOptions().VolumeMegabytes,
            Exhibits = Input.Pictures ? ExhibitStyle.Full : ExhibitStyle.Listed,
            // A form that does not say is taken for the copy that tells least.
            Profile = RedactionProfiles.FromWord(Input.Profile) ?? RedactionProfile.RespondentService,
            TexasRules = Input.Texas,
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
        Document = export.Document(await Current.KeyAsync(cancel), Case, Options, CaseExport.IdOf(now, Case.Zone, number), now, await export.SealsAsync(Case, null, cancel));
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

    private LocalDate? ReadDay(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(text.Trim()) is { Success: true } day)
        {
            return day.Value;
        }

        ModelState.AddModelError(name, words["export.period.wrong"]);
        return null;
    }

    /// <summary>What is chosen. A box that is not ticked sends nothing, so everything is off until the page or the form says otherwise.</summary>
    public sealed class InputModel
    {
        /// <summary>A4; otherwise Letter.</summary>
        public bool A4 { get; set; }

        /// <summary>The first day, as the browser sends it.</summary>
        public string? From { get; set; }

        /// <summary>The last day.</summary>
        public string? To { get; set; }

        /// <summary>Fear, sleep, work, cost.</summary>
        public bool Impact { get; set; }

        /// <summary>Where things happened.</summary>
        public bool Places { get; set; }

        /// <summary>Pictures of exhibits.</summary>
        public bool Pictures { get; set; }

        /// <summary>For whom it is made, by its word.</summary>
        public string? Profile { get; set; }

        /// <summary>Megabytes of a volume.</summary>
        public int Volume { get; set; } = new ReportOptions().VolumeMegabytes;

        /// <summary>The stricter rules of Texas.</summary>
        public bool Texas { get; set; }

        /// <summary>The section to look at.</summary>
        public int? Section { get; set; }

        /// <summary>Tells a form that is sent twice.</summary>
        public Guid? Request { get; set; }
    }
}
