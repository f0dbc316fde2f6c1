using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Imports.Numbers;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports;

/// <summary>
/// Gives each item of one file its key and its ordinal among equals, so that overlapping backups add nothing twice.
/// The key covers kind, peer, direction, time and content. Of a number only the last eight digits go in: they are the
/// same in national, international and punctuated form, so the key does not change when she chooses another country.
/// Names, read marks and positions stay out: they change from one backup to the next.
/// </summary>
#pragma warning disable CA1001 // Its handle closes itself; a reading that is given up in the middle has nobody to close it.
internal sealed class ItemKeys
#pragma warning restore CA1001
{
    private const int TailDigits = 8;

    // One for all keys: making a new one costs more than hashing a message.
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Dictionary<Digest, int> _seen = [];
    private readonly Dictionary<(FoundKind, Direction, FoundState?), byte[]> _starts = [];
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public (string Key, int Ordinal) For(FoundKind kind, Direction direction, FoundState state, Peer peer, Instant? at, LocalDateTime? wall, ReadOnlySpan<string> content)
    {
        _bytes.ResetWrittenCount();
        _bytes.Write(Start(kind, direction, kind is FoundKind.Call or FoundKind.Voicemail ? state : null));
        AppendTail(peer);
        // The wall time where there is one: the key must not change with the zone she chooses.
        if (wall is { } local)
        {
            Append(LocalDateTimePattern.ExtendedIso.Format(local));
        }
        else if (at is { } instant)
        {
            Append(instant.ToUnixTimeMilliseconds());
        }
        else
        {
            Append("");
        }

        foreach (var one in content)
        {
            Append(one);
        }

        Span<byte> full = stackalloc byte[32];
        _hash.AppendData(_bytes.WrittenSpan);
        _hash.GetHashAndReset(full);
        var key = full[..16];
        ref var ordinal = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, new Digest(BinaryPrimitives.ReadUInt64BigEndian(key), BinaryPrimitives.ReadUInt64BigEndian(key[8..])), out _);
        return (Convert.ToHexStringLower(key), ++ordinal);
    }

    /// <summary>What goes into a key of a record's files.</summary>
    public static string Files(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} files");

    // There are few of them, and they begin every key.
    private byte[] Start(FoundKind kind, Direction direction, FoundState? state)
    {
        if (!_starts.TryGetValue((kind, direction, state), out var start))
        {
            _bytes.ResetWrittenCount();
            Append("contactlog-import-key/v1");
            Append(kind.ToString());
            Append(direction.ToString());
            Append(state?.ToString() ?? "");
            start = _bytes.WrittenSpan.ToArray();
            _bytes.ResetWrittenCount();
            _starts.Add((kind, direction, state), start);
        }

        return start;
    }

    private void AppendTail(Peer peer)
    {
        if (peer.Kind is not (PeerKind.Phone or PeerKind.Exact))
        {
            Append(peer.Id);
            return;
        }

        Span<char> digits = stackalloc char[TailDigits];
        var count = 0;
        for (var i = peer.Id.Length - 1; i >= 0 && count <= TailDigits; i--)
        {
            if (char.IsAsciiDigit(peer.Id[i]) && count++ < TailDigits)
            {
                digits[TailDigits - count] = peer.Id[i];
            }
        }

        Append(count <= TailDigits ? peer.Id.AsSpan().TrimStart('+') : digits);
    }

    // Length first, so that no two different lists of strings give the same bytes.
    private void Append(ReadOnlySpan<char> text)
    {
        var room = _bytes.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        Advance(room, Encoding.UTF8.GetBytes(text, room[sizeof(int)..]));
    }

    // The same bytes as those of its text.
    private void Append(long number)
    {
        var room = _bytes.GetSpan(sizeof(int) + 20);
        number.TryFormat(room[sizeof(int)..], out var length, default, CultureInfo.InvariantCulture);
        Advance(room, length);
    }

    private void Advance(Span<byte> room, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        _bytes.Advance(sizeof(int) + length);
    }

    // Half of a hash needs no further hashing. Two words rather than one of twice the size, which would stand wider in the table.
    private readonly record struct Digest(ulong High, ulong Low)
    {
        public override int GetHashCode() => (int)Low;
    }
}
