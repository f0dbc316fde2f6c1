using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Imports;

/// <summary>What a reader cannot know from the file, and how much it may take on.</summary>
public sealed record ReadOptions
{
    /// <summary>Nothing known, usual limits.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>Her country, ISO 3166 two letters, by whose rules numbers without + are completed; null leaves them as they are.</summary>
    public string? Country { get; init; }

    /// <summary>Her own numbers as she wrote them: never taken for somebody else.</summary>
    public IReadOnlyList<string> OwnNumbers { get; init; } = [];

    /// <summary>Her own names or accounts as the exports write them ("Me", a display name, an address): what comes from them is from her.</summary>
    public IReadOnlyList<string> Me { get; init; } = [];

    /// <summary>The zone by which wall times are read, as she chose it; null while she has not, and then such times have no instant.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>How 3/4/21 is to be read, as she chose it; null lets the file decide where it can, and never guesses where it cannot.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The same for each of several files, by the names under which they are asked about (<see cref="FoundDates.File"/>): an answer for one says nothing of another.</summary>
    public IReadOnlyDictionary<string, DateOrder> DateOrders { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, DateOrder>.Empty;

    /// <summary>What the columns of a table mean, as she settled it; null reads it by what the file suggests.</summary>
    public Tables.ColumnMap? Map { get; init; }

    /// <summary>The file came with others, so that nothing can be asked about it alone.</summary>
    internal bool IsAmongOthers { get; init; }

    /// <summary>Records after which reading stops and says so: a hostile file of endless tiny records must not fill the memory with its tally.</summary>
    public int MaxRecords { get; init; } = 1_000_000;

    /// <summary>Characters of one message's text that are kept; the rest is in the original file.</summary>
    public int MaxText { get; init; } = 1_000_000;

    /// <summary>Bytes of one record's raw text that are kept.</summary>
    public int MaxRaw { get; init; } = 256 * 1024;

    internal HashSet<string> OwnIds() =>
        [.. OwnNumbers.Select(number => PhoneNumbers.Read(number, Country)).Where(peer => peer.Kind is PeerKind.Phone or PeerKind.Exact).Select(peer => peer.Id)];
}
