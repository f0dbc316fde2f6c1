using System.Text.RegularExpressions;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;

namespace ContactLog.Reports.Redaction;

/// <summary>What a case says must be removed wherever it stands.</summary>
internal static partial class ProtectedValues
{
    private const int ShortestName = 5;

    private static readonly (string Field, RedactionKind Kind)[] s_own =
    [
        ("own-address", RedactionKind.HomeAddress), ("own-phone", RedactionKind.Phone), ("own-email", RedactionKind.Email), ("own-account", RedactionKind.AccountName),
        ("work-place", RedactionKind.Workplace), ("school", RedactionKind.School), ("kept-back", RedactionKind.KeptBack),
    ];

    private static readonly (string Field, RedactionKind Kind)[] s_personal =
        [("children", RedactionKind.Child), ("birth-dates", RedactionKind.BirthDate), ("own-ids", RedactionKind.GovernmentId)];

    /// <summary>The fields of the case that hold such values, in the order of the sheet.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. s_own.Concat(s_personal).Select(pair => pair.Field)];

    /// <summary>Where she can be found or reached: on a sheet of its own for her lawyer, in no other report.</summary>
    public static IReadOnlyList<ProtectedValue> Own(CaseFile file)
    {
        var values = Listed(file.Settings, s_own).ToList();
        var number = values.Count(value => value.Kind == RedactionKind.Phone);
        foreach (var phone in file.Imports.SelectMany(import => import.Fields.List("own-numbers")).Distinct(StringComparer.Ordinal)
            .Where(phone => values.TrueForAll(value => value.Value != phone)).ToList())
        {
            values.Add(new(RedactionKind.Phone, phone, ++number));
        }

        return [.. values.Where(value => value.IsFindable)];
    }

    /// <summary>Children, birth dates and numbers of papers.</summary>
    public static IReadOnlyList<ProtectedValue> Personal(CaseFile file) => [.. Listed(file.Settings, s_personal).Where(value => value.IsFindable)];

    /// <summary>How witnesses can be reached, and the names that files came with.</summary>
    public static IReadOnlyList<ProtectedValue> OfOthers(CaseFile file)
    {
        var values = new Dictionary<string, RedactionKind>(StringComparer.Ordinal);
        foreach (var text in file.AllIncidents.SelectMany(row => row.History).SelectMany(revision => revision.Changes).Where(change => change.Name == "witness-contact").Select(change => change.Now))
        {
            foreach (Match reach in Reaches().Matches(text ?? ""))
            {
                values[reach.Value] = RedactionKind.WitnessContact;
            }
        }

        foreach (var person in file.Contacts.Where(person => !person.IsMain && !person.IsGoBetween))
        {
            foreach (var value in file.PointsOf(person).Select(point => point.Value).Concat(person.Fields.List("addresses")).OfType<string>())
            {
                values[value] = RedactionKind.WitnessContact;
            }
        }

        foreach (var name in file.Entries.SelectMany(entry => entry.Files).Select(one => one.Entry.Name)
            .Concat(file.AllIncidents.SelectMany(row => row.Fields.List("attachments")).Select(line => line.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var end ? line[..end] : line))
            .Concat(file.AllIncidents.SelectMany(row => row.Fields.List("locator")).Concat(file.Imports.SelectMany(import => import.Fields.List("skipped-list"))).SelectMany(Inside).Distinct(StringComparer.Ordinal)))
        {
            var stem = Path.GetFileNameWithoutExtension(name);
            if (name.Length >= ShortestName && stem.Length < name.Length)
            {
                values.TryAdd(name, RedactionKind.DeviceData);
            }

            // IMG_4711 tells the file as well as IMG_4711.jpg does; a word such as "voicemail" does not.
            if (stem.Length >= ShortestName && stem.Any(char.IsDigit) && stem.Any(char.IsLetter))
            {
                values.TryAdd(stem, RedactionKind.DeviceData);
            }
        }

        return [.. values.Select(pair => new ProtectedValue(pair.Value, pair.Key, 0)).Where(value => value.IsFindable)];
    }

    /// <summary>The numbers and addresses that contact came from: never taken for a card or a paper.</summary>
    public static IReadOnlyList<string> Senders(CaseFile file) =>
    [
        .. file.ContactPoints.Where(point => file.Find<Contact>(point.ContactSeq) is null or { IsMain: true } or { IsGoBetween: true }).Select(point => point.Value)
            .Concat(file.AllIncidents.Select(row => row["from"])).OfType<string>().Select(Digits).Where(digits => digits.Length >= 7).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The digits of a text.</summary>
    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>The names of the files and folders in an archive that lead to a place. Those that a program gives alike to everybody tell nothing.</summary>
    private static IEnumerable<string> Inside(string place) =>
        place.LastIndexOf('!') is > 0 and var end ? place[..end].Split('!', '/').Where(name => !GivenToAll().IsMatch(name)) : [];

    private static IEnumerable<ProtectedValue> Listed(CaseSettings settings, (string Field, RedactionKind Kind)[] fields)
    {
        foreach (var (field, kind) in fields)
        {
            var number = 0;
            foreach (var line in settings.Fields.List(field).Select(line => line.Trim()).Where(line => line.Length > 0))
            {
                yield return new(kind, line, ++number);
            }
        }
    }

    [GeneratedRegex(@"^(_chat\.txt|(message|messages|result|main|chat)(_?[0-9]+)?\.(json|jsonl|html|db|xml))$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex GivenToAll();

    [GeneratedRegex(@"[^\s,;<>()]+@[^\s,;<>()]+|\+?[0-9(][0-9 ().\-/\u00A0]{4,}[0-9]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reaches();
}
