using System.Security.Cryptography;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Accounts;

/// <summary>Writes wraps, and never one that was not opened again first: a wrap that does not open is a record that is gone.</summary>
internal static class Wraps
{
    public static void Put(ContactLogDb db, Account account, UserKeys keys, PasswordKeys password, OuterSeal outer) =>
        Put(db, account, keys, WrapKinds.Password, password.WrapKey, outer);

    public static void Put(ContactLogDb db, Account account, UserKeys keys, RecoveryCode code, OuterSeal outer)
    {
        var wrapKey = code.WrapKey(account.Id);
        Put(db, account, keys, WrapKinds.Recovery, wrapKey, outer);
        CryptographicOperations.ZeroMemory(wrapKey);
    }

    /// <summary>Opens a wrap of the account's current key pair; null when the key does not fit.</summary>
    public static async Task<UserKeys?> OpenAsync(ContactLogDb db, Account account, string kind, ReadOnlyMemory<byte> wrapKey, OuterSeal outer, CancellationToken cancel)
    {
        var wrap = await db.Set<WrapRow>().AsNoTracking()
            .Where(row => row.UserId == account.Id && row.Pair == account.Pair && row.Kind == kind)
            .Select(row => row.Sealed)
            .SingleOrDefaultAsync(cancel);
        return wrap is null ? null : Open(account.Id, kind, wrapKey.Span, wrap, outer);
    }

    public static UserKeys? Open(Guid userId, string kind, ReadOnlySpan<byte> wrapKey, byte[] wrap, OuterSeal outer)
    {
        try
        {
            return UserKeys.Unwrap(userId, kind, wrapKey, wrap, outer);
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }

    private static void Put(ContactLogDb db, Account account, UserKeys keys, string kind, ReadOnlySpan<byte> wrapKey, OuterSeal outer)
    {
        var wrap = keys.Wrap(kind, wrapKey, outer);
        using (var opened = UserKeys.Unwrap(account.Id, kind, wrapKey, wrap, outer))
        {
            if (!opened.IsSameAs(keys))
            {
                throw new SealBrokenException("A new wrap");
            }
        }

        var row = db.Set<WrapRow>().Find(account.Id, account.Pair, kind);
        if (row is null)
        {
            db.Add(new WrapRow { UserId = account.Id, Pair = account.Pair, Kind = kind, Sealed = wrap });
        }
        else
        {
            row.Sealed = wrap;
            row.Stretching = null;
        }
    }
}
