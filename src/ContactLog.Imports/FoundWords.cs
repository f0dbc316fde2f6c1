using System.Text.Json;

namespace ContactLog.Imports;

/// <summary>The words for what was found.</summary>
public static class FoundWords
{
    /// <summary>The key of the words for a state: "missed", "draft, never sent" …</summary>
    public static string Key(FoundState state) => state switch
    {
        FoundState.Received => "reading.state.received",
        FoundState.Sent => "reading.state.sent",
        FoundState.Answered => "reading.state.answered",
        FoundState.Placed => "reading.state.placed",
        FoundState.Missed => "reading.state.missed",
        FoundState.Rejected => "reading.state.rejected",
        FoundState.Blocked => "reading.state.blocked",
        FoundState.AnsweredElsewhere => "reading.state.elsewhere",
        FoundState.Left => "reading.state.left",
        FoundState.NotFetched => "reading.state.notfetched",
        FoundState.Draft => "reading.state.draft",
        FoundState.Waiting => "reading.state.waiting",
        FoundState.Failed => "reading.state.failed",
        FoundState.Report => "reading.state.report",
        FoundState.Notice => "reading.state.notice",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The name for machines, in JSON and in the record: <c>incoming</c>, <c>outgoing</c>, <c>system</c>.</summary>
    public static string Name(Direction direction) => Kebab(direction);

    /// <summary>The name for machines: <c>text</c>, <c>call</c>, <c>voicemail</c>.</summary>
    public static string Name(FoundKind kind) => Kebab(kind);

    /// <summary>The name for machines: <c>missed</c>, <c>answered-elsewhere</c> …</summary>
    public static string Name(FoundState state) => Kebab(state);

    /// <summary>The name for machines: <c>epoch</c>, <c>offset</c>, <c>local</c>, <c>date-only</c>.</summary>
    public static string Name(TimeBasis basis) => Kebab(basis);

    /// <summary>The names for machines of those that are set: <c>deleted</c>, <c>view-once</c> …</summary>
    public static IEnumerable<string> Names(FoundMarks marks) =>
        Enum.GetValues<FoundMarks>().Where(mark => mark != FoundMarks.None && marks.HasFlag(mark)).Select(Kebab);

    private static string Kebab<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
