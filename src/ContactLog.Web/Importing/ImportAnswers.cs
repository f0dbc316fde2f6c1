using ContactLog.Imports;
using ContactLog.Imports.Tables;
using NodaTime;

namespace ContactLog.Web.Importing;

/// <summary>What only she knows about a file: whose messages she wants, who she is in it, and how numbers and times in it are to be read.</summary>
/// <param name="Persons">The <see cref="Imports.Numbers.Peer.Id"/>s that she says are the person; several may be the same one.</param>
/// <param name="Country">By whose rules numbers without + are read; null leaves them as they are.</param>
/// <param name="OwnNumbers">Her own numbers.</param>
/// <param name="Zone">The zone in whose wall time the entries are kept, and by which times without one are read.</param>
internal sealed record ImportAnswers(IReadOnlyList<string> Persons, string? Country, IReadOnlyList<string> OwnNumbers, DateTimeZone Zone)
{
    /// <summary>The most characters that a text in the record has; what is longer is cut, with a note, and whole in the original file.</summary>
    private const int MostText = 200_000;

    /// <summary>The most files of which it is asked how their dates are written.</summary>
    public const int MostOrders = 20;

    /// <summary>Which names, accounts or addresses of the file are herself.</summary>
    public IReadOnlyList<string> Me { get; init; } = [];

    /// <summary>How dates such as 3/4/21 are to be read in each file that leaves it open, by its name among several; a file by itself has none.</summary>
    public IReadOnlyDictionary<string, DateOrder> DateOrders { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, DateOrder>.Empty;

    /// <summary>Minutes without contact after which another entry begins; null makes an entry of each message.</summary>
    public int? Gap { get; init; }

    /// <summary>Whether the appointments of a calendar are taken too.</summary>
    public bool Events { get; init; }

    /// <summary>Who made the pictures among the files. A picture is no contact until she says that it came from the person.</summary>
    public Maker Pictures { get; init; }

    /// <summary>Who made the recordings; null while she has not said, and then nothing is taken: a voicemail and her own recording look the same.</summary>
    public Maker? Recordings { get; init; }

    /// <summary>The first day that is taken, by the clock of the zone; null from the beginning.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day that is taken; null to the end.</summary>
    public LocalDate? To { get; init; }

    /// <summary>What the columns of a table mean, as she settled it; null reads it as its headings suggest.</summary>
    public ColumnMap? Map { get; init; }

    /// <summary>Whether the file itself is kept as an exhibit. Its name and hash always are.</summary>
    public bool KeepsFile { get; init; } = true;

    /// <summary>The same for the reader. The limits are part of what makes two readings of one record equal: do not change them lightly.</summary>
    public ReadOptions Options => ReadOptions.Default with
    {
        Country = Country,
        OwnNumbers = OwnNumbers,
        Me = [.. Me, .. OwnNumbers],
        Zone = Zone,
        DateOrder = DateOrders.TryGetValue("", out var order) ? order : null,
        DateOrders = DateOrders,
        Map = Map,
        MaxText = MostText,
        MaxRaw = MostText - 1_000,
    };

    /// <summary>Whether she has said for this file how its dates are written.</summary>
    public bool HasOrder(FoundDates open) => DateOrders.ContainsKey(open.File ?? "");

    /// <summary>Whether a record lies in the period. One without a day does: else no part of a long file would ever take it.</summary>
    public bool IsInPeriod(FoundItem item) =>
        (From is null && To is null) || ImportTimes.WhenOf(item, Zone).Date is not { } day || ((From is not { } from || day >= from) && (To is not { } to || day <= to));

    /// <summary>Whether this is one of the numbers, accounts or names that are the person.</summary>
    public bool IsPerson(string peerId) => Persons.Contains(peerId, StringComparer.Ordinal);
}
