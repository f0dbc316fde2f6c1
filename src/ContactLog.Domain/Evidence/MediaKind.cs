namespace ContactLog.Domain.Evidence;

/// <summary>
/// What a file is by its first bytes. The name and the type that a browser sends are claims of the
/// sender: a page that trusted them could be made to run an uploaded script.
/// </summary>
public sealed record MediaKind(string MimeType, string Extension, bool MayShowInline, MediaFamily Family)
{
    /// <summary>How many first bytes <see cref="Of"/> wants to see.</summary>
    public const int HeaderBytes = 64;

    /// <summary>Not known: served only as a download.</summary>
    public static MediaKind Unknown { get; } = new("application/octet-stream", "bin", MayShowInline: false, MediaFamily.Other);

    private static readonly MediaKind s_png = new("image/png", "png", MayShowInline: true, MediaFamily.Picture);
    private static readonly MediaKind s_jpeg = new("image/jpeg", "jpg", MayShowInline: true, MediaFamily.Picture);
    private static readonly MediaKind s_webp = new("image/webp", "webp", MayShowInline: true, MediaFamily.Picture);
    private static readonly MediaKind s_gif = new("image/gif", "gif", MayShowInline: false, MediaFamily.Picture);
    private static readonly MediaKind s_heic = new("image/heic", "heic", MayShowInline: false, MediaFamily.Picture);
    private static readonly MediaKind s_pdf = new("application/pdf", "pdf", MayShowInline: false, MediaFamily.Document);
    private static readonly MediaKind s_mp3 = new("audio/mpeg", "mp3", MayShowInline: true, MediaFamily.Sound);
    private static readonly MediaKind s_m4a = new("audio/mp4", "m4a", MayShowInline: true, MediaFamily.Sound);
    private static readonly MediaKind s_wav = new("audio/wav", "wav", MayShowInline: true, MediaFamily.Sound);
    private static readonly MediaKind s_ogg = new("audio/ogg", "ogg", MayShowInline: false, MediaFamily.Sound);
    private static readonly MediaKind s_amr = new("audio/amr", "amr", MayShowInline: false, MediaFamily.Sound);
    private static readonly MediaKind s_mp4 = new("video/mp4", "mp4", MayShowInline: true, MediaFamily.Video);
    private static readonly MediaKind s_mov = new("video/quicktime", "mov", MayShowInline: false, MediaFamily.Video);
    private static readonly MediaKind s_webm = new("video/webm", "webm", MayShowInline: false, MediaFamily.Video);
    private static readonly MediaKind s_zip = new("application/zip", "zip", MayShowInline: false, MediaFamily.Other);

    private static readonly MediaKind[] s_all =
        [s_png, s_jpeg, s_webp, s_gif, s_heic, s_pdf, s_mp3, s_m4a, s_wav, s_ogg, s_amr, s_mp4, s_mov, s_webm, s_zip];

    /// <summary>The kind for a type written by <see cref="Of"/>; <see cref="Unknown"/> for any other.</summary>
    public static MediaKind FromMimeType(string? mimeType) => Array.Find(s_all, kind => kind.MimeType == mimeType) ?? Unknown;

    /// <summary>The kind of a file by its first bytes.</summary>
    public static MediaKind Of(ReadOnlySpan<byte> header)
    {
        if (header.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return s_png;
        }

        if (header.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return s_jpeg;
        }

        if (header.StartsWith("GIF87a"u8) || header.StartsWith("GIF89a"u8))
        {
            return s_gif;
        }

        if (header.StartsWith("%PDF-"u8))
        {
            return s_pdf;
        }

        if (header.StartsWith("RIFF"u8) && header.Length >= 12)
        {
            return header[8..].StartsWith("WEBP"u8) ? s_webp : header[8..].StartsWith("WAVE"u8) ? s_wav : Unknown;
        }

        if (header.StartsWith("OggS"u8))
        {
            return s_ogg;
        }

        if (header.StartsWith("#!AMR"u8))
        {
            return s_amr;
        }

        if (header.StartsWith("ID3"u8) || (header.Length > 1 && header[0] == 0xFF && (header[1] & 0xE6) == 0xE2))
        {
            return s_mp3;
        }

        if (header.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return s_webm;
        }

        if (header.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]))
        {
            return s_zip;
        }

        if (header.Length >= 12 && header[4..].StartsWith("ftyp"u8))
        {
            var brand = header[8..12];
            return brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8) ? s_m4a
                : brand.StartsWith("qt"u8) ? s_mov
                : brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? s_heic
                : s_mp4;
        }

        return Unknown;
    }
}

/// <summary>How a file is perceived.</summary>
public enum MediaFamily
{
    /// <summary>Looked at.</summary>
    Picture,

    /// <summary>Listened to.</summary>
    Sound,

    /// <summary>Watched.</summary>
    Video,

    /// <summary>Read.</summary>
    Document,

    /// <summary>None of these.</summary>
    Other,
}
