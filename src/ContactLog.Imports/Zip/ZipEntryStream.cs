namespace ContactLog.Imports.Zip;

/// <summary>
/// The bytes of one file of an archive. Where they are not what the archive declares, the stream ends and the fault is reported:
/// a reader takes what is whole, and the sentence about the rest comes from the archive's reader.
/// </summary>
internal sealed class ZipEntryStream(ZipContents contents, ZipEntry entry, Stream unpacked) : ReadStream
{
    private Crc32 _crc;
    private long _read;
    private bool _ended;

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        int count;
        try
        {
            count = unpacked.Read(buffer);
        }
        catch (InvalidDataException)
        {
            return End(ZipFault.Damaged);
        }

        if (count == 0)
        {
            return End(_read != entry.Size ? ZipFault.Damaged : _crc.Value != entry.Crc ? ZipFault.Checksum : ZipFault.None);
        }

        _read += count;
        if (_read > entry.Size)
        {
            End(ZipFault.Damaged);
            return (int)(count - (_read - entry.Size));
        }

        if (_read > ZipContents.AlwaysBytes && _read / ZipContents.MostRatio > entry.Packed)
        {
            return End(ZipFault.Bomb);
        }

        if (!contents.Count(count))
        {
            return End(ZipFault.Total);
        }

        _crc.Append(buffer[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private int End(ZipFault fault)
    {
        _ended = true;
        if (fault == ZipFault.None)
        {
            contents.Whole(entry.Name);
        }
        else
        {
            contents.Report(entry.Name, fault);
        }

        return 0;
    }
}
