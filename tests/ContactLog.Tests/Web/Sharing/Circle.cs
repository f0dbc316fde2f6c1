using System.Text.RegularExpressions;
using ContactLog.Tests.Support;
using ContactLog.Tests.Web.Exhibits;

namespace ContactLog.Tests.Web.Sharing;

/// <summary>An owner with a case, and the people she deals with, on the real program.</summary>
internal sealed partial class Circle : IAsyncDisposable
{
    private Circle(TestSite site, Visitor owner)
    {
        Site = site;
        Owner = owner;
    }

    public TestSite Site { get; }

    /// <summary>She.</summary>
    public Visitor Owner { get; }

    public static async Task<Circle> BeginAsync(TestSite? site = null)
    {
        site ??= await TestSite.StartAsync();
        var owner = await site.SignedInAsync("casey");
        await BeginCaseAsync(owner, "Blue notebook");
        return new(site, owner);
    }

    /// <summary>Somebody at a site who has a case already; whoever began the site ends it.</summary>
    public static Circle Of(TestSite site, Visitor owner) => new(site, owner);

    public static async Task BeginCaseAsync(Visitor owner, string label)
    {
        var page = await owner.OpenAsync("/Case/Begin");
        await owner.FollowAsync(await owner.SubmitAsync(page, "Input.Zone", ("Input.Zone", "America/Chicago"), ("Input.Label", label)));
    }

    public Task<Visitor> PersonAsync(string name) => Site.SignedInAsync(name);

    /// <summary>Records an incident and gives its id.</summary>
    public async Task<Guid> RecordsAsync(string kind, string day, string narrative, params (string Name, string Value)[] more)
    {
        var page = await Owner.OpenAsync("/Incidents/Add/another-day");
        var saved = await Owner.SubmitAsync(page, "f.kind", [("f.kind", kind), ("f.when.date", day), .. more]);
        var id = Guid.Parse((saved.Location ?? throw new InvalidOperationException(saved.ToString())).Split('/')[^1]);
        page = await Owner.OpenAsync($"/Incidents/Edit/{id}/add");
        saved = await Owner.SubmitAsync(page, "f.narrative", [("f.narrative", narrative), .. more]);
        Assert.True((int)saved.Status is 302 or 303, saved.ToString());
        return id;
    }

    /// <summary>Makes an invitation and gives the path of its link.</summary>
    public async Task<string> InvitesAsync(string role, params (string Name, string Value)[] choices)
    {
        await StepUpAsync(Owner);
        var page = await Owner.OpenAsync("/Share/Invite");
        page = await Owner.SubmitAsync(page, "Input.Person", [("Input.Person", $"The {role}"), ("Input.Role", role), .. choices]);
        var link = Regex.Match(page.Html, "/Join/[A-Za-z0-9_-]{43}");
        Assert.True(link.Success, page.ToString());
        return link.Value;
    }

    /// <summary>Uses a link and agrees to the terms; gives the page that follows.</summary>
    public static async Task<VisitedPage> AcceptsAsync(Visitor person, string link)
    {
        var page = await person.GetAsync(link);
        page = await person.FollowAsync(await person.SubmitAsync(page, "<form", ("how", "in")));
        return await person.FollowAsync(await person.SubmitAsync(page, "Agreed", ("Agreed", "true")));
    }

    /// <summary>Compares the words and lets in whoever waits.</summary>
    public async Task<VisitedPage> ConfirmsAsync()
    {
        await StepUpAsync(Owner);
        var list = await Owner.OpenAsync("/Share");
        var path = Regex.Match(list.Html, "/Share/Confirm/[0-9a-f-]{36}");
        Assert.True(path.Success, list.ToString());
        var page = await Owner.OpenAsync(path.Value);
        return await Owner.FollowAsync(await Owner.SubmitAsync(page, "Compared", ("Same", "true")));
    }

    /// <summary>Invites, accepts and confirms; gives the grant.</summary>
    public async Task<Guid> LetsInAsync(Visitor person, string role, params (string Name, string Value)[] choices)
    {
        await AcceptsAsync(person, await InvitesAsync(role, choices));
        var page = await ConfirmsAsync();
        Assert.Contains("They can see your record now", page.Text, StringComparison.Ordinal);
        return await GrantAsync(person);
    }

    /// <summary>The one case that is shared with somebody.</summary>
    public static async Task<Guid> GrantAsync(Visitor person)
    {
        var page = await person.OpenAsync("/Cases");
        var match = Regex.Match(page.Html, "/Cases/(?<id>[0-9a-f-]{36})");
        Assert.True(match.Success, page.ToString());
        return Guid.Parse(match.Groups["id"].Value);
    }

    public async Task<VisitedPage> EndsAsync(Guid grant) =>
        await Owner.FollowAsync(await Owner.SubmitAsync(await Owner.OpenAsync($"/Share/Person/{grant}"), "handler=End"));

    /// <summary>The six words on a page.</summary>
    public static string WordsOn(VisitedPage page)
    {
        var match = Regex.Match(page.Html, "six-words[^>]*><code>(?<words>[a-z ]+)</code>");
        Assert.True(match.Success, page.ToString());
        return match.Groups["words"].Value;
    }

    /// <summary>Sends a file by a form.</summary>
    public static async Task<VisitedPage> UploadAsync(Visitor visitor, string path, string field, string name, byte[] bytes)
    {
        var page = await visitor.OpenAsync(path);
        using var form = new MultipartFormDataContent();
        foreach (var (hidden, value) in CaseSite.Hidden(page.Html))
        {
            form.Add(new StringContent(value), hidden);
        }

        form.Add(new ByteArrayContent(bytes), field, name);
        var response = await visitor.Http.PostAsync(path, form);
        return new(response.StatusCode, path, response.Headers.Location?.OriginalString, await response.Content.ReadAsStringAsync(), response);
    }

    public static async Task StepUpAsync(Visitor person)
    {
        var page = await person.OpenAsync("/Account/StepUp");
        var after = await person.SubmitAsync(page, "Input.Password", ("Input.Password", TestSite.Password));
        Assert.True((int)after.Status is 302 or 303, after.ToString());
    }

    public ValueTask DisposeAsync()
    {
        Owner.Dispose();
        return Site.DisposeAsync();
    }
}
