using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Imports.Numbers;
using NodaTime;

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
    private readonly Dictionary<UInt128, int> _seen = [];

    public (string Key, int Ordinal) For(FoundKind kind, Direction direction, FoundState state, Peer peer, Instant? at, ReadOnlySpan<string> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, "contactlog-import-key/v1");
        Append(hash, kind.ToString());
        Append(hash, direction.ToString());
        Append(hash, kind == FoundKind.Text ? "" : state.ToString());
        Append(hash, Tail(peer));
        Append(hash, at is { } instant ? instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) : "");
        foreach (var one in content)
        {
            Append(hash, one);
        }

        Span<byte> full = stackalloc byte[32];
        hash.GetHashAndReset(full);
        var key = full[..16];
        var number = new UInt128(BitConverter.ToUInt64(key), BitConverter.ToUInt64(key[8..]));
        var ordinal = _seen.GetValueOrDefault(number) + 1;
        _seen[number] = ordinal;
        return (Convert.ToHexStringLower(key), ordinal);
    }

    private static string Tail(Peer peer)
    {
        if (peer.Kind is not (PeerKind.Phone or PeerKind.Exact))
        {
            return peer.Id;
        }

        var digits = string.Concat(peer.Id.Where(char.IsAsciiDigit));
        return digits.Length <= TailDigits ? peer.Id.TrimStart('+') : digits[^TailDigits..];
    }

    // Length first, so that no two different lists of strings give the same bytes.
    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
