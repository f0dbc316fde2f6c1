using System.ComponentModel.DataAnnotations;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;

namespace ContactLog.Web.Items;

/// <summary>
/// The most letters a typed text may have. Counted as the text is kept, a line end as one: a browser's <c>maxlength</c> counts it so too, and
/// what she was allowed to type must not be refused. Says so in the program's own words, not the framework's.
/// </summary>
/// <param name="letters">The most letters, in UTF-16 units.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LongestAttribute(int letters) : ValidationAttribute
{
    /// <summary>The most letters.</summary>
    public int Letters => letters;

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        ArgumentNullException.ThrowIfNull(validationContext);
        if (value is not string text || FieldFile.Normalise(text) is var kept && kept.Length <= letters)
        {
            return ValidationResult.Success;
        }

        var words = validationContext.GetRequiredService<Words>();
        return new(words["fields.too-long", letters.ToString("N0", words.Culture), kept.Length.ToString("N0", words.Culture)]);
    }
}
