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
internal sealed class ItemKeys
{
    private const int TailDigits = 8;
    private readonly Dictionary<Digest, int> _seen = [];
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    public (string Key, int Ordinal) For(FoundKind kind, Direction direction, FoundState state, Peer peer, Instant? at, LocalDateTime? wall, ReadOnlySpan<string> content)
    {
        _bytes.ResetWrittenCount();
        Append("contactlog-import-key/v1");
        Append(kind.ToString());
        Append(direction.ToString());
        Append(kind is FoundKind.Call or FoundKind.Voicemail ? state.ToString() : "");
        Append(Tail(peer));
        // The wall time where there is one: the key must not change with the zone she chooses.
        Append(wall is { } local ? LocalDateTimePattern.ExtendedIso.Format(local)
            : at is { } instant ? instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "");
        foreach (var one in content)
        {
            Append(one);
        }

        Span<byte> full = stackalloc byte[32];
        SHA256.HashData(_bytes.WrittenSpan, full);
        var key = full[..16];
        ref var ordinal = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, new Digest(BinaryPrimitives.ReadUInt128BigEndian(key)), out _);
        return (Convert.ToHexStringLower(key), ++ordinal);
    }

    private static string Tail(Peer peer)
    {
        if (peer.Kind is not (PeerKind.Phone or PeerKind.Exact))
        {
            return peer.Id;
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

        return count <= TailDigits ? peer.Id.TrimStart('+') : new string(digits);
    }

    // Length first, so that no two different lists of strings give the same bytes.
    private void Append(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(4), length);
        _bytes.Advance(4);
        Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length + 1));
        _bytes.Advance(length);
    }

    // Half of a hash needs no further hashing.
    private readonly record struct Digest(UInt128 Value)
    {
        public override int GetHashCode() => (int)(ulong)Value;
    }
}
