namespace ContactLog.Imports.Text;

/// <summary>A text whose lines end with CR alone, as old Macs and some spreadsheets write: each becomes LF. Of CR LF, which no such file should have, the LF is left out.</summary>
internal sealed class LineEnds(Stream text) : ReadStream
{
    private bool _afterCr;

    /// <summary>Whether the first bytes of a file have such line ends.</summary>
    public static bool AreOld(ReadOnlySpan<byte> head) => head.IndexOf((byte)'\n') < 0 && head.IndexOf((byte)'\r') >= 0;

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var read = text.Read(buffer);
            var kept = 0;
            foreach (var one in buffer[..Math.Max(0, read)])
            {
                if (!(_afterCr && one == '\n'))
                {
                    buffer[kept++] = one == '\r' ? (byte)'\n' : one;
                }

                _afterCr = one == '\r';
            }

            if (kept > 0 || read <= 0 || buffer.IsEmpty)
            {
                return kept;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }
}
