using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactLog.Tests.Stamps;

/// <summary>How the responder answers.</summary>
internal enum Behaviour
{
    Honest,
    OtherNonce,
    OtherHash,
    OtherRoot,
    BrokenSignature,
    ExpiredCertificate,
    WrongUse,
    Refuses,
    Hangs,
    Trickles,
    Redirects,
    Gigabytes,
    Page,
    Fails,
    OldAnswer,
    TrailingByte,
}

/// <summary>
/// A time-stamp authority on loopback: its tokens come from <c>openssl ts</c>, with certificates made for the test. It
/// counts what it is asked and can lie in every way that a test needs.
/// </summary>
internal sealed class Responder : IAsyncDisposable
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Lazy<RSA>> s_keys = new(StringComparer.Ordinal);

    private readonly WebApplication _app;
    private readonly string _folder;
    private byte[]? _first;

    private Responder(WebApplication app, string folder, string name)
    {
        _app = app;
        _folder = folder;
        Name = name;
    }

    public string Name { get; }

    public Behaviour Behaviour { get; set; }

    /// <summary>How many requests came.</summary>
    public int Asked { get; private set; }

    public List<byte[]> Requests { get; } = [];

    /// <summary>How often the place was asked to which it redirects.</summary>
    public int Elsewhere { get; private set; }

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/tsr");

    public string RootFile => Path.Combine(_folder, "root.pem");

    /// <summary>Runs a command of openssl.</summary>
    public static async Task<(int Code, string Said)> OpenSslAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    public static async Task<Responder> StartAsync(string name = "first", DateTimeOffset? certificateEnds = null)
    {
        var folder = Directory.CreateTempSubdirectory("contactlog-tsa-").FullName;
        MakeCertificates(folder, name, certificateEnds ?? DateTimeOffset.UtcNow.AddYears(5));
        await File.WriteAllTextAsync(Path.Combine(folder, "serial"), "01\n");
        foreach (var signer in new[] { "honest", "other", "expired" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, signer + ".cnf"), Configuration(folder, signer, "sha256"));
        }

        // Some authorities send only the signer's certificate, whoever asks for more.
        await File.WriteAllTextAsync(Path.Combine(folder, "alone.cnf"), string.Join('\n', Configuration(folder, "honest", "sha256").Split('\n').Where(line => !line.StartsWith("certs = ", StringComparison.Ordinal))));
        await File.WriteAllTextAsync(Path.Combine(folder, "refuses.cnf"), Configuration(folder, "honest", "sha512"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var responder = new Responder(app, folder, name);
        app.MapPost("/tsr", responder.AnswerAsync);
        app.Map("/elsewhere", () => responder.Elsewhere++);
        await app.StartAsync();
        return responder;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The answer of <c>openssl ts</c> to a request, without the network.</summary>
    public async Task<byte[]> ReplyAsync(byte[] query, string configuration = "honest")
    {
        var name = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(name + ".tsq", query);
        var (code, said) = await OpenSslAsync("ts", "-reply", "-config", Path.Combine(_folder, configuration + ".cnf"), "-queryfile", name + ".tsq", "-out", name + ".tsr");
        return File.Exists(name + ".tsr") ? await File.ReadAllBytesAsync(name + ".tsr") : throw new InvalidOperationException($"openssl ts -reply ended with {code}: {said}");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        var query = memory.ToArray();
        Asked++;
        Requests.Add(query);
        Assert.Equal("application/timestamp-query", context.Request.ContentType);
        context.Response.ContentType = "application/timestamp-reply";
        switch (Behaviour)
        {
            case Behaviour.Hangs:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Behaviour.Redirects:
                context.Response.Redirect("/elsewhere", permanent: false, preserveMethod: true);
                return;
            case Behaviour.Fails:
                context.Response.StatusCode = 503;
                return;
            case Behaviour.Page:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>Sealed.</html>");
                return;
            case Behaviour.Gigabytes:
                var block = new byte[1 << 20];
                try
                {
                    for (var at = 0; at < 4096; at++)
                    {
                        await context.Response.Body.WriteAsync(block, context.RequestAborted);
                    }
                }
                catch (Exception gone) when (gone is OperationCanceledException or IOException)
                {
                }

                return;
            case Behaviour.Trickles:
                try
                {
                    foreach (var one in await ReplyAsync(query))
                    {
                        await context.Response.Body.WriteAsync(new[] { one }, context.RequestAborted);
                        await context.Response.Body.FlushAsync(context.RequestAborted);
                        await Task.Delay(100, context.RequestAborted);
                    }
                }
                catch (OperationCanceledException)
                {
                }

                return;
        }

        var reply = Behaviour switch
        {
            Behaviour.OtherNonce => await ReplyAsync(Rewritten(query, asked => asked.GetMessageHash().ToArray(), RandomNumberGenerator.GetBytes(8))),
            Behaviour.OtherHash => await ReplyAsync(Rewritten(query, _ => RandomNumberGenerator.GetBytes(32), null)),
            Behaviour.OtherRoot => await ReplyAsync(query, "other"),
            Behaviour.ExpiredCertificate => await ReplyAsync(query, "expired"),
            Behaviour.WrongUse => ResignedForAnotherUse(await ReplyAsync(query)),
            Behaviour.Refuses => await ReplyAsync(query, "refuses"),
            Behaviour.OldAnswer => _first ?? await ReplyAsync(query),
            _ => await ReplyAsync(query),
        };
        _first ??= reply;
        if (Behaviour == Behaviour.BrokenSignature)
        {
            // The signature is the last thing in a token.
            reply[^1] ^= 1;
        }

        await context.Response.Body.WriteAsync(Behaviour == Behaviour.TrailingByte ? [.. reply, 0] : reply);
    }

    /// <summary>A token signed by a certificate of the right issuer that is not for time stamps. openssl refuses to make one.</summary>
    private byte[] ResignedForAnotherUse(byte[] reply)
    {
        var answer = new AsnReader(reply, AsnEncodingRules.DER).ReadSequence();
        answer.ReadEncodedValue();
        Assert.True(Rfc3161TimestampToken.TryDecode(answer.PeekEncodedValue(), out var token, out _));
        using var signer = X509Certificate2.CreateFromPemFile(Path.Combine(_folder, "use.pem"), Path.Combine(_folder, "use.key"));
        var names = new AsnWriter(AsnEncodingRules.DER);
        using (names.PushSequence())
        using (names.PushSequence())
        using (names.PushSequence())
        {
            names.WriteOctetString(SHA256.HashData(signer.RawData));
        }

        var cms = new SignedCms(token.AsSignedCms().ContentInfo);
        var by = new CmsSigner(signer) { IncludeOption = X509IncludeOption.EndCertOnly };
        by.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", names.Encode()));
        by.Certificates.Add(X509CertificateLoader.LoadCertificateFromFile(Path.Combine(_folder, "honest.chain.pem")));
        cms.ComputeSignature(by);
        var made = new AsnWriter(AsnEncodingRules.DER);
        using (made.PushSequence())
        {
            using (made.PushSequence())
            {
                made.WriteInteger(0);
            }

            made.WriteEncodedValue(cms.Encode());
        }

        return made.Encode();
    }

    private static byte[] Rewritten(byte[] query, Func<Rfc3161TimestampRequest, byte[]> hash, byte[]? nonce)
    {
        Assert.True(Rfc3161TimestampRequest.TryDecode(query, out var asked, out _));
        nonce ??= asked.GetNonce()!.Value.ToArray();
        nonce[0] &= 0x7F;
        return Rfc3161TimestampRequest.CreateFromHash(hash(asked), HashAlgorithmName.SHA256, null, nonce, true).Encode();
    }

    // Making a key takes longer than everything else here; the same names have the same keys in all tests of a run.
    private static RSA Key(string subject) => s_keys.GetOrAdd(subject, _ => new Lazy<RSA>(() => RSA.Create(2048))).Value;

    private static void MakeCertificates(string folder, string name, DateTimeOffset ends)
    {
        var start = DateTimeOffset.UtcNow.AddYears(-10);
        using var root = MakeRoot($"Test root of {name}", start);
        using var between = MakeAuthority(root, $"Test issuer of {name}", start);
        File.WriteAllText(Path.Combine(folder, "root.pem"), root.ExportCertificatePem());
        using var otherRoot = MakeRoot("Somebody else's root", start);
        using var otherBetween = MakeAuthority(otherRoot, "Somebody else's issuer", start);
        MakeSigner(folder, "honest", between, $"Test time stamps of {name}", start, ends, timeStamping: true);
        MakeSigner(folder, "other", otherBetween, $"Test time stamps of {name}", start, ends, timeStamping: true);
        MakeSigner(folder, "expired", between, $"Test time stamps of {name}", start, DateTimeOffset.UtcNow.AddDays(-1), timeStamping: true);
        MakeSigner(folder, "use", between, $"Test time stamps of {name}", start, ends, timeStamping: false);
    }

    private static X509Certificate2 MakeRoot(string subject, DateTimeOffset start)
    {
        var key = Key(subject);
        var request = new CertificateRequest("CN=" + subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(start, start.AddYears(40));
    }

    private static X509Certificate2 MakeAuthority(X509Certificate2 issuer, string subject, DateTimeOffset start)
    {
        var key = Key(subject);
        var request = new CertificateRequest("CN=" + subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var bare = request.Create(issuer, start, start.AddYears(39), RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }

    private static void MakeSigner(string folder, string file, X509Certificate2 issuer, string subject, DateTimeOffset start, DateTimeOffset ends, bool timeStamping)
    {
        var key = Key(subject);
        var request = new CertificateRequest("CN=" + subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(timeStamping ? "1.3.6.1.5.5.7.3.8" : "1.3.6.1.5.5.7.3.3")], critical: true));
        using var certificate = request.Create(issuer, start, ends, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(folder, file + ".pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, file + ".key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, file + ".chain.pem"), issuer.ExportCertificatePem());
    }

    private static string Configuration(string folder, string signer, string digests) => $"""
        [tsa]
        default_tsa = one
        [one]
        serial = {folder}/serial
        signer_cert = {folder}/{signer}.pem
        certs = {folder}/{signer}.chain.pem
        signer_key = {folder}/{signer}.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = {digests}
        ordering = no
        tsa_name = no
        ess_cert_id_chain = no
        ess_cert_id_alg = sha256
        """;
}
