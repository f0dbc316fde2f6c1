using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using NodaTime.Text;

namespace ContactLog.Reports.Bundle;

/// <summary>The part of the check that is about outside time stamps.</summary>
internal sealed partial class StampsCheck(PinnedRoots? roots)
{
    private const string Chain = "tsa-chain.pem";
    private const string Folder = "data/log/";
    private readonly SortedDictionary<string, byte[]> _requests = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> _responses = new(StringComparer.Ordinal);
    private byte[]? _chain;

    /// <summary>Takes a file of the log's folder; false when it is none of a time stamp.</summary>
    public bool Take(string name, byte[] bytes)
    {
        if (name == Chain)
        {
            _chain = bytes;
            return true;
        }

        if (!TokenName().IsMatch(name))
        {
            return false;
        }

        (name.EndsWith('q') ? _requests : _responses).Add(name[..^4], bytes);
        return true;
    }

    /// <summary>Checks all of them against the verified entries.</summary>
    public void End(IReadOnlyList<Digest> entries, List<string> facts)
    {
        if (_requests.Keys.Except(_responses.Keys, StringComparer.Ordinal).FirstOrDefault() is { } asked)
        {
            throw new BundleWrongException($"{Folder}{asked}.tsr: it is missing, and the request for it is there.");
        }

        if (_responses.Count == 0)
        {
            facts.Add("No outside time stamp is in it: the times are the clock of the server that kept the record.");
            return;
        }

        using var own = roots is null ? ReadChain() : null;
        var trusted = roots ?? own!;
        var lists = Lists(entries);
        var stamps = new List<(string Authority, int Seq, TimeStamp Stamp)>();
        foreach (var (name, response) in _responses)
        {
            var match = TokenName().Match(name + ".tsr");
            if (!int.TryParse(match.Groups["seq"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || !lists.TryGetValue(seq, out var hash))
            {
                throw new BundleWrongException($"{Folder}{name}.tsr: it is about more entries than there are. Entries are missing at the end, or it is of another record.");
            }

            var (stamp, flaw) = _requests.TryGetValue(name, out var request)
                ? StampCheck.Check(request, response, hash, trusted)
                : throw new BundleWrongException($"{Folder}{name}.tsq: it is missing, and the answer to it is there.");
            if (stamp is null)
            {
                throw new BundleWrongException($"{Folder}{name}.tsr: {Say(flaw)}");
            }

            if (StampPath.Utc(stamp.Time) != match.Groups["utc"].Value)
            {
                throw new BundleWrongException($"{Folder}{name}.tsr: its name says another time than the time stamp, {InstantPattern.General.Format(stamp.Time)}.");
            }

            stamps.Add((match.Groups["name"].Value, seq, stamp));
        }

        foreach (var authority in stamps.GroupBy(stamp => stamp.Authority).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var newest = authority.MaxBy(stamp => (stamp.Seq, -stamp.Stamp.Time.ToUnixTimeTicks()));
            facts.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{authority.Count()} time stamps of {authority.Key} ({newest.Stamp.Signer}) fit: entries 1 to {newest.Seq} existed by {InstantPattern.General.Format(newest.Stamp.Time)}, the first by {InstantPattern.General.Format(authority.Min(stamp => stamp.Stamp.Time))}."));
        }

        foreach (var root in stamps.Select(stamp => stamp.Stamp.Root).Distinct())
        {
            facts.Add(roots is null
                ? $"They lead to the root '{root.Name}' that came with the bundle. Compare its SHA-256 with the one that the authority publishes: {root.Fingerprint}"
                : $"They lead to the root '{root.Name}' that was named for this check: {root.Fingerprint}");
        }
    }

    private PinnedRoots ReadChain()
    {
        try
        {
            return PinnedRoots.FromPem(Encoding.ASCII.GetString(_chain ?? throw new BundleWrongException($"{Folder}{Chain}: it is missing, and time stamps are there.")));
        }
        catch (CryptographicException)
        {
            throw new BundleWrongException($"{Folder}{Chain}: it does not hold certificates.");
        }
    }

    private Dictionary<int, Digest> Lists(IReadOnlyList<Digest> entries)
    {
        var wanted = _responses.Keys.Select(name => TokenName().Match(name + ".tsr").Groups["seq"].Value)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0).ToHashSet();
        return RecordSeals.Lists(entries, wanted);
    }

    private static string Say(StampFlaw? flaw) => flaw switch
    {
        StampFlaw.Refused => "the authority refused; it is no time stamp.",
        StampFlaw.OtherHash => "it stamps another list than the one of these entries.",
        StampFlaw.OtherRequest => "it answers another request than the one beside it.",
        StampFlaw.BadSignature => "its signature does not fit, or the certificate was not in force or not for time stamps.",
        StampFlaw.UntrustedRoot => "its certificates do not lead to a root that is trusted in this check.",
        _ => "it cannot be read as a time stamp, or its request cannot.",
    };

    [GeneratedRegex(@"^LOG-(?<seq>[0-9]{6,9})\.(?<name>[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?)\.(?<utc>[0-9]{8}T[0-9]{6}Z)\.ts[qr]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenName();
}

/// <summary>The names of time stamps in a bundle.</summary>
internal static class StampPath
{
    private static readonly InstantPattern s_utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <summary>A time as it stands in a name.</summary>
    public static string Utc(NodaTime.Instant time) => s_utc.Format(time);

    /// <summary>The path within the log's folder, without <c>.tsq</c> or <c>.tsr</c>.</summary>
    public static string Of(RecordSeal seal) => $"{SealedList.Name(seal.Seq)[..^4]}.{seal.Authority}.{Utc(seal.Time)}";
}
