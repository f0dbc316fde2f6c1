using System.CommandLine;
using System.Security.Cryptography;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using ContactLog.Reports.Bundle;
using ContactLog.Web.Hosting;

namespace ContactLog.Web.Commands;

/// <summary><c>verify</c>: checks an evidence bundle, or files against the hashes that a report prints. Needs no data folder and no key.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("BUNDLE.zip") { Description = "The bundle, as it was exported. With --printed also files or folders of files.", Arity = ArgumentArity.OneOrMore };
        var roots = new Option<string?>("--roots") { Description = "Root certificates of time-stamp authorities, from the authorities themselves: a file, or a folder of such files. Every time stamp must lead to one of them. Without it they lead to the ones in the bundle.", HelpName = "FILE|DIR" };
        var printed = new Option<string?>("--printed") { Description = "A text with the hashes that a report prints, copied out of it or made by pdftotext. They are looked for in what is given.", HelpName = "FILE.txt" };
        var command = new Command("verify", "Checks an evidence bundle and names the first thing that is wrong; compares hashes that were printed with files.") { paths, roots, printed };
        command.SetAction((parsed, cancel) => new Run(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error)
            .AllAsync(parsed.GetValue(paths) ?? [], parsed.GetValue(roots), parsed.GetValue(printed), cancel));
        return command;
    }

    private sealed class Run(TextWriter output, TextWriter error)
    {
        private readonly List<(Digest Head, string Path)> _heads = [];

        public async Task<int> AllAsync(IReadOnlyList<string> paths, string? rootsFile, string? printedFile, CancellationToken cancel)
        {
            foreach (var path in paths.Where(path => !File.Exists(path) && !Directory.Exists(path)))
            {
                await error.WriteLineAsync($"There is no file '{path}'.");
                return CommandLine.Problem;
            }

            if (printedFile is null && (paths.Count > 1 || Directory.Exists(paths[0])))
            {
                throw new UsageException("Without --printed, verify checks one bundle: name its ZIP file.");
            }

            using var roots = rootsFile is null ? null : ReadRoots(rootsFile);
            var hashes = new Dictionary<Digest, string>();
            var exit = CommandLine.Done;
            foreach (var path in paths)
            {
                if (Directory.Exists(path))
                {
                    foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                    {
                        hashes.TryAdd(await HashAsync(file, cancel), file);
                    }
                }
                else if (printedFile is null || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                {
                    exit = Math.Max(exit, await VerifyAsync(path, roots, hashes, cancel));
                }
                else
                {
                    hashes.TryAdd(await HashAsync(path, cancel), path);
                }
            }

            return printedFile is null ? exit : Math.Max(exit, await CompareAsync(PrintedHashes.Read(await File.ReadAllTextAsync(printedFile, cancel)), hashes));
        }

        private async Task<int> VerifyAsync(string path, PinnedRoots? roots, Dictionary<Digest, string> hashes, CancellationToken cancel)
        {
            await using var zip = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var verdict = await BundleVerifier.VerifyAsync(zip, cancel, roots);
            foreach (var fact in verdict.Facts)
            {
                await output.WriteLineAsync(fact);
            }

            if (!verdict.IsWhole)
            {
                await error.WriteLineAsync($"Wrong: {verdict.Problem}");
                return CommandLine.Problem;
            }

            foreach (var (hash, what) in verdict.Hashes)
            {
                hashes.TryAdd(hash, what);
            }

            if (verdict.Head is { } head)
            {
                _heads.Add((head, path));
                await output.WriteLineAsync($"What was compared, as listed above, agrees. Whoever holds all of a bundle can make all of it anew, and it would agree too: compare the last hash, {head.Hex}, with one that was printed or given to you earlier, or with a time stamp. Nothing here shows what happened.");
            }

            return CommandLine.Done;
        }

        private async Task<int> CompareAsync(IReadOnlyList<PrintedHash> printed, Dictionary<Digest, string> hashes)
        {
            if (printed.Count == 0)
            {
                await error.WriteLineAsync("Wrong: the text holds no hash: 64 characters 0 to 9 and a to f.");
                return CommandLine.Problem;
            }

            var missing = 0;
            foreach (var one in printed)
            {
                if (hashes.TryGetValue(one.Hash, out var what))
                {
                    await output.WriteLineAsync($"{one.Hash}  {what}{(one.Before.Length == 0 ? "" : $"   (printed beside: {one.Before})")}");
                }
                else
                {
                    missing++;
                    await error.WriteLineAsync($"{one.Hash}  is printed{(one.Before.Length == 0 ? "" : $" beside '{one.Before}'")} and nothing that was given has it.");
                }
            }

            foreach (var (head, path) in _heads)
            {
                await output.WriteLineAsync(printed.Any(one => one.Hash == head)
                    ? $"The hash of the last entry of '{path}' is printed."
                    : $"The hash of the last entry of '{path}' is not printed. If the text is of the whole report, this report is not of this record, or not of this state of it.");
            }

            await output.WriteLineAsync(missing == 0
                ? $"All {printed.Count} hashes that were printed are those of what was given."
                : $"{printed.Count - missing} of {printed.Count} hashes that were printed were found. One that is not: the file is not among those given, is another one, or the hash was not copied whole.");
            return missing == 0 ? CommandLine.Done : CommandLine.Problem;
        }

        private static async Task<Digest> HashAsync(string path, CancellationToken cancel)
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Digest.FromBytes(await SHA256.HashDataAsync(file, cancel));
        }

        private static PinnedRoots ReadRoots(string path)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                throw new UsageException($"There is no file or folder '{path}'.");
            }

            var each = (Directory.Exists(path) ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path]).Select(ReadFile).ToList();
            try
            {
                return PinnedRoots.Join(each) is { Roots.Count: > 0 } roots ? roots : throw new UsageException($"'{path}' holds no root certificate.");
            }
            finally
            {
                each.ForEach(one => one.Dispose());
            }
        }

        private static PinnedRoots ReadFile(string path)
        {
            try
            {
                return PinnedRoots.FromFile(File.ReadAllBytes(path));
            }
            catch (CryptographicException)
            {
                throw new UsageException($"'{path}' does not hold certificates, in PEM or DER.");
            }
        }
    }
}
