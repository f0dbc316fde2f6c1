using System.Security.Cryptography;
using System.Text;
using ContactLog.Data.Private;
using ContactLog.Web.Security;

namespace ContactLog.Web.Cases;

/// <summary>What she has set for herself. Sealed like everything else of hers: what she calls the site tells something about her.</summary>
public sealed record Preferences
{
    /// <summary>The look she chose, one of <see cref="Hosting.Looks"/>; null for that of the site.</summary>
    public string? Look { get; init; }

    /// <summary>The country whose numbers she is shown; null for the one her time zone lies in.</summary>
    public string? Country { get; init; }

    /// <summary>True when she wants single letters as shortcuts. Off unless she says so: whoever speaks to a computer, or rests a hand on the keys, would leave the page by accident (WCAG 2.1.4).</summary>
    public bool Keys { get; init; }

    /// <summary>True when she does not want the page that is shown first on a new device.</summary>
    public bool NoFirstLook { get; init; }

    /// <summary>True when the first page shows neither entries nor counts: somebody beside her sees only buttons.</summary>
    public bool QuietHome { get; init; }
}

/// <summary>Reads and changes the <see cref="Preferences"/> of whoever is signed in. They go with her to every device.</summary>
public sealed class OwnSettings(CurrentUser me, PrivatePapers papers)
{
    private Preferences? _read;

    /// <summary>What she set; nothing for whoever is not signed in.</summary>
    public async Task<Preferences> ReadAsync(CancellationToken cancel) =>
        _read ??= me.IsSignedIn && await papers.FindAsync<Preferences>(me.Keys, PaperShelf.Settings, PaperId, cancel) is { } paper ? paper.Content : new();

    /// <summary>Changes them.</summary>
    public async Task ChangeAsync(Func<Preferences, Preferences> change, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        for (var tries = 0; ; tries++)
        {
            var paper = await papers.FindAsync<Preferences>(me.Keys, PaperShelf.Settings, PaperId, cancel);
            var wanted = change(paper?.Content ?? new());
            if (await papers.WriteAsync(me.Keys, PaperShelf.Settings, PaperId, paper?.Version ?? 0, wanted, cancel) == PaperWritten.Kept)
            {
                _read = wanted;
                return;
            }

            if (tries > 3)
            {
                throw new InvalidOperationException("The settings could not be written.");
            }

            if (paper is null && tries > 1)
            {
                // No other window made it meanwhile, so it is sealed to the keys she had before a reset. Nothing in it is worth keeping closed for.
                await papers.EraseAsync(me.Keys, PaperShelf.Settings, PaperId, cancel);
            }
        }
    }

    // One paper a person, found without a list.
    private Guid PaperId => new(SHA256.HashData(Encoding.ASCII.GetBytes($"settings {me.Id:N}")).AsSpan(0, 16));
}
