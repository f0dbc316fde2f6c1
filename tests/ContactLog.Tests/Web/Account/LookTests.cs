using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Incidents;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ContactLog.Tests.Web.Account;

public sealed class LookTests
{
    [Fact]
    public async Task Her_name_and_picture_are_on_every_page_of_hers_and_nowhere_else()
    {
        await using var she = await Survivor.BeginAsync();
        await she.Page.OpenAsync("/Account/Look");
        await she.Page.SendAsync("Look", ("Look", "recipes"));
        foreach (var path in new[] { "/", "/Timeline", "/Account", "/Safety", "/Help", "/nothing/here" })
        {
            await she.NewWindow().OpenAsync(path);
            await she.Page.OpenAsync(path);
            Assert.Contains("<title>Recipes</title>", she.Page.Body, StringComparison.Ordinal);
            Assert.Contains("icon-recipes.svg", she.Page.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(">Notes<", she.Page.Body, StringComparison.Ordinal);
        }

        using var nobody = she.Site.NewVisitor();
        Assert.Contains("<title>Notes</title>", (await nobody.GetAsync("/Account/SignIn")).Html, StringComparison.Ordinal);
        await she.Page.OpenAsync("/Account/Look");
        await she.Page.SendAsync("Look", ("Look", "bank"));
        Assert.Contains("Choose one of the list", she.Page.Text, StringComparison.Ordinal);
        await she.Page.SendAsync("Look", ("Look", ""));
        Assert.Contains("<title>Notes</title>", she.Page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_runs_the_site_chooses_name_and_picture_and_a_wrong_one_stops_the_start()
    {
        await using var site = await TestSite.StartAsync(builder =>
        {
            builder.Configuration["Site:Name"] = "Garden";
            builder.Configuration["Site:Icon"] = "tasks";
        });
        using var nobody = site.NewVisitor();
        var page = await nobody.GetAsync("/Help");
        Assert.Contains("<title>Garden</title>", page.Html, StringComparison.Ordinal);
        Assert.Contains("icon-tasks.svg", page.Html, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => TestSite.StartAsync(builder => builder.Configuration["Site:Icon"] = "shield"));
        Assert.Contains("Site:Icon", refused.Message, StringComparison.Ordinal);
    }
}
