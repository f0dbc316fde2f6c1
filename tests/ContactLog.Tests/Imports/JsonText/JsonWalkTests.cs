using System.Text;
using ContactLog.Imports.JsonText;

namespace ContactLog.Tests.Imports.JsonText;

public sealed class JsonWalkTests
{
    [Fact]
    public void Values_come_one_by_one_with_their_places()
    {
        using var walk = Walk("""{"a":1,"list":[{"x":"]}\""},[2,[3]],"s",null],"b":{"c":[true]}}""");
        var all = All(walk);
        Assert.Equal(["a=1", "list[0]={\"x\":\"]}\\\"\"}", "list[1]=[2,[3]]", "list[2]=\"s\"", "list[3]=null", "b={\"c\":[true]}"], all);
        Assert.False(walk.Broken || walk.Truncated);
    }

    [Theory]
    [InlineData("""{"list":[{"a":1},{"a":"lost end},{"a":2}]}""")]
    [InlineData("{\"list\":[\n {\"a\":1},\n {\"a\":\"no end\n },\n {\"a\":2}\n]}")]
    [InlineData("""{"list":[{"a":1},{"a":3,{"a":2}]}""")]
    [InlineData("""{"list":[{"a":1},{"a":[3},{"a":2}]}""")]
    [InlineData("""{"list":[{"a":1},}{"a":2}""")]
    [InlineData("""{"list":[{"a":1},""")]
    public void A_damaged_value_never_loses_those_before_it(string json)
    {
        using var walk = Walk(json);
        Assert.Equal("list[0]={\"a\":1}", All(walk)[0]);
    }

    [Theory]
    [InlineData("{\"list\":[\n {\"a\":1},\n {\"a\":\"no end\n },\n {\"a\":2}\n]}")]
    [InlineData("""{"list":[{"a":1},{"a":3,{"a":2}]}""")]
    public void Nor_those_behind_it_where_its_end_shows(string json)
    {
        using var walk = Walk(json);
        Assert.EndsWith("={\"a\":2}", All(walk)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_and_long_values_are_bounded()
    {
        using var deep = Walk("{\"list\":[" + new string('[', 100_000));
        All(deep);
        Assert.True(deep.Truncated);
        using var wide = new JsonWalk(new MemoryStream(Encoding.UTF8.GetBytes("{\"list\":[\"" + new string('x', 100_000) + "\",2]}")), 1000, path => path is "" or ".list");
        Assert.True(wide.Read());
        Assert.True(wide.Cut && wide.Value.Length == 1000);
        Assert.True(wide.Read());
        Assert.Equal("2", Encoding.UTF8.GetString(wide.Value.Span));
    }

    [Theory]
    [InlineData("\"a\\ud83db\"", "a\uFFFDb")]
    [InlineData("\"\\ud83d\\ude00 \\u00e9\\n\"", "😀 é\n")]
    [InlineData("\"raw\u0001control\"", "raw\uFFFDcontrol")]
    public void Broken_characters_never_lose_a_text(string json, string text)
    {
        var parsed = Json.Parse(Encoding.UTF8.GetBytes("{\"t\":" + json + "}"), out _);
        Assert.Equal(text, parsed!.Value.Text("t"));
    }

    private static JsonWalk Walk(string json) => new(new MemoryStream(Encoding.UTF8.GetBytes(json)), 1 << 20, path => path is "" or ".list");

    private static List<string> All(JsonWalk walk)
    {
        List<string> all = [];
        while (walk.Read())
        {
            if (!walk.Left)
            {
                all.Add(walk.Place + "=" + Encoding.UTF8.GetString(walk.Value.Span));
            }
        }

        return all;
    }
}
