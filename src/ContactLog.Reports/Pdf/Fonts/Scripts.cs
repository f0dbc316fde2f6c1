namespace ContactLog.Reports.Pdf.Fonts;

/// <summary>Which of three looks a Chinese character takes: the same code point is drawn differently by country.</summary>
internal enum HanStyle
{
    Chinese,
    Japanese,
    Korean,
}

/// <summary>Which scripts can be set, and by which face.</summary>
internal static class Scripts
{
    /// <summary>The face made for the script of a code point, or null when the usual ones are to be tried.</summary>
    public static Face? FaceOf(int point, HanStyle han) => point switch
    {
        < 0x590 => null,
        <= 0x5FF or (>= 0xFB1D and <= 0xFB4F) => Face.Hebrew,
        <= 0x6FF or (>= 0x750 and <= 0x77F) or (>= 0x870 and <= 0x8FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) => Face.Arabic,
        >= 0xE00 and <= 0xE7F => Face.Thai,
        (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7FF) => Face.Korean,
        (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0xFF61 and <= 0xFF9F) => Face.Japanese,
        (>= 0x2E80 and <= 0x303F) or (>= 0x3100 and <= 0x312F) or (>= 0x3190 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE10 and <= 0xFE1F) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF) => han switch
            {
                HanStyle.Japanese => Face.Japanese,
                HanStyle.Korean => Face.Korean,
                _ => Face.Chinese,
            },
        _ => null,
    };

    /// <summary>The faces to look a Chinese, Japanese or Korean character up in when the first has none.</summary>
    public static ReadOnlySpan<Face> EastAsian => [Face.Chinese, Face.Japanese, Face.Korean];

    /// <summary>Whether a face must be set by its own tables.</summary>
    public static string? TagOf(Face face) => face switch
    {
        Face.Arabic => "arab",
        Face.Hebrew => "hebr",
        Face.Thai => "thai",
        Face.Emoji => "DFLT",
        _ => null,
    };

    /// <summary>
    /// Letters that must be reordered or joined by rules that are not here (The Unicode Standard,
    /// chapters 9, 12 to 17): set one by one they would be another word. A face may hold some of them.
    /// </summary>
    public static bool CannotBeSet(int point) => point is (>= 0x700 and <= 0x74F) or (>= 0x780 and <= 0x86F) or (>= 0x900 and <= 0xDFF) or (>= 0xE80 and <= 0x109F)
        or (>= 0x1700 and <= 0x18AF) or (>= 0x1900 and <= 0x1CFF) or (>= 0xA800 and <= 0xA8FF) or (>= 0xA900 and <= 0xA95F) or (>= 0xA980 and <= 0xAAFF) or (>= 0xABC0 and <= 0xABFF)
        or (>= 0x10800 and <= 0x11FFF) or (>= 0x16100 and <= 0x1613F) or (>= 0x1E800 and <= 0x1EFFF);

    /// <summary>Whether text holds letters of which the style of its Chinese characters follows.</summary>
    public static HanStyle StyleOf(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (unit is (>= '\u3041' and <= '\u30FF') or (>= '\u31F0' and <= '\u31FF') or (>= '\uFF66' and <= '\uFF9D'))
            {
                return HanStyle.Japanese;
            }

            if (unit is (>= '\uAC00' and <= '\uD7A3') or (>= '\u1100' and <= '\u11FF') or (>= '\u3131' and <= '\u318E'))
            {
                return HanStyle.Korean;
            }
        }

        return HanStyle.Chinese;
    }

    /// <summary>The language that a run of letters can only be in; null where several are written with them.</summary>
    public static string? LanguageOf(Face face) => face switch
    {
        Face.Hebrew => "he",
        Face.Arabic => "ar",
        Face.Thai => "th",
        Face.Japanese => "ja",
        Face.Korean => "ko",
        Face.Chinese => "zh",
        _ => null,
    };
}
