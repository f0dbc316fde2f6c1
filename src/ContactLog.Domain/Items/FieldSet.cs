using System.Collections.Immutable;
using System.Globalization;

namespace ContactLog.Domain.Items;

/// <summary>What an item says: texts by field name. Immutable; an empty text is the same as none. Names are in byte order, as the record wants them.</summary>
public sealed class FieldSet
{
    /// <summary>Nothing said.</summary>
    public static FieldSet Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, string> _texts;

    private FieldSet(ImmutableSortedDictionary<string, string> texts) => _texts = texts;

    /// <summary>The fields that say something, in byte order of their names.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => _texts.Where(pair => pair.Value.Length > 0);

    /// <summary>Every field written, those with an empty text (cleared ones) included, in byte order of their names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Written => _texts;

    /// <summary>The text of a field, or null when it says nothing.</summary>
    public string? this[string name] => _texts.TryGetValue(name, out var text) && text.Length > 0 ? text : null;

    /// <summary>These fields with one set; an empty text clears it, and the clearing is itself kept.</summary>
    /// <exception cref="ArgumentException">The record's format does not allow the name.</exception>
    public FieldSet With(string name, string? text) => Record.EntryText.IsFieldName(name)
        ? new(_texts.SetItem(name, Record.FieldFile.Normalise(text ?? "")))
        : throw new ArgumentException("The record does not allow this field name.", nameof(name));

    /// <summary>These fields with a number set.</summary>
    public FieldSet With(string name, int number) => With(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>These fields with the parts of a time set.</summary>
    public FieldSet With(Time.When when, string prefix = "")
    {
        var fields = this;
        foreach (var name in Time.When.FieldNames)
        {
            // A part that the new time lacks must not linger from the old one.
            fields = fields[prefix + name] is null ? fields : fields.With(prefix + name, "");
        }

        when.Write((name, text) => fields = fields.With(name, text), prefix);
        return fields;
    }

    /// <summary>These fields after an amendment.</summary>
    public FieldSet Amended(FieldSet changes) => new(_texts.SetItems(changes._texts));

    /// <summary>These fields after an entry of the record. Its names and texts were checked when it was read.</summary>
    internal FieldSet After(IReadOnlyList<FieldChange> entry) =>
        new(_texts.SetItems(entry.Select(change => KeyValuePair.Create(change.Name, change.Now ?? ""))));

    /// <summary>The fields whose text differs in <paramref name="other"/>, with the text there (empty where it says nothing).</summary>
    public FieldSet ChangesTo(FieldSet other)
    {
        var changes = Empty;
        foreach (var name in _texts.Keys.Union(other._texts.Keys, StringComparer.Ordinal))
        {
            if (!string.Equals(this[name], other[name], StringComparison.Ordinal))
            {
                changes = changes.With(name, other[name]);
            }
        }

        return changes;
    }

    /// <summary>True when nothing is written.</summary>
    public bool IsEmpty => _texts.IsEmpty;

    /// <summary>A number, or null when there is none or it is not one.</summary>
    public int? Number(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A text that holds one word per line, as its words.</summary>
    public IReadOnlyList<string> List(string name) => this[name]?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
