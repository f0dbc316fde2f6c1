using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Stamps;
using ContactLog.Reports.Building;
using ContactLog.Reports.Redaction;
using NodaTime.Text;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// The part of the check that is about what is made from the record and no part of it: tables, lists, texts. Whoever changes one can make every
/// manifest anew, so each is written again from the entries and texts that are there, by the code that writes bundles, and compared.
/// </summary>
internal sealed partial class MadeCheck
{
    /// <summary>Standings are made for every row and line; no record has so many that it comes near.</summary>
    private const long MostStandings = 20_000_000;

    private const string Data = "data/";
    private static readonly string[] s_tables = ["index.csv", "incidents.csv", "lines.csv", "contacts.csv", "responses.csv", "redactions.csv", "exclusions.csv"];
    private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _derived = new(StringComparer.Ordinal);
    private readonly Holes _holes = new();
    private bool _hasSheet;
    private int _compared;
    private int _partly;

    /// <summary>True for files whose bytes are looked at and not only hashed.</summary>
    public static bool Wants(string name) => Table().IsMatch(name) || Transcript().IsMatch(name);

    /// <summary>Takes the next payload file; it matches the manifests.</summary>
    public void Take(string name, ReadPart read)
    {
        if (name.StartsWith("data/derivatives/", StringComparison.Ordinal))
        {
            _derived[name[Data.Length..]] = read.Sha256;
        }

        if (Wants(name))
        {
            _kept[name[Data.Length..]] = read.Bytes!;
        }

        _hasSheet |= name == "data/confidential-sheet.pdf";
    }

    /// <summary>Compares all of it with the record.</summary>
    /// <param name="record">What of the record is there, checked.</param>
    /// <param name="bag">The files about the bundle.</param>
    /// <param name="folder">The one folder in the bundle.</param>
    /// <param name="facts">What was found.</param>
    public void End(RecordRead record, BagCheck bag, string folder, List<BundleFinding> facts)
    {
        var (id, profile) = Said(bag.Info);
        foreach (var name in profile == RedactionProfile.LawyerFull ? [.. s_tables, "index.json", "audit-log.csv"] : (IEnumerable<string>)[.. s_tables, "index.json"])
        {
            _ = Bytes(name);
        }

        if (profile != RedactionProfile.LawyerFull && (_hasSheet ? "confidential-sheet.pdf" : _kept.ContainsKey("audit-log.csv") ? "audit-log.csv" : record.Originals.FirstOrDefault()) is { } foreign)
        {
            throw new BundleWrongException("bundle.wrong.foreign", Data + foreign);
        }

        var removals = new RemovalsRead(Read("redactions.csv"), record);
        var file = Open(record, removals);
        removals.CheckLabels(file);
        var source = Source(record, file, profile);
        var bundled = source.Exhibits.ToDictionary(exhibit => exhibit.FirstSeq, exhibit => Bundled(exhibit, record));
        CheckNames(record, bundled.Values);
        var excluded = new ExclusionsCheck(record, file, bundled.Values, profile, source).Check(Read("exclusions.csv"), removals);

        ChoicesCheck.Check(record, file, profile, facts);

        var tables = new BundleTables(source);
        Compare("incidents.csv", tables.Incidents());
        Compare("lines.csv", tables.Lines());
        Compare("contacts.csv", tables.Contacts());
        Compare("responses.csv", tables.Responses());
        Compare("index.csv", tables.Index(bundled));
        if (profile == RedactionProfile.LawyerFull)
        {
            Compare("audit-log.csv", tables.Audit());
        }

        var made = new BundleFacts
        {
            ReportId = id,
            Profile = profile,
            Made = record.Entries[^1].Recorded,
            Program = record.Texts.TryGetValue((record.Entries.Count, "program"), out var program) ? program.Text : _holes.Of(null),
            Recorded = [.. record.Entries.Select(entry => entry.Recorded)],
            Head = record.Digests[^1],
            Seals = CheckStamps(record),
            Exhibits = bundled.Count,
            Redactions = removals.Places,
            Text = BundleFacts.Shown(record.Texts.Keys),
            Original = source.Exhibits.FirstOrDefault(exhibit => bundled[exhibit.FirstSeq].Original is not null) is { } shown ? (BundleWriter.ExhibitPath(shown), shown.File.Seq, shown.File.Number) : null,
        };
        if (folder != made.FolderName + "/")
        {
            throw new BundleWrongException("bundle.wrong.made", "bag-info.txt");
        }

        CompareText("bag-info.txt", made.BagInfo(bag.Bytes, bag.Count), Encoding.UTF8.GetBytes(bag.Info));
        CompareText("data/index.json", BundleIndex.Write(made, source, bundled), Bytes("index.json"));
        CompareText("CERTIFICATION_FACTS.txt", BundleTexts.Facts(made), bag.Kept("CERTIFICATION_FACTS.txt"));
        CompareText("VERIFY.txt", BundleTexts.Verify(made), bag.Kept("VERIFY.txt"));
        CheckTranscripts(source, bundled);
        CheckSheet(file, profile);
        Say(facts, excluded, bundled.Values);
    }

    private void Say(List<BundleFinding> facts, int excluded, IReadOnlyCollection<BundledExhibit> bundled)
    {
        facts.Add(new("bundle.fact.excluded", excluded));
        facts.Add(new("bundle.fact.tables", _compared));
        if (_partly > 0)
        {
            facts.Add(new("bundle.fact.tables-partly", _partly));
        }

        if (bundled.Count(one => one.Derivative is not null) is > 0 and var pictures)
        {
            facts.Add(new("bundle.fact.derivatives", pictures));
        }

        if (_hasSheet)
        {
            facts.Add(new("bundle.fact.sheet"));
        }
    }

    private CaseFile Open(RecordRead record, RemovalsRead removals)
    {
        var words = record.Texts.Where(text => text.Key.Name == "type").CountBy(text => text.Value.Text).ToDictionary(pair => pair.Key, pair => (long)pair.Value, StringComparer.Ordinal);
        long Of(ItemType type) => words.GetValueOrDefault(type.Word());
        if ((Of(ItemType.Boundary) + Of(ItemType.CourtOrder)) * Of(ItemType.Incident) > MostStandings)
        {
            throw new BundleWrongException("bundle.too-much");
        }

        return record.Open(removals.Texts, _holes);
    }

    private TableSource Source(RecordRead record, CaseFile file, RedactionProfile profile)
    {
        var columns = Read("incidents.csv").Rows[0].ToHashSet(StringComparer.Ordinal);
        // Which classes of fields she left out can be seen by one column of each; then all of them must be out.
        var withheld = new ReportOptions
        {
            Profile = profile,
            WithImpact = columns.Contains("feelings"),
            WithPlaces = columns.Contains("place"),
            WithWitnesses = columns.Contains("witness"),
            WithMeasures = columns.Contains("evidence-elsewhere"),
            WithMarks = columns.Contains("tags"),
        }.Withheld;
        foreach (var (seq, name) in record.Texts.Keys)
        {
            var entry = file.Entries[seq - 1];
            if (file.Find<Item>(entry.Text.Target ?? seq) is { } item && FieldCatalogue.Owner(item.Type, name) is { } field && withheld.Contains(field.Class))
            {
                throw new BundleWrongException("bundle.wrong.columns", "data/incidents.csv");
            }
        }

        return new()
        {
            File = file,
            Rows = file.AllIncidents.Where(row => record.Tells(row.FirstSeq)),
            Responses = file.Responses.Where(response => record.Tells(response.FirstSeq)),
            Exhibits = [.. file.Exhibits.Where(exhibit => record.Tells(exhibit.FirstSeq))],
            Shows = field => !withheld.Contains(field.Class),
            TellsOfOriginals = profile.TellsOfOriginals(),
            ActorOf = entry => entry.Actor ?? (profile == RedactionProfile.LawyerFull ? "" : _holes.Of(null)),
            ReasonOf = entry => entry.Reason,
        };
    }

    private BundledExhibit Bundled(Exhibit exhibit, RecordRead record)
    {
        var original = BundleWriter.ExhibitPath(exhibit);
        var derivative = exhibit.Media.Extension is "jpg" or "png" ? BundleWriter.DerivedPath(exhibit, exhibit.Media.Extension) : null;
        var hash = derivative is null ? null : _derived.GetValueOrDefault(derivative);
        return new(
            record.Originals.Contains(original) ? original : null,
            hash is null ? null : derivative,
            hash,
            (exhibit["transcript"] ?? exhibit["translation"]) is null ? null : BundleWriter.DerivedPath(exhibit, "txt"));
    }

    /// <summary>An original or a picture under the label of another exhibit would be taken for that one's.</summary>
    private void CheckNames(RecordRead record, IReadOnlyCollection<BundledExhibit> bundled)
    {
        var named = bundled.SelectMany(one => (string?[])[one.Original, one.Derivative, one.Transcript]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (record.Originals.Concat(_derived.Keys).FirstOrDefault(name => !named.Contains(name)) is { } foreign)
        {
            throw new BundleWrongException("bundle.wrong.label", Data + foreign);
        }

        if (bundled.Select(one => one.Transcript).FirstOrDefault(name => name is not null && !_derived.ContainsKey(name)) is { } missing)
        {
            throw new BundleWrongException("bundle.wrong.missing", Data + missing);
        }
    }

    private void CheckTranscripts(TableSource source, Dictionary<int, BundledExhibit> bundled)
    {
        foreach (var exhibit in source.Exhibits)
        {
            if (bundled[exhibit.FirstSeq].Transcript is { } name)
            {
                CompareText(Data + name, BundleTexts.Transcript(exhibit, source.TellsOfOriginals), Bytes(name));
            }
        }
    }

    /// <summary>Her lawyer's copy has the sheet where there is something to stand on it; where that was left out it cannot be known.</summary>
    private void CheckSheet(CaseFile file, RedactionProfile profile)
    {
        var isKnown = !ProtectedValues.Fields.Select(name => file.Settings[name]).Concat(file.Imports.Select(import => import["own-numbers"])).OfType<string>().Any(_holes.IsIn);
        if (profile == RedactionProfile.LawyerFull && isKnown && ProtectedValues.Own(file).Count > 0 != _hasSheet)
        {
            throw new BundleWrongException(_hasSheet ? "bundle.wrong.foreign" : "bundle.wrong.missing", "data/confidential-sheet.pdf");
        }
    }

    private IReadOnlyList<RecordSeal> CheckStamps(RecordRead record)
    {
        const string name = "stamps.csv";
        if (record.Seals.Count == 0)
        {
            return _kept.ContainsKey(name) ? throw new BundleWrongException("bundle.wrong.no-stamps", Data + name) : [];
        }

        var left = record.Seals.ToDictionary(seal => StampPath.Of(seal) + ".tsr", StringComparer.Ordinal);
        var listed = new List<RecordSeal>();
        foreach (var row in Read(name).Rows.Skip(1))
        {
            // Their order, and when each came in, stand nowhere else.
            if (row.Length < 6 || !left.Remove(row[2], out var seal) || InstantPattern.General.Parse(row[5]) is not { Success: true } received)
            {
                throw new BundleWrongException("bundle.wrong.stamps", Data + name);
            }

            listed.Add(seal with { Kept = seal.Kept with { Received = received.Value } });
        }

        if (left.Keys.Order(StringComparer.Ordinal).FirstOrDefault() is { } unlisted)
        {
            throw new BundleWrongException("bundle.wrong.not-listed", "data/log/" + unlisted, Data + name);
        }

        Compare(name, StampParts.Table(listed, record.Digests));
        return listed;
    }

    private void Compare(string name, Csv expected)
    {
        var actual = Read(name);
        var columns = expected.Rows[0];
        if (!actual.Rows[0].AsSpan().SequenceEqual(columns))
        {
            throw new BundleWrongException("bundle.wrong.columns", Data + name);
        }

        for (var at = 1; at < Math.Max(expected.Rows.Count, actual.Rows.Count); at++)
        {
            if (at >= expected.Rows.Count || at >= actual.Rows.Count || expected.Rows[at].Length != actual.Rows[at].Length || (expected.Rows[at][0] != actual.Rows[at][0] && !_holes.IsIn(expected.Rows[at][0])))
            {
                throw new BundleWrongException("bundle.wrong.rows", Data + name, at);
            }

            for (var column = 0; column < columns.Length; column++)
            {
                var (there, wanted) = (actual.Rows[at][column], expected.Rows[at][column]);
                if (!_holes.Fits(wanted, there))
                {
                    throw new BundleWrongException("bundle.wrong.cell", Data + name, at, columns[column]);
                }

                _compared += _holes.IsIn(wanted) ? 0 : 1;
                _partly += _holes.IsIn(wanted) ? 1 : 0;
            }
        }
    }

    private void CompareText(string name, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        // Line by line, so that nothing is added where a text is not known; a text of several lines has one place.
        var (wanted, there) = (Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(actual));
        var isSame = name.EndsWith(".json", StringComparison.Ordinal) || !_holes.IsIn(wanted)
            ? wanted.Split('\n') is var lines && there.Split('\n') is var others && lines.Length == others.Length && lines.Index().All(line => _holes.Fits(line.Item, others[line.Index]))
            : _holes.Fits(wanted, there);
        if (!isSame)
        {
            throw new BundleWrongException("bundle.wrong.made", name);
        }
    }

    private ReadOnlySpan<byte> Bytes(string name) => _kept.GetValueOrDefault(name) ?? throw new BundleWrongException("bundle.wrong.missing", Data + name);

    private Csv Read(string name) => Csv.Read(Bytes(name)) ?? throw new BundleWrongException("bundle.wrong.no-table", Data + name);

    private static (string Id, RedactionProfile Profile) Said(string info) =>
        Info().Match(info) is { Success: true } said && RedactionProfiles.FromWord(said.Groups["profile"].Value) is { } profile
            ? (said.Groups["id"].Value, profile)
            : throw new BundleWrongException("bundle.wrong.made", "bag-info.txt");

    [GeneratedRegex(@"^data/([a-z-]+\.csv|index\.json)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"^data/derivatives/[^/]+\.txt$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Transcript();

    [GeneratedRegex(@"\nExternal-Identifier: (?<id>[0-9]{8}-[0-9]{1,9})\nVariant: [a-z]+\nProfile: (?<profile>[a-z-]+)\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Info();
}
