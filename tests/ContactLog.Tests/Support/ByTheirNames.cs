using System.Net;
using System.Text.RegularExpressions;
using ContactLog.Web.Hosting;
using ContactLog.Web.Security;

namespace ContactLog.Tests.Support;

/// <summary>
/// A browser for tests that speak of pages by their own names: what came back has them where the program put plain words
/// in (<see cref="PlainPaths"/>). Fails when an address came back by name, or says in the open what it asks for
/// (<see cref="SealedAddresses"/>): so every page that any test opens is held to it.
/// </summary>
internal sealed partial class ByTheirNames(CookieContainer cookies, bool follow = false)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = follow, CookieContainer = cookies })
{
    // What a query may say in the open: which of its handlers a page is to use, where to go on to, the version of a fixed file, ids.
    private static readonly string[] s_open = ["handler", "then", "v", "more", "offer", SealedAddresses.Name];

    /// <summary>An address with the names put back, in what it leads to after a password too.</summary>
    public static string Inward(string address) => PlainPaths.Inward(ThenPattern().Replace(address, then => Uri.EscapeDataString(PlainPaths.Inward(Uri.UnescapeDataString(then.Value)))));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.Location is { } location)
        {
            answer.Headers.Location = new Uri(Inward(Plain(location.OriginalString, request)), UriKind.RelativeOrAbsolute);
        }

        if (answer.Content.Headers.ContentType?.MediaType == "text/html")
        {
            var html = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (html.Contains("method=\"get\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{request.RequestUri!.AbsolutePath} has a form that puts what is chosen into the address");
            }

            var named = new StringContent(AddressPattern().Replace(html, address => PlainPaths.Inward(Plain(address.Value, request))));
            named.Headers.Clear();
            foreach (var (name, values) in answer.Content.Headers.Where(header => header.Key != "Content-Length"))
            {
                named.Headers.TryAddWithoutValidation(name, values);
            }

            answer.Content = named;
        }

        return answer;
    }

    private static string Plain(string address, HttpRequestMessage request) =>
        PlainPaths.Outward(address) == address && !Tells(WebUtility.HtmlDecode(address)) && ThenPattern().Matches(address).All(then => Uri.UnescapeDataString(then.Value) is var to && PlainPaths.Outward(to) == to)
            ? address
            : throw new InvalidOperationException($"{request.RequestUri!.AbsolutePath} shows the telling address {address}");

    private static bool Tells(string address) => address.StartsWith('/') && address.Split('#')[0].Split('?', 2) is [_, var query]
        && query.Split('&').Any(pair => !s_open.Contains(pair.Split('=')[0], StringComparer.Ordinal));

    [GeneratedRegex("(?<=\\s(?:href|action|formaction|src)=\")(?:https?:/)?/[^\"]*")]
    private static partial Regex AddressPattern();

    [GeneratedRegex("(?<=[?&]then=)[^&#]*")]
    private static partial Regex ThenPattern();
}
