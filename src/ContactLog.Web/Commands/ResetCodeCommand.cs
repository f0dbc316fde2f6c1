using System.CommandLine;
using ContactLog.Data;
using ContactLog.Data.Accounts;

namespace ContactLog.Web.Commands;

/// <summary>
/// Gives whoever runs the program a code by which somebody who lost password and recovery code can start over. It
/// chooses no password and opens nothing.
/// </summary>
internal static class ResetCodeCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("user") { Description = "The user name." };
        var command = new Command("reset-code", "Makes a code, good for a day and once, by which an account can be started over. What was sealed stays sealed.");
        command.Arguments.Add(name);
        command.Options.Add(CommandLine.DataOption);
        command.Options.Add(CommandLine.SecretOption);
        command.SetAction(async (parsed, cancel) =>
        {
            using var installation = Installation.Open(CommandLine.Location(parsed));
            await using var services = new ServiceCollection().AddLogging()
                .AddSingleton<IConfiguration>(CommandLine.Configuration())
                .AddContactLogData(installation).AddAccountData().BuildServiceProvider();
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<NewPassword>().IssueResetCodeAsync(parsed.GetValue(name)!, cancel) is not { } code)
            {
                await Console.Error.WriteLineAsync("Nobody has that user name.");
                return CommandLine.Problem;
            }

            await Console.Out.WriteLineAsync(code);
            return CommandLine.Done;
        });
        return command;
    }
}
