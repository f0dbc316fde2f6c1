using ContactLog.Domain.Record;
using ContactLog.Reports.Bundle;

namespace ContactLog.Tests.Reports.Bundle;

public sealed class PrintedHashesTests
{
    private const string Hex = "9c41a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5de07d";

    [Theory]
    [InlineData("A-1 " + Hex, "A-1")]
    [InlineData("LOG-000042.txt   " + Hex + "\nmore", "LOG-000042.txt")]
    [InlineData("9C41A2B3C4D5E6F708192A3B4C5D6E7F8091A2B3C4D5E6F708192A3B4C5DE07D", "")]
    [InlineData("A-1 9c41a2b3c4d5e6f708192a3b4c5d6e7f\n    8091a2b3c4d5e6f708192a3b4c5de07d", "A-1")]
    [InlineData("A-1  9c41a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c\n     5de07d", "A-1")]
    [InlineData("Last entry 9c41a2b3c4d5e6f7 08192a3b4c5d6e7f 8091a2b3c4d5e6f7 08192a3b4c5de07d", "Last entry")]
    public void A_hash_is_found_however_it_was_copied(string text, string before)
    {
        var found = Assert.Single(PrintedHashes.Read(text));
        Assert.Equal((Hex, before), (found.Hash.Hex, found.Before));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9c41…e07d")]
    [InlineData("a" + Hex)]
    [InlineData("9c41a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5de07")]
    public void What_is_not_whole_is_none(string text) => Assert.Empty(PrintedHashes.Read(text));

    // A text that is made to take long, as somebody could send one to the page.
    [Theory]
    [InlineData("a   ")]
    [InlineData("abcdef01 ")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("\t")]
    public void A_million_characters_that_are_no_hash_are_read_in_one_pass(string part) =>
        Assert.InRange(PrintedHashes.Read(string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length))).Count, 0, 1);

    [Fact]
    public void Each_is_found_once_and_in_order()
    {
        var other = Digest.Of("x"u8).Hex;
        Assert.Equal([Hex, other], PrintedHashes.Read($"{Hex}\n{other}\n{Hex}\n").Select(one => one.Hash.Hex));
    }
}
