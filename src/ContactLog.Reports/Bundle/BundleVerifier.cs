using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Domain.Record;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>What a check of a bundle found.</summary>
/// <param name="Problem">The first thing that is wrong, as a sentence that names the place; null when nothing is.</param>
/// <param name="Facts">What was checked, in sentences.</param>
public sealed record BundleVerdict(string? Problem, IReadOnlyList<string> Facts)
{
    /// <summary>True when nothing is wrong.</summary>
    public bool IsWhole => Problem is null;
}

/// <summary>
/// Checks a bundle without any key: container, manifests, chain of entries, field files and originals.
/// Everything in it may be hostile; nothing in it is trusted before it was checked.
/// </summary>
public sealed partial class BundleVerifier
{
    private const int MaxTagFile = 256 * 1024 * 1024;
    private readonly Stream _zip;
    private readonly Dictionary<string, ZipPart> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sha256 = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sha512 = new(StringComparer.Ordinal);
    private readonly List<string> _facts = [];
    private string _folder = "";

    private BundleVerifier(Stream zip) => _zip = zip;

    /// <summary>Checks a bundle.</summary>
    /// <param name="zip">A seekable stream.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<BundleVerdict> VerifyAsync(Stream zip, CancellationToken cancel)
    {
        var verifier = new BundleVerifier(zip);
        try
        {
            await verifier.RunAsync(cancel);
            return new(null, verifier._facts);
        }
        catch (WrongException wrong)
        {
            return new(wrong.Message, verifier._facts);
        }
        catch (RecordBrokenException broken)
        {
            return new($"data/log/{SealedList.EntryPath(broken.Seq)}: {broken.Problem}.", verifier._facts);
        }
        catch (EndOfStreamException)
        {
            return new("The bundle was cut: it ends before it says that it does.", verifier._facts);
        }
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        var (parts, made, problem) = await CanonicalZip.ReadAsync(_zip, cancel);
        if (problem is not null)
        {
            throw new WrongException($"The file is not a whole bundle: {problem}.");
        }

        FindFolder(parts);
        await HashAllAsync(parts, cancel);
        await CheckBagAsync(cancel);
        await CheckRecordAsync(cancel);
        await CheckContainerAsync(parts, made, cancel);
    }

    private void FindFolder(List<ZipPart> parts)
    {
        var slash = parts.Count == 0 ? -1 : parts[0].Name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            throw new WrongException("The bundle does not hold one folder.");
        }

        _folder = parts[0].Name[..(slash + 1)];
        foreach (var part in parts)
        {
            // Names are only compared, never used as paths; strict ones keep two files from being one.
            if (!part.Name.StartsWith(_folder, StringComparison.Ordinal) || !PlainPath().IsMatch(part.Name) || !_files.TryAdd(part.Name[_folder.Length..], part))
            {
                throw new WrongException($"The bundle has a file with a name that it should not have: {Printable(part.Name)}.");
            }
        }
    }

    private async Task HashAllAsync(List<ZipPart> parts, CancellationToken cancel)
    {
        var buffer = new byte[128 * 1024];
        foreach (var part in parts)
        {
            var name = part.Name[_folder.Length..];
            if (part.DataOffset + part.Size > _zip.Length)
            {
                throw new WrongException($"{name}: it lies outside the bundle.");
            }

            using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
            var crc = new Crc32();
            _zip.Position = part.DataOffset;
            for (var left = part.Size; left > 0;)
            {
                var read = await _zip.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancel);
                if (read == 0)
                {
                    throw new EndOfStreamException();
                }

                sha256.AppendData(buffer, 0, read);
                sha512.AppendData(buffer, 0, read);
                crc.Append(buffer.AsSpan(0, read));
                left -= read;
            }

            _sha256[name] = Convert.ToHexStringLower(sha256.GetHashAndReset());
            _sha512[name] = Convert.ToHexStringLower(sha512.GetHashAndReset());
            if (crc.Value != part.Crc)
            {
                throw new WrongException($"{name}: its bytes are not the ones that were packed.");
            }
        }
    }

    private async Task CheckBagAsync(CancellationToken cancel)
    {
        if (await TextAsync("bagit.txt", cancel) != "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        {
            throw new WrongException("bagit.txt: it is not the one of a bundle.");
        }

        var payload = _files.Keys.Where(name => name.StartsWith("data/", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var tags = _files.Keys.Where(name => !payload.Contains(name) && name != "tagmanifest-sha256.txt").ToHashSet(StringComparer.Ordinal);
        await CheckManifestAsync("tagmanifest-sha256.txt", tags, _sha256, cancel);
        await CheckManifestAsync("manifest-sha256.txt", payload, _sha256, cancel);
        await CheckManifestAsync("manifest-sha512.txt", payload, _sha512, cancel);
        var info = await TextAsync("bag-info.txt", cancel);
        var oxum = string.Create(CultureInfo.InvariantCulture, $"Payload-Oxum: {payload.Sum(name => _files[name].Size)}.{payload.Count}\n");
        if (!info.Contains(oxum, StringComparison.Ordinal))
        {
            throw new WrongException("bag-info.txt: its Payload-Oxum is not the number of bytes and files under data.");
        }

        _facts.Add(string.Create(CultureInfo.InvariantCulture, $"{payload.Count} files match both manifests; no file is there that they do not list."));
    }

    private async Task CheckManifestAsync(string manifest, HashSet<string> expected, Dictionary<string, string> digests, CancellationToken cancel)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        var text = await TextAsync(manifest, cancel);
        if (!text.EndsWith('\n'))
        {
            throw new WrongException($"{manifest}: its last line does not end.");
        }

        foreach (var line in text[..^1].Split('\n'))
        {
            var gap = line.IndexOf("  ", StringComparison.Ordinal);
            var name = gap < 0 ? "" : line[(gap + 2)..];
            if (gap < 0 || !listed.Add(name))
            {
                throw new WrongException($"{manifest}: the line '{Printable(line)}' is not understood.");
            }

            if (!expected.Contains(name))
            {
                throw new WrongException($"{Printable(name)}: it is listed in {manifest} and missing.");
            }

            if (digests[name] != line[..gap])
            {
                throw new WrongException($"{name}: it does not match its hash in {manifest}.");
            }
        }

        if (expected.FirstOrDefault(name => !listed.Contains(name)) is { } unlisted)
        {
            throw new WrongException($"{unlisted}: it is not listed in {manifest}.");
        }
    }

    private async Task CheckRecordAsync(CancellationToken cancel)
    {
        var chain = new RecordChain();
        int fields = 0, withheld = 0, originals = 0, missing = 0;
        var used = new HashSet<string>(StringComparer.Ordinal);
        var exhibits = _files.Keys.Where(name => name.StartsWith("data/exhibits/", StringComparison.Ordinal))
            .ToLookup(name => ExhibitName().Match(name) is { Success: true } match ? match.Groups["place"].Value : "");
        if (exhibits[""].FirstOrDefault() is { } strange)
        {
            throw new WrongException($"{strange}: it does not name an entry.");
        }

        for (var seq = 1; _files.ContainsKey("data/log/" + SealedList.EntryPath(seq)); seq++)
        {
            used.Add("data/log/" + SealedList.EntryPath(seq));
            var entry = chain.Add(await BytesAsync("data/log/" + SealedList.EntryPath(seq), EntryText.MaxBytes + 1, cancel));
            foreach (var field in entry.Fields)
            {
                var path = "data/log/" + SealedList.FieldPath(seq, field.Name);
                if (!_files.ContainsKey(path))
                {
                    withheld++;
                    continue;
                }

                used.Add(path);
                fields++;
                At(path, await BytesAsync(path, MaxTagFile, cancel), bytes => RecordChain.CheckField(entry, field.Name, bytes));
            }

            foreach (var file in entry.Files)
            {
                var path = "data/log/" + SealedList.FileEntryPath(seq, file.Number);
                if (!_files.ContainsKey(path))
                {
                    withheld++;
                    continue;
                }

                used.Add(path);
                var said = At(path, await BytesAsync(path, MaxTagFile, cancel), bytes => RecordChain.CheckFile(entry, file.Number, bytes));
                var there = exhibits[string.Create(CultureInfo.InvariantCulture, $"{SealedList.Number(seq)}.{file.Number}")].ToList();
                foreach (var original in there)
                {
                    used.Add(original);
                    if (_sha256[original] != said.Sha256.Hex || _files[original].Size != said.Size)
                    {
                        throw new WrongException($"{original}: it is not the file that entry {seq} recorded.");
                    }
                }

                originals += there.Count > 0 ? 1 : 0;
                missing += there.Count > 0 ? 0 : 1;
            }
        }

        await CheckListAsync(chain, used, cancel);
        if (_files.Keys.FirstOrDefault(name => (name.StartsWith("data/log/", StringComparison.Ordinal) || name.StartsWith("data/exhibits/", StringComparison.Ordinal)) && !used.Contains(name)) is { } stray)
        {
            throw new WrongException($"{stray}: no entry of the record names it.");
        }

        var info = await TextAsync("bag-info.txt", cancel);
        if (!info.Contains($"Record-Head: {chain.Digests[^1].Hex}\n", StringComparison.Ordinal))
        {
            throw new WrongException("bag-info.txt: its Record-Head is not the last entry of the record.");
        }

        _facts.Add(string.Create(CultureInfo.InvariantCulture, $"{chain.Digests.Count} entries form one unbroken record, from the first to {chain.Last!.Recorded}; the last hash is {chain.Digests[^1].Hex}."));
        _facts.Add(string.Create(CultureInfo.InvariantCulture, $"{fields} texts match their hashes in the record; {withheld} were left out and keep theirs."));
        _facts.Add(string.Create(CultureInfo.InvariantCulture, $"{originals} files are the ones that were recorded; {missing} are not in this bundle."));
    }

    private async Task CheckListAsync(RecordChain chain, HashSet<string> used, CancellationToken cancel)
    {
        var lists = _files.Keys.Where(name => name.StartsWith("data/log/LOG-", StringComparison.Ordinal)).ToList();
        if (chain.Digests.Count == 0 || lists.Count == 0)
        {
            throw new WrongException("data/log: the record is not there.");
        }

        foreach (var list in lists)
        {
            used.Add(list);
            if (!ListName().IsMatch(list[9..])
                || !int.TryParse(list["data/log/LOG-".Length..^4], NumberStyles.None, CultureInfo.InvariantCulture, out var upTo)
                || upTo < 1 || upTo > chain.Digests.Count)
            {
                throw new WrongException($"{list}: it lists more entries than there are.");
            }

            if (!(await BytesAsync(list, MaxTagFile, cancel)).AsSpan().SequenceEqual(SealedList.ToBytes(chain.Digests.Take(upTo))))
            {
                throw new WrongException($"{list}: it does not match the entries.");
            }
        }

        if (!used.Contains("data/log/" + SealedList.Name(chain.Digests.Count)))
        {
            throw new WrongException($"data/log/{SealedList.Name(chain.Digests.Count)}: the list of all entries is missing.");
        }
    }

    /// <summary>The last check: every byte that no hash covers must be the only one it can be.</summary>
    private async Task CheckContainerAsync(List<ZipPart> parts, Instant made, CancellationToken cancel)
    {
        var expected = CanonicalZip.LayOut(parts.Select(part => (part.Name, part.Size, part.Crc)));
        for (var at = 0; at < parts.Count; at++)
        {
            var header = CanonicalZip.LocalHeader(expected[at], made);
            if (expected[at] != parts[at] || !(await CanonicalZip.ReadAtAsync(_zip, expected[at].Offset, header.Length, cancel)).AsSpan().SequenceEqual(header))
            {
                throw new WrongException($"{parts[at].Name[_folder.Length..]}: the header before it in the ZIP was changed. What the file holds is as recorded.");
            }
        }

        var directory = CanonicalZip.Directory(expected, made);
        var start = expected[^1].DataOffset + expected[^1].Size;
        if (_zip.Length - start != directory.Length || !(await CanonicalZip.ReadAtAsync(_zip, start, directory.Length, cancel)).AsSpan().SequenceEqual(directory))
        {
            throw new WrongException("The ZIP's list of files was changed. What the files hold is as recorded.");
        }
    }

    private async Task<string> TextAsync(string name, CancellationToken cancel) => Encoding.UTF8.GetString(await BytesAsync(name, MaxTagFile, cancel));

    private async Task<byte[]> BytesAsync(string name, int limit, CancellationToken cancel)
    {
        if (!_files.TryGetValue(name, out var part))
        {
            throw new WrongException($"{name}: it is missing.");
        }

        return part.Size > limit
            ? throw new WrongException($"{name}: it is too long.")
            : await CanonicalZip.ReadAtAsync(_zip, part.DataOffset, (int)part.Size, cancel);
    }

    /// <summary>Names the file that is wrong, not the entry that it belongs to.</summary>
    private static T At<T>(string path, byte[] bytes, Func<byte[], T> check)
    {
        try
        {
            return check(bytes);
        }
        catch (RecordBrokenException broken)
        {
            throw new WrongException($"{path}: in entry {broken.Seq}, {broken.Problem}.");
        }
    }

    private static string Printable(string text) => string.Concat(text.Take(200).Select(c => c is >= ' ' and <= '~' ? c : '?'));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._\-]*(/[A-Za-z0-9][A-Za-z0-9._\-]*)+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainPath();

    [GeneratedRegex(@"^data/exhibits/A-[0-9]{3,}_(?<place>[0-9]{6,}\.[1-9][0-9]*)\.[a-z0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExhibitName();

    [GeneratedRegex(@"^LOG-[0-9]{6,}\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListName();

    private sealed class WrongException(string message) : Exception(message);
}
