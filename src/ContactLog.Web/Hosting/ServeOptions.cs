using System.Net;

namespace ContactLog.Web.Hosting;

/// <summary>How the program is to serve: settled from the command line and the configuration before anything is opened.</summary>
/// <param name="Urls">The addresses to listen on.</param>
/// <param name="TlsProxies">The addresses of proxies that end TLS in front of the program; their forwarded headers are believed, nobody else's.</param>
public sealed record ServeOptions(IReadOnlyList<Uri> Urls, IReadOnlyList<IPAddress> TlsProxies)
{
    /// <summary>Where it listens when nothing is said.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>True when every address is on this machine only.</summary>
    public bool IsLoopback => Urls.All(url => url.IsLoopback);

    /// <summary>Reads the options.</summary>
    /// <exception cref="UsageException">An address is not one, or plain HTTP would leave the machine.</exception>
    public static ServeOptions Read(string? urls, IConfiguration configuration)
    {
        var addresses = new List<Uri>();
        foreach (var text in (string.IsNullOrWhiteSpace(urls) ? configuration["ContactLog:Urls"] ?? DefaultUrl : urls).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Kestrel's wildcards are not hosts that a Uri knows; they mean every address, so never loopback.
            var plain = text.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            {
                throw new UsageException($"'{text}' is not an address to listen on. Use one like {DefaultUrl}.");
            }

            addresses.Add(url);
        }

        var proxies = new List<IPAddress>();
        foreach (var text in (configuration["ContactLog:TlsProxies"] ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            proxies.Add(IPAddress.TryParse(text, out var address) ? address
                : throw new UsageException($"'{text}' in ContactLog__TlsProxies is not an IP address."));
        }

        var options = new ServeOptions(addresses, proxies);
        // Her password and her words would cross the network for anyone to read.
        return options.Urls.Any(url => url.Scheme == "http" && !url.IsLoopback) && proxies.Count == 0
            ? throw new UsageException("Plain HTTP is served on this machine only. Listen on an https address, or name the proxy that ends TLS in ContactLog__TlsProxies.")
            : options;
    }
}

/// <summary>The program was called in a way that cannot be carried out. The message says why and what to do; nothing was changed.</summary>
public sealed class UsageException(string message) : Exception(message);
