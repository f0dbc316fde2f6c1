using System.Net;
using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Tests.Support;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Account;

public sealed class CookieTests
{
    [Fact]
    public void Over_tls_the_cookie_is_bound_to_the_host_and_secure()
    {
        var context = Request("https", "notes.example", "203.0.113.9");
        SessionCookies.Write(context, SessionTicket.Create());
        SessionCookies.WriteDevice(context, KnownDevices.NewToken());
        Assert.Equal(2, context.Response.Headers.SetCookie.Count);
        Assert.All(context.Response.Headers.SetCookie, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
            Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
            Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
            Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("notes.example", "203.0.113.9")]
    [InlineData("localhost", "203.0.113.9")]
    [InlineData("notes.example", "127.0.0.1")]
    [InlineData("localhost.notes.example", "127.0.0.1")]
    public void Over_plain_http_no_cookie_leaves_the_machine(string host, string from)
    {
        var context = Request("http", host, from);
        Assert.Throws<InvalidOperationException>(() => SessionCookies.Write(context, SessionTicket.Create()));
        Assert.Equal(0, context.Response.Headers.SetCookie.Count);
    }

    [Theory]
    [InlineData("localhost:5080", "127.0.0.1")]
    [InlineData("127.0.0.1:5080", "127.0.0.1")]
    [InlineData("[::1]:5080", "::1")]
    public void On_this_machine_it_is_plain(string host, string from)
    {
        var context = Request("http", host, from);
        SessionCookies.Write(context, SessionTicket.Create());
        Assert.StartsWith("n=", context.Response.Headers.SetCookie[0], StringComparison.Ordinal);
        Assert.DoesNotContain("secure", context.Response.Headers.SetCookie[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    public void What_is_no_ticket_is_none(string? text) => Assert.Null(SessionTicket.Parse(text));

    [Fact]
    public void A_hundred_tries_at_once_are_a_hundred_and_not_one()
    {
        var throttle = new TryThrottle(new TestClock());
        var through = 0;
        Parallel.For(0, 100, _ =>
        {
            if (throttle.Enter("one") == TimeSpan.Zero)
            {
                Interlocked.Increment(ref through);
            }
        });
        Assert.Equal(5, through);
        Assert.Equal(TimeSpan.Zero, throttle.Enter("another"));
    }

    [Fact]
    public void The_wait_grows_to_a_minute_and_no_further()
    {
        var clock = new TestClock();
        var throttle = new TryThrottle(clock);
        var waits = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var wait = throttle.Enter("one");
            waits.Add(wait.TotalSeconds);
            clock.Advance(wait);
            if (wait > TimeSpan.Zero)
            {
                Assert.Equal(TimeSpan.Zero, throttle.Enter("one"));
            }
        }

        Assert.All(waits.Take(5), wait => Assert.Equal(0, wait));
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], waits.Skip(5).Take(8));
        throttle.Right("one");
        Assert.Equal(TimeSpan.Zero, throttle.Enter("one"));
    }

    [Fact]
    public async Task The_keys_that_protect_forms_are_sealed_in_the_database()
    {
        await using var site = await TestSite.StartAsync();
        using var visitor = site.NewVisitor();
        await visitor.OpenAsync("/Account/SignUp");
        await using var scope = site.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Set<KeyRingRow>().ToListAsync();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.DoesNotContain("masterKey", System.Text.Encoding.Latin1.GetString(row.Sealed), StringComparison.Ordinal));
    }

    private static DefaultHttpContext Request(string scheme, string host, string from)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = scheme;
        context.Request.Host = new HostString(host);
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        return context;
    }
}
