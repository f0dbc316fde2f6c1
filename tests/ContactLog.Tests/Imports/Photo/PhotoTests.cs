using System.Globalization;
using System.Text;
using ContactLog.Imports;
using ContactLog.Imports.Photo;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Tests.Web.Exhibits;
using NodaTime;

namespace ContactLog.Tests.Imports.Photo;

public sealed class PhotoTests
{
    private static readonly LocalDateTime s_taken = new(2026, 4, 19, 17, 52, 10);

    [Fact]
    public void A_photo_without_an_offset_waits_for_her_zone()
    {
        var picture = Samples.JpegWithClaims();
        var open = Read(picture);
        Assert.Equal((null, TimeBasis.Local, s_taken), (open.At, open.Basis, open.Wall!.Value));
        Assert.Equal((s_taken, (Offset?)null, true, 6), (open.Photo!.TakenAt!.Value, open.Photo.Offset, open.Photo.HasPlace, open.Photo.Orientation!.Value));
        var read = Read(picture, zone: "America/Chicago");
        Assert.Equal(Instant.FromUtc(2026, 4, 19, 22, 52, 10), read.At);
        Assert.Equal(open.Key, read.Key);
    }

    [Fact]
    public void Her_place_is_said_to_be_there_and_never_given_out()
    {
        var item = Read(Samples.JpegWithClaims());
        Assert.Contains("photo.note.place", Notes(item));
        Assert.DoesNotContain("41.5", item.Raw + item.Text + string.Concat(item.Notes.SelectMany(note => note.Values)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+02:00", null, "2026-04-19T15:52:10Z", 2)]
    [InlineData(null, "15:52:20", "2026-04-19T15:52:10Z", 2)]
    [InlineData(null, "15:52:40", null, null)]
    [InlineData(null, "15:37:10", null, null)]
    [InlineData("+02:00", "22:52:05", "2026-04-19T15:52:10Z", 2)]
    [InlineData(null, "15:41:00", null, null)]
    [InlineData("nonsense", null, null, null)]
    public void The_offset_is_what_the_picture_states_or_its_satellite_time_shows(string? stated, string? satellite, string? at, int? hours)
    {
        var item = Read(Exif(stated, "2026:04:19", satellite));
        Assert.Equal(at, item.At.Iso());
        Assert.Equal(hours is { } h ? Offset.FromHours(h) : null, item.Photo!.Offset);
        Assert.Equal(at is null ? TimeBasis.Local : TimeBasis.Offset, item.Basis);
        Assert.Equal(stated is not null && satellite is "22:52:05", Notes(item).Contains("photo.note.offsets-differ"));
        Assert.Equal(satellite is not null && at is null, Notes(item).Contains("photo.note.satellite-off"));
    }

    // Programs that change pictures write dates in their own way. What cannot be read is said as it stands, and not that nothing stands there.
    [Theory]
    [InlineData("2026-04-19 17:52:10", true)]
    [InlineData("2026/04/19 17:52:10", true)]
    [InlineData("2026-04-19T17:52:10", true)]
    [InlineData("2026-04-19T17:52:10+02:00", false, "photo.note.time-unread")]
    [InlineData("19.04.2026 17:52:10", false, "photo.note.time-unread")]
    [InlineData("2026:13:41 17:52:10", false, "photo.note.time-unread")]
    [InlineData("0000:00:00 00:00:00", false, "photo.note.no-time")]
    [InlineData("    :  :     :  :  ", false, "photo.note.no-time")]
    public void A_time_is_read_with_the_year_first_or_said_as_it_is_written(string written, bool read, string? note = null)
    {
        var item = Read(Exif(null, null, null, written));
        Assert.Equal(read ? s_taken : (LocalDateTime?)null, item.Wall);
        Assert.Equal(note is null ? [] : [note], Notes(item));
    }

    [Fact]
    public void An_offset_of_z_is_utc() => Assert.Equal("2026-04-19T17:52:10Z", Read(Exif("Z", null, null)).At.Iso());

    [Fact]
    public void A_satellite_time_that_is_not_of_her_zone_leaves_only_the_day()
    {
        var item = Read(Exif(null, "2026:04:19", "15:52:12"), zone: "America/Chicago");
        Assert.Equal((null, TimeBasis.DateOnly, "17:52:10"), (item.At, item.Basis, item.WhenText));
        Assert.Equal(new LocalDate(2026, 4, 19), item.Wall!.Value.Date);
        Assert.Contains("photo.note.satellite-elsewhere", Notes(item));
        Assert.Equal(TimeBasis.Offset, Read(Exif(null, "2026:04:19", "15:52:12"), zone: "Europe/Berlin").Basis);
    }

    [Fact]
    public void A_satellite_date_a_day_off_counts_for_nothing() => Assert.Null(Read(Exif(null, "2026:04:18", "15:52:10")).At);

    [Theory]
    [InlineData("Screenshot_20240115-093012_WhatsApp.jpg", "2024-01-15 09:30:12")]
    [InlineData("Takeout/IMG-20220323-WA0002.jpg", "2022-03-23")]
    [InlineData("IMG_20241315_093012.jpg", null)]
    [InlineData("Screenshot 2024-01-15 at 09.30.12.png", "2024-01-15 09:30:12")]
    [InlineData("picture.png", null)]
    public void A_time_in_the_name_is_a_hint_and_no_time(string name, string? hint)
    {
        var item = Read(Samples.Png, name);
        Assert.Equal((null, null), (item.At, item.Wall));
        Assert.Equal(hint, item.Notes.FirstOrDefault(note => note.Word == "photo.note.name-time")?.Values[0]);
        Assert.Equal(name.Contains("Screenshot", StringComparison.Ordinal), Notes(item).Contains("photo.note.screenshot"));
    }

    [Fact]
    public void The_picture_is_its_own_attachment()
    {
        var item = Read(Samples.Png, "a/b/p.png");
        var file = Assert.Single(item.Attachments);
        Assert.Equal(("p.png", "image/png", (long)Samples.Png.Length), (file.Name, file.ContentType, file.Size));
        using var stream = ExportFormats.Find("photo")!.OpenAttachment(ExportFile.Over(new MemoryStream(Samples.Png)), file);
        Assert.Equal(file.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream)));
    }

    [Fact]
    public void A_broken_picture_is_kept_and_said_to_say_nothing()
    {
        var random = new Random(5);
        var good = Exif("+02:00", "2026:04:19", "15:52:10");
        for (var round = 0; round < 500; round++)
        {
            var bad = good.ToArray();
            for (var hits = random.Next(1, 10); hits > 0; hits--)
            {
                bad[random.Next(3, bad.Length)] = (byte)random.Next(256);
            }

            Assert.Single(Read(bad[..random.Next(4, bad.Length)]).Attachments);
        }

        byte[] heic = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8, 0, 0, 0, 40, .. "meta"u8, .. new byte[40]];
        Assert.Contains("photo.note.no-time", Notes(Read(heic)));
    }

    [Fact]
    public void Zeros_for_a_date_are_no_date() => Assert.Null(PictureMetadata.Read(Exif(null, null, null, taken: "0000:00:00 00:00:00"))!.TakenAt);

    private static FoundItem Read(byte[] picture, string name = "", string? zone = null)
    {
        using var stream = new MemoryStream(picture);
        var read = Backup.Read(ExportFile.Over(stream, name), new ReadOptions { Zone = zone is null ? null : DateTimeZoneProviders.Tzdb[zone] });
        Assert.Equal("photo", read.Format?.Id);
        read.AddsUp();
        return read.Only;
    }

    private static IEnumerable<string> Notes(FoundItem item) => item.Notes.Select(note => note.Word);

    // A JPEG head with DateTimeOriginal and, where asked for, OffsetTimeOriginal and satellite date and time.
    internal static byte[] Exif(string? offset, string? gpsDate, string? gpsTime, string taken = "2026:04:19 17:52:10")
    {
        var shot = new List<(ushort Tag, ushort Type, byte[] Data, int Count)> { Text(0x9003, taken) };
        if (offset is not null)
        {
            shot.Add(Text(0x9011, offset));
        }

        var gps = new List<(ushort Tag, ushort Type, byte[] Data, int Count)>();
        if (gpsTime is not null)
        {
            gps.Add((7, 5, [.. gpsTime.Split(':').SelectMany(part => BitConverter.GetBytes(uint.Parse(part, CultureInfo.InvariantCulture)).Concat(BitConverter.GetBytes(1u)))], 3));
            gps.Add(Text(0x1D, gpsDate!));
        }

        const int first = 8;
        var shotAt = first + 2 + (2 * 12) + 4;
        var gpsAt = shotAt + 2 + (shot.Count * 12) + 4;
        var dataAt = gpsAt + 2 + (gps.Count * 12) + 4;
        var data = new MemoryStream();
        byte[] Directory(List<(ushort Tag, ushort Type, byte[] Data, int Count)> entries)
        {
            var bytes = new List<byte>(BitConverter.GetBytes((ushort)entries.Count));
            foreach (var (tag, type, content, count) in entries)
            {
                bytes.AddRange(BitConverter.GetBytes(tag));
                bytes.AddRange(BitConverter.GetBytes(type));
                bytes.AddRange(BitConverter.GetBytes(count));
                if (content.Length <= 4)
                {
                    bytes.AddRange(content.Concat(new byte[4 - content.Length]));
                }
                else
                {
                    bytes.AddRange(BitConverter.GetBytes((uint)(dataAt + data.Length)));
                    data.Write(content);
                }
            }

            bytes.AddRange(new byte[4]);
            return [.. bytes];
        }

        byte[] tiff = [.. "II"u8, 42, 0, 8, 0, 0, 0, .. Directory([(0x8769, 4, BitConverter.GetBytes(shotAt), 1), (0x8825, 4, BitConverter.GetBytes(gpsAt), 1)]), .. Directory(shot), .. Directory(gps)];
        byte[] block = [.. tiff, .. data.ToArray()];
        var length = block.Length + 8;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. block, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];
    }

    private static (ushort Tag, ushort Type, byte[] Data, int Count) Text(ushort tag, string text) => (tag, 2, Encoding.ASCII.GetBytes(text + "\0"), text.Length + 1);
}
