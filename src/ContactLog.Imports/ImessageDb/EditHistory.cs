using NodaTime;

namespace ContactLog.Imports.ImessageDb;

/// <summary>What <c>message_summary_info</c> says became of a message: each of its wordings, and whether it was taken back.</summary>
/// <param name="Wordings">Every wording of every part, in order, the last being the one that stands.</param>
/// <param name="Unsent">At least one part was taken back.</param>
internal sealed record EditHistory(IReadOnlyList<string> Wordings, bool Unsent)
{
    private const int Most = 200;

    /// <summary>Nothing known.</summary>
    public static EditHistory None { get; } = new([], false);

    /// <summary>Reads it; <see cref="None"/> when there is nothing that can be read.</summary>
    public static EditHistory Read(ReadOnlySpan<byte> summary)
    {
        if (summary.IsEmpty || PropertyList.Open(summary.ToArray()) is not { } list)
        {
            return None;
        }

        // "ec": for each part, its wordings, each with "t", an attributed text; "rp": the parts that were taken back.
        var parts = list.Member(list.Top, "ec");
        var wordings = new List<string>();
        foreach (var part in list.Names(parts).Order(StringComparer.Ordinal).Take(Most))
        {
            foreach (var one in list.Items(list.Member(parts, part)).Take(Most - wordings.Count))
            {
                if (AttributedBody.Text(list.Data(list.Member(one, "t"))) is { } text)
                {
                    wordings.Add(text);
                }
            }
        }

        return new(wordings, list.Items(list.Member(list.Top, "rp")).Any());
    }
}

/// <summary>Times since the first of January 2001.</summary>
internal static class AppleTime
{
    private const long SecondsTo2001 = 978_307_200;

    // Seconds until the autumn of 2017, nanoseconds since (macOS 10.13, iOS 11).
    private const long LastSeconds = 1_000_000_000_000;
    private const long LastYear2100 = 3_124_224_000;

    /// <summary>A column's number; null when it is absent, 0 or impossible.</summary>
    public static Instant? Of(long? number) => number switch
    {
        null or <= 0 => null,
        < LastSeconds => number < LastYear2100 ? Instant.FromUnixTimeSeconds(SecondsTo2001 + number.Value) : null,
        _ => number / 1_000_000_000 < LastYear2100 ? Instant.FromUnixTimeSeconds(SecondsTo2001).PlusNanoseconds(number.Value) : null,
    };
}
