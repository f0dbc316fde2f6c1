using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Xml;
using ContactLog.Imports;

namespace ContactLog.Benchmarks;

/// <summary>
/// Reading a made export from its first byte to its last, as a preview does: recognised, read, counted, every attachment hashed. The yardstick is the least that
/// any reader would have to do with the same file, in the same run: a bare XmlReader, or reading it line by line. Both are run as often, in turn, and of each the quickest counts:
/// what else the machine does can only make them slower.
/// </summary>
internal static class ImportBenchmark
{
    private const int Runs = 5;

    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "sms-backup-restore, mbox or whatsapp.", Required = true };
        format.AcceptOnlyFromAmong([.. MadeExports.All.Keys]);
        var size = new Option<int?>("--size") { Description = "MiB of the file, for whatsapp thousands of lines; 300, 1024 and 200 unless given." };
        var keep = new Option<string?>("--keep") { Description = "A file to read instead of a made one." };
        var command = new Command("import", "Reads an export; ratio is to the yardstick, cpuRatio the same by processor time, peakMb the most the process held while reading.") { format, size, keep };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(format)!, parsed.GetValue(size), parsed.GetValue(keep)));
        return command;
    }

    private static async Task RunAsync(string format, int? size, string? file)
    {
        var folder = Directory.CreateTempSubdirectory("contactlog-benchmark-");
        try
        {
            var (usual, make, yardstick) = MadeExports.All[format];
            if (file is null)
            {
                file = Path.Combine(folder.FullName, "export");
                await using var to = File.Create(file);
                make(to, size ?? usual);
            }

            // What is loaded once is loaded, and the file is in the system's cache for both.
            var small = Path.Combine(folder.FullName, "small");
            await using (var to = File.Create(small))
            {
                make(to, 1);
            }

            Read(small, format);
            yardstick(small);
            yardstick(file);
            var (ours, theirs) = (new List<Measured>(), new List<double>());
            var (cpu, theirCpu) = (new List<double>(), new List<double>());
            Tally? tally = null;
            for (var run = 0; run < Runs; run++)
            {
                ours.Add(await Measured.RunAsync(() =>
                {
                    cpu.Add(Cpu(() => tally = Read(file, format)));
                    return Task.CompletedTask;
                }));
                var watch = Stopwatch.StartNew();
                theirCpu.Add(Cpu(() => yardstick(file)));
                theirs.Add(watch.Elapsed.TotalSeconds);
            }

            var seconds = ours.Min(one => one.Seconds);
            var bare = theirs.Min();
            Measured.Print("import",
                ("format", format),
                ("mb", new FileInfo(file).Length / 1048576.0),
                ("records", tally!.Records),
                ("skipped", tally.Skipped.Count),
                ("seconds", seconds),
                ("yardstickSeconds", bare),
                ("ratio", seconds / bare),
                ("cpuRatio", cpu.Min() / theirCpu.Min()),
                ("peakMb", ours.Max(one => one.PeakMb)),
                ("beforeMb", ours[0].BeforeMb));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // On a machine that does other things too, the time of the processor tells more than that on the wall.
    private static double Cpu(Action job)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        job();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static Tally Read(string path, string format)
    {
        var reading = ExportReading.Open(new ExportFile(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan)));
        return reading.Format?.Id == format ? reading.ReadTally() : throw new InvalidOperationException($"Read as {reading.FormatId}.");
    }
}

/// <summary>Exports of any size, alike each time: messages of usual length, now and then a picture.</summary>
internal static class MadeExports
{
    private const int Mb = 1 << 20;
    private static readonly string[] s_words = ["where", "are", "you", "I", "know", "you", "are", "home", "answer", "me", "please", "call", "now", "it's", "late", "why", "don't", "you", "😀", "schön"];

    public static Dictionary<string, (int Usual, Action<Stream, int> Make, Action<string> Yardstick)> All { get; } = new(StringComparer.Ordinal)
    {
        ["sms-backup-restore"] = (300, Sms, path =>
        {
            using var xml = XmlReader.Create(path, new XmlReaderSettings { CheckCharacters = false });
            while (xml.Read())
            {
            }
        }
        ),
        ["mbox"] = (1024, Mbox, Lines),
        ["whatsapp"] = (200, WhatsApp, Lines),
    };

    private static void Lines(string path)
    {
        using var lines = new StreamReader(path);
        while (lines.ReadLine() is not null)
        {
        }
    }

    private static void Sms(Stream to, int mb)
    {
        var random = new Random(7);
        using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        text.Write("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"0\" backup_date=\"1721556032311\">\n");
        for (long i = 0, written = 0; written < (long)mb * Mb; i++)
        {
            var date = 1512226167463 + (i * 61_000);
            var record = i % 50 == 49
                ? FormattableString.Invariant($"  <mms date=\"{date}\" msg_box=\"1\" m_type=\"132\" address=\"+1555000{i % 40:0000}\" date_sent=\"{date / 1000}\" sub=\"null\" contact_name=\"Contact {i % 40}\"><parts><part seq=\"0\" ct=\"text/plain\" text=\"{Words(random)}\" /><part seq=\"1\" ct=\"image/jpeg\" cl=\"p{i}.jpg\" data=\"{Base64(random, 15_000)}\" /></parts><addrs><addr address=\"+1555000{i % 40:0000}\" type=\"137\" charset=\"106\" /></addrs></mms>\n")
                : FormattableString.Invariant($"  <sms protocol=\"0\" address=\"+1555000{i % 40:0000}\" date=\"{date}\" type=\"{1 + (i % 3 == 0 ? 1 : 0)}\" subject=\"null\" body=\"{Words(random)}\" toa=\"null\" sc_toa=\"null\" service_center=\"null\" read=\"1\" status=\"-1\" locked=\"0\" date_sent=\"{date - 900}\" sub_id=\"1\" readable_date=\"{DateTime.UnixEpoch.AddMilliseconds(date).AddHours(-5):MMM d, yyyy h:mm:ss tt}\" contact_name=\"Contact {i % 40}\" />\n");
            text.Write(record);
            written += record.Length;
        }

        text.Write("</smses>\n");
    }

    private static void Mbox(Stream to, int mb)
    {
        var random = new Random(7);
        using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        for (long i = 0, written = 0; written < (long)mb * Mb; i++)
        {
            var body = string.Join("\r\n", Enumerable.Range(0, 12).Select(_ => Words(random)));
            var mail = $"From {1457861861978585811 + i}@xxx Mon Jan 06 04:49:45 +0000 2020\r\nX-GM-THRID: {i}\r\nX-Gmail-Labels: Inbox,Unread\r\nReceived: by 2002:a05:6602:1 with SMTP id {i}; Mon, 6 Jan 2020 04:49:{i % 60:00} -0800 (PST)\r\nReceived: from mail.example.org by mx.example.com; Mon, 6 Jan 2020 04:49:40 -0800\r\nDKIM-Signature: v=1; a=rsa-sha256; d=example.org;\r\n h=from:to; b={Base64(random, 120)}\r\nFrom: Person {i % 40} <p{i % 40}@example.org>\r\nTo: ann@example.com\r\nSubject: =?UTF-8?B?aGVsbG8=?= {i}\r\nDate: Mon, 6 Jan 2020 05:49:40 +0100\r\nMessage-ID: <{i}@example.org>\r\n"
                + (i % 10 == 9
                    ? $"Content-Type: multipart/mixed; boundary=\"b{i}\"\r\n\r\n--b{i}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n--b{i}\r\nContent-Type: image/jpeg; name=\"p.jpg\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Folded(Base64(random, 90_000))}\r\n--b{i}--\r\n\r\n"
                    : $"Content-Type: multipart/alternative; boundary=\"b{i}\"\r\n\r\n--b{i}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n--b{i}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>{body.Replace("\r\n", "<br>\r\n", StringComparison.Ordinal)}</p></body></html>\r\n--b{i}--\r\n\r\n");
            text.Write(mail);
            written += mail.Length;
        }
    }

    private static void WhatsApp(Stream to, int thousands)
    {
        var random = new Random(7);
        using var text = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        var at = new DateTime(2024, 1, 13, 8, 0, 0, DateTimeKind.Unspecified);
        for (var i = 0; i < thousands * 1000; i++)
        {
            at = at.AddMinutes(random.Next(0, 9));
            text.Write(i % 40 == 39
                ? Words(random) + "\n"
                : FormattableString.Invariant($"{at:dd/MM/yyyy}, {at:HH:mm} - {(i % 3 == 0 ? "Ann" : "Bob Example")}: {(i % 60 == 7 ? "<Media omitted>" : Words(random))}\n"));
        }
    }

    private static string Words(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(3, 14)).Select(_ => s_words[random.Next(s_words.Length)]));

    private static string Base64(Random random, int bytes)
    {
        var content = new byte[bytes];
        random.NextBytes(content);
        return Convert.ToBase64String(content);
    }

    private static string Folded(string base64)
    {
        var lines = new StringBuilder(base64.Length + (base64.Length / 38));
        for (var i = 0; i < base64.Length; i += 76)
        {
            lines.Append(base64, i, Math.Min(76, base64.Length - i)).Append("\r\n");
        }

        return lines.ToString();
    }
}
