using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;

namespace ContactLog.Web.Security;

/// <summary>Whoever is signed in, for the length of a request. Her keys are opened when first asked for and gone at its end.</summary>
public sealed class CurrentUser(IHttpContextAccessor http) : IDisposable
{
    private readonly List<CaseKey> _caseKeys = [];
    private UserKeys? _keys;
    private AddressSeal? _addresses;

    /// <summary>Whether anybody is signed in.</summary>
    public bool IsSignedIn => http.HttpContext?.Features.Get<OpenSession>() is { State: SessionState.Open };

    /// <summary>The account.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Guid Id => Session.UserId;

    /// <summary>The user name.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public string Name => Session.UserName;

    /// <summary>After how many minutes without use the session locks.</summary>
    public int IdleMinutes => Session.IdleMinutes;

    /// <summary>The private key; gone at the end of the request. Do not dispose it.</summary>
    /// <exception cref="SealBrokenException">The session's row was changed.</exception>
    public UserKeys Keys => _keys ??= Session.UnlockKeys();

    /// <summary>Seals what stands in her addresses; gone at the end of the request. Do not dispose it.</summary>
    /// <exception cref="SealBrokenException">The session's row was changed.</exception>
    internal AddressSeal Addresses => _addresses ??= Keys.ForAddresses();

    /// <summary>Browser and address.</summary>
    internal Place Place => Places.Of(http.HttpContext!);

    /// <summary>The open session.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: a page forgot to ask for it.</exception>
    internal OpenSession Session => http.HttpContext?.Features.Get<OpenSession>() is { State: SessionState.Open } session
        ? session
        : throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The session whatever its state, or null.</summary>
    internal OpenSession? AnySession => http.HttpContext?.Features.Get<OpenSession>();

    /// <summary>Opens a case key granted to her; gone at the end of the request.</summary>
    /// <exception cref="SealBrokenException">The grant is not hers, or was made for the key pair she had before a reset.</exception>
    public CaseKey OpenGrant(Guid caseId, int epoch, byte[] grant, OuterSeal outer)
    {
        var key = Grant.Open(grant, caseId, epoch, Keys, outer);
        _caseKeys.Add(key);
        return key;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _addresses?.Dispose();
        _keys?.Dispose();
        _caseKeys.ForEach(key => key.Dispose());
    }
}
