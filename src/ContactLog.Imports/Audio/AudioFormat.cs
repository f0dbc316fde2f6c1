using ContactLog.Domain.Evidence;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.Audio;

/// <summary>A voicemail or another recording: AMR, M4A and 3GP, MP3, WAV, Ogg with Opus or Vorbis. See the README beside this file.</summary>
public sealed class AudioFormat : WholeFileFormat
{
    /// <inheritdoc/>
    public override string Id => "audio";

    /// <inheritdoc/>
    public override int ReaderVersion => 1;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Local;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head) => TypeOf(head) is not null;

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            var (first, size, sha256) = WholeFile.Look(file, ExportReading.HeadLength, cancellationToken);
            using var stream = file.Open();
            var sound = Sound.Read(new SoundBytes(stream, cancellationToken));
            var notes = new List<ReadingNote> { new("audio.note.no-time") };
            notes.AddRange(NameTimes.Of(WholeFile.NameOf(file)) is { } hint ? [new ReadingNote("audio.note.name-time", hint)] : []);
            notes.AddRange(sound?.Created is { } created ? [new ReadingNote("audio.note.created", InstantPattern.General.Format(created))] : []);
            notes.AddRange(sound is null ? [new ReadingNote("audio.note.unreadable")] : sound.Whole ? [] : [new ReadingNote("audio.note.stops")]);
            var (key, ordinal) = new ItemKeys().For(FoundKind.Voicemail, Direction.Incoming, FoundState.Left, Peer.Unknown, null, null, [sha256]);
            yield return new FoundItem
            {
                Locator = new Locator("file", 0),
                Raw = $"[{size} bytes, SHA-256 {sha256}]",
                Direction = Direction.Incoming,
                Kind = FoundKind.Voicemail,
                State = FoundState.Left,
                From = Peer.Unknown,
                To = [],
                Participants = [Peer.Unknown],
                IsByItself = true,
                At = null,
                Basis = TimeBasis.Local,
                DurationSeconds = sound?.Seconds is { } length && length < int.MaxValue ? (long)Math.Round(length) : null,
                SoundSeconds = sound?.Seconds is { } seconds && double.IsFinite(seconds) ? Math.Round(seconds, 3) : null,
                Text = "",
                Attachments = [WholeFile.Attachment(file, TypeOf(first) ?? "application/octet-stream", size, sha256, sound?.Whole ?? false)],
                Key = key,
                KeyOrdinal = ordinal,
                Notes = notes,
            };
        }
    }

    private static string? TypeOf(ReadOnlySpan<byte> head)
    {
        var kind = MediaKind.Of(head);
        // A 3GP or MP4 may be a film: only one that has sound and no picture in its first part is taken for a recording.
        return kind.Family == MediaFamily.Sound ? kind.MimeType
            : kind.Family == MediaFamily.Video && head[4..].StartsWith("ftyp"u8) && head.IndexOf("soun"u8) >= 0 && head.IndexOf("vide"u8) < 0 ? "audio/mp4"
            : null;
    }
}
