using System.Net;
using ContactLog.Data;
using ContactLog.Data.Sealing;
using ContactLog.Tests.Support;

namespace ContactLog.Tests.Web.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task Machines_can_ask_whether_it_lives_and_works()
    {
        await using var site = await TestSite.StartAsync();
        using var browser = site.NewBrowser();
        Assert.Equal("ok", await browser.GetStringAsync("/healthz"));
        Assert.Equal("ok", await browser.GetStringAsync("/readyz"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/nothing/here")).StatusCode);
    }

    [Fact]
    public async Task Data_of_another_secret_is_not_opened()
    {
        await using var test = await TestCase.BeginAsync();
        var location = test.Installation.Location;
        var other = location with { SecretFile = location.SecretFile + "2" };
        Assert.Throws<ServerSecretException>(() => Installation.Open(other));
        File.Copy(location.SecretFile, location.SecretFile + ".kept");
        using (var secret = ServerSecret.LoadOrCreate(other.SecretFile, other.Folder, mayCreate: true))
        {
            Assert.Throws<ServerSecretException>(() => Installation.Open(other));
        }

        await test.OpenAsync();
    }

    [Fact]
    public async Task A_check_finds_nothing_wrong_and_then_what_is()
    {
        await using var test = await TestCase.BeginAsync();
        Assert.Empty((await InstallationCheck.RunAsync(test.Installation.Location, CancellationToken.None)).Problems);
        test.Tamper("DELETE FROM EntryFields WHERE Ordinal = 0");
        Assert.NotEmpty((await InstallationCheck.RunAsync(test.Installation.Location, CancellationToken.None)).Problems);
    }
}
