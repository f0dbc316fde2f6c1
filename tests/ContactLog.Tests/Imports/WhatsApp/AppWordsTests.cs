using System.Text;
using ContactLog.Imports.WhatsApp;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Imports.WhatsApp;

/// <summary>The files of words can be changed by whoever knows the language; what would break the reader, or give one wording two meanings, shows here.</summary>
public sealed class AppWordsTests
{
    private static readonly Phrase[] s_lines = [Phrase.LeftOut, Phrase.ViewOnce, Phrase.Deleted, Phrase.DeletedByExporter, Phrase.Waiting, Phrase.MissedCall, Phrase.Call, Phrase.BareCall, Phrase.NoAnswer];

    public static TheoryData<string> Languages => [.. Directory.GetFiles(Repository.Path("src", "ContactLog.Imports", "WhatsApp", "Words"), "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_heading_has_words() =>
        Assert.All(Enum.GetValues<Phrase>().Except([Phrase.None, Phrase.Null]), phrase => Assert.NotEmpty(AppWords.Under(phrase)));

    [Theory, MemberData(nameof(Languages))]
    public void Every_word_of_a_language_is_read_for_what_it_is(string language)
    {
        var name = Path.Combine(Repository.Path("src", "ContactLog.Imports", "WhatsApp", "Words"), language);
        var all = AppWords.Read(language, File.OpenRead(name)).ToList();
        Assert.NotEmpty(all);
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, one =>
        {
            Assert.Contains(one.Words, AppWords.Under(one.Phrase));
            Assert.True(Means(one.Phrase, one.Words), $"[{one.Phrase}] {one.Words}");
        });
    }

    // A sentence after a notice is looked for behind the last stop.
    [Fact]
    public void No_sentence_after_another_has_a_stop_in_it() =>
        Assert.All(AppWords.Under(Phrase.AfterNotice), words => Assert.Equal(-1, words.TrimEnd('.', '。', '।').IndexOfAny(['.', '。', '।'])));

    // Without words around it a place would take any text for a line of the app, and hide it.
    [Fact]
    public void No_sentence_is_only_a_name() =>
        Assert.All(AppWords.Under(Phrase.Notice), words => Assert.Contains(words, char.IsLetter));

    [Theory]
    [InlineData("words without a heading\n[deleted]\ngone", 1)]
    [InlineData("# a comment\n[deletd]\ngone", 3)]
    public void Words_under_no_known_heading_are_refused_with_their_line(string file, int line)
    {
        var error = Assert.Throws<InvalidDataException>(() => AppWords.Read("xx.txt", new MemoryStream(Encoding.UTF8.GetBytes(file))).ToList());
        Assert.Contains($"xx.txt, line {line}:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_empty_lines_and_the_spaces_of_a_heading_do_not_matter() =>
        Assert.Equal([(Phrase.LeftOut, "a b"), (Phrase.LeftOut, "c # d")], AppWords.Read("xx.txt", new MemoryStream("# x\n\n[Left Out]\n  a b\r\n# y\nc # d\n"u8.ToArray())));

    private static bool Means(Phrase phrase, string words) => phrase switch
    {
        Phrase.Attached => Phrases.Is(Phrases.Attached, words),
        Phrase.FileAttached => Phrases.Is(Phrases.FileAttached, words),
        Phrase.Edited => Phrases.Is(Phrases.Edited, words),
        Phrase.Notice => Notices.IsNotice(words.Replace("*", "bob", StringComparison.Ordinal), name => name == "bob"),
        Phrase.AfterNotice => Notices.IsNotice("Bob left. " + words.Replace("#", "24", StringComparison.Ordinal), name => name == "bob"),
        Phrase.Disappearing => Notices.IsAboutDisappearing(words),
        Phrase.Morning => DayParts.Read(words) == DayPart.Morning,
        Phrase.Afternoon => DayParts.Read(words) == DayPart.Afternoon,
        Phrase.Noon => DayParts.Read(words) == DayPart.Noon,
        Phrase.Evening => DayParts.Read(words) == DayPart.Evening,
        Phrase.BesideTime => DayParts.Read(words) == DayPart.None,
        _ when Array.IndexOf(s_lines, phrase) >= 0 => Phrases.Of(words) == phrase,
        _ => words.Length > 0,
    };
}
