using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;

namespace ContactLog.Domain.Sharing;

/// <summary>
/// Who was let in, as the record says it. The rows beside the record, which say the same so that a page need not look for it, can be changed by whoever
/// writes to the database; the record cannot, without breaking. So the record has the last word on whose the case is, who reads it, how much, and until when.
/// </summary>
public sealed class RecordedShares
{
    private readonly IReadOnlyList<OpenedEntry> _entries;

    private RecordedShares(IReadOnlyList<OpenedEntry> entries) => _entries = entries;

    /// <summary>What a record says.</summary>
    /// <param name="file">The whole case, before a scope is applied.</param>
    public static RecordedShares Of(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new([.. file.Entries.Where(entry => entry.Text.Kind is EntryKind.Share or EntryKind.Unshare)]);
    }

    /// <summary>The newest entry that lets somebody in, or gives them more time; null when there is none, and after their access was ended.</summary>
    public OpenedEntry? Find(Guid grant)
    {
        var name = grant.ToString("N");
        return _entries.LastOrDefault(entry => string.Equals(entry["grant"], name, StringComparison.Ordinal)) is { Text.Kind: EntryKind.Share } newest ? newest : null;
    }

    /// <summary>The grant under which a key was last let in by the owner; null when it never was. A key that was let in is not the owner's own.</summary>
    /// <param name="key">The digest of the public key.</param>
    public Guid? GrantOf(string key) =>
        _entries.LastOrDefault(entry => entry.Text.Kind == EntryKind.Share && string.Equals(entry["key"], key, StringComparison.Ordinal)) is { } found
            && Guid.TryParseExact(found["grant"], "N", out var grant) ? grant : null;
}
