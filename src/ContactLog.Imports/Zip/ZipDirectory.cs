using System.Buffers.Binary;
using System.Text;

namespace ContactLog.Imports.Zip;

/// <summary>One file that an archive lists.</summary>
/// <param name="Name">Its name, unique in the archive, for people: nothing is ever written under it.</param>
/// <param name="Method">0 stored, 8 deflated; others cannot be read.</param>
/// <param name="IsLocked">Encrypted.</param>
/// <param name="Crc">CRC-32 of its bytes, as the archive declares it.</param>
/// <param name="Packed">Bytes in the archive.</param>
/// <param name="Size">Bytes when unpacked, as the archive declares it.</param>
/// <param name="Header">Where its local header stands.</param>
internal sealed record ZipEntry(string Name, int Method, bool IsLocked, uint Crc, long Packed, long Size, long Header);

/// <summary>
/// The list of contents of a zip archive (APPNOTE.TXT 4.3: central directory, also in its 64-bit form). Read by hand because the
/// class library's reader takes the whole list into memory whatever its length, never compares a checksum, and ends silently at a wrong length.
/// </summary>
internal sealed class ZipDirectory
{
    /// <summary>The most files that are taken in; the rest is named as a loss. A mail folder of years has fewer; a made archive may list millions.</summary>
    public const int MostEntries = 100_000;

    private const int EndLength = 22;
    private const int MostComment = ushort.MaxValue;
    private const int HeaderLength = 46;
    private readonly List<ZipEntry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private ZipDirectory()
    {
    }

    /// <summary>The files, folders left out, in the order of the list.</summary>
    public IReadOnlyList<ZipEntry> Entries => _entries;

    /// <summary>What is wrong with the list; null when it was read to its end.</summary>
    public ReadingNote? Fault { get; private set; }

    /// <summary>Reads the list. Nothing in it raises an exception.</summary>
    public static ZipDirectory Read(Stream seekable, CancellationToken cancellationToken)
    {
        var directory = new ZipDirectory();
        if (FindEnd(seekable) is not { } end)
        {
            directory.Fault = new ReadingNote("archives.no-end");
            return directory;
        }

        try
        {
            directory.ReadEntries(seekable, end, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            directory.Fault = new ReadingNote("archives.broken");
        }

        return directory;
    }

    private static End? FindEnd(Stream file)
    {
        var length = (int)Math.Min(file.Length, EndLength + MostComment);
        var tail = new byte[length];
        file.Position = file.Length - length;
        file.ReadExactly(tail);
        for (var at = length - EndLength; at >= 0; at--)
        {
            var one = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(one) != 0x06054B50 || at + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(one[20..]) > length)
            {
                continue;
            }

            var position = file.Length - length + at;
            var end = new End(
                BinaryPrimitives.ReadUInt16LittleEndian(one[10..]),
                BinaryPrimitives.ReadUInt32LittleEndian(one[12..]),
                BinaryPrimitives.ReadUInt32LittleEndian(one[16..]),
                position,
                BinaryPrimitives.ReadUInt16LittleEndian(one[4..]) is not (0 or ushort.MaxValue));
            return FindEnd64(file, position) ?? end;
        }

        return null;
    }

    private static End? FindEnd64(Stream file, long end)
    {
        Span<byte> locator = stackalloc byte[20];
        Span<byte> record = stackalloc byte[56];
        if (end < locator.Length + record.Length)
        {
            return null;
        }

        file.Position = end - locator.Length;
        file.ReadExactly(locator);
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != 0x07064B50 || at < 0 || at > end - locator.Length - record.Length)
        {
            return null;
        }

        file.Position = at;
        file.ReadExactly(record);
        return BinaryPrimitives.ReadUInt32LittleEndian(record) != 0x06064B50 ? null : new End(
            BinaryPrimitives.ReadInt64LittleEndian(record[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(record[48..]),
            at,
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..]) != 0);
    }

    private void ReadEntries(Stream file, End end, CancellationToken cancellationToken)
    {
        if (end.IsSplit)
        {
            Fault = new ReadingNote("archives.split");
            return;
        }

        // Bytes before the archive shift every place in it by as much.
        var shift = end.Position - end.Length - end.Start;
        var at = end.Start + shift;
        if (end.Length < 0 || end.Start < 0 || shift < 0 || at < 0 || at > end.Position)
        {
            Fault = new ReadingNote("archives.broken");
            return;
        }

        var header = new byte[HeaderLength];
        var rest = Array.Empty<byte>();
        file.Position = at;
        using var buffered = new BufferedStream(new StreamView(file) { Position = at }, 64 * 1024);
        for (long number = 0; at + HeaderLength <= end.Position; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            buffered.ReadExactly(header);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x02014B50)
            {
                Fault = new ReadingNote("archives.broken");
                return;
            }

            if (_entries.Count >= MostEntries)
            {
                Fault = new ReadingNote("archives.many", MostEntries);
                return;
            }

            int Length(int place) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(place));
            var length = Length(28) + Length(30) + Length(32);
            if (rest.Length < length)
            {
                rest = new byte[length];
            }

            buffered.ReadExactly(rest, 0, length);
            at += HeaderLength + length;
            Take(header, rest.AsSpan(0, Length(28)), rest.AsSpan(Length(28), Length(30)), shift);
        }

        if (end.Entries > _entries.Count + _folders)
        {
            Fault = new ReadingNote("archives.broken");
        }
    }

    private long _folders;

    private void Take(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra, long shift)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        long packed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]), size = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        long place = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        Widen(extra, ref size, ref packed, ref place);
        var label = Label(name, isUtf8: (flags & 0x800) != 0);
        if (label.EndsWith('/') && size == 0)
        {
            _folders++;
            return;
        }

        _entries.Add(new ZipEntry(
            Unique(label), BinaryPrimitives.ReadUInt16LittleEndian(header[10..]), (flags & 1) != 0,
            BinaryPrimitives.ReadUInt32LittleEndian(header[16..]), packed, size, place + shift));
    }

    // APPNOTE.TXT 4.5.3: only those fields stand in the extra field that are full in the header, in this order.
    private static void Widen(ReadOnlySpan<byte> extra, ref long size, ref long packed, ref long place)
    {
        while (extra.Length >= 4)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            var length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]), extra.Length - 4);
            if (id == 1)
            {
                var wide = extra.Slice(4, length);
                Next(ref size, ref wide);
                Next(ref packed, ref wide);
                Next(ref place, ref wide);
                return;
            }

            extra = extra[(4 + length)..];
        }

        static void Next(ref long value, ref ReadOnlySpan<byte> wide)
        {
            if (value == uint.MaxValue && wide.Length >= 8)
            {
                value = BinaryPrimitives.ReadInt64LittleEndian(wide);
                wide = wide[8..];
            }
        }
    }

    private static string Label(ReadOnlySpan<byte> name, bool isUtf8)
    {
        const int most = 1_000;
        string text;
        try
        {
            // Many programs write UTF-8 without saying so; what is not is read byte by byte, so that no two names become one.
            text = new UTF8Encoding(false, throwOnInvalidBytes: !isUtf8).GetString(name);
        }
        catch (ArgumentException)
        {
            text = Encoding.Latin1.GetString(name);
        }

        text = string.Concat(text.Select(c => c == '\\' ? '/' : char.IsControl(c) ? '\uFFFD' : c));
        return text.Length > most ? text[..most] : text;
    }

    private string Unique(string label)
    {
        var unique = label;
        for (var number = 2; !_names.Add(unique); number++)
        {
            unique = $"{label} ({number})";
            if (number > 1_000)
            {
                // An archive that lists one name without end is a made one; its place is name enough.
                unique = $"{label} ({number} {_names.Count})";
            }
        }

        return unique;
    }

    private readonly record struct End(long Entries, long Length, long Start, long Position, bool IsSplit);
}
