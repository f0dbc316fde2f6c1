using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
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
    internal IEnumerable<Item> Find(CaseFile file) => file.Items.Where(item => item.Type is not (ItemType.Case or ItemType.Import or ItemType.Redaction) && !item.IsWithdrawn && sought.Matches(Texts(file, item), Days(item)));

    /// <summary>The fields of an item in which something stands that was looked for, with the words around it.</summary>
    internal IReadOnlyList<SearchHit> Hits(CaseFile file, Item item, int most = 2) =>
    [
        .. Fields(file, item).Where(field => field.Name is not ("kind" or "said")).Select(field => (field.Name, Text: sought.Excerpt(field.Text)))
            .Where(field => field.Text is not null).Take(most).Select(field => new SearchHit(text.Label(item.Type, field.Name), field.Text!)),
    ];

    private IEnumerable<(string Name, string Text)> Fields(CaseFile file, Item item) => FieldCatalogue.Of(item.Type)
        .Where(field => field.Kind is not (FieldKind.Machine or FieldKind.When or FieldKind.YesNo))
        .Select(field => (field.Name, Text: text.Value(item.Type, field, item.Fields, file)))
        .Where(field => field.Text is not null)
        .Select(field => (field.Name, field.Text!));

    private IEnumerable<string> Texts(CaseFile file, Item item)
    {
        yield return text.Title(item);
        foreach (var (_, said) in Fields(file, item))
        {
            yield return said;
        }

        if (item is Exhibit exhibit)
        {
            yield return exhibit.File.Entry.Name;
        }

        if (item is Incident incident)
        {
            yield return text.Long(incident.When);
            foreach (var shown in file.ExhibitsOf(incident))
            {
                yield return shown.Label;
            }
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
