using NodaTime;
using NodaTime.Text;

namespace ContactLog.Tests.Imports;

internal static class InstantText
{
    /// <summary>An instant as a test writes it, 2026-05-05T10:00:00Z; null for none.</summary>
    public static string? Iso(this Instant? at) => at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null;
}
