namespace ContactLog.Domain.Record;

/// <summary>Checks that entries are one unbroken record: the same for the program's own database and for a stranger's bundle.</summary>
public sealed class RecordChain
{
    private readonly List<Digest> _digests = [];
    private EntryText? _last;

    /// <summary>The digests of the entries so far, in order.</summary>
    public IReadOnlyList<Digest> Digests => _digests;

    /// <summary>The newest entry, or null before the first.</summary>
    public EntryText? Last => _last;

    /// <summary>Takes the next entry.</summary>
    /// <returns>The entry.</returns>
    /// <exception cref="RecordBrokenException">The entry does not follow on the ones before.</exception>
    public EntryText Add(ReadOnlySpan<byte> bytes) => Add(Read(bytes, _digests.Count + 1));

    /// <summary>Reads an entry file by itself; entries can be read side by side and added in order.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="seq">The place it is taken for, for the message.</param>
    /// <exception cref="RecordBrokenException">It is not an entry file.</exception>
    public static ReadEntry Read(ReadOnlySpan<byte> bytes, int seq)
    {
        var (entry, problem) = EntryText.Parse(bytes);
        return entry is null ? throw new RecordBrokenException(seq, problem!) : new(entry, Digest.Of(bytes));
    }

    /// <summary>Takes the next entry, already read.</summary>
    /// <inheritdoc cref="Add(ReadOnlySpan{byte})"/>
    public EntryText Add(ReadEntry next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var seq = _digests.Count + 1;
        var entry = next.Text;
        if (entry.Seq != seq)
        {
            throw new RecordBrokenException(seq, $"it says that it is entry {entry.Seq}");
        }

        if (_last is not null && entry.CaseId != _last.CaseId)
        {
            throw new RecordBrokenException(seq, "it is of another case");
        }

        if (entry.Prev != (_digests.Count == 0 ? Digest.None : _digests[^1]))
        {
            throw new RecordBrokenException(seq, "the hash of the entry before it does not match");
        }

        if (entry.Target >= seq)
        {
            throw new RecordBrokenException(seq, "it names an entry that comes after it");
        }

        _digests.Add(next.Digest);
        _last = entry;
        return entry;
    }

    /// <summary>Checks a field file against the entry.</summary>
    /// <exception cref="RecordBrokenException">The entry does not have the field, or the file does not match.</exception>
    public static FieldFile CheckField(EntryText entry, string name, ReadOnlySpan<byte> bytes) =>
        CheckField(entry, entry.Fields.FirstOrDefault(field => field.Name == name) is { Name: not null } found ? found : throw new RecordBrokenException(entry.Seq, $"it has no field '{name}'"), bytes);

    /// <summary>Checks a field file against one commitment of the entry.</summary>
    /// <exception cref="RecordBrokenException">The file does not match.</exception>
    public static FieldFile CheckField(EntryText entry, FieldCommitment commitment, ReadOnlySpan<byte> bytes) =>
        Digest.Of(bytes) != commitment.Digest
            ? throw new RecordBrokenException(entry.Seq, $"the field '{commitment.Name}' does not match its hash")
            : FieldFile.Parse(bytes) ?? throw new RecordBrokenException(entry.Seq, $"the field '{commitment.Name}' is not a field file");

    /// <summary>Checks a file entry against the entry.</summary>
    /// <exception cref="RecordBrokenException">The entry does not have the file, or it does not match.</exception>
    public static FileEntry CheckFile(EntryText entry, int number, ReadOnlySpan<byte> bytes)
    {
        var commitment = entry.Files.FirstOrDefault(file => file.Number == number)
            ?? throw new RecordBrokenException(entry.Seq, $"it has no file {number}");
        if (Digest.Of(bytes) != commitment.Digest)
        {
            throw new RecordBrokenException(entry.Seq, $"what it says of file {number} does not match its hash");
        }

        return FileEntry.Parse(bytes) ?? throw new RecordBrokenException(entry.Seq, $"what it says of file {number} is not a file entry");
    }
}

/// <summary>An entry as it was read, and the digest of the bytes it was read from.</summary>
/// <param name="Text">The entry.</param>
/// <param name="Digest">Of its file.</param>
public sealed record ReadEntry(EntryText Text, Digest Digest);
