using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ContactLog.Reports.Pdf.Syntax;

/// <summary>
/// Writes the objects of a PDF as they come, so that nothing is held but what is not yet known.
/// Small objects are packed into compressed object streams (ISO 32000-1, section 7.5.7); the table
/// at the end is a cross-reference stream. Nothing in it is random or of the moment: the same
/// objects give the same bytes.
/// </summary>
internal sealed class PdfFile : IDisposable
{
    /// <summary>Objects packed together; enough to compress well, few enough that a viewer reads little for one.</summary>
    private const int PerPack = 200;

    private readonly Stream _output;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<(byte Kind, long Where, int Index)> _places = [(0, 0, 0xFFFF)];
    private readonly PdfBuffer _packed = new();
    private readonly List<(int Number, int Offset)> _pack = [];
    private long _at;

    public PdfFile(Stream output)
    {
        _output = output;
        // Bytes above 127 in a comment tell transfer programs that the file is binary.
        Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>How many bytes the file has so far.</summary>
    public long Length => _at;

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        _places.Add((0, 0, 0));
        return _places.Count - 1;
    }

    /// <summary>Writes an object without a stream under a number that was reserved.</summary>
    public void Put(int number, Action<PdfBuffer> write)
    {
        _pack.Add((number, _packed.Length));
        write(_packed);
        _packed.Put("\n");
        if (_pack.Count == PerPack)
        {
            EndPack();
        }
    }

    /// <summary>Writes an object without a stream.</summary>
    /// <returns>Its number.</returns>
    public int Put(Action<PdfBuffer> write)
    {
        var number = Reserve();
        Put(number, write);
        return number;
    }

    /// <summary>Writes a stream as it is.</summary>
    /// <param name="number">A number that was reserved.</param>
    /// <param name="entries">Entries of its dictionary besides the length.</param>
    /// <param name="content">The bytes.</param>
    public void PutStream(int number, string entries, ReadOnlySpan<byte> content)
    {
        _places[number] = (1, _at, 0);
        Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n<<{entries}/Length {content.Length}>>\nstream\n")));
        Write(content);
        Write("\nendstream\nendobj\n"u8);
    }

    /// <summary>Compresses and writes a stream.</summary>
    public void PutCompressed(int number, string entries, ReadOnlySpan<byte> content) =>
        PutStream(number, entries + "/Filter/FlateDecode", Compress(content));

    /// <summary>Writes a stream.</summary>
    /// <returns>Its number.</returns>
    public int PutCompressed(string entries, ReadOnlySpan<byte> content)
    {
        var number = Reserve();
        PutCompressed(number, entries, content);
        return number;
    }

    /// <summary>Writes what is left and the table of all objects.</summary>
    public void Finish(int root, int info)
    {
        EndPack();
        var number = Reserve();
        _places[number] = (1, _at, 0);
        var table = new PdfBuffer();
        foreach (var (kind, where, index) in _places)
        {
            table.Put([kind, (byte)(where >> 32), (byte)(where >> 24), (byte)(where >> 16), (byte)(where >> 8), (byte)where, (byte)(index >> 8), (byte)index]);
        }

        var start = _at;
        // The identifier follows from the content: equal reports are equal bytes.
        var id = Convert.ToHexString(_hash.GetCurrentHash().AsSpan(0, 16));
        PutCompressed(number, string.Create(CultureInfo.InvariantCulture,
            $"/Type/XRef/Size {_places.Count}/W[1 5 2]/Root {root} 0 R/Info {info} 0 R/ID[<{id}><{id}>]"), table.Span);
        Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n")));
    }

    public void Dispose() => _hash.Dispose();

    internal static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var output = new MemoryStream((content.Length / 3) + 64);
        using (var deflate = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return output.ToArray();
    }

    private void EndPack()
    {
        if (_pack.Count == 0)
        {
            return;
        }

        var number = Reserve();
        var head = new PdfBuffer();
        foreach (var (i, (inside, offset)) in _pack.Index())
        {
            _places[inside] = (2, number, i);
            head.Put(inside).Put(" ").Put(offset).Put(" ");
        }

        var entries = string.Create(CultureInfo.InvariantCulture, $"/Type/ObjStm/N {_pack.Count}/First {head.Length}");
        head.Put(_packed.Span);
        PutCompressed(number, entries, head.Span);
        _pack.Clear();
        _packed.Clear();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _hash.AppendData(bytes);
        _at += bytes.Length;
    }
}
