using System.Buffers.Binary;
using System.Text;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>One file in a canonical ZIP.</summary>
/// <param name="Name">ASCII, with forward slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Crc">Its checksum.</param>
/// <param name="Offset">Where its header begins.</param>
internal sealed record ZipPart(string Name, long Size, uint Crc, long Offset)
{
    /// <summary>Where its bytes begin.</summary>
    public long DataOffset => Offset + CanonicalZip.LocalHeader(this, default).Length;
}

/// <summary>
/// A ZIP whose every byte follows from names, contents and one time: stored, not compressed, no comments,
/// no gaps. General ZIP software opens it; but because nothing in it is free to vary, a verifier can find
/// one changed byte anywhere, also in the places that no checksum covers.
/// </summary>
internal static class CanonicalZip
{
    /// <summary>The first four bytes of a file's header.</summary>
    public const uint LocalSignature = 0x04034B50;

    private const uint CentralSignature = 0x02014B50;
    private const uint EndSignature = 0x06054B50;
    private const uint End64Signature = 0x06064B50;
    private const uint End64LocatorSignature = 0x07064B50;

    /// <summary>The header before a file's bytes.</summary>
    public static byte[] LocalHeader(ZipPart part, Instant made)
    {
        var writer = new Writer();
        var large = part.Size >= uint.MaxValue;
        writer.U32(LocalSignature).U16((ushort)(large ? 45 : 20)).U16(0).U16(0).Time(made).U32(part.Crc)
            .U32(large ? uint.MaxValue : (uint)part.Size).U32(large ? uint.MaxValue : (uint)part.Size)
            .U16((ushort)part.Name.Length).U16((ushort)(large ? 20 : 0)).Ascii(part.Name);
        if (large)
        {
            writer.U16(1).U16(16).U64((ulong)part.Size).U64((ulong)part.Size);
        }

        return writer.ToArray();
    }

    /// <summary>Everything after the last file's bytes.</summary>
    public static byte[] Directory(IReadOnlyList<ZipPart> parts, Instant made)
    {
        var writer = new Writer();
        var start = parts.Count == 0 ? 0 : parts[^1].DataOffset + parts[^1].Size;
        foreach (var part in parts)
        {
            var largeSize = part.Size >= uint.MaxValue;
            var largeOffset = part.Offset >= uint.MaxValue;
            var extra = (largeSize ? 16 : 0) + (largeOffset ? 8 : 0);
            writer.U32(CentralSignature).U16((3 << 8) | 45).U16((ushort)(largeSize || largeOffset ? 45 : 20)).U16(0).U16(0).Time(made).U32(part.Crc)
                .U32(largeSize ? uint.MaxValue : (uint)part.Size).U32(largeSize ? uint.MaxValue : (uint)part.Size)
                .U16((ushort)part.Name.Length).U16((ushort)(extra == 0 ? 0 : extra + 4)).U16(0).U16(0).U16(0)
                // A plain file, readable by everyone, writable by its owner.
                .U32(0x81A4u << 16)
                .U32(largeOffset ? uint.MaxValue : (uint)part.Offset).Ascii(part.Name);
            if (extra > 0)
            {
                writer.U16(1).U16((ushort)extra);
                if (largeSize)
                {
                    writer.U64((ulong)part.Size).U64((ulong)part.Size);
                }

                if (largeOffset)
                {
                    writer.U64((ulong)part.Offset);
                }
            }
        }

        var size = writer.Length;
        if (parts.Count >= ushort.MaxValue || start >= uint.MaxValue || size >= uint.MaxValue)
        {
            var end64 = start + size;
            writer.U32(End64Signature).U64(44).U16((3 << 8) | 45).U16(45).U32(0).U32(0)
                .U64((ulong)parts.Count).U64((ulong)parts.Count).U64((ulong)size).U64((ulong)start)
                .U32(End64LocatorSignature).U32(0).U64((ulong)end64).U32(1);
        }

        var count = (ushort)Math.Min(parts.Count, ushort.MaxValue);
        writer.U32(EndSignature).U16(0).U16(0).U16(count).U16(count)
            .U32((uint)Math.Min(size, uint.MaxValue)).U32((uint)Math.Min(start, uint.MaxValue)).U16(0);
        return writer.ToArray();
    }

    /// <summary>Lays files out one after the other.</summary>
    public static List<ZipPart> LayOut(IEnumerable<(string Name, long Size, uint Crc)> files)
    {
        var parts = new List<ZipPart>();
        long offset = 0;
        foreach (var (name, size, crc) in files)
        {
            var part = new ZipPart(name, size, crc, offset);
            parts.Add(part);
            offset = part.DataOffset + size;
        }

        return parts;
    }

    /// <summary>The time that a header says, or null when that is no time.</summary>
    public static Instant? FromDos(ushort time, ushort date)
    {
        int year = 1980 + (date >> 9), month = (date >> 5) & 15, day = date & 31, hour = time >> 11, minute = (time >> 5) & 63, second = (time & 31) * 2;
        return month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59
            ? null
            : Instant.FromUtc(year, month, day, hour, minute, second);
    }

    private sealed class Writer
    {
        private readonly List<byte> _bytes = [];

        public long Length => _bytes.Count;

        public Writer U16(int value)
        {
            Span<byte> bytes = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
            _bytes.AddRange(bytes);
            return this;
        }

        public Writer U32(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            _bytes.AddRange(bytes);
            return this;
        }

        public Writer U64(ulong value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            _bytes.AddRange(bytes);
            return this;
        }

        public Writer Ascii(string text)
        {
            _bytes.AddRange(Encoding.ASCII.GetBytes(text));
            return this;
        }

        /// <summary>DOS time, in UTC and steps of two seconds; dates before 1980 do not exist there.</summary>
        public Writer Time(Instant made)
        {
            var utc = made.InUtc();
            return utc.Year < 1980
                ? U16(0).U16(33)
                : U16((utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2)).U16(((utc.Year - 1980) << 9) | (utc.Month << 5) | utc.Day);
        }

        public byte[] ToArray() => [.. _bytes];
    }
}
