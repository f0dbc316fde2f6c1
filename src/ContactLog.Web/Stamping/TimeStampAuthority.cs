using System.Net.Http.Headers;
using ContactLog.Data.Stamps;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;

namespace ContactLog.Web.Stamping;

/// <summary>What came of asking: a checked stamp with its bytes, or what went wrong.</summary>
internal sealed record Asked(TimeStamp? Stamp, byte[] Request, byte[] Response, StampFailure? Failure);

/// <summary>
/// One authority over HTTP. It is sent a hash and nothing else, and whatever it sends back is hostile until checked. An
/// answer counts only as a whole: within the time, within the size, from the address that was configured.
/// </summary>
internal sealed class TimeStampAuthority : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeSpan _patience;

    public TimeStampAuthority(AuthorityOptions options, TimeSpan patience)
    {
        Name = options.Name;
        IsAsked = options.Ask;
        Url = new Uri(options.Url);
        Roots = options.ReadRoots();
        _patience = patience;
        _http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect could send the server anywhere, into its own network too.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = patience,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public string Name { get; }

    /// <summary>False for one whose stamps are only checked any more.</summary>
    public bool IsAsked { get; }

    public Uri Url { get; }

    public PinnedRoots Roots { get; }

    /// <summary>Asks for a stamp and checks the answer. Never throws for what the other side does.</summary>
    public async Task<Asked> AskAsync(Digest hash, CancellationToken cancel)
    {
        var request = StampCheck.Request(hash);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_patience);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(request) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/timestamp-reply"));
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (!response.IsSuccessStatusCode)
            {
                return new(null, request, [], StampFailure.BadAnswer);
            }

            if (await ReadAsync(response.Content, patience.Token) is not { } bytes)
            {
                return new(null, request, [], StampFailure.TooLong);
            }

            var (stamp, flaw) = StampCheck.Check(request, bytes, hash, Roots);
            return new(stamp, request, bytes, stamp is not null ? null : flaw == StampFlaw.UntrustedRoot ? StampFailure.Untrusted : StampFailure.NotValid);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(null, request, [], StampFailure.Slow);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return new(null, request, [], StampFailure.Unreachable);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        Roots.Dispose();
    }

    /// <summary>Reads an answer as far as one can be long; null when it is longer.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > StampCheck.MaxBytes)
        {
            return null;
        }

        await using var body = await content.ReadAsStreamAsync(cancel);
        var bytes = new byte[StampCheck.MaxBytes + 1];
        var size = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return size > StampCheck.MaxBytes ? null : bytes[..size];
    }
}

/// <summary>The configured authorities.</summary>
internal sealed class TimeStampAuthorities : IDisposable
{
    public TimeStampAuthorities(StampOptions options)
    {
        All = [.. options.Authorities.Select(authority => new TimeStampAuthority(authority, TimeSpan.FromSeconds(options.Seconds)))];
        Roots = PinnedRoots.Join(All.Select(authority => authority.Roots));
    }

    public IReadOnlyList<TimeStampAuthority> All { get; }

    /// <summary>Those that are asked.</summary>
    public IReadOnlyList<TimeStampAuthority> Asked => [.. All.Where(authority => authority.IsAsked)];

    /// <summary>The roots of all.</summary>
    public PinnedRoots Roots { get; }

    public TimeStampAuthority? Find(string name) => All.FirstOrDefault(authority => authority.Name == name);

    public void Dispose()
    {
        foreach (var authority in All)
        {
            authority.Dispose();
        }

        Roots.Dispose();
    }
}
