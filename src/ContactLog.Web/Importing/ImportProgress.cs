using System.Collections.Concurrent;

namespace ContactLog.Web.Importing;

/// <summary>How far the imports that are being added have come: two numbers for whoever waits, by the id of the form that was sent. Nothing else of them.</summary>
internal sealed class ImportProgress
{
    private readonly ConcurrentDictionary<(Guid User, Guid Request), (int Done, int Total)> _running = new();

    /// <summary>Where it stands, or null when nothing is running under this id.</summary>
    public (int Done, int Total)? Of(Guid user, Guid request) => _running.TryGetValue((user, request), out var one) ? one : null;

    /// <summary>Takes note.</summary>
    public void Set(Guid user, Guid request, int done, int total) => _running[(user, request)] = (done, total);

    /// <summary>It is over.</summary>
    public void End(Guid user, Guid request) => _running.TryRemove((user, request), out _);
}
