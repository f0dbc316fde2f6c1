using ContactLog.Data.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Operating;

/// <summary>Who sees the operator's pages: section <c>Operator</c> of the configuration. Nobody, unless somebody is named.</summary>
public sealed class OperatorOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Operator";

    /// <summary>The most that can be named.</summary>
    public const int Most = 20;

    /// <summary>User names of accounts that are there already.</summary>
    public IList<string> Accounts { get; } = [];
}

/// <summary>Checks the section at start.</summary>
internal sealed class OperatorOptionsCheck : IValidateOptions<OperatorOptions>
{
    public ValidateOptionsResult Validate(string? name, OperatorOptions options)
    {
        var wrong = options.Accounts.Select((account, at) => (Account: account, At: at)).Where(one => UserNameRules.Refusal(UserNameRules.Tidy(one.Account)) is not null)
            .Select(one => $"Operator:Accounts:{one.At} is no user name.").ToList();
        if (options.Accounts.Count > OperatorOptions.Most)
        {
            wrong.Add($"Operator:Accounts names more than {OperatorOptions.Most}.");
        }

        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}

/// <summary>The accounts that see the operator's pages.</summary>
public sealed class Operators(IOptions<OperatorOptions> options)
{
    private readonly HashSet<string> _names = [.. options.Value.Accounts.Select(Normal)];

    /// <summary>Whether an account of that name would be an operator's: a name that nobody has must not be free for whoever guesses it.</summary>
    public bool IsNamed(string? userName) => _names.Count > 0 && _names.Contains(Normal(userName));

    /// <summary>Whether this session is an operator's.</summary>
    public bool Is(OpenSession? session) => session is { State: SessionState.Open, IsReady: true } && IsNamed(session.UserName);

    internal static string Normal(string? userName) => UserNameRules.Tidy(userName).Normalize().ToUpperInvariant();
}

/// <summary>
/// A page for operators. For everybody else, signed in or not, there is no such page: it is not found, before any password
/// is asked for, so that nobody learns from it whether somebody is named.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OperatorsOnlyAttribute : Attribute, IAuthorizationFilter
{
    /// <inheritdoc/>
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        if (!http.RequestServices.GetRequiredService<Operators>().Is(http.Features.Get<OpenSession>()))
        {
            context.Result = new NotFoundResult();
        }
    }
}

/// <summary>The operator's pages in the web program.</summary>
public static class OperatingServices
{
    /// <summary>Adds who is an operator and what they see.</summary>
    public static IServiceCollection AddOperating(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<OperatorOptions>, OperatorOptionsCheck>();
        services.AddOptions<OperatorOptions>().BindConfiguration(OperatorOptions.Section).ValidateOnStart();
        services.AddSingleton<Operators>();
        services.AddScoped<Data.Operating.ServerView>();
        return services;
    }
}
