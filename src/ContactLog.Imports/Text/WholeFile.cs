using System.Security.Cryptography;

namespace ContactLog.Imports.Text;

/// <summary>A file that is itself the thing: a picture, a recording.</summary>
internal static class WholeFile
{
    /// <summary>Marks the attachment that is the file itself.</summary>
    public const string Transfer = "file";

    /// <summary>Its hash and first bytes, in one pass.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">How many first bytes are kept.</param>
    /// <param name="cancellationToken">Asked at every buffer.</param>
    public static (byte[] First, long Size, string Sha256) Look(ExportFile file, int most, CancellationToken cancellationToken)
    {
        using var stream = file.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var first = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var size = 0L;
        while (stream.Read(buffer, 0, buffer.Length) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            first.Write(buffer, 0, (int)Math.Min(read, Math.Max(0, most - first.Length)));
            size += read;
        }

        return (first.ToArray(), size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The file as the attachment of its own item.</summary>
    public static FoundAttachment Attachment(ExportFile file, string type, long size, string sha256, bool whole) => new()
    {
        Name = NameOf(file) is { Length: > 0 } name ? name : "file",
        ContentType = type,
        Size = size,
        Sha256 = sha256,
        Whole = whole,
        Transfer = Transfer,
    };

    /// <summary>Its name without folders, as a label.</summary>
    public static string NameOf(ExportFile file) => PlainText.Line(VisibleText.ForMatching(file.Name.Split('/', '\\')[^1]), 200);
}

/// <summary>A format whose record is the file itself: a picture, a recording.</summary>
public abstract class WholeFileFormat : ExportFormat
{
    /// <inheritdoc/>
    public sealed override bool MayBeAttached => true;

    /// <inheritdoc/>
    public sealed override Stream OpenAttachment(ExportFile file, FoundAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(attachment);
        return attachment.Transfer is WholeFile.Transfer ? file.Open() : base.OpenAttachment(file, attachment);
    }
}
