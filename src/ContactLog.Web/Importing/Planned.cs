using ContactLog.Domain.Incidents;
using ContactLog.Imports;

namespace ContactLog.Web.Importing;

/// <summary>What becomes of one record of a file. Every record has exactly one fate (or could not be read), so the tally adds up.</summary>
internal enum Fate
{
    /// <summary>From the person she chose: will be added.</summary>
    Theirs,

    /// <summary>From her to that person: will be kept beside, and never counted.</summary>
    Own,

    /// <summary>It came into the record with an earlier import.</summary>
    Already,

    /// <summary>The same record stands in another of the files that are brought in now.</summary>
    Twice,

    /// <summary>It looks the same as an entry that she typed; left out unless she says that it is another one.</summary>
    Typed,

    /// <summary>
    /// It came when one came that stands in her record and that this file does not have: perhaps the same, under another name or with other words. Left out
    /// unless she says that it is another one.
    /// </summary>
    Alike,

    /// <summary>Between her and somebody else.</summary>
    Others,

    /// <summary>The file does not say from whom, and she did not choose those.</summary>
    Withheld,

    /// <summary>An appointment that she wants in the record: nobody contacted anybody, and it is never counted.</summary>
    Event,

    /// <summary>A picture or recording that she made: kept as what it shows, and never counted.</summary>
    Made,

    /// <summary>A picture or recording that she chose to leave out.</summary>
    LeftOut,

    /// <summary>It would be taken, but lies outside the period that she chose.</summary>
    Outside,

    /// <summary>Drafts, delivery reports, announcements: nobody contacted anybody.</summary>
    System,
}

/// <summary>A record that concerns the person she chose, or stands around one that does (<see cref="Fate.Others"/>).</summary>
/// <param name="Item">What was found.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Same">The typed entry that it looks the same as.</param>
/// <param name="At">Which of all that were read; 0 for what only stands around.</param>
internal sealed record Planned(FoundItem Item, Fate Fate, Incident? Same = null, int At = 0)
{
    /// <summary>What it may be, where it stands in the record or in another file.</summary>
    public Likeness? Like { get; init; }

    /// <summary>Whether it is left out unless she says that it is another one.</summary>
    public bool IsLeftOut => Fate is Fate.Typed or Fate.Alike;

    /// <summary>Whether its files become exhibits: those of her own messages stay in the source.</summary>
    public bool BringsFiles => Fate is Fate.Theirs or Fate.Made;
}
