namespace ContactLog.Imports.JsonText;

/// <summary>What is to be said of a walk through a JSON file.</summary>
internal static class JsonProblems
{
    /// <summary>Of the file as a whole.</summary>
    public static IEnumerable<FoundProblem> Of(JsonWalk walk)
    {
        if (walk.Truncated)
        {
            yield return new FoundProblem(new ReadingNote("reading.truncated"), Loss: true);
        }

        if (walk.Broken)
        {
            yield return new FoundProblem(ReadingNote.Counted("reading.broken", 1), Loss: true);
        }
    }

    /// <summary>Why a value could not be taken.</summary>
    public static ReadingNote Why(JsonWalk walk) =>
        walk.Cut ? new ReadingNote("chats.long") : walk is { Truncated: true, Whole: false } ? new ReadingNote("reading.skip.truncated") : new ReadingNote("reading.skip.broken");
}
