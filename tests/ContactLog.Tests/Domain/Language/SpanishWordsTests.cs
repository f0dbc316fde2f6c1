using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using ContactLog.Domain.Language;

namespace ContactLog.Tests.Domain.Language;

/// <summary>
/// A report in Spanish must not lapse into English in the middle of a page: every area that a report draws its words from is whole.
/// A new key of one of these areas needs its line in <c>Words/&lt;area&gt;.es.resx</c>.
/// </summary>
public sealed partial class SpanishWordsTests
{
    private static readonly string[] s_areas = ["report", "reportpage", "reportparts", "seal", "redaction", "court", "pattern", "fields", "responses"];

    private static readonly Dictionary<string, ResourceManager> s_managers = new[] { Assembly.Load("ContactLog.Reports"), typeof(Words).Assembly }
        .SelectMany(assembly => assembly.GetManifestResourceNames().Where(name => name.EndsWith(".resources", StringComparison.Ordinal))
            .Select(name => new ResourceManager(name[..^".resources".Length], assembly)))
        .ToDictionary(manager => manager.BaseName[(manager.BaseName.LastIndexOf('.') + 1)..], StringComparer.Ordinal);

    public static TheoryData<string> Areas => [.. s_areas];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_key_has_its_words_and_the_same_places(string area)
    {
        var (english, spanish) = (Read(area, CultureInfo.InvariantCulture), Read(area, CultureInfo.GetCultureInfo("es")));
        Assert.Empty(spanish.Keys.Except(english.Keys, StringComparer.Ordinal));
        // Hints are help beside a form; no report prints one.
        Assert.Empty(english.Keys.Where(key => !key.EndsWith(".hint", StringComparison.Ordinal)).Except(spanish.Keys, StringComparer.Ordinal));
        Assert.Empty(spanish.Where(one => !Places(one.Value).SetEquals(Places(english[one.Key]))).Select(one => one.Key));
    }

    // "hacia las 01:30" is wrong of one o'clock, and of an hour that came twice. One word, the one that a report prints, is right before them all.
    [Fact]
    public void About_is_one_word_on_the_screen_in_the_margin_and_in_a_report()
    {
        var words = Read("fields", CultureInfo.GetCultureInfo("es"));
        Assert.Equal(Read("report", CultureInfo.GetCultureInfo("es"))["report.when.about"], words["fields.show-about"]);
        Assert.Equal(words["fields.show-about"], words["fields.show-margin-about"] + " {0}");
        Assert.DoesNotContain(words.Values, value => value.Contains("hacia las", StringComparison.Ordinal));
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Value)];

    private static Dictionary<string, string> Read(string area, CultureInfo culture) =>
        (s_managers[area].GetResourceSet(culture, createIfNotExists: true, tryParents: false) ?? throw new MissingManifestResourceException(area + " in " + culture.Name))
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
