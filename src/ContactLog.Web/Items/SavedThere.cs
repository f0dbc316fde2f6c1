namespace ContactLog.Web.Items;

/// <summary>What another window saved in the meantime, beside what is in this form. The view is <c>_SavedThere</c>.</summary>
/// <param name="Label">The name of the field.</param>
/// <param name="Saved">What was saved there; null when it was emptied.</param>
/// <param name="Typed">What is in this form; null when it is empty.</param>
public sealed record SavedThere(string Label, string? Saved, string? Typed)
{
    /// <summary>The fields in which the two are not the same.</summary>
    /// <param name="fields">Each field with its label.</param>
    public static IReadOnlyList<SavedThere> Of(params IEnumerable<SavedThere> fields) => [.. fields.Where(field => field.Saved != field.Typed)];
}
