using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Domain.Redactions;
using ContactLog.Tests.Reports.Redaction;
using ContactLog.Tests.Stamps;

namespace ContactLog.Tests.Reports.Bundle;

/// <summary>A bundle by the letter of RFC 8493, read by nothing of ours: complete (section 3) and valid.</summary>
public sealed partial class BagItTests
{
    [Theory]
    [InlineData(RedactionProfile.RespondentService)]
    [InlineData(RedactionProfile.LawyerFull)]
    public async Task Both_copies_are_valid_bags(RedactionProfile profile)
    {
        await using var test = await PlantedCase.BeginAsync();
        Valid(ServiceBundleTests.Unpack(await ServiceBundleTests.BundleAsync(test, profile)));
    }

    [Fact]
    public async Task So_are_one_with_volumes_and_empty_files_and_one_with_time_stamps()
    {
        await using var test = await BundleTests.MadeAsync();
        Valid(BundleTests.Unpack(await BundleTests.BundleAsync(test)));
        await using var stamped = await StampedBundleTests.MadeAsync();
        Valid(BundleTests.Unpack(stamped.Bundle));
    }

    private static void Valid(Dictionary<string, byte[]> bag)
    {
        // 2.1.1: two lines, UTF-8 without a byte order mark.
        Assert.Equal("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"u8.ToArray(), bag["bagit.txt"]);
        var payload = bag.Keys.Where(name => name.StartsWith("data/", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var tags = bag.Keys.Except(payload).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(payload);
        // 5.2 and our own rule: no two names that a file system could take for one, nothing that is not plain ASCII.
        Assert.Equal(bag.Count, bag.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(bag.Keys, name => Assert.Matches("^[A-Za-z0-9][A-Za-z0-9._/-]*$", name));
        Assert.All(bag.Keys, name => Assert.DoesNotContain("..", name, StringComparison.Ordinal));

        // 2.1.3: every payload file is in every payload manifest, and nothing else is.
        foreach (var (manifest, hash) in new (string, Func<byte[], byte[]>)[] { ("manifest-sha256.txt", SHA256.HashData), ("manifest-sha512.txt", SHA512.HashData) })
        {
            var lines = Lines(bag[manifest]);
            Assert.Equal(payload.Order(StringComparer.Ordinal), lines.Select(line => line.Name).Order(StringComparer.Ordinal));
            Assert.All(lines, line => Assert.Equal(Convert.ToHexStringLower(hash(bag[line.Name])), line.Hash));
        }

        // 2.2.1: every tag file but tag manifests is in the tag manifest.
        var tagLines = Lines(bag["tagmanifest-sha256.txt"]);
        Assert.Equal(tags.Where(name => !name.StartsWith("tagmanifest-", StringComparison.Ordinal)).Order(StringComparer.Ordinal), tagLines.Select(line => line.Name).Order(StringComparer.Ordinal));
        Assert.All(tagLines, line => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bag[line.Name])), line.Hash));

        // 2.2.2: labels and values; Payload-Oxum is bytes and streams.
        var info = Encoding.UTF8.GetString(bag["bag-info.txt"]).TrimEnd('\n').Split('\n').Select(line => Label().Match(line)).ToList();
        Assert.All(info, line => Assert.True(line.Success));
        var oxum = string.Create(CultureInfo.InvariantCulture, $"{payload.Sum(name => (long)bag[name].Length)}.{payload.Count}");
        Assert.Equal(oxum, Assert.Single(info, line => line.Groups["label"].Value == "Payload-Oxum").Groups["value"].Value);
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Assert.Single(info, line => line.Groups["label"].Value == "Bagging-Date").Groups["value"].Value);
        Assert.DoesNotContain("fetch.txt", tags);
    }

    private static List<(string Hash, string Name)> Lines(byte[] manifest)
    {
        var lines = Encoding.UTF8.GetString(manifest).TrimEnd('\n').Split('\n').Select(line => ManifestLine().Match(line)).ToList();
        Assert.All(lines, line => Assert.True(line.Success));
        return [.. lines.Select(line => (line.Groups["hash"].Value, line.Groups["name"].Value))];
    }

    [GeneratedRegex(@"^(?<hash>[0-9a-f]{64}|[0-9a-f]{128})  (?<name>[^\r%]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ManifestLine();

    [GeneratedRegex("^(?<label>[^ :]+): (?<value>[^ ].*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Label();
}
