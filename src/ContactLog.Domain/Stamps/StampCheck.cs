using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using ContactLog.Domain.Record;
using NodaTime;

namespace ContactLog.Domain.Stamps;

/// <summary>
/// Asks for and checks time stamps of RFC 3161. One check for all: for an answer that just came in, for what lies in
/// the database, and for a stranger's bundle. Everything that is checked may be hostile.
/// </summary>
public static class StampCheck
{
    /// <summary>No answer with its certificates is longer than this, in bytes; real ones have about 6,000.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string TimeStampingUse = "1.3.6.1.5.5.7.3.8";
    private const int NonceSize = 16;

    /// <summary>The request for a hash, with a fresh nonce and asking for the certificates.</summary>
    public static byte[] Request(Digest hash)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        // A number that begins with a zero bit and is not zero: some authorities send back another spelling otherwise.
        nonce[0] = (byte)((nonce[0] & 0x7F) | 0x40);
        return Rfc3161TimestampRequest.CreateFromHash(Convert.FromHexString(hash.Hex), HashAlgorithmName.SHA256, requestedPolicyId: null, nonce, requestSignerCertificates: true).Encode();
    }

    /// <summary>Checks an answer against its request, the hash it must be for and the roots it may come from.</summary>
    /// <param name="request">The request as it was sent.</param>
    /// <param name="response">The answer as it came.</param>
    /// <param name="hash">What must be stamped.</param>
    /// <param name="roots">Where the chain may end.</param>
    public static StampVerdict Check(ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> response, Digest hash, PinnedRoots roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        if (request.Length > MaxBytes || response.Length > MaxBytes)
        {
            return StampVerdict.No(StampFlaw.Unreadable);
        }

        try
        {
            return CheckRead(request, response, hash, roots);
        }
        catch (Exception damaged) when (damaged is CryptographicException or AsnContentException or ArgumentException or InvalidOperationException)
        {
            // The platform's readers tell damage in several ways; none of them is a stamp.
            return StampVerdict.No(StampFlaw.Unreadable);
        }
    }

    private static StampVerdict CheckRead(ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> response, Digest hash, PinnedRoots roots)
    {
        if (!Rfc3161TimestampRequest.TryDecode(request, out var asked, out var requestSize) || requestSize != request.Length)
        {
            return StampVerdict.No(StampFlaw.Unreadable);
        }

        var wanted = Convert.FromHexString(hash.Hex);
        if (!asked.GetMessageHash().Span.SequenceEqual(wanted))
        {
            return StampVerdict.No(StampFlaw.OtherHash);
        }

        Rfc3161TimestampToken token;
        try
        {
            token = asked.ProcessResponse(response, out var responseSize);
            if (responseSize != response.Length)
            {
                return StampVerdict.No(StampFlaw.Unreadable);
            }
        }
        catch (CryptographicException)
        {
            return StampVerdict.No(WhyNot(asked, response, wanted));
        }

        if (!token.VerifySignatureForHash(wanted, HashAlgorithmName.SHA256, out var signer, [.. roots.Others, .. roots.Roots]) || signer is null)
        {
            return StampVerdict.No(StampFlaw.BadSignature);
        }

        return Trusted(token, signer, hash, roots);
    }

    // The platform's check of the signature ignores who signed; this one does not.
    private static StampVerdict Trusted(Rfc3161TimestampToken token, X509Certificate2 signer, Digest hash, PinnedRoots roots)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots.Roots);
        policy.ExtraStore.AddRange(roots.Others);
        policy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        policy.ApplicationPolicy.Add(new Oid(TimeStampingUse));
        // As of the stamp, so that a token outlives its certificate; and never over the network.
        policy.VerificationTime = token.TokenInfo.Timestamp.UtcDateTime;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        if (!chain.Build(signer) || chain.ChainElements.Count < 2)
        {
            return StampVerdict.No(StampFlaw.UntrustedRoot);
        }

        var root = chain.ChainElements[^1].Certificate;
        return new(
            new TimeStamp
            {
                Hash = hash,
                Time = Instant.FromDateTimeOffset(token.TokenInfo.Timestamp),
                Signer = NameOf(signer),
                CertificateEnds = Instant.FromDateTimeUtc(signer.NotAfter.ToUniversalTime()),
                Root = (NameOf(root), PinnedRoots.Fingerprint(root)),
                Chain = [.. chain.ChainElements.Skip(1).Select(element => element.Certificate.RawData)],
            },
            null);
    }

    /// <summary>The platform says only that an answer does not fit; which part of it does not is told here, for whoever has to mend it.</summary>
    private static StampFlaw WhyNot(Rfc3161TimestampRequest asked, ReadOnlyMemory<byte> response, byte[] wanted)
    {
        var answer = new AsnReader(response, AsnEncodingRules.DER).ReadSequence();
        var status = answer.ReadSequence().ReadInteger();
        if (!answer.HasData)
        {
            return status < 2 ? StampFlaw.Unreadable : StampFlaw.Refused;
        }

        if (!Rfc3161TimestampToken.TryDecode(answer.PeekEncodedValue(), out var token, out _))
        {
            // A signed message that is whole and still no token: the platform has tried the signature.
            new SignedCms().Decode(answer.PeekEncodedValue().Span);
            return StampFlaw.BadSignature;
        }

        if (!token.TokenInfo.GetMessageHash().Span.SequenceEqual(wanted))
        {
            return StampFlaw.OtherHash;
        }

        return asked.GetNonce() is { } nonce && !(token.TokenInfo.GetNonce() is { } answered && answered.Span.SequenceEqual(nonce.Span))
            ? StampFlaw.OtherRequest
            : StampFlaw.BadSignature;
    }

    private static string NameOf(X509Certificate2 certificate) =>
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } name ? name : certificate.Subject;
}
