using System.Globalization;
using System.Text.RegularExpressions;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// The part of the check that compares <c>exclusions.csv</c> with what is really missing. Whoever takes a text or an original
/// out of a bundle leaves its hash in the entry; the list is what tells that from a text that was never to be in it.
/// </summary>
internal sealed partial class ExclusionsCheck(RecordRead record, CaseFile file, IReadOnlyCollection<BundledExhibit> bundled, RedactionProfile profile, TableSource source)
{
    private const string Name = "data/exclusions.csv";
    private static readonly string[] s_columns = ["entry", "what", "why"];

    /// <summary>Compares the list.</summary>
    /// <returns>How many lines it has.</returns>
    public int Check(Csv table, RemovalsRead removals)
    {
        if (!table.Rows[0].AsSpan().SequenceEqual(s_columns))
        {
            throw new BundleWrongException("bundle.wrong.columns", Name);
        }

        var listed = new Dictionary<(int, string), string>();
        foreach (var (at, row) in table.Rows.Index().Skip(1))
        {
            if (row.Length != s_columns.Length || !int.TryParse(row[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || !listed.TryAdd((seq, row[1]), row[2]))
            {
                throw new BundleWrongException("bundle.wrong.rows", Name, at);
            }
        }

        var lines = listed.Count;
        foreach (var (seq, what, text) in Missing())
        {
            if (!listed.Remove((seq, what), out var why))
            {
                throw new BundleWrongException("bundle.wrong.not-excluded", BagCheck.Printable(what), seq);
            }

            if (text is not null ? !IsReason(seq, text, why, removals) : why.Length == 0)
            {
                throw new BundleWrongException("bundle.wrong.exclusion", BagCheck.Printable(what), seq);
            }
        }

        // Pictures that could not be written anew.
        foreach (var (seq, what) in listed.Keys.Where(line => NotAnew().IsMatch(line.Item2)).ToList())
        {
            var place = $"_{SealedList.Number(seq)}.{what["picture ".Length..]}.";
            if (file.Exhibits.Any(exhibit => exhibit.File.Seq == seq) && !bundled.Any(one => one.Derivative?.Contains(place, StringComparison.Ordinal) == true))
            {
                listed.Remove((seq, what));
            }
        }

        return listed.Count == 0 ? lines : throw new BundleWrongException("bundle.wrong.excluded", BagCheck.Printable(listed.Keys.Min().Item2), listed.Keys.Min().Item1);
    }

    /// <summary>What is not there: every text and name, and every original.</summary>
    private IEnumerable<(int Seq, string What, string? Text)> Missing()
    {
        var there = bundled.Select(one => one.Original).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var originals = source.Exhibits.Where(exhibit => there.Contains(BundleWriter.ExhibitPath(exhibit))).Select(exhibit => (exhibit.File.Seq, exhibit.File.Number)).ToHashSet();
        foreach (var entry in record.Entries)
        {
            foreach (var field in entry.Fields.Where(field => !record.Texts.ContainsKey((entry.Seq, field.Name))))
            {
                yield return (entry.Seq, "field " + field.Name, field.Name);
            }

            foreach (var number in entry.Files.Select(one => one.Number))
            {
                if (!record.Files.ContainsKey((entry.Seq, number)))
                {
                    yield return (entry.Seq, string.Create(CultureInfo.InvariantCulture, $"name of file {number}"), null);
                }

                if (!originals.Contains((entry.Seq, number)))
                {
                    yield return (entry.Seq, string.Create(CultureInfo.InvariantCulture, $"file {number}"), null);
                }
            }
        }
    }

    /// <summary>True when the reason can be the one for this text, as far as the bundle tells what it is.</summary>
    private bool IsReason(int seq, string name, string why, RemovalsRead removals)
    {
        var entry = file.Entries[seq - 1];
        var first = entry.Text.Target ?? seq;
        if (file.Find<Item>(first) is not { } item)
        {
            return why is Exclusion.NotTold or Exclusion.Redacted or Exclusion.RedactedByMark;
        }

        if (!record.Tells(first))
        {
            // Why a row stays withdrawn is printed and so is in the copy that has nothing else of it.
            return why is Exclusion.Mark or Exclusion.NotIn or Exclusion.Private or Exclusion.Key || (why == Exclusion.Redacted && name == "reason" && removals.Texts.Contains((seq, name)));
        }

        var field = FieldCatalogue.Owner(item.Type, name);
        return field?.Class == FieldClass.Private ? why == (field.Kind == FieldKind.Machine ? Exclusion.Key : Exclusion.Private)
            : field is not null && !source.Shows(field) ? why == Exclusion.ByChoice(field.Class)
            : why switch
            {
                Exclusion.Redacted => profile != RedactionProfile.LawyerFull && (item is CaseSettings || removals.Texts.Contains((seq, name))),
                Exclusion.RedactedByMark => profile == RedactionProfile.LawyerFull && removals.Texts.Contains((seq, name)),
                Exclusion.NotTold => profile != RedactionProfile.LawyerFull && (field is null || item is CaseSettings),
                // A reason goes with the change that it is for, and that may be private or left out by choice.
                _ => name == "reason" && (why is Exclusion.Private or Exclusion.Key or Exclusion.NotIn or Exclusion.Mark || IsChoice(why)),
            };
    }

    private static bool IsChoice(string why) => Enum.GetValues<FieldClass>().Any(one => why == Exclusion.ByChoice(one));

    [GeneratedRegex("^picture [1-9][0-9]{0,8}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotAnew();
}
