using System.Security.Cryptography;
using System.Text;
using ContactLog.Domain.Record;
using ContactLog.Reports.Building;
using ContactLog.Reports.Courts;

namespace ContactLog.Web.Pages.Report;

/// <summary>One question of a court as the form shows it.</summary>
/// <param name="Key">Its name in the form and in the record.</param>
/// <param name="Question">The question.</param>
/// <param name="Text">What is printed.</param>
/// <param name="IsHers">She changed it.</param>
/// <param name="Was">Digest of the record's own answer; an answer sent back with it was not touched, even where another choice changes it.</param>
internal sealed record CourtAnswer(string Key, CourtQuestion Question, string Text, bool IsHers, string Was)
{
    private const int MostCharacters = 60_000;

    internal static CourtAnswer Of(Court court, CourtQuestion question, string record, ReportOptions options)
    {
        var key = ReportOptions.AnswerKey(court, question);
        return options.Answers.TryGetValue(key, out var hers) ? new(key, question, hers, true, DigestOf(record)) : new(key, question, record, false, DigestOf(record));
    }

    /// <summary>True for the name of a question that some court asks: nothing else is taken into the record.</summary>
    internal static bool IsKey(string key) => Court.All.Any(court => court.Questions.Any(question => ReportOptions.AnswerKey(court, question) == key));

    internal static string DigestOf(string? text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normal(text ?? ""))));

    /// <summary>The text as the record keeps it: a browser sends line ends of its own, and a form has an end.</summary>
    internal static string Normal(string text)
    {
        var normal = FieldFile.Normalise(text).Trim();
        return normal.Length > MostCharacters ? normal[..MostCharacters] : normal;
    }
}
