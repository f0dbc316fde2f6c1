using System.Globalization;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Stamps;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;
using ContactLog.Reports.Redaction;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Reports.Building;

/// <summary>How much of the exhibits is printed.</summary>
public enum ExhibitStyle
{
    /// <summary>Each on a page of its own, as large as is legible, long ones over several pages.</summary>
    Full,

    /// <summary>Small pictures, several to a page.</summary>
    Thumbnails,

    /// <summary>Only the index, with what each is.</summary>
    Listed,
}

/// <summary>What she chose for a report. Whatever a choice leaves out, the report says so with numbers.</summary>
public sealed record ReportOptions
{
    /// <summary>Page size.</summary>
    public Paper Paper { get; init; } = Paper.Letter;

    /// <summary>The first day that is in it; null for the first there is.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day that is in it; null for the last there is.</summary>
    public LocalDate? To { get; init; }

    /// <summary>Fear, sleep, work, cost: off unless she wants them.</summary>
    public bool WithImpact { get; init; }

    /// <summary>Where things happened and how witnesses can be reached.</summary>
    public bool WithPlaces { get; init; } = true;

    /// <summary>Who else saw it and what they saw.</summary>
    public bool WithWitnesses { get; init; } = true;

    /// <summary>
    /// What she did for her safety, and where things that prove something are kept, in a copy that the other person reads too. Off unless she wants it: locks,
    /// routes and the neighbour's cupboard are of use to him first of all. Her lawyer's copy has them always.
    /// </summary>
    public bool WithMeasures { get; init; }

    /// <summary>True when they are in.</summary>
    public bool HasMeasures => WithMeasures || Profile == RedactionProfile.LawyerFull;

    /// <summary>
    /// The marks she chose for a row from a list ("Blame", "Threat"): they say what she makes of it and no form asks for them. Off unless she wants them printed.
    /// The bundle of her lawyer's copy has them always.
    /// </summary>
    public bool WithMarks { get; init; }

    /// <summary>How exhibits are shown.</summary>
    public ExhibitStyle Exhibits { get; init; }

    /// <summary>Pictures are shown; otherwise exhibits are described only.</summary>
    public bool WithPictures => Exhibits != ExhibitStyle.Listed;

    /// <summary>The kinds that are in, by their words; all when empty.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The people whose contact is in, by their first entries; all when empty. A row that names nobody is counted for the main person.</summary>
    public IReadOnlyList<int> People { get; init; } = [];

    /// <summary>The language of the report's own words, as its tag; what people wrote stays as they wrote it.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The zone whose clock is shown; null for the one of the case.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>The row she chose as the most serious, by its first entry; null when she chose none.</summary>
    public int? MostSerious { get; init; }

    /// <summary>The court whose questions are answered on pages of their own; null for none.</summary>
    public string? Court { get; init; }

    /// <summary>Answers to that court's questions that she changed, by the question; the others are made from the record.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>For whom it is made: decides what is removed from texts, pictures and files.</summary>
    public RedactionProfile Profile { get; init; }

    /// <summary>The stricter rules of Texas: no birth year, no last digits, "Child 1" in place of initials.</summary>
    public bool TexasRules { get; init; }

    /// <summary>True when they hold: chosen, or by the court whose form it is.</summary>
    public bool HasTexasRules => TexasRules || Court?.StartsWith("tx-", StringComparison.Ordinal) == true;

    /// <summary>Megabytes (of 1,000,000 bytes) after which a report goes on in another volume. Court filing systems commonly take 25.</summary>
    public int VolumeMegabytes { get; init; } = UsualVolume;

    /// <summary>The sizes of a volume that can be chosen, in megabytes.</summary>
    public static IReadOnlyList<int> VolumeSizes { get; } = [5, 10, UsualVolume, 50];

    /// <summary>True when a bundle goes with the report: what is filed in public comes without.</summary>
    public bool HasBundle => Profile != RedactionProfile.CourtPublic;

    /// <summary>The choices as the record keeps them in an export entry.</summary>
    public FieldSet ToFields() => Answers.Aggregate(Choices(), (fields, answer) => fields.With(AnswerPrefix + answer.Key, answer.Value));

    private FieldSet Choices() => FieldSet.Empty
        .With("paper", Paper == Paper.A4 ? "a4" : "letter")
        .With("from", From is { } from ? LocalDatePattern.Iso.Format(from) : "")
        .With("to", To is { } to ? LocalDatePattern.Iso.Format(to) : "")
        .With("with-impact", WithImpact ? "yes" : "no")
        .With("with-places", WithPlaces ? "yes" : "no")
        .With("with-witnesses", WithWitnesses ? "yes" : "no")
        .With("with-measures", WithMeasures ? "yes" : "no")
        .With("with-marks", WithMarks ? "yes" : "no")
        .With("exhibits", Exhibits.ToString().ToLowerInvariant())
        .With("kinds", string.Join('\n', Kinds))
        .With("people", string.Join('\n', People.Select(seq => seq.ToString(CultureInfo.InvariantCulture))))
        .With("language", Language)
        .With("shown-zone", Zone?.Id)
        .With("most-serious", MostSerious?.ToString(CultureInfo.InvariantCulture))
        .With("court", Court)
        .With("volume-mb", VolumeMegabytes)
        .With("profile", Profile.Word())
        .With("rules", TexasRules ? "texas" : "");

    /// <summary>The choices of an export entry.</summary>
    public static ReportOptions FromEntry(OpenedEntry entry) => Read(name => entry[name], entry.FieldFiles.Names);

    /// <summary>The choices that <see cref="ToFields"/> wrote.</summary>
    public static ReportOptions FromFields(FieldSet fields) => Read(name => fields[name], fields.Written.Select(field => field.Key));

    private static ReportOptions Read(Func<string, string?> said, IEnumerable<string> names) => new()
    {
        Paper = said("paper") == "a4" ? Paper.A4 : Paper.Letter,
        From = Day(said("from")),
        To = Day(said("to")),
        WithImpact = said("with-impact") == "yes",
        WithPlaces = said("with-places") != "no",
        WithWitnesses = said("with-witnesses") != "no",
        // A report made before this could be chosen has them, and stays the same to the last byte.
        WithMeasures = said("with-measures") != "no",
        WithMarks = said("with-marks") != "no",
        // Reports made before there were three styles said yes or no.
        Exhibits = Enum.TryParse<ExhibitStyle>(said("exhibits"), ignoreCase: true, out var style) && Enum.IsDefined(style) ? style
            : said("with-pictures") == "no" ? ExhibitStyle.Listed : ExhibitStyle.Full,
        Kinds = Lines(said("kinds")),
        People = [.. Lines(said("people")).Select(line => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0).Where(seq => seq > 0)],
        Language = said("language") ?? "en",
        Zone = said("shown-zone") is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null,
        MostSerious = int.TryParse(said("most-serious"), NumberStyles.None, CultureInfo.InvariantCulture, out var serious) ? serious : null,
        Court = said("court"),
        Answers = names.Where(IsAnswer)
            .ToDictionary(name => name[AnswerPrefix.Length..], name => said(name) ?? "", StringComparer.Ordinal),
        VolumeMegabytes = int.TryParse(said("volume-mb"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : UsualVolume,
        Profile = RedactionProfiles.FromWord(said("profile")) ?? RedactionProfile.LawyerFull,
        TexasRules = said("rules") == "texas",
    };

    /// <summary>True when the period takes the row in. A row without a day cannot be shown to lie outside it, so it stays in.</summary>
    public bool IsInPeriod(Incident row) => row.When.Date is not { } date
        || ((From is not { } from || (row.When.EndDate ?? date) >= from) && (To is not { } to || date <= to));

    /// <summary>True when its kind is in.</summary>
    public bool IsOfKind(Incident row) => HasKind(row.Kind);

    /// <summary>True when rows of a kind are in.</summary>
    public bool HasKind(IncidentKind kind) => Kinds.Count == 0 || Kinds.Contains(Incident.WordOf(kind), StringComparer.Ordinal);

    /// <summary>True when its person is in. A row that names nobody is counted for the main person, and so is in with that one.</summary>
    public bool IsOfPerson(Incident row, CaseFile file) => People.Count == 0
        || (file.PersonOf(row) ?? file.MainContact) is not { } person || People.Contains(person.FirstSeq);

    /// <summary>True when the row is in.</summary>
    public bool IsIn(Incident row, CaseFile file) => IsInPeriod(row) && IsOfKind(row) && IsOfPerson(row, file);

    /// <summary>True when the exhibit is in: one of a row that is left out would show what the row does not.</summary>
    public bool IsIn(Exhibit exhibit, CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(exhibit);
        ArgumentNullException.ThrowIfNull(file);

        // A witness's own statement names the witness and says what they saw: it goes with the witnesses.
        if (exhibit.IsStatement && Withheld.Contains(FieldClass.Witness))
        {
            return false;
        }

        return file.Find<Item>(exhibit.OfSeq) switch
        {
            Incident row => IsIn(row, file) && !row.IsWithdrawn,
            Response response => IsIn(response) && !response.IsWithdrawn,
            _ => true,
        };
    }

    /// <summary>True when what was done about it is in: a visit to a doctor goes with the other effects on her, a lock with the other measures.</summary>
    public bool IsIn(Response response) => response switch
    {
        CareVisit => WithImpact,
        Measure => HasMeasures,
        _ => true,
    };

    /// <summary>The name of an answer in <see cref="Answers"/>: those to other courts' questions are kept beside it.</summary>
    public static string AnswerKey(Court court, CourtQuestion question) => $"{court.Id}-{question.Id}";

    /// <summary>True for the name of a field of an export entry that holds an answer.</summary>
    internal static bool IsAnswer(string field) => field.StartsWith(AnswerPrefix, StringComparison.Ordinal);

    private const int UsualVolume = 25;

    private const string AnswerPrefix = "answer-";

    private static string[] Lines(string? text) => text?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static LocalDate? Day(string? text) => text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;

    /// <summary>The classes of field that these choices leave out. Private ones always are.</summary>
    public IReadOnlySet<FieldClass> Withheld
    {
        get
        {
            var classes = new HashSet<FieldClass> { FieldClass.Private };
            if (!WithImpact)
            {
                classes.Add(FieldClass.Impact);
            }

            if (!WithPlaces)
            {
                classes.UnionWith([FieldClass.Place, FieldClass.Whereabouts, FieldClass.Reach]);
            }

            if (!HasMeasures)
            {
                classes.Add(FieldClass.Keeping);
            }

            if (!WithMarks && Profile != RedactionProfile.LawyerFull)
            {
                classes.Add(FieldClass.Characterisation);
            }

            if (!WithWitnesses)
            {
                classes.Add(FieldClass.Witness);
            }

            return classes;
        }
    }
}

/// <summary>What a report is made from: an opened case, the choices, and the way to its pictures. Nothing here queries.</summary>
public sealed record ReportSource
{
    /// <summary>The outside time stamps that had come in before the report was made.</summary>
    public RecordSeals Seals { get; init; } = RecordSeals.None;

    /// <summary>The opened case, the export entry included.</summary>
    public required CaseFile Case { get; init; }

    /// <summary>Her choices.</summary>
    public required ReportOptions Options { get; init; }

    /// <summary>The report's number, such as <c>20261121-1</c>.</summary>
    public required string ReportId { get; init; }

    /// <summary>When the export was recorded.</summary>
    public required Instant Made { get; init; }

    /// <summary>The version of the program.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>Opens a picture for printing; called more than once for each.</summary>
    public required Func<Exhibit, Stream> OpenPicture { get; init; }

    /// <summary>The text of a file that is nothing but text, as this copy may print it; filled in by the builder.</summary>
    internal Func<Exhibit, PrintedText?> ReadText { get; init; } = _ => null;

    /// <summary>Tells from which texts something was removed, by entry and name; filled in by the builder.</summary>
    internal Func<int, string, bool> IsRedacted { get; init; } = (_, _) => false;

    /// <summary>What was removed from the case; filled in by the builder, which removes it.</summary>
    internal IReadOnlyList<Removal> Redactions { get; init; } = [];
}
