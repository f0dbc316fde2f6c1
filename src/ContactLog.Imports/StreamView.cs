namespace ContactLog.Imports;

/// <summary>A reading place of its own in a seekable stream that several readers share, one thread at a time.</summary>
internal sealed class StreamView(Stream shared) : PlacedStream
{
    public override long Length => shared.Length;

    public override int Read(Span<byte> buffer)
    {
        if (shared.Position != Position)
        {
            shared.Position = Position;
        }

        var count = shared.Read(buffer);
        Position += count;
        return count;
    }
}
