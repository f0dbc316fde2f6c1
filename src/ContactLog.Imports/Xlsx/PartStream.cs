using ContactLog.Imports.Zip;

namespace ContactLog.Imports.Xlsx;

/// <summary>A part of a workbook as it unpacks. A bomb, a megabyte that becomes a gigabyte, ends here by the measure that holds for archives.</summary>
internal sealed class PartStream(Stream unpacked, long packed) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = unpacked.Read(buffer);
        _read += count;
        return _read > ZipContents.AlwaysBytes && _read / ZipContents.MostRatio > packed ? throw new InvalidDataException("It unpacks to far more than any workbook does.") : count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }
}
