using ContactLog.Data.Record;
using ContactLog.Imports;

namespace ContactLog.Web.Importing;

/// <summary>The files of an import, each with whether it was one that could be read.</summary>
internal sealed record SourceCards(IReadOnlyList<ReceivedFile> Files, ExportReading Reading)
{
    /// <summary>False for a file of several that is no export; a sentence beside says why.</summary>
    public bool WasRead(ReceivedFile file) => !Reading.Tally.Unread.Contains(file.Entry.Name);

    /// <summary>Those that are no export and not kept. Where two files have one name it is not known which of them it was, and both are.</summary>
    public IReadOnlyList<ReceivedFile> NotRead => [.. Files.Where(file => !WasRead(file) && Files.Count(other => other.Entry.Name == file.Entry.Name) == 1)];
}
