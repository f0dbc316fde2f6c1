namespace ContactLog.Reports.Courts;

/// <summary>Whether a relationship as somebody wrote it names a partner: several states have one form for partners and another for everybody else.</summary>
public static class Partners
{
    private static readonly string[] s_words =
    [
        "partner", "partners", "husband", "wife", "spouse", "fiance", "fiancé", "fiancee", "fiancée", "boyfriend", "girlfriend", "dating", "dated", "married", "engaged",
        "divorced", "separated", "lover", "pareja", "expareja", "esposo", "esposa", "exesposo", "exesposa", "marido", "exmarido", "exmujer", "novio", "novia",
        "exnovio", "exnovia", "casados", "divorciados", "prometido", "prometida", "noviazgo",
    ];

    /// <summary>True when a word of it is one for a partner. It is a reason to ask, not an answer.</summary>
    public static bool Names(string? relationship)
    {
        var words = relationship?.ToLowerInvariant().Split([' ', ',', '.', ';', ':', '-', '/', '(', ')', '\u2010', '\u2011'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        // "Ex" alone or at the end is a former partner; before another word it is a former anything.
        return words is [.., "ex"] || words.Any(word => s_words.Contains(word, StringComparer.Ordinal));
    }
}
