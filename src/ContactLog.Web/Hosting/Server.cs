using System.Globalization;
using ContactLog.Data;
using ContactLog.Web.Cases;
using ContactLog.Web.Importing;
using ContactLog.Web.NextSteps;
using ContactLog.Web.Operating;
using ContactLog.Web.Security;
using ContactLog.Web.Stamping;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.HttpOverrides;
using Serilog;
using Serilog.Events;

namespace ContactLog.Web.Hosting;

/// <summary>Puts the web program together: the same for serving, for the demo and for tests.</summary>
public static class Server
{
    /// <summary>Builds the program on an opened installation. The caller runs and disposes of it.</summary>
    /// <param name="installation">Where the data is.</param>
    /// <param name="serve">Where to listen.</param>
    /// <param name="adjust">Last word on services and configuration; the tests set their clock here.</param>
    public static WebApplication Build(Installation installation, ServeOptions serve, Action<WebApplicationBuilder>? adjust = null)
    {
        // The environment is fixed: a developer's exception page would show her words to whoever caused the error.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Named, so that the pages are found whoever starts the program: tests have another entry.
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.AddEnvironmentVariables("ContactLog__");
        builder.WebHost.UseUrls([.. serve.Urls.Select(url => url.GetLeftPart(UriPartial.Authority))]);

        builder.Services.AddSingleton(serve);
        builder.Services.AddContactLogData(installation);
        builder.Services.AddSite();
        builder.Services.AddUploads();
        builder.Services.AddImporting();
        builder.Services.AddRazorPages().AddMvcOptions(options => options.Filters.Add<AskAgain>());
        builder.Services.AddPlainPaths();
        builder.Services.AddAccountsAndSessions();
        builder.Services.AddScoped<CurrentCase>();
        builder.Services.AddScoped<Plans.PlanBook>();
        builder.Services.AddScoped<Plans.HerDates>();
        builder.Services.AddScoped<AccountClock>();
        builder.Services.AddScoped<OwnSettings>();
        builder.Services.AddScoped<Sharing.SharedCase>();
        builder.Services.AddScoped<Sharing.CaseDesk>();
        builder.Services.AddSingleton<Sharing.DeskTurns>();
        builder.Services.AddScoped<Sharing.WitnessStatements>();
        builder.Services.AddScoped<Exporting.CaseExport>();
        builder.Services.AddScoped<Exporting.ChosenReport>();
        builder.Services.AddHostedService<Sweeper>();
        builder.Services.AddStamping();
        builder.Services.AddNextSteps();
        builder.Services.AddOperating();
        builder.Services.AddExceptionHandler<FailureLog>();
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // Only the named proxies: otherwise anyone could claim to be on loopback, or on TLS.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in serve.TlsProxies)
            {
                options.KnownProxies.Add(proxy);
            }
        });
        adjust?.Invoke(builder);
        // After the last word, or a log file that is named there would never be written.
        AddLog(builder);

        var app = builder.Build();
        if (serve.TlsProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UsePlainPaths();
        app.UseNulInForms();
        app.UseSite();
        app.UseRouting();
        app.UseSessions();
        app.MapHealth();
        app.MapRazorPages();
        return app;
    }

    /// <summary>Logs go to the console, and to a file where one is configured. Never paths with words in them, never bodies, never parameters.</summary>
    private static void AddLog(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        var log = new LoggerConfiguration()
            .MinimumLevel.Information()
            // Below these levels the framework writes request paths and database commands.
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            // Its errors carry the message of the exception, and a message can quote what was typed.
            .MinimumLevel.Override("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
            // It warns that its keys are stored in the open, because it does not know that our store seals them.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error);
        if (!string.Equals(builder.Configuration["Log:Console"], "false", StringComparison.OrdinalIgnoreCase))
        {
            log = log.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}", formatProvider: CultureInfo.InvariantCulture);
        }

        if (builder.Configuration["Log:File"] is { Length: > 0 } path)
        {
            log = log.WriteTo.File(path, rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14, formatProvider: CultureInfo.InvariantCulture,
                outputTemplate: "{Timestamp:O} {Level:u3} {SourceContext} {Message:lj}{NewLine}");
        }

        builder.Logging.AddSerilog(log.CreateLogger(), dispose: true);
    }
}
