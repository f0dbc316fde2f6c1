using System.Text;
using ContactLog.Domain.Record;
using NodaTime;

namespace ContactLog.Tests.Domain.Record;

/// <summary>Whatever byte is changed in a file of the record, it is refused or it shows in the digest.</summary>
public sealed class StrictnessTests
{
    private static readonly byte[] s_entry = new EntryText
    {
        CaseId = Guid.Parse("0123456789abcdef0123456789abcdef"),
        Seq = 12,
        Kind = EntryKind.Amend,
        Prev = Digest.Of("before"u8),
        Recorded = Instant.FromUtc(2026, 4, 19, 14, 12, 5),
        Target = 3,
        Fields = [new("actor", Digest.Of("a"u8)), new("narrative", Digest.Of("b"u8))],
        Files = [new(1, Digest.Of("c"u8)), new(2, Digest.Of("d"u8))],
    }.ToBytes();

    [Fact]
    public void A_changed_byte_of_an_entry_is_refused_or_changes_the_digest_and_never_reads_as_the_same()
    {
        var honest = Digest.Of(s_entry);
        for (var at = 0; at < s_entry.Length; at++)
        {
            foreach (var value in (byte[])[(byte)(s_entry[at] ^ 1), (byte)(s_entry[at] ^ 0x20), (byte)'0', (byte)'\n', (byte)' ', 0x80])
            {
                if (value == s_entry[at])
                {
                    continue;
                }

                var changed = s_entry.ToArray();
                changed[at] = value;
                var (entry, problem) = EntryText.Parse(changed);
                Assert.True(entry is null ^ problem is null);
                Assert.NotEqual(honest, Digest.Of(changed));

                // What is taken must be written back as the very same bytes: no two files say the same.
                Assert.True(entry is null || entry.ToBytes().AsSpan().SequenceEqual(changed), $"byte {at}");
            }
        }
    }

    [Fact]
    public void A_byte_more_or_less_or_lines_in_another_order_are_refused()
    {
        for (var at = 0; at < s_entry.Length; at++)
        {
            byte[] shorter = [.. s_entry[..at], .. s_entry[(at + 1)..]];
            Assert.True(EntryText.Parse(shorter).Entry is not { } less || less.ToBytes().AsSpan().SequenceEqual(shorter));
            byte[] longer = [.. s_entry[..at], (byte)' ', .. s_entry[at..]];
            Assert.Null(EntryText.Parse(longer).Entry);
        }

        var lines = Encoding.ASCII.GetString(s_entry).TrimEnd('\n').Split('\n');
        for (var at = 0; at + 1 < lines.Length; at++)
        {
            var swapped = lines.ToArray();
            (swapped[at], swapped[at + 1]) = (swapped[at + 1], swapped[at]);
            Assert.Null(EntryText.Parse(Encoding.ASCII.GetBytes(string.Join('\n', swapped) + "\n")).Entry);
        }

        Assert.Null(EntryText.Parse([.. s_entry, (byte)'\n']).Entry);
        Assert.Null(EntryText.Parse([.. s_entry, .. s_entry]).Entry);
        Assert.Null(EntryText.Parse(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(s_entry).Replace("\n", "\r\n", StringComparison.Ordinal))).Entry);
        Assert.Null(EntryText.Parse([]).Entry);
    }

    [Theory]
    [InlineData("seq: 12", "seq: 012")]
    [InlineData("seq: 12", "seq: +12")]
    [InlineData("seq: 12", "seq: 0")]
    [InlineData("seq: 12", "seq: 99999999999")]
    [InlineData("kind: amend", "kind: Amend")]
    [InlineData("kind: amend", "kind: entry")]
    [InlineData("kind: amend", "kind: withdraw")]
    [InlineData("amends: 3", "amends: -3")]
    [InlineData("case: 0123456789abcdef", "case: 0123456789ABCDEF")]
    [InlineData("recorded: 2026-04-19T14:12:05Z", "recorded: 2026-04-19T14:12:05+00:00")]
    [InlineData("recorded: 2026-04-19T14:12:05Z", "recorded: 2026-02-30T14:12:05Z")]
    [InlineData("field: narrative", "field: actor")]
    [InlineData("field: narrative", "field: file1")]
    [InlineData("field: narrative", "field: Narrative")]
    [InlineData("file: 2", "file: 3")]
    [InlineData("incident-log/v1", "incident-log/v2")]
    public void Another_spelling_of_the_same_is_refused(string honest, string forged)
    {
        var text = Encoding.ASCII.GetString(s_entry);
        Assert.Contains(honest, text, StringComparison.Ordinal);
        Assert.Null(EntryText.Parse(Encoding.ASCII.GetBytes(text.Replace(honest, forged, StringComparison.Ordinal))).Entry);
    }

    [Fact]
    public void A_field_file_keeps_every_text_and_refuses_what_is_not_one()
    {
        var file = FieldFile.Create("He said “5 Minutes”.\r\n\U0001F622\0end\n");
        var bytes = file.ToBytes();
        var back = FieldFile.Parse(bytes)!;
        Assert.Equal(("He said “5 Minutes”.\n\U0001F622\0end\n", file.Salt), (back.Text, back.Salt));
        Assert.Null(FieldFile.Parse(bytes.AsSpan(0, 64)));
        Assert.Null(FieldFile.Parse(bytes.AsSpan(1)));
        Assert.Null(FieldFile.Parse([.. bytes[..65], 0xff]));
        var upper = bytes.ToArray();
        upper[Array.FindIndex(upper, b => b is >= (byte)'a' and <= (byte)'f')] -= 0x20;
        Assert.Null(FieldFile.Parse(upper));
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            Assert.NotEqual(Digest.Of(bytes), Digest.Of(changed));
            Assert.True(FieldFile.Parse(changed) is not { } other || other.ToBytes().AsSpan().SequenceEqual(changed));
        }
    }

    [Fact]
    public void Two_field_files_of_the_same_text_do_not_look_alike() =>
        Assert.NotEqual(Digest.Of(FieldFile.Create("yes").ToBytes()), Digest.Of(FieldFile.Create("yes").ToBytes()));

    [Fact]
    public void A_file_entry_with_a_forging_name_reads_back_and_any_other_spelling_is_refused()
    {
        var entry = new FileEntry(FieldFile.NewSalt(), Digest.Of("bytes"u8), "a\nsize: 1\r%0A\u2028b\U0001F622.png", 5, Instant.FromUtc(2026, 4, 19, 14, 15));
        var bytes = entry.ToBytes();
        Assert.Equal(5, bytes.Count(b => b == '\n'));
        Assert.Equal(entry, FileEntry.Parse(bytes));
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            Assert.NotEqual(Digest.Of(bytes), Digest.Of(changed));
            Assert.True(FileEntry.Parse(changed) is not { } other || other.ToBytes().AsSpan().SequenceEqual(changed));
        }

        Assert.Null(FileEntry.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("size: 5", "size: 05", StringComparison.Ordinal))));
        Assert.Null(FileEntry.Parse([.. bytes, (byte)'\n']));
    }
}
