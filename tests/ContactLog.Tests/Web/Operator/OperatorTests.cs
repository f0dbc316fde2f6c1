using System.Net;
using ContactLog.Data.Stamps;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Sharing;
using ContactLog.Web.Operating;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Tests.Web.Operator;

public sealed class OperatorTests
{
    private static readonly string[] s_pages = ["/Operator", "/Operator/Accounts"];

    [Fact]
    public async Task Whoever_is_named_sees_counts_and_failures_after_the_password_and_no_name_nor_word()
    {
        await using var circle = await BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Insidecanary");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        using var @operator = await circle.PersonAsync("ops-sample");
        await circle.TamperAsync(async db =>
        {
            var now = circle.Site.Clock.GetUtcNow().ToUnixTimeSeconds();
            db.StampOutbox.Add(new StampOutboxRow { CaseId = await db.Cases.Select(one => one.Id).SingleAsync(), Authority = "first", Seq = 3, Since = now - (3 * 86400), DueAt = now });
            db.StampAuthorities.Add(new StampAuthorityRow { Authority = "first", Failures = 7, LastFailure = nameof(StampFailure.Untrusted) });
            await db.SaveChangesAsync();
        });

        foreach (var path in s_pages)
        {
            Assert.StartsWith("/Account/StepUp", (await @operator.GetAsync(path)).Location, StringComparison.Ordinal);
        }

        await Circle.StepUpAsync(@operator);
        var page = await @operator.OpenAsync("/Operator");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("In all 3 ", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/Timeline", page.Html, StringComparison.Ordinal);
        Assert.Contains("Records 1 ", page.Text, StringComparison.Ordinal);
        Assert.Contains("7. Its certificate does not lead to the root", page.Text, StringComparison.Ordinal);
        Assert.Contains("the oldest since Mon 20 Apr 2026, 02:14", page.Text, StringComparison.Ordinal);
        Assert.Contains("SQLite", page.Text, StringComparison.Ordinal);
        var list = await @operator.OpenAsync("/Operator/Accounts");
        Assert.Contains("23 April 2026", list.Text, StringComparison.Ordinal);
        foreach (var word in (string[])["casey", "jo-sample", "Insidecanary", "Blue notebook", "The Advocate"])
        {
            Assert.DoesNotContain(word, page.Html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(word, list.Html, StringComparison.OrdinalIgnoreCase);
        }

        // An operator is a stranger to every record.
        Assert.Equal(HttpStatusCode.NotFound, (await @operator.GetAsync($"/Cases/{grant}")).Status);
        Assert.Contains("/Operator", (await @operator.OpenAsync("/Account")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/Operator", (await advocate.OpenAsync("/Account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_everybody_else_the_operators_pages_are_like_missing_ones()
    {
        await using var circle = await BeginAsync();
        using var anonymous = circle.Site.NewVisitor();
        using var similar = await circle.PersonAsync("ops-sample2");
        await Circle.StepUpAsync(circle.Owner);
        await Circle.StepUpAsync(similar);
        foreach (var who in (Visitor[])[anonymous, similar, circle.Owner])
        {
            var missing = await who.GetAsync("/Operators/Nothing");
            foreach (var path in s_pages)
            {
                var page = await who.GetAsync(path);
                Assert.Equal(HttpStatusCode.NotFound, page.Status);
                Assert.Equal(missing.Text, page.Text);
                Assert.Equal(missing.Location, page.Location);
            }
        }

        // Nobody is named: nobody sees them.
        await using var plain = await TestSite.StartAsync();
        using var somebody = await plain.SignedInAsync("ops-sample");
        Assert.Equal(HttpStatusCode.NotFound, (await somebody.GetAsync("/Operator")).Status);
    }

    // Whoever guesses the name, or reads it in a configuration file, must not become the operator by taking it first.
    [Fact]
    public async Task A_name_that_is_kept_for_an_operator_cannot_be_taken()
    {
        await using var circle = await BeginAsync();
        using var guesser = circle.Site.NewVisitor();
        var page = await guesser.OpenAsync("/Account/SignUp");
        page = await guesser.SubmitAsync(page, "Input.UserName", ("Input.UserName", "OPS-Sample "), ("Input.Password", TestSite.Password), ("Input.PasswordAgain", TestSite.Password));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("That user name is in use", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_nobody_can_have_stops_the_start()
    {
        var options = new OperatorOptions();
        options.Accounts.Add("ops");
        options.Accounts.Add("<script>");
        var result = new OperatorOptionsCheck().Validate(null, options);
        Assert.True(result.Failed);
        Assert.Contains("Operator:Accounts:1", result.FailureMessage, StringComparison.Ordinal);
    }

    private static async Task<Circle> BeginAsync() =>
        await Circle.BeginAsync(await TestSite.StartAsync(builder => builder.Configuration["Operator:Accounts:0"] = "ops-sample"));
}
