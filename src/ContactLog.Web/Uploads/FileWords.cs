using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;

namespace ContactLog.Web.Uploads;

/// <summary>Files in words: how large, of what kind, and whether the name agrees with the content.</summary>
internal static class FileWords
{
    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["png"] = "image/png",
        ["jpg"] = "image/jpeg",
        ["jpeg"] = "image/jpeg",
        ["webp"] = "image/webp",
        ["gif"] = "image/gif",
        ["heic"] = "image/heic",
        ["heif"] = "image/heic",
        ["pdf"] = "application/pdf",
        ["mp3"] = "audio/mpeg",
        ["m4a"] = "audio/mp4",
        ["wav"] = "audio/wav",
        ["ogg"] = "audio/ogg",
        ["amr"] = "audio/amr",
        ["mp4"] = "video/mp4",
        ["mov"] = "video/quicktime",
        ["webm"] = "video/webm",
        ["zip"] = "application/zip",
    };

    /// <summary>2.1 MB, in powers of a thousand as phones count.</summary>
    public static string Size(this Words words, long bytes) => bytes switch
    {
        < 1_000 => words.Count("exhibit.size.bytes", bytes),
        < 1_000_000 => words["exhibit.size.kb", (bytes / 1e3).ToString("0", words.Culture)],
        < 1_000_000_000 => words["exhibit.size.mb", (bytes / 1e6).ToString("0.#", words.Culture)],
        _ => words["exhibit.size.gb", (bytes / 1e9).ToString("0.#", words.Culture)],
    };

    /// <summary>What an exhibit is, in a word: as she says, else by its first bytes.</summary>
    public static string KindOf(this Words words, FieldText text, Exhibit exhibit) =>
        exhibit["what"] is { } what ? text.Choice(exhibit.Type, "what", what) : words["exhibit.kind." + exhibit.Media.Family.ToString().ToLowerInvariant()];

    /// <summary>The drawing of a file.</summary>
    public static string Icon(MediaFamily family) => family switch
    {
        MediaFamily.Picture => "image",
        MediaFamily.Sound => "audio",
        MediaFamily.Video => "video",
        _ => "file",
    };

    /// <summary>The content in a word: JPEG, PDF; null when it is not known.</summary>
    public static string? Content(MediaKind media) => media == MediaKind.Unknown ? null
        : media.Extension == "jpg" ? "JPEG" : media.Extension.ToUpperInvariant();

    /// <summary>The ending of a name when it promises another content than the file has; null when it promises nothing or keeps it.</summary>
    public static string? Mislabelled(string name, MediaKind media)
    {
        var ending = name[(name.LastIndexOf('.') + 1)..];
        return s_kinds.TryGetValue(ending, out var promised) && promised != media.MimeType
            // The same container under two names is no riddle.
            && !(promised.StartsWith("video/", StringComparison.Ordinal) && media.Family is MediaFamily.Video or MediaFamily.Sound)
            && !(promised == "audio/mp4" && media.Family == MediaFamily.Video)
            ? ending.ToLowerInvariant() : null;
    }
}
