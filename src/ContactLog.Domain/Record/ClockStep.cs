using NodaTime;

namespace ContactLog.Domain.Record;

/// <summary>
/// A place in a record where the recorded times run backwards: an entry is recorded earlier than one that was saved before it,
/// because the server's clock was set back. The order of entries rests on their hashes; that the times do not follow it is a
/// fact to be said, before the other side says it.
/// </summary>
/// <param name="Before">The entry with the later time, saved first.</param>
/// <param name="BeforeRecorded">When it was recorded, as it says.</param>
/// <param name="Seq">The entry with the earlier time, saved after it.</param>
/// <param name="Recorded">When that was recorded, as it says.</param>
public sealed record ClockStep(int Before, Instant BeforeRecorded, int Seq, Instant Recorded)
{
    /// <summary>
    /// How far two clocks, or one clock before and after it was put right, may be apart before it is said: the five minutes
    /// that Kerberos recommends as acceptable clock skew (RFC 4120, section 8.2). A clock that is put right by less, as
    /// programs that keep clocks right do all the time, tells nothing about a record.
    /// </summary>
    public static readonly Duration Tolerance = Duration.FromMinutes(5);

    /// <summary>How far back, in whole minutes.</summary>
    public long Minutes => (long)(BeforeRecorded - Recorded).TotalMinutes;

    /// <summary>The steps back of more than <see cref="Tolerance"/>, each once. Many small ones that come to more together are one.</summary>
    /// <param name="recorded">The recorded times of entries 1, 2, 3 … in order.</param>
    public static IReadOnlyList<ClockStep> In(IEnumerable<Instant> recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var steps = new List<ClockStep>();
        var (seq, high, latest) = (0, 0, Instant.MinValue);
        foreach (var time in recorded)
        {
            seq++;
            if (high > 0 && latest - time > Tolerance)
            {
                steps.Add(new(high, latest, seq, time));
                (high, latest) = (seq, time);
            }
            else if (high == 0 || time >= latest)
            {
                (high, latest) = (seq, time);
            }
        }

        return steps;
    }
}
