using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;
using ContactLog.Web.Demo;

namespace ContactLog.Web.Commands;

/// <summary>Reports of the demo case with different choices, to look at before anything is installed: those of <c>docs/samples</c>.</summary>
internal static class DemoSamples
{
    /// <summary>The samples by their names, small enough to be kept beside the program.</summary>
    public static IReadOnlyList<(string Name, ReportOptions Options)> All { get; } =
    [
        ("full-copy-california.pdf", new ReportOptions { Court = "ca-dv-100", WithImpact = true }),
        ("court-copy-england.pdf", new ReportOptions { Profile = RedactionProfile.CourtPublic, Court = "uk-fl401", Paper = Paper.A4, Exhibits = ExhibitStyle.Thumbnails }),
        ("service-copy-spanish.pdf", new ReportOptions { Profile = RedactionProfile.RespondentService, Language = "es", Exhibits = ExhibitStyle.Listed }),
    ];

    /// <summary>One of them.</summary>
    public static async Task<byte[]> MakeAsync(DemoCase demo, ReportOptions options, CancellationToken cancel)
    {
        var prepared = (await demo.MakeReportAsync(options, cancel)).PreparePdf(cancel);
        using var pdf = new MemoryStream();
        prepared.Write(1, pdf);
        return pdf.ToArray();
    }
}
