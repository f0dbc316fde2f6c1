using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Courts;
using ContactLog.Reports.Model;

namespace ContactLog.Web.Pages.Report;

/// <summary>The choices of a report in words.</summary>
internal static class ChoiceWords
{
    /// <summary>The period: all days, or from when to when.</summary>
    public static string Period(Words words, FieldText text, ReportOptions options) => options switch
    {
        { From: { } from, To: { } to } => words["export.period.between", text.Day(from), text.Day(to)],
        { From: { } from } => words["export.period.since", text.Day(from)],
        { To: { } to } => words["export.period.until", text.Day(to)],
        _ => words["export.period.all"],
    };

    /// <summary>Letter or A4.</summary>
    public static string PaperName(Words words, ReportOptions options) => words[options.Paper == Paper.A4 ? "export.paper.a4" : "export.paper.letter"];

    /// <summary>For whom it is made.</summary>
    public static string Profile(Words words, ReportOptions options) => words["keep.profile." + options.Profile.Word()];

    /// <summary>All choices in one line: the period, the paper, and what differs from the usual.</summary>
    public static string Line(Words words, FieldText text, ReportOptions options) => string.Join(", ", new[]
    {
        Period(words, text, options),
        PaperName(words, options),
        Profile(words, options),
        options.WithImpact ? words["export.line.impact"] : null,
        options.WithMeasures && options.Profile != RedactionProfile.LawyerFull ? words["choose.line.measures"] : null,
        options.WithMarks ? words["choose.line.marks"] : null,
        options.WithPlaces ? null : words["export.line.no-places"],
        options.WithWitnesses ? null : words["choose.line.no-witnesses"],
        options.Exhibits == ExhibitStyle.Full ? null : words["choose.line.exhibits." + options.Exhibits.ToString().ToLowerInvariant()],
        options.Kinds.Count + options.People.Count > 0 ? words["choose.line.some-rows"] : null,
        options.Language == "es" ? words["choose.line.spanish"] : null,
        Court.Find(options.Court) is { } court ? words["choose.court.one", court.Place, court.Form] : null,
    }.OfType<string>());
}
