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

/// <summary>Name and picture for this request: hers when she is signed in and chose one, else those of the site; and whether single letters are shortcuts for her.</summary>
public sealed class SiteLook(IOptions<SiteOptions> site, Words words, ILogger<SiteLook> log, OwnSettings? settings = null)
{
    private (string Name, string Icon, bool Keys)? _look;

    /// <summary>The name, the file of the picture, and whether there are shortcuts.</summary>
    public async Task<(string Name, string Icon, bool Keys)> ReadAsync(CancellationToken cancel)
    {
        if (_look is { } read)
        {
            return read;
        }

        (string Name, string Icon, bool Keys) look = (site.Value.Name, Looks.Icon(site.Value.Icon), false);
        try
        {
            var set = settings is null ? new() : await settings.ReadAsync(cancel);
            look.Keys = set.Keys;
            if (set.Look is { } hers && Looks.All.Contains(hers, StringComparer.Ordinal))
            {
                look = (words["look." + hers], Looks.Icon(hers), set.Keys);
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
