using ContactLog.Imports;
using NodaTime;

namespace ContactLog.Web.Importing;

/// <summary>What only she knows about a file: whose messages she wants, and how numbers and times in it are to be read.</summary>
/// <param name="Person">The <see cref="Imports.Numbers.Peer.Id"/> of the number she chose.</param>
/// <param name="Country">By whose rules numbers without + are read; null leaves them as they are.</param>
/// <param name="OwnNumbers">Her own numbers.</param>
/// <param name="Zone">The zone in whose wall time the entries are kept.</param>
internal sealed record ImportAnswers(string Person, string? Country, IReadOnlyList<string> OwnNumbers, DateTimeZone Zone)
{
    /// <summary>The most characters that a text in the record has; what is longer is cut, with a note, and whole in the original file.</summary>
    private const int MostText = 200_000;

    /// <summary>The same for the reader. The limits are part of what makes two readings of one record equal: do not change them lightly.</summary>
    public ReadOptions Options => ReadOptions.Default with { Country = Country, OwnNumbers = OwnNumbers, MaxText = MostText, MaxRaw = MostText - 1_000 };
}
