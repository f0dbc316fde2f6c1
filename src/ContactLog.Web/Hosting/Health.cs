using ContactLog.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace ContactLog.Web.Hosting;

/// <summary>Answers for machines: is the program alive, can it work. They tell nothing else to whoever asks.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).WithMetadata(new AllowAnonymousAttribute());
        app.MapGet("/readyz", async (ContactLogDb db, CancellationToken cancel) =>
        {
            try
            {
                await db.Installation.AsNoTracking().AnyAsync(cancel);
                return Results.Text("ok");
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).WithMetadata(new AllowAnonymousAttribute());
    }
}
