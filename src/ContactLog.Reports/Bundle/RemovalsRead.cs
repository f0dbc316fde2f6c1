using System.Globalization;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;

namespace ContactLog.Reports.Bundle;

/// <summary>What <c>redactions.csv</c> of a bundle says was removed. What it was is not there to compare; that it can have been there is.</summary>
internal sealed class RemovalsRead
{
    private const string Name = "data/redactions.csv";
    private static readonly string[] s_columns = ["item_entry", "label", "entry", "text", "what", "rule", "places", "decided_utc", "by"];

    private readonly List<(int Item, string Label)> _labels = [];

    public RemovalsRead(Csv table, RecordRead record)
    {
        if (!table.Rows[0].AsSpan().SequenceEqual(s_columns))
        {
            throw new BundleWrongException("bundle.wrong.columns", Name);
        }

        var texts = new HashSet<(int, string)>();
        foreach (var (at, row) in table.Rows.Index().Skip(1))
        {
            if (row.Length != s_columns.Length
                || !Entry(row[0], record.Entries.Count, out var item) || !Entry(row[2], record.Entries.Count, out var entry)
                || (record.Entries[entry - 1].Target ?? entry) is var owner && owner != item && item != 1
                || RedactionKinds.FromWord(row[4]) is null || !Enum.TryParse<Redaction.RedactionRule>(row[5], ignoreCase: true, out _)
                || !int.TryParse(row[6], NumberStyles.None, CultureInfo.InvariantCulture, out var places) || places < 1
                // An answer to a court's question is no text of an entry.
                || (item != 1 && !IsText(record.Entries[entry - 1], row[3])))
            {
                throw new BundleWrongException("bundle.wrong.rows", Name, at);
            }

            Places = checked(Places + places);
            texts.Add((entry, row[3]));
            _labels.Add((item, row[1]));
            if (row[5] == "mark" && record.Texts.ContainsKey((entry, row[3])))
            {
                // Words that she marked are in no text of the bundle.
                throw new BundleWrongException("bundle.wrong.rows", Name, at);
            }
        }

        Texts = texts;
    }

    /// <summary>The texts from which something was removed, by entry and name.</summary>
    public IReadOnlySet<(int Seq, string Name)> Texts { get; }

    /// <summary>From how many places in all.</summary>
    public int Places { get; }

    /// <summary>Compares the labels of exhibits, which follow from the record.</summary>
    public void CheckLabels(CaseFile file)
    {
        foreach (var (at, line) in _labels.Index())
        {
            if (line.Label != (file.Find<Exhibit>(line.Item)?.Label ?? ""))
            {
                throw new BundleWrongException("bundle.wrong.cell", Name, at + 1, "label");
            }
        }
    }

    private static bool IsText(EntryText entry, string name) =>
        entry.Fields.Any(field => field.Name == name) || (name is "file" or "picture" && entry.Files.Count > 0);

    private static bool Entry(string text, int entries, out int seq) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seq) && seq >= 1 && seq <= entries;
}
