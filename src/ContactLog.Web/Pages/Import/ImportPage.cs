using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Time;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Tables;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using NodaTime;

namespace ContactLog.Web.Pages.Import;

/// <summary>A page about files that have arrived and are not in the record yet.</summary>
internal abstract class ImportPage(CurrentCase current) : CasePage(current)
{
    /// <summary>The files that came together with the first, by their ids with dots between them; null when it came alone.</summary>
    [BindProperty(SupportsGet = true)]
    public string? More { get; set; }

    /// <summary>The file, or the first of them.</summary>
    public ReceivedFile Source { get; private set; } = null!;

    /// <summary>All of them, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedFile> Sources { get; private set; } = [];

    /// <summary>True when there is no such file (any more).</summary>
    public bool IsGone => Source is null;

    /// <summary>Finds the files.</summary>
    /// <returns>Null when they are here, otherwise where to go: to what came of them, or to the sentence that they are gone.</returns>
    protected async Task<IActionResult?> FindSourceAsync(Guid fileId, CancellationToken cancel)
    {
        var ids = Ids(fileId).ToList();
        var all = new List<ReceivedFile>(ids.Count);
        foreach (var id in ids)
        {
            if (await Current.FindPendingAsync(id, cancel) is { } found)
            {
                all.Add(found);
            }
        }

        // All or none: an import that quietly went on without one of her files would look whole.
        if (all.Count == ids.Count)
        {
            Source = all[0];
            Sources = all;
            return null;
        }

        // A second submit of the same form may meet the first: it was taken in after the case was opened here.
        Case = await Current.ReopenAsync(cancel);
        if ((await Current.FindTakenAsync(Form, cancel) is { } taken ? Case.Find<Domain.Evidence.Import>(taken)
            : Case.Items.OfType<Exhibit>().FirstOrDefault(exhibit => exhibit.File.Id == fileId) is { } exhibit ? Case.Find<Domain.Evidence.Import>(exhibit.Fields.Number("source"))
            : null) is { } import)
        {
            return RedirectToPage("Done", new { id = import.Id });
        }

        // The same for a file that was swept, never was, or is somebody else's. The page says so and asks for the file again.
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    /// <summary>Opens files for the readers.</summary>
    protected Task<ImportSource> OpenAsync(IReadOnlyList<ReceivedFile> files, CancellationToken cancel) =>
        ImportSource.OpenAsync(Current, files, HttpContext.RequestServices.GetRequiredService<UploadReader>().Limits, cancel);

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        await base.OnPageHandlerExecutionAsync(context, async () =>
        {
            var done = await next();
            if (done is { Exception: OperationCanceledException, ExceptionHandled: false } && !HttpContext.RequestAborted.IsCancellationRequested)
            {
                // It was the limit of time. The files are swept like any that nobody goes on with.
                done.ExceptionHandled = true;
                done.Result = RedirectToPage("Index", new { slow = true });
            }

            return done;
        });
    }

    /// <summary>The form that adds, where there is one: by it the import is found whose file was not kept.</summary>
    protected virtual Guid Form => Guid.Empty;

    /// <summary>The ids of the files.</summary>
    protected IEnumerable<Guid> Ids(Guid first) =>
        (More ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries).Take(UploadOptions.MostFiles)
            .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Prepend(first).Distinct();

    /// <summary>How the dates of one file are written.</summary>
    public sealed class FileOrder
    {
        /// <summary>Its name among several; nothing for a file by itself.</summary>
        public string? File { get; set; }

        /// <summary>The order.</summary>
        public string? Order { get; set; }
    }

    /// <summary>What she answered; every page of the import carries it on, and no address does.</summary>
    public class AnswersModel
    {
        private const int MostOwn = 20;
        private const int MostPersons = 100;
        private const int MostGap = 24 * 60;
        private const int MostMap = 20_000;

        /// <summary>The numbers, accounts or names that are the person.</summary>
        public IList<string> Person { get; set; } = [];

        /// <summary>Which of them is she.</summary>
        public IList<string> Me { get; set; } = [];

        /// <summary>Her country.</summary>
        public string? Country { get; set; }

        /// <summary>The zone of the wall times.</summary>
        public string? Zone { get; set; }

        /// <summary>Her own numbers, one a line.</summary>
        public string? OwnNumbers { get; set; }

        /// <summary>How 3/4/21 is to be read, for each file that leaves it open.</summary>
        public IList<FileOrder> Orders { get; set; } = [];

        /// <summary>Minutes that part two entries; null for an entry of each message.</summary>
        public int? Gap { get; set; }

        /// <summary>What the columns of a table mean, as she settled it; carried from page to page.</summary>
        public string? Map { get; set; }

        /// <summary>The same as the form in which she settles it.</summary>
        public TableForm? Table { get; set; }

        /// <summary>The appointments of a calendar are wanted.</summary>
        public bool Events { get; set; }

        /// <summary>Who made the pictures among the files.</summary>
        public string? Pictures { get; set; }

        /// <summary>Who made the recordings among them.</summary>
        public string? Recordings { get; set; }

        /// <summary>The first day that is wanted, as she typed it.</summary>
        public string? From { get; set; }

        /// <summary>The last one.</summary>
        public string? To { get; set; }

        /// <summary>The file itself is not to be kept.</summary>
        public bool DropFile { get; set; }

        /// <summary>Whether the days of the period can be read, and the first is not after the last. Else nothing is taken: a day left out would take more than she wants.</summary>
        internal bool IsPeriod => Read(From, out var from) && Read(To, out var to) && !(from > to);

        private static bool Read(string? text, out LocalDate? day) => (day = WhenInput.ReadDay(text ?? "")) is not null || string.IsNullOrWhiteSpace(text);

        /// <summary>What the columns mean, from the form or as it was carried on; null while she has not said.</summary>
        internal ColumnMap? MapOf() => Table is { Use.Count: > 0 } table ? table.Map() : Map is { Length: > 0 and < MostMap } json ? ColumnMap.FromJson(json) : null;

        /// <summary>Her answers, of which nothing is believed that a form could not have sent.</summary>
        internal ImportAnswers Answers(CaseFile file) => new(
            [.. Person.Where(one => !string.IsNullOrEmpty(one)).Distinct(StringComparer.Ordinal).Take(MostPersons)],
            PhoneNumbers.Countries.FirstOrDefault(iso => iso == Country),
            [.. (OwnNumbers ?? "").Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(number => number.Length <= 100).Take(MostOwn)],
            (Zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone)) ?? file.Zone)
        {
            Me = [.. Me.Where(one => !string.IsNullOrEmpty(one) && one.Length <= 500).Take(MostOwn)],
            DateOrders = Orders.Take(ImportAnswers.MostOrders).Where(one => DateOrders.Read(one.Order) is not null).DistinctBy(one => one.File ?? "", StringComparer.Ordinal)
                .ToDictionary(one => one.File ?? "", one => DateOrders.Read(one.Order)!.Value, StringComparer.Ordinal),
            Gap = Gap is > 0 and <= MostGap ? Gap : null,
            Map = MapOf(),
            Events = Events,
            Pictures = Makers.Read(Pictures) ?? Maker.Her,
            Recordings = Makers.Read(Recordings),
            From = WhenInput.ReadDay(From ?? ""),
            To = WhenInput.ReadDay(To ?? ""),
            KeepsFile = !DropFile,
        };
    }
}
