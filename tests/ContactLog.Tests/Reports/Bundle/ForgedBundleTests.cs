using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Data.Record;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Bundle;
using ContactLog.Tests.Reports.Pdf;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Stamps;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Reports.Bundle;

/// <summary>Bundles of somebody who makes every manifest anew: what is made from the record is compared with the record.</summary>
public sealed class ForgedBundleTests(StampedOnce stamped) : IClassFixture<StampedOnce>
{
    private const string Exhibit = "data/exhibits/A-001_000004.1.png";

    public static TheoryData<string, string> OfHerLawyer => new()
    {
        { "a time in incidents.csv", "data/incidents.csv: in line 1 the column 'time' does not say" },
        { "a count in incidents.csv", "data/incidents.csv: in line 1 the column 'count' does not say" },
        { "a standing", "data/incidents.csv: in line 1 the column 'standing_to_entry_3' does not say" },
        { "a row of incidents.csv", "data/incidents.csv: from line 2 on" },
        { "a column of incidents.csv", "data/incidents.csv: its columns" },
        { "quotes in incidents.csv", "data/incidents.csv: it is not a table" },
        { "the words of a boundary", "data/lines.csv: in line 1 the column 'words'" },
        { "a role", "data/contacts.csv: in line 1 the column 'role'" },
        { "an officer", "data/responses.csv: in line 1 the column 'officer'" },
        { "who made an entry", "data/audit-log.csv: in line 2 the column 'actor'" },
        { "a description in index.csv", "data/index.csv: in line 1 the column 'description'" },
        { "a description in index.json", "data/index.json: it is not what the program writes" },
        { "an original", "data/exclusions.csv: it does not list 'file 1' of entry 4" },
        { "an original under another label", "data/exhibits/A-007_000004.1.png: no exhibit has a file under this name" },
        { "a transcript", "data/derivatives/A-001_000004.1.txt: it is not what the program writes" },
        { "no transcript", "data/derivatives/A-001_000004.1.txt: it is missing" },
        { "a text", "data/exclusions.csv: it does not list 'field narrative' of entry 5" },
        { "a text, listed", "data/exclusions.csv: the reason it gives for 'field narrative' of entry 5" },
        { "exclusions.csv cut", "data/exclusions.csv: it does not list 'field private-note' of entry 5" },
        { "exclusions.csv with more", "data/exclusions.csv: it lists 'field place' of entry 5" },
        { "the number of entries", "CERTIFICATION_FACTS.txt: it is not what the program writes" },
        { "a sentence of VERIFY.txt", "VERIFY.txt: it is not what the program writes" },
        { "the profile", "bag-info.txt: it is not what the program writes" },
        { "no sheet", "data/confidential-sheet.pdf: it is missing" },
        { "no audit log", "data/audit-log.csv: it is missing" },
        { "no report", "data/report.pdf: it is missing" },
        { "another report", "data/report.pdf: it does not print the hash of the last entry here" },
        { "a text, all hashed anew", "data/report.pdf: it does not print the hash of the last entry here" },
        { "the last entry cut", "data/report.pdf: it does not print the hash of the last entry here" },
        { "an earlier list", "data/log/LOG-000006.txt: no entry of the record names it" },
    };

    [Theory]
    [MemberData(nameof(OfHerLawyer))]
    public async Task What_was_changed_is_named(string what, string named)
    {
        await using var test = await MadeAsync();
        var files = BundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull));
        Change(files, what);
        Assert.Contains(named, (await VerifyAsync(BundleTests.Repack(files))).Problem, StringComparison.Ordinal);
    }

    private static void Change(Dictionary<string, byte[]> files, string what)
    {
        var (incidents, exclusions) = ("data/incidents.csv", "data/exclusions.csv");
        switch (what)
        {
            case "a time in incidents.csv": Forger.Say(files, incidents, ",18:40,", ",03:40,"); break;
            case "a count in incidents.csv": Forger.Say(files, incidents, ",call,12,", ",call,22,"); break;
            case "a standing": Forger.Say(files, incidents, ",After,", ",Outside,"); break;
            case "a row of incidents.csv": Keep(files, incidents, 2); break;
            case "a column of incidents.csv": Forger.Say(files, incidents, ",narrative,", ",story,"); break;
            case "quotes in incidents.csv": Forger.Say(files, incidents, ",18:40,", ",\"18:40\","); break;
            case "the words of a boundary": Forger.Say(files, "data/lines.csv", "Do not call", "Do call"); break;
            case "a role": Forger.Say(files, "data/contacts.csv", ",main,", ",other,"); break;
            case "an officer": Forger.Say(files, "data/responses.csv", "Officer Example", "Officer Other"); break;
            case "who made an entry": SayActor(files); break;
            case "a description in index.csv": Forger.Say(files, "data/index.csv", "Call list", "Message list"); break;
            case "a description in index.json": Forger.Say(files, "data/index.json", "Call list", "Message list"); break;
            case "an original": files.Remove(Exhibit); break;
            case "an original under another label": files["data/exhibits/A-007_000004.1.png"] = files[Exhibit]; files.Remove(Exhibit); break;
            case "a transcript": Forger.Say(files, "data/derivatives/A-001_000004.1.txt", "Pick up", "Hang up"); break;
            case "no transcript": files.Remove("data/derivatives/A-001_000004.1.txt"); break;
            case "a text": files.Remove("data/log/fields/000005.narrative.txt"); break;
            case "a text, listed":
                files.Remove("data/log/fields/000005.narrative.txt");
                files[exclusions] = [.. files[exclusions], .. Encoding.UTF8.GetBytes("5,field narrative,private: never in a bundle\r\n")];
                break;
            case "exclusions.csv cut": Keep(files, exclusions, 1); break;
            case "exclusions.csv with more": files[exclusions] = [.. files[exclusions], .. Encoding.UTF8.GetBytes("5,field place,redacted\r\n")]; break;
            case "the number of entries": Forger.Say(files, "CERTIFICATION_FACTS.txt", "Entries                       9", "Entries                       10"); break;
            case "a sentence of VERIFY.txt": Forger.Say(files, "VERIFY.txt", "There is no outside time stamp", "There is an outside time stamp"); break;
            case "the profile": Forger.Say(files, "bag-info.txt", "Variant: lawyer", "Variant: service"); break;
            case "no sheet": files.Remove("data/confidential-sheet.pdf"); break;
            case "no audit log": files.Remove("data/audit-log.csv"); break;
            case "no report": files.Remove("data/report.pdf"); break;
            case "another report": files["data/report.pdf"] = Forger.Printing(new string('0', 60) + "1234"); break;
            case "a text, all hashed anew": Rewrite(files, 5, "narrative", "He rang", "He rung", incidents); break;
            case "the last entry cut": CutLast(files); break;
            case "an earlier list": files["data/log/LOG-000006.txt"] = [.. files["data/log/LOG-000009.txt"].AsSpan(0, 6 * SealedList.Line(1, Digest.None).Length)]; break;
            default: throw new ArgumentOutOfRangeException(nameof(what));
        }
    }

    public static TheoryData<string, string> ForTheOtherPerson => new()
    {
        { "a picture made anew", "data/index.csv: in line 1 the column 'derivative_sha256'" },
        { "an original", "data/exhibits/A-001_000004.1.png: no entry of the record names it" },
        { "a sheet", "data/confidential-sheet.pdf: it is none of the files of this bundle" },
        { "a line of redactions.csv", "data/exclusions.csv: the reason it gives" },
        { "a label in redactions.csv", "data/redactions.csv: in line" },
        { "a text in redactions.csv", "data/redactions.csv: from line" },
        { "a number in redactions.csv", "data/index.json: it is not what the program writes" },
        { "a time in incidents.csv", "data/incidents.csv: in line 1 the column 'time'" },
    };

    [Theory]
    [MemberData(nameof(ForTheOtherPerson))]
    public async Task In_the_other_persons_copy_too(string what, string named)
    {
        await using var test = await MadeAsync();
        var files = BundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, RedactionProfile.RespondentService));
        switch (what)
        {
            case "a picture made anew": files["data/derivatives/A-001_000004.1.png"][^1] ^= 1; break;
            case "an original": files[Exhibit] = files["data/derivatives/A-001_000004.1.png"]; break;
            case "a sheet": files["data/confidential-sheet.pdf"] = files["data/report.pdf"]; break;
            case "a line of redactions.csv": Keep(files, "data/redactions.csv", 1); break;
            case "a label in redactions.csv": Forger.Say(files, "data/redactions.csv", ",A-1,", ",A-2,"); break;
            case "a text in redactions.csv": Forger.Say(files, "data/redactions.csv", ",narrative,", ",story,"); break;
            case "a number in redactions.csv": Forger.Say(files, "data/redactions.csv", ",profile,1,", ",profile,2,"); break;
            default: Change(files, what); break;
        }

        Assert.Contains(named, (await VerifyAsync(BundleTests.Repack(files))).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the stamps without their list", "does not list it")]
    [InlineData("the list without the stamps", "data/log/tsa-chain.pem: it is there, and no time stamp is")]
    [InlineData("the list alone", "data/stamps.csv: it is there, and no time stamp is")]
    [InlineData("one stamp less", "data/stamps.csv: it lists a time stamp that is not there")]
    [InlineData("a line less", "data/stamps.csv does not list it")]
    [InlineData("another time", "data/stamps.csv: in line 1 the column 'unix_seconds'")]
    [InlineData("another time in VERIFY.txt", "VERIFY.txt: it is not what the program writes")]
    public async Task The_list_of_time_stamps_is_that_of_the_time_stamps(string what, string named)
    {
        var made = await stamped.PlainAsync();
        var files = BundleTests.Unpack(made.Bundle);
        var tokens = files.Keys.Where(name => name.EndsWith(".tsr", StringComparison.Ordinal) || name.EndsWith(".tsq", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        switch (what)
        {
            case "the stamps without their list": files["data/stamps.csv"] = Header(files["data/stamps.csv"]); break;
            case "the list without the stamps": tokens.ForEach(name => files.Remove(name)); break;
            case "the list alone": tokens.Append("data/log/tsa-chain.pem").ToList().ForEach(name => files.Remove(name)); break;
            case "one stamp less": tokens.Take(2).ToList().ForEach(name => files.Remove(name)); break;
            case "a line less": Keep(files, "data/stamps.csv", 2); break;
            case "another time": files["data/stamps.csv"] = Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(files["data/stamps.csv"]), "(?m)^3,[0-9]+", "3,1577836800")); break;
            default: files["VERIFY.txt"] = Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(files["VERIFY.txt"]), "existed by 20", "existed by 19")); break;
        }

        Assert.Contains(named, (await VerifyAsync(BundleTests.Repack(files))).Problem, StringComparison.Ordinal);
    }

    // What says that all is well must say of what, and how what can be made anew is told from what was there before.
    [Fact]
    public async Task What_was_not_compared_is_said()
    {
        await using var test = await MadeAsync();
        var facts = (await VerifyAsync(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull))).Facts.ToList();
        Assert.Contains("report.pdf prints the hash of the last entry. Nothing else in it was compared.", facts);
        Assert.Contains("confidential-sheet.pdf is here. What it says was not compared.", facts);
        Assert.Contains(facts, fact => fact.Contains("cells stand for texts that were left out or had something removed", StringComparison.Ordinal));
        facts = [.. (await VerifyAsync(await ServiceBundleTests.BundleAsync(test, RedactionProfile.RespondentService))).Facts];
        Assert.Contains("Pictures made anew with the hash that index.csv lists: 1. Whether they show what the originals show was not compared.", facts);
    }

    // A cell of which something was removed is compared in what is left of it.
    [Fact]
    public async Task Words_beside_a_bracket_are_compared()
    {
        await using var test = await MadeAsync();
        var files = BundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, RedactionProfile.LawyerFull));
        Forger.Say(files, "data/incidents.csv", "He stood before [on the confidential sheet: home address 1]", "He slept before [on the confidential sheet: home address 1]");
        Assert.Contains("data/incidents.csv: in line 2 the column 'narrative'", (await VerifyAsync(BundleTests.Repack(files))).Problem, StringComparison.Ordinal);
    }

    // Taken out whole and listed as not in this report, with nothing that says of what it was: the export itself says what was chosen.
    [Theory]
    [InlineData(RedactionProfile.LawyerFull, 4, "exhibit A-1, entry 4, is not in this report. By the choices in entry 11 it is in it.")]
    [InlineData(RedactionProfile.RespondentService, 4, "exhibit A-1, entry 4, is not in this report. By the choices in entry 11 it is in it.")]
    [InlineData(RedactionProfile.LawyerFull, 5, "what begins with entry 5 is not in this report. By the choices in entry 11 it is in it.")]
    [InlineData(RedactionProfile.RespondentService, 5, "what begins with entry 5 is not in this report. By the choices in entry 11 it is in it.")]
    public async Task What_the_choices_of_the_export_take_in_is_in(RedactionProfile profile, int seq, string named)
    {
        await using var test = await ChosenAsync(profile, options => options);
        var files = BundleTests.Unpack(await BundleAsync(test, profile, options => options));
        Assert.Null((await VerifyAsync(BundleTests.Repack(files))).Problem);
        var listed = new StringBuilder();
        foreach (var name in files.Keys.Where(name => name.Contains($"/fields/{seq:D6}.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList())
        {
            files.Remove(name);
            var field = name.Split('.')[1];
            listed.Append(System.Globalization.CultureInfo.InvariantCulture, $"{seq},{(field.StartsWith("file", StringComparison.Ordinal) ? "name of file 1" : "field " + field)},\"{Exclusion.NotIn}\"\r\n");
        }

        var original = files.Keys.Where(name => name.Contains($"_{seq:D6}.1.", StringComparison.Ordinal)).ToList();
        original.ForEach(name => files.Remove(name));
        listed.Append(original.Exists(name => name.StartsWith("data/exhibits/", StringComparison.Ordinal)) ? $"{seq},file 1,the original is not in this bundle\r\n" : "");
        files["data/exclusions.csv"] = [.. files["data/exclusions.csv"], .. Encoding.UTF8.GetBytes(listed.ToString())];
        files["data/redactions.csv"] = Encoding.UTF8.GetBytes(string.Concat(Encoding.UTF8.GetString(files["data/redactions.csv"]).Split("\r\n")
            .Where(line => line.Length > 0 && !line.StartsWith($"{seq},", StringComparison.Ordinal)).Select(line => line + "\r\n")));
        Assert.Contains(named, (await VerifyAsync(BundleTests.Repack(files))).Problem, StringComparison.Ordinal);
    }

    // Where the choices leave rows out, or do not stand in the bundle, it cannot be known: then it is not claimed.
    [Theory]
    [InlineData(true, "3 rows, exhibits or reports are left out whole. The choices in entry 11 allow that. Whether each lies outside them cannot be seen here.")]
    [InlineData(false, "With what choices this was made the last entry does not say here")]
    public async Task What_choices_may_leave_out_is_said_to_be_unknown(bool isTold, string said)
    {
        ReportOptions Chosen(ReportOptions options) => options with { Kinds = ["text"] };
        await using var test = await ChosenAsync(RedactionProfile.LawyerFull, Chosen, isTold);
        var verdict = await VerifyAsync(await BundleAsync(test, RedactionProfile.LawyerFull, Chosen));
        Assert.Null(verdict.Problem);
        Assert.Contains(verdict.Facts, fact => fact.Contains(said, StringComparison.Ordinal));
    }

    private static async Task<TestCase> ChosenAsync(RedactionProfile profile, Func<ReportOptions, ReportOptions> choose, bool isTold = true)
    {
        var test = await MadeAsync();
        var file = await test.OpenAsync();
        await test.AppendAsync(EntryDraft.Amend(file.Exhibits[0], FieldSet.Empty.With("of", file.Incidents.Single(row => row["kind"] == "call").FirstSeq), null));
        var choices = isTold ? choose(new() { Profile = profile, WithImpact = true, WithMeasures = true }).ToFields() : FieldSet.Empty;
        await test.AppendAsync(EntryDraft.Export(choices.With("report", "20260423-1").With("program", "0")));
        return test;
    }

    private static Task<byte[]> BundleAsync(TestCase test, RedactionProfile profile, Func<ReportOptions, ReportOptions> choose) =>
        ServiceBundleTests.BundleAsync(test, profile, options => choose(options with { WithMeasures = true }));

    internal static async Task<TestCase> MadeAsync()
    {
        var test = await TestCase.BeginAsync();
        var picture = await test.ReceiveAsync(TestImages.Png(2, 8, interlaced: false, "device"), "list.png");
        await test.AppendAsync(
            EntryDraft.New(ItemType.Contact, FieldSet.Empty.With("label", "R.").With("role", "main")),
            EntryDraft.New(ItemType.Boundary, FieldSet.Empty.With("words", "Do not call").With("date", "2026-03-03").With("time", "18:22").With("precision", "exact").With("delivered", "yes")),
            EntryDraft.New(ItemType.Exhibit, FieldSet.Empty.With("media-type", "image/png").With("description", "Call list").With("transcript", "Pick up").With("what", "screenshot")).WithFiles(picture.Id),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "call").With("count", "12").With("date", "2026-04-01").With("time", "18:40").With("precision", "exact")
                .With("narrative", "He rang").With("private-note", "Mine")),
            EntryDraft.New(ItemType.Incident, FieldSet.Empty.With("kind", "in-person").With("date", "2026-04-02").With("narrative", "He stood before 12 Elm Street for an hour")),
            EntryDraft.New(ItemType.AuthorityReport, FieldSet.Empty.With("agency", "Police").With("kind", "police").With("officer", "Officer Example")));
        await test.AppendAsync(EntryDraft.Amend((await test.OpenAsync()).Settings, FieldSet.Empty.With("own-address", "12 Elm Street"), null));
        await test.AppendAsync(EntryDraft.Export(FieldSet.Empty.With("report", "20260423-1").With("program", "0")));
        return test;
    }

    private static Task<BundleVerdict> VerifyAsync(byte[] bundle) => BundleVerifier.VerifyAsync(new MemoryStream(bundle), CancellationToken.None);

    private static byte[] Header(byte[] table) => table[..(table.AsSpan().IndexOf("\r\n"u8) + 2)];

    private static void Keep(Dictionary<string, byte[]> files, string name, int lines) =>
        files[name] = Encoding.UTF8.GetBytes(string.Concat(Encoding.UTF8.GetString(files[name]).Split("\r\n").Take(lines).Select(line => line + "\r\n")));

    private static void SayActor(Dictionary<string, byte[]> files)
    {
        var lines = Encoding.UTF8.GetString(files["data/audit-log.csv"]).Split("\r\n");
        var cells = lines[2].Split(',');
        cells[3] = "Somebody else";
        lines[2] = string.Join(',', cells);
        files["data/audit-log.csv"] = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    }

    /// <summary>Another wording, with everything that follows from it made anew but the report.</summary>
    private static void Rewrite(Dictionary<string, byte[]> files, int seq, string field, string what, string instead, string table)
    {
        var (text, entry) = ("data/log/" + SealedList.FieldPath(seq, field), "data/log/" + SealedList.EntryPath(seq));
        var before = Digest.Of(files[text]).Hex;
        Forger.Say(files, text, what, instead);
        Forger.Say(files, entry, before, Digest.Of(files[text]).Hex);
        Forger.Say(files, table, what, instead);
        Forger.Rehash(files);
        Remake(files);
    }

    private static void CutLast(Dictionary<string, byte[]> files)
    {
        var entries = files.Keys.Count(name => name.StartsWith("data/log/entries/", StringComparison.Ordinal));
        foreach (var name in files.Keys.Where(name => Regex.IsMatch(name, $"^data/log/(entries|fields)/{entries:D6}")).ToList())
        {
            files.Remove(name);
        }

        Forger.Rehash(files);
        Keep(files, "data/audit-log.csv", entries);
        Remake(files);
        Forger.Say(files, "data/index.json", $"\"entries\": {entries}", $"\"entries\": {entries - 1}");
        Forger.Say(files, "CERTIFICATION_FACTS.txt", $"Entries                       {entries}", $"Entries                       {entries - 1}");
        Forger.Say(files, "CERTIFICATION_FACTS.txt", $"LOG-{entries:D6}", $"LOG-{entries - 1:D6}");
        Forger.Say(files, "VERIFY.txt", $"LOG-{entries:D6}", $"LOG-{entries - 1:D6}");
        Forger.Say(files, "VERIFY.txt", $"There are {entries} entries", $"There are {entries - 1} entries");
    }

    /// <summary>The hashes of entries in the audit log.</summary>
    private static void Remake(Dictionary<string, byte[]> files)
    {
        var lines = Encoding.UTF8.GetString(files["data/audit-log.csv"]).Split("\r\n");
        for (var at = 1; at < lines.Length - 1; at++)
        {
            lines[at] = lines[at][..^64] + Digest.Of(files["data/log/" + SealedList.EntryPath(at)]).Hex;
        }

        files["data/audit-log.csv"] = Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    }
}
