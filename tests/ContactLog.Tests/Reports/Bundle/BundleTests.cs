using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Reports.Building;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Building;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;
using NodaTime;

namespace ContactLog.Tests.Reports.Bundle;

public sealed class BundleTests
{
    [Fact]
    public async Task A_bundle_of_a_case_verifies()
    {
        await using var test = await MadeAsync();
        var bundle = await BundleAsync(test);
        var verdict = await VerifyAsync(bundle);
        Assert.Null(verdict.Problem);
        Assert.Contains(verdict.Facts, fact => fact.StartsWith("7 entries form one unbroken record", StringComparison.Ordinal));
        Assert.Contains(verdict.Facts, fact => fact.Contains("2 files are the ones", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Private_notes_are_left_out_and_the_rest_still_verifies()
    {
        await using var test = await MadeAsync();
        var bundle = await BundleAsync(test);
        Assert.Equal(-1, bundle.AsSpan().IndexOf("Zwetschge"u8));
        await using var zip = new ZipArchive(new MemoryStream(bundle));
        Assert.DoesNotContain(zip.Entries, entry => entry.FullName.Contains("private-note", StringComparison.Ordinal));
        Assert.Contains("private-note", Read(zip, "data/exclusions.csv"), StringComparison.Ordinal);
        Assert.Contains("private-note", Read(zip, "data/log/entries/000002.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_of_fields_can_be_left_out()
    {
        await using var test = await MadeAsync();
        var bundle = await BundleAsync(test, model => model with { Options = new() { WithImpact = false } });
        Assert.Equal(-1, bundle.AsSpan().IndexOf("could not sleep"u8));
        Assert.Null((await VerifyAsync(bundle)).Problem);
    }

    [Fact]
    public async Task The_same_case_makes_the_same_bytes_and_the_length_that_was_said()
    {
        await using var test = await MadeAsync();
        var first = await BundleAsync(test);
        Assert.Equal(first, await BundleAsync(test));
    }

    [Fact]
    public async Task General_software_unpacks_it_and_sha256sum_checks_it()
    {
        await using var test = await MadeAsync();
        var folder = Path.Combine(test.Folder, "out");
        await using (var zip = new ZipArchive(new MemoryStream(await BundleAsync(test))))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        var bag = Path.Combine(folder, "bundle-20260423-1");
        Assert.Equal(0, await ShellAsync(bag, "sha256sum --strict --status -c manifest-sha256.txt"));
        Assert.Equal(0, await ShellAsync(bag, "sha512sum --strict --status -c manifest-sha512.txt"));
        Assert.Equal(0, await ShellAsync(bag, "sha256sum --strict --status -c tagmanifest-sha256.txt"));
        Assert.Equal(0, await ShellAsync(Path.Combine(bag, "data", "log"), "sha256sum --strict --status -c LOG-000007.txt"));
        Assert.Equal(0, await ShellAsync(Path.Combine(bag, "data", "log"), "grep -q \"$(sha256sum < fields/000002.narrative.txt | cut -c1-64)\" entries/000002.txt"));
        Assert.Equal(0, await ShellAsync(Path.Combine(bag, "data", "log"), "grep -q \"$(sha256sum < ../exhibits/A-001_000003.1.png | cut -c1-64)\" fields/000003.file1.txt"));
        await File.AppendAllTextAsync(Path.Combine(bag, "data", "log", "fields", "000002.narrative.txt"), " ");
        Assert.NotEqual(0, await ShellAsync(bag, "sha256sum --strict --status -c manifest-sha256.txt"));
    }

    [Fact]
    public async Task One_byte_changed_anywhere_is_found_and_its_place_named()
    {
        await using var test = await MadeAsync();
        var bundle = await BundleAsync(test);
        var random = new Random(20261121);
        // Every byte of the container's own structures at the end, and places all over the rest.
        var places = Enumerable.Range(0, 1500).Select(_ => random.Next(bundle.Length)).Concat(Enumerable.Range(bundle.Length - 700, 700)).Distinct().ToList();
        Assert.True(places.Count >= 500);
        foreach (var place in places)
        {
            var changed = (byte[])bundle.Clone();
            changed[place] ^= (byte)(1 << random.Next(8));
            var verdict = await VerifyAsync(changed);
            Assert.False(verdict.IsWhole, $"A change at byte {place} was not found.");
            Assert.True(verdict.Problem!.Length > 10);
        }
    }

    [Fact]
    public async Task Every_byte_of_a_header_counts()
    {
        await using var test = await MadeAsync();
        var bundle = await BundleAsync(test);
        for (var place = 0; place < 120; place++)
        {
            var changed = (byte[])bundle.Clone();
            changed[place] ^= 0x20;
            Assert.False((await VerifyAsync(changed)).IsWhole, $"A change at byte {place} was not found.");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(-1)]
    [InlineData(-500)]
    public async Task A_bundle_that_was_cut_is_refused(int length)
    {
        await using var test = await MadeAsync();
        var bundle = await BundleAsync(test);
        Assert.False((await VerifyAsync(bundle[..(length >= 0 ? length : bundle.Length + length)])).IsWhole);
    }

    [Fact]
    public async Task Something_added_at_the_end_is_found()
    {
        await using var test = await MadeAsync();
        Assert.False((await VerifyAsync([.. await BundleAsync(test), 0])).IsWhole);
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { "data/log/fields/000002.narrative.txt", "data/log/fields/000002.narrative.txt" },
        { "data/log/entries/000004.txt", "data/log/" },
        { "data/exhibits/A-001_000003.1.png", "data/exhibits/A-001_000003.1.png" },
        { "data/log/LOG-000007.txt", "data/log/LOG-000007.txt" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_file_that_was_changed_with_all_manifests_made_anew_is_still_found(string path, string named)
    {
        await using var test = await MadeAsync();
        var files = Unpack(await BundleAsync(test));
        files[path] = [.. files[path][..^2], (byte)(files[path][^2] ^ 1), files[path][^1]];
        var verdict = await VerifyAsync(Repack(files));
        Assert.Contains(named, verdict.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data/log/entries/000007.txt")]
    [InlineData("data/log/entries/000004.txt")]
    [InlineData("data/log/LOG-000007.txt")]
    public async Task An_entry_or_list_that_was_taken_out_with_all_manifests_made_anew_is_found(string path)
    {
        await using var test = await MadeAsync();
        var files = Unpack(await BundleAsync(test));
        files.Remove(path);
        Assert.False((await VerifyAsync(Repack(files))).IsWhole);
    }

    [Fact]
    public async Task Swapped_fields_and_stray_files_are_found()
    {
        await using var test = await MadeAsync();
        var bundle = await BundleAsync(test);
        var files = Unpack(bundle);
        (files["data/log/fields/000002.narrative.txt"], files["data/log/fields/000002.place.txt"]) =
            (files["data/log/fields/000002.place.txt"], files["data/log/fields/000002.narrative.txt"]);
        Assert.False((await VerifyAsync(Repack(files))).IsWhole);
        files = Unpack(bundle);
        files["data/log/fields/000002.other.txt"] = files["data/log/fields/000002.place.txt"];
        Assert.Contains("no entry of the record names it", (await VerifyAsync(Repack(files))).Problem, StringComparison.Ordinal);
    }

    // A fact that the other side would find: better said by the record itself, in every text that speaks of its times.
    [Theory]
    [InlineData(-60, true)]
    [InlineData(-4, false)]
    public async Task A_clock_that_was_set_back_is_said_in_every_text_and_is_no_fault(int minutes, bool isSaid)
    {
        await using var test = await MadeAsync();
        test.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report", "20260423-1")));
        var bundle = await BundleAsync(test);
        var verdict = await VerifyAsync(bundle);
        Assert.Null(verdict.Problem);
        Assert.Equal(isSaid, verdict.Facts.Contains("Entry 8 is recorded at 2026-04-23T01:14:00Z, earlier than entry 7, which stands before it and is recorded at 2026-04-23T02:14:00Z. The times run backwards. A clock set back does that; so does a record written anew in another order."));
        var files = Unpack(bundle);
        Assert.All((string[])["VERIFY.txt", "CERTIFICATION_FACTS.txt"], name =>
        {
            var text = Encoding.UTF8.GetString(files[name]);
            Assert.Equal(isSaid, text.Contains("   entry 8, 2026-04-23T01:14:00Z, after entry 7, 2026-04-23T02:14:00Z", StringComparison.Ordinal));
            Assert.DoesNotContain("{back}", text, StringComparison.Ordinal);
        });
        var keeping = ReportText.Of((await ReportText.BuildAsync(test, new ReportOptions())).Section("keeping"));
        Assert.Equal(isSaid, keeping.Contains("Recorded times that run backwards", StringComparison.Ordinal));
        Assert.Equal(isSaid, keeping.Contains("Entry 8: ", StringComparison.Ordinal));
    }

    // Every list is made anew by whoever adds a file: that it is listed everywhere is no reason to take it for part of the record.
    [Theory]
    [InlineData("data/letter.pdf")]
    [InlineData("data/derivatives/A-009_000001.1.png")]
    [InlineData("data/derivatives/A-001_000003.1.html")]
    [InlineData("data/more/letter.txt")]
    [InlineData("data/exhibits/A-001_000003.2.png")]
    [InlineData("LETTER.txt")]
    public async Task A_file_that_was_added_is_named_also_where_every_list_was_made_anew(string added)
    {
        await using var test = await MadeAsync();
        var files = Unpack(await BundleAsync(test));
        var last = files.Keys.Last(name => !name.StartsWith("data/", StringComparison.Ordinal));
        Assert.Equal("tagmanifest-sha256.txt", last);
        var manifest = files[last];
        files.Remove(last);
        files[added] = "x"u8.ToArray();
        files[last] = manifest;
        var problem = (await VerifyAsync(Repack(files))).Problem;
        Assert.StartsWith(added, problem, StringComparison.Ordinal);
        Assert.Matches("no entry of the record names it|it is none of the files of this bundle", problem);
    }

    [Fact]
    public async Task An_original_that_was_changed_in_the_database_stops_the_export()
    {
        await using var test = await MadeAsync();
        test.Tamper("UPDATE FileSegments SET Bytes = zeroblob(length(Bytes)) WHERE Ordinal = 0");
        await Assert.ThrowsAnyAsync<Exception>(() => BundleAsync(test));
    }

    [Fact]
    public async Task A_cell_cannot_become_a_formula()
    {
        await using var test = await MadeAsync();
        await using var zip = new ZipArchive(new MemoryStream(await BundleAsync(test)));
        var index = Read(zip, "data/index.csv");
        Assert.Contains(",'=cmd", index, StringComparison.Ordinal);
        Assert.DoesNotContain(",=cmd", index, StringComparison.Ordinal);
    }

    internal static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        var first = await test.ReceiveAsync(RandomNumberGenerator.GetBytes(20_000), "=cmd!A0");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-22").With("narrative", "He rang at 07:10.").With("place", "Home")
                .With("private-note", "Zwetschge").With("sleep", "I could not sleep")),
            EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", "image/png")).WithFiles(first.Id).LinkedTo("of", 0));
        var second = await test.ReceiveAsync([], "empty.txt");
        await test.AppendAsync(EntryDraft.New(ItemType.Exhibit, FieldSet.Empty).WithFiles(second.Id));
        var incident = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.Amend(incident, FieldSet.Empty.With("place", "").With("private-note", "Zwetschgen"), "Not there 🙂"));
        await test.AppendAsync(EntryDraft.Withdraw((await test.OpenAsync()).Incidents[0], "=1+1"));
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report", "20260423-1")));
        return test;
    }

    internal static async Task<byte[]> BundleAsync(TestCase test, Func<BundleModel, BundleModel>? change = null)
    {
        var file = await test.OpenAsync();
        var model = new BundleModel
        {
            Case = file,
            Options = new() { WithImpact = true },
            Words = PlantedCase.Words,
            ReportId = "20260423-1",
            Made = file.Entries[^1].Recorded,
            Volumes = [() => "%PDF-1.7 made for a test\n"u8.ToArray(), () => Forger.Printing(file.Head.Hex)],
            OpenFile = (opened, cancel) => test.WithAsync<FileStore, Stream>(async store =>
            {
                await using var stream = await store.OpenAsync(test.Key, opened.Id, cancel);
                var copy = new MemoryStream();
                await stream.CopyToAsync(copy, cancel);
                copy.Position = 0;
                return copy;
            }),
        };
        var writer = await BundleWriter.PrepareAsync(change?.Invoke(model) ?? model, CancellationToken.None);
        using var output = new MemoryStream();
        await writer.WriteAsync(output, CancellationToken.None);
        Assert.Equal(writer.Length, output.Length);
        return output.ToArray();
    }

    private static Task<BundleVerdict> VerifyAsync(byte[] bundle) => BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None);

    private static string Read(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry("bundle-20260423-1/" + path)!.Open());
        return reader.ReadToEnd();
    }

    internal static Dictionary<string, byte[]> Unpack(byte[] bundle)
    {
        using var zip = new ZipArchive(new MemoryStream(bundle));
        return zip.Entries.ToDictionary(entry => entry.FullName["bundle-20260423-1/".Length..], entry =>
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        });
    }

    /// <summary>What a careful forger does: every manifest and the container made anew over the changed files.</summary>
    internal static byte[] Repack(Dictionary<string, byte[]> files)
    {
        var payload = files.Where(file => file.Key.StartsWith("data/", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        string Lines(IEnumerable<KeyValuePair<string, byte[]>> of, Func<byte[], byte[]> hash) =>
            string.Concat(of.Select(file => $"{Convert.ToHexStringLower(hash(file.Value))}  {file.Key}\n"));
        files["manifest-sha256.txt"] = Encoding.ASCII.GetBytes(Lines(payload, SHA256.HashData));
        files["manifest-sha512.txt"] = Encoding.ASCII.GetBytes(Lines(payload, SHA512.HashData));
        files["bag-info.txt"] = Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(files["bag-info.txt"]).Split('\n')
            .Select(line => line.StartsWith("Payload-Oxum", StringComparison.Ordinal) ? $"Payload-Oxum: {payload.Sum(file => (long)file.Value.Length)}.{payload.Count}" : line)));
        var tags = files.Where(file => !file.Key.StartsWith("data/", StringComparison.Ordinal) && file.Key != "tagmanifest-sha256.txt").OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        files["tagmanifest-sha256.txt"] = Encoding.ASCII.GetBytes(Lines(tags, SHA256.HashData));
        var made = Instant.FromUtc(2026, 4, 23, 2, 14);
        var inOrder = files.Where(file => !file.Key.StartsWith("data/", StringComparison.Ordinal)).Concat(payload);
        var parts = CanonicalZip.LayOut(inOrder.Select(file =>
        {
            var crc = new Crc32();
            crc.Append(file.Value);
            return ("bundle-20260423-1/" + file.Key, (long)file.Value.Length, crc.Value);
        }));
        using var output = new MemoryStream();
        foreach (var part in parts)
        {
            output.Write(CanonicalZip.LocalHeader(part, made));
            output.Write(files[part.Name["bundle-20260423-1/".Length..]]);
        }

        output.Write(CanonicalZip.Directory(parts, made));
        return output.ToArray();
    }

    private static async Task<int> ShellAsync(string folder, string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
