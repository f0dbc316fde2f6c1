using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Tables;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;

namespace ContactLog.Web.Pages.Import;

/// <summary>What the columns of a table mean: suggested by its headings, settled by her, seen on its first rows. One table at a time.</summary>
internal sealed class ColumnsModel(CurrentCase current, Words words) : ImportPage(current)
{
    private const int MostSamples = 2;
    private const int MostSample = 60;
    private const int MostRows = 10;
    private const string Last = "last";

    /// <summary>What she has answered so far.</summary>
    [BindProperty]
    public AnswersModel Input { get; set; } = new();

    /// <summary>A button that lays a preset over the form.</summary>
    [BindProperty]
    public string? Preset { get; set; }

    /// <summary>The first rows as they stand.</summary>
    public TableLook Look { get; private set; } = null!;

    /// <summary>The first rows as they are read so.</summary>
    public IReadOnlyList<FoundItem> Read { get; private set; } = [];

    /// <summary>The zone in which their times are shown.</summary>
    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    /// <summary>The presets, with what she settled for an earlier table where there is one.</summary>
    public IEnumerable<string> Presets => LastMap() is null ? TablePresets.All : [.. TablePresets.All, Last];

    /// <summary>Whether the file is a workbook, which says itself how its cells are parted and written.</summary>
    public bool IsBook => Look.Sheets.Count > 0;

    /// <summary>The form.</summary>
    public TableForm Table => Input.Table!;

    /// <summary>Shows the suggestion.</summary>
    public Task<IActionResult> OnGetAsync(Guid fileId, CancellationToken cancel) => ShowAsync(fileId, cancel);

    /// <summary>Shows her choices, or a preset.</summary>
    public Task<IActionResult> OnPostAsync(Guid fileId, CancellationToken cancel) => ShowAsync(fileId, cancel);

    /// <summary>Goes on with them: the next page gets the same form.</summary>
    public async Task<IActionResult> OnPostGoAsync(Guid fileId, CancellationToken cancel)
    {
        var page = await ShowAsync(fileId, cancel);
        if (page is not Microsoft.AspNetCore.Mvc.RazorPages.PageResult || IsGone || !ModelState.IsValid)
        {
            return page;
        }

        if (Table.Map() is { HasTime: true, AsksDirection: true })
        {
            ModelState.AddModelError("Input.Table.Way", words["columns.no-way"]);
            return page;
        }

        if (Table.Map().HasTime)
        {
            return RedirectToPagePreserveMethod("Choose", routeValues: new { fileId });
        }

        ModelState.AddModelError("Input.Table.Use[0]", words["columns.no-date"]);
        return page;
    }

    /// <summary>The choices for a column.</summary>
    public IEnumerable<SelectListItem> Uses => TableForm.Uses.Select(use => new SelectListItem(TableForm.Label(words, use), use));

    /// <summary>The choices of a kind.</summary>
    public IEnumerable<SelectListItem> Kinds => [new(words["columns.kind.none"], ""), .. TableForm.Kinds.Select(kind => new SelectListItem(words["fields.choice.kind." + kind], kind))];

    /// <summary>The choices of which way.</summary>
    public IEnumerable<SelectListItem> Ways => [new(words["columns.way.none"], ""), .. TableForm.Ways.Select(way => new SelectListItem(words["columns.way." + way], way))];

    /// <summary>What parts the cells.</summary>
    public IEnumerable<SelectListItem> Separators => TableForm.Separators.Select(one => new SelectListItem(words["columns.separator." + one], one));

    /// <summary>The encodings.</summary>
    public IEnumerable<SelectListItem> Encodings => TableForm.Encodings.Append(Table.Encoding).OfType<string>().Distinct(StringComparer.Ordinal).Select(one => new SelectListItem(one, one));

    /// <summary>The sheets.</summary>
    public IEnumerable<SelectListItem> Sheets => Look.Sheets.Select(one => new SelectListItem(one, one));

    /// <summary>The heading of a column, or its number.</summary>
    public string Heading(int column) => column < Look.Headings.Count && Look.Headings[column].Trim() is { Length: > 0 } heading
        ? words["columns.column.named", column + 1, Short(heading)] : words["columns.column", column + 1];

    /// <summary>What stands in its first rows.</summary>
    public string? Samples(int column)
    {
        var cells = Look.Rows.Select(row => column < row.Count ? row[column].Trim() : "").Where(cell => cell.Length > 0).Distinct(StringComparer.Ordinal).Take(MostSamples).Select(Short).ToList();
        return cells.Count == 0 ? words["columns.empty"] : string.Join(" · ", cells);
    }

    private static string Short(string text) => IncidentFields.Cut(text, MostSample);

    private ColumnMap? LastMap() => Case.Imports.Where(import => !import.IsWithdrawn).Reverse().Select(import => import["map"]).OfType<string>().Select(ColumnMap.FromJson).FirstOrDefault(map => map is not null);

    private async Task<IActionResult> ShowAsync(Guid fileId, CancellationToken cancel)
    {
        if (await FindSourceAsync(fileId, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        await using var source = await OpenAsync([Source], cancel);
        var taken = Input.Table?.Taken();
        if (TableLook.At(source.File, taken, source.Reading) is not { } look)
        {
            return RedirectToPage("Choose", new { fileId, more = More });
        }

        var map = Preset == Last && LastMap() is { } last ? last with { Sheet = look.Map.Sheet, Separator = look.Map.Separator, Encoding = look.Map.Encoding }
            : Preset is not null ? TablePresets.Of(Preset, look)
            : Input.MapOf() ?? look.Map;
        if (Preset is null && Input.Table?.Twice() is { } twice)
        {
            ModelState.AddModelError($"Input.Table.Use[{Table.Use.ToList().LastIndexOf(twice)}]", words["columns.twice", TableForm.Label(words, twice)]);
        }

        Look = TableLook.At(source.File, map, source.Reading) ?? look;
        Input.Table = TableForm.Of(map, Math.Max(Look.Headings.Count, Look.Rows.Select(row => row.Count).DefaultIfEmpty(0).Max()));
        Input.Map = null;
        var answers = Input.Answers(Case);
        Zone = answers.Zone;
        Read = [.. ExportReading.Open(source.File, answers.Options).Read(source.Reading).OfType<FoundItem>().Take(MostRows)];
        if (ModelState.IsValid)
        {
            // The form goes out with what was settled here, not with what came in.
            ModelState.Clear();
        }

        return Page();
    }
}
