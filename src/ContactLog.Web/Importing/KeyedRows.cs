using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Record;

namespace ContactLog.Web.Importing;

/// <summary>An entry that came in with an import, under the key of a record of it.</summary>
/// <param name="Row">The entry.</param>
/// <param name="Part">Which of its keys, from 0: a session has one for each of its messages.</param>
/// <param name="Ordinal">From 1: which of the equal ones of the files it is.</param>
/// <param name="IsUndone">Whether it went with its import.</param>
internal sealed record KeyedRow(Incident Row, int Part, int Ordinal, bool IsUndone);

/// <summary>
/// The entries under each key, with their ordinals. These follow from the record: what an import added were the ones that did not stand in it then. So of
/// two equal messages of one second, the first of which went with an import that was undone, the one that is left is still the second.
/// </summary>
internal static class KeyedRows
{
    /// <summary>All of them, also those of imports that were undone, in the order in which they came.</summary>
    public static Dictionary<string, List<KeyedRow>> Of(CaseFile file)
    {
        var rows = new Dictionary<string, List<KeyedRow>>(StringComparer.Ordinal);
        foreach (var came in file.AllIncidents.Where(one => one["source-key"] is not null).OrderBy(one => one.FirstSeq).GroupBy(one => one.SourceSeq))
        {
            var isUndone = file.Find<Import>(came.Key) is { IsWithdrawn: true };
            var given = new Dictionary<string, (HashSet<int> Stood, int Last)>(StringComparer.Ordinal);
            foreach (var incident in came)
            {
                foreach (var (part, key) in ImportPlan.KeysOf(incident).Index())
                {
                    rows.TryAdd(key, []);
                    var (stood, ordinal) = given.TryGetValue(key, out var last) ? last : ([.. rows[key].Where(one => StoodAt(file, one.Row, incident.FirstSeq)).Select(one => one.Ordinal)], 0);
                    do
                    {
                        ordinal++;
                    }
                    while (stood.Contains(ordinal));
                    given[key] = (stood, ordinal);
                    rows[key].Add(new(incident, part, ordinal, isUndone));
                }
            }
        }

        return rows;
    }

    /// <summary>Whether an entry of another import stood in the record at a time: not where that import was undone just then.</summary>
    private static bool StoodAt(CaseFile file, Incident row, int seq) =>
        file.Find<Import>(row.SourceSeq)?.History.LastOrDefault(revision => revision.Entry.Seq < seq)?.Entry.Text.Kind is not EntryKind.Withdraw;
}
