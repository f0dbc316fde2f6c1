using ContactLog.Domain.Cases;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Model;
using ContactLog.Reports.Redaction;
using NodaTime;

namespace ContactLog.Reports.Building;

/// <summary>
/// Where she lives, works and can be reached, on a sheet that is a file of its own: the report for her lawyer refers to it
/// by number and can be filed without it. Courts have forms of their own for this (New York GF-21, Florida 12.980(h)).
/// </summary>
public static class ConfidentialSheet
{
    /// <summary>The sheet; null when nothing is to stand on it, and for every other copy.</summary>
    public static ReportDocument? Make(CaseFile file, ReportOptions options, string reportId, Instant made, Words words)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(words);
        var values = options.Profile == RedactionProfile.LawyerFull ? ProtectedValues.Own(file) : [];
        return values.Count == 0 ? null : new ReportDocument
        {
            Language = words.Culture.TwoLetterISOLanguageName,
            Title = words["report.title.neutral", reportId],
            ReportId = reportId,
            MadeAt = made.ToDateTimeOffset(),
            Paper = options.Paper,
            HeadStart = words["redaction.sheet.head"],
            Sections =
            [
                new(words["redaction.sheet.title"],
                [
                    new Paragraph([Span.Bold(words["redaction.sheet.warning"])]),
                    new Paragraph(words["redaction.sheet.lead", reportId]),
                    new KeyValues([.. values.Select(value => new KeyValue(words["redaction.sheet.number", words["redaction.kind." + value.Kind.Word()], value.Number], [Span.Exact(value.Value)]))]),
                ])
                {
                    Anchor = "sheet",
                },
            ],
        };
    }
}
