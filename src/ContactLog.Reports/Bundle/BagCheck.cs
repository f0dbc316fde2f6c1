using System.Globalization;
using System.Text;

namespace ContactLog.Reports.Bundle;

/// <summary>The part of the check that compares files with manifests (BagIt): each file as it comes, and at the end that none is missing.</summary>
internal sealed class BagCheck
{
    private const string Manifest = "manifest-sha256.txt";
    private readonly Dictionary<string, ReadPart> _tags = new(StringComparer.Ordinal);
    private List<(string Name, string Hash)> _sha256 = [];
    private Dictionary<string, string> _sha512 = [];
    private int _next;
    private long _bytes;

    /// <summary>How many payload files matched.</summary>
    public int Count => _next;

    /// <summary>How many bytes the payload files that matched have.</summary>
    public long Bytes => _bytes;

    /// <summary>The text of bag-info.txt.</summary>
    public string Info => Text("bag-info.txt");

    /// <summary>The bytes of a file about the bundle that is looked at to the end.</summary>
    public ReadOnlySpan<byte> Kept(string name) => _tags.GetValueOrDefault(name)?.Bytes ?? throw new BundleWrongException("bundle.wrong.missing", name);

    /// <summary>Takes a file about the bundle.</summary>
    public void Tag(string name, ReadPart read) => _tags.Add(name, read);

    /// <summary>Checks the files about the bundle, and readies the manifests for the payload.</summary>
    public void Begin()
    {
        if (Text("bagit.txt") != "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        {
            throw new BundleWrongException("bundle.wrong.bagit");
        }

        const string own = "tagmanifest-sha256.txt";
        var listed = Lines(own);
        foreach (var (name, hash) in listed)
        {
            if (!_tags.TryGetValue(name, out var tag))
            {
                throw new BundleWrongException("bundle.wrong.listed", Printable(name), own);
            }

            if (tag.Sha256 != hash)
            {
                throw new BundleWrongException("bundle.wrong.hash", name, own);
            }
        }

        if (_tags.Keys.FirstOrDefault(name => name != own && !listed.Any(line => line.Name == name)) is { } unlisted)
        {
            throw new BundleWrongException("bundle.wrong.unlisted", unlisted, own);
        }

        _sha256 = Lines(Manifest);
        _sha256.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        _sha512 = Lines("manifest-sha512.txt").ToDictionary(line => line.Name, line => line.Hash, StringComparer.Ordinal);
        if (_sha512.Keys.FirstOrDefault(name => _sha256.BinarySearch((name, ""), s_byName) < 0) is { } more)
        {
            throw new BundleWrongException("bundle.wrong.one-manifest", Printable(more));
        }

        // Everything that is needed of them was taken; the manifests of a large record are the largest thing here.
        foreach (var name in _tags.Keys.Where(name => name is not ("bag-info.txt" or "VERIFY.txt" or "CERTIFICATION_FACTS.txt")).ToList())
        {
            _tags[name] = _tags[name] with { Bytes = null };
        }
    }

    /// <summary>Sees that a payload file is the next one: they come in byte order, so a missing or added one shows at once.</summary>
    public void Expect(string name)
    {
        if (_next < _sha256.Count && string.CompareOrdinal(_sha256[_next].Name, name) < 0)
        {
            throw new BundleWrongException("bundle.wrong.listed", Printable(_sha256[_next].Name), Manifest);
        }

        if (_next >= _sha256.Count || _sha256[_next].Name != name)
        {
            throw _sha256.BinarySearch((name, ""), s_byName) >= 0
                ? new BundleWrongException("bundle.wrong.moved", name)
                : new BundleWrongException("bundle.wrong.unlisted", name, Manifest);
        }
    }

    /// <summary>Compares a payload file with both manifests.</summary>
    public void Check(string name, ReadPart read)
    {
        if (_sha256[_next].Hash != read.Sha256)
        {
            throw new BundleWrongException("bundle.wrong.hash", name, Manifest);
        }

        if (_sha512.GetValueOrDefault(name) != read.Sha512)
        {
            throw new BundleWrongException("bundle.wrong.hash-512", name);
        }

        _next++;
        _bytes += read.Part.Size;
    }

    /// <summary>Sees that nothing is missing at the end.</summary>
    public void End()
    {
        if (_next < _sha256.Count)
        {
            throw new BundleWrongException("bundle.wrong.listed", Printable(_sha256[_next].Name), Manifest);
        }

        if (!Info.Contains(string.Create(CultureInfo.InvariantCulture, $"Payload-Oxum: {_bytes}.{_next}\n"), StringComparison.Ordinal))
        {
            throw new BundleWrongException("bundle.wrong.oxum");
        }
    }

    /// <summary>A text of a bundle as it may be shown: printable ASCII, not too long.</summary>
    public static string Printable(string text) => string.Concat(text.Take(200).Select(c => c is >= ' ' and <= '~' ? c : '?'));

    private static readonly Comparer<(string Name, string Hash)> s_byName = Comparer<(string Name, string Hash)>.Create((one, other) => string.CompareOrdinal(one.Name, other.Name));

    private string Text(string name) => Encoding.UTF8.GetString(_tags[name].Bytes!);

    private List<(string Name, string Hash)> Lines(string manifest)
    {
        var text = Text(manifest);
        if (!text.EndsWith('\n'))
        {
            throw new BundleWrongException("bundle.wrong.last-line", manifest);
        }

        var lines = new List<(string Name, string Hash)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text[..^1].Split('\n'))
        {
            var gap = line.IndexOf("  ", StringComparison.Ordinal);
            var name = gap <= 0 ? "" : line[(gap + 2)..];
            if (name.Length == 0 || !names.Add(name))
            {
                throw new BundleWrongException("bundle.wrong.line", manifest, Printable(line));
            }

            lines.Add((name, line[..gap]));
        }

        return lines;
    }
}
