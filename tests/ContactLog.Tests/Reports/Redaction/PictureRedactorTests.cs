using System.Text;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Pdf.Images;
using ContactLog.Reports.Redaction;
using ContactLog.Tests.Reports.Pdf;

namespace ContactLog.Tests.Reports.Redaction;

/// <summary>Marked areas are gone from the numbers that a file stores; everything else is as it was.</summary>
public sealed class PictureRedactorTests
{
    // 48 by 40 pixels, made for the tests: progressive with halved colours; baseline with restart markers; grey.
    private const string Progressive = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/wgARCAAoADADASIAAhEBAxEB/8QAGgAAAgMBAQAAAAAAAAAAAAAAAAYDBAUHAv/EABoBAAIDAQEAAAAAAAAAAAAAAAIFAQMGAAT/2gAMAwEAAhADEAAAAc3c8NlTbntdoU+9khGTbKypw5R6FOPSA6J0Wtnp52BvlRcAJZIQTl//xAAfEAABAwQDAQAAAAAAAAAAAAADAgQFAAEQEhMVNCD/2gAIAQEAAQUCQhRV2iV6mEsBMw+vJUvrxZAdbctpkerl0t0T6j/dTny5aGSBz27eiygCB//EABwRAAIBBQEAAAAAAAAAAAAAAAABAgMEERITMf/aAAgBAwEBPwG5vakZ6wKNy5wyzsScZeiq4WEdmbM3Z1kf/8QAIREAAgEDAwUAAAAAAAAAAAAAAQIAAxMxBAURBhKRoeH/2gAIAQIBAT8BtAZlmWIdKDKyWqTPxgcxN5DMFt+/k7BKlBKiFGwYvT+iUggHzP/EACQQAAECBgIBBQAAAAAAAAAAAAECAwAREiAhURAxQjJygZGx/9oACAEBAAY/AghAmTGXRVqUULGbHD5Sxw2fKdgcR3GWlVaipWAOhq9v5/OHfYbEuKnIaj0OfQhaAlc1JI6j/8QAIBAAAwABAwUBAAAAAAAAAAAAAAERMSFBURBxgcHwkf/aAAgBAQABPyF0HGRqaPgfo3RbHs0UpRGcwXw39dFqbqXaa+ilKNB0ZTw1wamjwNT9OMYXgUpSlKP8OXT4vDKUokdr1ZYaPhPYs3QKm67n/9oADAMBAAIAAwAAABBt70KYIMAH/8QAGhEBAAIDAQAAAAAAAAAAAAAAAQARECFxof/aAAgBAwEBPxC2FB7DetnUfs7gZggW8X//xAAbEQEAAwADAQAAAAAAAAAAAAABABEhEHGBUf/aAAgBAgEBPxAzCBdCdJspB2Q1PtCzLi0PXBJ7FHpKZd0Dfif/xAAjEAEAAQIFBAMAAAAAAAAAAAABABEhECBBUXExYaHBkbHw/9oACAEBAAE/EGPHQP1jvFLQwJ9niUw8VBrokdTJ0cKCO5fsYCJACd37D5TnOc5wAJZuFdUbRT0ZSfg+IfAApVD2urOc5znk9YMNZkK9hzkiqkpVDq74QWCRZQUCu28//9k=";
    private const string Restarting = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/wAARCAAoADADASIAAhEBAxEB/8QAGgAAAgMBAQAAAAAAAAAAAAAAAAQFBgcIA//EADMQAAEDAwIEAwMNAAAAAAAAAAEAAgMEBRIGEQchQWExUaEUFyJUYnN0gpGSk7KzwdLw/8QAGwEAAgIDAQAAAAAAAAAAAAAAAwYBBAACBwX/xAAnEQACAQMDAwMFAAAAAAAAAAABAgMABBEFFCESE1EGMmEHInGCof/aAAwDAQACEQMRAD8ArdBR1V0rYqKihdNPKdmtH+5DurzHwmrjSl0l1gbUdIxGS38Xj6Lx4Ptp33O4yOI9obCwRj5pJy9Q1auqwtEXhhTbqWt3Mc3bhOAP7XPd5tFdYbg6ir4sJAN2uB3a9vQg9QkM1qHF9tOLTb5XECoE7msHmwt+L1DfvWT591gsgeQK9ey1Np4A78GmM0ZpfPujPup2PxVvefNM2O/Vmn7pHcKF4EjOTmu5te0+LSPJaVHxltppC6W1VTanpG17Sw/a5H0WO5ozTm+lq/JFI0rxSnLjmrDqfVdbqm4iqqgI44wWwwNO7Yx/JPUqGz7pfNWXh47fXFvH0v7TkG8gFpayT9OQilsecAmjLdBF6VqCz7oz7ropRupOWl7t9Sm/Q5c9g9ZJLKse3xkge7z+tbbxq53zRmhC752UpW7rUZqY0neqexalpLlVMlfDDnk2IAuO7HNG25A8T5oQgXNjDcwPBIPtcEH8EYNSJnBzWke93T/yO5flx/3Sd34pWO4WWuooaWvbJUU0kTC+NgALmkDf4/DmhCT4vp/okTq6q2Qc+7xRd3JX/9k=";
    private const string Grey = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//wAALCAAoADABASEA/8QAGQAAAgMBAAAAAAAAAAAAAAAAAAYEBQcD/8QAOBAAAQMCAgUFEAMAAAAAAAAAAQIDBAAFERIGByExUSIjQWGhFBUXJjZSVGJ0goOSk7KzwdLh8P/aAAgBAQAAPwBXhRZE+W3FiNlx5w4JSP8AbqcEauZhjZnLiwl/oQEEp+b+qVLtbJdomqiTW8qwMQRtSscQeFQ8aMaMadNVqWVXCetR59LSQgeqTyu0JrSaR9aKWe9sFxR58PEI60kcrtCazXNRmozVJs92lWe4Imw1ALTsKTuWnpB6qfm9ZsExipy3SA/5iVJKT72/spJ0h0glX+d3RIAQ2gZWmknEIH7PE1VZqM1GauWNGNGNMGgh8cIPxPxqrYKr9IPJ25+yO/YawrNRmozVa6M3Ri0X+NPkpcU01nzBsAqOKSNmJHGn7wk2X0af9NH86iXXWBaJlpmRGo84OPsLbSVIRgCpJAx5W7bX/9k=";

    public static TheoryData<string> Jpegs => [Progressive, Restarting, Grey];

    [Theory]
    [MemberData(nameof(Jpegs))]
    public void Marked_blocks_are_empty_and_all_others_keep_every_number(string jpeg)
    {
        var file = Convert.FromBase64String(jpeg);
        var before = JpegBlocks.Read(file);
        var after = JpegBlocks.Read(Redacted(file, new PictureArea(600, 500, 300, 300)));
        Assert.Equal((before.Width, before.Height, before.Components.Count), (after.Width, after.Height, after.Components.Count));
        int gone = 0, kept = 0;
        for (var one = 0; one < before.Components.Count; one++)
        {
            var (was, now) = (before.Components[one], after.Components[one]);
            for (var y = 0; y < was.RealDown; y++)
            {
                for (var x = 0; x < was.RealAcross; x++)
                {
                    // The area in pixels is 28 to 44 and 20 to 32, and whole units of it go.
                    int unitX = x / was.Across * 8 * before.MostAcross, unitY = y / was.Down * 8 * before.MostDown;
                    if (unitX + (8 * before.MostAcross) > 27 && unitX < 45 && unitY + (8 * before.MostDown) > 19 && unitY < 33)
                    {
                        Assert.True(now.Block(x, y)[1..].ToArray().All(number => number == 0));
                        Assert.Equal(one == 0 ? -1024 / before.Quantisers[was.Quantiser]![0] : 0, now.Block(x, y)[0]);
                        gone++;
                    }
                    else
                    {
                        Assert.Equal(was.Block(x, y).ToArray(), now.Block(x, y).ToArray());
                        kept++;
                    }
                }
            }
        }

        Assert.True(gone > 0 && kept > 0);
    }

    [Theory]
    [MemberData(nameof(Jpegs))]
    public void A_picture_written_anew_is_a_picture_for_the_report(string jpeg) =>
        Assert.Equal(48, ForReport(Redacted(Convert.FromBase64String(jpeg), new PictureArea(0, 0, 100, 100))).Width);

    // EXIF 2.32: where row 0 and column 0 of the stored picture are seen. The upper left corner as it is seen is stored at:
    [Theory]
    [InlineData(1, "left", "top")]
    [InlineData(2, "right", "top")]
    [InlineData(3, "right", "bottom")]
    [InlineData(4, "left", "bottom")]
    [InlineData(5, "left", "top")]
    [InlineData(6, "left", "bottom")]
    [InlineData(7, "right", "bottom")]
    [InlineData(8, "right", "top")]
    public void An_area_means_what_is_seen_upright(int orientation, string across, string down)
    {
        var stored = PixelArea.Of(new PictureArea(0, 0, 100, 200), 1000, 500, orientation);
        Assert.Equal(across, stored.Left == 0 ? "left" : stored.Right == 1000 ? "right" : "");
        Assert.Equal(down, stored.Top == 0 ? "top" : stored.Bottom == 500 ? "bottom" : "");
        // Turned by a quarter, width and height change places; one pixel more on the inner side.
        Assert.Equal(orientation < 5 ? (101, 101) : (201, 51), (stored.Right - stored.Left, stored.Bottom - stored.Top));
    }

    [Fact]
    public void Which_side_is_up_is_the_only_thing_a_photograph_keeps_of_what_it_says()
    {
        foreach (var areas in new PictureArea[][] { [], [new(0, 0, 500, 500)] })
        {
            Assert.Equal(6, Jpeg.Read(PictureRedactor.Anew(TestImages.JpegWithExif(6, "x"), areas)!).Orientation);
        }
    }

    [Fact]
    public void Nothing_that_is_not_picture_stays()
    {
        foreach (var areas in new PictureArea[][] { [], [new(0, 0, 500, 500)] })
        {
            foreach (var file in new[] { TestImages.JpegWithExif(6, "SECRETPLACE"), TestImages.Png(2, 8, false, "SECRETPLACE"), TestImages.Png(3, 4, true, "SECRETPLACE"), TestImages.Png(2, 8, false, "SECRETPLACE", secretAfterRows: true) })
            {
                Assert.Contains("SECRETPLACE", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
                var anew = PictureRedactor.Anew(file, areas);
                Assert.NotNull(anew);
                Assert.DoesNotContain("SECRETPLACE", Encoding.Latin1.GetString(anew), StringComparison.Ordinal);
                Assert.True(ForReport(anew).Width > 0);
            }
        }
    }

    [Theory]
    [InlineData(0, 8, false)]
    [InlineData(2, 16, false)]
    [InlineData(3, 2, true)]
    [InlineData(6, 8, true)]
    public void Marked_pixels_of_a_PNG_are_black_and_the_others_as_they_were(int colour, int depth, bool interlaced)
    {
        var file = TestImages.Png(colour, depth, interlaced, "x");
        var before = Png.Pixels(file);
        var after = Png.Pixels(Redacted(file, new PictureArea(750, 250, 125, 250)));
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                var at = ((y * 8) + x) * 3;
                // 6 to 7 across and 2 to 4 down, and one more on each side.
                var marked = x is >= 5 and < 8 && y is >= 1 and < 5;
                Assert.Equal(marked ? [0, 0, 0] : before.Pixels[at..(at + 3)], after.Pixels[at..(at + 3)]);
            }
        }
    }

    [Fact]
    public void A_file_that_cannot_be_written_anew_is_not_shown()
    {
        var jpeg = Convert.FromBase64String(Progressive);
        PictureArea[] areas = [new(0, 0, 10, 10)];
        Assert.Null(PictureRedactor.Anew("GIF89a and so on"u8.ToArray(), areas));
        Assert.Null(PictureRedactor.Anew([], areas));
        for (var length = 3; length < jpeg.Length - 20; length += 7)
        {
            Assert.Null(PictureRedactor.Anew(jpeg[..length], areas));
        }

        var random = new Random(20261125);
        for (var one = 0; one < 3000; one++)
        {
            var broken = (byte[])jpeg.Clone();
            broken[random.Next(2, broken.Length)] = (byte)random.Next(256);
            _ = PictureRedactor.Anew(broken, areas);
        }
    }

    [Fact]
    public void Areas_are_read_strictly()
    {
        Assert.Equal(new PictureArea(1, 2, 3, 4), PictureArea.Parse("1 2 3 4"));
        foreach (var text in new[] { null, "", "1 2 3", "1 2 3 4 5", "-1 2 3 4", "0 0 0 10", "999 0 2 10", "0 0 1001 1", "a b c d", "1  2 3 4" })
        {
            Assert.Null(PictureArea.Parse(text));
        }
    }

    private static byte[] Redacted(byte[] file, PictureArea area) => PictureRedactor.Anew(file, [area]) ?? throw new InvalidOperationException("It was not written.");

    private static ImageData ForReport(byte[] file) => file[0] == 0xFF ? Jpeg.Read(file) : Png.Read(file);
}
