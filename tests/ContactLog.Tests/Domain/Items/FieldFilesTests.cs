using ContactLog.Domain.Items;
using ContactLog.Domain.Record;

namespace ContactLog.Tests.Domain.Items;

public sealed class FieldFilesTests
{
    [Fact]
    public void Names_come_in_byte_order_each_once()
    {
        Assert.Equal(["date", "date-2", "kind"], FieldFiles.Of([One("kind"), One("date-2"), One("date")]).Names);
        Assert.Throws<ArgumentException>(() => FieldFiles.Of([One("kind"), One("date"), One("kind")]));
        Assert.Throws<ArgumentException>(() => FieldFiles.InOrder([One("kind"), One("date")]));
        Assert.Throws<ArgumentException>(() => FieldFiles.InOrder([One("kind"), One("kind")]));
    }

    [Fact]
    public void A_name_that_is_not_there_has_no_file()
    {
        var files = FieldFiles.Of([One("kind"), One("date")]);
        Assert.Equal("of kind", files["kind"].Text);
        Assert.False(files.TryGetValue("Kind", out var none));
        Assert.Null(none);
        Assert.False(files.Contains("kin"));
        Assert.Throws<KeyNotFoundException>(() => files["kinds"]);
    }

    private static KeyValuePair<string, FieldFile> One(string name) => new(name, FieldFile.Create("of " + name));
}
