namespace ContactLog.Web.Hosting;

/// <summary>
/// Lets a form come through in which a field holds the character NUL, as text copied from a broken message can. The framework's
/// reader refuses the whole form for it, and what she typed would be gone. It arrives as its sign (␀), which is how a page would
/// show it anyway (<see cref="Domain.Language.UserText"/>): a browser turns a NUL in a page into another character, and the next
/// correction would then change words that she never touched.
/// </summary>
internal static class NulInForms
{
    /// <summary>The sign.</summary>
    public const char Sign = '\u2400';

    private static ReadOnlySpan<byte> Written => "%00"u8;

    private static ReadOnlySpan<byte> WrittenSign => "%E2%90%80"u8;

    /// <summary>For every form without files; those with files are read by ourselves (<see cref="Uploads.StreamedForm"/>). Before anything reads one.</summary>
    public static IApplicationBuilder UseNulInForms(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            context.Request.Body = new Translated(context.Request.Body);
        }

        return next(context);
    });

    /// <summary>A body as it is read, each NUL in it written as the sign.</summary>
    internal sealed class Translated(Stream body) : Stream
    {
        private readonly byte[] _in = new byte[8192];
        private readonly byte[] _out = new byte[8192 * 9];
        private int _held;
        private int _from;
        private int _to;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_from == _to && !buffer.IsEmpty)
            {
                var read = await body.ReadAsync(_in.AsMemory(_held), cancellationToken);
                if (read + _held == 0)
                {
                    return 0;
                }

                Translate(_held + read, isEnd: read == 0);
            }

            var count = Math.Min(buffer.Length, _to - _from);
            _out.AsMemory(_from, count).CopyTo(buffer);
            _from += count;
            return count;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read without blocking.");

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        // "%0" at the end of what has arrived waits for what comes next.
        private void Translate(int length, bool isEnd)
        {
            (_from, _to, _held) = (0, 0, 0);
            for (var at = 0; at < length;)
            {
                var rest = _in.AsSpan(at, length - at);
                if (rest[0] == 0 || rest.StartsWith(Written))
                {
                    WrittenSign.CopyTo(_out.AsSpan(_to));
                    _to += WrittenSign.Length;
                    at += rest[0] == 0 ? 1 : Written.Length;
                }
                else if (!isEnd && rest.Length < Written.Length && Written.StartsWith(rest))
                {
                    rest.CopyTo(_in);
                    _held = rest.Length;
                    return;
                }
                else
                {
                    _out[_to++] = rest[0];
                    at++;
                }
            }
        }
    }
}
