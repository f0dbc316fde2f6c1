using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ContactLog.Data.Stamps;
using ContactLog.Domain.Stamps;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Stamping;

/// <summary>Outside time stamps: section <c>Stamps</c> of the configuration. Without an authority they are off and nobody is ever asked.</summary>
public sealed class StampOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Stamps";

    /// <summary>More would tell more people about each record and show nothing more.</summary>
    public const int MaxAuthorities = 2;

    /// <summary>The authorities: none, one or two that are asked, and any that were asked once.</summary>
    public IList<AuthorityOptions> Authorities { get; } = [];

    /// <summary>How often lists are stamped where she did not choose: <c>prompt</c>, <c>daily</c> or <c>off</c>.</summary>
    public string Rhythm { get; set; } = "prompt";

    /// <summary>How long an authority may take for its whole answer, in seconds; 1 to 60.</summary>
    public double Seconds { get; set; } = 10;

    internal StampPlan ToPlan() => Asked.Any()
        ? new([.. Asked.Select(authority => authority.Name)], Enum.Parse<StampRhythm>(Rhythm, ignoreCase: true))
        : StampPlan.Off;

    internal IEnumerable<AuthorityOptions> Asked => Authorities.Where(authority => authority.Ask);
}

/// <summary>One authority, as whoever runs the program names it.</summary>
public sealed class AuthorityOptions
{
    /// <summary>A short name for pages and file names: lower-case letters, digits, hyphens; 1 to 20 characters. Keep it: stored stamps carry it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its address. Its host is the only one that is ever asked.</summary>
    public string Url { get; set; } = "";

    /// <summary>A PEM file with the root certificate its stamps must lead to, from the authority itself; certificates between may follow.</summary>
    public string Roots { get; set; } = "";

    /// <summary>
    /// False for one that is not asked any more, because it closed or another took its place: its stamps are still checked
    /// and counted. Without it here they would not count, and reports that were made would lose them.
    /// </summary>
    public bool Ask { get; set; } = true;

    /// <summary>Reads the file of roots.</summary>
    internal PinnedRoots ReadRoots() => PinnedRoots.FromPem(File.ReadAllText(Roots));
}

/// <summary>Checks the section at start and prints everything that is wrong with it, not only the first.</summary>
internal sealed partial class StampOptionsCheck : IValidateOptions<StampOptions>
{
    public ValidateOptionsResult Validate(string? name, StampOptions options)
    {
        var wrong = Problems(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    internal static IEnumerable<string> Problems(StampOptions options)
    {
        if (options.Asked.Count() > StampOptions.MaxAuthorities)
        {
            yield return $"Stamps: {options.Asked.Count()} authorities are to be asked; at most {StampOptions.MaxAuthorities} are. One that was asked once and is not any more has Ask set to false.";
        }

        // Letters only: Enum.Parse would take numbers too.
        if (!options.Rhythm.All(char.IsAsciiLetter) || !Enum.TryParse<StampRhythm>(options.Rhythm, ignoreCase: true, out _))
        {
            yield return "Stamps:Rhythm is 'prompt', 'daily' or 'off'.";
        }

        if (options.Seconds is not (> 0 and <= 60))
        {
            yield return "Stamps:Seconds is at most 60.";
        }

        for (var at = 0; at < options.Authorities.Count; at++)
        {
            foreach (var problem in Problems(options.Authorities[at]))
            {
                yield return $"Stamps:Authorities:{at}:{problem}";
            }
        }

        if (options.Authorities.Select(authority => authority.Name).Distinct(StringComparer.Ordinal).Count() < options.Authorities.Count)
        {
            yield return "Stamps: two authorities have the same name.";
        }
    }

    private static IEnumerable<string> Problems(AuthorityOptions authority)
    {
        if (!ShortName().IsMatch(authority.Name))
        {
            yield return "Name is 1 to 20 lower-case letters, digits and hyphens; it goes into file names.";
        }

        if (!Uri.TryCreate(authority.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            yield return "Url is an http or https address without a name or password in it.";
        }

        if (RootsProblem(authority) is { } problem)
        {
            yield return $"Roots {problem}";
        }
    }

    private static string? RootsProblem(AuthorityOptions authority)
    {
        if (string.IsNullOrWhiteSpace(authority.Roots))
        {
            return "names the PEM file with the authority's root certificate; without it no stamp could count.";
        }

        try
        {
            using var roots = authority.ReadRoots();
            return roots.Roots.Count == 0 ? $"'{authority.Roots}' holds no root certificate: one whose issuer is itself." : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return $"'{authority.Roots}' cannot be read as certificates in PEM: {fault.Message}";
        }
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortName();
}
