using System.Reflection;
using System.Text.Json;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;

namespace ContactLog.Reports.Courts;

/// <summary>
/// A court's own questions and its wording of a declaration, read from a file of data beside this one: what the form
/// is called, what it asks, and from where in the record each answer is made. Wordings are the form's, in its language.
/// </summary>
public sealed record Court
{
    private static readonly Lazy<IReadOnlyList<Court>> s_all = new(Read);

    /// <summary>Its name in the record, such as <c>ca-ch-100</c>.</summary>
    public required string Id { get; init; }

    /// <summary>State or country.</summary>
    public required string Place { get; init; }

    /// <summary>The form, as it names itself.</summary>
    public required string Form { get; init; }

    /// <summary>The revision that the questions were read from.</summary>
    public required string Revision { get; init; }

    /// <summary>Who is asked for the form that holds now.</summary>
    public required string Ask { get; init; }

    /// <summary>For whom the form is, where there is another one for other people; null where it does not matter.</summary>
    public string? For { get; init; }

    /// <summary>The form for a partner or a former partner, where this one is for other people; null where it does not matter.</summary>
    public string? PartnerForm { get; init; }

    /// <summary>Exhibits are called by the initials of whoever makes the statement and a number (AS1), as this court wants them.</summary>
    public bool ExhibitsByInitials { get; init; }

    /// <summary>The questions in the order of the form.</summary>
    public required IReadOnlyList<CourtQuestion> Questions { get; init; }

    /// <summary>The declaration; null where the form has one of its own that nothing may be attached to.</summary>
    public CourtDeclaration? Declaration { get; init; }

    /// <summary>All courts, in the order in which they are offered.</summary>
    public static IReadOnlyList<Court> All => s_all.Value;

    /// <summary>The court of a name; null when there is none (any more).</summary>
    public static Court? Find(string? id) => All.FirstOrDefault(court => court.Id == id);

    /// <summary>The page that is longer than the court takes, and how many pages it has; null when none is.</summary>
    public (CourtQuestion Question, int Pages)? TooLong(ReportDocument document, PdfReportResult pages)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(pages);
        foreach (var (section, at) in document.Sections.Select((section, at) => (section, at)))
        {
            if (Questions.FirstOrDefault(question => question.MostPages is not null && CourtSections.Anchor(question) == section.Anchor) is not { } question)
            {
                continue;
            }

            var next = at + 1 < document.Sections.Count && document.Sections[at + 1].Anchor is { } anchor ? pages.AnchorPages[anchor] : pages.PageCount + 1;
            var count = next - pages.AnchorPages[section.Anchor!];
            if (count > question.MostPages)
            {
                return (question, count);
            }
        }

        return null;
    }

    private static IReadOnlyList<Court> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };
        return [.. assembly.GetManifestResourceNames().Where(name => name.Contains(".Courts.", StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var file = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Court>(file, options) ?? throw new InvalidDataException($"{name} is empty.");
            })];
    }
}

/// <summary>One question, answered on a page of its own.</summary>
/// <param name="Id">Its name in the record; lower-case letters and digits.</param>
/// <param name="Title">The title that the page must bear.</param>
/// <param name="Asks">What the form asks.</param>
/// <param name="From">From what the answer is made; see <see cref="CourtAnswers"/>.</param>
/// <param name="Opening">Words that must stand above the answer, <c>{name}</c> for the name of whoever makes it; null for none.</param>
/// <param name="MostPages">How many pages the court takes; null where it does not say.</param>
public sealed record CourtQuestion(string Id, string Title, string Asks, string From, string? Opening = null, int? MostPages = null)
{
    /// <summary>The title with the name of whoever makes the statement, where the court wants it there.</summary>
    public string TitleFor(string? name) => Named(Title, name);

    internal static string Named(string text, string? name) => text.Replace("{name}", name ?? "…", StringComparison.Ordinal);
}

/// <summary>The declaration in the wording of the jurisdiction. Never filled in, never signed here.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Text">The exact wording, its blanks left.</param>
/// <param name="Blanks">What stands under the lines that are left for the person who signs.</param>
/// <param name="Note">What must be known before it is used; null for nothing.</param>
public sealed record CourtDeclaration(string Title, string Text, IReadOnlyList<string> Blanks, string? Note = null);
