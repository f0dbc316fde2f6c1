using ContactLog.Domain.Items;

namespace ContactLog.Reports.Bundle;

/// <summary>The reasons that stand in <c>exclusions.csv</c>.</summary>
internal static class Exclusion
{
    public const string Private = "private: never in a bundle";
    public const string Mark = "private: a mark for redaction, never in a bundle";
    public const string Key = "private: a key of the program, never in a bundle";
    public const string NotIn = "not in this report: outside its period, withdrawn, or not chosen";
    public const string RedactedByMark = "redacted: marked by the author";
    public const string Redacted = "redacted";
    public const string NotTold = "only in the full copy";

    /// <summary>The reason for a class of fields that she left out.</summary>
    public static string ByChoice(FieldClass field) => "left out by choice: " + field.ToString().ToLowerInvariant();
}
