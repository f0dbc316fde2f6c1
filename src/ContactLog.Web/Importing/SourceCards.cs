using ContactLog.Data.Record;
using ContactLog.Imports;

namespace ContactLog.Web.Importing;

/// <summary>The files of an import, each with whether it was one that could be read.</summary>
internal sealed record SourceCards(IReadOnlyList<ReceivedFile> Files, ExportReading Reading)
{
    /// <summary>False for a file of several that is no export; a sentence beside says why.</summary>
    public bool WasRead(ReceivedFile file) => !Reading.Tally.Unread.Contains(file.Entry.Name);
}
