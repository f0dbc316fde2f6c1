using ContactLog.Data.Stamps;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Language;
using ContactLog.Domain.Stamps;
using NodaTime;

namespace ContactLog.Web.Stamping;

/// <summary>One line about one authority: what it sealed, what waits, why.</summary>
/// <param name="Authority">Its name.</param>
/// <param name="IsSealed">It covers the newest entry.</param>
/// <param name="Sentences">In words.</param>
public sealed record OutsideTimeLine(string Authority, bool IsSealed, IReadOnlyList<string> Sentences);

/// <summary>How a record stands to the outside time, in words: for the record's page and its settings.</summary>
public sealed class OutsideTime
{
    private OutsideTime(StampRhythm rhythm, RecordSeals seals, string? early, IReadOnlyList<OutsideTimeLine> lines)
    {
        Rhythm = rhythm;
        Early = early;
        Seals = seals;
        Lines = lines;
    }

    /// <summary>Whoever runs the program has named an authority.</summary>
    public bool IsConfigured => Lines.Count > 0;

    /// <summary>The rhythm in force for this record.</summary>
    public StampRhythm Rhythm { get; }

    /// <summary>The checked seals.</summary>
    public RecordSeals Seals { get; }

    /// <summary>That a stamp is earlier than an entry it covers, in the words of the report; null where none is.</summary>
    public string? Early { get; }

    /// <summary>A line for each authority.</summary>
    public IReadOnlyList<OutsideTimeLine> Lines { get; }

    internal static OutsideTime Say(CaseFile file, StampRhythm rhythm, RecordSeals seals, IReadOnlyList<StampStanding> standings, FieldText text, Words words) =>
        new(rhythm, seals, EarlyOf(seals, file, text, words), [.. standings.Select(standing => Line(standing, seals.Newest(standing.Authority), file, rhythm, text, words))]);

    private static string? EarlyOf(RecordSeals seals, CaseFile file, FieldText text, Words words) =>
        seals.Early([.. file.Entries.Select(entry => entry.Recorded)]) is var (seal, late)
            ? words["stamp.early", seal.Seq, seal.Authority, text.Moment(seal.Time, file.Zone), late, text.Moment(file.Entries[late - 1].Recorded, file.Zone)]
            : null;

    private static OutsideTimeLine Line(StampStanding standing, RecordSeal? newest, CaseFile file, StampRhythm rhythm, FieldText text, Words words)
    {
        var sentences = new List<string>();
        if (newest is not null)
        {
            sentences.Add(words["stamp.sealed", newest.Seq, text.Moment(newest.Time, file.Zone), standing.Authority, newest.Stamp.Signer]);
            if (newest.IsSkewed)
            {
                sentences.Add(words.Count(newest.Skew > Duration.Zero ? "stamp.skew.ahead" : "stamp.skew.behind", (long)Math.Abs(newest.Skew.TotalMinutes)));
            }
        }

        if (newest?.Seq == file.Entries.Count)
        {
            return new(standing.Authority, true, sentences);
        }

        var from = (newest?.Seq ?? 0) + 1;
        if (rhythm == StampRhythm.Off)
        {
            sentences.Add(words["stamp.off.chosen", from]);
            return new(standing.Authority, false, sentences);
        }

        var waiting = from == file.Entries.Count ? words["stamp.waits.one", from, standing.Authority] : words["stamp.waits.more", from, file.Entries.Count, standing.Authority];
        var next = standing.NextTry is { } at ? words["stamp.next", text.Moment(Instant.FromUnixTimeSeconds(at), file.Zone)] : words["stamp.soon"];
        sentences.Add($"{waiting} {next}");
        if (standing.LastFailure is { } failure)
        {
            sentences.Add(words["stamp.failure." + failure.ToString().ToLowerInvariant()]);
        }

        return new(standing.Authority, false, sentences);
    }
}
