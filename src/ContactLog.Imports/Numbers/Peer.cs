namespace ContactLog.Imports.Numbers;

/// <summary>Somebody at the other end, as an export names them.</summary>
/// <param name="Id">What to compare by: E.164 for a number that could be completed, otherwise the thing itself, <c>withheld</c>, <c>unknown</c> or <c>self</c>.</param>
/// <param name="Kind">What <paramref name="Id"/> is.</param>
/// <param name="Written">As the file has it; empty when it has nothing.</param>
/// <param name="Label">The name her phone had for it on export day, or null. Her label or the sender's own choice, never a proof.</param>
public sealed record Peer(string Id, PeerKind Kind, string Written, string? Label = null)
{
    private const int LongestName = 320;

    /// <summary>The <see cref="Id"/> of every withheld number together.</summary>
    public const string WithheldId = "withheld";

    /// <summary>The <see cref="Id"/> of senders the file does not state.</summary>
    public const string UnknownId = "unknown";

    /// <summary>Herself.</summary>
    public static Peer Self { get; } = new("self", PeerKind.Self, "");

    /// <summary>A sender the file does not state.</summary>
    public static Peer Unknown { get; } = new(UnknownId, PeerKind.Unknown, "");

    /// <summary>Somebody of whom a file has only a name. It is compared without invisible marks.</summary>
    /// <remarks>A sender may call himself "self" or "withheld": that must not make him one of those.</remarks>
    public static Peer Named(string written)
    {
        written = Cut(written);
        var name = VisibleText.ForMatching(written);
        return name is "" ? Unknown with { Written = written }
            : new(name is WithheldId or UnknownId or "self" ? $"“{name}”" : name, PeerKind.Name, written, name);
    }

    /// <summary>A name as long as names are; a made file has a megabyte in its place, and every one of them is kept.</summary>
    internal static string Cut(string name) => Text.PlainText.Cut(name, LongestName, out _);

    /// <summary>Somebody a file names by what may be a number or a name: a number is compared as one.</summary>
    public static Peer NumberOrName(string written, string? country) =>
        VisibleText.ForMatching(written) is ['+' or (>= '0' and <= '9'), ..] && PhoneNumbers.Read(written, country) is { Kind: PeerKind.Phone } number ? number : Named(written);
}

/// <summary>What a <see cref="Peer.Id"/> is.</summary>
public enum PeerKind
{
    /// <summary>A telephone number in E.164: national, international and punctuated forms are equal.</summary>
    Phone,

    /// <summary>A short code, a sender name, or a number that could not be completed: equal only to exactly itself.</summary>
    Exact,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>An account on a service, by the service's own id or handle: stays the same when names change.</summary>
    Account,

    /// <summary>A display name and nothing else: her label on export day or the sender's own choice. Never a proof of who it was.</summary>
    Name,

    /// <summary>A group conversation's own address.</summary>
    Group,

    /// <summary>The number was withheld. All such records share one id and may be from different people.</summary>
    Withheld,

    /// <summary>The file does not say who.</summary>
    Unknown,

    /// <summary>Herself.</summary>
    Self,
}
