using System.Collections.Concurrent;
using ContactLog.Data.Stamps;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Language;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using NodaTime;

namespace ContactLog.Web.Stamping;

/// <summary>The checked outside time of an opened case.</summary>
public sealed class CaseSeals
{
    private readonly StampShelf _shelf;
    private readonly StampOutbox _outbox;
    private readonly TimeStampAuthorities _authorities;
    private readonly StampChecks _checks;

    internal CaseSeals(StampShelf shelf, StampOutbox outbox, TimeStampAuthorities authorities, StampChecks checks)
    {
        _shelf = shelf;
        _outbox = outbox;
        _authorities = authorities;
        _checks = checks;
    }

    /// <summary>The authorities that are asked, by name and host: what the page that explains them says.</summary>
    public IReadOnlyList<(string Name, string Host)> Authorities => [.. _authorities.Asked.Select(authority => (authority.Name, authority.Url.Host))];

    /// <summary>The root certificates that the seals lead to.</summary>
    public PinnedRoots Roots => _authorities.Roots;

    /// <summary>The seals of a case.</summary>
    /// <param name="file">The case, verified.</param>
    /// <param name="before">Only those that came in before this entry; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<RecordSeals> OfAsync(CaseFile file, int? before, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _authorities.All.Count == 0 ? RecordSeals.None : new(
            [.. file.Entries.Select(entry => entry.Digest)],
            [.. (await _shelf.OfAsync(file.Id, before, cancel)).Select(row => new KeptStamp(row.Authority, row.Seq, Instant.FromUnixTimeSeconds(row.ReceivedAt), row.Request, row.Response))],
            (kept, hash) => _authorities.Find(kept.Authority) is { } authority ? _checks.Check(kept, hash, authority.Roots) : default);
    }

    /// <summary>How the case stands, in words.</summary>
    public async Task<OutsideTime> StandingAsync(CaseFile file, FieldText text, Words words, CancellationToken cancel) => OutsideTime.Say(
        file,
        await _outbox.RhythmAsync(file.Id, cancel),
        await OfAsync(file, null, cancel),
        await _shelf.StandingAsync(file.Id, cancel),
        text,
        words);

    /// <summary>Stores what she chose.</summary>
    public Task ChooseAsync(CaseFile file, StampRhythm rhythm, CancellationToken cancel) => _shelf.ChooseAsync(file.Id, rhythm, cancel);
}

/// <summary>
/// Remembers what was checked, by every byte of it: a record that is looked at again does not check a thousand
/// signatures again, and a changed byte in the database is another stamp.
/// </summary>
internal sealed class StampChecks
{
    private const int Most = 20_000;
    private readonly ConcurrentDictionary<(Digest Request, Digest Response, Digest Hash, PinnedRoots Roots), StampVerdict> _done = new();

    public StampVerdict Check(KeptStamp kept, Digest hash, PinnedRoots roots)
    {
        var key = (Digest.Of(kept.Request.Span), Digest.Of(kept.Response.Span), hash, roots);
        if (_done.TryGetValue(key, out var verdict))
        {
            return verdict;
        }

        if (_done.Count >= Most)
        {
            _done.Clear();
        }

        return _done[key] = StampCheck.Check(kept.Request, kept.Response, hash, roots);
    }
}
