using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Imports;

namespace ContactLog.Tests.Imports;

public sealed class ReadingWordsTests
{
    private readonly Words _words = new(new WordCatalogue(typeof(ExportFormat).Assembly), CultureInfo.GetCultureInfo("en"));

    [Fact]
    public void Every_state_has_words_and_a_name() =>
        Assert.All(Enum.GetValues<FoundState>(), state => Assert.NotEmpty(_words[FoundWords.Key(state)] + FoundWords.Name(state)));

    private static readonly string[] s_formats =
    [
        "sms-backup-restore", "sms-import-export", "whatsapp", "eml", "mbox", "messenger", "instagram", "google-voice", "telegram",
        "signal", "imessage-exporter", "imessage-db", "photo", "audio", "csv", "xlsx", "ics", "zip",
    ];

    [Fact]
    public void Names_for_machines_stay_what_they_are()
    {
        Assert.Equal(["epoch", "offset", "local", "date-only"], Enum.GetValues<TimeBasis>().Select(FoundWords.Name));
        Assert.Equal(["incoming", "outgoing", "system"], Enum.GetValues<Direction>().Select(FoundWords.Name));
        Assert.Equal(["text", "call", "voicemail", "email", "social", "photo", "in-person", "event", "other"], Enum.GetValues<FoundKind>().Select(FoundWords.Name));
        Assert.Equal(ExportFormats.All.Count, ExportFormats.All.Select(format => format.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ExportFormats.All, format => Assert.Contains(format.Id, s_formats));
    }

    [Fact]
    public void A_counted_sentence_has_one_and_many()
    {
        Assert.Equal("The file says that it holds 1 record. Found: 2,000.", ReadingNote.Counted("reading.count", 1, 2000).Sentence(_words));
        Assert.Equal("The file says that it holds 3,000 records. Found: 2.", ReadingNote.Counted("reading.count", 3000, 2).Sentence(_words));
    }
}
