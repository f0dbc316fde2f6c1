namespace ContactLog.Imports.Zip;

/// <summary>The checksum of zip archives: CRC-32 with polynomial 0xEDB88320, eight bytes a step.</summary>
internal struct Crc32
{
    private static readonly uint[] s_tables = Tables();
    private uint _state;

    /// <summary>Of everything appended so far.</summary>
    public readonly uint Value => _state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_state;
        var t = s_tables;
        while (bytes.Length >= 8)
        {
            var low = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[1792 + (low & 0xFF)] ^ t[1536 + ((low >> 8) & 0xFF)] ^ t[1280 + ((low >> 16) & 0xFF)] ^ t[1024 + (low >> 24)]
                ^ t[768 + (high & 0xFF)] ^ t[512 + ((high >> 8) & 0xFF)] ^ t[256 + ((high >> 16) & 0xFF)] ^ t[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var one in bytes)
        {
            crc = t[(crc ^ one) & 0xFF] ^ (crc >> 8);
        }

        _state = ~crc;
    }

    private static uint[] Tables()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 1 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            tables[i] = value;
        }

        for (var table = 1; table < 8; table++)
        {
            for (var i = 0; i < 256; i++)
            {
                var before = tables[((table - 1) * 256) + i];
                tables[(table * 256) + i] = tables[before & 0xFF] ^ (before >> 8);
            }
        }

        return tables;
    }
}
