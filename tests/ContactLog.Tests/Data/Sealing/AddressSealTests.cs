using System.Buffers.Text;
using System.Text;
using ContactLog.Data.Sealing;

namespace ContactLog.Tests.Data.Sealing;

public sealed class AddressSealTests : IDisposable
{
    private readonly UserKeys _hers = UserKeys.Create(Guid.NewGuid());
    private readonly UserKeys _his = UserKeys.Create(Guid.NewGuid());

    public void Dispose()
    {
        _hers.Dispose();
        _his.Dispose();
    }

    [Theory]
    [InlineData("page=2")]
    [InlineData("kind=call&part=2")]
    [InlineData("words=Zwetschgenkn%C3%B6del")]
    public void What_an_address_says_is_read_with_her_keys_alone_and_always_looks_the_same(string words)
    {
        using var seal = _hers.ForAddresses();
        using var again = _hers.ForAddresses();
        using var other = _his.ForAddresses();
        var text = seal.Seal(words);
        Assert.Matches("^[A-Za-z0-9_-]+$", text);
        Assert.Equal(text, again.Seal(words));
        Assert.Equal(words, again.Open(text));
        Assert.Null(other.Open(text));
        Assert.NotEqual(text, other.Seal(words));
        // Not as they are, and not as they would stand in such a text unsealed. Fewer than six signs could be there by chance.
        Assert.DoesNotContain(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(words)), text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_changed_on_the_way_does_not_open()
    {
        using var seal = _hers.ForAddresses();
        var text = seal.Seal("kind=call");
        foreach (var at in Enumerable.Range(0, text.Length))
        {
            Assert.Null(seal.Open(text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]));
            Assert.Null(seal.Open(text[..at]));
        }

        // Of 17 bytes the last sign has two bits that belong to none of them.
        const string signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        Assert.All(Enumerable.Range(1, 3), bits => Assert.Null(seal.Open(text[..^1] + signs[signs.IndexOf(text[^1], StringComparison.Ordinal) ^ bits])));

        Assert.All((string?[])[null, "", " ", "?", "====", "kind=call", text + "A", text + "!", new string('A', 100_000)], made => Assert.Null(seal.Open(made)));
    }

    [Fact]
    public void Neither_nothing_nor_more_than_an_address_holds_is_sealed()
    {
        using var seal = _hers.ForAddresses();
        var longest = new string('a', AddressSeal.Longest);
        Assert.Equal(longest, seal.Open(seal.Seal(longest)));
        Assert.True(seal.Seal(longest).Length < 7_000);
        Assert.Throws<ArgumentException>(() => seal.Seal(longest + "a"));
        Assert.Throws<ArgumentException>(() => seal.Seal(""));
    }
}
