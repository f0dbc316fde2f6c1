using System.Globalization;

namespace ContactLog.Domain.Items;

/// <summary>What an item says: texts by field name. Immutable; an empty text is the same as none. Names are in byte order, as the record wants them.</summary>
public sealed class FieldSet
{
    /// <summary>Nothing said.</summary>
    public static FieldSet Empty { get; } = new([]);

    // In byte order of the names, each once. A case of thousands of items is made of these for every page: a plain list of a
    // dozen names is far quicker to make and to look through than a tree.
    private readonly KeyValuePair<string, string>[] _texts;

    private FieldSet(KeyValuePair<string, string>[] texts) => _texts = texts;

    /// <summary>The fields that say something, in byte order of their names.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => _texts.Where(pair => pair.Value.Length > 0);

    /// <summary>Every field written, those with an empty text (cleared ones) included, in byte order of their names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Written => _texts;

    /// <summary>The text of a field, or null when it says nothing.</summary>
    public string? this[string name] => Find(name) is { Length: > 0 } text ? text : null;

    /// <summary>These fields with one set; an empty text clears it, and the clearing is itself kept.</summary>
    /// <exception cref="ArgumentException">The record's format does not allow the name.</exception>
    public FieldSet With(string name, string? text) => Record.EntryText.IsFieldName(name)
        ? Over([KeyValuePair.Create(name, Record.FieldFile.Normalise(text ?? ""))])
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
    public FieldSet Amended(FieldSet changes) => Over(changes._texts);

    /// <summary>What an entry of the record says, whose names are in byte order, each once. They and the texts were checked when it was read.</summary>
    internal static FieldSet InOrder(KeyValuePair<string, string>[] texts) => new(texts);

    /// <summary>True when both say the same, field by field.</summary>
    internal bool SaysTheSame(FieldSet other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (_texts.Length != other._texts.Length)
        {
            return false;
        }

        for (var at = 0; at < _texts.Length; at++)
        {
            if (!string.Equals(_texts[at].Key, other._texts[at].Key, StringComparison.Ordinal) || !string.Equals(_texts[at].Value, other._texts[at].Value, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The fields whose text differs in <paramref name="other"/>, with the text there (empty where it says nothing).</summary>
    public FieldSet ChangesTo(FieldSet other)
    {
        var changes = Empty;
        foreach (var name in _texts.Concat(other._texts).Select(pair => pair.Key).Distinct(StringComparer.Ordinal))
        {
            if (!string.Equals(this[name], other[name], StringComparison.Ordinal))
            {
                changes = changes.With(name, other[name]);
            }
        }

        return changes;
    }

    /// <summary>True when nothing is written.</summary>
    public bool IsEmpty => _texts.Length == 0;

    /// <summary>A number, or null when there is none or it is not one.</summary>
    public int? Number(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A text that holds one word per line, as its words.</summary>
    public IReadOnlyList<string> List(string name) => this[name]?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private string? Find(string name)
    {
        foreach (var (key, text) in _texts)
        {
            var order = string.CompareOrdinal(key, name);
            if (order >= 0)
            {
                return order == 0 ? text : null;
            }
        }

        return null;
    }

    /// <summary>These fields with others laid over them; both are in byte order.</summary>
    private FieldSet Over(KeyValuePair<string, string>[] changes)
    {
        if (_texts.Length == 0)
        {
            return new(changes);
        }

        var merged = new List<KeyValuePair<string, string>>(_texts.Length + changes.Length);
        var old = 0;
        foreach (var change in changes)
        {
            for (; old < _texts.Length && string.CompareOrdinal(_texts[old].Key, change.Key) < 0; old++)
            {
                merged.Add(_texts[old]);
            }

            if (old < _texts.Length && string.Equals(_texts[old].Key, change.Key, StringComparison.Ordinal))
            {
                old++;
            }

            merged.Add(change);
        }

        merged.AddRange(_texts.AsSpan(old));
        return new([.. merged]);
    }
}
