using ContactLog.Data.Accounts;
using ContactLog.Web.Operating;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ContactLog.Web.Security;

/// <summary>Accounts and sessions in the web program.</summary>
public static class AccountServices
{
    private static readonly PathString[] Harmless = ["/healthz", "/readyz", "/leave", "/Error"];

    /// <summary>Adds accounts, sessions, the rule that every page needs a sign-in, and forms that only our own pages can send.</summary>
    public static IServiceCollection AddAccountsAndSessions(this IServiceCollection services)
    {
        services.AddAccountData();
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentUser>();
        services.AddScoped<BrowserSessions>();
        services.AddScoped<HeldForms>();
        services.AddSingleton<TryThrottle>();
        services.AddSingleton<InvitationGate>();
        services.AddAuthentication(SessionHandler.Scheme_)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Scheme_, null);
        var ready = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(AccountPolicies.Ready).Build();
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(ready)

            // A page that says nothing about who may see it is for nobody but her.
            .SetFallbackPolicy(ready)
            .AddPolicy(AccountPolicies.SettingUp, policy => policy.RequireAuthenticatedUser());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, MissingIsMissing>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "f";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.Path = "/";
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    /// <summary>After routing: refuses plain HTTP from elsewhere, finds the session, asks for a sign-in.</summary>
    public static IApplicationBuilder UseSessions(this IApplicationBuilder app)
    {
        app.Use(static (context, next) =>
        {
            // Behind a proxy that forgot to say that it ended TLS, or on an address nobody meant to open: no form is
            // shown, so none is filled in. Leaving, errors and the answers for machines carry nothing of hers.
            var path = context.Request.Path;
            if (!context.Request.IsHttps && !Loopback.IsLocal(context) && !Harmless.Any(one => path.StartsWithSegments(one, StringComparison.OrdinalIgnoreCase)))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }

            return next(context);
        });
        app.UseAuthentication();
        app.Use(static async (context, next) =>
        {
            var session = context.Features.Get<OpenSession>();
            var sessions = context.RequestServices.GetRequiredService<Sessions>();
            if (session is not null)
            {
                await sessions.TouchAsync(session, context.RequestAborted);
            }

            await next(context);

            // An upload of an hour was an hour of use.
            if (session is not null)
            {
                await sessions.TouchAsync(session, CancellationToken.None);
                await context.RequestServices.GetRequiredService<HeldForms>().DropSentAsync(context, session);
            }
        });
        app.UseSealedAddresses();
        app.UseAuthorization();
        return app;
    }

    /// <summary>What is not there is "not found" for everybody; the fallback rule alone would ask for a sign-in first.</summary>
    private sealed class MissingIsMissing : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _usual = new();

        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
            context.GetEndpoint() is not { } endpoint ? next(context)
            : !authorizeResult.Succeeded && endpoint.Metadata.GetMetadata<OperatorsOnlyAttribute>() is not null ? Missing(context)
            : _usual.HandleAsync(next, context, policy, authorizeResult);

        // To ask for a sign-in would say that there is such a page.
        private static Task Missing(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
    }
}
