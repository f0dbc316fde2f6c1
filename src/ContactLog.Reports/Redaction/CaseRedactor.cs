using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using NodaTime;

namespace ContactLog.Reports.Redaction;

/// <summary>A case from whose texts everything was removed that a profile removes.</summary>
public sealed class RedactedCase
{
    private readonly HashSet<(int Seq, string Field)> _touched;

    internal RedactedCase(CaseFile file, ReportOptions options, IReadOnlyList<Removal> redactions, IEnumerable<(int Seq, string Field)> touched) =>
        (Case, Options, Redactions, _touched) = (file, options, redactions, touched.ToHashSet());

    /// <summary>The case with brackets in place of what was removed. A report made from it cannot hold what is not in it.</summary>
    public CaseFile Case { get; }

    /// <summary>Everything that was removed, in the order of the record.</summary>
    public IReadOnlyList<Removal> Redactions { get; }

    /// <summary>The choices, the texts that she wrote among them redacted too: answers to a court's questions stand in no item.</summary>
    public ReportOptions Options { get; }

    /// <summary>True when something was removed from a text: its field file must not leave.</summary>
    public bool Touches(int seq, string field) => _touched.Contains((seq, field));
}

/// <summary>
/// Removes from the texts of a case what a profile removes, before anything is laid out: the report, the preview, tables
/// and alternative texts are made from what is left. Covering instead of removing is the mistake that
/// <c>docs/redaction.md</c> names.
/// </summary>
public sealed class CaseRedactor
{
    private static readonly string[] s_never = ["zone", "media-type", "format", "format-version", "country", "time-basis", "own-name", "court", "case-number"];

    private readonly CaseFile _file;
    private readonly ReportOptions _options;
    private readonly Words _words;
    private readonly TextRedactor _texts;
    private readonly ILookup<int, RedactionMark> _marks;
    private readonly Actors _actors;
    private readonly (Instant When, string By) _made;
    private readonly List<Removal> _redactions = [];
    private readonly HashSet<(int, string)> _touched = [];

    private CaseRedactor(CaseFile file, ReportOptions options, Words words)
    {
        (_file, _options, _words) = (file, options, words);
        var isLawyer = options.Profile == RedactionProfile.LawyerFull;
        var own = ProtectedValues.Own(file);
        _texts = new(options.Profile, options.HasTexasRules, words, isLawyer ? own : [.. own, .. ProtectedValues.Personal(file), .. ProtectedValues.OfOthers(file)], ProtectedValues.Senders(file));
        _marks = file.RedactionMarks.Where(mark => mark.IsFor(options.Profile) && mark.OfSeq is not null).ToLookup(mark => mark.OfSeq!.Value);
        _actors = new(file, options.Profile, words);
        _made = (file.Entries[^1].Recorded, _actors.Of(file.Entries[^1]));
    }

    /// <summary>Removes what the profile of the options removes. The file that is given stays as it is.</summary>
    public static RedactedCase Redact(CaseFile file, ReportOptions options, Words words)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        var redactor = new CaseRedactor(file, options, words);
        var redacted = file.Retold(redactor.Retell);
        redactor.AddAreas();
        options = options with { Answers = options.Answers.ToDictionary(answer => answer.Key, answer => redactor.Answer(answer.Key, answer.Value), StringComparer.Ordinal) };
        return new(redacted, options, redactor._redactions, redactor._touched);
    }

    /// <summary>The areas of an exhibit's picture that are removed.</summary>
    public static IReadOnlyList<PictureArea> AreasOf(CaseFile file, Exhibit exhibit, RedactionProfile profile)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(exhibit);
        return [.. file.RedactionMarks.Where(mark => mark.OfSeq == exhibit.FirstSeq && mark.IsFor(profile)).Select(mark => mark.Area).OfType<PictureArea>()];
    }

    /// <summary>Tells whether a copy removes something from a text that stands in a file of an exhibit: such a file is not printed.</summary>
    public static Func<string, bool> Remover(CaseFile file, ReportOptions options, Words words)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        var redactor = new CaseRedactor(file, options, words);
        List<RedactionMark> marks = [.. redactor._marks.SelectMany(one => one)];
        return text => redactor._texts.Find(Brackets.Harmless(text), isSender: false, marks).Count > 0;
    }

    private OpenedEntry Retell(OpenedEntry entry)
    {
        var item = _file.Find<Item>(entry.Text.Target ?? entry.Seq);
        var changed = new Dictionary<string, FieldFile>(StringComparer.Ordinal);
        foreach (var (name, file) in entry.FieldFiles.All)
        {
            var text = Retold(entry, item, name, file.Text);
            if (!ReferenceEquals(text, file.Text))
            {
                changed.Add(name, file with { Text = text });
            }
        }

        var files = entry.Files;
        if (_options.Profile != RedactionProfile.LawyerFull && files.Count > 0)
        {
            foreach (var file in files)
            {
                _touched.Add((entry.Seq, FileField(file.Number)));
                List(entry, item, "file", RedactionKind.DeviceData, RedactionRule.Profile, 1);
            }

            files = [.. files.Select(file => file with { Entry = file.Entry with { Name = Brackets.Plain(Brackets.Of(_words, RedactionKind.DeviceData)) } })];
        }

        return changed.Count == 0 && ReferenceEquals(files, entry.Files)
            ? entry
            : entry with { FieldFiles = FieldFiles.InOrder([.. entry.FieldFiles.All.Select(field => KeyValuePair.Create(field.Key, changed.GetValueOrDefault(field.Key, field.Value)))]), Files = files };
    }

    /// <summary>The name under which a file entry is told apart from the fields, none of which can have it.</summary>
    internal static string FileField(int number) => FormattableString.Invariant($"file{number}");

    private string Retold(OpenedEntry entry, Item? item, string name, string text)
    {
        var field = item is null ? null : FieldCatalogue.Owner(item.Type, name);
        if (text.Length == 0 || name == "type" || !IsText(item, name, field, text))
        {
            return text;
        }

        if (field?.Class == FieldClass.Private)
        {
            _touched.Add((entry.Seq, name));
            return Brackets.Of(_words, RedactionKind.Private);
        }

        if (item is not null && field is not null && Whole(item, field) is { } kind)
        {
            var year = kind == RedactionKind.BirthDate && _options is { Profile: RedactionProfile.CourtPublic, HasTexasRules: false } && ProtectedValue.Day(text) is { } day ? $"{day.Year}" : null;
            // What only the record holds and no page shows is left out without a line of its own: her own list, above all.
            if (item is not CaseSettings)
            {
                List(entry, item, name, kind, RedactionRule.Profile, 1);
            }

            _touched.Add((entry.Seq, name));
            return Brackets.Of(_words, kind, year);
        }

        var harmless = Brackets.Harmless(text);
        // An answer to a court's question is a field of the entry of the export, and may repeat the words of any item: the bundle holds that field, and it must hold
        // no word that is marked anywhere.
        var found = _texts.Find(harmless, IsSender(item, name), item is null ? ReportOptions.IsAnswer(name) ? [.. _marks.SelectMany(marks => marks)] : [] : [.. _marks[item.FirstSeq]]);
        if (found.Count == 0)
        {
            return harmless;
        }

        _touched.Add((entry.Seq, name));
        foreach (var group in found.GroupBy(one => (one.Kind, one.Rule, Mark: one.Mark?.FirstSeq)))
        {
            List(entry, item, name, group.Key.Kind, group.Key.Rule, group.Count(), group.First().Mark);
        }

        return TextRedactor.Replace(harmless, found);
    }

    /// <summary>True for what somebody wrote or a program noted; false for what the program reckons with.</summary>
    private static bool IsText(Item? item, string name, FieldDefinition? field, string text) => field is null
        ? item is null || name is "actor" or "reason"
        : field.Class == FieldClass.Private || (!s_never.Contains(name, StringComparer.Ordinal) && field.Kind switch
        {
            FieldKind.Line or FieldKind.Text or FieldKind.Words => !(item is CaseSettings && name == "label"),
            FieldKind.Machine => field.Links is null && !(text.Length < 7 && text.All(char.IsAsciiDigit)),
            _ => false,
        });

    /// <summary>What the whole of a field is, when all of it goes.</summary>
    private RedactionKind? Whole(Item item, FieldDefinition field) => field.Class switch
    {
        // Her own list is in no report; for her lawyer it makes the sheet.
        FieldClass.Whereabouts or FieldClass.Minor or FieldClass.Identifier when item is CaseSettings => RedactionKind.KeptBack,
        _ when _options.Profile == RedactionProfile.LawyerFull => null,
        FieldClass.Whereabouts => item is Import ? RedactionKind.Phone : RedactionKind.DeviceData,
        FieldClass.Reach => RedactionKind.WitnessContact,
        FieldClass.Identifier => RedactionKind.BirthDate,
        FieldClass.Origin => RedactionKind.DeviceData,
        _ => null,
    };

    /// <summary>True for the fields that say who contact came from: no rule may hide that.</summary>
    private static bool IsSender(Item? item, string name) => item switch
    {
        ContactPoint => name == "value",
        Contact { IsMain: true } => name is "name" or "label" or "nicknames",
        Domain.Incidents.Incident => name == "from",
        _ => false,
    };

    private string Answer(string question, string text)
    {
        var harmless = Brackets.Harmless(text);
        // It may repeat the words of any item, so the words that were marked in each are looked for. Listed with the case itself: an answer is about all of it.
        var found = _texts.Find(harmless, isSender: false, [.. _marks.SelectMany(marks => marks)]);
        foreach (var group in found.GroupBy(one => (one.Kind, one.Rule, Mark: one.Mark?.FirstSeq)))
        {
            List(_file.Entries[^1], _file.Settings, question, group.Key.Kind, group.Key.Rule, group.Count(), group.First().Mark);
        }

        return TextRedactor.Replace(harmless, found);
    }

    private void List(OpenedEntry entry, Item? item, string field, RedactionKind kind, RedactionRule rule, int places, RedactionMark? mark = null)
    {
        var (when, by) = mark is null ? _made : (mark.Recorded, _actors.Of(mark.History[0].Entry));
        _redactions.Add(new(item?.FirstSeq ?? entry.Seq, entry.Seq, field, kind, rule, places, when, by));
    }

    private void AddAreas()
    {
        foreach (var mark in _marks.SelectMany(group => group).Where(mark => mark.Area is not null && _file.Find<Exhibit>(mark.OfSeq) is not null))
        {
            _redactions.Add(new(mark.OfSeq!.Value, mark.OfSeq.Value, "picture", mark.Kind, RedactionRule.Mark, 1, mark.Recorded, _actors.Of(mark.History[0].Entry)));
        }
    }
}
