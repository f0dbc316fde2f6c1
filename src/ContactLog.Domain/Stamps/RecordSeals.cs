using System.Security.Cryptography;
using System.Text;
using ContactLog.Domain.Record;
using NodaTime;

namespace ContactLog.Domain.Stamps;

/// <summary>A time stamp as it is kept: nothing of it is believed before it was checked.</summary>
/// <param name="Authority">Under which name it was asked for.</param>
/// <param name="Seq">The entry that the stamped list is said to end with.</param>
/// <param name="Received">This server's clock when it came in.</param>
/// <param name="Request">The request as it was sent.</param>
/// <param name="Response">The answer as it came.</param>
public sealed record KeptStamp(string Authority, int Seq, Instant Received, ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> Response);

/// <summary>A checked time stamp over the list that ends with an entry: everything up to it existed by then.</summary>
/// <param name="Kept">What is kept of it.</param>
/// <param name="Stamp">What it says.</param>
public sealed record RecordSeal(KeptStamp Kept, TimeStamp Stamp)
{
    /// <summary>The authority, by its name in the configuration.</summary>
    public string Authority => Kept.Authority;

    /// <summary>The newest entry that it covers.</summary>
    public int Seq => Kept.Seq;

    /// <summary>The authority's time.</summary>
    public Instant Time => Stamp.Time;

    /// <summary>How far this server's clock was ahead of the authority's.</summary>
    public Duration Skew => Kept.Received - Stamp.Time;

    /// <summary>
    /// The first entry that it covers and that says that it was recorded later than the authority's time, by more than clocks
    /// differ: the entry existed before the time that it gives itself. Null when there is none.
    /// </summary>
    /// <param name="time">The time of the stamp.</param>
    /// <param name="seq">How many entries it covers.</param>
    /// <param name="recorded">The recorded times of all entries, in order.</param>
    public static int? LaterThan(Instant time, int seq, IReadOnlyList<Instant> recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        // A plain loop: a record has thousands of entries, and thousands of stamps each over all before it.
        var limit = time + ClockStep.Tolerance;
        for (var at = 0; at < seq; at++)
        {
            if (recorded[at] > limit)
            {
                return at + 1;
            }
        }

        return null;
    }

    /// <summary>True when the clocks were so far apart that it has to be said.</summary>
    public bool IsSkewed => Skew > ClockStep.Tolerance || -Skew > ClockStep.Tolerance;
}

/// <summary>The outside time of one record: its stamps, each checked against the record's own entries when it is asked for.</summary>
public sealed class RecordSeals
{
    private readonly List<(KeptStamp Kept, Lazy<RecordSeal?> Seal)> _stamps;

    /// <summary>Puts stamps to a record.</summary>
    /// <param name="entries">The digests of its entries, verified, in order.</param>
    /// <param name="kept">The stamps, in any order.</param>
    /// <param name="check">Checks a stamp for a hash: with the roots of its authority.</param>
    public RecordSeals(IReadOnlyList<Digest> entries, IReadOnlyList<KeptStamp> kept, Func<KeptStamp, Digest, StampVerdict> check)
    {
        Missing = Math.Max(0, kept.Select(stamp => stamp.Seq).DefaultIfEmpty().Max() - entries.Count);
        var lists = Lists(entries, kept.Select(stamp => stamp.Seq).ToHashSet());
        _stamps = [.. kept.OrderBy(stamp => stamp.Seq).ThenBy(stamp => stamp.Received).ThenBy(stamp => stamp.Authority, StringComparer.Ordinal)
            .Select(stamp => (stamp, new Lazy<RecordSeal?>(() => lists.TryGetValue(stamp.Seq, out var hash) && check(stamp, hash).Stamp is { } said ? new(stamp, said) : null)))];
    }

    /// <summary>A record without outside time.</summary>
    public static RecordSeals None { get; } = new([], [], (_, _) => StampVerdict.No(StampFlaw.UntrustedRoot));

    /// <summary>Every stamp that counts, shortest list first.</summary>
    public IEnumerable<RecordSeal> All => _stamps.Select(stamp => stamp.Seal.Value).OfType<RecordSeal>();

    /// <summary>
    /// The first stamp that is earlier than an entry it covers says it to be, and the first such entry; null when there is none. Of one clock
    /// that was ahead there are as many as stamps: the first says it.
    /// </summary>
    /// <param name="recorded">The recorded times of all entries, in order.</param>
    public (RecordSeal Seal, int Late)? Early(IReadOnlyList<Instant> recorded)
    {
        foreach (var seal in All)
        {
            if (RecordSeal.LaterThan(seal.Time, seal.Seq, recorded) is { } late)
            {
                return (seal, late);
            }
        }

        return null;
    }

    /// <summary>How many entries a kept stamp is over that the record does not have; 0 when all is well. What is left of a record that lost its newest entries follows on itself; only this tells.</summary>
    public int Missing { get; }

    /// <summary>How many are kept that do not count: of another record, of an authority whose root is not named any more, or changed.</summary>
    public int Rejected => _stamps.Count(stamp => stamp.Seal.Value is null);

    /// <summary>The stamp of an authority that covers most, the newest of these; null when there is none.</summary>
    public RecordSeal? Newest(string authority) => Of(authority).Reverse().Select(stamp => stamp.Value).FirstOrDefault(seal => seal is not null);

    /// <summary>The first stamp of an authority that covers an entry; null while there is none.</summary>
    public RecordSeal? First(string authority, int seq) => Of(authority, seq).Select(stamp => stamp.Value).FirstOrDefault(seal => seal is not null);

    /// <summary>The first stamp of anybody that covers an entry; null while there is none.</summary>
    public RecordSeal? First(int seq) => _stamps.Select(stamp => stamp.Kept.Authority).Distinct(StringComparer.Ordinal)
        .Select(authority => First(authority, seq)).OfType<RecordSeal>().MinBy(seal => seal.Time);

    private IEnumerable<Lazy<RecordSeal?>> Of(string authority, int from = 1) =>
        _stamps.Where(stamp => stamp.Kept.Authority == authority && stamp.Kept.Seq >= from).Select(stamp => stamp.Seal);

    /// <summary>The hashes of the lists that end with some entries, in one pass.</summary>
    public static Dictionary<int, Digest> Lists(IReadOnlyList<Digest> entries, IReadOnlySet<int> wanted)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var lists = new Dictionary<int, Digest>();
        for (var seq = 1; seq <= entries.Count && lists.Count < wanted.Count; seq++)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(SealedList.Line(seq, entries[seq - 1])));
            if (wanted.Contains(seq))
            {
                lists[seq] = Digest.FromBytes(hash.GetCurrentHash());
            }
        }

        return lists;
    }
}
