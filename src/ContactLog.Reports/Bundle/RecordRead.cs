using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>What of a record is in a bundle, each text and file compared with its entry.</summary>
/// <param name="Entries">All entries.</param>
/// <param name="Digests">Their hashes.</param>
/// <param name="Texts">The texts that are there, by entry and name.</param>
/// <param name="Files">What is said of files, by entry and number.</param>
/// <param name="Originals">The originals that are there, by their paths under <c>data</c>.</param>
/// <param name="Seals">The time stamps that are there.</param>
internal sealed record RecordRead(
    IReadOnlyList<EntryText> Entries,
    IReadOnlyList<Digest> Digests,
    IReadOnlyDictionary<(int Seq, string Name), FieldFile> Texts,
    IReadOnlyDictionary<(int Seq, int Number), FileEntry> Files,
    IReadOnlySet<string> Originals,
    IReadOnlyList<RecordSeal> Seals)
{
    /// <summary>True when the item that begins with an entry is in this copy: whatever is left out of one that is, its type is there.</summary>
    public bool Tells(int seq) => Texts.ContainsKey((seq, "type"));

    /// <summary>
    /// Opens the case as far as the bundle tells it. An item whose type was left out is none of those that a table lists;
    /// it stands there so that those after it keep their numbers and letters.
    /// </summary>
    /// <param name="removed">The texts of which the copy shows a part, by entry and name.</param>
    /// <param name="holes">Stand for what is not there.</param>
    /// <exception cref="RecordBrokenException">The entries make no case.</exception>
    public CaseFile Open(IReadOnlySet<(int Seq, string Name)> removed, Holes holes)
    {
        var opened = Entries.Select((entry, at) => Open(entry, Digests[at], removed, holes)).ToList();
        var latest = new Dictionary<int, int>();
        foreach (var entry in opened)
        {
            if (entry.Text.Kind is EntryKind.Entry or EntryKind.Import)
            {
                latest[entry.Seq] = entry.Seq;
            }
            else if (entry.Text.Target is { } target && entry.Text.Kind is EntryKind.Amend or EntryKind.Withdraw or EntryKind.Restore or EntryKind.Erase)
            {
                latest[target] = entry.Seq;
            }
        }

        var items = new List<Item>();
        foreach (var entry in opened.Where(entry => entry.Text.Kind is EntryKind.Entry or EntryKind.Import))
        {
            var type = ItemTypes.FromWord(entry["type"]) ?? throw new RecordBrokenException(entry.Seq, "its type is none that there is");
            var item = type.New(Guid.NewGuid(), entry.Text.CaseId, entry.Seq);
            item.LatestSeq = latest[entry.Seq];
            if (type == ItemType.Exhibit && entry.Files.Count == 0)
            {
                throw new RecordBrokenException(entry.Seq, "it is an exhibit without a file");
            }

            items.Add(item);
        }

        return CaseFile.Open(Entries[0].CaseId, opened, items);
    }

    private OpenedEntry Open(EntryText entry, Digest digest, IReadOnlySet<(int Seq, string Name)> removed, Holes holes)
    {
        var isItem = entry.Kind is EntryKind.Entry or EntryKind.Import;
        // An entry that makes no item has no line of its own among what was removed.
        var isHidden = !isItem && entry.Target is null;
        var fields = new Dictionary<string, FieldFile>(StringComparer.Ordinal);
        foreach (var (name, _) in entry.Fields)
        {
            fields[name] = !Texts.TryGetValue((entry.Seq, name), out var file) ? new(Digest.None, holes.Of(null))
                : file.Text.Length > 0 && (isHidden || removed.Contains((entry.Seq, name))) ? file with { Text = holes.Of(file.Text) }
                : file;
        }

        if (isItem && !Tells(entry.Seq))
        {
            // Only exhibits have a file.
            fields["type"] = new(Digest.None, (entry.Files.Count > 0 ? ItemType.Exhibit : ItemType.Redaction).Word());
        }

        return new()
        {
            Text = entry,
            Digest = digest,
            FieldFiles = FieldFiles.Of(fields),
            Files =
            [
                .. entry.Files.Select(file => new OpenedFile(
                    Guid.Empty,
                    entry.Seq,
                    file.Number,
                    Files.TryGetValue((entry.Seq, file.Number), out var said)
                        ? removed.Contains((entry.Seq, "file")) ? said with { Name = holes.Of(said.Name) } : said
                        : new(Digest.None, Digest.None, holes.Of(null), 0, Holes.UnknownTime),
                    file.Digest)),
            ],
        };
    }
}
