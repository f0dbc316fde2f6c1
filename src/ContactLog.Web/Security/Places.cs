using System.Net;
using ContactLog.Data.Accounts;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Security;

/// <summary>Names the browser and the address of a request in words that she can recognise, and no more than that.</summary>
internal static class Places
{
    // In this order: every browser claims to be the ones below it.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrom", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "Chromebook"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    public static Place Of(HttpContext context)
    {
        var agent = context.Request.Headers[HeaderNames.UserAgent].ToString();
        var names = new[] { First(Browsers, agent), First(Systems, agent) }.OfType<string>();
        return new Place(string.Join(", ", names), Plain(context.Connection.RemoteIpAddress)?.ToString() ?? "");
    }

    /// <summary>The address for counting tries: IPv4 whole, of IPv6 the /64 that one household has.</summary>
    public static string Network(HttpContext context)
    {
        var address = Plain(context.Connection.RemoteIpAddress);
        if (address is null)
        {
            return "none";
        }

        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static string? First((string Mark, string Name)[] marks, string agent) =>
        marks.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
