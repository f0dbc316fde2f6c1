using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using NodaTime.Text;

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
    private readonly List<string> _derived = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(int, string), FieldFile> _texts = [];
    private readonly Dictionary<(int, int), FileEntry> _files = [];
    private readonly StampsCheck _stamps = new(roots);
    private int _fields;
    private int _found;

    /// <summary>The roots that the time stamps lead to, as authorities publish them: name and SHA-256.</summary>
    public IReadOnlyList<(string Name, string Fingerprint)> Roots => _stamps.Roots;

    /// <summary>The hash of the last entry so far.</summary>
    public Digest Head => _chain.Digests.Count > 0 ? _chain.Digests[^1] : Digest.None;

    /// <summary>The hash of each file entry that the record names, also of those that are left out, and its path: a redacted copy prints these.</summary>
    public IEnumerable<(Digest Hash, string Path)> FileEntries =>
        _entries.SelectMany(entry => entry.Files.Select(file => (file.Digest, Log + SealedList.FileEntryPath(entry.Seq, file.Number))));

    /// <summary>True for files whose bytes are looked at and not only hashed.</summary>
    public static bool Wants(string name) => name.StartsWith(Log, StringComparison.Ordinal);

    /// <summary>Takes the next payload file; it matches the manifests.</summary>
    public void Take(string name, ReadPart read)
    {
        if (name.StartsWith(Exhibits, StringComparison.Ordinal))
        {
            var place = ExhibitName().Match(name) is { Success: true } match ? match.Groups["place"].Value : throw new BundleWrongException("bundle.wrong.exhibit-name", name);
            (_originals.TryGetValue(place, out var there) ? there : _originals[place] = []).Add(read);
            _known.Add(name["data/".Length..]);
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
        else if (DerivedName().IsMatch(name))
        {
            // They come before the entries.
            _derived.Add(name);
        }
        else if (!name.StartsWith(Log, StringComparison.Ordinal) && !MadeName().IsMatch(name))
        {
            // Whoever adds a file lists it in the manifests: that it is listed says nothing.
            throw new BundleWrongException("bundle.wrong.foreign", name);
        }
    }

    /// <summary>What can be said only when all of it was read.</summary>
    /// <returns>What of the record is there.</returns>
    public RecordRead End(string info, List<BundleFinding> facts)
    {
        if (_entries.Count == 0 || _lists.Count == 0)
        {
            throw new BundleWrongException("bundle.wrong.no-record");
        }

        CheckLists();
        if (_originals.Values.FirstOrDefault() is { } unnamed)
        {
            throw Stray(unnamed[0].Part.Name[(unnamed[0].Part.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        }

        var named = _entries.SelectMany(entry => entry.Files.Select(file => Place(entry.Seq, file.Number))).ToHashSet(StringComparer.Ordinal);
        if (_derived.Find(name => !named.Contains(DerivedName().Match(name).Groups["place"].Value)) is { } foreign)
        {
            throw Stray(foreign);
        }

        var head = _chain.Digests[^1];
        if (!info.Contains($"Record-Head: {head.Hex}\n", StringComparison.Ordinal))
        {
            throw new BundleWrongException("bundle.wrong.head");
        }

        var committed = _entries.Sum(entry => entry.Fields.Count + entry.Files.Count);
        var files = _entries.Sum(entry => entry.Files.Count);
        facts.Add(new("bundle.fact.entries", _entries.Count, InstantPattern.General.Format(_chain.Last!.Recorded), head.Hex));
        facts.Add(new("bundle.fact.texts", _fields, committed - _fields));
        facts.Add(new("bundle.fact.originals", _found, files - _found));
        var recorded = _entries.ConvertAll(entry => entry.Recorded);
        facts.AddRange(ClockStep.In(recorded).Select(step => new BundleFinding(
            "bundle.fact.clock-back", step.Seq, InstantPattern.General.Format(step.Recorded), step.Before, InstantPattern.General.Format(step.BeforeRecorded))));
        return new(_entries, _chain.Digests, _texts, _files, _known, _stamps.End(_chain.Digests, recorded, facts));
    }

    private void TakeEntry(string name, byte[] bytes)
    {
        var seq = _entries.Count + 1;
        if (name != Log + SealedList.EntryPath(seq))
        {
            throw EntryName().IsMatch(name) ? new BundleWrongException("bundle.wrong.missing", Log + SealedList.EntryPath(seq)) : Stray(name);
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
                TakeFile(seq, file.Number, _files[(seq, file.Number)] = RecordChain.CheckFile(entry, file.Number, bytes));
            }
            else if (entry.Fields.Any(one => one.Name == field))
            {
                _texts[(seq, field)] = RecordChain.CheckField(entry, field, bytes);
            }
            else
            {
                throw Stray(name);
            }
        }
        catch (RecordBrokenException broken)
        {
            // Names the file that is wrong, not the entry that it belongs to.
            throw new BundleWrongException("bundle.wrong.field", name, broken.Seq, broken.Problem);
        }

        _fields++;
    }

    private void TakeFile(int seq, int number, FileEntry said)
    {
        if (!_originals.Remove(Place(seq, number), out var there))
        {
            return;
        }

        foreach (var original in there.Where(original => original.Sha256 != said.Sha256.Hex || original.Part.Size != said.Size))
        {
            throw new BundleWrongException("bundle.wrong.original", original.Part.Name[(original.Part.Name.IndexOf('/', StringComparison.Ordinal) + 1)..], seq);
        }

        _found++;
    }

    private void CheckLists()
    {
        foreach (var (name, bytes) in _lists)
        {
            if (!int.TryParse(name[(Log.Length + 4)..^4], NumberStyles.None, CultureInfo.InvariantCulture, out var upTo) || upTo < 1 || upTo > _entries.Count)
            {
                throw new BundleWrongException("bundle.wrong.list-long", name);
            }

            if (!bytes.AsSpan().SequenceEqual(SealedList.ToBytes(_chain.Digests.Take(upTo))))
            {
                throw new BundleWrongException("bundle.wrong.list", name);
            }
        }

        var whole = Log + SealedList.Name(_entries.Count);
        if (!_lists.ContainsKey(whole))
        {
            throw new BundleWrongException("bundle.wrong.no-list", whole);
        }

        if (_lists.Keys.FirstOrDefault(name => name != whole) is { } shorter)
        {
            throw Stray(shorter);
        }
    }

    /// <summary>A file's entry and number as they stand in the names of exhibits.</summary>
    private static string Place(int seq, int number) => string.Create(CultureInfo.InvariantCulture, $"{SealedList.Number(seq)}.{number}");

    private static BundleWrongException Stray(string name) => new("bundle.wrong.stray", name);

    [GeneratedRegex(@"^data/exhibits/A-[0-9]{3,}_(?<place>[0-9]{6,}\.[1-9][0-9]*)\.[a-z0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExhibitName();

    [GeneratedRegex(@"^data/derivatives/A-[0-9]{3,}_(?<place>[0-9]{6,}\.[1-9][0-9]*)\.(jpg|png|txt)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DerivedName();

    [GeneratedRegex(@"^data/((report(-vol[1-9][0-9]*)?|confidential-sheet)\.pdf|index\.json|(index|incidents|lines|contacts|responses|redactions|exclusions|audit-log|stamps)\.csv)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MadeName();

    [GeneratedRegex(@"^data/log/entries/[0-9]{6,}\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EntryName();

    [GeneratedRegex(@"^data/log/fields/(?<seq>[0-9]{6,})\.(?<name>[a-z][a-z0-9-]*)\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^data/log/LOG-[0-9]{6,}\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListName();
}
