using System.CommandLine;
using ContactLog.Data;
using ContactLog.Data.Sealing;
using ContactLog.Data.Sqlite;
using ContactLog.Web.Commands.Inspect;
using ContactLog.Web.Hosting;

namespace ContactLog.Web.Commands;

/// <summary>The verbs of the program. Exit code 0 is done, 1 is a problem with what was given, 2 is wrong usage.</summary>
public static class CommandLine
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something given to the program is wrong: a file, a folder, a bundle.</summary>
    public const int Problem = 1;

    /// <summary>The program was called wrongly.</summary>
    public const int Usage = 2;

    /// <summary>The option for the data folder.</summary>
    internal static Option<string?> DataOption { get; } = new("--data") { Description = "The data folder. Default: ContactLog__Data, or a folder of this user.", HelpName = "DIR" };

    /// <summary>The option for the secret file.</summary>
    internal static Option<string?> SecretOption { get; } = new("--secret") { Description = "The file of the server secret. Default: ContactLog__Secret, or beside the data folder.", HelpName = "FILE" };

    /// <summary>The option for the addresses.</summary>
    internal static Option<string?> UrlsOption { get; } = new("--urls") { Description = $"Where to listen. Default: {ServeOptions.DefaultUrl}", HelpName = "URLS" };

    /// <summary>Runs the program.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Keeps a record of unwanted contact that nobody else can read or quietly change. Without a verb it serves.");
        ServeCommand.AddTo(root);
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(ResetCodeCommand.Create());
        root.Subcommands.Add(OrganisationCommand.Create());
        root.Subcommands.Add(InspectCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("Use --help to see what can be asked.");
            return Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException usage)
        {
            await Console.Error.WriteLineAsync(usage.Message);
            return Usage;
        }
        catch (Microsoft.Extensions.Options.OptionsValidationException configuration)
        {
            foreach (var problem in configuration.Failures)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            await Console.Error.WriteLineAsync("Nothing was started. Mend the configuration and start again.");
            return Usage;
        }
        catch (OperationCanceledException)
        {
            return Problem;
        }
        catch (Exception problem) when (problem is ServerSecretException or NewerSchemaException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return Problem;
        }
        catch (Exception failure)
        {
            // A stack trace helps nobody who calls a verb; the kind of failure is enough to report it.
            await Console.Error.WriteLineAsync($"Something went wrong that should not ({failure.GetType().Name}): {failure.Message}");
            return Problem;
        }
    }

    /// <summary>Settles where the data is, from the options and the environment.</summary>
    internal static DataLocation Location(ParseResult parsed) => DataLocation.For(
        parsed.GetValue(DataOption) ?? Environment.GetEnvironmentVariable("ContactLog__Data"),
        parsed.GetValue(SecretOption) ?? Environment.GetEnvironmentVariable("ContactLog__Secret"));

    /// <summary>The configuration that is known before the web host is built.</summary>
    internal static IConfiguration Configuration() =>
        new ConfigurationBuilder().AddEnvironmentVariables().Build();
}
