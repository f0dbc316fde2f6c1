using ContactLog.Domain.Evidence;

namespace ContactLog.Web.Uploads;

/// <summary>What a file is when it is about to leave: by its bytes as they are now, not by what the record says of them.</summary>
internal static class SafeKind
{
    /// <summary>How far readers of PDF and browsers look for a beginning; a file of two kinds hides its second one there.</summary>
    private const int Looked = 1024;

    /// <summary>The kind, and whether it may be shown in a page. The stream is at its beginning again.</summary>
    public static async Task<(MediaKind Media, bool Inline)> OfAsync(Stream bytes, CancellationToken cancel)
    {
        var first = new byte[Looked];
        var length = await bytes.ReadAtLeastAsync(first, Looked, throwOnEndOfStream: false, cancel);
        bytes.Position = 0;
        var media = MediaKind.Of(first.AsSpan(0, Math.Min(length, MediaKind.HeaderBytes)));
        return (media, media.MayShowInline && IsWhole(first.AsSpan(0, length), media) && !HidesAnother(first.AsSpan(0, length)));
    }

    /// <summary>True when what must follow the first bytes does follow them.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> first, MediaKind media) => media.MimeType switch
    {
        "image/png" => first.Length > 33 && first[8..16].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R']),
        "image/jpeg" => first.Length > 20 && first[3] is (>= 0xC0 and <= 0xCF) or (>= 0xDB and <= 0xEF) or 0xFE,
        _ => true,
    };

    /// <summary>True when the beginning also reads as a page, a script or a document: a file made to be two things at once.</summary>
    private static bool HidesAnother(ReadOnlySpan<byte> first)
    {
        Span<byte> lower = stackalloc byte[Looked];
        for (var at = 0; at < first.Length; at++)
        {
            lower[at] = first[at] is >= (byte)'A' and <= (byte)'Z' ? (byte)(first[at] | 0x20) : first[at];
        }

        lower = lower[..first.Length];
        return lower.IndexOf("<html"u8) >= 0 || lower.IndexOf("<script"u8) >= 0 || lower.IndexOf("<!doctype"u8) >= 0 || lower.IndexOf("<svg"u8) >= 0
            || lower.IndexOf("<body"u8) >= 0 || lower.IndexOf("<iframe"u8) >= 0 || lower.IndexOf("javascript:"u8) >= 0 || lower.IndexOf("%pdf-"u8) >= 0;
    }
}
