using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ContactLog.Reports.Model;
using ContactLog.Reports.Redaction;

namespace ContactLog.Tests.Reports.Pdf;

public sealed class FigureTests
{
    private const string Secret = "GPS51.50N0.12W";

    [Fact]
    public void The_place_a_photograph_was_taken_is_nowhere_in_the_file()
    {
        var pdf = Write(TestImages.JpegWithExif(1, Secret));

        Poppler.Check(pdf);
        Assert.Equal(-1, pdf.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
        Assert.Equal(-1, pdf.AsSpan().IndexOf("Exif"u8));
        Assert.Matches(@"\bjpeg\b", Poppler.Run("pdfimages", pdf, "-list", "FILE"));
    }

    // The stored picture is black on the left. How it must look after turning, as EXIF has it.
    [Theory]
    [InlineData(1, "left")]
    [InlineData(2, "right")]
    [InlineData(3, "right")]
    [InlineData(4, "left")]
    [InlineData(5, "top")]
    [InlineData(6, "top")]
    [InlineData(7, "bottom")]
    [InlineData(8, "bottom")]
    public void A_photograph_stands_upright_however_the_camera_was_held(int orientation, string blackAt)
    {
        var (x, y, width, height, pixel) = Picture(Write(TestImages.JpegWithExif(orientation, Secret)), blackAt is "left" or "right" ? (24, 12) : (12, 24));

        Assert.Equal(blackAt is "left" or "top", pixel(x + (width / 4), y + (height / 4)) < 128);
        Assert.Equal(blackAt is "right" or "top", pixel(x + (width * 3 / 4), y + (height / 4)) < 128);
        Assert.Equal(blackAt is "left" or "bottom", pixel(x + (width / 4), y + (height * 3 / 4)) < 128);
        Assert.Equal(blackAt is "right" or "bottom", pixel(x + (width * 3 / 4), y + (height * 3 / 4)) < 128);
    }

    public static TheoryData<int, int, bool> PngKinds()
    {
        var kinds = new TheoryData<int, int, bool>();
        foreach (var (colour, depths) in new (int, int[])[] { (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]) })
        {
            foreach (var depth in depths)
            {
                kinds.Add(colour, depth, false);
                kinds.Add(colour, depth, true);
            }
        }

        return kinds;
    }

    [Theory]
    [MemberData(nameof(PngKinds))]
    public void Every_kind_of_png_is_printed_without_its_remarks(int colour, int depth, bool interlaced)
    {
        var pdf = Write(TestImages.Png(colour, depth, interlaced, Secret));

        Poppler.Check(pdf);
        Assert.Equal(-1, pdf.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
        var (x, y, width, height, pixel) = Picture(pdf, (6, 6));
        Assert.True(pixel(x + (width / 4), y + (height / 2)) < 100);
        Assert.True(pixel(x + (width * 3 / 4), y + (height / 2)) > 200);
    }

    // Printers store their colours as ink, and Photoshop stores ink the other way round.
    [Fact]
    public void A_picture_made_for_a_press_is_not_printed_as_its_negative()
    {
        var pdf = Write(TestImages.CmykJpeg);

        Poppler.Check(pdf);
        Assert.Contains("cmyk", Poppler.Run("pdfimages", pdf, "-list", "FILE"), StringComparison.Ordinal);
        var (x, y, width, height, pixel) = Picture(pdf, (24, 12));
        Assert.True(pixel(x + (width / 4), y + (height / 2)) < 100);
        Assert.True(pixel(x + (width * 3 / 4), y + (height / 2)) > 200);
    }

    [Fact]
    public void Of_a_picture_that_moves_the_first_is_printed_and_no_other_is_in_the_file()
    {
        var pdf = Write(TestImages.Animated(Secret));

        Poppler.Check(pdf);
        Assert.Equal(-1, pdf.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
        var (x, y, width, height, pixel) = Picture(pdf, (6, 6));
        Assert.True(pixel(x + (width / 4), y + (height / 2)) < 100);
        Assert.True(pixel(x + (width * 3 / 4), y + (height / 2)) > 200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_cropped_away_but_left_in_the_file_stays_behind(int colour)
    {
        var pdf = Write(TestImages.Png(colour, 8, false, Secret, secretAfterRows: true));

        Poppler.Check(pdf);
        Assert.Equal(-1, pdf.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)));
        Assert.DoesNotContain("not printed", Poppler.Flat(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void A_photograph_cut_short_gives_a_notice_and_the_rest_is_printed()
    {
        for (var length = 0; length < TestImages.Jpeg.Length; length += 7)
        {
            var cut = TestImages.Jpeg[..length];
            Assert.Contains("This picture is not printed", Poppler.Flat(Write(cut)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_png_cut_short_or_changed_never_stops_the_report()
    {
        var whole = TestImages.Png(6, 8, false, Secret);
        var random = new Random(11);
        for (var i = 0; i < 120; i++)
        {
            var file = whole.ToArray();
            file[random.Next(8, file.Length)] ^= (byte)(1 << random.Next(8));
            Assert.NotEmpty(Write(file));
            Assert.NotEmpty(Write(whole[..random.Next(whole.Length)]));
        }
    }

    [Fact]
    public void A_png_that_promises_gigabytes_is_refused_before_memory_is_taken()
    {
        var file = TestImages.Png(2, 8, false, Secret);
        (file[18], file[19], file[22], file[23]) = (0xEA, 0x60, 0xEA, 0x60);

        Assert.Contains("it is too large", Poppler.Flat(Write(file)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16320, 12240, true)]
    [InlineData(65500, 65500, false)]
    public void A_photograph_of_the_finest_telephone_is_printed_and_one_that_would_stop_a_viewer_is_not(int width, int height, bool isPrinted)
    {
        var file = TestImages.Jpeg.ToArray();
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 5;
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 2), (ushort)width);

        Assert.Equal(isPrinted, !Poppler.Flat(Write(file)).Contains("it is too large", StringComparison.Ordinal));
        Assert.Equal(isPrinted, PictureRedactor.Anew(file, []) is not null);
    }

    [Fact]
    public void What_is_no_picture_that_can_be_printed_is_said_to_be_none()
    {
        byte[][] files = [[.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B], [.. "RIFF"u8, 20, 0, 0, 0, .. "WEBPVP8X"u8], [.. "%PDF-1.7"u8], [.. "A letter, not a picture."u8], []];

        Assert.All(files, file => Assert.Contains("JPEG and PNG files only", Poppler.Flat(Write(file)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_picture_that_stays_legible_stands_on_the_page_of_its_own_facts()
    {
        var pdf = SampleReport.Write(SampleReport.Document() with
        {
            Sections =
            [
                new ReportSection("Pictures",
                [
                    new KeyValues([.. Enumerable.Range(1, 16).Select(n => new KeyValue("Name", string.Create(CultureInfo.InvariantCulture, $"Fact {n}")))]),
                    new Figure(() => new MemoryStream(TestImages.Noise(1)), "A picture"),
                ]),
            ],
        });

        Poppler.Check(pdf);
        Assert.Matches(@"Pages:\s+1\b", Poppler.Run("pdfinfo", pdf, "FILE"));
    }

    [Fact]
    public void A_tall_screenshot_is_cut_over_pages_and_says_so()
    {
        var text = Poppler.Flat(Write(TestImages.Png(0, 8, false, Secret), new Figure(() => new MemoryStream(Tall()), "Messages") { Caption = [Span.Plain("Caption below")] }));

        Assert.Contains("1 of 3", text, StringComparison.Ordinal);
        Assert.Contains("3 of 3 Caption below", text, StringComparison.Ordinal);

        // Five times as tall as wide.
        static byte[] Tall()
        {
            var png = TestImages.Png(0, 8, false, Secret);
            using var rows = new MemoryStream();
            using (var deflate = new System.IO.Compression.ZLibStream(rows, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            {
                deflate.Write(new byte[2000 * 401]);
            }

            var data = rows.ToArray();
            (png[18], png[19], png[22], png[23]) = (400 >> 8, 400 & 255, 2000 >> 8, 2000 & 255);
            return [.. png[..33], .. Big(data.Length), .. "IDAT"u8, .. data, 0, 0, 0, 0, 0, 0, 0, 0, .. "IEND"u8, 0, 0, 0, 0];
        }

        static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
    }

    private static byte[] Write(byte[] image, params Block[] more) => SampleReport.Write(SampleReport.Document() with
    {
        Sections = [new ReportSection("Pictures", [new Figure(() => new MemoryStream(image), "A picture"), .. more])],
    });

    /// <summary>The grey values of the printed picture, at four pixels a point.</summary>
    private static (int X, int Y, int Width, int Height, Func<int, int, byte> Pixel) Picture(byte[] pdf, (int Width, int Height) points)
    {
        const int scale = 4;
        var folder = Directory.CreateTempSubdirectory("contactlog-test-");
        try
        {
            Poppler.Run("pdftoppm", pdf, "-r", (72 * scale).ToString(CultureInfo.InvariantCulture), "-gray", "-singlefile", "FILE", Path.Combine(folder.FullName, "page"));
            var file = File.ReadAllBytes(Path.Combine(folder.FullName, "page.pgm"));
            var head = Encoding.ASCII.GetString(file, 0, 20).Split('\n');
            var width = int.Parse(head[1].Split(' ')[0], CultureInfo.InvariantCulture);
            var start = head[0].Length + head[1].Length + head[2].Length + 3;
            // Below the title and a paragraph's gap.
            return (72 * scale, (int)((72 + 23.1 + 6 + 1) * scale), points.Width * scale, points.Height * scale, (x, y) => file[start + (y * width) + x]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
