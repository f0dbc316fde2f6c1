using System.Text;
using System.Text.Json;
using ContactLog.Domain.Record;
using ContactLog.Tests.Support;
using NodaTime.Text;

namespace ContactLog.Tests.Domain.Record;

/// <summary>Holds the published format: the worked examples in docs were made without the program.</summary>
public sealed class RecordFormatTests
{
    private static readonly JsonElement s_vectors = JsonDocument.Parse(File.ReadAllBytes(Repository.Path("docs", "record-format-vectors.json"))).RootElement;

    [Fact]
    public void Field_files_are_as_published()
    {
        Assert.NotEmpty(s_vectors.GetProperty("fieldFiles").EnumerateArray());
        foreach (var vector in s_vectors.GetProperty("fieldFiles").EnumerateArray())
        {
            var file = new FieldFile(Salt(vector), vector.GetProperty("text").GetString()!);
            Assert.Equal(vector.GetProperty("sha256").GetString(), Digest.Of(file.ToBytes()).Hex);
            Assert.Equal(file, FieldFile.Parse(file.ToBytes()));
        }
    }

    [Fact]
    public void The_example_of_the_security_reference_holds() => Assert.Equal(
        "d3d550ec20fc33392f19f5e8e003f3344ba6491fb5f4a91f615a2c228b3645b6",
        Digest.Of(new FieldFile(Digest.None, "He rang at 07:10.").ToBytes()).Hex);

    [Fact]
    public void File_entries_are_as_published()
    {
        foreach (var vector in s_vectors.GetProperty("fileEntries").EnumerateArray())
        {
            var original = Encoding.UTF8.GetBytes(vector.GetProperty("original").GetString()!);
            var entry = new FileEntry(
                Salt(vector),
                Digest.Of(original),
                vector.GetProperty("name").GetString()!,
                original.Length,
                InstantPattern.General.Parse(vector.GetProperty("received").GetString()!).Value);
            Assert.Equal(vector.GetProperty("text").GetString(), Encoding.UTF8.GetString(entry.ToBytes()));
            Assert.Equal(entry, FileEntry.Parse(entry.ToBytes()));
        }
    }

    [Fact]
    public void The_chain_and_its_list_are_as_published()
    {
        var chain = new RecordChain();
        foreach (var vector in s_vectors.GetProperty("entries").EnumerateArray())
        {
            var bytes = Encoding.ASCII.GetBytes(vector.GetProperty("text").GetString()!);
            var entry = chain.Add(bytes);
            Assert.Equal(bytes, entry.ToBytes());
            Assert.Equal(vector.GetProperty("sha256").GetString(), chain.Digests[^1].Hex);
        }

        Assert.Equal(s_vectors.GetProperty("log").GetString(), Encoding.ASCII.GetString(SealedList.ToBytes(chain.Digests)));
        Assert.Equal(s_vectors.GetProperty("logSha256").GetString(), Digest.Of(SealedList.ToBytes(chain.Digests)).Hex);
    }

    [Fact]
    public void What_the_format_forbids_is_refused()
    {
        Assert.NotEmpty(s_vectors.GetProperty("refusedEntries").EnumerateArray());
        foreach (var vector in s_vectors.GetProperty("refusedEntries").EnumerateArray())
        {
            var (entry, problem) = EntryText.Parse(Encoding.UTF8.GetBytes(vector.GetString()!));
            Assert.True(entry is null && problem is { Length: > 0 }, vector.GetString());
        }
    }

    [Fact]
    public void No_changed_byte_of_an_entry_goes_unseen()
    {
        var bytes = Encoding.ASCII.GetBytes(s_vectors.GetProperty("entries")[1].GetProperty("text").GetString()!);
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = (byte[])bytes.Clone();
                changed[at] ^= (byte)(1 << bit);
                var (entry, _) = EntryText.Parse(changed);
                // Either it is refused, or it is another entry with another digest, written back as it was read.
                Assert.True(entry is null || entry.ToBytes().AsSpan().SequenceEqual(changed));
                Assert.NotEqual(Digest.Of(bytes), Digest.Of(changed));
            }
        }
    }

    [Fact]
    public void An_entry_that_is_out_of_order_is_refused()
    {
        var entries = s_vectors.GetProperty("entries").EnumerateArray().Select(vector => Encoding.ASCII.GetBytes(vector.GetProperty("text").GetString()!)).ToList();
        var chain = new RecordChain();
        chain.Add(entries[0]);
        Assert.Equal(2, Assert.Throws<RecordBrokenException>(() => chain.Add(entries[2])).Seq);
        Assert.Equal(2, Assert.Throws<RecordBrokenException>(() => chain.Add(entries[0])).Seq);
        chain.Add(entries[1]);
    }

    private static Digest Salt(JsonElement vector) => Digest.TryParse(vector.GetProperty("salt").GetString(), out var salt) ? salt : throw new InvalidDataException("A vector's salt is wrong.");
}
