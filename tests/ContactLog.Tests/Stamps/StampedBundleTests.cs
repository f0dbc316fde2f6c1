using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Stamps;
using ContactLog.Reports.Building;
using ContactLog.Reports.Bundle;
using ContactLog.Reports.Model;
using ContactLog.Reports.Pdf;
using ContactLog.Tests.Reports.Building;
using ContactLog.Tests.Reports.Bundle;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;
using ContactLog.Web.Stamping;
using NodaTime;

namespace ContactLog.Tests.Stamps;

/// <summary>A bundle with outside time stamps: what a stranger can check with it, and what a forger cannot.</summary>
public sealed class StampedBundleTests(StampedOnce stamped) : IClassFixture<StampedOnce>
{
    [Fact]
    public async Task The_stamps_that_came_before_the_report_are_in_the_bundle_and_verify()
    {
        var made = await stamped.PlainAsync();
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(made.Bundle), CancellationToken.None);
        Assert.Null(verdict.Problem);
        Assert.Contains(verdict.Facts, fact => fact.Contains("Time stamps of first (Test time stamps of first) that fit: 2. Entries 1 to 4 existed by", StringComparison.Ordinal));
        Assert.Contains(verdict.Facts, fact => fact.Contains("Compare its SHA-256 with the one that the authority publishes", StringComparison.Ordinal));
        using var roots = PinnedRoots.FromPem(await File.ReadAllTextAsync(made.Authority.RootFile));
        Assert.Null((await BundleVerifier.VerifyAsync(new MemoryStream(made.Bundle), CancellationToken.None, roots)).Problem);
    }

    [Fact]
    public async Task A_stamp_that_comes_later_changes_no_byte_of_a_report_that_was_made()
    {
        await using var made = await MadeAsync();
        await made.Record.RoundAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3, (await made.Record.StampsAsync()).Count);
        Assert.Equal(made.Bundle, await made.BundleAsync());
    }

    [Fact]
    public async Task The_commands_say_of_every_stamp_to_which_root_of_an_authority_it_leads()
    {
        await using var made = await MadeAsync();
        var folder = Path.Combine(made.Record.Case.Folder, "out");
        await using (var zip = new ZipArchive(new MemoryStream(made.Bundle)))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        var bag = Path.Combine(folder, "bundle-20260423-1");
        var script = PrintedCommands.For(await File.ReadAllTextAsync(Path.Combine(bag, "VERIFY.txt")), "Linux");
        await using var another = await Responder.StartAsync("second");
        var roots = Directory.CreateDirectory(Path.Combine(folder, "authority-roots")).FullName;
        File.Copy(another.RootFile, Path.Combine(roots, "another.pem"));
        var (code, said) = await PrintedCommands.RunAsync(bag, script);
        Assert.True(code == 0, said);
        Assert.Equal(2, Regex.Count(said, @"^LOG-\S+\.tsr leads to no root in authority-roots$", RegexOptions.Multiline));
        File.Copy(made.Authority.RootFile, Path.Combine(roots, "first.pem"));
        (code, said) = await PrintedCommands.RunAsync(bag, script);
        Assert.True(code == 0, said);
        Assert.Equal(2, Regex.Count(said, @"^LOG-\S+\.tsr leads to \.\./\.\./\.\./authority-roots/first\.pem$", RegexOptions.Multiline));
    }

    // The authority signed that the entry was there: a later time in it is that of a clock that was ahead, and has to be said.
    [Theory]
    [InlineData(60, true)]
    [InlineData(2, false)]
    public async Task An_entry_that_says_a_later_time_than_a_stamp_that_covers_it_is_said_and_breaks_nothing(int minutes, bool isAhead)
    {
        await using var authority = await Responder.StartAsync();
        await using var record = await StampedCase.BeginAsync(authority);
        await record.SaveAsync();
        record.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await record.SaveAsync();
        await record.RoundAsync();
        await record.Case.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report", "20260423-1")));
        var made = new Made(record, authority, (await record.Case.OpenAsync()).Head.Hex, withReport: false);
        var bundle = await made.BundleAsync();
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None);

        // A clock that was ahead changes nothing in the record: the bundle holds, and says what the report says.
        Assert.Null(verdict.Problem);
        Assert.Equal(isAhead ? 1 : 0, verdict.Found.Count(one => one.Key == "bundle.fact.stamp-early" && one.Values[2] is 3));

        var file = await record.Case.OpenAsync();
        var seals = await record.Case.WithAsync<CaseSeals, RecordSeals>(all => all.OfAsync(file, file.Entries.Count, CancellationToken.None));
        var report = ReportBuilder.Build(PlantedCase.Source(file, new()) with { Seals = seals }, PlantedCase.Words);
        Assert.DoesNotContain(PlantedCase.Words["report.summary.clock"], string.Concat(report.Section("summary").Blocks.OfType<Heading>().SelectMany(heading => heading.Beside).OfType<TextSpan>().Select(span => span.Text)), StringComparison.Ordinal);
        var hashes = ReportText.Of(report.Section("hashes"));
        Assert.Equal(isAhead, hashes.Contains("Entry 3 says that it was recorded later", StringComparison.Ordinal));
    }

    // A root is all that an authority publishes; what stands between it and the signer may be nowhere but in the bundle.
    [Fact]
    public async Task A_stamp_without_the_certificates_between_leads_to_the_named_root_through_those_of_the_bundle()
    {
        var made = await stamped.PlainAsync();
        var files = BundleTests.Unpack(made.Bundle);
        using var roots = PinnedRoots.FromPem(await File.ReadAllTextAsync(made.Authority.RootFile));
        using var chain = PinnedRoots.FromPem(Encoding.ASCII.GetString(files["data/log/tsa-chain.pem"]));
        foreach (var token in files.Keys.Where(name => name.EndsWith(".tsr", StringComparison.Ordinal)).ToList())
        {
            files[token] = await made.Authority.ReplyAsync(files[Query(token)], "alone");
            var seq = int.Parse(Regex.Match(token, "LOG-0*([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            var list = await made.Record.ListAsync(seq);
            Assert.Equal(StampFlaw.UntrustedRoot, StampCheck.Check(files[Query(token)], files[token], list, roots).Flaw);
            var time = StampCheck.Check(files[Query(token)], files[token], list, chain).Stamp!.Time;
            Rename(files, token, Regex.Replace(token, "[0-9]{8}T[0-9]{6}Z", StampPath.Utc(time)));
            SayTime(files, token, seq, time);
        }

        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(BundleTests.Repack(files)), CancellationToken.None, roots);
        Assert.Null(verdict.Problem);
        await using var other = await Responder.StartAsync("second");
        using var others = PinnedRoots.FromPem(await File.ReadAllTextAsync(other.RootFile));
        Assert.Contains("do not lead to a root", (await BundleVerifier.VerifyAsync(new MemoryStream(BundleTests.Repack(files)), CancellationToken.None, others)).Problem, StringComparison.Ordinal);
    }

    // The commands are taken out of the file and run as they stand there.
    [Theory]
    [InlineData("Linux")]
    [InlineData("macOS")]
    public async Task Every_command_of_VERIFY_txt_runs_as_it_is_printed(string system)
    {
        await using var made = await MadeAsync();
        var folder = Path.Combine(made.Record.Case.Folder, "out");
        await using (var zip = new ZipArchive(new MemoryStream(made.Bundle)))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        var bag = Path.Combine(folder, "bundle-20260423-1");
        var script = PrintedCommands.For(await File.ReadAllTextAsync(Path.Combine(bag, "VERIFY.txt")), system);
        Assert.Contains(system == "macOS" ? "shasum -a 256 -c manifest-sha256.txt" : "sha256sum -c manifest-sha256.txt", script, StringComparison.Ordinal);
        Assert.Contains("openssl ts -verify", script, StringComparison.Ordinal);
        Assert.Contains("-attime", script, StringComparison.Ordinal);
        var (code, said) = await PrintedCommands.RunAsync(bag, script);
        Assert.True(code == 0, said);
        // Once for the newest, once as of its time, once for each in the loop.
        Assert.Equal(4, Regex.Count(said, "^Verification: OK$", RegexOptions.Multiline));
        Assert.DoesNotContain("FAILED", said, StringComparison.Ordinal);
        Assert.DoesNotContain("does not follow", said, StringComparison.Ordinal);
        Assert.Contains("Time stamp: ", said, StringComparison.Ordinal);
        if (system == "Linux")
        {
            Assert.Contains("texts match", said, StringComparison.Ordinal);
            Assert.Contains("last " + made.Head, said, StringComparison.Ordinal);
        }

        // And they find what is wrong.
        await File.AppendAllTextAsync(Path.Combine(bag, "data", "log", "LOG-000005.txt"), "\n");
        Assert.NotEqual(0, (await PrintedCommands.RunAsync(bag, script)).Code);
    }

    [Fact]
    public async Task After_the_certificate_ended_openssl_needs_the_time_of_the_stamp_and_ours_takes_it_by_itself()
    {
        await using var made = await MadeAsync(certificateEnds: DateTimeOffset.UtcNow.AddDays(40));
        var files = BundleTests.Unpack(made.Bundle);
        var token = files.Keys.First(name => name.EndsWith(".tsr", StringComparison.Ordinal));
        var folder = Directory.CreateDirectory(Path.Combine(made.Record.Case.Folder, "ended")).FullName;
        foreach (var (name, from) in new[] { ("t.tsr", token), ("chain.pem", "data/log/tsa-chain.pem") })
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), files[from]);
        }

        var seq = int.Parse(Regex.Match(token, "LOG-0*([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        await File.WriteAllBytesAsync(Path.Combine(folder, "list.txt"), Encoding.ASCII.GetBytes(string.Concat(Encoding.ASCII.GetString(files["data/log/LOG-000005.txt"]).Split('\n').Take(seq).Select(line => line + "\n"))));
        async Task<int> AsOfAsync(DateTimeOffset time) => (await Responder.OpenSslAsync("ts", "-verify", "-data", Path.Combine(folder, "list.txt"), "-in", Path.Combine(folder, "t.tsr"),
            "-CAfile", Path.Combine(folder, "chain.pem"), "-attime", time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture))).Code;
        Assert.Equal(0, await AsOfAsync(DateTimeOffset.UtcNow));
        // What somebody sees who checks after the end without saying as of when.
        Assert.NotEqual(0, await AsOfAsync(DateTimeOffset.UtcNow.AddDays(41)));
        Assert.Null((await BundleVerifier.VerifyAsync(new MemoryStream(made.Bundle), CancellationToken.None)).Problem);
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { "another list", "it stamps another list" },
        { "another token", "it answers another request" },
        { "a broken signature", "its signature does not fit" },
        { "another root", "do not lead to a root" },
        { "no chain", "tsa-chain.pem: it is missing" },
        { "no request", ".tsq: it is missing" },
        { "no answer", ".tsr: it is missing" },
        { "another name", "its name says another time" },
        { "more entries", "about more entries than there are" },
        { "noise", "cannot be read as a time stamp" },
        { "noise for a chain", "does not hold certificates" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_stamp_is_named_even_with_all_manifests_made_anew(string what, string said)
    {
        var made = await stamped.PlainAsync();
        await using var other = await Responder.StartAsync("first");
        var files = BundleTests.Unpack(made.Bundle);
        var tokens = files.Keys.Where(name => name.EndsWith(".tsr", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var (first, second) = (tokens[0], tokens[1]);
        switch (what)
        {
            case "another list":
                (files[first], files[second]) = (files[second], files[first]);
                (files[Query(first)], files[Query(second)]) = (files[Query(second)], files[Query(first)]);
                break;
            case "another token":
                files[first] = await made.Authority.ReplyAsync(StampCheck.Request(await made.Record.ListAsync(3)));
                break;
            case "a broken signature":
                files[first][^1] ^= 1;
                break;
            case "another root":
                files[first] = await made.Authority.ReplyAsync(files[Query(first)], "other");
                break;
            case "no chain":
                files.Remove("data/log/tsa-chain.pem");
                break;
            case "no request":
                files.Remove(Query(first));
                break;
            case "no answer":
                files.Remove(first);
                break;
            case "another name":
                Rename(files, first, Regex.Replace(first, "[0-9]{8}T[0-9]{6}Z", "20200101T000000Z"));
                break;
            case "more entries":
                Rename(files, first, first.Replace("LOG-000003", "LOG-000099", StringComparison.Ordinal));
                break;
            case "noise":
                files[first] = Encoding.ASCII.GetBytes("sealed");
                break;
            case "noise for a chain":
                files["data/log/tsa-chain.pem"] = Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
                break;
        }

        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(BundleTests.Repack(files)), CancellationToken.None);
        Assert.Contains(said, verdict.Problem, StringComparison.Ordinal);
    }

    // A whole second record with an authority of the forger's own fits in itself; only the root tells.
    [Fact]
    public async Task Stamps_of_an_authority_that_somebody_made_himself_fail_against_the_real_root()
    {
        var made = await stamped.PlainAsync();
        await using var real = await Responder.StartAsync("second");
        using var roots = PinnedRoots.FromPem(await File.ReadAllTextAsync(real.RootFile));
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(made.Bundle), CancellationToken.None, roots);
        Assert.Contains("do not lead to a root that is trusted in this check", verdict.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bundle_that_is_too_large_for_a_page_is_left_alone_and_not_called_wrong()
    {
        var made = await stamped.PlainAsync();
        var verdict = await BundleVerifier.VerifyAsync(new MemoryStream(made.Bundle), CancellationToken.None, limits: new BundleLimits(10_000, 1000));
        Assert.Contains("larger than is checked here", verdict.Problem, StringComparison.Ordinal);
        verdict = await BundleVerifier.VerifyAsync(new MemoryStream(made.Bundle), CancellationToken.None, limits: new BundleLimits(1 << 30, 10));
        Assert.Contains("larger than is checked here", verdict.Problem, StringComparison.Ordinal);
    }

    private static string Query(string token) => token[..^1] + "q";

    /// <summary>The texts of the bundle say the time of a stamp, too.</summary>
    private static void SayTime(Dictionary<string, byte[]> files, string token, int seq, Instant time)
    {
        var name = Regex.Match(token, "[0-9]{8}T[0-9]{6}Z").Value;
        var before = NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'").Parse(name).Value;
        string Said(string text) => text.Replace(name, StampPath.Utc(time), StringComparison.Ordinal)
            .Replace(NodaTime.Text.InstantPattern.General.Format(before), NodaTime.Text.InstantPattern.General.Format(time), StringComparison.Ordinal)
            .Replace($"{before.ToUnixTimeSeconds()}", $"{time.ToUnixTimeSeconds()}", StringComparison.Ordinal);
        var lines = Encoding.UTF8.GetString(files["data/stamps.csv"]).Split("\r\n").Select(line => line.StartsWith($"{seq},", StringComparison.Ordinal) ? Said(line) : line);
        files["data/stamps.csv"] = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
        if (seq == 4)
        {
            // VERIFY.txt names the newest.
            files["VERIFY.txt"] = Encoding.UTF8.GetBytes(Said(Encoding.UTF8.GetString(files["VERIFY.txt"])));
        }
    }

    private static void Rename(Dictionary<string, byte[]> files, string token, string to)
    {
        if (to == token)
        {
            // The second stamp was of the same second.
            return;
        }

        (files[to], files[Query(to)]) = (files[token], files[Query(token)]);
        files.Remove(token);
        files.Remove(Query(token));
    }

    internal static async Task<Made> MadeAsync(DateTimeOffset? certificateEnds = null, bool withReport = false)
    {
        var authority = await Responder.StartAsync(certificateEnds: certificateEnds);
        var record = await StampedCase.BeginAsync(authority);
        var picture = await record.Case.ReceiveAsync(TestImages.Png(2, 8, interlaced: false, "nothing"), "picture.png");
        await record.Case.AppendAsync(
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("date", "2026-04-22").With("narrative", "He rang at 07:10.")),
            EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", "image/png")).WithFiles(picture.Id).LinkedTo("of", 0));
        await record.RoundAsync();
        await record.SaveAsync();
        // Another second, so that the two stamps have names of their own.
        await Task.Delay(1100);
        await record.RoundAsync();
        await record.Case.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report", "20260423-1")));
        var made = new Made(record, authority, (await record.Case.OpenAsync()).Head.Hex, withReport);
        made.Bundle = await made.BundleAsync();
        return made;
    }

    internal sealed class Made(StampedCase record, Responder authority, string head, bool withReport) : IAsyncDisposable
    {
        public StampedCase Record => record;

        public Responder Authority => authority;

        public string Head => head;

        public byte[] Bundle { get; set; } = [];

        public async Task<byte[]> BundleAsync()
        {
            var file = await record.Case.OpenAsync();
            var seals = await record.Case.WithAsync<CaseSeals, RecordSeals>(all => all.OfAsync(file, file.Entries.Count, CancellationToken.None));
            using var pdf = new MemoryStream();
            if (withReport)
            {
                var source = PlantedCase.Source(file, new() { WithImpact = true, Exhibits = ExhibitStyle.Listed }) with { Seals = seals };
                new PdfReportWriter(PlantedCase.Words).Write(ReportBuilder.Build(source, PlantedCase.Words), pdf);
            }

            return await BundleTests.BundleAsync(record.Case, model => model with { Seals = seals, Volumes = withReport ? [pdf.ToArray] : model.Volumes });
        }

        public async ValueTask DisposeAsync()
        {
            await record.DisposeAsync();
            await authority.DisposeAsync();
        }
    }
}
