using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Imports.Numbers;

namespace ContactLog.Web.Importing;

/// <summary>The numbers and addresses that stand in her record, by what a file would call them. A name never matches: only numbers do.</summary>
internal sealed class KnownNumbers
{
    private readonly Dictionary<string, ContactPoint> _byId;

    private KnownNumbers(Dictionary<string, ContactPoint> byId) => _byId = byId;

    /// <summary>The numbers of a record, completed by the same country as those of the file.</summary>
    public static KnownNumbers Of(CaseFile file, string? country)
    {
        var byId = new Dictionary<string, ContactPoint>(StringComparer.Ordinal);
        foreach (var point in file.ContactPoints)
        {
            if (point.Value is { } value && point["kind"] is null or "phone" or "email" or "other"
                && PhoneNumbers.Read(value, country) is { Kind: PeerKind.Phone or PeerKind.Exact or PeerKind.Email } peer)
            {
                byId.TryAdd(peer.Id, point);
            }
        }

        return new(byId);
    }

    /// <summary>The number that is this one, or null.</summary>
    public ContactPoint? Find(string id) => _byId.GetValueOrDefault(id);
}
