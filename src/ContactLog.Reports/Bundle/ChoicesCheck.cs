using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// The part of the check that compares what is left out whole with the choices that the entry of the export names. Whoever takes an exhibit out with all its
/// texts can list it as not in this report; a choice for which it would not be in must be there. What kind of item it was, an entry tells by its files and the names of its fields.
/// </summary>
internal sealed class ChoicesCheck
{
    private static readonly string[] s_choices = ["profile", "from", "to", "kinds", "people", "with-impact", "with-witnesses", "with-measures"];
    private static readonly ItemType[] s_types = [.. Enum.GetValues<ItemType>().Where(type => type is not (ItemType.Case or ItemType.Exhibit or ItemType.Import))];
    private readonly RecordRead _record;
    private readonly ReportOptions _options;
    private readonly ILookup<int, string> _names;
    private readonly bool _isService;
    private readonly bool _mayBeWithdrawn;

    private ChoicesCheck(RecordRead record, CaseFile file, ReportOptions options)
    {
        (_record, _options, _isService) = (record, options, options.Profile != RedactionProfile.LawyerFull);
        _names = record.Entries.SelectMany(entry => entry.Fields.Select(field => (Item: entry.Target ?? entry.Seq, field.Name))).ToLookup(field => field.Item, field => field.Name);
        // What an import brought is withdrawn with it; from which import it came is not here.
        _mayBeWithdrawn = file.Items.Any(item => item is Import { IsWithdrawn: true });
    }

    /// <summary>Compares.</summary>
    /// <param name="record">What of the record is there.</param>
    /// <param name="file">The case as far as that tells it.</param>
    /// <param name="profile">For whom the bundle says it is made.</param>
    /// <param name="facts">Takes what could not be compared.</param>
    public static void Check(RecordRead record, CaseFile file, RedactionProfile profile, List<BundleFinding> facts)
    {
        var left = file.Items.Where(item => !record.Tells(item.FirstSeq)).OrderBy(item => item.FirstSeq).ToList();
        if (left.Count == 0)
        {
            return;
        }

        var last = record.Entries[^1];
        if (Choices(record, last, profile) is not { } options)
        {
            facts.Add(new("bundle.fact.no-choices", left.Count));
            return;
        }

        var check = new ChoicesCheck(record, file, options);
        if (left.Find(item => item is not (Exhibit or Import) && check.MustBeIn(item)) is { } item)
        {
            throw new BundleWrongException("bundle.wrong.item-left", item.FirstSeq, last.Seq);
        }

        // A statement of a witness goes with the witnesses, and every other exhibit with the row or report that it shows.
        var mayGo = (check._isService && !options.WithWitnesses) || left.Exists(check.MayTakeAnExhibit);
        if (left.OfType<Exhibit>().FirstOrDefault(exhibit => !mayGo && !exhibit.IsWithdrawn && !check._mayBeWithdrawn) is { } exhibit)
        {
            throw new BundleWrongException("bundle.wrong.exhibit-left", exhibit.Label, exhibit.FirstSeq, last.Seq);
        }

        if (left.Count(item => item is Exhibit || check.MayTakeAnExhibit(item)) is > 0 and var number)
        {
            facts.Add(new("bundle.fact.choices", number, last.Seq));
        }
    }

    /// <summary>The choices of the export; null where the last entry does not tell them here.</summary>
    private static ReportOptions? Choices(RecordRead record, EntryText last, RedactionProfile profile)
    {
        if (last.Kind != EntryKind.Export || last.Fields.Any(field => s_choices.Contains(field.Name, StringComparer.Ordinal) && !record.Texts.ContainsKey((last.Seq, field.Name))))
        {
            return null;
        }

        var said = last.Fields.Where(field => record.Texts.ContainsKey((last.Seq, field.Name)))
            .Aggregate(FieldSet.Empty, (fields, field) => fields.With(field.Name, record.Texts[(last.Seq, field.Name)].Text));
        return said["profile"] == profile.Word() ? ReportOptions.FromFields(said) : null;
    }

    /// <summary>The types that an item can have: those that have every field which its entries name.</summary>
    private List<ItemType> Types(Item item)
    {
        var names = _names[item.FirstSeq].Where(name => s_types.Any(type => FieldCatalogue.Owner(type, name) is not null)).ToHashSet(StringComparer.Ordinal);
        return [.. s_types.Where(type => names.All(name => FieldCatalogue.Owner(type, name) is not null))];
    }

    private bool MustBeIn(Item item) => Types(item) is { Count: > 0 } types && types.TrueForAll(type => !MayBeOut(item, type));

    /// <summary>True for what may be left out and may have been what an exhibit shows.</summary>
    private bool MayTakeAnExhibit(Item item) => item is not (Exhibit or Import)
        && Types(item).Exists(type => type is ItemType.Incident or ItemType.AuthorityReport or ItemType.Hearing or ItemType.CareVisit or ItemType.Measure && MayBeOut(item, type));

    /// <summary>The same rules by which <see cref="CopyScope"/> leaves something out.</summary>
    private bool MayBeOut(Item item, ItemType type) => (_isService && (item.IsWithdrawn || _mayBeWithdrawn)) || type switch
    {
        ItemType.Redaction => true,
        ItemType.Incident => _options is not { From: null, To: null, Kinds.Count: 0, People.Count: 0 },
        ItemType.CareVisit => !_options.WithImpact,
        ItemType.Measure => !_options.HasMeasures,
        _ => false,
    };
}
