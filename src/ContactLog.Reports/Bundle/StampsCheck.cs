using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Domain.Language;
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

    /// <summary>The roots that the stamps lead to: name and SHA-256. Empty before the end.</summary>
    public IReadOnlyList<(string Name, string Fingerprint)> Roots { get; private set; } = [];

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
    /// <returns>What they say, with the roots in the bundle; when they came in is not known here.</returns>
    public IReadOnlyList<RecordSeal> End(IReadOnlyList<Digest> entries, IReadOnlyList<NodaTime.Instant> recorded, List<BundleFinding> facts)
    {
        if (_requests.Keys.Except(_responses.Keys, StringComparer.Ordinal).FirstOrDefault() is { } asked)
        {
            throw new BundleWrongException("bundle.wrong.no-answer", $"{Folder}{asked}.tsr");
        }

        if (_responses.Count == 0)
        {
            facts.Add(new("bundle.fact.no-stamps"));
            return _chain is null ? [] : throw new BundleWrongException("bundle.wrong.no-stamps", Folder + Chain);
        }

        using var own = ReadChain();
        using var named = roots?.ReachedThrough(own);
        var lists = Lists(entries);
        var stamps = new List<(string Authority, int Seq, TimeStamp Stamp)>();
        var seals = new List<RecordSeal>();
        var isEarlySaid = false;
        foreach (var (name, response) in _responses)
        {
            var match = TokenName().Match(name + ".tsr");
            if (!int.TryParse(match.Groups["seq"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) || !lists.TryGetValue(seq, out var hash))
            {
                throw new BundleWrongException("bundle.wrong.stamp-long", $"{Folder}{name}.tsr");
            }

            var (stamp, flaw) = _requests.TryGetValue(name, out var request)
                ? StampCheck.Check(request, response, hash, own)
                : throw new BundleWrongException("bundle.wrong.no-request", $"{Folder}{name}.tsq");
            if (stamp is null)
            {
                throw new BundleWrongException(Key(flaw), $"{Folder}{name}.tsr");
            }

            // The texts of the bundle name the root that it brings; whoever named roots for this check wants it to lead to one of those.
            seals.Add(new(new(match.Groups["name"].Value, seq, stamp.Time, request, response), stamp));
            if (named is not null)
            {
                (var led, flaw) = StampCheck.Check(request, response, hash, named);
                stamp = led ?? throw new BundleWrongException(Key(flaw), $"{Folder}{name}.tsr");
            }

            if (StampPath.Utc(stamp.Time) != match.Groups["utc"].Value)
            {
                throw new BundleWrongException("bundle.wrong.stamp-name", $"{Folder}{name}.tsr", InstantPattern.General.Format(stamp.Time));
            }

            // The authority signed that the entry existed: a later time in it is that of a clock that was ahead. Nothing in the record was changed by it, so it is
            // said, as in the report, and the bundle holds. Of one such clock there are as many as stamps: the first says it.
            if (!isEarlySaid && RecordSeal.LaterThan(stamp.Time, seq, recorded) is { } late)
            {
                isEarlySaid = true;
                facts.Add(new("bundle.fact.stamp-early", $"{Folder}{name}.tsr", InstantPattern.General.Format(stamp.Time), late, InstantPattern.General.Format(recorded[late - 1])));
            }

            stamps.Add((match.Groups["name"].Value, seq, stamp));
            if (roots is not null)
            {
                facts.Add(new("bundle.fact.stamp-root", $"{Folder}{name}.tsr", Shown(stamp.Root.Name), stamp.Root.Fingerprint));
            }
        }

        foreach (var authority in stamps.GroupBy(stamp => stamp.Authority).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var newest = authority.MaxBy(stamp => (stamp.Seq, -stamp.Stamp.Time.ToUnixTimeTicks()));
            facts.Add(new(
                "bundle.fact.stamps",
                authority.Count(),
                authority.Key,
                Shown(newest.Stamp.Signer),
                newest.Seq,
                InstantPattern.General.Format(newest.Stamp.Time),
                InstantPattern.General.Format(authority.Min(stamp => stamp.Stamp.Time))));
        }

        Roots = [.. stamps.Select(stamp => stamp.Stamp.Root).Distinct().Select(root => (Shown(root.Name), root.Fingerprint))];
        facts.AddRange(Roots.Select(root => new BundleFinding(roots is null ? "bundle.fact.root-of-bundle" : "bundle.fact.root-named", root.Name, root.Fingerprint)));
        return seals;
    }

    private PinnedRoots ReadChain()
    {
        try
        {
            return PinnedRoots.FromPem(Encoding.ASCII.GetString(_chain ?? throw new BundleWrongException("bundle.wrong.no-chain", Folder + Chain)));
        }
        catch (CryptographicException)
        {
            throw new BundleWrongException("bundle.wrong.chain", Folder + Chain);
        }
    }

    private Dictionary<int, Digest> Lists(IReadOnlyList<Digest> entries)
    {
        var wanted = _responses.Keys.Select(name => TokenName().Match(name + ".tsr").Groups["seq"].Value)
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0).ToHashSet();
        return RecordSeals.Lists(entries, wanted);
    }

    // What a certificate calls itself is anybody's to choose: shown, never believed, and with nothing in it that moves a cursor,
    // turns a line or begins one that looks like ours.
    private static string Shown(string name) => UserText.Visible(name.Length > 200 ? name[..200] : name).Replace('\n', '\u240A').Replace('\t', ' ');

    private static string Key(StampFlaw? flaw) => flaw switch
    {
        StampFlaw.Refused => "bundle.wrong.stamp-refused",
        StampFlaw.OtherHash => "bundle.wrong.stamp-hash",
        StampFlaw.OtherRequest => "bundle.wrong.stamp-request",
        StampFlaw.BadSignature => "bundle.wrong.stamp-signature",
        StampFlaw.UntrustedRoot => "bundle.wrong.stamp-root",
        _ => "bundle.wrong.stamp-noise",
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
