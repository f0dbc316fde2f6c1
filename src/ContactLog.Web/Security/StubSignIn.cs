using ContactLog.Data;
using ContactLog.Data.Accounts;
using ContactLog.Data.Sealing;

namespace ContactLog.Web.Security;

/// <summary>One account in memory, until sign-in lands; deleted then.</summary>
public sealed class StubSignIn : IDisposable
{
    /// <summary>Makes the account.</summary>
    public StubSignIn(IServiceScopeFactory scopes)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        db.Users.Add(new Account { Id = Keys.UserId, UserName = Keys.UserId.ToString("N"), NormalizedUserName = Keys.UserId.ToString("N") });
        db.SaveChanges();
    }

    /// <summary>The user name.</summary>
    public string Name => "casey";

    /// <summary>The key pair.</summary>
    public UserKeys Keys { get; } = UserKeys.Create(Guid.NewGuid());

    /// <inheritdoc/>
    public void Dispose() => Keys.Dispose();
}
