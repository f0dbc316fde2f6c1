using System.Text;

namespace ContactLog.Imports.WhatsApp;

/// <summary>What words that WhatsApp itself writes say. Each is a heading in the files of <c>Words</c>, where it stands with spaces: <c>[left out]</c>.</summary>
internal enum Phrase
{
    /// <summary>Not one of them.</summary>
    None,

    /// <summary>A line: a picture or file that the export left out.</summary>
    LeftOut,

    /// <summary>A line: something that could be looked at once.</summary>
    ViewOnce,

    /// <summary>A line: deleted.</summary>
    Deleted,

    /// <summary>A line: deleted by whoever made the export.</summary>
    DeletedByExporter,

    /// <summary>A line: it had not arrived yet.</summary>
    Waiting,

    /// <summary>A line, or what it begins with: a call nobody took.</summary>
    MissedCall,

    /// <summary>A line, or what it begins with: a call.</summary>
    Call,

    /// <summary>A call by a word so plain that people type it too.</summary>
    BareCall,

    /// <summary>Beside a call: nobody took it.</summary>
    NoAnswer,

    /// <summary>The word null, by which some versions write a thing they cannot export. It is of no language.</summary>
    Null,

    /// <summary>The words of <c>&lt;attached: name&gt;</c>, iPhone.</summary>
    Attached,

    /// <summary>The words of <c>name (file attached)</c>, Android.</summary>
    FileAttached,

    /// <summary>The words of the mark at the end of an edited message.</summary>
    Edited,

    /// <summary>A whole sentence; a star is a name, a number or the name of a group.</summary>
    Notice,

    /// <summary>A sentence that may follow a notice; # is a number of hours or days.</summary>
    AfterNotice,

    /// <summary>In every sentence about messages that disappear, and in no other.</summary>
    Disappearing,

    /// <summary>Beside a time: before noon.</summary>
    Morning,

    /// <summary>Beside a time: after noon.</summary>
    Afternoon,

    /// <summary>Beside a time: about noon.</summary>
    Noon,

    /// <summary>Beside a time: evening.</summary>
    Evening,

    /// <summary>Beside a time: says nothing about the hour.</summary>
    BesideTime,

    /// <summary>Between a call and its time.</summary>
    BeforeTime,

    /// <summary>How words for hours begin.</summary>
    Hours,

    /// <summary>How words for minutes begin.</summary>
    Minutes,

    /// <summary>How words for seconds begin.</summary>
    Seconds,
}

/// <summary>The words that WhatsApp itself writes, from the files of <c>Words</c>, a language each; the README beside them says how these are written.</summary>
internal static class AppWords
{
    private const string Folder = "whatsapp/";
    private static readonly ILookup<Phrase, string> s_words = Load();

    /// <summary>The words under one heading, in all languages, as they stand in the files.</summary>
    public static IEnumerable<string> Under(Phrase phrase) => s_words[phrase];

    private static ILookup<Phrase, string> Load()
    {
        var assembly = typeof(AppWords).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .SelectMany(name => Read(name, assembly.GetManifestResourceStream(name)!)).ToLookup(one => one.Phrase, one => one.Words);
    }

    /// <summary>Reads one file of words.</summary>
    /// <exception cref="InvalidDataException">A heading that is none, or words above the first one.</exception>
    internal static IEnumerable<(Phrase Phrase, string Words)> Read(string name, Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var phrase = Phrase.None;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            switch (line.Trim())
            {
                case "" or ['#', ..]:
                    break;
                case ['[', .. var heading, ']']:
                    phrase = Enum.TryParse<Phrase>(heading.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var known) ? known : Phrase.None;
                    break;
                case var words:
                    yield return phrase > Phrase.None ? (phrase, words) : throw new InvalidDataException($"{name}, line {number}: stands under no heading that is known.");
                    break;
            }
        }
    }
}
