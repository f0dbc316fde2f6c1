using System.CommandLine;
using ContactLog.Reports.Bundle;

namespace ContactLog.Web.Commands;

/// <summary><c>verify</c>: checks an evidence bundle. Needs no data folder and no key.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var bundle = new Argument<string>("BUNDLE.zip") { Description = "The bundle, as it was exported." };
        var command = new Command("verify", "Checks an evidence bundle and names the first thing that is wrong.") { bundle };
        command.SetAction(async (parsed, cancel) =>
        {
            var path = parsed.GetValue(bundle)!;
            if (!File.Exists(path))
            {
                await Console.Error.WriteLineAsync($"There is no file '{path}'.");
                return CommandLine.Problem;
            }

            await using var zip = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var verdict = await BundleVerifier.VerifyAsync(zip, cancel);
            foreach (var fact in verdict.Facts)
            {
                await Console.Out.WriteLineAsync(fact);
            }

            if (verdict.IsWhole)
            {
                await Console.Out.WriteLineAsync("The bundle is whole. This shows that nothing in it changed; it does not show what happened.");
                return CommandLine.Done;
            }

            await Console.Error.WriteLineAsync($"Wrong: {verdict.Problem}");
            return CommandLine.Problem;
        });
        return command;
    }
}
