using System.Globalization;
using ContactLog.Domain.Evidence;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.Photo;

/// <summary>A photo or screenshot: JPEG, HEIC, PNG, WebP, GIF. See the README beside this file for sources, traps and promises.</summary>
public sealed class PhotoFormat : WholeFileFormat
{
    // EXIF lies in the first bytes of a JPEG, and anywhere in a HEIC; a phone's pictures are smaller than this.
    private const int MostLookedAt = 16 * 1024 * 1024;

    /// <inheritdoc/>
    public override string Id => "photo";

    /// <inheritdoc/>
    public override int ReaderVersion => 3;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Local;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => MediaKind.Of(head).Family == MediaFamily.Picture;

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            var (first, size, sha256) = WholeFile.Look(file, MostLookedAt, cancellationToken);
            var kind = MediaKind.Of(first);
            var said = PictureMetadata.Read(first);
            var notes = new List<ReadingNote>();
            var (at, basis, zone) = Time(said, options, notes);
            var name = WholeFile.NameOf(file);
            if (said is null)
            {
                notes.Add(new ReadingNote("photo.note.unreadable"));
            }

            if (said?.TakenAt is null)
            {
                // What a name or the last change says is shown to her, and becomes no time unasked.
                notes.Add(said?.TakenText is { } written && written.AsSpan().ContainsAnyInRange('1', '9') ? new ReadingNote("photo.note.time-unread", written) : new ReadingNote("photo.note.no-time"));
                notes.AddRange(NameTimes.Of(name) is { } hint ? [new ReadingNote("photo.note.name-time", hint)] : []);
                notes.AddRange(said?.PngTime is { } png ? [new ReadingNote("photo.note.png-time", LocalDateTimePattern.GeneralIso.Format(png))] : []);
            }

            if (name.Contains("screenshot", StringComparison.OrdinalIgnoreCase) || (said?.Comment?.Contains("screenshot", StringComparison.OrdinalIgnoreCase) ?? false))
            {
                notes.Add(new ReadingNote("photo.note.screenshot"));
            }

            if (said?.Place is not null)
            {
                notes.Add(new ReadingNote("photo.note.place"));
            }

            var picture = WholeFile.Attachment(file, kind.MimeType, size, sha256, whole: true);
            var (key, ordinal) = new ItemKeys().For(FoundKind.Photo, Direction.Incoming, FoundState.Received, Peer.Unknown, null, null, [sha256]);
            yield return new FoundItem
            {
                Locator = new Locator("file", 0),
                Raw = $"[{size} bytes, SHA-256 {sha256}]",
                Direction = Direction.Incoming,
                Kind = FoundKind.Photo,
                State = FoundState.Received,
                From = Peer.Unknown,
                To = [],
                Participants = [Peer.Unknown],
                IsByItself = true,
                At = at,
                Basis = basis,
                Wall = basis is TimeBasis.Local or TimeBasis.DateOnly ? said?.TakenAt : null,
                WhenText = basis == TimeBasis.DateOnly ? said?.TakenAt?.ToString("HH':'mm':'ss", CultureInfo.InvariantCulture) : null,
                Zone = zone,
                Photo = new FoundPhoto(said?.TakenAt, said?.Offset ?? said?.SatelliteOffset, said?.Place is not null, said?.Orientation),
                Text = "",
                Attachments = [picture],
                Key = key,
                KeyOrdinal = ordinal,
                Notes = notes,
            };
        }
    }

    private static (Instant? At, TimeBasis Basis, string? Zone) Time(PictureMetadata? said, ReadOptions options, List<ReadingNote> notes)
    {
        if (said?.TakenAt is not { } taken)
        {
            return (null, TimeBasis.Local, null);
        }

        var satellite = said.SatelliteOffset;
        if (said.Offset is { } stated)
        {
            notes.AddRange(satellite is { } other && other != stated ? [new ReadingNote("photo.note.offsets-differ")] : []);
            return (taken.WithOffset(stated).ToInstant(), TimeBasis.Offset, null);
        }

        if (said.SatelliteTime is { } fix && satellite is { } elsewhere && options.Zone is { } hers && hers.GetUtcOffset(fix) != elsewhere)
        {
            // Taken on a journey, or an old fix that happens to fit: which clock it was stays open, and so only the day is taken.
            notes.Add(new ReadingNote("photo.note.satellite-elsewhere"));
            return (null, TimeBasis.DateOnly, null);
        }

        if (said.SatelliteTime is not null && satellite is null)
        {
            notes.Add(new ReadingNote("photo.note.satellite-off"));
        }
        else if (satellite is { } shown)
        {
            notes.Add(new ReadingNote("photo.note.satellite"));
            return (taken.WithOffset(shown).ToInstant(), TimeBasis.Offset, null);
        }

        var (at, note) = WallTimes.Resolve(taken, options.Zone);
        notes.AddRange(note is null ? [] : [note]);
        return (at, TimeBasis.Local, options.Zone?.Id);
    }
}
