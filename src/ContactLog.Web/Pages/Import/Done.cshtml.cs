using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Language;
using ContactLog.Imports.Tables;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using Microsoft.AspNetCore.Mvc;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Import;

/// <summary>What an import brought, for good: the sums, the file, and the way to undo it.</summary>
internal sealed class DoneModel(CurrentCase current, UndoImport undo, Words words) : CasePage(current)
{
    private const int MostReason = 1_000;

    /// <summary>Why it is undone or brought back.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The import.</summary>
    public Domain.Evidence.Import Import { get; private set; } = null!;

    /// <summary>The sums.</summary>
    public TallyCard Card { get; private set; } = null!;

    /// <summary>The files as they arrived, also where one is itself the attachment of its entry, as a recording is; none when she did not want them kept.</summary>
    public IReadOnlyList<Exhibit> Originals { get; private set; } = [];

    /// <summary>How many entries came from it.</summary>
    public int Entries => Case.AllIncidents.Count(incident => incident.SourceSeq == Import.FirstSeq);

    /// <summary>Entries of which the file does not say the day; only she can.</summary>
    public IReadOnlyList<Incident> Dateless => Import.IsWithdrawn ? [] : [.. Case.Received.Where(incident => incident.SourceSeq == Import.FirstSeq && incident.When.Date is null)];

    /// <summary>The number of its heading: what came from the person, or what is kept beside where nothing did.</summary>
    public int Added => N("added") + N("made") is > 0 and var main ? main : N("own") + N("events") is > 0 and var beside ? beside : N("late");

    /// <summary>Only files came, to entries that stood already.</summary>
    public bool IsLate => Added > 0 && N("entries") == 0;

    /// <summary>Which column was read as what, where she settled it; null otherwise.</summary>
    public string? Columns => Import["map"] is { } json && ColumnMap.FromJson(json) is { } map ? TableForm.Line(words, map) : null;

    /// <summary>The days between which it was taken, where she chose a period.</summary>
    public string? Period => Import["period-from"] is null && Import["period-to"] is null ? null : words["importing.period.days", Day("period-from"), Day("period-to")];

    /// <summary>How many exhibits beside the file itself.</summary>
    public int Attachments => Import.Fields.Number("attachments") ?? 0;

    /// <summary>Shows.</summary>
    public IActionResult OnGet(Guid id) => Show(id);

    /// <summary>Takes the whole import back.</summary>
    public Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken cancel) => ChangeAsync(id, wasWithdrawn: false, async () =>
    {
        await undo.UndoAsync(Case, Import, Reason, Input.Request, cancel);
        return true;
    }, cancel);

    /// <summary>Brings it back.</summary>
    public Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken cancel) => ChangeAsync(id, wasWithdrawn: true, async () =>
    {
        if (await undo.RestoreAsync(Case, Import, Reason, Input.Request, cancel))
        {
            return true;
        }

        ModelState.AddModelError("", words["import.restore.twice"]);
        return false;
    }, cancel);

    private string Day(string name) => Import[name] is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? ImportWords.Day(words, day.Value) : words["importing.period.open"];

    private int N(string name) => Import.Fields.Number(name) ?? 0;

    private string? Reason => Input.Reason is { } reason && reason.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, MostReason)] : null;

    private async Task<IActionResult> ChangeAsync(Guid id, bool wasWithdrawn, Func<Task<bool>> change, CancellationToken cancel)
    {
        if (Show(id) is not Microsoft.AspNetCore.Mvc.RazorPages.PageResult page)
        {
            return NotFound();
        }

        // Pressed twice, or in another tab: it is as she wants it.
        if (Import.IsWithdrawn != wasWithdrawn)
        {
            return RedirectToPage(new { id });
        }

        try
        {
            return await change() ? RedirectToPage(new { id }) : page;
        }
        catch (ItemChangedException)
        {
            Case = await Current.ReopenAsync(cancel);
            return RedirectToPage(new { id });
        }
        catch (RecordMovedException)
        {
            // What was found out about it may not hold any more; the page shows how it stands now.
            Case = await Current.ReopenAsync(cancel);
            ModelState.AddModelError("", words["import.moved"]);
            return Show(id);
        }
    }

    private IActionResult Show(Guid id)
    {
        if (Case.Find<Domain.Evidence.Import>(id) is not { } import)
        {
            return NotFound();
        }

        Import = import;
        Card = TallyCard.For(words, import);
        Originals = [.. Case.Items.OfType<Exhibit>().Where(exhibit => exhibit.Fields.Number("source") == import.FirstSeq
            && (exhibit["what"] == "export" || import["files"]?.Contains(exhibit.File.Entry.Sha256.Hex, StringComparison.Ordinal) == true))];
        if (Input.Request == Guid.Empty)
        {
            Input.Request = Guid.NewGuid();
        }

        return Page();
    }

    /// <summary>The form.</summary>
    public sealed class InputModel
    {
        /// <summary>Why.</summary>
        public string? Reason { get; set; }

        /// <summary>Tells a form that is sent twice.</summary>
        public Guid Request { get; set; }
    }
}
