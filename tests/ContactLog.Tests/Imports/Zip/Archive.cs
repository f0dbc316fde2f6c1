using System.IO.Compression;
using System.Text;

namespace ContactLog.Tests.Imports.Zip;

/// <summary>Made archives.</summary>
internal static class Archive
{
    public static byte[] Of(params (string Name, string Content)[] files) => Of([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Content)))]);

    public static byte[] Of(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The place of the n-th record with this signature in the archive.</summary>
    public static int Place(byte[] zip, uint signature, int number = 0)
    {
        var wanted = BitConverter.GetBytes(signature);
        for (var at = 0; at + 4 <= zip.Length; at++)
        {
            if (zip.AsSpan(at, 4).SequenceEqual(wanted) && number-- == 0)
            {
                return at;
            }
        }

        throw new InvalidOperationException("No such record.");
    }
}
