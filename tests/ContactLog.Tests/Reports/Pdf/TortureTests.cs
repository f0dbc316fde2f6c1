using System.Text.RegularExpressions;
using ContactLog.Reports.Model;

namespace ContactLog.Tests.Reports.Pdf;

/// <summary>Messages as they come, in every script the report sets: what is read out of the PDF is what was put in.</summary>
public sealed class TortureTests
{
    /// <summary>A name for each text, and the text; no line of one is wider than the page.</summary>
    public static readonly IReadOnlyList<(string Script, string Text)> Texts =
    [
        ("Latin", "Žluťoučký kůň, ÆØÅ æøå ß ẞ Łódź Ħ ħ ŋ Đ đ ð þ İı ș ț ĳ ﬁn Ǆ"),
        ("LatinCombined", "e\u0301 n\u0303 a\u030A o\u0302\u0301 q\u0307"),
        ("Greek", "Ελληνικά: ΐ ΰ ώ Ώ, Ἀρχὴ ἥμισυ παντός ᾧ"),
        ("Cyrillic", "Съешь ещё этих мягких булок; Їжак, Ґанок, Ўзгорак, Ђорђе"),
        ("Vietnamese", "Đừng gọi nữa. Tôi sẽ báo cảnh sát, Nguyễn Thị Hường ỹ ặ ỗ"),
        ("Hebrew", "אל תתקשרי אליי יותר"),
        ("HebrewPointed", "שָׁלוֹם עֲלֵיכֶם"),
        ("Arabic", "لا تتصل بي مرة أخرى"),
        ("ArabicMarked", "مُحَمَّدٌ إِلَى ٱلْبَيْت لآ لأ لإ"),
        ("Persian", "پاسخ بده چرا گوشی را نمی\u200Cگیری"),
        ("Thai", "อย่าโทรมาอีก น้ำผึ้ง ที่นี่ กี่ครั้ง"),
        ("Chinese", "请不要再联系我。繁體：請勿聯絡"),
        ("Japanese", "もう連絡しないでください。カタカナ、ガギグ、々〆"),
        ("Korean", "더 이상 연락하지 마세요. 값 닭 뷁"),
        ("Emoji", "😀 👍🏽 👩🏿‍🦰 👨‍👩‍👧‍👦 🏳️‍🌈 🇨🇦 ❤️ 1️⃣ 🏴‍☠️ ☎️"),
        ("Signs", "done ✓ then → box ■ star ★ €5 ½ cup № 7 ™ and … – so — “one” ‘two’ «three» ‹four› § five ¶ six • end"),
    ];

    /// <summary>Right-to-left lines with digits, brackets and left-to-right words.</summary>
    public static readonly IReadOnlyList<(string Script, string Text)> Mixed =
    [
        ("HebrewMixed", "התקשרתי 17 פעמים (ב-3.3.2026) אל Casey"),
        ("ArabicMixed", "اتصلت 17 مرة (في 3/3/2026) على WhatsApp"),
        ("LatinWithHebrew", "He wrote: שלום [again] and left"),
        ("ArabicDigits", "الساعة ٢٢:١٤ يوم ٣ آذار"),
    ];

    public static TheoryData<string> Names => [.. Texts.Select(text => text.Script)];

    public static TheoryData<string> MixedNames => [.. Mixed.Select(text => text.Script)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_read_out_of_the_page_is_what_was_put_in(string script)
    {
        var text = Texts.Single(one => one.Script == script).Text;
        foreach (var style in (SpanStyle[])[SpanStyle.Plain, SpanStyle.Exact, SpanStyle.Bold])
        {
            // Arabic marks may change places with one another: Unicode holds both orders to be the same text.
            Assert.Equal(script == "ArabicMarked" ? text.Normalize() : text, script == "ArabicMarked" ? ReadBack(new Paragraph(text, style)).Normalize() : ReadBack(new Paragraph(text, style)));
        }
    }

    [Theory]
    [MemberData(nameof(MixedNames))]
    public void A_line_of_both_directions_keeps_every_character(string script)
    {
        var text = Mixed.Single(one => one.Script == script).Text;
        var read = ReadBack(new Paragraph(text, SpanStyle.Exact));

        // Readers order a line of both directions by their own lights; nothing may be added, lost or changed.
        Assert.Equal(Sorted(text), Sorted(read));
        // Within a word and within a number the order is the one in which it was written.
        Assert.All(Regex.Matches(text, @"[\p{L}\p{M}]+|\d+").Select(word => word.Value), word => Assert.Contains(word, read, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_of_all_of_them_is_whole_and_carries_no_sign_of_a_missing_letter()
    {
        var pdf = Document();
        Poppler.Check(pdf);
        var fonts = Poppler.Run("pdffonts", pdf, "FILE");
        Assert.All(fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2), font => Assert.Matches(@"yes yes yes\s", font));
        Assert.DoesNotContain("[U+", Poppler.Text(pdf), StringComparison.Ordinal);
    }

    /// <summary>
    /// A subset that loses part of a letter changes the word and shows in no reading of the text. Every letter with a part
    /// of its own is compared, as pixels, with the whole font drawing it.
    /// </summary>
    [Theory]
    [InlineData("NotoSans-Regular", SpanStyle.Plain, "éñåồǜỹặțşžğőŁđøİıΐΰЇЙў")]
    [InlineData("NotoSans-Bold", SpanStyle.Bold, "éñåồǜỹặțşžğőŁđøİıΐΰЇЙў")]
    [InlineData("NotoSerif-Regular", SpanStyle.Exact, "éñåồǜỹặțşžğőŁđøİıΐΰЇЙў")]
    [InlineData("NotoNaskhArabic-Regular", SpanStyle.Exact, "بتثنيجخذزشضظغفقپچژڭ")]
    [InlineData("NotoSansHebrew-Regular", SpanStyle.Exact, "שבכפתםץ")]
    [InlineData("NotoLoopedThai-Regular", SpanStyle.Exact, "กฐฎฏญณฬ")]
    public void A_letter_on_the_page_has_the_pixels_of_the_font_itself(string font, SpanStyle style, string letters)
    {
        // Each letter on a page of its own.
        var pdf = SampleReport.Write(SampleReport.Document() with
        {
            Sections = [.. letters.Select(letter => new ReportSection("", [new Paragraph(letter.ToString(), style)]))],
        });
        var drawn = GlyphPixels.Of(pdf);
        var meant = GlyphPixels.Of(GlyphPixels.Whole(font, letters, 12));
        Assert.Equal((letters.Length, letters.Length), (drawn.Count, meant.Count));
        foreach (var (at, letter) in letters.Index())
        {
            var (left, right) = (drawn[at], meant[at]);
            Assert.True(
                right.Count > 50 && Math.Abs(left.Width - right.Width) <= 2 && Math.Abs(left.Height - right.Height) <= 2
                    && left.MissingIn(right) < 0.01 && right.MissingIn(left) < 0.01,
                $"U+{(int)letter:X4} of {font}: {left.Width} by {left.Height} with {left.Count}, the font draws {right.Width} by {right.Height} with {right.Count}.");
        }
    }

    /// <summary>The torture document: each text in each voice, and in a narrow cell, where its lines break.</summary>
    public static byte[] Document() => SampleReport.Write(SampleReport.Document() with
    {
        Sections =
        [
            .. Texts.Concat(Mixed).Chunk(5).Select(chunk => new ReportSection("Scripts", [.. chunk.SelectMany(text => (Block[])
            [
                new Heading(2, text.Script),
                new Paragraph(text.Text),
                new Paragraph(text.Text, SpanStyle.Exact),
                new Table([new("Name", ColumnWidth.Fixed(100)), new("Text", ColumnWidth.Fixed(160)), new("", ColumnWidth.Share())], [new([new(text.Script), new([Span.Exact(text.Text)]), new("")])]),
            ])])),
        ],
    });

    private static string ReadBack(Paragraph paragraph)
    {
        var pdf = SampleReport.Write(SampleReport.Document() with { HeadStart = "", HeadEnd = "", Sections = [new ReportSection("Test", [paragraph])] });
        // Marks of direction are the reader's own, and no part of the text.
        var lines = string.Concat(Poppler.Text(pdf).Where(c => c is not ('\u202A' or '\u202B' or '\u202C' or '\u200E' or '\u200F'))).Split('\n');
        return string.Join(' ', lines.Where(line => line.Length > 0 && line is not ("Test" or "Page 1 of 1" or "Report 20260423-1" or "\f"))).Trim();
    }

    private static string Sorted(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value != ' ').Order().Select(rune => rune.ToString()));
}
