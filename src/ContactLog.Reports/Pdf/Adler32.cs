namespace ContactLog.Reports.Pdf;

/// <summary>The checksum at the end of a zlib stream (RFC 1950, section 8.2).</summary>
internal static class Adler32
{
    /// <summary>The checksum of nothing.</summary>
    public const uint Start = 1;

    /// <summary>The checksum after some more bytes.</summary>
    public static uint Add(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint low = checksum & 0xFFFF, high = checksum >> 16;
        for (var i = 0; i < bytes.Length;)
        {
            // 5552 steps are the most that cannot overflow 32 bits.
            for (var stop = Math.Min(bytes.Length, i + 5552); i < stop; i++)
            {
                low += bytes[i];
                high += low;
            }

            low %= 65521;
            high %= 65521;
        }

        return (high << 16) | low;
    }
}
