using System.CommandLine;
using System.Globalization;
using ContactLog.Data;
using ContactLog.Reports.Bundle;
using ContactLog.Web.Demo;
using ContactLog.Web.Hosting;
using Microsoft.Data.Sqlite;

namespace ContactLog.Web.Commands;

/// <summary><c>demo</c>: serves a made-up case on this machine, or writes its report and bundle.</summary>
internal static class DemoCommand
{
    private const string PdfName = "report.pdf";
    private const string BundleName = "bundle.zip";

    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The folder of the demo, made anew at every start. Default: a folder of this user, apart from real data.", HelpName = "DIR" };
        var export = new Option<string?>("--export") { Description = $"Writes {PdfName} and {BundleName} of the case into DIR and ends.", HelpName = "DIR" };
        var samples = new Option<string?>("--samples") { Description = "Writes reports of the case with different choices into DIR and ends.", HelpName = "DIR" };
        var command = new Command("demo", "Serves a made-up case to look at, on this machine only.") { CommandLine.UrlsOption, data, export, samples };
        command.SetAction(async (parsed, cancel) =>
        {
            if ((parsed.GetValue(export) ?? parsed.GetValue(samples)) is { } folder)
            {
                if (parsed.GetValue(data) is not null || parsed.GetValue(CommandLine.UrlsOption) is not null)
                {
                    throw new UsageException("--export and --samples serve nothing and keep no data; leave --urls and --data out.");
                }

                if (parsed.GetValue(export) is not null && parsed.GetValue(samples) is not null)
                {
                    throw new UsageException("--export and --samples each write a folder and end; give one of them at a time.");
                }

                await (parsed.GetValue(export) is null ? SamplesAsync(folder, Console.Out, cancel) : ExportAsync(folder, Console.Out, cancel));
            }
            else
            {
                await ServeAsync(parsed.GetValue(CommandLine.UrlsOption), parsed.GetValue(data), cancel);
            }

            return CommandLine.Done;
        });
        return command;
    }

    /// <summary>Writes report and bundle of a case that is built for it and gone afterwards.</summary>
    internal static Task ExportAsync(string folder, TextWriter output, CancellationToken cancel) => WithDemoAsync(folder, output, async demo =>
    {
        var report = await demo.OpenReportAsync(cancel);
        var volumes = report.PreparePdf(cancel);
        foreach (var volume in volumes.Volumes)
        {
            var pdf = Path.Combine(folder, BundleModel.VolumeName(volume.Number));
            await WriteAsync(pdf, stream => Task.FromResult(volumes.Write(volume.Number, stream)));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{pdf}: {volume.PageCount} pages, {new FileInfo(pdf).Length:N0} bytes"));
        }

        var bundle = Path.Combine(folder, BundleName);
        var prepared = await report.PrepareBundleAsync(cancel);
        await WriteAsync(bundle, async stream =>
        {
            await prepared.WriteAsync(stream, cancel);
            return 0L;
        });
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{bundle}: {new FileInfo(bundle).Length:N0} bytes"));
    }, cancel);

    /// <summary>Writes the samples of <see cref="DemoSamples"/>.</summary>
    internal static Task SamplesAsync(string folder, TextWriter output, CancellationToken cancel) => WithDemoAsync(folder, output, async demo =>
    {
        foreach (var (name, options) in DemoSamples.All)
        {
            var pdf = Path.Combine(folder, name);
            var bytes = await DemoSamples.MakeAsync(demo, options, cancel);
            await File.WriteAllBytesAsync(pdf, bytes, cancel);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{pdf}: {bytes.Length:N0} bytes"));
        }
    }, cancel);

    private static async Task WithDemoAsync(string folder, TextWriter output, Func<DemoCase, Task> write, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(folder) || File.Exists(folder))
        {
            throw new UsageException($"'{folder}' is not a folder to write into.");
        }

        // Among the user's own data and sealed like it; gone when this is done.
        var scratch = Directory.CreateDirectory($"{DemoFolder.Locate(null).Folder}-{Guid.NewGuid():N}");
        try
        {
            using var installation = await DemoFolder.MakeAsync(DemoFolder.Locate(Path.Combine(scratch.FullName, "data")), cancel);
            await using var demo = await DemoCase.BuildAsync(installation, cancel);
            Directory.CreateDirectory(folder);
            await write(demo);
            await output.WriteLineAsync("Everybody and everything in them is made up.");
        }
        finally
        {
            // The pool holds the file open, and an open file cannot be removed everywhere.
            SqliteConnection.ClearAllPools();
            scratch.Delete(recursive: true);
        }
    }

    private static async Task ServeAsync(string? urls, string? data, CancellationToken cancel)
    {
        var serve = ServeOptions.Read(urls, CommandLine.Configuration());
        if (!serve.IsLoopback)
        {
            throw new UsageException("The demo prints its passphrase, so it is served on this machine only. Use an address like " + ServeOptions.DefaultUrl + ".");
        }

        var location = DemoFolder.Locate(data);
        await Console.Out.WriteLineAsync($"Making the demo in {location.Folder} ...");
        using var installation = await DemoFolder.MakeAsync(location, cancel);
        string code;
        await using (var demo = await DemoCase.BuildAsync(installation, cancel))
        {
            code = demo.RecoveryCode.ToString();
        }

        await using var app = Server.Build(installation, serve);
        await app.StartAsync(cancel);
        await Console.Out.WriteLineAsync($"""

            Everybody and everything in this case is made up. It is made anew at every start.

              Address        {string.Join(' ', serve.Urls.Select(url => url.GetLeftPart(UriPartial.Authority)))}
              Name           {DemoCase.UserName}
              Passphrase     {DemoCase.Passphrase}
              Recovery code  {code}

            Ctrl+C ends it.
            """);
        await app.WaitForShutdownAsync(cancel);
    }

    /// <summary>Writes beside the file first and puts it in place when it is whole: never half a report under the right name.</summary>
    private static async Task<long> WriteAsync(string path, Func<Stream, Task<long>> write)
    {
        var beside = path + ".part";
        long result;
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            result = await write(file);
        }

        File.Move(beside, path, overwrite: true);
        return result;
    }
}
