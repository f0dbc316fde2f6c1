using ContactLog.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace ContactLog.Tests.Web.Hosting;

public sealed class ServeOptionsTests
{
    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:5080;http://[::1]:5080")]
    [InlineData("https://notes.example.org")]
    public void Loopback_and_tls_are_served(string urls) => Assert.NotEmpty(ServeOptions.Read(urls, Settings()).Urls);

    [Theory]
    [InlineData("http://0.0.0.0:80")]
    [InlineData("http://+:80")]
    [InlineData("http://*:80")]
    [InlineData("http://[::]:80")]
    [InlineData("http://192.0.2.7:80")]
    [InlineData("http://localhost:80;http://notes.example.org")]
    [InlineData("nonsense")]
    [InlineData("ftp://localhost")]
    public void Plain_http_never_leaves_the_machine(string urls) => Assert.Throws<UsageException>(() => ServeOptions.Read(urls, Settings()));

    [Fact]
    public void Behind_a_declared_proxy_plain_http_is_served() =>
        Assert.False(ServeOptions.Read("http://0.0.0.0:80", Settings(("ContactLog:TlsProxies", "192.0.2.1"))).IsLoopback);

    [Fact]
    public void A_proxy_that_is_not_an_address_is_refused() =>
        Assert.Throws<UsageException>(() => ServeOptions.Read(null, Settings(("ContactLog:TlsProxies", "proxy.local"))));

    private static IConfiguration Settings(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, v => (string?)v.Value)).Build();
}
