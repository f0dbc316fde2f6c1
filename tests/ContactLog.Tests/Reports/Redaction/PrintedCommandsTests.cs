using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using ContactLog.Domain.Redactions;

namespace ContactLog.Tests.Reports.Redaction;

/// <summary>The commands of VERIFY.txt, run as they are printed by someone who has nothing but the bundle.</summary>
public sealed class PrintedCommandsTests
{
    [Theory]
    [InlineData(RedactionProfile.RespondentService)]
    [InlineData(RedactionProfile.LawyerFull)]
    public async Task They_pass_on_a_whole_bundle_and_say_what_was_changed(RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        var folder = Path.Combine(test.Folder, "given");
        await using (var zip = new ZipArchive(new MemoryStream(await ServiceBundleTests.BundleAsync(test, profile))))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        var bag = Path.Combine(folder, "bundle-20260423-1");
        var log = Path.Combine(bag, "data", "log");
        var text = await File.ReadAllTextAsync(Path.Combine(bag, "VERIFY.txt"));
        var files = Printed(text, "Linux      (.+)");
        var list = Printed(text, @"^   (sha256sum -c LOG-\d+\.txt)");
        var texts = Printed(text, @"^   (for e in .*?""texts match"")");
        var chain = Printed(text, @"^   (p=\$\(.*?echo ""last \$p"")");
        var head = Printed(text, "^   ([0-9a-f]{64})$");

        var (code, said) = await RunAsync(bag, files);
        Assert.True(code == 0, said);
        (code, said) = await RunAsync(log, list);
        Assert.True(code == 0, said);
        Assert.Equal((0, "texts match\n"), await RunAsync(log, texts));
        Assert.Equal((0, $"last {head}\n"), await RunAsync(log, chain));
        var (field, of) = (Printed(text, "^   sha256sum (fields/.+)$"), Printed(text, "is in (entries/.+)$"));
        (_, said) = await RunAsync(log, "sha256sum " + field);
        Assert.Contains(said[..64], await File.ReadAllTextAsync(Path.Combine(log, of)), StringComparison.Ordinal);

        await File.AppendAllTextAsync(Path.Combine(log, field), "x");
        (code, said) = await RunAsync(bag, files);
        Assert.NotEqual(0, code);
        Assert.Contains($"data/log/{field}: FAILED", said, StringComparison.Ordinal);
        Assert.NotEqual(0, (await RunAsync(log, texts)).Code);
        var entry = Path.Combine(log, "entries", "000002.txt");
        await File.WriteAllTextAsync(entry, (await File.ReadAllTextAsync(entry)).Replace("recorded: 2", "recorded: 3", StringComparison.Ordinal));
        (_, said) = await RunAsync(log, chain);
        Assert.Contains("entries/000003.txt does not follow", said, StringComparison.Ordinal);
        Assert.NotEqual(0, (await RunAsync(log, list)).Code);
    }

    private static string Printed(string text, string pattern)
    {
        var match = Regex.Match(text, pattern, RegexOptions.Multiline | (pattern.Contains(".*?", StringComparison.Ordinal) ? RegexOptions.Singleline : RegexOptions.None), TimeSpan.FromSeconds(5));
        Assert.True(match.Success, $"VERIFY.txt prints nothing like {pattern}:\n{text}");
        return match.Groups[1].Value;
    }

    private static async Task<(int Code, string Said)> RunAsync(string folder, string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}
