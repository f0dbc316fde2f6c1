using System.Globalization;
using System.Reflection;
using System.Resources;

namespace ContactLog.Domain.Language;

/// <summary>
/// Every word the program shows, by key, in one language. A key names its area first
/// (<c>home.title</c> is in the area <c>home</c>); an area is one resource file,
/// <c>Words/&lt;area&gt;.resx</c>, in any assembly the catalogue was given.
/// </summary>
public sealed class Words(WordCatalogue catalogue, CultureInfo culture)
{
    /// <summary>The language in which these words are, and by whose rules numbers and dates are set.</summary>
    public CultureInfo Culture => culture;

    /// <summary>The text for a key.</summary>
    /// <exception cref="MissingWordException">No area holds the key. Thrown rather than shown: a raw key on her screen helps nobody, and a test reads every key.</exception>
    public string this[string key] => Find(key) ?? throw new MissingWordException(key);

    /// <summary>The text for a key with its places ({0}, {1} …) filled in.</summary>
    /// <exception cref="MissingWordException">No area holds the key.</exception>
    public string this[string key, params object?[] values] => string.Format(culture, this[key], values);

    /// <summary>The text for a key, or null when there is none.</summary>
    public string? Find(string key) => catalogue.Find(key, culture);

    /// <summary>
    /// The text for a number of things: <c>key.one</c> for exactly one, otherwise <c>key.other</c>.
    /// Place {0} is the number; further places follow from {1}.
    /// </summary>
    /// <exception cref="MissingWordException">The form that is needed is missing.</exception>
    public string Count(string key, long number, params object?[] values) =>
        this[key + (number == 1 ? ".one" : ".other"), [number.ToString("N0", culture), .. values]];
}

/// <summary>The areas of words that a program is made of, found in its assemblies.</summary>
public sealed class WordCatalogue
{
    private readonly Dictionary<string, ResourceManager> _areas = new(StringComparer.Ordinal);

    /// <summary>Gathers the areas of the assemblies: every embedded <c>*.Words.&lt;area&gt;.resources</c>.</summary>
    /// <exception cref="InvalidOperationException">Two assemblies hold the same area.</exception>
    public WordCatalogue(params Assembly[] assemblies)
    {
        const string marker = ".Words.";
        const string ending = ".resources";
        foreach (var assembly in assemblies.Distinct())
        {
            foreach (var name in assembly.GetManifestResourceNames())
            {
                var at = name.IndexOf(marker, StringComparison.Ordinal);
                if (at < 0 || !name.EndsWith(ending, StringComparison.Ordinal))
                {
                    continue;
                }

                var area = name[(at + marker.Length)..^ending.Length];
                if (!_areas.TryAdd(area, new ResourceManager(name[..^ending.Length], assembly)))
                {
                    throw new InvalidOperationException($"The area of words '{area}' is in more than one assembly.");
                }
            }
        }
    }

    /// <summary>The names of the areas.</summary>
    public IReadOnlyCollection<string> Areas => _areas.Keys;

    /// <summary>Every key of the neutral language.</summary>
    public IEnumerable<string> Keys => _areas.Values.SelectMany(
        area => area.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key));

    internal string? Find(string key, CultureInfo culture)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _areas.TryGetValue(key[..dot], out var area) ? area.GetString(key, culture) : null;
    }
}

/// <summary>A key that no area of words holds: a defect of the program.</summary>
public sealed class MissingWordException(string key) : Exception($"There are no words for '{key}'.");
