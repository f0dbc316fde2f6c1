using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;

namespace ContactLog.Reports.Redaction;

/// <summary>A run of a text.</summary>
/// <param name="Text">The characters.</param>
/// <param name="IsMarked">They are marked to be removed.</param>
public sealed record MarkedRun(string Text, bool IsMarked);

/// <summary>Where marked words stand, by the same rules by which they are removed.</summary>
public static class MarkedWords
{
    /// <summary>The most characters a mark can have.</summary>
    public const int MaxLength = 1_000;

    /// <summary>The texts of an item in which words can be marked, as it says them now.</summary>
    public static IEnumerable<(FieldDefinition Field, string Text)> Texts(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return FieldCatalogue.Of(item.Type)
            .Where(field => field.Class != FieldClass.Private && field.Kind is FieldKind.Line or FieldKind.Text or FieldKind.Words)
            .Where(field => item[field.Name] is not null).Select(field => (field, item[field.Name]!));
    }

    /// <summary>In how many places of an item's texts the words stand now. 0 says that the mark finds nothing any more, as after a correction.</summary>
    public static int CountIn(Item item, string words) => Texts(item).Sum(one => Places(one.Text, [words]).Count);

    /// <summary>A text in runs, marked or not.</summary>
    public static IReadOnlyList<MarkedRun> Runs(string text, IEnumerable<string> marked)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(marked);
        var runs = new List<MarkedRun>();
        var from = 0;
        foreach (var place in Places(text, marked))
        {
            if (place.Start > from)
            {
                runs.Add(new(text[from..place.Start], IsMarked: false));
            }

            if (place.End > from)
            {
                runs.Add(new(text[Math.Max(from, place.Start)..place.End], IsMarked: true));
                from = place.End;
            }
        }

        if (from < text.Length)
        {
            runs.Add(new(text[from..], IsMarked: false));
        }

        return runs;
    }

    private static List<TextPlace> Places(string text, IEnumerable<string> marked)
    {
        var folded = new FoldedText(text);
        return [.. marked.SelectMany(words => new ProtectedValue(RedactionKind.Marked, words, 0).FindIn(folded)).Distinct().OrderBy(place => place.Start).ThenByDescending(place => place.End)];
    }
}
