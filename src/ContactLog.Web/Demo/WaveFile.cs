using System.Buffers.Binary;

namespace ContactLog.Web.Demo;

/// <summary>Writes a short sound as WAV: 8,000 samples a second, 8 bits, one channel.</summary>
internal static class WaveFile
{
    private const int Rate = 8000;

    /// <summary>The long tone of an answering machine, then a hum that rises and falls as a voice would, without a word in it.</summary>
    public static byte[] Voicemail(double seconds)
    {
        var samples = new byte[(int)(seconds * Rate)];
        for (var at = 0; at < samples.Length; at++)
        {
            var time = (double)at / Rate;
            var tone = time < 0.6 ? Math.Sin(2 * Math.PI * 1000 * time) : 0;
            var breath = time < 1 ? 0 : Math.Max(0, Math.Sin(2 * Math.PI * 0.7 * time)) * Math.Max(0, Math.Sin(2 * Math.PI * 3.1 * time));
            var pitch = 140 + (18 * Math.Sin(2 * Math.PI * 0.4 * time));
            var hum = Math.Sin(2 * Math.PI * pitch * time) + (0.5 * Math.Sin(4 * Math.PI * pitch * time));
            samples[at] = (byte)Math.Round(128 + (50 * tone) + (35 * breath * hum));
        }

        var header = new byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), 36 + samples.Length);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), Rate);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 8);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(40), samples.Length);
        return [.. header, .. samples];
    }
}
