using System.Globalization;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;

namespace ContactLog.Web.Pages.Timeline;

/// <summary>
/// Looks for words in the opened case: there is no index, because an index would lie about on the disk. Every word must
/// occur somewhere in an item, in any case and with or without accents.
/// </summary>
internal sealed class CaseSearch
{
    private static readonly CompareInfo s_compare = CultureInfo.InvariantCulture.CompareInfo;
    private readonly string[] _words;
    private readonly FieldText _text;

    internal CaseSearch(string words, FieldText text)
    {
        _words = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(12).ToArray();
        _text = text;
    }

    internal bool IsEmpty => _words.Length == 0;

    /// <summary>The items that hold every word.</summary>
    internal IEnumerable<Item> Find(CaseFile file) => file.Items.Where(item => item.Type is not (ItemType.Case or ItemType.Import or ItemType.Redaction) && !item.IsWithdrawn && Matches(file, item));

    private bool Matches(CaseFile file, Item item)
    {
        var texts = Texts(file, item).ToList();
        return Array.TrueForAll(_words, word => texts.Exists(text => Holds(text, word)));
    }

    private IEnumerable<string> Texts(CaseFile file, Item item)
    {
        yield return _text.Title(item);
        foreach (var field in FieldCatalogue.Of(item.Type))
        {
            if (field.Kind is FieldKind.Machine or FieldKind.When or FieldKind.YesNo)
            {
                continue;
            }

            if (_text.Value(item.Type, field, item.Fields, file) is { } value)
            {
                yield return value;
            }
        }

        if (item is Exhibit exhibit)
        {
            yield return exhibit.File.Entry.Name;
        }

        if (item is Incident incident)
        {
            yield return _text.Long(incident.When);
            foreach (var shown in file.ExhibitsOf(incident))
            {
                yield return shown.Label;
            }
        }
    }

    private static bool Holds(string text, string word) =>
        text.Contains(word, StringComparison.OrdinalIgnoreCase)
        || s_compare.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
