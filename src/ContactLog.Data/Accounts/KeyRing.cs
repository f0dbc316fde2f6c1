using System.Text;
using System.Xml.Linq;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace ContactLog.Data.Accounts;

/// <summary>
/// The keys that protect forms, in the database under the server's seal. The framework's own stores leave them in
/// plain text once they are told where to keep them; whoever has those could forge a form's token.
/// </summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, OuterSeal outer, WriteLock writers) : IXmlRepository
{
    private const string Purpose = "key-ring";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        return [.. db.Set<KeyRingRow>().ToList().Select(row => XElement.Parse(Encoding.UTF8.GetString(outer.OpenForServer(Purpose, row.Sealed))))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ContactLogDb>();
        var text = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        using var turn = writers.TakeAsync(CancellationToken.None).GetAwaiter().GetResult();
        db.Add(new KeyRingRow { Name = $"{friendlyName}-{Guid.NewGuid():N}", Sealed = outer.SealForServer(Purpose, text) });
        db.SaveChanges();
    }
}
