using System.Net;
using System.Text;
using ContactLog.Tests.Web.Incidents;
using ContactLog.Web.Hosting;

namespace ContactLog.Tests.Web.Hosting;

public sealed class NulInFormsTests
{
    [Fact]
    public async Task Every_nul_of_a_body_becomes_its_sign_however_it_arrives_in_pieces()
    {
        var body = "a=%00b%0&c=\0&%00d=%%00%0"u8.ToArray();
        for (var piece = 1; piece <= body.Length; piece++)
        {
            await using var translated = new NulInForms.Translated(new InPieces(body, piece));
            using var read = new MemoryStream();
            await translated.CopyToAsync(read, piece);
            Assert.Equal("a=%E2%90%80b%0&c=%E2%90%80&%E2%90%80d=%%E2%90%80%0", Encoding.UTF8.GetString(read.ToArray()));
        }
    }

    [Fact]
    public async Task A_nul_in_a_field_takes_nothing_of_what_she_typed()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Incidents/Add/another-day");
        await she.Page.SendAsync("f.kind", ("f.kind", "call"), ("f.when.date", "the day of nothing"), ("f.narrative", "Quitten\0brot and more"));
        Assert.Contains("Quitten␀brot and more", she.Page.Value("f.narrative"), StringComparison.Ordinal);
        Assert.Contains("There is a problem", she.Page.Text, StringComparison.Ordinal);
        await she.Page.SendAsync("f.kind", ("f.when.date", "20 April 2026"));
        Assert.StartsWith("/Incidents/Saved/", she.Page.Path, StringComparison.Ordinal);
        Assert.Equal("Quitten␀brot and more", (await she.OpenAsync()).Incidents[^1]["narrative"]);
    }

    [Theory]
    [InlineData("/Timeline?part=%00&kind=%00")]
    [InlineData("/Timeline?q=%00")]
    [InlineData("/Journal?%00=%00")]
    public async Task A_nul_in_an_address_shows_the_page(string address)
    {
        await using var she = await Survivor.BeginAsync();
        Assert.Equal(HttpStatusCode.OK, (await she.Page.OpenAsync(address)).Status);
    }

    private sealed class InPieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
