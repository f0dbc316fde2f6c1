namespace ContactLog.Imports.Eml;

/// <summary>
/// Lines that could begin a further mail and were left in the one they stand in: a sender can write such a line, so it makes no mail where it is not
/// surely one, and a mail that is lost by that must not be lost without a word.
/// </summary>
internal sealed class DividersInside
{
    private int _count;
    private long _first;

    /// <summary>What there is to say, or null.</summary>
    public FoundProblem? Problem => _count == 0 ? null : new FoundProblem(ReadingNote.Counted("mail.inside", _count, _first), Loss: true);

    /// <summary>One more.</summary>
    /// <param name="line">Its line in the file, from 1.</param>
    public void Add(long line)
    {
        _first = _count == 0 ? line : _first;
        _count++;
    }
}
