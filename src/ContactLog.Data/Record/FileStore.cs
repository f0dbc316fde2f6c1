using ContactLog.Data.Sealing;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Record;

/// <summary>
/// Takes files in and gives them out. Bytes are sealed as they stream in; no plaintext byte touches a
/// disk. A file is pending until an entry takes it in: an upload of an hour must not hold the
/// database's one writer for an hour, and a cut upload leaves nothing that anyone can see.
/// </summary>
public sealed class FileStore(ContactLogDb db, WriteLock writes, TimeProvider clock)
{
    /// <summary>How long a file may stay pending.</summary>
    public static TimeSpan PendingFor { get; } = TimeSpan.FromHours(24);

    /// <summary>Takes a file in.</summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="source">Its bytes, read once, to the end.</param>
    /// <param name="name">Its name as sent; kept as a label, never used as a path.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="cancel">Gives up; what had arrived is swept later.</param>
    /// <exception cref="EpochPassedException">Somebody's access ended meanwhile; nothing was read. Open the case anew and take the file in again.</exception>
    /// <exception cref="FileTooLargeException">It has more bytes than the limit.</exception>
    public async Task<ReceivedFile> ReceiveAsync(CaseKey key, Stream source, string name, long limit, CancellationToken cancel)
    {
        var file = new FileRow
        {
            Id = Guid.NewGuid(),
            CaseId = key.CaseId,
            Epoch = key.Epoch,
            WrappedKey = [],
            SealedEntry = [],
            Size = -1,
            StartedAt = clock.GetUtcNow().ToUnixTimeSeconds(),
        };
        try
        {
            using var sealer = new FileSealer(key.CaseId, file.Id);
            file.WrappedKey = sealer.WrapKey(key);
            db.Files.Add(file);
            using (await writes.TakeAsync(cancel))
            {
                // Whoever left may hold this key.
                var epoch = await db.Cases.Where(row => row.Id == key.CaseId).Select(row => row.Epoch).SingleAsync(cancel);
                if (epoch != key.Epoch)
                {
                    throw new EpochPassedException(key.Epoch, epoch);
                }

                await db.SaveChangesAsync(cancel);
            }

            var header = new HeaderStream(source, MediaKind.HeaderBytes);
            await foreach (var segment in sealer.SealAsync(header, limit, cancel))
            {
                var row = new FileSegmentRow { FileId = file.Id, Ordinal = file.Segments++, Bytes = segment };
                db.FileSegments.Add(row);
                await SaveAsync(cancel);
                // Otherwise the tracker would hold the whole file in memory.
                db.Entry(row).State = EntityState.Detached;
            }

            var received = EntryText.ToRecorded(clock.GetUtcNow());
            var entry = new FileEntry(FieldFile.NewSalt(), Digest.FromBytes(sealer.Sha256), CleanName(name), sealer.Size, received);
            file.SealedEntry = key.SealField(file.Id, Recorder.FileName, Recorder.Schema, entry.ToBytes());
            file.Size = sealer.Size;
            await SaveAsync(cancel);
            return new(file.Id, entry, MediaKind.Of(header.Header));
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>A pending file of the case, or null when there is none such (any more).</summary>
    public async Task<ReceivedFile?> FindPendingAsync(CaseKey key, Guid fileId, CancellationToken cancel)
    {
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId && f.CaseId == key.CaseId && f.EntryId == null && f.Size >= 0, cancel);
        if (file is null || FileEntry.Parse(key.At(file.Epoch).OpenField(file.Id, Recorder.FileName, Recorder.Schema, file.SealedEntry)) is not { } entry)
        {
            return null;
        }

        var header = new byte[MediaKind.HeaderBytes];
        await using var bytes = await OpenAsync(key, file.Id, cancel);
        var length = await bytes.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancel);
        return new(file.Id, entry, MediaKind.Of(header.AsSpan(0, length)));
    }

    /// <summary>The original bytes of a file of the case, as a seekable stream that unseals as it is read.</summary>
    /// <exception cref="FileNotFoundException">The case has no such file.</exception>
    /// <exception cref="SealBrokenException">Its bytes were changed; thrown at the read that meets the change.</exception>
    public async Task<Stream> OpenAsync(CaseKey key, Guid fileId, CancellationToken cancel)
    {
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId && f.CaseId == key.CaseId && f.Size >= 0, cancel)
            ?? throw new FileNotFoundException("The case has no such file.");
        return await SealedFileStream.OpenAsync(key.At(file.Epoch), file.Id, file.WrappedKey, file.Size, async ordinal =>
            await db.FileSegments.AsNoTracking().Where(s => s.FileId == fileId && s.Ordinal == ordinal).Select(s => s.Bytes).SingleOrDefaultAsync(CancellationToken.None)
            ?? throw new SealBrokenException("a part of the file is missing"));
    }

    /// <summary>Drops a pending file that is not wanted after all.</summary>
    public async Task DropPendingAsync(CaseKey key, Guid fileId, CancellationToken cancel)
    {
        using var turn = await writes.TakeAsync(cancel);
        await db.Files.Where(f => f.Id == fileId && f.CaseId == key.CaseId && f.EntryId == null).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Removes files that stayed pending: uploads that were cut, forms that were left.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var before = (clock.GetUtcNow() - PendingFor).ToUnixTimeSeconds();
        using var turn = await writes.TakeAsync(cancel);
        return await db.Files.Where(f => f.EntryId == null && f.StartedAt < before).ExecuteDeleteAsync(cancel);
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        using var turn = await writes.TakeAsync(cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The last part of what was sent as a name, without what could mislead: old browsers send whole paths.</summary>
    private static string CleanName(string name)
    {
        var whole = FieldFile.Normalise(name);
        var last = whole[(whole.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        return last.Length switch
        {
            0 => "file",
            > 200 => FieldFile.Normalise(last[..100] + "…" + last[^99..]),
            _ => last,
        };
    }

    /// <summary>Lets the first bytes be seen as they pass, so that a file is read once.</summary>
    private sealed class HeaderStream(Stream inner, int length) : Stream
    {
        private readonly byte[] _header = new byte[length];
        private int _seen;

        public ReadOnlySpan<byte> Header => _header.AsSpan(0, _seen);

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
            var read = await inner.ReadAsync(buffer, cancellationToken);
            var take = Math.Min(read, _header.Length - _seen);
            buffer.Span[..take].CopyTo(_header.AsSpan(_seen));
            _seen += take;
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}

/// <summary>A file that has arrived whole and waits for its entry.</summary>
/// <param name="Id">Where its sealed bytes are.</param>
/// <param name="Entry">Name, size, digest and time of arrival.</param>
/// <param name="Media">What it is by its first bytes.</param>
public sealed record ReceivedFile(Guid Id, FileEntry Entry, MediaKind Media);
