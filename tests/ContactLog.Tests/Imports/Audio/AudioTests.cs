using System.Buffers.Binary;
using ContactLog.Imports;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Tests.Web.Exhibits;

namespace ContactLog.Tests.Imports.Audio;

public sealed class AudioTests
{
    [Fact]
    public void A_wave_file_is_as_long_as_its_data()
    {
        Assert.Equal((2.5, "audio/wav", true), Facts(Samples.Wav(20_000)));
        Assert.Equal((1.25, "audio/wav", false), Facts(Samples.Wav(20_000)[..(44 + 10_000)]));
    }

    [Fact]
    public void Amr_is_counted_by_its_frames()
    {
        // 12.2 kbit/s frames of 32 bytes, and three silent ones of 6 and 1: 20 ms each.
        byte[] speech = [0x3C, .. new byte[31]];
        byte[] file = [.. "#!AMR\n"u8, .. Enumerable.Repeat(speech, 47).SelectMany(frame => frame), 0x44, 0, 0, 0, 0, 0, 0x7C, 0x7C];
        Assert.Equal((1.0, "audio/amr", true), Facts(file));
        Assert.Equal((0.94, "audio/amr", false), Facts(file[..^5]));
        byte[] wide = [.. "#!AMR-WB\n"u8, .. Enumerable.Repeat<byte[]>([0x44, .. new byte[60]], 100).SelectMany(frame => frame)];
        Assert.Equal((2.0, "audio/amr", true), Facts(wide));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mp3_is_counted_by_its_frames_behind_its_tag(bool tagged)
    {
        // Version 1, layer III, 128 kbit/s, 44100 Hz: 417 bytes, 1152 samples.
        byte[] frame = [0xFF, 0xFB, 0x90, 0x00, .. new byte[413]];
        byte[] tag = tagged ? [.. "ID3"u8, 3, 0, 0, 0, 0, 1, 0, .. new byte[128]] : [];
        byte[] file = [.. tag, .. Enumerable.Repeat(frame, 100).SelectMany(one => one), .. "TAG"u8, .. new byte[125]];
        var (seconds, type, whole) = Facts(file);
        Assert.Equal((Math.Round(115_200 / 44_100.0, 3), "audio/mpeg", true), (seconds, type, whole));
        Assert.False(Facts(file[..^500]).Whole);
    }

    [Fact]
    public void Opus_is_as_long_as_its_last_page_says()
    {
        byte[] head = Page(2, 0, [.. "OpusHead"u8, 1, 1, 0x38, 0x01, 0x80, 0xBB, 0, 0, 0, 0, 0]);
        byte[] file = [.. head, .. Page(0, 0, "OpusTags"u8.ToArray()), .. Page(0, 48_000, new byte[100]), .. Page(4, (48_000 * 3) + 312, new byte[100])];
        Assert.Equal((3.0, "audio/ogg", true), Facts(file));
        Assert.False(Facts(file[..^50]).Whole);

        byte[] vorbis = [.. Page(2, 0, [.. "\u0001vorbis"u8, 0, 0, 0, 0, 1, 0x44, 0xAC, 0, 0, .. new byte[14]]), .. Page(4, 88_200, new byte[9])];
        Assert.Equal(2.0, Facts(vorbis).Seconds);
    }

    [Fact]
    public void M4a_says_its_length_and_1904_is_no_date()
    {
        var read = Read(M4a(0));
        Assert.Equal(4.5, read.SoundSeconds);
        Assert.DoesNotContain("audio.note.created", read.Notes.Select(note => note.Word));
        Assert.Equal("2026-04-19T18:52:10Z", Read(M4a(3_859_469_530)).Notes.Single(note => note.Word == "audio.note.created").Values[0]);
    }

    [Fact]
    public void A_voicemail_has_no_time_but_what_its_name_hints_at()
    {
        var item = Read(Samples.Wav(8000), "voicemail-2024-01-15-09-30.wav");
        Assert.Equal((FoundKind.Voicemail, FoundState.Left, 1L), (item.Kind, item.State, item.DurationSeconds));
        Assert.Null(item.At);
        Assert.Equal("2024-01-15 09:30", item.Notes.Single(note => note.Word == "audio.note.name-time").Values[0]);
    }

    [Fact]
    public void Random_damage_raises_nothing()
    {
        var random = new Random(11);
        byte[][] files = [Samples.Wav(500), M4a(0), [.. "#!AMR\n"u8, .. new byte[300]], [0xFF, 0xFB, 0x90, 0x00, .. new byte[900]], [.. "ID3"u8, .. new byte[300]], [.. Page(2, 0, "OpusHead"u8.ToArray()), .. Page(4, -1, new byte[30])]];
        for (var round = 0; round < 1000; round++)
        {
            var bad = files[round % files.Length].ToArray();
            for (var hits = random.Next(1, 10); hits > 0; hits--)
            {
                bad[random.Next(4, bad.Length)] = (byte)random.Next(256);
            }

            Backup.Read(bad[..random.Next(12, bad.Length)]).AddsUp();
        }
    }

    private static (double? Seconds, string Type, bool Whole) Facts(byte[] file)
    {
        var item = Read(file);
        return (item.SoundSeconds, item.Attachments[0].ContentType, item.Attachments[0].Whole);
    }

    private static FoundItem Read(byte[] file, string name = "")
    {
        using var stream = new MemoryStream(file);
        var read = Backup.Read(ExportFile.Over(stream, name));
        Assert.Equal("audio", read.Format?.Id);
        read.AddsUp();
        return read.Only;
    }

    internal static byte[] Page(byte flags, long granule, byte[] body)
    {
        var page = new byte[27 + 1 + body.Length];
        "OggS"u8.CopyTo(page);
        page[5] = flags;
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(6), granule);
        page[14] = 7;
        page[26] = 1;
        page[27] = (byte)body.Length;
        body.CopyTo(page, 28);
        return page;
    }

    internal static byte[] M4a(uint created)
    {
        var header = new byte[108];
        BinaryPrimitives.WriteUInt32BigEndian(header, 108);
        "mvhd"u8.CopyTo(header.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(12), created);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(20), 1000);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(24), 4500);
        return [0, 0, 0, 16, .. "ftypM4A "u8, 0, 0, 0, 0, 0, 0, 0, 12, .. "mdat"u8, 1, 2, 3, 4, 0, 0, 0, 116, .. "moov"u8, .. header];
    }
}
