using Xunit.Abstractions;

[assembly: TestCollectionOrderer("ContactLog.Tests.Support.LongestFirst", ContactLog.Tests.Support.LongestFirst.Here)]

namespace ContactLog.Tests.Support;

/// <summary>
/// Begins with the classes that take minutes. Classes run side by side in no fixed order; where the longest came last, the rest of the machine stood idle
/// for as long as it took.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
#if BROWSER
    internal const string Here = "ContactLog.BrowserTests";
#else
    internal const string Here = "ContactLog.Tests";
#endif

    private static readonly string[] s_longest = ["EveryPageOfHersTests", "EveryOtherPageTests", "StoryTests", "SharingTests", "JourneyTests", "KillTests", "VerifyGuideTests", "AccessMatrixTests", "ReportPagesTests", "SharingAttackTests", "StampingTests"];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.FindIndex(s_longest, name => collection.DisplayName.Contains("." + name, StringComparison.Ordinal)) is var at and >= 0 ? at : s_longest.Length);
}
