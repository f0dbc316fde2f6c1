using ContactLog.Reports.Pdf.Images;

namespace ContactLog.Web.Demo;

/// <summary>A message on a made screen.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Own">Sent rather than received.</param>
/// <param name="Day">A day line above it.</param>
internal sealed record Bubble(string Text, bool Own = false, string? Day = null);

/// <summary>The pictures of the demo case: made by the program, plainly of nobody and nowhere.</summary>
internal static class DemoPictures
{
    private const int Wide = 720;
    private const int Ink = 0x1C2422;
    private const int Grey = 0x66716D;
    private const int Paper = 0xFFFFFF;

    /// <summary>A thread of messages as a phone would show it, as tall as it needs.</summary>
    public static byte[] Thread(string clock, string from, params IReadOnlyList<Bubble> bubbles)
    {
        const int Size = 30;
        const int Step = 42;
        var laid = bubbles.Select(bubble => (bubble, Lines: Canvas.Wrap(bubble.Text, 470, Size))).ToList();
        var height = 210 + laid.Sum(one => (one.Lines.Count * Step) + 58 + (one.bubble.Day is null ? 0 : 66)) + 120;
        var screen = new Canvas(Wide, Math.Max(1100, height), 0xF4F6F5);
        Top(screen, clock, from);
        var y = 210.0;
        foreach (var (bubble, lines) in laid)
        {
            if (bubble.Day is { } day)
            {
                screen.Text(day, (Wide - Canvas.Measure(day, 23)) / 2, y + 32, 23, Grey);
                y += 66;
            }

            var width = lines.Max(line => Canvas.Measure(line, Size)) + 48;
            var x = bubble.Own ? Wide - 28 - width : 28;
            screen.Fill(x, y, width, (lines.Count * Step) + 34, bubble.Own ? 0xCFE6E1 : 0xE2E6E4, 24);
            for (var line = 0; line < lines.Count; line++)
            {
                screen.Text(lines[line], x + 24, y + 48 + (line * Step), Size, Ink);
            }

            y += (lines.Count * Step) + 58;
        }

        screen.Fill(28, screen.Height - 92, Wide - 56, 64, Paper, 32);
        screen.Text("Message", 60, screen.Height - 50, 26, Grey);
        return PngWriter.Write(screen.Width, screen.Height, screen.Pixels);
    }

    /// <summary>A list of calls as a phone would show it.</summary>
    public static byte[] Calls(string clock, params IReadOnlyList<(string From, string When)> calls)
    {
        var screen = new Canvas(Wide, Math.Max(1000, 230 + (calls.Count * 104)), Paper);
        Top(screen, clock, "Recent calls");
        var y = 200.0;
        foreach (var (from, when) in calls)
        {
            screen.Disc(68, y + 44, 28, 0xE2E6E4);
            Arrow(screen, 68, y + 44);
            screen.Text(from, 122, y + 40, 30, Ink);
            screen.Text("Missed call", 122, y + 76, 24, Grey);
            screen.Text(when, Wide - 36 - Canvas.Measure(when, 26), y + 54, 26, Grey);
            screen.Fill(122, y + 98, Wide - 122, 2, 0xE2E6E4);
            y += 104;
        }

        return PngWriter.Write(screen.Width, screen.Height, screen.Pixels);
    }

    /// <summary>A post on a made-up platform.</summary>
    public static byte[] Post(string clock, string account, string when, string text)
    {
        var screen = new Canvas(Wide, 1100, Paper);
        Top(screen, clock, "Picframe");
        screen.Disc(76, 240, 40, 0xCFD6D3);
        screen.Text(account, 136, 236, 30, Ink, bold: true);
        screen.Text(when, 136, 272, 24, Grey);
        Street(screen, 28, 310, Wide - 56, 440, dusk: true);
        var y = 810.0;
        foreach (var line in Canvas.Wrap(text, Wide - 72, 30))
        {
            screen.Text(line, 36, y, 30, Ink);
            y += 44;
        }

        screen.Text("Reply", 36, y + 40, 26, Grey);
        return PngWriter.Write(screen.Width, screen.Height, screen.Pixels);
    }

    /// <summary>A parcel before a door, as a photo that claims a time and a place: the middle of a lake.</summary>
    public static byte[] Parcel()
    {
        var photo = new Canvas(960, 720, 0xB9B4A6);
        Speckle(photo, 0, 470, 960, 250, 0x9C978A);
        photo.Fill(300, 60, 330, 430, 0x3E5A54);
        photo.Fill(330, 95, 120, 160, 0x344C47);
        photo.Fill(480, 95, 120, 160, 0x344C47);
        photo.Fill(330, 290, 120, 160, 0x344C47);
        photo.Fill(480, 290, 120, 160, 0x344C47);
        photo.Disc(602, 280, 11, 0xC9B26A);
        photo.Fill(250, 486, 430, 24, 0x85806F);
        photo.Shape([[(360, 610), (372, 470), (572, 470), (590, 610)]], 0xB58B57);
        photo.Shape([[(450, 610), (456, 470), (482, 470), (484, 610)]], 0xD9C39A);
        photo.Fill(388, 530, 56, 36, 0xF1EEE4);
        Speckle(photo, 0, 0, 960, 60, 0xA9A496);
        return JpegFile.Write(photo, JpegFile.Exif("2026:04:07 12:11:30", "-05:00", 43.5m, 87m));
    }

    /// <summary>A car on the other side of a street, without claims of its own.</summary>
    public static byte[] Car()
    {
        var photo = new Canvas(960, 640, 0xC6CDCB);
        Street(photo, 0, 0, 960, 640, dusk: false);
        return JpegFile.Write(photo);
    }

    /// <summary>A page of an order that no court made.</summary>
    public static byte[] Order()
    {
        var page = new Canvas(1020, 1320, 0xFDFCF8);
        void Centre(string text, double y, double size, bool bold = false) =>
            page.Text(text, (page.Width - Canvas.Measure(text, size, bold)) / 2, y, size, Ink, bold);
        Centre("EXAMPLE COUNTY COURT", 130, 34, bold: true);
        Centre("Made up for a demonstration. Not an order of any court.", 172, 22);
        page.Fill(100, 205, 820, 3, Ink);
        page.Text("Casey Example, petitioner", 110, 262, 27, Ink);
        page.Text("and", 110, 302, 27, Ink);
        page.Text("R. Placeholder, respondent", 110, 342, 27, Ink);
        page.Text("No. 26-CV-0000", 690, 302, 27, Ink, bold: true);
        page.Fill(100, 375, 820, 2, Ink);
        Centre("TEMPORARY ORDER", 450, 32, bold: true);
        var y = 520.0;
        foreach (var paragraph in new[]
        {
            "The court, having read the petition, orders until the hearing:",
            "1. " + DemoStory.OrderWords,
            "2. This order ends on 18 May 2026 unless the court renews it.",
            "Issued 17 April 2026.",
        })
        {
            foreach (var line in Canvas.Wrap(paragraph, 800, 27))
            {
                page.Text(line, 110, y, 27, Ink);
                y += 42;
            }

            y += 26;
        }

        page.Fill(560, 1120, 340, 2, Ink);
        page.Text("Clerk (example)", 560, 1156, 23, Grey);
        page.Disc(220, 1110, 84, 0xD9D5C7);
        page.Disc(220, 1110, 70, 0xFDFCF8);
        page.Text("EXAMPLE", 166, 1119, 24, Grey, bold: true);
        return PngWriter.Write(page.Width, page.Height, page.Pixels);
    }

    private static void Top(Canvas screen, string clock, string title)
    {
        screen.Fill(0, 0, Wide, 170, Paper);
        screen.Text(clock, 36, 50, 25, Ink, bold: true);
        screen.Fill(Wide - 86, 32, 42, 20, Grey, 5);
        screen.Text("‹", 36, 126, 46, 0x0C5B55);
        screen.Text(title, 84, 124, 34, Ink, bold: true);
        screen.Fill(0, 168, Wide, 2, 0xD3DCD8);
    }

    private static void Arrow(Canvas screen, double x, double y)
    {
        screen.Shape([[(x - 12, y - 10), (x, y + 2), (x + 12, y - 10), (x + 15, y - 7), (x, y + 8), (x - 15, y - 7)]], Grey);
        screen.Fill(x - 15, y - 12, 4, 12, Grey);
    }

    private static void Street(Canvas picture, double x, double y, double width, double height, bool dusk)
    {
        var (sky, house, road) = dusk ? (0x8D93A6, 0x5F6470, 0x4A4E57) : (0xC6CDCB, 0xA79C8C, 0x77797A);
        picture.Fill(x, y, width, height, sky);
        for (var block = 0; block < 4; block++)
        {
            var left = x + (width * block / 4);
            var top = y + (height * (0.16 + (0.06 * (block % 2))));
            picture.Fill(left, top, (width / 4) - 6, (height * 0.62) - (top - y), house - (0x0A0A0A * (block % 2)));
            for (var window = 0; window < 6; window++)
            {
                picture.Fill(left + (width * 0.035) + (window % 3 * width * 0.07), top + (height * 0.06) + (window / 3 * height * 0.16), width * 0.04, height * 0.09, dusk && window == 4 ? 0xE7D9A4 : 0xD6DBDA);
            }
        }

        picture.Fill(x, y + (height * 0.62), width, height * 0.06, 0x9B9B95);
        picture.Fill(x, y + (height * 0.68), width, height * 0.32, road);
        if (dusk)
        {
            return;
        }

        var car = y + (height * 0.62);
        picture.Fill(x + (width * 0.3), car, width * 0.38, height * 0.13, 0x6C7276, 22);
        picture.Shape(
        [
            [
                (x + (width * 0.36), car + 6), (x + (width * 0.42), car - (height * 0.1)), (x + (width * 0.56), car - (height * 0.1)), (x + (width * 0.63), car + 6),
            ],
        ], 0x5A6064);
        picture.Fill(x + (width * 0.435), car - (height * 0.075), width * 0.05, height * 0.07, 0xAFC0C4);
        picture.Fill(x + (width * 0.5), car - (height * 0.075), width * 0.055, height * 0.07, 0xAFC0C4);
        foreach (var wheel in new[] { 0.37, 0.6 })
        {
            picture.Disc(x + (width * wheel), car + (height * 0.125), height * 0.055, 0x26292B);
            picture.Disc(x + (width * wheel), car + (height * 0.125), height * 0.025, 0x9BA1A4);
        }
    }

    /// <summary>Grains in a fixed pattern: the same picture every time.</summary>
    private static void Speckle(Canvas picture, int x, int y, int width, int height, int colour)
    {
        var state = 12345u;
        for (var grain = 0; grain < width * height / 60; grain++)
        {
            state = (state * 1664525) + 1013904223;
            var left = x + (int)(state >> 8) % width;
            state = (state * 1664525) + 1013904223;
            picture.Fill(left, y + ((int)(state >> 8) % height), 2, 2, colour);
        }
    }
}
