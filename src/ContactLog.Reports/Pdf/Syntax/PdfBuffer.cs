using System.Buffers;
using System.Globalization;
using System.Text;

namespace ContactLog.Reports.Pdf.Syntax;

/// <summary>Bytes of a PDF under construction: operators, numbers and strings as ISO 32000-1, section 7 has them.</summary>
internal sealed class PdfBuffer
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Span => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Syntax; never anyone's words.</summary>
    public PdfBuffer Put(string ascii)
    {
        var to = _bytes.GetSpan(ascii.Length);
        _bytes.Advance(Encoding.ASCII.GetBytes(ascii, to));
        return this;
    }

    public PdfBuffer Put(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }

    public PdfBuffer Put(long number)
    {
        number.TryFormat(_bytes.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        _bytes.Advance(written);
        return this;
    }

    /// <summary>A length in points, to a hundredth, and a space after it.</summary>
    public PdfBuffer Put(double number)
    {
        var hundredths = (long)Math.Round(number * 100, MidpointRounding.AwayFromZero);
        if (hundredths < 0)
        {
            Put("-");
            hundredths = -hundredths;
        }

        Put(hundredths / 100);
        var rest = (int)(hundredths % 100);
        if (rest > 0)
        {
            var to = _bytes.GetSpan(3);
            to[0] = (byte)'.';
            to[1] = (byte)('0' + (rest / 10));
            to[2] = (byte)('0' + (rest % 10));
            _bytes.Advance(rest % 10 == 0 ? 2 : 3);
        }

        return Put(" ");
    }

    /// <summary>A reference to an object, and a space after it.</summary>
    public PdfBuffer Ref(int number) => Put(number).Put(" 0 R ");

    /// <summary>Four hexadecimal digits.</summary>
    public PdfBuffer Hex(int number)
    {
        var to = _bytes.GetSpan(4);
        for (var i = 3; i >= 0; i--, number >>= 4)
        {
            to[i] = (byte)"0123456789ABCDEF"[number & 15];
        }

        _bytes.Advance(4);
        return this;
    }

    /// <summary>
    /// Anyone's words as a text string. Always hexadecimal: no letter of theirs can end the string
    /// and go on as syntax.
    /// </summary>
    public PdfBuffer Text(string text)
    {
        Put("<FEFF");
        foreach (var unit in text)
        {
            Hex(unit);
        }

        return Put(">");
    }
}
