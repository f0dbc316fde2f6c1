namespace ContactLog.Imports.Xlsx;

/// <summary>
/// A part of a workbook. What stands between two tags is taken into memory whole by whoever reads it, also the inside of a tag: a gigabyte of it
/// is no cell and ends here.
/// </summary>
internal sealed class PartStream(Stream part) : ReadStream
{
    private const int MostBetween = 16 * 1024 * 1024;
    private long _read;
    private long _tag;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = part.Read(buffer);
        _tag = buffer[..count].LastIndexOf((byte)'<') is >= 0 and var at ? _read + at : _tag;
        _read += count;
        return _read - _tag > MostBetween ? throw new InvalidDataException("It has no tag for longer than any workbook.") : count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            part.Dispose();
        }

        base.Dispose(disposing);
    }
}
