using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;

namespace ContactLog.Reports.Bundle;

/// <summary>The part of the check that is about the record: chain, fields, originals, lists and time stamps, file by file in the order of their paths.</summary>
internal sealed partial class RecordCheck(PinnedRoots? roots)
{
    private const string Log = "data/log/";
    private const string Exhibits = "data/exhibits/";
    private readonly RecordChain _chain = new();
    private readonly List<EntryText> _entries = [];
    private readonly Dictionary<string, byte[]> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ReadPart>> _originals = new(StringComparer.Ordinal);
    private readonly StampsCheck _stamps = new(roots);
    private int _fields;
    private int _found;

    /// <summary>True for files whose bytes are looked at and not only hashed.</summary>
    public static bool Wants(string name) => name.StartsWith(Log, StringComparison.Ordinal);

    /// <summary>Takes the next payload file; it matches the manifests.</summary>
    public void Take(string name, ReadPart read)
    {
        if (name.StartsWith(Exhibits, StringComparison.Ordinal))
        {
            var place = ExhibitName().Match(name) is { Success: true } match ? match.Groups["place"].Value : throw new BundleWrongException($"{name}: it does not name an entry.");
            (_originals.TryGetValue(place, out var there) ? there : _originals[place] = []).Add(read);
        }
        else if (name.StartsWith(Log + "entries/", StringComparison.Ordinal))
        {
            TakeEntry(name, read.Bytes!);
        }
        else if (name.StartsWith(Log + "fields/", StringComparison.Ordinal))
        {
            TakeField(name, read.Bytes!);
        }
        else if (ListName().IsMatch(name))
        {
            _lists[name] = read.Bytes!;
        }
        else if (name.StartsWith(Log, StringComparison.Ordinal) && !_stamps.Take(name[Log.Length..], read.Bytes!))
        {
            throw Stray(name);
        }
    }

    /// <summary>What can be said only when all of it was read.</summary>
    public void End(string info, List<string> facts, Dictionary<Digest, string> hashes)
    {
        if (_entries.Count == 0 || _lists.Count == 0)
        {
            throw new BundleWrongException("data/log: the record is not there.");
        }

        CheckLists();
        if (_originals.Values.FirstOrDefault() is { } unnamed)
        {
            throw Stray(unnamed[0].Part.Name[(unnamed[0].Part.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        }

        var head = _chain.Digests[^1];
        if (!info.Contains($"Record-Head: {head.Hex}\n", StringComparison.Ordinal))
        {
            throw new BundleWrongException("bag-info.txt: its Record-Head is not the last entry of the record.");
        }

        hashes[head] = string.Create(CultureInfo.InvariantCulture, $"the newest entry ({SealedList.EntryPath(_entries.Count)})");
        var committed = _entries.Sum(entry => entry.Fields.Count + entry.Files.Count);
        var files = _entries.Sum(entry => entry.Files.Count);
        facts.Add(string.Create(CultureInfo.InvariantCulture, $"{_entries.Count} entries form one unbroken record, from the first to {_chain.Last!.Recorded}; the last hash is {head.Hex}."));
        facts.Add(string.Create(CultureInfo.InvariantCulture, $"{_fields} texts match their hashes in the record; {committed - _fields} were left out and keep theirs."));
        facts.Add(string.Create(CultureInfo.InvariantCulture, $"{_found} files are the ones that were recorded; {files - _found} are not in this bundle."));
        _stamps.End(_chain.Digests, facts);
    }

    private void TakeEntry(string name, byte[] bytes)
    {
        var seq = _entries.Count + 1;
        if (name != Log + SealedList.EntryPath(seq))
        {
            throw EntryName().IsMatch(name) ? new BundleWrongException($"{Log}{SealedList.EntryPath(seq)}: it is missing.") : Stray(name);
        }

        _entries.Add(_chain.Add(bytes));
    }

    private void TakeField(string name, byte[] bytes)
    {
        var match = FieldName().Match(name);
        if (!match.Success || !int.TryParse(match.Groups["seq"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || seq < 1 || seq > _entries.Count
            || SealedList.Number(seq) != match.Groups["seq"].Value)
        {
            throw Stray(name);
        }

        var entry = _entries[seq - 1];
        var field = match.Groups["name"].Value;
        try
        {
            if (entry.Files.FirstOrDefault(file => name == Log + SealedList.FileEntryPath(seq, file.Number)) is { } file)
            {
                TakeFile(seq, file.Number, RecordChain.CheckFile(entry, file.Number, bytes));
            }
            else if (entry.Fields.Any(one => one.Name == field))
            {
                RecordChain.CheckField(entry, field, bytes);
            }
            else
            {
                throw Stray(name);
            }
        }
        catch (RecordBrokenException broken)
        {
            // Names the file that is wrong, not the entry that it belongs to.
            throw new BundleWrongException($"{name}: in entry {broken.Seq}, {broken.Problem}.");
        }

        _fields++;
    }

    private void TakeFile(int seq, int number, FileEntry said)
    {
        if (!_originals.Remove(string.Create(CultureInfo.InvariantCulture, $"{SealedList.Number(seq)}.{number}"), out var there))
        {
            return;
        }

        foreach (var original in there.Where(original => original.Sha256 != said.Sha256.Hex || original.Part.Size != said.Size))
        {
            throw new BundleWrongException($"{original.Part.Name[(original.Part.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]}: it is not the file that entry {seq} recorded.");
        }

        _found++;
    }

    private void CheckLists()
    {
        foreach (var (name, bytes) in _lists)
        {
            if (!int.TryParse(name[(Log.Length + 4)..^4], NumberStyles.None, CultureInfo.InvariantCulture, out var upTo) || upTo < 1 || upTo > _entries.Count)
            {
                throw new BundleWrongException($"{name}: it lists more entries than there are.");
            }

            if (!bytes.AsSpan().SequenceEqual(SealedList.ToBytes(_chain.Digests.Take(upTo))))
            {
                throw new BundleWrongException($"{name}: it does not match the entries.");
            }
        }

        var whole = Log + SealedList.Name(_entries.Count);
        if (!_lists.ContainsKey(whole))
        {
            throw new BundleWrongException($"{whole}: the list of all entries is missing.");
        }
    }

    private static BundleWrongException Stray(string name) => new($"{name}: no entry of the record names it.");

    [GeneratedRegex(@"^data/exhibits/A-[0-9]{3,}_(?<place>[0-9]{6,}\.[1-9][0-9]*)\.[a-z0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExhibitName();

    [GeneratedRegex(@"^data/log/entries/[0-9]{6,}\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EntryName();

    [GeneratedRegex(@"^data/log/fields/(?<seq>[0-9]{6,})\.(?<name>[a-z][a-z0-9-]*)\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^data/log/LOG-[0-9]{6,}\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListName();
}
