using System.Buffers.Binary;
using System.Text;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using NodaTime;

namespace ContactLog.Data.Record;

/// <summary>
/// Opened entries written one after the other, for a copy in memory (<see cref="SealedCopies"/>) and nothing else: no file, no
/// bundle and no row ever holds this form, so it may change with any release. It holds what was made of an entry when it was
/// read, its digests included, and trusts them: only what was verified is written, and only what a seal vouches for is read.
/// </summary>
internal static class EntriesInOnePiece
{
    /// <summary>Texts of at most so many characters are looked through for some that are said again.</summary>
    private const int Short = 40;

    /// <summary>Writes the entries of one case, in order from the first.</summary>
    public static void Write(BinaryWriter to, IReadOnlyList<OpenedEntry> entries)
    {
        // Some fifty names stand in for a hundred thousand, and a kind, a day or a zone that is said again is written once.
        var names = Numbered(entries.SelectMany(entry => entry.Text.Fields).Select(field => field.Name));
        var again = Numbered(entries.SelectMany(entry => entry.FieldFiles.Values).Select(file => file.Text).Where(text => text.Length <= Short)
            .GroupBy(text => text, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).Select(same => same.Key));
        WriteTexts(to, names.Keys);
        WriteTexts(to, again.Keys);

        to.Write7BitEncodedInt(entries.Count);
        foreach (var entry in entries)
        {
            to.Write((byte)entry.Text.Kind);
            to.Write(entry.Text.Recorded.ToUnixTimeSeconds());
            to.Write7BitEncodedInt(entry.Text.Target ?? 0);
            WriteDigest(to, entry.Digest);
            to.Write7BitEncodedInt(entry.Text.Fields.Count);
            foreach (var field in entry.Text.Fields)
            {
                var file = entry.FieldFiles[field.Name];
                to.Write7BitEncodedInt(names[field.Name]);
                WriteDigest(to, field.Digest);
                WriteDigest(to, file.Salt);
                if (again.TryGetValue(file.Text, out var number))
                {
                    to.Write7BitEncodedInt(number + 1);
                }
                else
                {
                    to.Write7BitEncodedInt(0);
                    WriteText(to, file.Text);
                }
            }

            to.Write7BitEncodedInt(entry.Files.Count);
            foreach (var file in entry.Files)
            {
                to.Write(file.Id.ToByteArray());
                WriteDigest(to, entry.Text.Files[file.Number - 1].Digest);
                WriteDigest(to, file.Entry.Salt);
                WriteDigest(to, file.Entry.Sha256);
                WriteText(to, file.Entry.Name);
                to.Write(file.Entry.Size);
                to.Write(file.Entry.Received.ToUnixTimeSeconds());
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static OpenedEntry[] Read(ReadOnlySpan<byte> piece, Guid caseId)
    {
        var from = new Reader(piece);
        var names = from.Texts();
        var again = from.Texts();

        var entries = new OpenedEntry[from.Number()];
        var prev = Digest.None;
        for (var at = 0; at < entries.Length; at++)
        {
            entries[at] = ReadEntry(ref from, names, again, caseId, at + 1, prev);
            prev = entries[at].Digest;
        }

        return entries;
    }

    private static OpenedEntry ReadEntry(ref Reader from, string[] names, string[] again, Guid caseId, int seq, Digest prev)
    {
        var kind = (EntryKind)from.Byte();
        var recorded = Instant.FromUnixTimeSeconds(from.Long());
        var target = from.Number();
        var digest = from.Digest();
        var fields = new FieldCommitment[from.Number()];
        var fieldFiles = new KeyValuePair<string, FieldFile>[fields.Length];
        for (var at = 0; at < fields.Length; at++)
        {
            fields[at] = new(names[from.Number()], from.Digest());
            fieldFiles[at] = new(fields[at].Name, new(from.Digest(), from.Number() is > 0 and var number ? again[number - 1] : from.Text()));
        }

        var files = new FileCommitment[from.Number()];
        var attached = new OpenedFile[files.Length];
        for (var at = 0; at < files.Length; at++)
        {
            var id = from.Id();
            files[at] = new(at + 1, from.Digest());
            attached[at] = new(id, seq, at + 1, new(from.Digest(), from.Digest(), from.Text(), from.Long(), Instant.FromUnixTimeSeconds(from.Long())), files[at].Digest);
        }

        return new()
        {
            Text = new() { CaseId = caseId, Seq = seq, Kind = kind, Prev = prev, Recorded = recorded, Target = target == 0 ? null : target, Fields = fields, Files = files },
            Digest = digest,
            FieldFiles = FieldFiles.InOrder(fieldFiles),
            Files = attached,
        };
    }

    private static Dictionary<string, int> Numbered(IEnumerable<string> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            numbers.TryAdd(text, numbers.Count);
        }

        return numbers;
    }

    private static void WriteTexts(BinaryWriter to, IReadOnlyCollection<string> texts)
    {
        to.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
        {
            WriteText(to, text);
        }
    }

    private static void WriteDigest(BinaryWriter to, Digest digest)
    {
        Span<byte> bytes = stackalloc byte[Digest.Bytes];
        digest.CopyTo(bytes);
        to.Write(bytes);
    }

    private static void WriteText(BinaryWriter to, string text)
    {
        to.Write7BitEncodedInt(Encoding.UTF8.GetByteCount(text));
        to.Write(Encoding.UTF8.GetBytes(text));
    }

    private ref struct Reader(ReadOnlySpan<byte> piece)
    {
        private ReadOnlySpan<byte> _rest = piece;

        public byte Byte() => Take(1)[0];

        public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

        public Guid Id() => new(Take(16));

        public Digest Digest() => Domain.Record.Digest.FromBytes(Take(Domain.Record.Digest.Bytes));

        public string[] Texts()
        {
            var texts = new string[Number()];
            for (var at = 0; at < texts.Length; at++)
            {
                texts[at] = Text();
            }

            return texts;
        }

        public string Text() => Encoding.UTF8.GetString(Take(Number()));

        public int Number()
        {
            var number = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = Byte();
                number |= (next & 0x7f) << shift;
                if (next < 0x80)
                {
                    return number;
                }
            }
        }

        private ReadOnlySpan<byte> Take(int count)
        {
            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}
