using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Sharing;
using ContactLog.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Searching;

/// <summary>A field in which something was found, with the words around it.</summary>
public sealed record SearchHit(string Label, string Text);

/// <summary>Looks through the opened case: every item in which all that is looked for occurs.</summary>
/// <param name="sought">What is looked for.</param>
/// <param name="text">How fields are written.</param>
public sealed class CaseSearch(TextSearch sought, FieldText text)
{
    /// <summary>What is looked for.</summary>
    public TextSearch Sought => sought;

    /// <summary>The items that hold all of it.</summary>
    internal IEnumerable<Item> Find(CaseFile file)
    {
        var shown = Shown(file);
        return file.Items.Where(item => IsSearched(item) && sought.Matches(Texts(file, item, shown), Days(item)));
    }

    /// <summary>
    /// What somebody it is shared with can open and that holds all of it. What an exhibit says is found with what it shows, because it has no page of
    /// its own there. The names of files are not looked through: no page shows them to others, and whoever tried numbers one after the other would learn
    /// from them what is not shared.
    /// </summary>
    internal IReadOnlyList<Item> Find(ScopedCase scoped)
    {
        var shown = Shown(scoped.File);
        return
        [
            .. scoped.File.Items.Where(item => IsSearched(item) && scoped.MayRead(item)
                && sought.Matches(Said(scoped.File, item).Concat(shown[item.FirstSeq].SelectMany(exhibit => Said(scoped.File, exhibit))), Days(item))),
        ];
    }

    /// <summary>The fields of an item in which something stands that was looked for, with the words around it.</summary>
    internal IReadOnlyList<SearchHit> Hits(CaseFile file, Item item, int most = 2) => [.. AllHits(file, item).Take(most)];

    /// <summary>The same, and after them the fields of the exhibits that show it.</summary>
    internal IReadOnlyList<SearchHit> HitsWithExhibits(CaseFile file, Item item, int most = 2) =>
        [.. AllHits(file, item).Concat(file.ExhibitsOf(item).SelectMany(exhibit => AllHits(file, exhibit).Select(hit => hit with { Label = exhibit.Label + ", " + hit.Label }))).Take(most)];

    private IEnumerable<SearchHit> AllHits(CaseFile file, Item item) =>
        Fields(file, item).Where(field => field.Name is not ("kind" or "said")).Select(field => (field.Name, Text: sought.Excerpt(field.Text)))
            .Where(field => field.Text is not null).Select(field => new SearchHit(text.Label(item.Type, field.Name), field.Text!));

    private static bool IsSearched(Item item) => item.Type is not (ItemType.Case or ItemType.Import or ItemType.Redaction) && !item.IsWithdrawn;

    // Gone through once: a record has thousands of both.
    private static ILookup<int, Exhibit> Shown(CaseFile file) => file.Exhibits.Where(exhibit => exhibit.OfSeq is not null).ToLookup(exhibit => exhibit.OfSeq!.Value);

    private IEnumerable<(string Name, string Text)> Fields(CaseFile file, Item item) => FieldCatalogue.Of(item.Type)
        .Where(field => field.Kind is not (FieldKind.Machine or FieldKind.When or FieldKind.YesNo))
        .Select(field => (field.Name, Text: text.Value(item.Type, field, item.Fields, file)))
        .Where(field => field.Text is not null)
        .Select(field => (field.Name, field.Text!));

    private IEnumerable<string> Texts(CaseFile file, Item item, ILookup<int, Exhibit> shown)
    {
        foreach (var said in Said(file, item))
        {
            yield return said;
        }

        if (item is Exhibit exhibit)
        {
            yield return exhibit.File.Entry.Name;
        }
        else if (item is Incident)
        {
            foreach (var one in shown[item.FirstSeq])
            {
                yield return one.Label;
            }
        }
    }

    private IEnumerable<string> Said(CaseFile file, Item item)
    {
        yield return text.Title(item);
        foreach (var (_, said) in Fields(file, item))
        {
            yield return said;
        }

        if (item is Incident incident)
        {
            yield return text.Long(incident.When);
        }
    }

    private static IEnumerable<(LocalDate From, LocalDate To)> Days(Item item)
    {
        foreach (var field in FieldCatalogue.Of(item.Type))
        {
            if (field.Kind == FieldKind.When && When.Read(name => item[name], item.CaseZone, FieldCatalogue.WhenPrefix(field)) is { Date: { } day } when)
            {
                yield return (day, when.EndDate ?? day);
            }
            else if (field.Kind == FieldKind.Date && item[field.Name] is { } said && LocalDatePattern.Iso.Parse(said) is { Success: true } date)
            {
                yield return (date.Value, date.Value);
            }
        }
    }
}
