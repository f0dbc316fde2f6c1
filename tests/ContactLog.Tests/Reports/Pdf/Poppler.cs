using System.Diagnostics;

namespace ContactLog.Tests.Reports.Pdf;

/// <summary>Programs of poppler-utils and qpdf, which read a report as a stranger would.</summary>
internal static class Poppler
{
    /// <summary>Runs a program on a PDF; <c>FILE</c> among the arguments stands for it.</summary>
    public static string Run(string program, byte[] pdf, params string[] arguments)
    {
        var (text, code) = TryRun(program, pdf, arguments);
        Assert.True(code == 0, $"{program} ended with {code}: {text}");
        return text;
    }

    public static (string Text, int Code) TryRun(string program, byte[] pdf, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("contactlog-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.pdf");
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder.FullName };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument == "FILE" ? file : argument);
            }

            Process process;
            try
            {
                process = Process.Start(start)!;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Assert.Fail($"{program} is not installed; the report tests need poppler-utils and qpdf.");
                throw;
            }

            using (process)
            {
                var error = process.StandardError.ReadToEndAsync();
                var text = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                return (text + error.Result, process.ExitCode);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static string Text(byte[] pdf, params string[] more) => Run("pdftotext", pdf, ["-enc", "UTF-8", .. more, "FILE", "-"]);

    /// <summary>Text with every run of white space as one space, so that wrapped words are found.</summary>
    public static string Flat(byte[] pdf) => string.Join(' ', Text(pdf).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The file is well formed, and so is each of its streams.</summary>
    public static void Check(byte[] pdf)
    {
        var (text, code) = TryRun("qpdf", pdf, "--check", "FILE");
        Assert.True(code == 0, text);
        Assert.DoesNotContain("WARNING", text, StringComparison.OrdinalIgnoreCase);
    }
}
