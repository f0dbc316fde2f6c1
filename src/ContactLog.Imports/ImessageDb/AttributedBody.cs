using System.Buffers.Binary;
using System.Text;

namespace ContactLog.Imports.ImessageDb;

/// <summary>
/// The words in an <c>attributedBody</c>: an attributed string in Apple's "typedstream" form, whose first object is the text itself.
/// Only that text is read; what is bold or a link is not.
/// </summary>
internal static class AttributedBody
{
    /// <summary>What stands in a text where a picture belongs.</summary>
    public const char Placeholder = '\uFFFC';

    private static readonly byte[] s_string = [0x84, 0x01, (byte)'+'];

    /// <summary>The text; null when there is none that can be found.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("streamtyped"u8) is < 0 or > 16)
        {
            return null;
        }

        // The class by its name (for a mutable one the name of its parent follows), then the type "+" of a string, then length and bytes.
        for (var at = bytes.IndexOf("String"u8); at >= 0;)
        {
            var rest = bytes[(at + 6)..];
            var type = rest[..Math.Min(rest.Length, 24)].IndexOf(s_string);
            if (type >= 0 && Counted(rest[(type + 3)..]) is { } text)
            {
                return text;
            }

            var next = rest.IndexOf("String"u8);
            at = next < 0 ? -1 : at + 6 + next;
        }

        return null;
    }

    private static string? Counted(ReadOnlySpan<byte> bytes)
    {
        (long length, var from) = bytes switch
        {
            [0x81, _, _, ..] => (BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]), 3),
            [0x82, _, _, _, _, ..] => (BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]), 5),
            [< 0x80, ..] => (bytes[0], 1),
            _ => (-1L, 0),
        };
        return length < 0 || length > bytes.Length - from ? null : Encoding.UTF8.GetString(bytes.Slice(from, (int)length));
    }
}
