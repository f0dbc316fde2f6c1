using System.Security.Cryptography;

namespace ContactLog.Imports.Text;

/// <summary>Files that a record names and that lie beside the export, in the same archive.</summary>
internal sealed class BesideFiles(ExportFile file, CancellationToken cancellationToken)
{
    private const int MostName = 255;
    private static readonly string s_nothing = Convert.ToHexStringLower(SHA256.HashData([]));
    private readonly Dictionary<string, (long Size, string Sha256)> _seen = new(StringComparer.Ordinal);

    /// <summary>The folder of the export inside its archive, with a slash at the end; empty at the top.</summary>
    public string Folder { get; } = file.Name.LastIndexOf('/') is var slash and >= 0 ? file.Name[..(slash + 1)] : "";

    /// <summary>Describes a file that the record names. Its bytes are read once to name their hash.</summary>
    /// <param name="name">Its name for people: a label only.</param>
    /// <param name="paths">Where it may lie, by exact names in the archive; the first that is there counts.</param>
    /// <param name="type">Its type when the record says one; otherwise it follows from the name.</param>
    public FoundAttachment Describe(string name, IEnumerable<string> paths, string? type = null)
    {
        var path = paths.FirstOrDefault(one => file.Folder.Find(one) is not null);
        var (size, hash) = path is null ? (0, s_nothing) : Measure(path);
        return new FoundAttachment
        {
            Name = name.Length <= MostName ? name : name[..(char.IsHighSurrogate(name[MostName - 1]) ? MostName - 1 : MostName)],
            ContentType = type is { Length: > 0 and <= 100 } ? type.ToLowerInvariant() : FileTypes.Of(name),
            Size = size,
            Sha256 = hash,
            Whole = true,
            Beside = path,
        };
    }

    private (long Size, string Sha256) Measure(string path)
    {
        if (_seen.TryGetValue(path, out var known))
        {
            return known;
        }

        using var stream = file.Folder.Find(path)!.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        long size = 0;
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            size += read;
        }

        return _seen[path] = (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}

/// <summary>What a file name's ending claims; claimed only, the content is looked at when it becomes an exhibit.</summary>
internal static class FileTypes
{
    public static string Of(string name) => name[(name.LastIndexOf('.') + 1)..].ToLowerInvariant() switch
    {
        "jpg" or "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "heic" or "heif" => "image/heic",
        "mp4" or "m4v" => "video/mp4",
        "mov" => "video/quicktime",
        "3gp" => "video/3gpp",
        "opus" or "ogg" or "oga" => "audio/ogg",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "aac" => "audio/aac",
        "amr" => "audio/amr",
        "wav" => "audio/wav",
        "caf" => "audio/x-caf",
        "pdf" => "application/pdf",
        "vcf" => "text/vcard",
        "txt" => "text/plain",
        _ => "application/octet-stream",
    };
}
