using ContactLog.Imports.Numbers;

namespace ContactLog.Imports.Text;

/// <summary>Which names, accounts and numbers in a file are hers, by what she said. Without an answer nobody is.</summary>
internal sealed class OwnNames
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _numbers;
    private readonly string? _country;

    public OwnNames(ReadOptions options)
    {
        _country = options.Country;
        _names = new(options.Me.Select(VisibleText.ForMatching).Where(name => name.Length > 0), StringComparer.OrdinalIgnoreCase);
        _numbers = options.OwnIds();
        _numbers.UnionWith(options.Me.Select(name => PhoneNumbers.Read(name, _country)).Where(peer => peer.Kind == PeerKind.Phone).Select(peer => peer.Id));
    }

    /// <summary>She said who she is.</summary>
    public bool Given => _names.Count + _numbers.Count > 0;

    /// <summary>Whether this name, account or number is hers.</summary>
    public bool Include(string? written) =>
        written is { Length: > 0 } && Given
        && (_names.Contains(VisibleText.ForMatching(written)) || (_numbers.Count > 0 && _numbers.Contains(PhoneNumbers.Read(written, _country).Id)));
}
