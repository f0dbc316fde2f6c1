using System.Text;
using ContactLog.Imports;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Tests.Imports;

/// <summary>Made files, alone or with others beside them, and what reading them gave.</summary>
internal static class Reads
{
    public static SmsBackupRestore.Backup.Reading Text(string text, ReadOptions? options = null) => SmsBackupRestore.Backup.Read(text, options);

    public static SmsBackupRestore.Backup.Reading Bytes(byte[] bytes, ReadOptions? options = null) => SmsBackupRestore.Backup.Read(bytes, options);

    /// <summary>Reads the first of some files that came together.</summary>
    public static (SmsBackupRestore.Backup.Reading Reading, ExportFile File) Together(ReadOptions? options, params (string Name, string Content)[] files)
    {
        List<ExportFile> all = [];
        var folder = new ExportFolder(files.Select(one => new ExportFile(one.Name, () => new MemoryStream(Encoding.UTF8.GetBytes(one.Content)))));
        all.AddRange(files.Select(one => new ExportFile(one.Name, () => new MemoryStream(Encoding.UTF8.GetBytes(one.Content)), folder)));
        return (SmsBackupRestore.Backup.Read(all[0], options), all[0]);
    }

    public static string Content(this ExportFormat format, ExportFile file, FoundAttachment attachment)
    {
        using var reader = new StreamReader(format.OpenAttachment(file, attachment));
        return reader.ReadToEnd();
    }

    public static ReadOptions Me(params string[] names) => new() { Me = names };

    public static ReadOptions In(string zone) => new() { Zone = DateTimeZoneProviders.Tzdb[zone] };

    public static string? WallText(this FoundItem item) => item.Wall is { } wall ? LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Format(wall) : null;

    public static IReadOnlyList<string> NoteWords(this FoundItem item) => [.. item.Notes.Select(note => note.Word)];

    /// <summary>Damages a file in many ways: it always reads, and always adds up.</summary>
    public static void SurvivesDamage(byte[] file, int rounds, int seed, ReadOptions? options = null)
    {
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = file.ToArray();
            for (var hits = random.Next(1, 10); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(4) switch { 0 => (byte)random.Next(256), 1 => (byte)"{}[]\",:<>\n -"[random.Next(12)], 2 => 0, _ => (byte)random.Next(32, 127) };
            }

            var from = random.Next(bytes.Length);
            bytes = random.Next(4) switch
            {
                0 => bytes[..from],
                1 => [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + random.Next(100))..]],
                2 => [.. bytes[..from], .. bytes[(from / 2)..]],
                _ => bytes,
            };
            Bytes(bytes, options).AddsUp();
        }
    }
}
