using ContactLog.Domain.Time;
using ContactLog.Imports;
using NodaTime;

namespace ContactLog.Web.Importing;

/// <summary>
/// Puts messages or calls that came close together into one entry, where she wants that: of one kind, from one number or account, each no
/// longer after the one before than the gap she sets. Every contact is still counted, with its own time. Mails stay single: each has a subject.
/// </summary>
internal static class Sessions
{
    private const int MostInOne = 200;
    private const int MostCharacters = 60_000;

    /// <summary>The entries, in the order of their first message.</summary>
    /// <param name="sorted">What is to be added, oldest first.</param>
    /// <param name="answers">What she chose.</param>
    public static IReadOnlyList<IReadOnlyList<Planned>> Of(IEnumerable<Planned> sorted, ImportAnswers answers)
    {
        var sessions = new List<IReadOnlyList<Planned>>();
        var open = new Dictionary<(FoundKind, string?, string), Session>();
        foreach (var planned in sorted)
        {
            if (answers.Gap is not { } gap || !MayJoin(planned, answers.Zone) || planned.Item.At is not { } at)
            {
                sessions.Add([planned]);
                continue;
            }

            var key = (planned.Item.Kind, planned.Item.Platform, planned.Item.From.Id);
            var size = planned.Item.Text.Length + planned.Item.Raw.Length;
            if (open.TryGetValue(key, out var session) && at - session.Last <= Duration.FromMinutes(gap) && session.Items.Count < MostInOne && session.Size + size <= MostCharacters)
            {
                session.Items.Add(planned);
                open[key] = session with { Last = at, Size = session.Size + size };
                continue;
            }

            session = new([planned], at, size);
            open[key] = session;
            sessions.Add(session.Items);
        }

        return sessions;
    }

    // A time that a clock change leaves open must stay visible as such, so it stands alone.
    private static bool MayJoin(Planned planned, DateTimeZone zone) =>
        planned is { Fate: Fate.Theirs, Item.Kind: FoundKind.Text or FoundKind.Social or FoundKind.Call or FoundKind.Voicemail }
        && ImportTimes.WhenOf(planned.Item, zone) is { Precision: Precision.Exact, Fold: null };

    private sealed record Session(List<Planned> Items, Instant Last, int Size);
}
