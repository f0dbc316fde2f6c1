using System.Globalization;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Responses;
using NodaTime;

namespace ContactLog.Domain.Sharing;

/// <summary>A statement that a witness added, in the words they sent.</summary>
/// <param name="Of">The incident it is about, by its first entry.</param>
/// <param name="Label">Its label as an exhibit, the same for everybody.</param>
/// <param name="Recorded">When it came in, by the server's clock.</param>
/// <param name="Words">The words as they were typed; a transcript that was changed since does not change them.</param>
public sealed record OwnStatement(int Of, string Label, Instant Recorded, string Words);

/// <summary>
/// A case as somebody it is shared with sees it. The one place where a scope is applied: items outside it are not in
/// the file, fields outside it were never said. Types of item that are not named here are not seen, whatever is added later.
/// </summary>
public sealed class ScopedCase
{
    private static readonly EntryKind[] s_ofItems = [EntryKind.Entry, EntryKind.Amend, EntryKind.Restore, EntryKind.Withdraw];

    // Ways to reach somebody that the catalogue holds for facts about the other person.
    private static readonly Dictionary<ItemType, string[]> s_details = new()
    {
        [ItemType.Incident] = ["from", "device", "url"],
        [ItemType.Boundary] = ["to"],
        [ItemType.Contact] = ["addresses", "employer"],
        [ItemType.Exhibit] = ["shown-from"],
    };

    private readonly HashSet<int> _covered;

    private ScopedCase(CaseScope scope, CaseFile file, HashSet<int> covered, int? mostSerious, IReadOnlyList<OwnStatement> statements)
    {
        Scope = scope;
        File = file;
        _covered = covered;
        MostSerious = file.Find<Incident>(mostSerious);
        Statements = statements;
    }

    /// <summary>The scope.</summary>
    public CaseScope Scope { get; }

    /// <summary>What is seen of the case. Its counts are of what is seen.</summary>
    public CaseFile File { get; }

    /// <summary>The incident that she chose as the most serious for the report she made last; null when she chose none, or one that is not seen.</summary>
    public Incident? MostSerious { get; }

    /// <summary>What a witness added themselves, oldest first; what she has withdrawn is not among it. Empty for everybody else, who finds statements among the exhibits.</summary>
    public IReadOnlyList<OwnStatement> Statements { get; }

    /// <summary>False for an original that tells where it was made, when such details are not shared.</summary>
    public bool MayOpen(Exhibit exhibit)
    {
        ArgumentNullException.ThrowIfNull(exhibit);
        return File.Find<Exhibit>(exhibit.Id) is not null && !_covered.Contains(exhibit.FirstSeq);
    }

    /// <summary>
    /// True for what can be opened by itself. Who somebody is may stand beside what they did; the page about them is a way to reach them, and stays
    /// closed with the other details.
    /// </summary>
    public bool MayRead(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return File.Find<Item>(item.Id) is not null && item switch
        {
            Incident or Line or Response => true,
            Contact or ContactPoint => Scope.WithDetails,
            _ => false,
        };
    }

    /// <summary>Applies a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="file">The opened case. Its items take on what is seen, so it must not be used any more.</param>
    /// <param name="grant">The grant under which it is seen: a witness's own statements are known by it; null for none.</param>
    public static ScopedCase Of(CaseScope scope, CaseFile file, Guid? grant = null)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(file);
        var labels = file.Items.OfType<Exhibit>().ToDictionary(exhibit => exhibit.FirstSeq, exhibit => exhibit.Label);
        var seen = file.Items.Where(item => item is not Exhibit && IsSeen(scope, item) && !IsUncountable(scope, file, item)).ToDictionary(item => item.FirstSeq);
        foreach (var exhibit in file.Exhibits.Where(exhibit => IsSeen(scope, exhibit, seen)))
        {
            seen.Add(exhibit.FirstSeq, exhibit);
        }

        var statements = OwnStatements(scope, file, grant, seen);

        // A photograph or film can say where it was taken, an export holds numbers of others: the original stays covered with the other details.
        var covered = scope.WithDetails ? [] : seen.Values.OfType<Exhibit>().Where(exhibit => exhibit.MayTellPlace || exhibit.IsExport).Select(exhibit => exhibit.FirstSeq).ToHashSet();
        // Of her reports nothing else is seen. Those that a lawyer made under a grant choose none.
        var mostSerious = file.Entries.LastOrDefault(entry => entry.Text.Kind == EntryKind.Export && entry["grant"] is null)?["most-serious"] is { } chosen
            && int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var serious) ? serious : (int?)null;
        var entries = new List<OpenedEntry>(file.Entries.Count);
        // Of most items everything is seen: they say what they said, and are not put together a second time.
        var inFull = seen.Keys.ToHashSet();
        inFull.Remove(file.Settings.FirstSeq);
        foreach (var entry in file.Entries)
        {
            var of = entry.Text.Target ?? entry.Seq;
            if (!seen.TryGetValue(of, out var item))
            {
                continue;
            }

            var rest = s_ofItems.Contains(entry.Text.Kind) ? Without(scope, entry, item, seen) : null;
            if (rest is not null)
            {
                entries.Add(rest);
                item.LatestSeq = entry.Seq;
            }

            if (!ReferenceEquals(rest, entry))
            {
                inFull.Remove(of);
            }
        }

        var scoped = CaseFile.Open(file.Id, entries, seen.Values, inFull);
        foreach (var exhibit in scoped.Items.OfType<Exhibit>())
        {
            // The label of the whole record: what she calls A-6 is A-6 to everybody.
            exhibit.Label = labels[exhibit.FirstSeq];
        }

        return new(scope, scoped, covered, mostSerious, statements);
    }

    /// <summary>True when a field is seen on an item.</summary>
    public static bool Shows(CaseScope scope, Item item, FieldDefinition field)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(field);
        if (scope.Role == ShareRole.Witness && item is CaseSettings && field.Name != "zone")
        {
            return false;
        }

        // What she named to be kept back from reports is for whoever makes them.
        if (field.Section == "kept-back" && scope.Role != ShareRole.Lawyer)
        {
            return false;
        }

        if (field.Name == "description" && !scope.WithDetails && NamesWitness(item))
        {
            return false;
        }

        return field.Class switch
        {
            FieldClass.Fact or FieldClass.Characterisation or FieldClass.Keeping => scope.WithDetails || !(s_details.TryGetValue(item.Type, out var names) && names.Contains(field.Name, StringComparer.Ordinal)),
            FieldClass.Impact => scope.Impact.Contains(item.FirstSeq),
            FieldClass.Whereabouts or FieldClass.Place or FieldClass.Reach or FieldClass.Minor or FieldClass.Origin or FieldClass.Witness or FieldClass.Identifier => scope.WithDetails,
            _ => false,
        };
    }

    // A row of somebody else is known by its number, which a scope without details does not show: it would be counted for the person, and a helper would
    // read a higher number to a judge than the record has.
    private static bool IsUncountable(CaseScope scope, CaseFile file, Item item) =>
        !scope.WithDetails && scope.Role != ShareRole.Witness && item is Incident { ContactSeq: null } row && CountedRows.IsOfOthers(file, row);

    private static bool IsSeen(CaseScope scope, Item item) => item switch
    {
        CaseSettings => true,
        Incident incident => scope.Covers(incident),
        { IsWithdrawn: true } => false,
        // What a doctor saw is hers to show, visit by visit; until a scope can name one, none is seen.
        CareVisit => false,
        Response or Line or Contact => scope.Role != ShareRole.Witness,
        ContactPoint => scope.Role != ShareRole.Witness && scope.WithDetails,
        _ => false,
    };

    // One that shows nothing in particular belongs to the whole case.
    private static bool IsSeen(CaseScope scope, Exhibit exhibit, Dictionary<int, Item> seen) =>
        scope.Role != ShareRole.Witness && (exhibit.OfSeq is { } of ? seen.ContainsKey(of) : scope.IsWhole);

    private static IReadOnlyList<OwnStatement> OwnStatements(CaseScope scope, CaseFile file, Guid? grant, Dictionary<int, Item> seen) =>
        scope.Role != ShareRole.Witness || grant is not { } id ? [] :
        [
            .. file.Exhibits.Where(exhibit => exhibit.IsStatementOf(id) && exhibit.OfSeq is { } of && seen.ContainsKey(of))
                .Select(exhibit => new OwnStatement(exhibit.OfSeq!.Value, exhibit.Label, exhibit.Recorded, exhibit.FieldsAt(exhibit.FirstSeq)["transcript"] ?? "")),
        ];

    // A statement is described by the name of whoever made it, and its entry bears it: the names of witnesses are seen with the other details only.
    private static bool NamesWitness(Item item) => item is Exhibit { IsStatement: true };

    private static OpenedEntry? Without(CaseScope scope, OpenedEntry entry, Item item, Dictionary<int, Item> seen)
    {
        bool Stays(string name, FieldFile file)
        {
            if (name is "type" or "actor" or "reason")
            {
                return name != "actor" || scope.WithDetails || !NamesWitness(item);
            }

            if (FieldCatalogue.Owner(item.Type, name) is not { } field || !Shows(scope, item, field))
            {
                return false;
            }

            // A link names what it leads to by its place in the record; where that is not seen, the link is not either.
            // The import it came from stays: that it was imported is part of the row.
            return field.Kind != FieldKind.Link || (int.TryParse(file.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var to) ? seen.ContainsKey(to) : file.Text.Length == 0);
        }

        // Of most entries everything is seen: a second set of fields is made only where something is left out.
        if (entry.FieldFiles.All.All(field => Stays(field.Key, field.Value)))
        {
            return entry;
        }

        // Why she changed something that is not seen would tell of it, and that she changed it too.
        var rest = FieldFiles.InOrder([.. entry.FieldFiles.All.Where(field => field.Key != "reason" && Stays(field.Key, field.Value))]);
        return entry.Text.Kind == EntryKind.Amend && rest.Names.All(name => name == "actor")
            ? null
            : new() { Text = entry.Text, Digest = entry.Digest, FieldFiles = rest, Files = entry.Files };
    }
}
