using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ContactLog.Imports.Markup;

/// <summary>
/// The text of an attribute from its bytes. Differs from an XML parser where that would lose words: an emoji written as
/// two surrogate references (or as six bytes, CESU-8) becomes the emoji; raw control characters, references to them and
/// halves of pairs become U+FFFD instead of ending the file; a raw line break stays one; an unknown reference stays as written.
/// </summary>
internal static class MarkupText
{
    private const char Bad = '\uFFFD';
    // U+FFFE, U+FFFF and their neighbours begin so.
    private static readonly byte[] s_noncharacters = [0xEF, 0xBF];
    private static readonly byte[] s_special = [.. Enumerable.Range(0, 0x20).Where(b => b is not (0x09 or 0x0A)).Select(b => (byte)b), 0x7F];
    private static readonly SearchValues<byte> Special = SearchValues.Create(s_special);
    private static readonly SearchValues<byte> SpecialOrReference = SearchValues.Create([.. s_special, (byte)'&']);
    private static readonly SearchValues<byte> Plain = SearchValues.Create(PlainBytes());

    /// <summary>Decodes; <paramref name="damaged"/> is set, never cleared, when bytes were not UTF-8 or characters had to be replaced.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, bool references, ref bool damaged)
    {
        var special = bytes.ContainsAny(references ? SpecialOrReference : Special);
        if (!special && Ascii.IsValid(bytes))
        {
            return Encoding.ASCII.GetString(bytes);
        }

        if (!special && bytes.IndexOf(s_noncharacters) < 0 && Clean(bytes) is { } clean)
        {
            return clean;
        }

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var plain = bytes.IndexOfAnyExcept(Plain);
            if (plain != 0)
            {
                plain = plain < 0 ? bytes.Length : plain;
                text.Append(Encoding.ASCII.GetString(bytes[..plain]));
                bytes = bytes[plain..];
                continue;
            }

            bytes = bytes[One(bytes, text, references, ref damaged)..];
        }

        return text.ToString();
    }

    /// <summary>Cuts at a character's border, so that a cap does not leave half a character behind.</summary>
    public static ReadOnlySpan<byte> CutClean(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.Length;
        for (var back = 1; back <= 3 && back <= end; back++)
        {
            var b = bytes[end - back];
            if ((b & 0xC0) == 0x80)
            {
                continue;
            }

            var needs = b switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            return needs > back ? bytes[..(end - back)] : bytes;
        }

        return bytes;
    }

    /// <summary>The text of bytes that are UTF-8 throughout, checked and written in one pass; null for others.</summary>
    private static string? Clean(ReadOnlySpan<byte> bytes)
    {
        var letters = ArrayPool<char>.Shared.Rent(bytes.Length);
        var status = Utf8.ToUtf16(bytes, letters, out _, out var count, replaceInvalidSequences: false);
        var text = status == OperationStatus.Done ? new string(letters, 0, count) : null;
        // Her messages do not stay behind in memory that others are given.
        letters.AsSpan(0, count).Clear();
        ArrayPool<char>.Shared.Return(letters);
        return text;
    }

    private static int One(ReadOnlySpan<byte> bytes, StringBuilder text, bool references, ref bool damaged)
    {
        var b = bytes[0];
        switch (b)
        {
            case (byte)'&' when references && Reference(bytes, out var length) is { } code:
                return length + AppendCode(code, bytes[length..], text, ref damaged);
            case (byte)'&':
                text.Append('&');
                return 1;
            case (byte)'\t' or (byte)'\n':
                text.Append((char)b);
                return 1;
            case (byte)'\r':
                text.Append('\n');
                return bytes.Length > 1 && bytes[1] == '\n' ? 2 : 1;
            case < 0x20 or 0x7F:
                text.Append(Bad);
                damaged = true;
                return 1;
        }

        if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == OperationStatus.Done)
        {
            text.Append(rune.Value is 0xFFFE or 0xFFFF ? Bad.ToString() : rune.ToString());
            return consumed;
        }

        // CESU-8: each half of a pair as three bytes, as old Android databases hold them.
        if (bytes.Length >= 6 && Half(bytes, 0xA0) is { } high && Half(bytes[3..], 0xB0) is { } low)
        {
            text.Append(high).Append(low);
            return 6;
        }

        text.Append(Bad);
        damaged = true;
        return consumed;
    }

    private static int AppendCode(uint code, ReadOnlySpan<byte> rest, StringBuilder text, ref bool damaged)
    {
        if (code is >= 0xD800 and <= 0xDBFF && Reference(rest, out var length) is { } second and >= 0xDC00 and <= 0xDFFF)
        {
            text.Append((char)code).Append((char)second);
            return length;
        }

        if (code is (< 0x20 and not (0x09 or 0x0A or 0x0D)) or 0x7F or (>= 0xD800 and <= 0xDFFF) or 0xFFFE or 0xFFFF or > 0x10FFFF)
        {
            text.Append(Bad);
            damaged = true;
            return 0;
        }

        // &#13;&#10; is one line break, as a raw one is.
        if (code == 0x0D)
        {
            text.Append('\n');
            return Reference(rest, out var next) == 0x0A ? next : 0;
        }

        text.Append(new Rune(code).ToString());
        return 0;
    }

    private static uint? Reference(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < 3 || bytes[0] != '&')
        {
            return null;
        }

        var end = bytes[..Math.Min(bytes.Length, 14)].IndexOf((byte)';');
        if (end < 0)
        {
            return null;
        }

        var name = bytes[1..end];
        length = end + 1;
        uint? code = name switch
        {
            [(byte)'a', (byte)'m', (byte)'p'] => '&',
            [(byte)'l', (byte)'t'] => '<',
            [(byte)'g', (byte)'t'] => '>',
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
            [(byte)'#', (byte)'x' or (byte)'X', ..] => Number(name[2..], NumberStyles.AllowHexSpecifier),
            [(byte)'#', ..] => Number(name[1..], NumberStyles.None),
            _ => null,
        };
        length = code is null ? 0 : length;
        return code;
    }

    private static uint? Number(ReadOnlySpan<byte> digits, NumberStyles style) =>
        uint.TryParse(digits, style, CultureInfo.InvariantCulture, out var code) ? code : null;

    private static char? Half(ReadOnlySpan<byte> bytes, byte from) =>
        bytes[0] == 0xED && bytes[1] >= from && bytes[1] < from + 0x10 && (bytes[2] & 0xC0) == 0x80
            ? (char)(0xD000 | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F))
            : null;

    private static byte[] PlainBytes() => [.. Enumerable.Range(0x20, 0x5F).Where(b => b != '&').Select(b => (byte)b)];
}
