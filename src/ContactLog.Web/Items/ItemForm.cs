using System.Globalization;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Time;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Items;

/// <summary>
/// The form of an item, made from the field catalogue: what stands in it, what was typed, what that says.
/// <c>&lt;item-form form="Model.Form" /&gt;</c> shows it, <see cref="Read"/> takes what was posted. Only fields that
/// were shown and whose text was changed can change the item: a short form never clears what it did not ask,
/// and a browser that tidies line ends does not make an amendment.
/// </summary>
public sealed class ItemForm
{
    /// <summary>What stands before the names of the inputs.</summary>
    public const string Prefix = "f.";

    /// <summary>The input that says which fields the form showed.</summary>
    public const string ShownName = Prefix + "shown";

    /// <summary>What the pill sends that takes an answer back. Not empty: an unanswered question would show it as chosen.</summary>
    internal const string LeaveOut = "-";

    private const int MostContacts = 100_000;

    private readonly Dictionary<string, IReadOnlyList<string>> _typed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _askWhich = new(StringComparer.Ordinal);

    private ItemForm(ItemType type, CaseFile file, FieldSet before)
    {
        Type = type;
        Case = file;
        Before = before;
        Fields = before;
        Fill();
    }

    /// <summary>The item type.</summary>
    public ItemType Type { get; }

    /// <summary>The case, for its zone and for the items a link can name.</summary>
    public CaseFile Case { get; }

    /// <summary>What the item said when the form was shown.</summary>
    public FieldSet Before { get; private set; }

    /// <summary>What it says with what was typed; for a new item.</summary>
    public FieldSet Fields { get; private set; }

    /// <summary>The fields that were changed; for an amendment.</summary>
    public FieldSet Changes => Before.ChangesTo(Fields);

    /// <summary>The entry the form was made from: send it along, and give it to <c>EntryDraft.Amend</c>. 0 for a new item.</summary>
    public int Seen { get; private set; }

    /// <summary>A form for a new item.</summary>
    /// <param name="type">The item type.</param>
    /// <param name="file">The case.</param>
    /// <param name="start">What stands in it from the start.</param>
    public static ItemForm New(ItemType type, CaseFile file, FieldSet? start = null) => new(type, file, start ?? FieldSet.Empty);

    /// <summary>A form for an item as it stood at an entry; as it stands now when <paramref name="seen"/> is null or not an entry of the item.</summary>
    public static ItemForm Of(Item item, CaseFile file, int? seen = null)
    {
        ArgumentNullException.ThrowIfNull(item);
        var at = seen is { } seq && item.History.Any(revision => revision.Entry.Seq == seq) ? seq : item.LatestSeq;
        return new(item.Type, file, item.FieldsAt(at)) { Seen = at };
    }

    /// <summary>
    /// Reads what was posted. What cannot be taken is named in <paramref name="state"/> and stays in the form as it was typed.
    /// </summary>
    /// <returns>True when everything could be taken.</returns>
    public bool Read(IFormCollection form, ModelStateDictionary state, Words words, Instant now)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(words);
        var reader = new Reader(this, form, state, words, now);
        foreach (var name in form[ShownName].SelectMany(names => names?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []).Distinct(StringComparer.Ordinal))
        {
            // The list comes from the browser: only what the catalogue lets a person type is read.
            if (FieldCatalogue.Find(Type, name) is { Kind: not FieldKind.Machine } field)
            {
                reader.Read(field);
            }
        }

        return reader.IsGood;
    }

    /// <summary>Puts the form on a newer state of the item, keeping what was changed in it: after another tab saved first.</summary>
    public void MoveTo(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var changes = Changes;
        Before = item.FieldsAt(item.LatestSeq);
        Fields = Before.Amended(changes);
        Seen = item.LatestSeq;
        Fill();
    }

    /// <summary>What stands in an input, by its name without the prefix.</summary>
    internal IReadOnlyList<string> Typed(string name) => _typed.TryGetValue(name, out var values) ? values : [];

    /// <summary>What stands in an input of one value.</summary>
    internal string First(string name) => Typed(name) is { Count: > 0 } values ? values[0] : "";

    /// <summary>True when it must be asked which of two equal times is meant.</summary>
    internal bool AsksWhich(FieldDefinition field) => _askWhich.Contains(field.Name);

    /// <summary>The time a field says so far, for the question which of two it is.</summary>
    internal When WhenOf(FieldDefinition field) => When.Read(name => Before[name], Case.Zone, FieldCatalogue.WhenPrefix(field));

    /// <summary>True when a field says something, or something was typed into it.</summary>
    internal bool IsFilled(FieldDefinition field) => field.Kind == FieldKind.When
        ? Typed(field.Name + ".date").Concat(Typed(field.Name + ".time")).Any(text => text.Length > 0)
        : Typed(field.Name).Any(text => text.Length > 0);

    private void Fill()
    {
        _typed.Clear();
        _askWhich.Clear();
        foreach (var field in FieldCatalogue.Of(Type))
        {
            if (field.Kind == FieldKind.When)
            {
                var when = When.Read(name => Fields[name], Case.Zone, FieldCatalogue.WhenPrefix(field));
                _typed[field.Name + ".date"] = [when.Date is { } date ? WhenInput.DayText(date) : ""];
                _typed[field.Name + ".time"] = [TimeText(when)];
                _typed[field.Name + ".end"] = [when.EndTime is { } end ? When.Format(end) : ""];
                _typed[field.Name + ".fold"] = [when.Fold?.ToString().ToLowerInvariant() ?? ""];
                if (when.Fold is not null)
                {
                    _askWhich.Add(field.Name);
                }
            }
            else
            {
                _typed[field.Name] = Start(field);
            }
        }
    }

    private IReadOnlyList<string> Start(FieldDefinition field) => field.Kind switch
    {
        FieldKind.Choices => Fields.List(field.Name),
        FieldKind.Date => [Fields[field.Name] is { } text ? LocalDatePattern.Iso.Parse(text) is { Success: true } day ? WhenInput.DayText(day.Value) : text : ""],
        _ => [Fields[field.Name] ?? ""],
    };

    private static string TimeText(When when) => when switch
    {
        { Precision: Precision.Part, Part: { } part } => part.ToString().ToLowerInvariant(),
        { Time: null } => "",
        { Typed: { } typed } => typed,
        { Time: { } time } => (when.Precision == Precision.About ? "about " : "") + When.Format(time),
    };

    /// <summary>One reading of a posted form.</summary>
    private sealed class Reader(ItemForm item, IFormCollection form, ModelStateDictionary state, Words words, Instant now)
    {
        private readonly FieldText _text = new(words);

        public bool IsGood { get; private set; } = true;

        public void Read(FieldDefinition field)
        {
            if (field.Kind == FieldKind.When)
            {
                ReadWhen(field);
                return;
            }

            string[] posted = [.. form[Prefix + field.Name].Select(value => Tidy(field, value))];
            if (field.Kind == FieldKind.Choices)
            {
                posted = [.. field.Choices.Where(choice => posted.Contains(choice, StringComparer.Ordinal)), .. posted.Where(choice => choice.Length > 0 && !field.Choices.Contains(choice, StringComparer.Ordinal))];
            }
            else if (posted.Length != 1)
            {
                posted = [posted.FirstOrDefault() ?? ""];
            }

            if (posted.SequenceEqual(item.Typed(field.Name).Select(value => Tidy(field, value)), StringComparer.Ordinal))
            {
                return;
            }

            item._typed[field.Name] = posted;
            if (Check(field, posted) is { } text)
            {
                item.Fields = item.Fields.With(field.Name, text);
            }
        }

        private string? Check(FieldDefinition field, string[] posted)
        {
            var text = posted.Length > 0 ? posted[0] : "";
            switch (field.Kind)
            {
                case FieldKind.Choice or FieldKind.YesNo or FieldKind.Choices:
                    IReadOnlyList<string> allowed = field.Kind == FieldKind.YesNo ? ItemFormTagHelper.Answers : field.Choices;
                    return posted.All(choice => choice.Length == 0 || allowed.Contains(choice, StringComparer.Ordinal))
                        ? string.Join('\n', posted)
                        : Problem(field.Name, words["fields.problem-choice", Label(field)]);
                case FieldKind.Number:
                    return text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostContacts)
                        ? text.TrimStart('0')
                        : Problem(field.Name, words["fields.problem-number", Label(field)]);
                case FieldKind.Date:
                    if (text.Length == 0)
                    {
                        return "";
                    }

                    return WhenInput.ReadDay(text) is { } day
                        ? LocalDatePattern.Iso.Format(day)
                        : Problem(field.Name, words["fields.problem-date", Label(field)]);
                case FieldKind.Link:
                    return text.Length == 0 || ItemLinks.Candidates(item.Case, field).Any(candidate => Seq(candidate) == text)
                        ? text
                        : Problem(field.Name, words["fields.problem-link", Label(field)]);
                default:
                    return text.Length <= field.MaxLength
                        ? text
                        : Problem(field.Name, words["fields.problem-long", Label(field), field.MaxLength.ToString("N0", words.Culture), text.Length.ToString("N0", words.Culture)]);
            }
        }

        private void ReadWhen(FieldDefinition field)
        {
            string Posted(string part) => form[Prefix + field.Name + part].ToString().Trim();
            var (date, time, end, fold) = (Posted(".date"), Posted(".time"), Posted(".end"), Posted(".fold"));
            var changed = date != item.Typed(field.Name + ".date")[0] || time != item.Typed(field.Name + ".time")[0]
                || (form.ContainsKey(Prefix + field.Name + ".end") && end != item.Typed(field.Name + ".end")[0])
                || (form.ContainsKey(Prefix + field.Name + ".fold") && fold != item.Typed(field.Name + ".fold")[0]);
            if (!changed)
            {
                // Untouched, it keeps what the form cannot show: its seconds, its last day, its zone.
                return;
            }

            var before = item.WhenOf(field);
            var zone = before.Date is null ? item.Case.Zone : before.Zone;
            (item._typed[field.Name + ".date"], item._typed[field.Name + ".time"], item._typed[field.Name + ".end"]) = ([date], [time], [end]);
            item._typed[field.Name + ".fold"] = [fold];
            var which = Enum.TryParse<Fold>(fold, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : (Fold?)null;
            var (when, problem) = WhenInput.Read(date, time, zone, which, field.MayLieAhead ? null : now, end);
            if (problem is { } what)
            {
                var part = what switch
                {
                    WhenProblem.Date or WhenProblem.DateOrder or WhenProblem.TimeWithoutDate => ".date",
                    WhenProblem.Fold => ".fold",
                    WhenProblem.Future when time.Length == 0 => ".date",
                    _ => ".time",
                };
                if (what == WhenProblem.Fold)
                {
                    item._askWhich.Add(field.Name);
                }

                Problem(field.Name + part, words["fields.when-" + what.ToString().ToLowerInvariant(), time]);
                return;
            }

            if (when!.Fold is not null)
            {
                item._askWhich.Add(field.Name);
            }
            else
            {
                item._askWhich.Remove(field.Name);
            }

            item.Fields = when.Date is null
                ? Cleared(item.Fields, FieldCatalogue.WhenPrefix(field))
                : item.Fields.With(when, FieldCatalogue.WhenPrefix(field));
        }

        private static FieldSet Cleared(FieldSet fields, string prefix)
        {
            foreach (var name in When.FieldNames)
            {
                fields = fields[prefix + name] is null ? fields : fields.With(prefix + name, "");
            }

            return fields;
        }

        private string? Problem(string name, string message)
        {
            IsGood = false;
            state.AddModelError(Prefix + name, message);
            return null;
        }

        private string Label(FieldDefinition field) => _text.Label(item.Type, field.Name);

        private static string Seq(Item candidate) => candidate.FirstSeq.ToString(CultureInfo.InvariantCulture);

        /// <summary>As a browser would send it back: so that a text that was only shown does not look changed.</summary>
        private static string Tidy(FieldDefinition field, string? value)
        {
            var text = FieldFile.Normalise(value ?? "");
            return field.Kind switch
            {
                // What they said is kept as it is, seen or not.
                FieldKind.Words => string.IsNullOrWhiteSpace(text) ? "" : text,
                _ when UserText.IsBlank(text) => "",
                FieldKind.Text => text,
                FieldKind.Choice or FieldKind.YesNo when text == LeaveOut => "",
                _ => text.Replace('\n', ' ').Trim(),
            };
        }
    }
}
