namespace ContactLog.Reports.Bundle;

/// <summary>The checksum that ZIP asks for (ISO 3309). It finds accidents only; the manifests find changes.</summary>
internal struct Crc32()
{
    private static readonly uint[] s_table = MakeTable();

    private uint _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        foreach (var b in bytes)
        {
            state = s_table[(byte)(state ^ b)] ^ (state >> 8);
        }

        _state = state;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint at = 0; at < table.Length; at++)
        {
            var value = at;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            }

            table[at] = value;
        }

        return table;
    }
}
