using System.Collections.Frozen;

namespace ContactLog.Imports.WhatsApp;

/// <summary>Which half of the day the word beside a time means.</summary>
internal enum DayPart
{
    /// <summary>There is no word: 24 hours.</summary>
    None,

    /// <summary>Before noon.</summary>
    Morning,

    /// <summary>After noon.</summary>
    Afternoon,

    /// <summary>About noon: 12 is 12, 1 is 13, 11 is 11.</summary>
    Noon,

    /// <summary>Evening: 7 is 19; 12 would be midnight in one language and noon in another.</summary>
    Evening,

    /// <summary>A word not known here.</summary>
    Unknown,
}

/// <summary>The words for the halves of the day (Unicode CLDR, as phones write them), and the hour they make.</summary>
internal static class DayParts
{
    private const int Longest = 24;

    private static readonly FrozenDictionary<string, DayPart> s_words = Words().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, DayPart>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads what stands before or after the digits of a time. Marks, dots and spaces do not count.</summary>
    public static DayPart Read(ReadOnlySpan<char> text)
    {
        Span<char> clean = stackalloc char[Longest];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || VisibleText.IsMark(c) || c is (>= '\u064B' and <= '\u0652') or '.' or ',' or '،' or '"' or '״' or '\'' or '’')
            {
                continue;
            }

            if (length == Longest)
            {
                return DayPart.Unknown;
            }

            clean[length++] = char.ToLowerInvariant(c);
        }

        return length == 0 ? DayPart.None : s_lookup.TryGetValue(clean[..length], out var part) ? part : DayPart.Unknown;
    }

    /// <summary>The hour of the day, or null when the word leaves it open.</summary>
    public static int? Hour(int written, DayPart part) => part switch
    {
        _ when written is > 12 and < 24 => written,
        DayPart.None => written < 24 ? written : null,
        DayPart.Morning => written % 12,
        DayPart.Afternoon => (written % 12) + 12,
        DayPart.Noon => written is >= 1 and <= 3 ? written + 12 : written is >= 10 and <= 12 ? written : null,
        DayPart.Evening => written is >= 5 and <= 11 ? written + 12 : null,
        _ => written == 0 ? 0 : null,
    };

    private static Dictionary<string, DayPart> Words()
    {
        var words = new Dictionary<string, DayPart>(StringComparer.Ordinal);
        Add(DayPart.Morning, "am ص صباحا فجرا منتصفالليل ليلا قظ قبلازظهر 上午 凌晨 早上 清晨 오전 午前 पूर्वाह्न मपू ก่อนเที่ยง πμ προμ dop vorm vm fm ap de sa öö לפנהצ पूर्व முற்பகல் пп проб преди үө priekšp priešpiet to pg pd ਪੂਦੁ පෙව inthemorning delamañana damanhã দুপূর্ব");
        Add(DayPart.Afternoon, "pm م مساء بعدالظهر بظ بعدازظهر 下午 오후 午後 अपराह्न मउ หลังเที่ยง μμ odp nachm nm em ip du ch ös אחהצ பிற்பகல் слоб следоб үх pēcp popiet tk ptg md ਬਾਦੁ පව intheafternoon delatarde datarde");
        Add(DayPart.Noon, "中午 ظهرا دظهرا");
        Add(DayPart.Evening, "晚上");

        // Words that stand between date and time and say nothing about the hour.
        Add(DayPart.None, "klo um at à kl ob u v o в о be ad พศ г р ore alle às alas las om la lúc pukul jam الساعة सुबहबजे को");
        return words;

        void Add(DayPart part, string list)
        {
            foreach (var word in list.Split(' '))
            {
                words.TryAdd(word, part);
            }
        }
    }
}
