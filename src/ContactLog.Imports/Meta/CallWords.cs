using System.Text.RegularExpressions;

namespace ContactLog.Imports.Meta;

/// <summary>
/// The lines that Instagram and older Messenger downloads write for a call, in English, where no field says that it was one (seen in public programs that
/// filter them out: "Max started an audio call", "You missed a video chat", "Audio call ended"). Whole lines only: what he writes around them is a message.
/// </summary>
internal static partial class CallWords
{
    /// <summary>What such a line says, or null.</summary>
    /// <param name="text">The line.</param>
    /// <param name="sender">Who it is from. The app begins with that name: "Your boss called you" is what somebody wrote.</param>
    /// <param name="isHers">Whether it is from her: only her own call is one that another missed.</param>
    public static CallWord? Of(string text, string sender, bool isHers) => text.Length > 200 ? null
        : Ended().IsMatch(text) ? CallWord.Ended
        : Missed().IsMatch(text) || (isHers && MissedHers().IsMatch(text)) ? CallWord.Missed
        : Started().Match(text) is { Success: true } started && IsNamed(started.Groups["who"].Value, sender, isHers) ? CallWord.Started : null;

    // Older downloads give the first name alone.
    private static bool IsNamed(string who, string sender, bool isHers) =>
        (isHers && who is "You") || string.Equals(who, sender, StringComparison.OrdinalIgnoreCase) || string.Equals(who, sender.Split(' ')[0], StringComparison.OrdinalIgnoreCase);

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^(The )?(audio call|video call|video chat|call) ended\.?$", Options | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Ended();

    [GeneratedRegex(@"^(You missed an? (audio call|voice call|video call|video chat|call)( (from|with) [^\n]{1,100})?)\.?$", Options, 1000)]
    private static partial Regex Missed();

    [GeneratedRegex(@"^[^\n]{1,100} missed your (audio call|voice call|video call|video chat|call)\.?$", Options, 1000)]
    private static partial Regex MissedHers();

    [GeneratedRegex(@"^(?<who>[^\n]{1,100}) (started an? (audio call|voice call|video call|video chat|call)|called you)\.?$", Options, 1000)]
    private static partial Regex Started();
}

/// <summary>What a line says of a call.</summary>
internal enum CallWord
{
    /// <summary>It began; whether it was taken is not said.</summary>
    Started,

    /// <summary>Nobody took it.</summary>
    Missed,

    /// <summary>It was over: the same call, told of a second time.</summary>
    Ended,
}
