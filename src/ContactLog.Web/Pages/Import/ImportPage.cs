using ContactLog.Data.Record;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Imports.Numbers;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace ContactLog.Web.Pages.Import;

/// <summary>A page about a file that has arrived and is not in the record yet.</summary>
internal abstract class ImportPage(CurrentCase current) : CasePage(current)
{
    private const int MostOwnNumbers = 20;

    /// <summary>The file.</summary>
    public ReceivedFile Source { get; private set; } = null!;

    /// <summary>True when there is no such file (any more).</summary>
    public bool IsGone => Source is null;

    /// <summary>Finds the file.</summary>
    /// <returns>Null when it is here, otherwise where to go: to what came of it, or to the sentence that it is gone.</returns>
    protected async Task<IActionResult?> FindSourceAsync(Guid fileId, CancellationToken cancel)
    {
        if (await Current.FindPendingAsync(fileId, cancel) is { } source)
        {
            Source = source;
            return null;
        }

        // A second submit of the same form may meet the first: it was taken in after the case was opened here.
        Case = await Current.ReopenAsync(cancel);
        if (Case.Items.OfType<Exhibit>().FirstOrDefault(exhibit => exhibit.File.Id == fileId) is { } exhibit
            && Case.Find<Domain.Evidence.Import>(exhibit.Fields.Number("source")) is { } import)
        {
            return RedirectToPage("Done", new { id = import.Id });
        }

        // The same for a file that was swept, never was, or is somebody else's. The page says so and asks for the file again.
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    /// <summary>Her answers, of which nothing is believed that a form could not have sent.</summary>
    internal static ImportAnswers ReadAnswers(CaseFile file, string? person, string? country, string? zone, string? ownNumbers) => new(
        person ?? "",
        PhoneNumbers.Countries.FirstOrDefault(iso => iso == country),
        [.. (ownNumbers ?? "").Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(number => number.Length <= 40).Take(MostOwnNumbers)],
        (zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)) ?? file.Zone);
}
