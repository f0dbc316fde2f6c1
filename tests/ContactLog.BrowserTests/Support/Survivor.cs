using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests.Support;

/// <summary>What she does, in her words, whatever width and whether or not scripts run.</summary>
internal sealed class Survivor(Visitor visitor, string name = "casey", string password = "kettle-orbit-maple-lantern-brook")
{
    private static readonly byte[] s_picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFUlEQVR4nGNkYPjPgA0wYRUdtBIAO/8BD43ZYXcAAAAASUVORK5CYII=");

    private IPage Page => visitor.Page;

    public string RecoveryCode { get; private set; } = "";

    public async Task OpensTheSiteAsync() => await Page.GotoAsync("/");

    public async Task SignsUpAsync()
    {
        await Page.FillAsync("[name='Input.UserName']", name);
        await Page.FillAsync("[name='Input.Password']", password);
        await Page.FillAsync("[name='Input.PasswordAgain']", password);
        await SendAsync();
        await Page.ArrivesAsync("**/Account/RecoveryCode");
    }

    public async Task TypesTheRecoveryCodeBackAsync()
    {
        RecoveryCode = Regex.Replace(await Page.InnerTextAsync("main code, code"), @"\s+", "-");
        await Page.ClickAsync("main a.btn-main, a.btn-main");
        await Page.FillAsync("[name='Input.Code']", RecoveryCode.ToLowerInvariant());
        await SendAsync();
        await Page.ArrivesAsync("**/Tips");
    }

    public async Task ReadsAboutSafetyAndBeginsAsync()
    {
        await Page.ClickAsync("main a.btn-main");
        await Page.ArrivesAsync("**/Book/Begin");
        await Page.SelectOptionAsync("[name='Input.Zone']", "America/Chicago");
        await SendAsync();
        await Page.ArrivesAsync(url => new Uri(url).AbsolutePath == "/");
    }

    public async Task SignsInAsync()
    {
        await Page.GotoAsync("/Account/SignIn");
        await TypesHerPasswordAsync();
        await Page.ArrivesAsync(url => !url.Contains("SignIn", StringComparison.Ordinal));
        if (Page.Url.Contains("/Tips/Here", StringComparison.Ordinal))
        {
            // The page that a new browser shows first has no frame; those behind it have one.
            await SendAsync();
            await Page.WaitForSelectorAsync(".shell");
        }
    }

    /// <summary>Signs in at the page that asks for it.</summary>
    public async Task TypesHerPasswordAsync()
    {
        await Page.FillAsync("[name='Input.UserName']", name);
        await Page.FillAsync("[name='Input.Password']", password);
        await SendAsync();
    }

    /// <returns>The address of what was saved.</returns>
    public async Task<string> TapsAsync(string kind)
    {
        await Page.GotoAsync("/");
        await Page.ClickAsync($"button.capture-btn[value='{kind}']");
        await Page.ArrivesAsync("**/Notes/Saved/**");
        Assert.Matches(@"^Saved \d\d:\d\d$", (await Page.InnerTextAsync("h1")).Trim());
        return new Uri(Page.Url).AbsolutePath.Split('/')[^1];
    }

    public async Task AddsDetailsAsync(string narrative)
    {
        await Page.FillAsync("[name='f.narrative']", narrative);
        await Page.ClickAsync("main form button.btn-wide");
        await Page.ArrivesAsync(url => !url.Contains("/Saved/", StringComparison.Ordinal));
    }

    public async Task StatesABoundaryAsync(string words, string date)
    {
        await Page.GotoAsync("/Rules/Add");
        await Page.FillAsync("[name='f.words']", words);
        await Page.FillAsync("[name='f.when.date']", date);
        await Page.FillAsync("[name='f.when.time']", "18:05");
        // The boxes lie under their labels, as pills.
        await Page.CheckAsync("[name='f.channel'][value='text']", new() { Force = true });
        await Page.CheckAsync("[name='f.covers'][value='all']", new() { Force = true });
        await SendAsync();
        await Page.ArrivesAsync(url => Regex.IsMatch(url, "/Rules/(Show/)?[0-9a-f-]{36}$"));
    }

    public async Task<int> ContactsAfterTheBoundaryAsync()
    {
        await Page.GotoAsync("/");
        return int.Parse(await Page.InnerTextAsync(".since b >> nth=0"), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <param name="incident">Of which entry.</param>
    /// <param name="label">What the label of the exhibit begins with.</param>
    public async Task AttachesAPictureAsync(string incident, string label = "A-1")
    {
        await Page.GotoAsync("/Files/Add/" + incident);
        await Page.SetInputFilesAsync("[name='Files']", new FilePayload { Name = "shot.png", MimeType = "image/png", Buffer = s_picture });
        await SendAsync();
        await Page.ArrivesAsync("**/Files/Added/**");
        Assert.Contains(label, await Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    /// <summary>Makes a report: asked for the password again, then the file.</summary>
    public async Task<byte[]> MakesAReportAsync()
    {
        await Page.GotoAsync("/Print");
        await Page.ClickAsync("button[formaction='/Print/Make']");
        if (Page.Url.Contains("StepUp", StringComparison.Ordinal))
        {
            await Page.FillAsync("[name='Input.Password']", password);
            await SendAsync();
            if (!Page.Url.Contains("/Print/Made/", StringComparison.Ordinal))
            {
                await Page.ClickAsync("button[formaction='/Print/Make'], main button.btn-main");
            }
        }

        return await LoadsTheReportAsync();
    }

    /// <summary>Loads the report whose page is open.</summary>
    public async Task<byte[]> LoadsTheReportAsync()
    {
        await Page.ArrivesAsync("**/Print/Made/**");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync("a.btn-main[href*='/Print/Pdf/']"));
        await using var stream = await download.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>Fills in a form of one of her pages, by the names of its fields, and sends it.</summary>
    public async Task FillsInAsync(string path, params (string Name, string Value)[] fields)
    {
        await Page.GotoAsync(path);
        foreach (var (name, value) in fields)
        {
            await Page.FillAsync($"[name='{name}']", value);
        }

        await Page.ClickAsync("main form button.btn-main");
        await Page.ArrivesAsync(url => !new Uri(url).AbsolutePath.Equals(path, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Makes an invitation and gives its link. Asked for the password when it was not asked for lately.</summary>
    public async Task<string> InvitesAsync(string person, string role)
    {
        await StepsUpAsync();
        await Page.GotoAsync("/Others/Invite");
        await Page.FillAsync("[name='Input.Person']", person);
        await Page.CheckAsync($"[name='Input.Role'][value='{role}']", new() { Force = true });
        if (role == "Lawyer")
        {
            // A report shows numbers and accounts, so whoever makes one has to be shown them.
            await Page.CheckAsync("[name='Input.Details']", new() { Force = true });
        }
        else if (role == "Witness")
        {
            await Page.ClickAsync("details:has([name='Input.Picked']) summary");
            await Page.CheckAsync("[name='Input.Picked'] >> nth=0", new() { Force = true });
        }

        await SendAsync();
        return new Uri(await Page.InputValueAsync("main #link")).AbsolutePath;
    }

    /// <summary>Sees the six words of whoever waits, says that they are the same, lets them in; gives the words.</summary>
    public async Task<string> ComparesAndLetsInAsync()
    {
        await StepsUpAsync();
        await Page.GotoAsync("/Others");
        await Page.ClickAsync("main a[href*='/Others/Confirm/']");
        var words = (await Page.InnerTextAsync(".six-words code")).Trim();
        await Page.CheckAsync("[name='Same']", new() { Force = true });
        await Page.ClickAsync("main button.btn-main");
        await Page.ArrivesAsync(url => !url.Contains("/Others/Confirm/", StringComparison.Ordinal));
        return words;
    }

    /// <summary>Ends somebody's access.</summary>
    public async Task EndsAsync(string person)
    {
        await Page.GotoAsync("/Others");
        await Page.ClickAsync($"main a.list-link:has-text('{person}')");
        await Page.ClickAsync("form[action*='handler=End'] button");
        await Page.ArrivesAsync("**/Others");
    }

    /// <summary>Types the password again.</summary>
    public async Task StepsUpAsync()
    {
        await Page.GotoAsync("/Account/StepUp");
        await Page.FillAsync("[name='Input.Password']", password);
        await SendAsync();
        await Page.ArrivesAsync(url => !url.Contains("StepUp", StringComparison.Ordinal));
    }

    public async Task SignsOutAsync()
    {
        await Page.GotoAsync("/Account");
        await Page.ClickAsync("form[action$='/Account/SignOut'] button");
        await Page.ArrivesAsync(url => url.Contains("/Account/Sign", StringComparison.Ordinal));
    }

    /// <summary>What stands in the way on the page as it is.</summary>
    public Task<IReadOnlyList<string>> LooksOverAsync() => visitor.LookOverAsync();

    public Task SendAsync() => Page.ClickAsync("main form button.btn-main, form button.btn-main");
}
