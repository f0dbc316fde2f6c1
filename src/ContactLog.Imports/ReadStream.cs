namespace ContactLog.Imports;

/// <summary>A stream that can be read and nothing else; forward only, unless who derives from it says otherwise.</summary>
internal abstract class ReadStream : Stream
{
    public sealed override bool CanRead => true;

    public override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // Without this the base class would rent a buffer and call the array overload, which would call it again.
    public abstract override int Read(Span<byte> buffer);

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public sealed override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>The same with a place that can be set anywhere at or after the first byte.</summary>
internal abstract class PlacedStream : ReadStream
{
    private long _position;

    public sealed override bool CanSeek => true;

    public sealed override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new IOException("A place before the first byte.");
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };
}
