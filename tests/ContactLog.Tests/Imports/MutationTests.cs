using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Tests.Imports;

/// <summary>
/// Damages files of every format at random, and asks of each reading: that it ends, that nothing is thrown, that the tally adds up, that every note has words, and
/// that every attachment opens as it was hashed. 2,000 mutations a format; <c>CONTACTLOG_FUZZ=100000</c> for a long night, <c>CONTACTLOG_FUZZ_SEED</c> for others
/// than the last time. A failure names the seed, the file and the round: the same three give the same bytes again.
/// </summary>
public sealed class MutationTests
{
    private const int Usual = 2_000;
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(5);
    private static readonly int s_rounds = Number("CONTACTLOG_FUZZ", Usual);
    private static readonly int s_seed = Number("CONTACTLOG_FUZZ_SEED", 1);
    private static readonly Words s_words = new(new WordCatalogue(typeof(ExportFormat).Assembly), CultureInfo.GetCultureInfo("en"));

    // A file that another program saved again, in UTF-16 or with other line ends, is none of the list, and is read by one that is.
    private static readonly RewrittenFormat s_rewritten = new();

    public static TheoryData<string> Formats => [.. ExportFormats.All.Append(s_rewritten).Select(format => format.Id)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_damage_throws_hangs_or_does_not_add_up(string id)
    {
        var format = id == s_rewritten.Id ? s_rewritten : ExportFormats.Find(id)!;
        var files = Files(format);
        var round = 0;
        Exception? failure = null;
        var work = new Thread(() =>
        {
            try
            {
                for (; round < s_rounds; round++)
                {
                    var random = new Random(HashCode(id, round));
                    var bytes = Mutation.Of(files[round % files.Count].Content, files[random.Next(files.Count)].Content, random);
                    ReadWithinBudget(format, bytes, Options(round));
                }
            }
            catch (Exception e)
            {
                failure = e;
            }
        }, 4 << 20)
        { IsBackground = true };
        work.Start();

        // Slow is judged by the budget inside, where the reading is asked to stop and tried again. What does not even stop when asked is found here.
        for (var last = -1; !work.Join(TimeSpan.FromMinutes(1)); last = round)
        {
            Assert.True(round != last, $"{id}: seed {s_seed}, round {round} ({files[round % files.Count].Name}) does not end.");
        }

        Assert.True(failure is null, $"{id}: seed {s_seed}, round {round} ({files[round % files.Count].Name})\n{failure}");
    }

    private static void ReadWithinBudget(ExportFormat format, byte[] bytes, ReadOptions options)
    {
        // A busy machine may stop any thread for seconds: only what is too slow three times in a row is too slow.
        for (var attempt = 0; ; attempt++)
        {
            using var budget = new CancellationTokenSource(s_budget);
            try
            {
                Read(format, bytes, options, budget.Token);
                return;
            }
            catch (OperationCanceledException) when (attempt < 2)
            {
            }
        }
    }

    private static void Read(ExportFormat format, byte[] bytes, ReadOptions options, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        var file = ExportFile.Over(stream, "chat.db");
        var reading = ExportReading.Open(file, options);

        // Damaged at its head a file is nothing any more; the reader must bear it all the same.
        var reader = reading.Format ?? format;
        var tally = reading.Format is null ? new Tally() : reading.Tally;
        var all = new List<Found>();
        foreach (var found in reading.Format is null ? reader.Read(file, options, cancellation) : reading.Read(cancellation))
        {
            if (reading.Format is null)
            {
                tally.Add(found);
            }

            all.Add(found);
        }

        new SmsBackupRestore.Backup.Reading(reader, tally, all).AddsUp();
        Assert.True(tally.First is null || tally.First <= tally.Last);
        foreach (var problem in tally.Problems)
        {
            Assert.NotEmpty(problem.Note.Sentence(s_words));
        }

        foreach (var record in all.OfType<FoundRecord>())
        {
            Assert.True(record.Raw.Length <= options.MaxRaw + 200);
            if (record is FoundSkipped skipped)
            {
                Assert.NotEmpty(skipped.Reason.Sentence(s_words));
            }
            else if (record is FoundItem item)
            {
                Look(reader, file, item, options);
            }
        }
    }

    private static void Look(ExportFormat format, ExportFile file, FoundItem item, ReadOptions options)
    {
        Assert.True(item.Text.Length <= options.MaxText);
        Assert.DoesNotContain(item.Text, c => c == '\0' || char.IsControl(c) && c is not ('\n' or '\t'));
        Assert.All(item.Notes, note => Assert.NotEmpty(note.Sentence(s_words)));
        foreach (var attachment in item.Attachments.Take(3).Where(one => one.Size < 1 << 20))
        {
            using var content = format.OpenAttachment(file, attachment);
            Assert.Equal(attachment.Sha256, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }

    private static List<(string Name, byte[] Content)> Files(ExportFormat format)
    {
        // Small ones first and more often: the time goes into many mutations, not into long files.
        var most = s_rounds > Usual ? 300_000 : 12_000;
        if (format == s_rewritten)
        {
            return SavedAgain();
        }

        var all = ImportSamples.All.Where(one => ExportFormats.Recognise(one.Content)?.Id == format.Id).ToList();
        if (Fixtures.Folder is not null)
        {
            all.AddRange(Directory.GetFiles(Fixtures.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(path => new FileInfo(path).Length is > 0 and var length && length <= most)
                .Select(path => (Path.GetRelativePath(Fixtures.Folder, path), File.ReadAllBytes(path))).Where(one => ExportFormats.Recognise(one.Item2)?.Id == format.Id));
        }

        return all;
    }

    private static List<(string Name, byte[] Content)> SavedAgain()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var all = new List<(string Name, byte[] Content)>();
        foreach (var (name, content) in ImportSamples.All.Where(one => !one.Content.AsSpan().Contains((byte)0) && Utf8.IsValid(one.Content)))
        {
            var text = strict.GetString(content).TrimStart('\uFEFF');
            all.Add((name + " (UTF-16)", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]));
            all.Add((name + " (UTF-16, highest byte first)", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(text)]));
            all.Add((name + " (CR)", strict.GetBytes(text.ReplaceLineEndings("\r"))));
        }

        all.RemoveAll(one => ExportFormats.Recognise(one.Content)?.Id != s_rewritten.Id);
        Assert.True(all.Count > 20, "Hardly a file was known again.");
        return all;
    }

    private static ReadOptions Options(int round) => (round % 4) switch
    {
        0 => ReadOptions.Default,
        1 => new ReadOptions { Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"], Me = ["Ann", "ann@example.com"], Country = "US" },
        2 => new ReadOptions { DateOrder = DateOrder.Dmy, MaxText = 40, MaxRaw = 60, MaxRecords = 3 },
        _ => new ReadOptions { DateOrder = DateOrder.Mdy, Me = ["+15550000001"], OwnNumbers = ["+15550000001"], Zone = DateTimeZoneProviders.Tzdb["America/New_York"] },
    };

    // The same in every process, other than string's own.
    private static int HashCode(string id, int round) => id.Aggregate((s_seed * 1_000_003) + round, (sum, c) => unchecked((sum * 31) + c));

    private static int Number(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : usual;
}

/// <summary>Damage of many kinds: of bytes, of lengths, of structure, and with the words that readers trip over.</summary>
internal static class Mutation
{
    private static readonly byte[][] s_tokens =
    [
        "<"u8.ToArray(), ">"u8.ToArray(), "\""u8.ToArray(), "'"u8.ToArray(), "&#0;"u8.ToArray(), "&#55357;"u8.ToArray(), "&amp"u8.ToArray(), "]]>"u8.ToArray(), "<![CDATA["u8.ToArray(), "<!--"u8.ToArray(), "-->"u8.ToArray(),
        "<!DOCTYPE x [<!ENTITY a 'b'>]>"u8.ToArray(), "{"u8.ToArray(), "}"u8.ToArray(), "["u8.ToArray(), "]"u8.ToArray(), ","u8.ToArray(), ":"u8.ToArray(), "\\"u8.ToArray(), "\\ud83d"u8.ToArray(), "\\u0000"u8.ToArray(), "null"u8.ToArray(), "-1"u8.ToArray(), "0"u8.ToArray(),
        "1e999"u8.ToArray(), "99999999999999999999"u8.ToArray(), "-9223372036854775808"u8.ToArray(), "2147483648"u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), "\r\n\r\n"u8.ToArray(), "\n\nFrom x Mon Jan  6 04:49:45 2020\n"u8.ToArray(), "\t"u8.ToArray(), "\0"u8.ToArray(),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0x8E], [0xF0, 0x9F, 0x98], [0x7F], [0x85],
        "--b1"u8.ToArray(), "--b1--"u8.ToArray(), "=?utf-8?B?"u8.ToArray(), "?="u8.ToArray(), "*0*=x''%"u8.ToArray(), "boundary=\"\""u8.ToArray(), "Content-Type: multipart/mixed; boundary=b1\n"u8.ToArray(), "Content-Transfer-Encoding: base64\n"u8.ToArray(), "begin 644 x\n"u8.ToArray(),
        "BEGIN:VEVENT\n"u8.ToArray(), "END:VCALENDAR\n"u8.ToArray(), "TZID="u8.ToArray(), "</div>"u8.ToArray(), "<div class=\"message\">"u8.ToArray(), "<script>"u8.ToArray(), "</smses>"u8.ToArray(), "<sms "u8.ToArray(), "/>"u8.ToArray(), "=1+1"u8.ToArray(), ";;;;"u8.ToArray(),
        "\n[13/03/24, 10:00:00] Bob: "u8.ToArray(), "\nMay 17, 2022  5:29:42 PM\nMe\n"u8.ToArray(),
    ];

    public static byte[] Of(byte[] file, byte[] other, Random random)
    {
        var bytes = new List<byte>(file);
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            One(bytes, other, random);
        }

        return [.. bytes];
    }

    private static void One(List<byte> bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, random.Next(4) == 0 ? 2_000 : 24), bytes.Count - at);
        switch (random.Next(11))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.InsertRange(at, s_tokens[random.Next(s_tokens.Length)]);
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 6:
                var from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(400))]);
                break;
            case 7:
                // A length or a pointer in a binary file.
                byte[] number = random.Next(5) switch { 0 => [0xFF, 0xFF, 0xFF, 0xFF], 1 => [0, 0, 0, 0], 2 => [0x7F, 0xFF, 0xFF, 0xFF], 3 => [0x80, 0, 0, 0], _ => [0, 0, 0, (byte)random.Next(20)] };
                for (var i = 0; i < number.Length && at + i < bytes.Count; i++)
                {
                    bytes[at + i] = number[i];
                }

                break;
            case 8:
                // Much of the same.
                bytes.InsertRange(at, Enumerable.Repeat(s_tokens[random.Next(s_tokens.Length)], random.Next(1, 300)).SelectMany(one => one));
                break;
            case 9:
                // Digits that say something else.
                for (var i = at; i < bytes.Count; i++)
                {
                    if (char.IsAsciiDigit((char)bytes[i]))
                    {
                        bytes[i] = (byte)('0' + random.Next(10));
                        break;
                    }
                }

                break;
            default:
                for (var i = 0; i < length; i++)
                {
                    bytes[at + i] = (byte)random.Next(256);
                }

                break;
        }
    }
}
