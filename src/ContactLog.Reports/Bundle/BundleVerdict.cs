using System.Globalization;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;

namespace ContactLog.Reports.Bundle;

/// <summary>Something that a check of a bundle found, good or bad: a sentence by its key, and what stands in its places.</summary>
/// <param name="Key">In the area <c>bundle</c> of the words.</param>
/// <param name="Values">Numbers, paths in the bundle, hashes, times in UTC. What came out of the bundle is made visible before.</param>
public sealed record BundleFinding(string Key, params object[] Values)
{
    private static readonly Words s_neutral = new(new WordCatalogue(typeof(BundleFinding).Assembly), CultureInfo.InvariantCulture);

    /// <summary>The sentence in a language.</summary>
    public string Sentence(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words[Key, Values];
    }

    /// <summary>The sentence as the command line says it.</summary>
    public override string ToString() => Sentence(s_neutral);
}

/// <summary>What a check of a bundle found.</summary>
/// <param name="Wrong">The first thing that is wrong; it names the place. Null when nothing is.</param>
/// <param name="Found">What was checked.</param>
public sealed record BundleVerdict(BundleFinding? Wrong, IReadOnlyList<BundleFinding> Found)
{
    /// <summary>True when nothing that was compared differs. All of it can still be made anew by whoever holds it.</summary>
    public bool IsWhole => Wrong is null;

    /// <summary>True when it was given up as too large for this check: nothing was found wrong with it.</summary>
    public bool IsTooMuch => Wrong?.Key == "bundle.too-much";

    /// <summary>What is wrong, as the command line says it.</summary>
    public string? Problem => Wrong?.ToString();

    /// <summary>What was checked, as the command line says it.</summary>
    public IEnumerable<string> Facts => Found.Select(one => one.ToString());

    /// <summary>What each hash in the bundle stands for: files by their path, also file entries that are named in the record and left out. For comparing with hashes that were printed.</summary>
    public IReadOnlyDictionary<Digest, string> Hashes { get; init; } = new Dictionary<Digest, string>();

    /// <summary>The hash of the last entry: what to compare with one from elsewhere. Null when it was not found whole.</summary>
    public Digest? Head { get; init; }

    /// <summary>The roots that its time stamps lead to: name, and the SHA-256 that the authority publishes.</summary>
    public IReadOnlyList<(string Name, string Fingerprint)> Roots { get; init; } = [];
}

/// <summary>Something in a bundle is wrong.</summary>
internal sealed class BundleWrongException(string key, params object[] values) : Exception
{
    /// <summary>What, and where.</summary>
    public BundleFinding Finding { get; } = new(key, values);
}
