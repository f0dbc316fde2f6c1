using System.CommandLine;
using ContactLog.Tests.Reports.Bundle;
using ContactLog.Tests.Stamps;
using ContactLog.Tests.Support;
using ContactLog.Web.Commands;
using ContactLog.Web.Hosting;

namespace ContactLog.Tests.Web.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contactlog-verify-");

    [Fact]
    public async Task A_whole_bundle_ends_with_0_and_a_changed_one_with_1_and_the_place()
    {
        await using var test = await BundleTests.MadeAsync();
        var bundle = await BundleTests.BundleAsync(test);
        var (exit, output, _) = await RunAsync(Write("whole.zip", bundle));
        Assert.Equal(0, exit);
        Assert.Contains("compare the last hash, ", output, StringComparison.Ordinal);
        bundle[bundle.AsSpan().LastIndexOf("He rang"u8)] ^= 1;
        (exit, _, var error) = await RunAsync(Write("changed.zip", bundle));
        Assert.Equal(1, exit);
        Assert.Contains("data/log/fields/000002.narrative.txt", error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(Path.Combine(_folder.FullName, "missing.zip"))).Exit);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    [InlineData("folder of DER")]
    public async Task With_roots_it_says_of_each_stamp_to_which_it_leads_and_fails_where_one_leads_to_none(string given)
    {
        await using var made = await StampedBundleTests.MadeAsync();
        await using var another = await Responder.StartAsync("second");
        var bundle = Write("stamped.zip", made.Bundle);
        string Roots(string folder, params Responder[] authorities) => given == "file"
            ? Write(folder + ".pem", System.Text.Encoding.ASCII.GetBytes(string.Concat(authorities.Select(one => File.ReadAllText(one.RootFile) + "\n"))))
            : Path.GetDirectoryName(authorities.Select(one => Write($"{folder}/{one.Name}.cer", given == "folder" ? File.ReadAllBytes(one.RootFile) : Der(one.RootFile))).Last())!;
        var (exit, output, error) = await RunAsync(bundle, "--roots", Roots("both", another, made.Authority));
        Assert.True(exit == 0, error);
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(output, @"data/log/LOG-00000[34]\.first\.\S+\.tsr: it leads to the root 'Test root of first', [0-9A-F]{2}:"));
        Assert.DoesNotContain("root of second", output, StringComparison.Ordinal);
        (exit, output, error) = await RunAsync(bundle, "--roots", Roots("other", another));
        Assert.Equal(1, exit);
        Assert.Contains("do not lead to a root that is trusted in this check", error, StringComparison.Ordinal);
        Assert.DoesNotContain("compare the last hash", output, StringComparison.Ordinal);

        static byte[] Der(string pem)
        {
            using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(File.ReadAllText(pem));
            return certificate.RawData;
        }
    }

    [Fact]
    public async Task Roots_that_are_none_stop_it()
    {
        await using var test = await BundleTests.MadeAsync();
        var bundle = Write("whole.zip", await BundleTests.BundleAsync(test));
        var empty = Directory.CreateDirectory(Path.Combine(_folder.FullName, "empty")).FullName;
        foreach (var roots in (string[])[empty, Path.Combine(_folder.FullName, "missing.pem"), Write("noise.pem", "noise"u8.ToArray())])
        {
            await Assert.ThrowsAsync<UsageException>(() => VerifyCommand.Create().Parse([bundle, "--roots", roots]).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
        }
    }

    // The paper has the hashes; whoever has the paper and a bundle, or only files, can compare.
    [Fact]
    public async Task Hashes_that_were_printed_are_found_in_a_bundle_or_among_files_and_a_missing_one_is_said()
    {
        await using var test = await BundleTests.MadeAsync();
        var bundle = await BundleTests.BundleAsync(test);
        var files = BundleTests.Unpack(bundle);
        var file = await test.OpenAsync();
        var printed = Write("printed.txt", System.Text.Encoding.UTF8.GetBytes(
            $"Last entry {file.Head.Hex}\nLOG-000007.txt {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(files["data/log/LOG-000007.txt"]))}\nA-1 {file.Exhibits[0].File.Entry.Sha256.Hex}\n"));
        var (exit, output, error) = await RunAsync(Write("whole.zip", bundle), "--printed", printed);
        Assert.True(exit == 0, error);
        Assert.Contains("All 3 hashes that were printed are those of what was given.", output, StringComparison.Ordinal);
        Assert.Contains("data/exhibits/A-001_000003.1.png   (printed beside: A-1)", output, StringComparison.Ordinal);
        Assert.Contains("data/log/entries/000007.txt   (printed beside: Last entry)", output, StringComparison.Ordinal);

        Assert.Contains("whole.zip' is printed.", output, StringComparison.Ordinal);
        (exit, output, _) = await RunAsync(Write("whole.zip", bundle), "--printed", Write("one.txt", System.Text.Encoding.UTF8.GetBytes("A-1 " + file.Exhibits[0].File.Entry.Sha256.Hex)));
        Assert.Equal(0, exit);
        Assert.Contains("whole.zip' is not printed. If the text is of the whole report, this report is not of this record", output, StringComparison.Ordinal);

        var picture = Write("files/picture.png", files["data/exhibits/A-001_000003.1.png"]);
        (exit, output, error) = await RunAsync(Path.GetDirectoryName(picture)!, "--printed", printed);
        Assert.Equal(1, exit);
        Assert.Contains("1 of 3 hashes that were printed were found", output, StringComparison.Ordinal);
        Assert.Contains("is printed beside 'Last entry' and nothing that was given has it", error, StringComparison.Ordinal);
        await File.AppendAllTextAsync(picture, "x");
        (_, output, _) = await RunAsync(picture, "--printed", printed);
        Assert.Contains("0 of 3", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await VerifyCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
