using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ContactLog.Tests.Support;

/// <summary>Commands as a text prints them for people: taken out of it letter by letter and run as they stand.</summary>
internal static partial class PrintedCommands
{
    /// <summary>
    /// The commands for one system, in order: lines indented by six blanks, those under a label such as <c>Linux:</c> only
    /// for that system. A label holds until the next line of words.
    /// </summary>
    public static string For(string text, string system)
    {
        var lines = new List<string>();
        var label = "";
        foreach (var line in text.Split('\n'))
        {
            if (Label().Match(line) is { Success: true } match)
            {
                label = match.Groups["system"].Value;
            }
            else if (line.StartsWith("      ", StringComparison.Ordinal))
            {
                if (label.Length == 0 || label.Split(", ").Contains(system, StringComparer.Ordinal))
                {
                    lines.Add(line[6..]);
                }
            }
            else if (line.Trim().Length > 0)
            {
                label = "";
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>Runs a script as somebody would who copies it into a terminal, and stops at the first command that fails.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string folder, string script)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-e", "-c", script]) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex("^   (?<system>(Linux|macOS|Windows)(, (Linux|macOS|Windows))*)( \\(.*\\))?:$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
