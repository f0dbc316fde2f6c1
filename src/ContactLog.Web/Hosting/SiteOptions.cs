using System.ComponentModel.DataAnnotations;

namespace ContactLog.Web.Hosting;

/// <summary>What the site calls itself and where "Exit this page" leads: section <c>Site</c> of the configuration.</summary>
public sealed class SiteOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Site";

    /// <summary>
    /// The name in the tab and the top bar. Neutral on purpose: somebody who looks over her shoulder, or through
    /// the history, must guess nothing from it. 1 to 30 characters.
    /// </summary>
    [Required, StringLength(30, MinimumLength = 1)]
    public string Name { get; set; } = "Notes";

    /// <summary>The picture in the tab: one of <see cref="Looks"/>.</summary>
    [Required]
    public string Icon { get; set; } = "notes";

    /// <summary>The everyday page shown after leaving: an absolute https address that reveals nothing.</summary>
    [Required]
    public Uri ExitUrl { get; set; } = new("https://www.wikipedia.org/");

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!ExitUrl.IsAbsoluteUri || ExitUrl.Scheme != Uri.UriSchemeHttps)
        {
            yield return new ValidationResult("Site:ExitUrl must be an absolute https address.", [nameof(ExitUrl)]);
        }

        if (!Looks.All.Contains(Icon, StringComparer.Ordinal))
        {
            yield return new ValidationResult($"Site:Icon must be one of {string.Join(", ", Looks.All)}.", [nameof(Icon)]);
        }

        if (Name.Any(char.IsControl))
        {
            yield return new ValidationResult("Site:Name must not hold control characters.", [nameof(Name)]);
        }
    }
}
