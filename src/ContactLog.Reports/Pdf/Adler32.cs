using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ContactLog.Reports.Pdf;

/// <summary>The checksum at the end of a zlib stream (RFC 1950, section 8.2).</summary>
internal static class Adler32
{
    /// <summary>The checksum of nothing.</summary>
    public const uint Start = 1;

    private const uint Modulus = 65521;

    /// <summary>The checksum after some more bytes.</summary>
    // A report reads tens of megabytes of pixels, often as the first thing a process does: there is no time to warm up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint low = checksum & 0xFFFF, high = checksum >> 16;
        while (bytes.Length > 0)
        {
            // 5552 steps are the most that cannot overflow 32 bits; 16 divides it.
            var part = bytes[..Math.Min(bytes.Length, 5552)];
            bytes = bytes[part.Length..];
            for (; part.Length >= 16; part = part[16..])
            {
                // Sixteen steps at once: the first byte is added to the high sum sixteen times, the last one once.
                var (first, second) = Vector128.Widen(Vector128.Create(part));
                var once = (uint)(Vector128.Sum(first) + Vector128.Sum(second));
                var weighted = Vector128.WidenLower(first * Falling(16)) + Vector128.WidenUpper(first * Falling(16))
                    + Vector128.WidenLower(second * Falling(8)) + Vector128.WidenUpper(second * Falling(8));
                high += (16 * low) + Vector128.Sum(weighted);
                low += once;
            }

            foreach (var one in part)
            {
                low += one;
                high += low;
            }

            low %= Modulus;
            high %= Modulus;
        }

        return (high << 16) | low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Falling(ushort from) => Vector128.Create(
        from, (ushort)(from - 1), (ushort)(from - 2), (ushort)(from - 3), (ushort)(from - 4), (ushort)(from - 5), (ushort)(from - 6), (ushort)(from - 7));
}
