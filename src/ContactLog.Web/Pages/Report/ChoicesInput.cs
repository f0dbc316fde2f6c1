using System.Globalization;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Time;
using ContactLog.Reports.Building;
using ContactLog.Reports.Model;

namespace ContactLog.Web.Pages.Report;

/// <summary>What the form of the choices sends. A box that is not ticked sends nothing, so everything is off until the page or the form says otherwise.</summary>
public sealed class ChoicesInput
{
    /// <summary>A4; otherwise Letter.</summary>
    public bool A4 { get; set; }

    /// <summary>The first day, as the browser sends it.</summary>
    public string? From { get; set; }

    /// <summary>The last day.</summary>
    public string? To { get; set; }

    /// <summary>Kinds that are in; all when none is ticked.</summary>
    public List<string> Kinds { get; set; } = [];

    /// <summary>People who are in, by their first entries; all when none is ticked.</summary>
    public List<int> People { get; set; } = [];

    /// <summary>Fear, sleep, work, cost.</summary>
    public bool Impact { get; set; }

    /// <summary>Who else saw it.</summary>
    public bool Witnesses { get; set; }

    /// <summary>Where things happened.</summary>
    public bool Places { get; set; }

    /// <summary>What she did for her safety, in a copy for others.</summary>
    public bool Measures { get; set; }

    /// <summary>The marks she chose for rows.</summary>
    public bool Marks { get; set; }

    /// <summary>How exhibits are shown, by its word.</summary>
    public string? Exhibits { get; set; }

    /// <summary>For whom it is made, by its word.</summary>
    public string? Profile { get; set; }

    /// <summary>Megabytes of a volume.</summary>
    public int Volume { get; set; } = new ReportOptions().VolumeMegabytes;

    /// <summary>The stricter rules of Texas.</summary>
    public bool Texas { get; set; }

    /// <summary>The language of the report, as its tag.</summary>
    public string? Language { get; set; }

    /// <summary>The zone whose clock is shown; that of the case when empty.</summary>
    public string? Zone { get; set; }

    /// <summary>The most serious row, by its first entry.</summary>
    public int? Serious { get; set; }

    /// <summary>The court whose questions are answered.</summary>
    public string? Court { get; set; }

    /// <summary>Answers as the form has them, by their names.</summary>
    public Dictionary<string, string?> Answers { get; set; } = [];

    /// <summary>Digests of the answers that the form was filled with: an answer that still has its own was not touched.</summary>
    public Dictionary<string, string?> Was { get; set; } = [];

    /// <summary>Names of the answers that stood in the form as hers: the others were the record's own.</summary>
    public List<string> Hers { get; set; } = [];

    /// <summary>The section to look at.</summary>
    public int? Section { get; set; }

    /// <summary>Tells a form that is sent twice.</summary>
    public Guid? Request { get; set; }

    /// <summary>The form as choices fill it: those of the last report, or the usual ones.</summary>
    public static ChoicesInput Of(ReportOptions options) => new()
    {
        A4 = options.Paper == Paper.A4,
        From = options.From is { } from ? WhenInput.DayText(from) : null,
        To = options.To is { } to ? WhenInput.DayText(to) : null,
        Kinds = [.. options.Kinds],
        People = [.. options.People],
        Impact = options.WithImpact,
        Witnesses = options.WithWitnesses,
        Places = options.WithPlaces,
        Measures = options.WithMeasures,
        Marks = options.WithMarks,
        Exhibits = options.Exhibits.ToString().ToLowerInvariant(),
        Profile = options.Profile.Word(),
        Volume = options.VolumeMegabytes,
        Texas = options.TexasRules,
        Language = options.Language,
        Zone = options.Zone?.Id,
        Serious = options.MostSerious,
        Court = options.Court,
        Answers = options.Answers.ToDictionary(answer => answer.Key, answer => (string?)answer.Value, StringComparer.Ordinal),
    };
}
