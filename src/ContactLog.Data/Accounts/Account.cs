using Microsoft.AspNetCore.Identity;

namespace ContactLog.Data.Accounts;

/// <summary>Someone who can sign in.</summary>
public sealed class Account : IdentityUser<Guid>
{
}
