using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;
using ContactLog.Web.Cases;

namespace ContactLog.Web.NextSteps;

/// <summary>What a page shows of the list: the country, the situations, and whether it may be out of date.</summary>
/// <param name="Country">The country.</param>
/// <param name="Situations">The situations shown, with what to do.</param>
/// <param name="Checked">When the list was checked.</param>
/// <param name="Outdated">Whether to say that numbers may have changed.</param>
public sealed record NowView(NextStepsBook.Country Country, IReadOnlyList<NextStepsBook.Situation> Situations, DateOnly Checked, bool Outdated)
{
    /// <summary>A text of the list with the number of the country in it.</summary>
    public string Text(string step) => step.Replace("{emergency}", Country.Emergency, StringComparison.Ordinal);
}

/// <summary>Makes <see cref="NowView"/> for whoever is signed in: her country, or the one her time zone lies in.</summary>
public sealed class NowDesk(NextStepsList list, OwnSettings settings, TimeProvider clock)
{
    /// <summary>The countries to choose from.</summary>
    public IReadOnlyList<NextStepsBook.Country> Countries => list.Book.Countries;

    /// <summary>All situations.</summary>
    public Task<NowView> AllAsync(CaseFile? file, CancellationToken cancel) => MakeAsync(file, NextStepsBook.Situations, cancel);

    /// <summary>The situations of an incident; null where nothing in it was marked.</summary>
    public async Task<NowView?> OfAsync(CaseFile file, Incident incident, CancellationToken cancel) =>
        Needs.Of(incident) is { Count: > 0 } situations ? await MakeAsync(file, situations, cancel) : null;

    private async Task<NowView> MakeAsync(CaseFile? file, IReadOnlyList<string> situations, CancellationToken cancel)
    {
        // Without a record, or with a zone in no country of the list, any country's numbers would be a guess: the general ones are shown.
        var code = (await settings.ReadAsync(cancel)).Country ?? (file is null ? null : Needs.CountryOf(file.Zone));
        return new(
            list.Book.Of(code),
            [.. list.Book.Steps.Where(step => situations.Contains(step.Id, StringComparer.Ordinal))],
            list.Book.Checked,
            list.IsOutdated(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
    }
}
