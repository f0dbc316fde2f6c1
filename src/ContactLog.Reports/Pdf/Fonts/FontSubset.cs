using System.Buffers.Binary;
using System.Text;

namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>
/// A font file with only some of its glyphs, and every glyph those are made of, at any depth: an
/// accent that is a part of a part must not be lost, for the word would be another one.
/// </summary>
internal static class FontSubset
{
    private static ReadOnlySpan<byte> Padding => [0, 0, 0, 0];

    /// <summary>Makes the file.</summary>
    /// <param name="face">The whole font.</param>
    /// <param name="wanted">The glyphs.</param>
    /// <returns>The file, and the numbers that the glyphs have in it.</returns>
    public static (byte[] File, IReadOnlyDictionary<ushort, ushort> Numbers) Make(TrueTypeFace face, IEnumerable<ushort> wanted)
    {
        var numbers = new Dictionary<ushort, ushort>();
        var order = new List<ushort>();
        foreach (var glyph in wanted.Prepend((ushort)0))
        {
            Take(glyph);
        }

        for (var i = 0; i < order.Count; i++)
        {
            foreach (var (part, _) in TrueTypeFace.Parts(face.Outline(order[i])))
            {
                Take(part);
            }
        }

        using var outlines = new MemoryStream();
        var places = new byte[4 * (order.Count + 1)];
        var widths = new byte[4 * order.Count];
        foreach (var (i, glyph) in order.Index())
        {
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(4 * i), (uint)outlines.Length);
            var outline = face.Outline(glyph).ToArray();
            foreach (var (part, at) in TrueTypeFace.Parts(outline))
            {
                BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at), numbers[part]);
            }

            outlines.Write(outline);
            outlines.Write(Padding[..((4 - (outline.Length % 4)) % 4)]);
            BinaryPrimitives.WriteUInt16BigEndian(widths.AsSpan(4 * i), (ushort)face.AdvanceUnits(glyph));
            BinaryPrimitives.WriteInt16BigEndian(widths.AsSpan((4 * i) + 2), face.SideBearing(glyph));
        }

        BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(4 * order.Count), (uint)outlines.Length);
        var head = face.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var horizontal = face.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(horizontal.AsSpan(34), (ushort)order.Count);
        var profile = face.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(profile.AsSpan(4), (ushort)order.Count);

        var tables = new List<(string Name, byte[] Bytes)>
        {
            ("cvt ", face.Table("cvt ").ToArray()),
            ("fpgm", face.Table("fpgm").ToArray()),
            ("glyf", outlines.ToArray()),
            ("head", head),
            ("hhea", horizontal),
            ("hmtx", widths),
            ("loca", places),
            ("maxp", profile),
            ("prep", face.Table("prep").ToArray()),
        };
        tables.RemoveAll(table => table.Bytes.Length == 0 && table.Name != "glyf");
        return (Assemble(tables), numbers);

        void Take(ushort glyph)
        {
            if (numbers.TryAdd(glyph, (ushort)order.Count))
            {
                order.Add(glyph);
            }
        }
    }

    private static byte[] Assemble(List<(string Name, byte[] Bytes)> tables)
    {
        using var file = new MemoryStream();
        var power = System.Numerics.BitOperations.Log2((uint)tables.Count);
        Word(0x00010000);
        Short(tables.Count);
        Short(16 << power);
        Short(power);
        Short((16 * tables.Count) - (16 << power));
        var offset = 12 + (16 * tables.Count);
        foreach (var (name, bytes) in tables)
        {
            file.Write(Encoding.ASCII.GetBytes(name));
            Word(Sum(bytes));
            Word((uint)offset);
            Word((uint)bytes.Length);
            offset += (bytes.Length + 3) & ~3;
        }

        foreach (var (_, bytes) in tables)
        {
            file.Write(bytes);
            file.Write(Padding[..((4 - (bytes.Length % 4)) % 4)]);
        }

        var whole = file.ToArray();
        var head = 12 + (16 * tables.Count) + tables.TakeWhile(table => table.Name != "head").Sum(table => (table.Bytes.Length + 3) & ~3);
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(head + 8), 0xB1B0AFBA - Sum(whole));
        return whole;

        void Word(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            file.Write(bytes);
        }

        void Short(int value)
        {
            Span<byte> bytes = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
            file.Write(bytes);
        }
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
        }

        Span<byte> rest = [0, 0, 0, 0];
        bytes.CopyTo(rest);
        return sum + BinaryPrimitives.ReadUInt32BigEndian(rest);
    }
}
