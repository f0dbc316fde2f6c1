namespace ContactLog.Domain.Record;

/// <summary>The record does not verify. Nothing is shown from it as if it did.</summary>
/// <param name="seq">The first entry that is wrong.</param>
/// <param name="problem">What is wrong with it, as part of a sentence; holds no content.</param>
public sealed class RecordBrokenException(int seq, string problem) : Exception($"Entry {seq}: {problem}.")
{
    /// <summary>The first entry that is wrong.</summary>
    public int Seq => seq;

    /// <summary>What is wrong with it.</summary>
    public string Problem => problem;
}
