using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Domain.Record;

/// <summary>
/// What the record says of an attached file: the file <c>fields/NNNNNN.fileN.txt</c> of a bundle.
/// The digest is of the original bytes as they arrived.
/// </summary>
public sealed record FileEntry(Digest Salt, Digest Sha256, string Name, long Size, Instant Received)
{
    private static readonly InstantPattern s_received = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>The bytes that are hashed.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{Salt}\nsha256: {Sha256.Hex}\nname: {Escape(Name)}\nsize: {Size}\nreceived: {s_received.Format(Received)}\n"));

    /// <summary>Reads a file entry; null when it is not written as the format prescribes.</summary>
    public static FileEntry? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 8 * 1024)
        {
            return null;
        }

        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        if (lines.Length != 6
            || !Digest.TryParse(lines[0], out var salt)
            || Value(lines[1], "sha256: ") is not { } hash || !Digest.TryParse(hash, out var digest)
            || Value(lines[2], "name: ") is not { } name
            || !long.TryParse(Value(lines[3], "size: "), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || Value(lines[4], "received: ") is not { } received || s_received.Parse(received) is not { Success: true } instant)
        {
            return null;
        }

        var entry = new FileEntry(salt, digest, Unescape(name), size, instant.Value);
        return entry.ToBytes().AsSpan().SequenceEqual(bytes) ? entry : null;
    }

    private static string? Value(string line, string start) =>
        line.StartsWith(start, StringComparison.Ordinal) ? line[start.Length..] : null;

    /// <summary>Control characters and the percent sign are percent-encoded, so that a name cannot forge a line.</summary>
    private static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsControl(c) || c is '%' or '\u2028' or '\u2029')
            {
                foreach (var b in Encoding.UTF8.GetBytes([c]))
                {
                    text.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
                }
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static string Unescape(string name) => Uri.UnescapeDataString(name);
}
