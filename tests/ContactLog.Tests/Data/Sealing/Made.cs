using ContactLog.Data.Sealing;

namespace ContactLog.Tests.Data.Sealing;

internal static class Made
{
    public static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++)
        {
            bytes[i] = (byte)((i * 31) + (i >> 8));
        }

        return bytes;
    }

    public static async Task<List<byte[]>> SealAsync(FileSealer sealer, byte[] plain)
    {
        var segments = new List<byte[]>();
        using var source = new MemoryStream(plain);
        await foreach (var segment in sealer.SealAsync(source, long.MaxValue))
        {
            segments.Add(segment);
        }

        return segments;
    }

    /// <summary>Every way to change one byte by one bit, and every way to cut or lengthen by one byte.</summary>
    public static IEnumerable<byte[]> Spoilt(byte[] blob)
    {
        for (var i = 0; i < blob.Length; i++)
        {
            var copy = (byte[])blob.Clone();
            copy[i] ^= (byte)(1 << (i % 8));
            yield return copy;
        }

        yield return blob[..^1];
        yield return blob[1..];
        yield return [.. blob, 0];
        yield return [];
    }
}
