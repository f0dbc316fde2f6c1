using System.CommandLine;
using System.Text.RegularExpressions;
using ContactLog.Data;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Sharing;
using ContactLog.Web.Commands;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Tests.Web.Organisation;

/// <summary>Organisations round a circle: founded as the operator founds them, joined as people join them.</summary>
internal static class Bureau
{
    /// <summary>What whoever runs the server types; gives what was printed.</summary>
    public static async Task<(int Exit, string Said)> FoundsAsync(this Circle circle, string name, string person, params string[] more)
    {
        await using var said = new StringWriter();
        var exit = await OrganisationCommand.Create().Parse([name, person, "--data", Path.Combine(circle.Site.Folder, "data"), .. more])
            .InvokeAsync(new InvocationConfiguration { Output = said, Error = said, EnableDefaultExceptionHandler = false });
        return (exit, said.ToString());
    }

    public static string LinkIn(string text)
    {
        var link = Regex.Match(text, "/Join/[A-Za-z0-9_-]{43}");
        Assert.True(link.Success, text);
        return link.Value;
    }

    /// <summary>Founds an organisation and lets its supervisor join.</summary>
    public static async Task<Visitor> SupervisorAsync(this Circle circle, string account, string organisation = "Harbour House")
    {
        var supervisor = await circle.PersonAsync(account);
        var (_, said) = await circle.FoundsAsync(organisation, "Sal Supervisor");
        await JoinsAsync(supervisor, LinkIn(said));
        await Circle.StepUpAsync(supervisor);
        return supervisor;
    }

    public static async Task<string> InvitesAsync(Visitor supervisor, string name, bool supervises = false)
    {
        var page = await supervisor.OpenAsync("/Organisation/Invite");
        page = await supervisor.SubmitAsync(page, "Input.Name", ("Input.Name", name), ("Input.Supervises", supervises ? "true" : "false"));
        return LinkIn(page.Html);
    }

    /// <summary>Uses a link into an organisation and agrees.</summary>
    public static async Task<VisitedPage> JoinsAsync(Visitor person, string link)
    {
        var page = await Circle.AcceptsAsync(person, link);
        Assert.Contains("/Organisation/Leave", page.Html, StringComparison.Ordinal);
        return page;
    }

    /// <summary>Somebody with an account who joins what a supervisor supervises.</summary>
    public static async Task<Visitor> MemberAsync(this Circle circle, Visitor supervisor, string account, string name, bool supervises = false)
    {
        var person = await circle.PersonAsync(account);
        await JoinsAsync(person, await InvitesAsync(supervisor, name, supervises));
        await Circle.StepUpAsync(person);
        return person;
    }

    /// <summary>Asks that a colleague takes over.</summary>
    public static async Task<VisitedPage> AsksAsync(Visitor person, Guid grant, string colleague)
    {
        var page = await person.OpenAsync($"/Organisation/HandOver/{grant}");
        var choice = Regex.Match(page.Html, $"value=\"(?<id>[0-9a-f-]{{36}})\"(?:(?!<input).)*?{Regex.Escape(colleague)}", RegexOptions.Singleline);
        Assert.True(choice.Success, page.ToString());
        return await person.FollowAsync(await person.SubmitAsync(page, "name=\"To\"", ("To", choice.Groups["id"].Value)));
    }

    /// <summary>The request to take over that waits for somebody: its path.</summary>
    public static async Task<string> AskedAsync(Visitor colleague)
    {
        var page = await colleague.OpenAsync("/Cases");
        var path = Regex.Match(page.Html, "/Join/[0-9a-f-]{36}");
        Assert.True(path.Success, page.ToString());
        return path.Value;
    }

    public static async Task<VisitedPage> AgreesAsync(Visitor colleague, string path) =>
        await colleague.FollowAsync(await colleague.SubmitAsync(await colleague.GetAsync(path), "Agreed", ("Agreed", "true")));

    /// <summary>The page of a member, as a supervisor reaches it.</summary>
    public static async Task<string> MemberPathAsync(Visitor supervisor, string name)
    {
        var page = await supervisor.OpenAsync("/Organisation");
        var path = Regex.Match(page.Html, $"/Organisation/Member/[0-9a-f-]{{36}}(?=\"(?:(?!</a>).)*{Regex.Escape(name)})", RegexOptions.Singleline);
        Assert.True(path.Success, page.ToString());
        return path.Value;
    }

    public static async Task<int> EpochAsync(this Circle circle)
    {
        await using var scope = circle.Site.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ContactLogDb>().Cases.OrderBy(row => row.CreatedAt).Select(row => row.Epoch).FirstAsync();
    }
}
