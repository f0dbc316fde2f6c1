using System.Diagnostics.CodeAnalysis;
using ContactLog.Domain.Record;

namespace ContactLog.Domain.Items;

/// <summary>
/// The field files of an entry, by name and in byte order of the names. A page makes thousands of these for a large case, each with a dozen names: a plain
/// list is quicker to make than a table of hashes, and no slower to look through.
/// </summary>
public sealed class FieldFiles
{
    private readonly KeyValuePair<string, FieldFile>[] _all;

    private FieldFiles(KeyValuePair<string, FieldFile>[] inOrder) => _all = inOrder;

    /// <summary>How many there are.</summary>
    public int Count => _all.Length;

    /// <summary>All of them.</summary>
    public IReadOnlyList<KeyValuePair<string, FieldFile>> All => _all;

    /// <summary>Their names.</summary>
    public IEnumerable<string> Names => _all.Select(one => one.Key);

    /// <summary>The files, without their names.</summary>
    public IEnumerable<FieldFile> Values => _all.Select(one => one.Value);

    /// <summary>The file of a field.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public FieldFile this[string name] => TryGetValue(name, out var file) ? file : throw new KeyNotFoundException(name);

    /// <summary>Takes them in any order.</summary>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public static FieldFiles Of(IEnumerable<KeyValuePair<string, FieldFile>> files)
    {
        KeyValuePair<string, FieldFile>[] all = [.. files];
        Array.Sort(all, (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return InOrder(all);
    }

    /// <summary>Takes them as they stand in an entry of the record.</summary>
    /// <exception cref="ArgumentException">They are not in byte order, or two have one name.</exception>
    public static FieldFiles InOrder(KeyValuePair<string, FieldFile>[] files)
    {
        ArgumentNullException.ThrowIfNull(files);
        for (var at = 1; at < files.Length; at++)
        {
            if (string.CompareOrdinal(files[at - 1].Key, files[at].Key) >= 0)
            {
                throw new ArgumentException("The names are not in byte order, each once.", nameof(files));
            }
        }

        return new(files);
    }

    /// <summary>True when there is a file of this name.</summary>
    public bool Contains(string name) => TryGetValue(name, out _);

    /// <summary>The file of a field, where there is one.</summary>
    public bool TryGetValue(string name, [NotNullWhen(true)] out FieldFile? file)
    {
        foreach (var (key, value) in _all)
        {
            if (string.Equals(key, name, StringComparison.Ordinal))
            {
                file = value;
                return true;
            }
        }

        file = null;
        return false;
    }

    /// <summary>What they say, in byte order: all but what an entry says of itself.</summary>
    internal FieldSet Said()
    {
        var texts = new KeyValuePair<string, string>[_all.Length];
        var count = 0;
        foreach (var (name, file) in _all)
        {
            if (name is not ("type" or "actor" or "reason"))
            {
                texts[count++] = new(name, file.Text);
            }
        }

        return FieldSet.InOrder(texts.AsSpan(0, count).ToArray());
    }
}
