using System.Buffers.Binary;
using NodaTime;

namespace ContactLog.Imports.Audio;

/// <summary>What a recording's container says.</summary>
/// <param name="Seconds">Its length by its own frames, or null when they cannot be counted.</param>
/// <param name="Whole">It does not stop in the middle of a frame, nor before the length it states.</param>
/// <param name="Created">When the container says it was made: a claim; null when it does not say.</param>
internal sealed record Sound(double? Seconds, bool Whole, Instant? Created = null)
{
    /// <summary>Reads a container by its first bytes; null when it is none of these.</summary>
    public static Sound? Read(SoundBytes bytes)
    {
        var head = bytes.Peek(12);
        return head.StartsWith("#!AMR-WB\n"u8) ? Frames.Amr(bytes, 9, Frames.WideBand)
            : head.StartsWith("#!AMR\n"u8) ? Frames.Amr(bytes, 6, Frames.NarrowBand)
            : head.StartsWith("RIFF"u8) ? Containers.Wav(bytes)
            : head.StartsWith("OggS"u8) ? Containers.Ogg(bytes)
            : head.Length > 8 && head[4..].StartsWith("ftyp"u8) ? Containers.Boxes(bytes)
            : head.StartsWith("ID3"u8) || (head.Length > 1 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0) ? Frames.Mpeg(bytes)
            : null;
    }
}

/// <summary>A recording read forward, a few bytes at a time, whether or not its stream can seek.</summary>
internal sealed class SoundBytes(Stream stream, CancellationToken cancellationToken)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The place of the next byte.</summary>
    public long Position { get; private set; }

    /// <summary>Up to so many next bytes, fewer only at the end; they stay to be read.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (_end - _start < count && Fill())
        {
            // Until there are enough.
        }

        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Passes over so many bytes; says how many there were.</summary>
    public long Skip(long count)
    {
        var left = count;
        while (left > 0)
        {
            if (_start == _end && !Fill())
            {
                break;
            }

            var passed = (int)Math.Min(left, _end - _start);
            _start += passed;
            left -= passed;
        }

        Position += count - left;
        return count - left;
    }

    private bool Fill()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = _end < _buffer.Length ? stream.Read(_buffer, _end, _buffer.Length - _end) : 0;
        _end += Math.Max(0, read);
        return read > 0;
    }
}

/// <summary>Recordings that are rows of frames.</summary>
internal static class Frames
{
    // 3GPP TS 26.101 and 26.201, RFC 4867 5.3: bytes of a frame by its mode, with the byte that says so. 20 ms each.
    public static readonly int[] NarrowBand = [13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1];
    public static readonly int[] WideBand = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1];

    // ISO 11172-3 and 13818-3: kilobits a second of layers I to III, of version 1 and of 2 and 2.5.
    private static readonly int[][] s_rates =
    [
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ];

    private static readonly int[] s_samples = [44100, 48000, 32000];

    public static Sound Amr(SoundBytes bytes, int header, int[] sizes)
    {
        bytes.Skip(header);
        var frames = 0L;
        while (bytes.Peek(1) is [var first])
        {
            var size = sizes[(first >> 3) & 15];
            if (bytes.Skip(size) < size)
            {
                return new Sound(frames / 50.0, Whole: false);
            }

            frames++;
        }

        return new Sound(frames / 50.0, Whole: true);
    }

    public static Sound? Mpeg(SoundBytes bytes)
    {
        const int mostJunk = 64 * 1024;
        while (bytes.Peek(10) is { Length: 10 } tag && tag.StartsWith("ID3"u8))
        {
            // Its size is written seven bits a byte (id3.org, ID3v2.3 3.1); a footer is as long as the header.
            bytes.Skip(10L + (tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9]) + ((tag[5] & 0x10) != 0 ? 10 : 0));
        }

        var seconds = 0.0;
        var frames = 0;
        var junk = 0;
        while (bytes.Peek(4) is { Length: 4 } header)
        {
            if (Frame(header) is not { } frame)
            {
                // A tag behind the last frame ends it; a little rubbish between two does not.
                if ((frames > 0 && header.StartsWith("TAG"u8)) || junk++ >= mostJunk)
                {
                    break;
                }

                bytes.Skip(1);
                continue;
            }

            if (bytes.Skip(frame.Bytes) < frame.Bytes)
            {
                return frames == 0 ? null : new Sound(seconds, Whole: false);
            }

            seconds += frame.Seconds;
            frames++;
        }

        return frames == 0 ? null : new Sound(seconds, Whole: junk < mostJunk);
    }

    private static (int Bytes, double Seconds)? Frame(ReadOnlySpan<byte> header)
    {
        if (header[0] != 0xFF || (header[1] & 0xE0) != 0xE0)
        {
            return null;
        }

        var version = (header[1] >> 3) & 3;
        var layer = 4 - ((header[1] >> 1) & 3);
        var rate = header[2] >> 4;
        var sample = (header[2] >> 2) & 3;
        if (version == 1 || layer == 4 || rate is 0 or 15 || sample == 3)
        {
            return null;
        }

        var table = version == 3 ? layer - 1 : layer == 1 ? 3 : 4;
        var frequency = s_samples[sample] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        var bits = s_rates[table][rate] * 1000;
        var padding = (header[2] >> 1) & 1;
        var samples = layer == 1 ? 384 : layer == 3 && version != 3 ? 576 : 1152;
        var size = layer == 1 ? ((12 * bits / frequency) + padding) * 4 : (samples / 8 * bits / frequency) + padding;
        return size < 4 ? null : (size, (double)samples / frequency);
    }
}

/// <summary>Recordings in boxes and pages.</summary>
internal static class Containers
{
    private const int MostParts = 1_000_000;

    // Seconds from 1904, where these files count from, to 1970.
    private const long From1904 = 2_082_844_800;

    public static Sound? Wav(SoundBytes bytes)
    {
        bytes.Skip(12);
        var bytesASecond = 0u;
        for (var i = 0; i < MostParts && bytes.Peek(8) is { Length: 8 } chunk; i++)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            var isFormat = chunk.StartsWith("fmt "u8);
            var isData = chunk.StartsWith("data"u8);
            bytes.Skip(8);
            if (isFormat && bytes.Peek(12) is { Length: 12 } format)
            {
                bytesASecond = BinaryPrimitives.ReadUInt32LittleEndian(format[8..]);
            }

            var there = bytes.Skip((long)size + (size & 1));
            if (isData)
            {
                // Programs that write as they record leave 0 or all ones for the length.
                var stated = size is 0 or uint.MaxValue;
                there = size == 0 ? bytes.Skip(long.MaxValue / 2) : Math.Min(there, size);
                return bytesASecond == 0 ? null : new Sound((double)there / bytesASecond, Whole: stated || there == size);
            }
        }

        return null;
    }

    /// <summary>Ogg (RFC 3533) with Opus (RFC 7845) or Vorbis: the last page's position by the samples a second.</summary>
    public static Sound? Ogg(SoundBytes bytes)
    {
        uint? stream = null;
        var (rate, skip, last, whole) = (0, 0L, -1L, false);
        for (var i = 0; i < MostParts && bytes.Peek(27) is { Length: 27 } page && page.StartsWith("OggS"u8); i++)
        {
            var granule = BinaryPrimitives.ReadInt64LittleEndian(page[6..]);
            var serial = BinaryPrimitives.ReadUInt32LittleEndian(page[14..]);
            var ends = (page[5] & 4) != 0;
            int segments = page[26];
            bytes.Skip(27);
            var length = 0;
            foreach (var segment in bytes.Peek(segments))
            {
                length += segment;
            }

            bytes.Skip(segments);
            var body = bytes.Peek(Math.Min(length, 19));
            if (stream is null && body.StartsWith("OpusHead"u8) && body.Length >= 12)
            {
                (stream, rate, skip) = (serial, 48_000, BinaryPrimitives.ReadUInt16LittleEndian(body[10..]));
            }
            else if (stream is null && body.StartsWith("\u0001vorbis"u8) && body.Length >= 16)
            {
                (stream, rate) = (serial, BinaryPrimitives.ReadInt32LittleEndian(body[12..]));
            }

            if (bytes.Skip(length) < length)
            {
                break;
            }

            if (serial == stream && granule >= 0)
            {
                last = granule;
                whole = ends;
            }
        }

        return rate <= 0 || last < skip ? null : new Sound((double)(last - skip) / rate, whole);
    }

    /// <summary>MP4, M4A and 3GP (ISO 14496-12): the movie header's length and date.</summary>
    public static Sound? Boxes(SoundBytes bytes)
    {
        for (var i = 0; i < MostParts && bytes.Peek(16) is { Length: >= 8 } box; i++)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(box);
            var isMovie = box[4..].StartsWith("moov"u8);
            var isHeader = box[4..].StartsWith("mvhd"u8);
            var head = 8;
            if (size == 1 && box.Length == 16)
            {
                (size, head) = ((long)Math.Min(long.MaxValue / 4, BinaryPrimitives.ReadUInt64BigEndian(box[8..])), 16);
            }

            if (isHeader)
            {
                bytes.Skip(head);
                return Header(bytes.Peek(32));
            }

            if (size < head && size != 0)
            {
                break;
            }

            // The header lies in the movie box: step into that, over every other.
            if (isMovie)
            {
                bytes.Skip(head);
            }
            else if (size == 0 || bytes.Skip(size) < size)
            {
                break;
            }
        }

        return null;
    }

    private static Sound? Header(ReadOnlySpan<byte> box)
    {
        if (box.Length < 32)
        {
            return null;
        }

        var wide = box[0] == 1;
        var created = wide ? (long)Math.Min(long.MaxValue, BinaryPrimitives.ReadUInt64BigEndian(box[4..])) : BinaryPrimitives.ReadUInt32BigEndian(box[4..]);
        var scale = BinaryPrimitives.ReadUInt32BigEndian(box[(wide ? 20 : 12)..]);
        var length = wide ? BinaryPrimitives.ReadUInt64BigEndian(box[24..]) : BinaryPrimitives.ReadUInt32BigEndian(box[16..]);
        var unknown = length == (wide ? ulong.MaxValue : uint.MaxValue) || scale == 0;
        // 0, the first second of 1904, means that nobody filled it in.
        Instant? at = created > From1904 && created < From1904 + 4_102_444_800 ? Instant.FromUnixTimeSeconds(created - From1904) : null;
        return new Sound(unknown ? null : (double)length / scale, Whole: true, at);
    }
}
