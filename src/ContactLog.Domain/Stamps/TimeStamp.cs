using ContactLog.Domain.Record;
using NodaTime;

namespace ContactLog.Domain.Stamps;

/// <summary>What a checked token of an outside authority says (RFC 3161): these bytes existed at this time.</summary>
public sealed record TimeStamp
{
    /// <summary>The SHA-256 that was stamped.</summary>
    public required Digest Hash { get; init; }

    /// <summary>The authority's clock when it did.</summary>
    public required Instant Time { get; init; }

    /// <summary>The name in the certificate that signed.</summary>
    public required string Signer { get; init; }

    /// <summary>When that certificate ends. Afterwards a check must say as of which time it is made.</summary>
    public required Instant CertificateEnds { get; init; }

    /// <summary>The root that the chain ended in, with its fingerprint as authorities publish it.</summary>
    public required (string Name, string Fingerprint) Root { get; init; }

    /// <summary>The certificates from the signer's issuer to the root, DER, in order.</summary>
    public required IReadOnlyList<byte[]> Chain { get; init; }
}

/// <summary>Why a token does not count.</summary>
public enum StampFlaw
{
    /// <summary>Request or answer is not of RFC 3161, or something follows it.</summary>
    Unreadable,

    /// <summary>The authority said no.</summary>
    Refused,

    /// <summary>It stamps something else.</summary>
    OtherHash,

    /// <summary>It answers another request: an old token that was sent again.</summary>
    OtherRequest,

    /// <summary>The signature does not fit, or its certificate was not in force or is not for time stamps.</summary>
    BadSignature,

    /// <summary>The certificates do not lead to a pinned root.</summary>
    UntrustedRoot,
}

/// <summary>What became of the check of a token: the time stamp, or why it does not count.</summary>
/// <param name="Stamp">The time stamp; null when it does not count.</param>
/// <param name="Flaw">Why not.</param>
public readonly record struct StampVerdict(TimeStamp? Stamp, StampFlaw? Flaw)
{
    internal static StampVerdict No(StampFlaw flaw) => new(null, flaw);
}
