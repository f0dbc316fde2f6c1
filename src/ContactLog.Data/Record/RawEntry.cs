using ContactLog.Domain.Items;
using ContactLog.Domain.Record;

namespace ContactLog.Data.Record;

/// <summary>One entry as it lies in the store, unsealed and not yet read: its entry file, its field files in order, what it says of its files.</summary>
internal sealed record RawEntry(byte[] Text, IReadOnlyList<byte[]> Fields, IReadOnlyList<RawFile> Files)
{
    /// <summary>The entry file as it was read to unseal the rest; null where it was not.</summary>
    public ReadEntry? Known { get; init; }

    /// <summary>Reads it and checks every commitment in it.</summary>
    /// <param name="seq">The place it is taken for.</param>
    /// <param name="caseId">The case it must be of.</param>
    /// <exception cref="RecordBrokenException">Something in it is not what it commits to.</exception>
    public OpenedEntry Open(int seq, Guid caseId)
    {
        var (text, digest) = Known ?? RecordChain.Read(Text, seq);
        if (text.CaseId != caseId)
        {
            throw new RecordBrokenException(seq, "it is of another case");
        }

        if (Fields.Count != text.Fields.Count)
        {
            throw new RecordBrokenException(seq, Fields.Count < text.Fields.Count ? "a field that it names is missing" : "a field is stored that it does not name");
        }

        if (Files.Count != text.Files.Count)
        {
            throw new RecordBrokenException(seq, Files.Count < text.Files.Count ? "a file that it names is missing" : "a file is stored that it does not name");
        }

        var fields = new Dictionary<string, FieldFile>(Fields.Count, StringComparer.Ordinal);
        for (var at = 0; at < Fields.Count; at++)
        {
            fields.Add(text.Fields[at].Name, RecordChain.CheckField(text, text.Fields[at].Name, Fields[at]));
        }

        return new()
        {
            Text = text,
            Digest = digest,
            FieldFiles = fields,
            Files = [.. Files.Select(file => new OpenedFile(file.Id, seq, file.Number, RecordChain.CheckFile(text, file.Number, file.Entry)))],
        };
    }

    public void Write(BinaryWriter to)
    {
        WriteBytes(to, Text);
        to.Write7BitEncodedInt(Fields.Count);
        foreach (var field in Fields)
        {
            WriteBytes(to, field);
        }

        to.Write7BitEncodedInt(Files.Count);
        foreach (var file in Files)
        {
            to.Write(file.Id.ToByteArray());
            to.Write7BitEncodedInt(file.Number);
            WriteBytes(to, file.Entry);
        }
    }

    public static RawEntry Read(BinaryReader from)
    {
        var text = ReadBytes(from);
        var fields = new byte[from.Read7BitEncodedInt()][];
        for (var at = 0; at < fields.Length; at++)
        {
            fields[at] = ReadBytes(from);
        }

        var files = new RawFile[from.Read7BitEncodedInt()];
        for (var at = 0; at < files.Length; at++)
        {
            files[at] = new(new Guid(from.ReadBytes(16)), from.Read7BitEncodedInt(), ReadBytes(from));
        }

        return new(text, fields, files);
    }

    private static void WriteBytes(BinaryWriter to, byte[] bytes)
    {
        to.Write7BitEncodedInt(bytes.Length);
        to.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader from) => from.ReadBytes(from.Read7BitEncodedInt());
}

/// <summary>A file of an entry: its identity in the store and its file entry.</summary>
internal sealed record RawFile(Guid Id, int Number, byte[] Entry);
