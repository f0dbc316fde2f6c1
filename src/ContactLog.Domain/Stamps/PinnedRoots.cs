using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContactLog.Domain.Stamps;

/// <summary>
/// The certificates that a time stamp's chain must end in. They are named beforehand, never taken from the token, and
/// the machine's own store has no say: anybody it trusts for web pages could otherwise stamp.
/// </summary>
public sealed class PinnedRoots : IDisposable
{
    private readonly X509Certificate2Collection _all;

    private PinnedRoots(X509Certificate2Collection all)
    {
        _all = all;
        Roots = [.. all.Where(IsSelfIssued)];
        Others = [.. all.Where(certificate => !IsSelfIssued(certificate))];
    }

    /// <summary>The self-issued ones: where a chain may end.</summary>
    public X509Certificate2Collection Roots { get; }

    /// <summary>Certificates between a root and an authority: they help to find the way and are trusted for nothing.</summary>
    public X509Certificate2Collection Others { get; }

    /// <summary>Reads certificates from PEM text.</summary>
    /// <exception cref="CryptographicException">It is no PEM, or a certificate in it is damaged.</exception>
    public static PinnedRoots FromPem(ReadOnlySpan<char> pem)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        return new(all);
    }

    /// <summary>The roots of several authorities together.</summary>
    public static PinnedRoots Join(IEnumerable<PinnedRoots> several) =>
        new([.. several.SelectMany(roots => roots._all).DistinctBy(certificate => certificate.Thumbprint).Select(certificate => X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span))]);

    /// <summary>The SHA-256 of a certificate, as authorities publish it: pairs of capitals with colons.</summary>
    public static string Fingerprint(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return string.Join(':', Convert.ToHexString(SHA256.HashData(certificate.RawDataMemory.Span)).Chunk(2).Select(pair => new string(pair)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in _all)
        {
            certificate.Dispose();
        }
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
