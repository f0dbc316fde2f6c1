using System.Globalization;
using ContactLog.Domain.Language;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactLog.Web.Hosting;

/// <summary>Name and exit of the site, its fixed files, its words and its error pages.</summary>
public static class SiteServices
{
    /// <summary>Adds <see cref="SiteOptions"/> (checked at start), <see cref="SiteAssets"/> and <see cref="Words"/>.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<SiteAssets>();
        services.AddPageCompression();

        // Outermost by itself, whatever order Program has: no answer may go out bare, a sign-in redirect neither.
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, HeadersFirst>());
        services.TryAddSingleton(_ => new WordCatalogue(
            typeof(SiteServices).Assembly,
            typeof(Words).Assembly,
            System.Reflection.Assembly.Load("ContactLog.Data"),
            System.Reflection.Assembly.Load("ContactLog.Imports"),
            System.Reflection.Assembly.Load("ContactLog.Reports")));

        // One language so far. Not the machine's: a server set to another country must not change her dates.
        services.TryAddScoped(provider => new Words(provider.GetRequiredService<WordCatalogue>(), CultureInfo.GetCultureInfo("en-GB")));
        services.TryAddScoped<FieldText>();
        services.TryAddScoped<SiteLook>();
        services.TryAddScoped<Items.IncidentText>();
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options => options.AddServerHeader = false);

        // Attributes for a script that is not there would only make pages longer, and name our rules to whoever reads them.
        services.Configure<Microsoft.AspNetCore.Mvc.MvcViewOptions>(options => options.HtmlHelperOptions.ClientValidationEnabled = false);
        return services;
    }

    /// <summary>
    /// The first steps of every answer: a plain page for whatever goes wrong, then our fixed files, before anything
    /// touches a session or the database. Call it first, then routing, authentication and authorization.
    /// Never a developer's exception page: it would show her words.
    /// </summary>
    public static IApplicationBuilder UseSite(this IApplicationBuilder app)
    {
        app.UsePageCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/Error/500",
            StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            AllowStatusCode404Response = true,
        });
        app.UseStatusCodePagesWithReExecute("/Error/{0}");

        // The error page is run as the request that failed, an upload to a locked session among them. Reading that body
        // as a form would spill what she sent to a temporary file, in plain text.
        app.Use(static (context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
            {
                context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
            }

            return next(context);
        });
        var assets = app.ApplicationServices.GetRequiredService<SiteAssets>();
        return app.Use(async (context, next) =>
        {
            if (!await assets.TryAnswerAsync(context))
            {
                await next(context);
            }
        });
    }

    private sealed class HeadersFirst : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseSecurityHeaders();
            next(app);
        };
    }
}
