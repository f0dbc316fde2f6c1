using System.IO.Compression;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Tests.Reports.Bundle;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Redaction;

/// <summary>The commands of VERIFY.txt, run as they are printed by someone who has nothing but the bundle.</summary>
public sealed partial class PrintedCommandsTests
{
    [Theory]
    [InlineData(RedactionProfile.RespondentService, "Linux")]
    [InlineData(RedactionProfile.LawyerFull, "Linux")]
    [InlineData(RedactionProfile.RespondentService, "macOS")]
    public async Task They_pass_on_a_whole_bundle_and_say_what_was_changed(RedactionProfile profile, string system)
    {
        await using var test = await PlantedCase.BeginAsync();
        var folder = Path.Combine(test.Folder, "given");
        await using (var zip = new ZipArchive(new MemoryStream(await ServiceBundleTests.BundleAsync(test, profile))))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        var bag = Path.Combine(folder, "bundle-20260423-1");
        var text = await File.ReadAllTextAsync(Path.Combine(bag, "VERIFY.txt"));
        var script = PrintedCommands.For(text, system);
        Assert.Contains("There is no outside time stamp in this bundle.", text, StringComparison.Ordinal);
        var (code, said) = await PrintedCommands.RunAsync(bag, script);
        Assert.True(code == 0, said);
        Assert.Contains("data/report.pdf: OK", said, StringComparison.Ordinal);
        Assert.Contains("entries/000001.txt: OK", said, StringComparison.Ordinal);
        var (field, entry) = (Field().Match(text).Groups["path"].Value, Of().Match(text).Groups["path"].Value);
        var hash = Regex.Match(said, $"^([0-9a-f]{{64}})  {Regex.Escape(field)}$", RegexOptions.Multiline).Groups[1].Value;
        Assert.Contains(hash, await File.ReadAllTextAsync(Path.Combine(bag, "data", "log", entry)), StringComparison.Ordinal);
        if (system == "Linux")
        {
            Assert.Contains("texts match\n", said, StringComparison.Ordinal);
            Assert.Contains("there is no other file\n", said, StringComparison.Ordinal);
            Assert.Contains($"last {Head().Match(text).Groups["hash"].Value}\n", said, StringComparison.Ordinal);
        }

        var whole = await File.ReadAllBytesAsync(Path.Combine(bag, "data", "log", field));
        await File.AppendAllTextAsync(Path.Combine(bag, "data", "log", field), "x");
        (code, said) = await PrintedCommands.RunAsync(bag, script);
        Assert.NotEqual(0, code);
        Assert.Contains($"data/log/{field}: FAILED", said, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Path.Combine(bag, "data", "log", field), whole);

        // Somebody who makes every manifest anew is found by the chain.
        var changed = Path.Combine(bag, "data", "log", "entries", "000002.txt");
        await File.WriteAllTextAsync(changed, (await File.ReadAllTextAsync(changed)).Replace("recorded: 2", "recorded: 3", StringComparison.Ordinal));
        (code, said) = await PrintedCommands.RunAsync(bag, "sha256sum $(cut -c67- manifest-sha256.txt) > m; mv m manifest-sha256.txt; " + script);
        Assert.NotEqual(0, code);
        Assert.Contains("entries/000002.txt: FAILED", said, StringComparison.Ordinal);
        if (system == "Linux")
        {
            (_, said) = await PrintedCommands.RunAsync(Path.Combine(bag, "data", "log"), script[script.IndexOf("p=$(printf", StringComparison.Ordinal)..]);
            Assert.Contains("entries/000003.txt does not follow", said, StringComparison.Ordinal);
        }
    }

    // Whoever adds a file lists it in every manifest, too; no entry of the record names it.
    [Theory]
    [InlineData(RedactionProfile.LawyerFull, "data/exhibits/A-004_000009.1.jpg")]
    [InlineData(RedactionProfile.RespondentService, "data/exhibits/A-001_000013.1.jpg")]
    [InlineData(RedactionProfile.RespondentService, "data/log/fields/000009.feelings-too.txt")]
    [InlineData(RedactionProfile.RespondentService, "data/derivatives/A-009_000002.1.png")]
    [InlineData(RedactionProfile.RespondentService, "data/audit-log.csv")]
    [InlineData(RedactionProfile.LawyerFull, "data/letter.pdf")]
    [InlineData(RedactionProfile.LawyerFull, "letter.txt")]
    public async Task They_name_an_added_file_also_where_every_list_was_made_anew(RedactionProfile profile, string added)
    {
        await using var test = await PlantedCase.BeginAsync();
        var folder = Path.Combine(test.Folder, "given");
        await using (var zip = new ZipArchive(new MemoryStream(await ServiceBundleTests.BundleAsync(test, profile))))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        var bag = Path.Combine(folder, "bundle-20260423-1");
        var script = PrintedCommands.For(await File.ReadAllTextAsync(Path.Combine(bag, "VERIFY.txt")), "Linux");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(bag, added))!);
        await File.WriteAllTextAsync(Path.Combine(bag, added), "x");
        var (code, said) = await PrintedCommands.RunAsync(bag, script);
        Assert.NotEqual(0, code);
        Assert.Contains($"{added} is not listed", said, StringComparison.Ordinal);
        (code, said) = await PrintedCommands.RunAsync(bag, "find data ! -type d -exec sha256sum {} + > m; mv m manifest-sha256.txt; sha256sum *.txt > m; mv m tagmanifest-sha256.txt; " + script);
        Assert.NotEqual(0, code);
        Assert.DoesNotContain("is not listed", said, StringComparison.Ordinal);
        Assert.Contains($"{added} is named by no entry", said, StringComparison.Ordinal);
        Assert.DoesNotContain("there is no other file", said, StringComparison.Ordinal);
        Assert.Equal(1, said.Split("is named by no entry").Length - 1);
    }

    // A table is bound to the record by nothing but what it says: whoever changes a cell makes every list of the bundle anew.
    [Theory]
    [InlineData(RedactionProfile.LawyerFull, "Linux")]
    [InlineData(RedactionProfile.LawyerFull, "macOS")]
    [InlineData(RedactionProfile.RespondentService, "Linux")]
    public async Task They_name_a_changed_cell_of_a_table_where_every_list_was_made_anew(RedactionProfile profile, string system)
    {
        await using var test = await ForgedBundleTests.MadeAsync();
        var file = await test.OpenAsync();
        var row = file.Incidents.First(row => row["kind"] == "call");
        await test.AppendAsync(
            EntryDraft.Amend(row, FieldSet.Empty.With("said", "\"Soon, Jo\"\n=and then\n"), null),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-03").With("said", "-10 degrees")));
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report", "20260423-1").With("program", "0")));
        var files = BundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, profile));
        var said = await ChangedAsync("whole", _ => { });
        Assert.Equal(0, said.Code);
        Assert.Matches("(?m)^[1-9][0-9]+ cells of the tables are what was recorded$", said.Said);
        foreach (var (column, what, instead) in new[]
        {
            ("time", ",18:40,", ",03:40,"), ("date", ",2026-04-01,18:40,", ",2026-04-11,18:40,"), ("kind", ",call,12,", ",in-person,12,"), ("count", ",call,12,", ",call,22,"),
            ("said", "\"\"\"Soon, Jo\"\"", "\"\"\"Soon, Jo!\"\""), ("said", "\n=and then", "\n=and that"),
        })
        {
            said = await ChangedAsync(column + instead.Length, changed => Forger.Say(changed, "data/incidents.csv", what, instead));
            Assert.NotEqual(0, said.Code);
            Assert.Contains($"incidents.csv: entry {row.FirstSeq}, {column} is not what was recorded\n", said.Said, StringComparison.Ordinal);
            Assert.Equal(1, said.Said.Split("is not what was recorded").Length - 1);
            Assert.DoesNotContain("cells of the tables are", said.Said, StringComparison.Ordinal);
        }

        said = await ChangedAsync("boundary", changed => Forger.Say(changed, "data/lines.csv", "Do not call", "Do call"));
        Assert.Contains("lines.csv: entry 3, words is not what was recorded\n", said.Said, StringComparison.Ordinal);
        said = await ChangedAsync("row", changed => changed["data/incidents.csv"] = [.. changed["data/incidents.csv"].AsSpan(0, changed["data/incidents.csv"].AsSpan().LastIndexOf("\r\n11,"u8) is > 0 and var at ? at + 2 : throw new InvalidOperationException())]);
        Assert.NotEqual(0, said.Code);
        Assert.Contains("incidents.csv: entry 11 is missing", said.Said, StringComparison.Ordinal);

        async Task<(int Code, string Said)> ChangedAsync(string name, Action<Dictionary<string, byte[]>> change)
        {
            var changed = new Dictionary<string, byte[]>(files, StringComparer.Ordinal);
            change(changed);
            var folder = Path.Combine(test.Folder, name);
            await using (var zip = new ZipArchive(new MemoryStream(BundleTests.Repack(changed))))
            {
                await zip.ExtractToDirectoryAsync(folder);
            }

            var bag = Path.Combine(folder, "bundle-20260423-1");
            return await PrintedCommands.RunAsync(bag, PrintedCommands.For(await File.ReadAllTextAsync(Path.Combine(bag, "VERIFY.txt")), system));
        }
    }

    [Theory]
    [InlineData(true, "FAILED")]
    [InlineData(false, "../exhibits/")]
    public async Task A_swapped_original_is_found_even_where_every_list_was_made_anew(bool withItsEntry, string expected)
    {
        await using var test = await PlantedCase.BeginAsync();
        var folder = Path.Combine(test.Folder, "given");
        await using (var zip = new ZipArchive(new MemoryStream(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull))))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        var bag = Path.Combine(folder, "bundle-20260423-1");
        var script = PrintedCommands.For(await File.ReadAllTextAsync(Path.Combine(bag, "VERIFY.txt")), "Linux");
        Assert.Contains("originals match\n", (await PrintedCommands.RunAsync(bag, script)).Said, StringComparison.Ordinal);

        var original = Directory.EnumerateFiles(Path.Combine(bag, "data", "exhibits")).Order(StringComparer.Ordinal).First();
        var before = Hash(original);
        await File.AppendAllTextAsync(original, "x");
        if (withItsEntry)
        {
            var entry = Directory.EnumerateFiles(Path.Combine(bag, "data", "log", "fields"), "*.file*.txt").Single(path => File.ReadAllText(path).Contains(before, StringComparison.Ordinal));
            await File.WriteAllTextAsync(entry, (await File.ReadAllTextAsync(entry)).Replace(before, Hash(original), StringComparison.Ordinal));
        }

        var (_, said) = await PrintedCommands.RunAsync(bag, "sha256sum $(cut -c67- manifest-sha256.txt) > m; mv m manifest-sha256.txt; " + script);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.Contains("FAILED", said, StringComparison.Ordinal);
        Assert.DoesNotContain(withItsEntry ? "texts match" : "originals match", said, StringComparison.Ordinal);

        static string Hash(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
    }

    [GeneratedRegex("sha256sum (?<path>fields/.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"The hash is in (?<path>entries/.+)\.$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Of();

    [GeneratedRegex("^   (?<hash>[0-9a-f]{64})$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Head();
}
