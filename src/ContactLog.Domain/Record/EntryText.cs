using System.Buffers;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Domain.Record;

/// <summary>The commitment to one field: its name and the digest of its field file.</summary>
public readonly record struct FieldCommitment(string Name, Digest Digest);

/// <summary>The commitment to one file: its number in the entry, from 1, and the digest of its file entry.</summary>
public sealed record FileCommitment(int Number, Digest Digest);

/// <summary>
/// One entry of the record, exactly as it is hashed: the file <c>entries/NNNNNN.txt</c> of a bundle.
/// The format is published in <c>docs/record-format.md</c>; it is frozen at <c>incident-log/v1</c>.
/// </summary>
public sealed record EntryText
{
    /// <summary>The first line of every entry file.</summary>
    public const string FormatLine = "incident-log/v1";

    /// <summary>No entry is longer than this many bytes; a reader refuses more before it reads on.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly SearchValues<char> s_fieldName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly InstantPattern s_recorded = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>The case, a random identifier.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The place in the record, from 1, without gaps.</summary>
    public required int Seq { get; init; }

    /// <summary>What the entry does.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>The digest of the entry before; <see cref="Digest.None"/> for the first.</summary>
    public required Digest Prev { get; init; }

    /// <summary>The server's clock at the time of recording, to the second.</summary>
    public required Instant Recorded { get; init; }

    /// <summary>The first entry of the item that this entry amends, withdraws, restores or erases.</summary>
    public int? Target { get; init; }

    /// <summary>The fields, in byte order of their names.</summary>
    public IReadOnlyList<FieldCommitment> Fields { get; init; } = [];

    /// <summary>The files, numbered 1, 2, 3 ….</summary>
    public IReadOnlyList<FileCommitment> Files { get; init; } = [];

    /// <summary>Cuts an instant to whole seconds, as the record keeps it.</summary>
    public static Instant ToRecorded(DateTimeOffset now) => Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    /// <summary>
    /// True for a field name that the format allows: a lower-case letter, then letters, digits or hyphens, 40 at most.
    /// <c>file</c> with a number is kept for file entries, whose files would otherwise share a name with the field's.
    /// </summary>
    public static bool IsFieldName(string name) =>
        name.Length is > 0 and <= 40 && name[0] is >= 'a' and <= 'z' && !name.AsSpan().ContainsAnyExcept(s_fieldName)
        && !(name.StartsWith("file", StringComparison.Ordinal) && name.Length > 4 && char.IsAsciiDigit(name[4]));

    /// <summary>The bytes that are hashed.</summary>
    /// <exception cref="InvalidOperationException">The entry breaks a rule of the format; appending it would make a record nobody can verify.</exception>
    public byte[] ToBytes()
    {
        var bytes = Encoding.ASCII.GetBytes(Write().ToString());
        // Reading back what was written is the cheapest proof that writer and reader agree.
        return Parse(bytes) is { Problem: null } ? bytes : throw new InvalidOperationException($"Entry {Seq} breaks the record format.");
    }

    /// <summary>Reads an entry file strictly: a file that is not byte for byte what the format prescribes is refused.</summary>
    public static (EntryText? Entry, string? Problem) Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            return (null, "the entry file is too long");
        }

        if (bytes.ContainsAnyExceptInRange((byte)0x0a, (byte)0x7e) || bytes.ContainsAnyInRange((byte)0x0b, (byte)0x1f))
        {
            return (null, "the entry file has a byte that is not printable ASCII");
        }

        var text = Encoding.ASCII.GetString(bytes);
        var lines = new LineReader(text);
        if (!text.EndsWith('\n') || !lines.Next().SequenceEqual(FormatLine))
        {
            return (null, $"the first line is not '{FormatLine}' or the last line does not end");
        }

        if (!Guid.TryParseExact(lines.Value("case: "), "N", out var caseId))
        {
            return (null, "the line 'case:' is missing or wrong");
        }

        if (!TryDecimal(lines.Value("seq: "), out var seq))
        {
            return (null, "the line 'seq:' is missing or wrong");
        }

        if (EntryKinds.FromWord(lines.Value("kind: ").ToString()) is not { } kind)
        {
            return (null, "the line 'kind:' is missing or wrong");
        }

        if (!Digest.TryParse(lines.Value("prev: "), out var prev))
        {
            return (null, "the line 'prev:' is missing or wrong");
        }

        if (s_recorded.Parse(lines.Value("recorded: ").ToString()) is not { Success: true } recorded)
        {
            return (null, "the line 'recorded:' is missing or wrong");
        }

        int? target = null;
        if (kind.TargetLine() is { } targetLine)
        {
            if (!TryDecimal(lines.Value(targetLine + ": "), out var targetSeq))
            {
                return (null, $"the line '{targetLine}:' is missing or wrong");
            }

            target = targetSeq;
        }

        var fields = new List<FieldCommitment>();
        var files = new List<FileCommitment>();
        Span<Range> parts = stackalloc Range[4];
        while (lines.More)
        {
            var line = lines.Next();
            if (line.Split(parts, ' ') != 3 || !Digest.TryParse(line[parts[2]], out var digest))
            {
                return (null, $"the line '{line}' is not understood");
            }

            if (line[parts[0]] is "field:" && files.Count == 0 && line[parts[1]].ToString() is var name && IsFieldName(name)
                && (fields.Count == 0 || string.CompareOrdinal(fields[^1].Name, name) < 0))
            {
                fields.Add(new(name, digest));
            }
            else if (line[parts[0]] is "file:" && TryDecimal(line[parts[1]], out var number) && number == files.Count + 1)
            {
                files.Add(new(number, digest));
            }
            else
            {
                return (null, $"the line '{line}' is not understood");
            }
        }

        var entry = new EntryText
        {
            CaseId = caseId,
            Seq = seq,
            Kind = kind,
            Prev = prev,
            Recorded = recorded.Value,
            Target = target,
            Fields = fields,
            Files = files,
        };
        return entry.Write().Equals(text)
            ? (entry, null)
            : (null, "the entry file is not written as the format prescribes");
    }

    private StringBuilder Write()
    {
        var text = new StringBuilder(256 + (110 * (Fields.Count + Files.Count))).Append(
            CultureInfo.InvariantCulture,
            $"{FormatLine}\ncase: {CaseId:N}\nseq: {Seq}\nkind: {Kind.Word()}\nprev: {Prev}\nrecorded: {s_recorded.Format(Recorded)}\n");
        if (Kind.TargetLine() is { } targetLine)
        {
            text.Append(CultureInfo.InvariantCulture, $"{targetLine}: {Target}\n");
        }

        foreach (var field in Fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"field: {field.Name} {field.Digest}\n");
        }

        foreach (var file in Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"file: {file.Number} {file.Digest}\n");
        }

        return text;
    }

    private static bool TryDecimal(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return text is [>= '1' and <= '9', ..] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    // No string is made of a line: opening a case of a thousand entries reads ten thousand of them.
    private ref struct LineReader(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public readonly bool More => !_rest.IsEmpty;

        /// <summary>The next line; empty after the last.</summary>
        public ReadOnlySpan<char> Next()
        {
            var end = _rest.IndexOf('\n');
            var line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            return line;
        }

        /// <summary>What follows <paramref name="start"/> in the next line; empty when it begins otherwise, which no value of the format is.</summary>
        public ReadOnlySpan<char> Value(string start)
        {
            var line = Next();
            return line.StartsWith(start) ? line[start.Length..] : [];
        }
    }
}
