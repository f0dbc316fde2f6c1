using System.CommandLine;
using ContactLog.Data;
using ContactLog.Web.NextSteps;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Commands;

/// <summary><c>check</c>: looks over a data folder without any user's key.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Checks the database, every record's chain, the sealed files and the schema. Reads nothing that anyone wrote.")
        {
            CommandLine.DataOption,
            CommandLine.SecretOption,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var report = await InstallationCheck.RunAsync(CommandLine.Location(parsed), cancel);
            foreach (var line in report.Facts)
            {
                await Console.Out.WriteLineAsync(line);
            }

            // Not a fault of the data, so it does not change how the check ends.
            var steps = new NextStepsList(Options.Create(new NextStepsOptions { File = CommandLine.Configuration()[NextStepsOptions.Section + ":" + nameof(NextStepsOptions.File)] }));
            if (steps.Reminder(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)) is { } reminder)
            {
                await Console.Out.WriteLineAsync(reminder);
            }

            foreach (var problem in report.Problems)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            await Console.Out.WriteLineAsync(report.Problems.Count == 0
                ? "Nothing is wrong. What entries say can be checked only by opening them: each owner does that by signing in."
                : "Something is wrong. Nothing was changed.");
            return report.Problems.Count == 0 ? CommandLine.Done : CommandLine.Problem;
        });
        return command;
    }
}
