using System.Text;

namespace ContactLog.Imports;

/// <summary>Kinds of files that people choose in good faith and that are not read: the sentence says what to choose instead.</summary>
internal static class NotRead
{
    public static ReadingNote? Of(ReadOnlySpan<byte> head)
    {
        // By the first bytes: OLE compound files (Outlook's .msg, old .doc and .xls), .pst, PDF, gzip, 7-Zip, RAR.
        var word = head switch
        {
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => "reading.not.office",
            [(byte)'!', (byte)'B', (byte)'D', (byte)'N', ..] => "reading.not.outlook",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "reading.not.pdf",
            [0x1F, 0x8B, 0x08, ..] or [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] or [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, ..] => "reading.not.packed",
            _ => null,
        };
        return word is not null ? new ReadingNote(word) : Page(head);
    }

    private static ReadingNote? Page(ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        bool Has(params ReadOnlySpan<string> marks)
        {
            foreach (var mark in marks)
            {
                if (text.Contains(mark, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        // Classes of Meta's pages, which change from year to year, and of Telegram Desktop's.
        return new ReadingNote(Has("_a6-g", "_3-95", "_a706", "uiBoxWhite") ? "chats.meta.html" : Has("page_wrap", "pull_right date details") ? "chats.telegram.html" : "reading.not.page");
    }
}
