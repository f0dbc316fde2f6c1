using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ContactLog.Domain.Stamps;

/// <summary>
/// The certificates that a time stamp's chain must end in. They are named beforehand, never taken from the token, and
/// the machine's own store has no say: anybody it trusts for web pages could otherwise stamp.
/// </summary>
public sealed class PinnedRoots : IDisposable
{
    private readonly X509Certificate2Collection _all;

    private PinnedRoots(X509Certificate2Collection roots, X509Certificate2Collection others)
    {
        Roots = roots;
        Others = others;
        _all = [.. roots, .. others];
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
        return Of(all);
    }

    /// <summary>Reads certificates from a file as authorities hand it out: PEM, or one certificate in DER.</summary>
    /// <exception cref="CryptographicException">It is neither, or a certificate in it is damaged.</exception>
    public static PinnedRoots FromFile(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("-----BEGIN"u8) >= 0 ? FromPem(Encoding.Latin1.GetString(bytes)) : Of([X509CertificateLoader.LoadCertificate(bytes)]);

    /// <summary>The roots of several authorities together.</summary>
    public static PinnedRoots Join(IEnumerable<PinnedRoots> several) =>
        Of(Copies(several.SelectMany(roots => roots._all)));

    /// <summary>
    /// The same roots, and certificates that help to find the way to them and are trusted for nothing: a bundle brings those
    /// between a root and a signer, and may bring roots of its own, which no chain may end in.
    /// </summary>
    public PinnedRoots ReachedThrough(PinnedRoots brought)
    {
        ArgumentNullException.ThrowIfNull(brought);
        return new(Copies(Roots), Copies(Others.Concat(brought.Others)));
    }

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

    private static PinnedRoots Of(X509Certificate2Collection all) =>
        new([.. all.Where(IsSelfIssued)], [.. all.Where(certificate => !IsSelfIssued(certificate))]);

    // By the whole of them: two that only share a weaker hash are two.
    private static X509Certificate2Collection Copies(IEnumerable<X509Certificate2> certificates) =>
        [.. certificates.DistinctBy(Fingerprint).Select(certificate => X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span))];

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
