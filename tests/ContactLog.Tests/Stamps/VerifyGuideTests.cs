using System.Text.RegularExpressions;
using ContactLog.Domain.Redactions;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Stamps;

/// <summary>docs/verify.md: an expert with nothing but public tools copies its commands into a terminal, in their order.</summary>
public sealed partial class VerifyGuideTests(StampedOnce stamped) : IClassFixture<StampedOnce>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contactlog-expert-");

    [Fact]
    public async Task Its_commands_pass_on_a_bundle_with_time_stamps_against_the_authoritys_own_root_too()
    {
        var made = await stamped.WithReportAsync();
        await using var another = await Responder.StartAsync("second");
        GiveRoots(another, made.Authority);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "earlier.txt"), string.Concat((await File.ReadAllLinesAsync(await ListAsync(made))).Take(3).Select(line => line + "\n")));
        var said = await FollowAsync(made.Bundle);
        Assert.Equal(2, Regex.Count(said, "Time stamp: "));
        Assert.Equal(2, Regex.Count(said, "^Verification: OK$", RegexOptions.Multiline));
        // Of every stamp, not of the last alone.
        Assert.Equal(2, Regex.Count(said, "^leads to subject=CN ?= ?Test root of first ", RegexOptions.Multiline));
        Assert.DoesNotContain("leads to no root", said, StringComparison.Ordinal);
        Assert.DoesNotContain("root of second", said, StringComparison.Ordinal);
        Assert.DoesNotContain("recorded later", said, StringComparison.Ordinal);
        Assert.DoesNotContain("is recorded at", said, StringComparison.Ordinal);
        Assert.Contains("this record goes on from the earlier one", said, StringComparison.Ordinal);
        Assert.Contains("../exhibits/A-001_000003.1.png: OK", said, StringComparison.Ordinal);
        Assert.Contains($"Record-Head: {made.Head}", said, StringComparison.Ordinal);
        Assert.Contains("5 entries", said, StringComparison.Ordinal);
        Assert.Contains("there is no other file", said, StringComparison.Ordinal);
        Assert.Contains("stamps.csv lists the time stamps that are there, and no other", said, StringComparison.Ordinal);
        Assert.Contains("the report prints the hash of the last entry", said, StringComparison.Ordinal);

        // What is printed and no file: the root, and the stamped list, which is the beginning of the one that is there.
        var printed = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "printed.txt"));
        Assert.Contains(made.Head, printed);
        var left = printed.Except(await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "there.txt"))).ToList();
        Assert.Equal(2, left.Count);
        Assert.Contains((await made.Record.ListAsync(4)).Hex, left);
    }

    [Fact]
    public async Task They_say_where_recorded_times_run_backwards_and_where_one_is_later_than_its_stamp()
    {
        var authority = await Responder.StartAsync();
        var record = await StampedCase.BeginAsync(authority);
        GiveRoots(authority);
        record.Clock.Advance(TimeSpan.FromMinutes(60));
        await record.SaveAsync();
        await record.RoundAsync();
        record.Clock.Advance(TimeSpan.FromMinutes(-90));
        await record.Case.AppendAsync(ContactLog.Data.Record.EntryDraft.Export(ContactLog.Domain.Items.FieldSet.Empty.With("report", "20260423-1")));
        await using var made = new StampedBundleTests.Made(record, authority, (await record.Case.OpenAsync()).Head.Hex, withReport: true);
        var said = await FollowAsync(await made.BundleAsync());
        Assert.Matches("(?m)^entry 3 is recorded at 20[-0-9]+T[0-9:]+Z, earlier than entry 2$", said);
        Assert.Matches("(?m)^entry 2 says that it was recorded later, at 20[-0-9]+T[0-9:]+Z$", said);
        Assert.DoesNotContain("entry 1 says", said, StringComparison.Ordinal);
        Assert.DoesNotContain("entry 3 says", said, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(said, "^leads to subject", RegexOptions.Multiline));
    }

    // A forger's own authority fits in itself and brings its certificates in the bundle; against the roots of the real ones it shows nothing.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stamps_of_an_authority_that_nobody_knows_lead_to_no_root(bool areThereRoots)
    {
        var made = await stamped.WithReportAsync();
        await using var real = await Responder.StartAsync("second");
        if (areThereRoots)
        {
            GiveRoots(real);
        }

        var said = await FollowAsync(made.Bundle, passes: false);
        Assert.Equal(2, Regex.Count(said, @"^LOG-00000[34]\.first\.\S+\.tsr leads to no root in authority-roots$", RegexOptions.Multiline));
        Assert.DoesNotContain("leads to subject", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RedactionProfile.LawyerFull)]
    [InlineData(RedactionProfile.RespondentService)]
    public async Task Its_commands_pass_on_both_copies_without_time_stamps(RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        var said = await FollowAsync(await ServiceBundleTests.BundleAsync(test, profile));
        Assert.Contains("all files match, and there is no other", said, StringComparison.Ordinal);
        Assert.Contains("texts match", said, StringComparison.Ordinal);
        Assert.Contains("there is no other file", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Verification", said, StringComparison.Ordinal);
        Assert.Contains("exclusions.csv lists all that is missing, and nothing else", said, StringComparison.Ordinal);
        Assert.Matches("(?m)^[1-9][0-9]+ cells are what was recorded, [1-9][0-9]* of texts that are not here or not whole$", said);
        Assert.Equal(profile == RedactionProfile.LawyerFull, said.Contains("../exhibits/", StringComparison.Ordinal));
    }

    // A forger makes all manifests anew, so that step 2 passes; a later step names what he did.
    [Theory]
    [InlineData("sed -i s/07:10/07:20/ data/log/fields/000002.narrative.txt", "fields/000002.narrative.txt: FAILED")]
    [InlineData("sed -i 's/recorded: 2/recorded: 3/' data/log/entries/000002.txt", "entries/000002.txt: FAILED")]
    [InlineData("sed -i 's/recorded: 2/recorded: 3/' data/log/entries/000002.txt; (cd data/log; sha256sum entries/*.txt > LOG-000005.txt)", "entries/000003.txt does not follow")]
    [InlineData("echo x >> data/exhibits/A-001_000003.1.png", "A-001_000003.1.png: FAILED")]
    [InlineData("echo x > data/log/fields/000002.extra.txt", "fields/000002.extra.txt")]
    [InlineData("echo x > data/exhibits/A-007_000002.1.jpg", "data/exhibits/A-007_000002.1.jpg is named by no entry")]
    [InlineData("echo x > data/exhibits/A-001_000003.2.jpg", "data/exhibits/A-001_000003.2.jpg is named by no entry")]
    [InlineData("rm data/log/fields/000003.file1.txt", "data/exhibits/A-001_000003.1.png is named by no entry")]
    [InlineData("echo x > data/exhibits/photo.jpg", "data/exhibits/photo.jpg is named by no entry")]
    [InlineData("ln -s ../report.pdf data/exhibits/photo.jpg", "data/exhibits/photo.jpg is named by no entry")]
    [InlineData("echo x > data/derivatives/A-001_000002.1.png", "data/derivatives/A-001_000002.1.png is named by no entry", "mkdir -p data/derivatives")]
    [InlineData("echo x > data/statement.pdf", "data/statement.pdf is named by no entry")]
    [InlineData("echo x > 'data/log/a file.txt'", "data/log/a file.txt is named by no entry")]
    [InlineData("cp data/log/LOG-000005.txt data/log/LOG-000004.txt", "data/log/LOG-000004.txt is named by no entry")]
    [InlineData("echo x > README.txt", "README.txt is named by no entry")]
    [InlineData("cp data/log/LOG-000003.*.tsr data/log/$(basename data/log/LOG-000004.*.tsr)", "Verification: FAILED")]
    [InlineData("sed -i s/,call,1,/,call,2,/ data/incidents.csv", "incidents.csv: entry 2, count is not what was recorded")]
    [InlineData("sed -i s/07:10/07:20/ data/incidents.csv", "incidents.csv: entry 2, narrative is not what was recorded")]
    [InlineData("sed -i /^2,/d data/incidents.csv", "incidents.csv: entry 2 is missing")]
    [InlineData("rm data/log/fields/000002.narrative.txt", "< fields/000002.narrative.txt")]
    [InlineData("rm data/exhibits/*", "< 000003.1")]
    [InlineData("printf '2,field narrative,redacted\\r\\n' >> data/exclusions.csv", "> fields/000002.narrative.txt")]
    [InlineData("rm data/log/*.ts[qr] data/log/tsa-chain.pem", "> LOG-000003.first.")]
    [InlineData("rm data/stamps.csv", "< LOG-000003.first.")]
    [InlineData("cd data/log/entries; sed -i 's/^recorded: 2/recorded: 3/' 000005.txt; cd ..; sha256sum entries/*.txt > LOG-000005.txt; cd ../..; sed -i \"s/^Record-Head: .*/Record-Head: $(tail -n 1 data/log/LOG-000005.txt | cut -c1-64)/\" bag-info.txt", "this report is not of this record, or not of this state of it")]
    public async Task They_name_what_a_forger_changed(string forgery, string named, string before = ":")
    {
        var made = await stamped.WithReportAsync();
        const string anew = "find data ! -type d -exec sha256sum {} + > manifest-sha256.txt; find data ! -type d -exec sha512sum {} + > manifest-sha512.txt; sha256sum *.txt | grep -v tagmanifest > t; mv t tagmanifest-sha256.txt";
        Assert.Contains(named, await FollowAsync(made.Bundle, $"{before}; {forgery}; {anew}", passes: false), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void GiveRoots(params IEnumerable<Responder> authorities)
    {
        var folder = _folder.CreateSubdirectory("authority-roots").FullName;
        foreach (var authority in authorities)
        {
            File.Copy(authority.RootFile, Path.Combine(folder, authority.Name + ".pem"));
        }
    }

    private static async Task<string> ListAsync(StampedBundleTests.Made made)
    {
        var list = Path.Combine(made.Record.Case.Folder, "list.txt");
        await File.WriteAllBytesAsync(list, Reports.Bundle.BundleTests.Unpack(made.Bundle)["data/log/LOG-000005.txt"]);
        return list;
    }

    /// <summary>Does what the page says, from the first command to the last, going on after one that finds something.</summary>
    private async Task<string> FollowAsync(byte[] bundle, string? forgery = null, bool passes = true)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "bundle-20260423-1.zip"), bundle);
        var commands = Commands().Matches(await File.ReadAllTextAsync(Repository.Path("docs/verify.md"))).Select(match => match.Groups["commands"].Value).ToList();
        Assert.True(commands.Count > 8);
        if (forgery is not null)
        {
            commands.Insert(1, forgery + "\n");
        }

        var (code, said) = await PrintedCommands.RunAsync(_folder.FullName, (passes ? "" : "set +e\n") + string.Concat(commands));
        Assert.True(code == 0 || !passes, said);
        if (passes)
        {
            Assert.DoesNotContain("does not follow", said, StringComparison.Ordinal);
            Assert.DoesNotContain("FAILED", said, StringComparison.Ordinal);
            Assert.DoesNotContain("out of order", said, StringComparison.Ordinal);
        }

        return said;
    }

    [GeneratedRegex("^```sh\n(?<commands>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Commands();
}
