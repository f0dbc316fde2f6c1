using System.Globalization;
using System.Text;

namespace ContactLog.Domain.Record;

/// <summary>
/// The file <c>LOG-NNNNNN.txt</c>: one line per entry, in the form that <c>sha256sum -c</c> reads.
/// The list of an earlier day is a byte prefix of every later one, so one outside time stamp on the
/// newest list covers all entries before it.
/// </summary>
public static class SealedList
{
    /// <summary>The name of an entry's file within the log folder.</summary>
    public static string EntryPath(int seq) => $"entries/{Number(seq)}.txt";

    /// <summary>The name of a field's file within the log folder.</summary>
    public static string FieldPath(int seq, string field) => $"fields/{Number(seq)}.{field}.txt";

    /// <summary>The name of a file entry within the log folder.</summary>
    public static string FileEntryPath(int seq, int number) => $"fields/{Number(seq)}.file{number.ToString(CultureInfo.InvariantCulture)}.txt";

    /// <summary>The name of the list that ends with an entry.</summary>
    public static string Name(int seq) => $"LOG-{Number(seq)}.txt";

    /// <summary>A sequence number as it stands in file names: six digits, more when needed.</summary>
    public static string Number(int seq) => seq.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>The line of one entry, with its line feed.</summary>
    public static string Line(int seq, Digest digest) => $"{digest.Hex}  {EntryPath(seq)}\n";

    /// <summary>The list over entries 1, 2, 3 … in order.</summary>
    public static byte[] ToBytes(IEnumerable<Digest> entries)
    {
        var text = new StringBuilder();
        var seq = 0;
        foreach (var digest in entries)
        {
            text.Append(Line(++seq, digest));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
