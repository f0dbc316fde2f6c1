using ContactLog.Domain.Language;
using ContactLog.Web.Cases;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Hosting;

/// <summary>What the site can look like in a tab: everyday things that nobody asks about.</summary>
public static class Looks
{
    /// <summary>The looks; each has a name in <c>look.&lt;word&gt;</c> and a picture <c>icon-&lt;word&gt;.svg</c>.</summary>
    public static IReadOnlyList<string> All { get; } = ["notes", "recipes", "tasks"];

    /// <summary>The picture of a look.</summary>
    public static string Icon(string look) => look == "notes" ? "icon.svg" : $"icon-{look}.svg";
}

/// <summary>Name and picture for this request: hers when she is signed in and chose one, else those of the site.</summary>
public sealed class SiteLook(IOptions<SiteOptions> site, Words words, ILogger<SiteLook> log, OwnSettings? settings = null)
{
    private (string Name, string Icon)? _look;

    /// <summary>The name and the file of the picture.</summary>
    public async Task<(string Name, string Icon)> ReadAsync(CancellationToken cancel)
    {
        if (_look is { } read)
        {
            return read;
        }

        var look = (site.Value.Name, Looks.Icon(site.Value.Icon));
        try
        {
            if (settings is not null && (await settings.ReadAsync(cancel)).Look is { } hers && Looks.All.Contains(hers, StringComparer.Ordinal))
            {
                look = (words["look." + hers], Looks.Icon(hers));
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The page that says what is wrong needs a name, too.
            log.LogWarning("The look of a page could not be read ({Failure})", failure.GetType().Name);
        }

        _look = look;
        return look;
    }
}
