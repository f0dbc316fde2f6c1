namespace ContactLog.Reports.Courts;

/// <summary>Whether a relationship as somebody wrote it names a partner: several states have one form for partners and another for everybody else.</summary>
public static class Partners
{
    private static readonly string[] s_words =
    [
        "partner", "partners", "ex", "husband", "wife", "spouse", "fiance", "fiancé", "fiancee", "fiancée", "boyfriend", "girlfriend", "dating", "dated", "date", "married", "engaged",
        "divorced", "separated", "relationship", "lover", "pareja", "expareja", "esposo", "esposa", "exesposo", "exesposa", "marido", "exmarido", "mujer", "exmujer", "novio", "novia",
        "exnovio", "exnovia", "casados", "divorciados", "prometido", "prometida", "noviazgo",
    ];

    /// <summary>True when a word of it is one for a partner. It is a reason to ask, not an answer.</summary>
    public static bool Names(string? relationship) => relationship is not null && relationship.ToLowerInvariant()
        .Split([' ', ',', '.', ';', ':', '-', '/', '(', ')', '\u2010', '\u2011'], StringSplitOptions.RemoveEmptyEntries)
        .Any(word => s_words.Contains(word, StringComparer.Ordinal));
}
