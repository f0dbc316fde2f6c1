using System.Text;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Data.Sharing;

/// <summary>
/// Which court's form the owner chose for her report, so that whoever prepares a hearing with her begins with the same
/// one. Her choices of a report are hers alone; this one word of them lies under the case key, beside the record and in
/// no export.
/// </summary>
public sealed class ChosenForm(ContactLogDb db, WriteLock writes)
{
    private const string SealName = "@form";

    // The length of what is sealed must not tell which one it is.
    private const int Length = 64;

    /// <summary>The name of the form; null where she chose none.</summary>
    public async Task<string?> ReadAsync(CaseKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (await db.ShareForms.AsNoTracking().SingleOrDefaultAsync(row => row.CaseId == key.CaseId, cancel) is not { } row)
        {
            return null;
        }

        try
        {
            var name = Encoding.ASCII.GetString(key.At(row.Epoch).OpenField(key.CaseId, SealName, 1, row.Sealed)).TrimEnd();
            return name.Length == 0 ? null : name;
        }
        catch (SealBrokenException)
        {
            // Somebody exchanged the row. A help for a checklist must not keep her from her report; what she chooses next stands in its place.
            return null;
        }
    }

    /// <summary>Keeps which one she chose last.</summary>
    /// <param name="key">The key to the case.</param>
    /// <param name="form">The name of the form; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ArgumentException">The name is longer than any there is.</exception>
    public async Task KeepAsync(CaseKey key, string? form, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (form?.Length > Length)
        {
            throw new ArgumentException("No form has a name that long.", nameof(form));
        }

        var blob = key.SealField(key.CaseId, SealName, 1, Encoding.ASCII.GetBytes((form ?? "").PadRight(Length)));
        using var turn = await writes.TakeAsync(cancel);
        if (await db.ShareForms.Where(row => row.CaseId == key.CaseId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Epoch, key.Epoch).SetProperty(row => row.Sealed, blob), cancel) == 0)
        {
            var row = new ChosenFormRow { CaseId = key.CaseId, Epoch = key.Epoch, Sealed = blob };
            db.ShareForms.Add(row);
            await db.SaveChangesAsync(cancel);
            db.Entry(row).State = EntityState.Detached;
        }
    }
}
