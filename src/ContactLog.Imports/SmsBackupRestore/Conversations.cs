using ContactLog.Imports.Numbers;

namespace ContactLog.Imports.SmsBackupRestore;

/// <summary>Who is in a conversation, who wrote, and to whom: by what the backup says of addresses.</summary>
internal sealed class Conversations(ReadOptions options)
{
    // Far above what any phone writes; a hostile record must not become a list that fills the memory.
    public const int MostAddresses = 1000;

    // A phone knows a few hundred numbers, each in hundreds of records.
    private const int MostRemembered = 5_000;
    private const int LongestRemembered = 100;
    private readonly HashSet<string> _own = options.OwnIds();
    private readonly Dictionary<string, Peer> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Peer>> _single = new(StringComparer.Ordinal);

    /// <summary>A number as <see cref="PhoneNumbers.Read"/> has it.</summary>
    public Peer Number(string? address, string? label) => Number(address) is var peer && (label is null || peer.Kind == PeerKind.Self) ? peer : peer with { Label = label };

    // Most records are from and to the same few people: their lists are made once and never changed.
    private List<Peer> Single(string? address, string? label)
    {
        if (address is not null && _single.TryGetValue(address, out var one) && string.Equals(one[0].Label, label, StringComparison.Ordinal))
        {
            return one;
        }

        one = [Number(address, label)];
        if (address is { Length: <= LongestRemembered } && (_single.Count < MostRemembered || _single.ContainsKey(address)))
        {
            _single[address] = one;
        }

        return one;
    }

    /// <summary>A number without a name.</summary>
    public Peer Number(string? address)
    {
        if (address is null || address.Length > LongestRemembered)
        {
            return PhoneNumbers.Read(address, options.Country);
        }

        if (!_seen.TryGetValue(address, out var peer))
        {
            peer = PhoneNumbers.Read(address, options.Country);
            if (_seen.Count < MostRemembered)
            {
                _seen.Add(address, peer);
            }
        }

        return peer;
    }

    /// <summary>
    /// Who sent a multimedia message: the address of type 137 (From in OMA MMS), not the conversation's address and not its name.
    /// Where it is missing or her own, a conversation with one other person still tells; that is marked uncertain.
    /// </summary>
    public (Peer From, IReadOnlyList<Peer> To, IReadOnlyList<Peer> Participants, bool Uncertain) Received(
        string? address, string? label, List<(string Type, Peer Peer)> addresses, List<ReadingNote> notes)
    {
        var conversation = Of(address, label);
        var single = conversation.Count == 1 && conversation[0].Kind is not (PeerKind.Group or PeerKind.Withheld) ? conversation[0] : null;
        var stated = addresses.Find(one => one.Type is "137" && IsSomebody(one.Peer)).Peer;
        var uncertain = stated is null;
        var sender = stated ?? single ?? (conversation is [{ Kind: PeerKind.Withheld } withheld] ? withheld : Peer.Unknown);
        sender = conversation.FirstOrDefault(one => string.Equals(one.Id, sender.Id, StringComparison.Ordinal)) is { Label: { } known } ? sender with { Label = known } : sender;
        if (uncertain)
        {
            notes.Add(new ReadingNote(sender.Kind == PeerKind.Unknown ? "reading.note.sender-unknown" : "reading.note.sender-uncertain"));
        }
        else if (single is not null && !string.Equals(single.Id, sender.Id, StringComparison.Ordinal))
        {
            notes.Add(new ReadingNote("reading.note.sender-differs", sender.Written, single.Written));
        }

        var to = Distinct(addresses.Where(one => one.Type is "151" or "130" or "129" && one.Peer.Kind is not (PeerKind.Self or PeerKind.Withheld)).Select(one => one.Peer), except: sender.Id);
        var others = conversation.Exists(one => one.Kind == PeerKind.Group) ? to.Where(IsSomebody) : conversation.Where(IsSomebody);
        return (sender, to, [sender, .. Distinct(others, except: sender.Id)], uncertain);
    }

    public (Peer From, IReadOnlyList<Peer> To, IReadOnlyList<Peer> Participants, bool Uncertain) SentTo(
        string? address, string? label, List<(string Type, Peer Peer)> addresses)
    {
        // The conversation's address is to be trusted here: some phones list the other person as From of her own message.
        var to = Distinct(Of(address, label).Where(one => one.Kind is not (PeerKind.Group or PeerKind.Withheld)), except: null);
        if (to.Count == 0)
        {
            var herself = addresses.Find(one => one.Type is "137").Peer?.Id;
            to = Distinct(addresses.Where(one => one.Type is "151" or "130" or "129" && IsSomebody(one.Peer)).Select(one => one.Peer), except: herself);
        }

        if (to.Count == 0)
        {
            to = Of(address, label);
        }

        return (Peer.Self, to, to, false);
    }

    private bool IsSomebody(Peer peer) => peer.Kind is not (PeerKind.Self or PeerKind.Withheld or PeerKind.Group or PeerKind.Unknown) && !_own.Contains(peer.Id);

    private static List<Peer> Distinct(IEnumerable<Peer> peers, string? except) =>
        [.. peers.Where(one => !string.Equals(one.Id, except, StringComparison.Ordinal)).DistinctBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>The people of an address attribute; groups join theirs with a tilde. A name belongs to a single one only.</summary>
    public List<Peer> Of(string? address, string? label)
    {
        if (address is null || !address.Contains('~', StringComparison.Ordinal))
        {
            return Single(address, label);
        }

        var all = Distinct(
            address.Split('~', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostAddresses).Select(Number), except: null);
        return all.Count == 0 ? [PhoneNumbers.Read(null, options.Country, label)] : all;
    }
}
