using ContactLog.Data.Sealing;

namespace ContactLog.Web.Security;

/// <summary>Whoever is signed in, for the length of a request.</summary>
public sealed class CurrentUser(StubSignIn stub)
{
    /// <summary>The account.</summary>
    public Guid Id => stub.Keys.UserId;

    /// <summary>The user name.</summary>
    public string Name => stub.Name;

    /// <summary>The private key; gone at the end of the request.</summary>
    public UserKeys Keys => stub.Keys;
}
