using System.CommandLine;
using ContactLog.Data;
using ContactLog.Web.Hosting;
using ContactLog.Web.Security;

namespace ContactLog.Web.Commands;

/// <summary>Serves the pages: what the program does without a verb.</summary>
internal static class ServeCommand
{
    public static void AddTo(RootCommand root)
    {
        root.Options.Add(CommandLine.UrlsOption);
        root.Options.Add(CommandLine.DataOption);
        root.Options.Add(CommandLine.SecretOption);
        root.SetAction(async (parsed, cancel) =>
        {
            var serve = ServeOptions.Read(parsed.GetValue(CommandLine.UrlsOption), CommandLine.Configuration());
            using var installation = Installation.Open(CommandLine.Location(parsed));
            await using var app = Server.Build(installation, serve);
            await RunAsync(app, installation, cancel);
            return CommandLine.Done;
        });
    }

    /// <summary>Runs until stopped; says first what a person who started it needs to know.</summary>
    public static async Task RunAsync(WebApplication app, Installation installation, CancellationToken cancel)
    {
        app.Logger.LogInformation("Data in {Folder}, SQLite {Version}, journal {Mode}, {Count} migrations applied",
            installation.Location.Folder, installation.SqliteVersion, installation.JournalMode, installation.MigrationsApplied);
        await app.StartAsync(cancel);
        if (app.Services.GetRequiredService<InvitationGate>() is { IsRequired: true } gate)
        {
            // To the terminal of whoever started it, and to no log file: the code lets people in.
            await Console.Out.WriteLineAsync($"Others can reach this program. Whoever makes an account needs this invitation code: {gate.Code}");
        }

        await app.WaitForShutdownAsync(cancel);
    }
}
