namespace ContactLog.Imports;

/// <summary>A part of a seekable stream, as a stream of its own that closes it.</summary>
internal sealed class StreamSlice(Stream whole, long start, long length) : PlacedStream
{
    public override long Length => length;

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length)
        {
            return 0;
        }

        if (whole.Position != start + Position)
        {
            whole.Position = start + Position;
        }

        var count = whole.Read(buffer[..(int)Math.Min(buffer.Length, length - Position)]);
        Position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            whole.Dispose();
        }

        base.Dispose(disposing);
    }
}
