using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Redaction;

namespace ContactLog.Reports.Building;

/// <summary>Why a text of the record is in nothing of a copy, whatever else is removed from what is in it.</summary>
internal enum LeftOutReason
{
    /// <summary>A private note: in no copy.</summary>
    Private,

    /// <summary>A mark for redaction, which tells what it hides: in no copy.</summary>
    Mark,

    /// <summary>What the program knows a row again by: in no copy.</summary>
    Key,

    /// <summary>What it belongs to is not in this copy: outside the period, withdrawn, or not chosen.</summary>
    NotIn,

    /// <summary>Its class of fields was left out by choice.</summary>
    Choice,

    /// <summary>What the other person is not told: who helps her, what she calls her record, what earlier reports were made with. The full copy has it.</summary>
    NotTold,
}

/// <summary>A text that is left out: why, and by which class of fields where that was chosen.</summary>
internal readonly record struct LeftOutText(LeftOutReason Reason, FieldClass Class = default);

/// <summary>
/// What of a record is in a copy. The bundle's files, its <c>exclusions.csv</c> and the report's numbers under "Not
/// included" all ask here, so that whoever adds up the one finds the other.
/// </summary>
internal sealed class CopyScope
{
    /// <summary>Fields that no page shows; of a locator see <see cref="IsPlaceInFile"/>.</summary>
    private static readonly string[] s_unprinted = ["raw", "mail-route", "locator", "metadata", "file", "skipped-list", "problems", "date-order", "own-numbers", "person"];

    private readonly CaseFile _file;
    private readonly ReportOptions _options;
    private readonly HashSet<int> _items;

    public CopyScope(CaseFile file, ReportOptions options)
    {
        (_file, _options) = (file, options);
        var isLawyer = options.Profile == RedactionProfile.LawyerFull;
        _items = file.Contacts.Concat<Item>(file.ContactPoints).Concat(file.Lines).Concat(file.Imports).Concat(file.Responses.Where(options.IsIn))
            .Concat(file.AllIncidents.Where(row => options.IsIn(row, file) && (isLawyer || !row.IsWithdrawn)))
            .Concat(file.Exhibits.Where(exhibit => isLawyer
                ? file.Find<Item>(exhibit.OfSeq) switch
                {
                    Incident shown => options.IsIn(shown, file),
                    Response response => options.IsIn(response),
                    _ => true,
                }
                : options.IsIn(exhibit, file)))
            .Append(file.Settings).Select(item => item.FirstSeq).ToHashSet();
        if (isLawyer)
        {
            // What was withdrawn is her lawyer's to know.
            _items.UnionWith(file.Items.Where(item => item.IsWithdrawn && (item is Line or Contact or ContactPoint || (item is Response response && options.IsIn(response)))).Select(item => item.FirstSeq));
        }
    }

    /// <summary>True when the item of a first entry is in.</summary>
    public bool Holds(int seq) => _items.Contains(seq);

    /// <summary>Why a text is left out; null when it is in, as far as nothing is removed from it.</summary>
    public LeftOutText? WhyWithout(OpenedEntry entry, string name)
    {
        if (_file.Find<Item>(entry.Text.Target ?? entry.Seq) is not { } item)
        {
            return null;
        }

        if (name == "reason" && item.History.FirstOrDefault(revision => revision.Entry.Seq == entry.Seq) is { Changes.Count: > 0 } revision)
        {
            // Why something was changed tells of it: where all of the change is left out, the reason goes with it.
            var changes = revision.Changes.Select(change => WhyWithout(entry, change.Name)).ToList();
            return changes.TrueForAll(why => why is not null) ? changes[0] : null;
        }

        if (name == "reason" && item is Incident row && WithdrawalOf(row)?.Seq == entry.Seq)
        {
            // Printed with the withdrawn rows, whatever else is left out.
            return null;
        }

        var field = FieldCatalogue.Owner(item.Type, name);
        return item.Type == ItemType.Redaction ? new(LeftOutReason.Mark)
            : field?.Class == FieldClass.Private ? new(field.Kind == FieldKind.Machine ? LeftOutReason.Key : LeftOutReason.Private)
            : !Holds(item.FirstSeq) ? new(LeftOutReason.NotIn)
            : field is not null && _options.Withheld.Contains(field.Class) ? new(LeftOutReason.Choice, field.Class)
            : null;
    }

    /// <summary>The entry that withdrew a row which stays withdrawn; null where it was withdrawn with the import that brought it.</summary>
    public static OpenedEntry? WithdrawalOf(Incident row) =>
        row.IsWithdrawn ? row.History.LastOrDefault(revision => revision.Entry.Text.Kind == EntryKind.Withdraw)?.Entry : null;

    /// <summary>True when the corrections of an item are printed: what was recorded before stands there beside what holds.</summary>
    public bool IsCorrected(Item item) => item.History.Count > 1 && item is not (CaseSettings or RedactionMark)
        && (item is not Response response || _options.IsIn(response))
        && (item is not Exhibit exhibit || _options.IsIn(exhibit, _file))
        && (item is not Incident row || (_options.IsIn(row, _file) && !row.IsWithdrawn));

    /// <summary>What of a correction is printed. What differs only in what was redacted looks the same before and now.</summary>
    public IReadOnlyList<FieldChange> Shown(Item item, Revision revision) =>
    [
        .. revision.Changes.Where(change => !string.Equals(change.Before, change.Now, StringComparison.Ordinal)
            && !(FieldCatalogue.Owner(item.Type, change.Name) is { } field && (_options.Withheld.Contains(field.Class) || (field.Class == FieldClass.Characterisation && !_options.WithMarks)))),
    ];

    /// <summary>False for a correction of which nothing is printed: why it was made would tell of it.</summary>
    public bool TellsWhy(Item item, Revision revision) => revision.Changes.Count == 0 || Shown(item, revision).Count > 0;

    /// <summary>True when a removal is told of in this copy, in the report's number and in <c>redactions.csv</c> alike.</summary>
    public bool Tells(Removal removal) => Holds(removal.ItemSeq) || IsPrinted(removal);

    /// <summary>True when the text is not what the item says now: an earlier wording, or why something was changed.</summary>
    public static bool IsEarlier(Item item, Removal removal) => removal.Field == "reason" || Ends(item, removal) is not null;

    /// <summary>The question of the chosen court whose answer something was removed from.</summary>
    public CourtQuestion? Asked(Removal removal) => Court.Find(_options.Court) is { } court ? court.Questions.FirstOrDefault(question => ReportOptions.AnswerKey(court, question) == removal.Field) : null;

    /// <summary>True when the text that something was removed from stands in the report: then the removal has a line there.</summary>
    public bool IsPrinted(Removal removal) => (!s_unprinted.Contains(removal.Field, StringComparer.Ordinal) || IsPlaceInFile(removal)) && _file.Find<Item>(removal.ItemSeq) switch
    {
        { } item when FieldCatalogue.Owner(item.Type, removal.Field) is { } field && _options.Withheld.Contains(field.Class) => false,
        // Of a row that stays withdrawn only the reason is printed.
        Incident { IsWithdrawn: true } row => removal.Field == "reason" && WithdrawalOf(row)?.Seq == removal.EntrySeq,
        CaseSettings settings => Asked(removal) is not null || (FieldCatalogue.Owner(ItemType.Case, removal.Field) is not null && !IsEarlier(settings, removal)),
        { } item when item.IsWithdrawn || IsEarlier(item, removal) => InCorrections(item, removal),
        Exhibit exhibit => _options.IsIn(exhibit, _file),
        // Of her own messages and appointments the tables of witnesses and effects print nothing.
        Incident { IsOwn: true } when OthersSections.IsOnlyHere(removal.Field) => false,
        { } item => Holds(item.FirstSeq),
        null => false,
    };

    /// <summary>Where a row stood in the file it came from is printed with the row.</summary>
    private bool IsPlaceInFile(Removal removal) => removal.Field == "locator" && _file.Find<Incident>(removal.ItemSeq) is { SourceSeq: not null, IsWithdrawn: false };

    /// <summary>True when the corrections print it: as the wording that a change made or took away, or as the reason.</summary>
    private bool InCorrections(Item item, Removal removal) => IsCorrected(item) && item.History.Skip(1).Any(revision => removal.Field == "reason"
        ? revision.Entry.Seq == removal.EntrySeq && TellsWhy(item, revision)
        : (revision.Entry.Seq == removal.EntrySeq || revision.Entry.Seq == Ends(item, removal)) && Shown(item, revision).Any(change => change.Name == removal.Field));

    /// <summary>The entry that put another wording in the place of the one that something was removed from; null while it holds.</summary>
    private static int? Ends(Item item, Removal removal) =>
        item.History.FirstOrDefault(later => later.Entry.Seq > removal.EntrySeq && later.Changes.Any(change => change.Name == removal.Field))?.Entry.Seq;

    /// <summary>True for a text that only the full copy has, though nothing of it is private or was removed: the copy for the other person does not tell it.</summary>
    /// <param name="entry">The entry, as it was recorded or as the copy tells it.</param>
    /// <param name="name">The text.</param>
    /// <param name="isRedacted">Tells from which texts something was removed.</param>
    /// <param name="actors">The names beside entries.</param>
    public bool IsUntold(OpenedEntry entry, string name, Func<int, string, bool> isRedacted, Actors actors)
    {
        if (WhyWithout(entry, name) is not null || isRedacted(entry.Seq, name))
        {
            return false;
        }

        if (_file.Find<Item>(entry.Text.Target ?? entry.Seq) is not { } item)
        {
            // The entry of this export says with which choices it was made; what else is no item concerns her alone.
            return entry.Seq != _file.Entries.Count;
        }

        var changed = name == "reason" ? entry.FieldFiles.Names.Where(other => FieldCatalogue.Owner(item.Type, other) is not null).ToList() : [];
        return changed.Count > 0 && changed.TrueForAll(other => WhyWithout(entry, other) is not null || isRedacted(entry.Seq, other) || IsUntold(entry, other, isRedacted, actors))
            || (FieldCatalogue.Owner(item.Type, name) is null
                // Who helps her is not told to the other person: only her own name stands beside her entries.
                ? name is not ("type" or "reason") && !(name == "actor" && actors.Names(entry))
                : item is CaseSettings && name is not ("own-name" or "court" or "case-number" or "zone"));
    }

    /// <summary>How many texts are left out, by reason and class: every wording that was recorded, a line of <c>exclusions.csv</c> each.</summary>
    /// <param name="isRedacted">Tells from which texts something was removed: those have a section of their own.</param>
    /// <param name="actors">The names beside entries.</param>
    public IReadOnlyList<(LeftOutText Why, int Texts)> LeftOut(Func<int, string, bool> isRedacted, Actors actors) =>
    [
        .. _file.Entries.SelectMany(entry => entry.FieldFiles.Names.Select(name => WhyWithout(entry, name)
                ?? (_options is { HasBundle: true, Profile: not RedactionProfile.LawyerFull } && IsUntold(entry, name, isRedacted, actors) ? new LeftOutText(LeftOutReason.NotTold) : (LeftOutText?)null)))
            .OfType<LeftOutText>()
            .GroupBy(why => why).OrderBy(group => group.Key.Reason).ThenBy(group => group.Key.Class).Select(group => (group.Key, group.Count())),
    ];
}
