using System.Text;
using ContactLog.Data;
using ContactLog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>The checklist for a hearing begins with the form that she chose for her report; whoever reads it may choose another.</summary>
public sealed class ChosenFormTests
{
    private const string Hers = "The owner chose this form";

    [Fact]
    public async Task The_checklist_begins_with_the_form_she_chose_and_another_can_be_looked_at()
    {
        await using var circle = await Circle.BeginAsync();
        await circle.RecordsAsync("call", "2026-04-17", "Hers");
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        Assert.Contains("What courts commonly ask for", await ListAsync(""), StringComparison.Ordinal);

        await ChoosesAsync(circle.Owner, "ca-ch-100");
        var hers = await ListAsync("");
        Assert.Contains(Hers, hers, StringComparison.Ordinal);
        Assert.Contains("What CH-100", hers, StringComparison.Ordinal);
        var other = await ListAsync("?form=ca-dv-100");
        Assert.DoesNotContain(Hers, other, StringComparison.Ordinal);
        Assert.Contains("What DV-100", other, StringComparison.Ordinal);
        var common = await ListAsync("?form=common");
        Assert.DoesNotContain(Hers, common, StringComparison.Ordinal);
        Assert.Contains("What courts commonly ask for", common, StringComparison.Ordinal);
        Assert.Contains(Hers, await ListAsync("?form=ca-ch-100"), StringComparison.Ordinal);
        Assert.Contains("What courts commonly ask for", await ListAsync("?form=no-such-form"), StringComparison.Ordinal);

        // The page's own form leads there, by an address that does not say which it is.
        var chosen = await advocate.SubmitAsync(await advocate.OpenAsync($"/Cases/{grant}/Checklist"), "name=\"form\"", ("form", "ca-dv-100"));
        Assert.DoesNotContain("dv-100", chosen.Location, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("What DV-100", (await advocate.FollowAsync(chosen)).Text, StringComparison.Ordinal);

        // What the reader looked at changes nothing; what she changes does, and so does that she wants none any more.
        Assert.Contains("What CH-100", await ListAsync(""), StringComparison.Ordinal);
        await ChoosesAsync(circle.Owner, "ca-dv-100");
        Assert.Contains("What DV-100", await ListAsync(""), StringComparison.Ordinal);
        await ChoosesAsync(circle.Owner, "");
        Assert.DoesNotContain(Hers, await ListAsync(""), StringComparison.Ordinal);

        async Task<string> ListAsync(string query) => (await advocate.OpenAsync($"/Cases/{grant}/Checklist{query}")).Text;
    }

    [Fact]
    public async Task Nothing_stored_says_which_form_it_is_and_an_exchanged_row_keeps_her_from_nothing()
    {
        await using var circle = await Circle.BeginAsync();
        using var advocate = await circle.PersonAsync("jo-sample");
        var grant = await circle.LetsInAsync(advocate, "Advocate");
        await ChoosesAsync(circle.Owner, "ca-ch-100");
        var chosen = await SealedAsync(circle);
        await ChoosesAsync(circle.Owner, "");
        Assert.Equal(chosen.Length, (await SealedAsync(circle)).Length);
        Assert.True(chosen.AsSpan().IndexOf(Encoding.ASCII.GetBytes("ca-ch-100")) < 0);

        await circle.TamperAsync(db => db.ShareForms.ExecuteUpdateAsync(set => set.SetProperty(row => row.Sealed, new byte[chosen.Length])));
        Assert.Contains("What courts commonly ask for", (await advocate.OpenAsync($"/Cases/{grant}/Checklist")).Text, StringComparison.Ordinal);
        await ChoosesAsync(circle.Owner, "ca-dv-100");
        Assert.Contains("What DV-100", (await advocate.OpenAsync($"/Cases/{grant}/Checklist")).Text, StringComparison.Ordinal);
    }

    private static async Task ChoosesAsync(Visitor owner, string court)
    {
        var page = await owner.SubmitAsync(await owner.OpenAsync("/Report"), "id=\"choices\"", ("Input.Court", court));
        Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
    }

    private static async Task<byte[]> SealedAsync(Circle circle)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContactLogDb>().ShareForms.AsNoTracking().Select(row => row.Sealed).SingleAsync();
    }
}
