using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ContactLog.BrowserTests.Support;

/// <summary>Somebody whom a case is shared with, at a browser of their own.</summary>
internal sealed class Person(Visitor visitor, string name, string password = "kettle-orbit-maple-lantern-brook")
{
    private IPage Page => visitor.Page;

    /// <summary>The path of the one case that is shared.</summary>
    public string Case { get; private set; } = "";

    /// <summary>Opens the link, makes an account and agrees to the terms.</summary>
    public async Task AcceptsAsync(string link)
    {
        await Page.GotoAsync(link);
        await Page.ClickAsync("button[name='how'][value='new']");
        await Page.FillAsync("[name='Input.UserName']", name);
        await Page.FillAsync("[name='Input.Password']", password);
        await Page.FillAsync("[name='Input.PasswordAgain']", password);
        await SendAsync();
        await Page.ArrivesAsync("**/Account/RecoveryCode");
        var code = Regex.Replace(await Page.InnerTextAsync("main code, code"), @"\s+", "-");
        await Page.ClickAsync("main a.btn-main, a.btn-main");
        await Page.FillAsync("[name='Input.Code']", code);
        await SendAsync();
        await Page.ArrivesAsync(url => !url.Contains("RecoveryCode", StringComparison.Ordinal));
        if (!new Uri(Page.Url).AbsolutePath.StartsWith("/Join", StringComparison.Ordinal))
        {
            await Page.GotoAsync("/Join");
        }

        await AgreesAsync();
    }

    /// <summary>Agrees to the terms of the link that was opened; arrives at the cases, or at the organisation that was joined.</summary>
    public async Task AgreesAsync()
    {
        await Page.CheckAsync("[name='Agreed']", new() { Force = true });
        await SendAsync();
        await Page.ArrivesAsync(url => new Uri(url).AbsolutePath is "/Shelf" or "/Group");
    }

    /// <summary>Types the password again.</summary>
    public async Task StepsUpAsync()
    {
        await Page.GotoAsync("/Account/StepUp");
        await Page.FillAsync("[name='Input.Password']", password);
        await SendAsync();
        await Page.ArrivesAsync(url => !url.Contains("StepUp", StringComparison.Ordinal));
    }

    /// <summary>The six words as this person sees them.</summary>
    public async Task<string> WordsAsync()
    {
        await Page.GotoAsync("/Shelf");
        return (await Page.InnerTextAsync(".six-words code")).Trim();
    }

    /// <summary>Opens the case from the list.</summary>
    public async Task OpensTheCaseAsync()
    {
        await Page.GotoAsync("/Shelf");
        await Page.ClickAsync("main table a[href*='/Shelf/']");
        await Page.ArrivesAsync(url => Regex.IsMatch(new Uri(url).AbsolutePath, "^/Shelf/[0-9a-f-]{36}$"));
        Case = new Uri(Page.Url).AbsolutePath;
    }

    /// <summary>Reads an incident from the list, and gives what it says.</summary>
    public async Task<string> ReadsAsync(string incident)
    {
        await Page.GotoAsync(Case);
        await Page.ClickAsync($"main a[href$='/Item/{incident}'] >> nth=-1");
        await Page.ArrivesAsync("**/Item/" + incident);
        return await Page.InnerTextAsync("main");
    }

    public async Task CommentsAsync(string kind, string text)
    {
        await Page.CheckAsync($"[name='Input.Kind'][value='{kind}']", new() { Force = true });
        await Page.FillAsync("[name='Input.Text']", text);
        await Page.ClickAsync("aside button.btn-main");
        await Page.WaitForSelectorAsync(".comment");
    }

    /// <summary>Makes the lawyer's report and loads it.</summary>
    public async Task<byte[]> MakesAReportAsync()
    {
        await Page.GotoAsync(Case + "/Print");
        if (await Page.QuerySelectorAsync("main form button.btn-main") is null)
        {
            throw new InvalidOperationException("There is nothing to make a report with.");
        }

        // Asked for the password first; what was made is a link, and the page stays.
        await StepsUpAsync();
        await Page.GotoAsync(Case + "/Print");
        await SendAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync("main a.btn-main"));
        await using var stream = await download.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>Asks for something and gives the status of the answer and what the page says.</summary>
    public async Task<(int Status, string Text)> TriesAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        return (answer!.Status, await Page.InnerTextAsync("body"));
    }

    private Task SendAsync() => Page.ClickAsync("main form button.btn-main, form button.btn-main");
}
