using System.Text.RegularExpressions;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;

namespace ContactLog.Reports.Bundle;

/// <summary>How much of a bundle may be held and looked at: it may be made to exhaust whoever checks it.</summary>
/// <param name="MaxHeld">Bytes of it that are held at once: lists, entries, tokens. Originals are never held.</param>
/// <param name="MaxFiles">Files in it.</param>
public sealed record BundleLimits(long MaxHeld, int MaxFiles)
{
    /// <summary>Bytes of the whole; a file that says that it goes beyond is not read.</summary>
    public long MaxBytes { get; init; } = long.MaxValue;

    /// <summary>For a program that somebody runs on a machine of her own: more than any record needs.</summary>
    public static BundleLimits Generous { get; } = new(1L << 30, 5_000_000);

    /// <summary>For a page that anybody may use: a record of ten thousand entries needs about half.</summary>
    public static BundleLimits Strict { get; } = new(64L << 20, 200_000);
}

/// <summary>
/// Checks a bundle without any key, reading it once from front to end: container, manifests, chain of entries, field
/// files, originals, outside time stamps. Everything in it may be hostile; nothing in it is trusted before it was checked.
/// </summary>
public sealed partial class BundleVerifier
{
    private const string TagManifest = "tagmanifest-sha256.txt";
    private static readonly string[] s_tags = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt"];
    private static readonly string[] s_more = ["CERTIFICATION_FACTS.txt", "VERIFY.txt", TagManifest];
    private readonly CanonicalZipReader _zip;
    private readonly BundleLimits _limits;
    private readonly BagCheck _bag = new();
    private readonly RecordCheck _record;
    private readonly MadeCheck _made = new();
    private PrintedHead? _printed;
    private readonly List<BundleFinding> _facts = [];
    private readonly Dictionary<Digest, string> _hashes = [];
    private long _held;
    private string _folder = "";

    private BundleVerifier(Stream zip, PinnedRoots? roots, BundleLimits limits)
    {
        _zip = new(zip);
        _limits = limits;
        _record = new(roots);
    }

    /// <summary>Checks a bundle.</summary>
    /// <param name="zip">Read once, from its beginning.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="roots">Where time stamps must lead; null for the roots in the bundle, which are then to be compared with the authority's own.</param>
    /// <param name="limits">How much may be held; null for <see cref="BundleLimits.Generous"/>.</param>
    public static async Task<BundleVerdict> VerifyAsync(Stream zip, CancellationToken cancel, PinnedRoots? roots = null, BundleLimits? limits = null)
    {
        var verifier = new BundleVerifier(zip, roots, limits ?? BundleLimits.Generous);
        BundleFinding? wrong;
        try
        {
            await verifier.RunAsync(cancel);
            wrong = null;
        }
        catch (BundleWrongException found)
        {
            wrong = found.Finding;
        }
        catch (RecordBrokenException broken)
        {
            wrong = new("bundle.wrong.entry", $"data/log/{SealedList.EntryPath(broken.Seq)}", broken.Problem);
        }
        catch (Exception noise) when (noise is InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            // Texts that somebody wrote to break a reader: each was compared with its hash, and together they make no case.
            wrong = new("bundle.wrong.no-case");
        }
        catch (EndOfStreamException)
        {
            wrong = new("bundle.wrong.cut");
        }

        return new(wrong, verifier._facts) { Hashes = verifier._hashes, Head = wrong is null ? verifier._record.Head : null, Roots = verifier._record.Roots };
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        var next = await ReadTagsAsync(cancel);
        _bag.Begin();
        for (; next is not null; next = await NextAsync(cancel))
        {
            var name = next.Name[_folder.Length..];
            _bag.Expect(name);
            var read = await ReadAsync(next, RecordCheck.Wants(name) || MadeCheck.Wants(name), cancel, Look(name));
            _bag.Check(name, read);
            _hashes.TryAdd(Parse(read.Sha256), name);
            _record.Take(name, read);
            _made.Take(name, read);
        }

        _bag.End();
        var record = _record.End(_bag.Info, _facts);
        _made.End(record, _bag, _folder, _facts);
        _facts.Add(_printed is null ? throw new BundleWrongException("bundle.wrong.missing", "data/report.pdf")
            : _printed.IsThere ? new("bundle.fact.report") : throw new BundleWrongException("bundle.wrong.report"));
        foreach (var (hash, path) in _record.FileEntries)
        {
            _hashes.TryAdd(hash, path);
        }

        await _zip.FinishAsync(cancel);
        _facts.Insert(0, new("bundle.fact.files", _bag.Count));
    }

    private async Task<ZipPart?> ReadTagsAsync(CancellationToken cancel)
    {
        ZipPart? next;
        var seen = new List<string>();
        do
        {
            next = await NextAsync(cancel) ?? throw new BundleWrongException("bundle.wrong.missing", TagManifest);
            var name = next.Name[_folder.Length..];
            if (seen.Count < s_tags.Length ? name != s_tags[seen.Count] : name.Contains('/', StringComparison.Ordinal) || seen.Contains(name))
            {
                throw new BundleWrongException("bundle.wrong.missing-or-moved", seen.Count < s_tags.Length ? s_tags[seen.Count] : TagManifest);
            }

            if (seen.Count >= s_tags.Length && !s_more.Contains(name, StringComparer.Ordinal))
            {
                throw new BundleWrongException("bundle.wrong.foreign", name);
            }

            seen.Add(name);
            _bag.Tag(name, await ReadAsync(next, keep: true, cancel));
        }
        while (seen[^1] != TagManifest);
        return await NextAsync(cancel);
    }

    private async Task<ZipPart?> NextAsync(CancellationToken cancel)
    {
        if (await _zip.NextAsync(cancel) is not { } part)
        {
            return null;
        }

        if (_zip.Parts.Count == 0)
        {
            _folder = part.Name[..(part.Name.IndexOf('/', StringComparison.Ordinal) + 1)];
        }

        // Names are only compared, never used as paths; strict ones keep two files from being one.
        if (_folder.Length == 0 || !part.Name.StartsWith(_folder, StringComparison.Ordinal) || !PlainPath().IsMatch(part.Name))
        {
            throw new BundleWrongException("bundle.wrong.name", BagCheck.Printable(part.Name));
        }

        return _zip.Parts.Count < _limits.MaxFiles && part.Size <= _limits.MaxBytes - part.DataOffset ? part : throw TooMuch();
    }

    /// <summary>The volumes of the report come after the record, whose last hash each may print.</summary>
    private Action<ReadOnlyMemory<byte>>? Look(string name)
    {
        if (!Volume().IsMatch(name))
        {
            return null;
        }

        _printed ??= new(_record.Head.Hex);
        _printed.Begin();
        return bytes => _printed.Append(bytes.Span);
    }

    private Task<ReadPart> ReadAsync(ZipPart part, bool keep, CancellationToken cancel, Action<ReadOnlyMemory<byte>>? look = null)
    {
        if (keep && (_held += part.Size) > _limits.MaxHeld)
        {
            throw TooMuch();
        }

        return _zip.ReadAsync(part, keep, cancel, look);
    }

    private static BundleWrongException TooMuch() => new("bundle.too-much");

    private static Digest Parse(string hex) => Digest.TryParse(hex, out var digest) ? digest : default;

    [GeneratedRegex("^data/report(-vol[0-9]+)?[.]pdf$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Volume();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._\-]*(/[A-Za-z0-9][A-Za-z0-9._\-]*)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainPath();
}
