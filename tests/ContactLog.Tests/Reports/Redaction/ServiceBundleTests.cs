using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Bundle;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Redaction;

/// <summary>What the other person gets: checked in every byte, as it lies in the file and inflated.</summary>
public sealed class ServiceBundleTests
{
    [Fact]
    public async Task No_protected_value_is_in_any_byte_of_it_stored_or_inflated()
    {
        await using var test = await PlantedCase.BeginAsync();
        var bundle = await BundleAsync(test, RedactionProfile.RespondentService);
        var layers = EveryText.Layers(bundle).ToList();
        Assert.True(layers.Count > 5, "The streams of the PDF were not found.");
        foreach (var text in layers.SelectMany(EveryText.Of))
        {
            foreach (var gone in PlantedCase.Gone)
            {
                Assert.DoesNotContain(gone, text, StringComparison.OrdinalIgnoreCase);
            }
        }

        // The letters of a page are numbers of drawings in the file: programs that read them back are asked too.
        var pages = EveryText.Squeezed(Unpack(bundle)["data/report.pdf"]);
        Assert.Contains("[redacted:homeaddress]", pages, StringComparison.Ordinal);
        Assert.All(PlantedCase.Gone, gone => Assert.DoesNotContain(gone.Replace(" ", "", StringComparison.Ordinal), pages, StringComparison.OrdinalIgnoreCase));
    }

    // Of several files that were brought in together, each is named beside the answer how its dates are written.
    [Fact]
    public async Task The_names_of_imported_files_are_in_no_byte_of_it()
    {
        await using var test = await TestCase.BeginAsync();
        await test.AppendAsync(EntryDraft.New(ItemType.Import, FieldSet.Empty.With("format", "zip").With("files", "Quittenchat.txt (9 bytes)").With("date-order", "Quittenchat.txt: dmy\nother.txt: mdy")
            .With("skipped-list", "inbox/Quittenchat 2.txt!line[3]: a system line")));
        await test.AppendAsync(EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "text").With("date", "2026-04-01").With("source", 2).With("locator", "inbox/Quittenchat mit Oma.txt!line[12]")));
        foreach (var (profile, isThere) in new[] { (RedactionProfile.RespondentService, false), (RedactionProfile.LawyerFull, true) })
        {
            var bundle = await BundleAsync(test, profile);
            Assert.Equal(isThere, EveryText.Layers(bundle).SelectMany(EveryText.Of).Any(text => text.Contains("Quittenchat", StringComparison.OrdinalIgnoreCase)));
        }
    }

    // The search above is worth what it can find: in the copy for her lawyer, and in a PDF that says everything, it finds it.
    [Fact]
    public async Task The_search_for_protected_values_finds_each_where_it_is()
    {
        await using var test = await PlantedCase.BeginAsync();
        var bundle = await BundleAsync(test, RedactionProfile.LawyerFull);
        var texts = EveryText.Layers(bundle).SelectMany(EveryText.Of).ToList();
        var found = PlantedCase.Gone.Where(gone => texts.Exists(text => text.Contains(gone, StringComparison.OrdinalIgnoreCase))).ToList();
        // Ways to write a value that are in nobody's mouth here, and the private note.
        Assert.Equal(["312-555-0199", "4111111111111111", "555 0199", "Zwetschge", "elmst"], PlantedCase.Gone.Except(found).Order(StringComparer.Ordinal));

        var pdf = Unpack(bundle)["data/report.pdf"];
        var pages = EveryText.Squeezed(pdf);
        Assert.All((string[])["Jorinde", "pat@nobody", "555-0777"], name => Assert.Contains(name, pages, StringComparison.OrdinalIgnoreCase));
        // A bookmark and the text behind a picture are written in hexadecimal, inside a stream.
        Assert.Contains(EveryText.Layers(pdf).SelectMany(EveryText.Of), text => text.Contains("Hashes, and how to check them", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RedactionProfile.RespondentService)]
    [InlineData(RedactionProfile.LawyerFull)]
    public async Task It_verifies_and_the_same_choices_give_the_same_bytes(RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        var bundle = await BundleAsync(test, profile);
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None);
        Assert.True(verdict.IsWhole, verdict.Problem);
        Assert.Equal(bundle, await BundleAsync(test, profile));
    }

    [Fact]
    public async Task Its_record_is_whole_and_its_texts_are_those_that_nothing_was_removed_from()
    {
        await using var test = await PlantedCase.BeginAsync();
        var file = await test.OpenAsync();
        var files = Unpack(await BundleAsync(test, RedactionProfile.RespondentService));
        Assert.All(file.Entries, entry => Assert.Equal(entry.Text.ToBytes(), files["data/log/" + SealedList.EntryPath(entry.Seq)]));
        var texts = files.Where(pair => pair.Key.StartsWith("data/log/fields/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(texts);
        var row = file.Incidents.Single(row => row["said"] is not null);
        Assert.True(files.ContainsKey("data/log/" + SealedList.FieldPath(row.FirstSeq, "from")));
        Assert.True(files.ContainsKey("data/log/" + SealedList.FieldPath(row.FirstSeq, "time")));
        Assert.False(files.ContainsKey("data/log/" + SealedList.FieldPath(row.FirstSeq, "said")));
        Assert.Contains($"{row.FirstSeq},field said,redacted", Encoding.UTF8.GetString(files["data/exclusions.csv"]), StringComparison.Ordinal);
        Assert.DoesNotContain(files.Keys, name => name.StartsWith("data/exhibits/", StringComparison.Ordinal) || name == "data/audit-log.csv" || name.EndsWith("file1.txt", StringComparison.Ordinal));
        Assert.All(files.Keys, name => Assert.Matches("^[A-Za-z0-9/._-]+$", name));
    }

    [Fact]
    public async Task Pictures_are_in_it_without_what_they_carried_and_name_their_originals()
    {
        await using var test = await PlantedCase.BeginAsync();
        var file = await test.OpenAsync();
        var files = Unpack(await BundleAsync(test, RedactionProfile.RespondentService));
        var pictures = files.Where(pair => pair.Key.StartsWith("data/derivatives/", StringComparison.Ordinal) && !pair.Key.EndsWith(".txt", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, pictures.Count);
        using var index = JsonDocument.Parse(files["data/index.json"]);
        Assert.Equal("service", index.RootElement.GetProperty("variant").GetString());
        foreach (var exhibit in index.RootElement.GetProperty("exhibits").EnumerateArray().Where(one => one.GetProperty("derivative").ValueKind == JsonValueKind.String))
        {
            Assert.Equal(exhibit.GetProperty("derivative_sha256").GetString(), Digest.Of(files["data/" + exhibit.GetProperty("derivative").GetString()]).Hex);
            Assert.Equal(JsonValueKind.Null, exhibit.GetProperty("sha256").ValueKind);
            var said = file.Exhibits.Single(known => known.Label == exhibit.GetProperty("label").GetString()).File;
            Assert.Equal(Digest.Of(said.Entry.ToBytes()).Hex, exhibit.GetProperty("file_entry_sha256").GetString());
            Assert.Contains($"file: {said.Number} {exhibit.GetProperty("file_entry_sha256").GetString()}\n", Encoding.UTF8.GetString(files["data/log/" + SealedList.EntryPath(said.Seq)]), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Null, exhibit.GetProperty("path").ValueKind);
        }
    }

    // Whoever has the hash or the size of a short text that was kept back can try likely ones until one fits.
    [Theory]
    [InlineData(RedactionProfile.RespondentService, false)]
    [InlineData(RedactionProfile.CourtPublic, false)]
    [InlineData(RedactionProfile.LawyerFull, true)]
    public async Task The_hash_and_the_size_of_an_original_are_in_no_byte_of_a_copy_that_keeps_it_back(RedactionProfile profile, bool isTold)
    {
        await using var test = await PlantedCase.BeginAsync();
        var note = Encoding.UTF8.GetBytes("I sleep at 12 Elm Street." + new string('.', 722));
        var source = await test.ReceiveAsync(note, "note.txt");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Import, FieldSet.Empty.With("format", "text").With("files", $"note.txt ({note.Length} bytes, SHA-256 {source.Entry.Sha256.Hex})")),
            EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("what", "export").With("media-type", "text/plain").With("transcript", "A note")).WithFiles(source.Id).LinkedTo("source", 0));
        var originals = (await test.OpenAsync()).Exhibits.Select(exhibit => exhibit.File.Entry).ToList();
        Assert.Equal(747, originals[^1].Size);

        var bundle = await BundleAsync(test, profile);
        var layers = EveryText.Layers(bundle).ToList();
        var texts = layers.SelectMany(EveryText.Of).Append(EveryText.Squeezed(Unpack(bundle)["data/report.pdf"])).ToList();
        bool Says(string what) => texts.Exists(text => text.Contains(what, StringComparison.OrdinalIgnoreCase));
        Assert.All(originals, original => Assert.Equal(isTold, Says(original.Sha256.Hex)));
        Assert.All(originals, original => Assert.DoesNotContain(layers, layer => layer.AsSpan().IndexOf(Convert.FromHexString(original.Sha256.Hex)) >= 0));
        Assert.Equal(isTold, Says("747bytes") || Says("747 bytes") || Says(",747,"));
        Assert.Equal(!isTold, Says("about1KB"));
        if (!isTold)
        {
            // What it says instead leads to the record: a checker finds every printed hash.
            var hashes = (await BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None)).Hashes;
            var printed = PrintedHashes.Read(Pdf.Poppler.Text(Unpack(bundle)["data/report.pdf"], "-layout"));
            Assert.All((await test.OpenAsync()).Exhibits, exhibit => Assert.Contains(printed, one => one.Hash == exhibit.File.Committed));
            Assert.All(printed, one => Assert.Contains(one.Hash, hashes));
        }
    }

    [Fact]
    public async Task The_lawyers_bundle_has_the_originals_and_every_text_but_the_private_ones()
    {
        await using var test = await PlantedCase.BeginAsync();
        var files = Unpack(await BundleAsync(test, RedactionProfile.LawyerFull));
        Assert.Equal(3, files.Keys.Count(name => name.StartsWith("data/exhibits/", StringComparison.Ordinal)));
        var fields = Encoding.UTF8.GetString([.. files.Where(pair => pair.Key.StartsWith("data/log/fields/", StringComparison.Ordinal)).SelectMany(pair => pair.Value)]);
        Assert.Contains("12 ELM ST", fields, StringComparison.Ordinal);
        Assert.DoesNotContain("Zwetschge", fields, StringComparison.Ordinal);
        Assert.Contains("bag-info.txt", files.Keys);
        Assert.Contains("CERTIFICATION_FACTS.txt", files.Keys);
        Assert.DoesNotContain("Casey", Encoding.UTF8.GetString(files["bag-info.txt"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.RespondentService)]
    [InlineData(RedactionProfile.CourtPublic)]
    [InlineData(RedactionProfile.LawyerFull)]
    public async Task Words_that_are_marked_are_in_no_answer_that_the_bundle_holds(RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        var row = (await test.OpenAsync()).Incidents[0];
        await test.AppendAsync(EntryDraft.New(ItemType.Redaction, FieldSet.Empty.With("of", row.FirstSeq).With("words", "the blue house").With("kind", "marked").With("profiles", "court-public\nrespondent-service\nlawyer-full")));
        ReportOptions Chosen(ReportOptions options) => options with { Court = "ca-ch-100", Answers = new Dictionary<string, string> { ["ca-ch-100-7b"] = "He stood at the Blue House again." } };
        await test.AppendAsync(EntryDraft.Export(Chosen(new ReportOptions { Profile = profile }).ToFields().With("report-number", "2").With("program", "0.0")));
        var bundle = await BundleAsync(test, profile, Chosen);
        Assert.DoesNotContain(EveryText.Layers(bundle).SelectMany(EveryText.Of), text => text.Contains("Blue House", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task One_byte_changed_anywhere_is_found()
    {
        await using var test = await PlantedCase.BeginAsync();
        var bundle = await BundleAsync(test, RedactionProfile.RespondentService);
        var random = new Random(3);
        for (var one = 0; one < 150; one++)
        {
            var changed = (byte[])bundle.Clone();
            changed[random.Next(bundle.Length)] ^= (byte)(1 << random.Next(8));
            Assert.False((await BundleVerifier.VerifyAsync(new MemoryStream(changed), CancellationToken.None)).IsWhole);
        }
    }

    internal static async Task<byte[]> BundleAsync(TestCase test, RedactionProfile profile, Func<ReportOptions, ReportOptions>? change = null, Words? words = null)
    {
        words ??= PlantedCase.Words;
        var file = await test.OpenAsync();
        var options = new ReportOptions { Profile = profile, WithImpact = true };
        options = change?.Invoke(options) ?? options;
        using var pdf = new MemoryStream();
        var source = PlantedCase.Source(file, options) with
        {
            OpenPicture = exhibit => test.WithAsync<FileStore, Stream>(async store => await CopyAsync(await store.OpenAsync(test.Key, exhibit.File.Id, CancellationToken.None))).GetAwaiter().GetResult(),
        };
        new PdfReportWriter(words).Write(ReportBuilder.Build(source, words), pdf);
        using var sheet = new MemoryStream();
        if (ConfidentialSheet.Make(file, options, "20260423-1", file.Entries[^1].Recorded, words) is { } reach)
        {
            new PdfReportWriter(words).Write(reach, sheet);
        }

        var writer = await BundleWriter.PrepareAsync(
            new BundleModel
            {
                Case = file,
                Options = options,
                Words = words,
                ReportId = "20260423-1",
                Made = file.Entries[^1].Recorded,
                ProgramVersion = file.Entries[^1]["program"] ?? "0",
                Volumes = [pdf.ToArray],
                Sheet = sheet.Length > 0 ? sheet.ToArray() : null,
                OpenFile = (opened, cancel) => test.WithAsync<FileStore, Stream>(async store => await CopyAsync(await store.OpenAsync(test.Key, opened.Id, cancel))),
            },
            CancellationToken.None);
        using var output = new MemoryStream();
        await writer.WriteAsync(output, CancellationToken.None);
        return output.ToArray();
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

    private static async Task<Stream> CopyAsync(Stream stream)
    {
        await using (stream)
        {
            var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            copy.Position = 0;
            return copy;
        }
    }
}
