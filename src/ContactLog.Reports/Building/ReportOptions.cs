using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Model;
using ContactLog.Reports.Redaction;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Reports.Building;

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

    /// <summary>Pictures are shown; otherwise exhibits are described only.</summary>
    public bool WithPictures { get; init; } = true;

    /// <summary>For whom it is made: decides what is removed from texts, pictures and files.</summary>
    public RedactionProfile Profile { get; init; }

    /// <summary>The stricter rules of Texas: no birth year, no last digits, "Child 1" in place of initials.</summary>
    public bool TexasRules { get; init; }

    /// <summary>The choices as the record keeps them in an export entry.</summary>
    public FieldSet ToFields() => FieldSet.Empty
        .With("paper", Paper == Paper.A4 ? "a4" : "letter")
        .With("from", From is { } from ? LocalDatePattern.Iso.Format(from) : "")
        .With("to", To is { } to ? LocalDatePattern.Iso.Format(to) : "")
        .With("with-impact", WithImpact ? "yes" : "no")
        .With("with-places", WithPlaces ? "yes" : "no")
        .With("with-pictures", WithPictures ? "yes" : "no")
        .With("profile", Profile.Word())
        .With("rules", TexasRules ? "texas" : "");

    /// <summary>The choices of an export entry.</summary>
    public static ReportOptions FromEntry(OpenedEntry entry) => new()
    {
        Paper = entry["paper"] == "a4" ? Paper.A4 : Paper.Letter,
        From = Day(entry["from"]),
        To = Day(entry["to"]),
        WithImpact = entry["with-impact"] == "yes",
        WithPlaces = entry["with-places"] != "no",
        WithPictures = entry["with-pictures"] != "no",
        Profile = RedactionProfiles.FromWord(entry["profile"]) ?? RedactionProfile.LawyerFull,
        TexasRules = entry["rules"] == "texas",
    };

    /// <summary>True when the period takes the row in. A row without a day cannot be shown to lie outside it, so it stays in.</summary>
    public bool IsIn(Incident row) => row.When.Date is not { } date
        || ((From is not { } from || (row.When.EndDate ?? date) >= from) && (To is not { } to || date <= to));

    /// <summary>True when the exhibit is in: one of a row that is left out would show what the row does not.</summary>
    public bool IsIn(Exhibit exhibit, CaseFile file) => file.Find<Incident>(exhibit.OfSeq) is not { } shown || (IsIn(shown) && !shown.IsWithdrawn);

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

            return classes;
        }
    }
}

/// <summary>What a report is made from: an opened case, the choices, and the way to its pictures. Nothing here queries.</summary>
public sealed record ReportSource
{
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

    /// <summary>What was removed from the case; filled in by the builder, which removes it.</summary>
    internal IReadOnlyList<Removal> Redactions { get; init; } = [];
}
