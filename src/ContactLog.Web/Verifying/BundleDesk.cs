using System.Collections.Concurrent;
using ContactLog.Reports.Bundle;
using ContactLog.Web.Uploads;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace ContactLog.Web.Verifying;

/// <summary>Why a bundle was not checked at all. Its words are <c>verify.fault.</c> and the lower-case name.</summary>
public enum CheckFault
{
    /// <summary>The token was missing or wrong: answer 400 and nothing else.</summary>
    Forged,

    /// <summary>No file came with the form.</summary>
    None,

    /// <summary>The upload ended before the form did.</summary>
    Cut,

    /// <summary>She has another check going, or many people have.</summary>
    Busy,
}

/// <summary>What came of a form with a bundle.</summary>
/// <param name="Verdict">What the check found; null when there was none.</param>
/// <param name="Fault">Why there was none.</param>
/// <param name="Printed">The text with printed hashes that came along.</param>
public sealed record CheckedUpload(BundleVerdict? Verdict, CheckFault? Fault, string Printed);

/// <summary>
/// Checks bundles as they come in, by the code of the command <c>verify</c>. Nothing of them is kept, not for a moment
/// on a disk. A few at a time: each may make the check hold <see cref="BundleLimits.Strict"/>.
/// </summary>
internal sealed class BundleDesk(IAntiforgery antiforgery, IOptions<AntiforgeryOptions> token, IOptions<UploadOptions> uploads)
{
    private const int MostAtOnce = 2;
    private readonly ConcurrentDictionary<Guid, bool> _going = new();

    /// <summary>Reads the form of a request to its end and checks the bundle in it.</summary>
    /// <param name="http">The request of a page with <see cref="StreamedFormAttribute"/>.</param>
    /// <param name="who">Whose request it is: one check each.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CheckedUpload> CheckAsync(HttpContext http, Guid who, CancellationToken cancel)
    {
        var form = new StreamedForm(http, antiforgery, token.Value);
        var isMine = false;
        BundleVerdict? verdict = null;
        CheckFault? fault = null;
        async Task<bool> TakeAsync(string name, Stream body)
        {
            if (name.Length == 0)
            {
                // A file field that was left alone.
                return true;
            }

            if (_going.Count >= MostAtOnce || !(isMine = _going.TryAdd(who, true)))
            {
                fault = CheckFault.Busy;
                return false;
            }

            verdict = await BundleVerifier.VerifyAsync(body, cancel, limits: BundleLimits.Strict with { MaxBytes = uploads.Value.MaxCaseBytes });
            return false;
        }

        try
        {
            await form.ReadAsync(TakeAsync, cancel);
            await form.DrainAsync(uploads.Value.MaxFileBytes, cancel);
            fault ??= !form.IsOurs ? CheckFault.Forged : verdict is null ? CheckFault.None : null;
        }
        catch (Exception cut) when (cut is IOException or InvalidDataException && !cancel.IsCancellationRequested)
        {
            fault = CheckFault.Cut;
        }
        finally
        {
            if (isMine)
            {
                _going.TryRemove(who, out _);
            }
        }

        var printed = form.Fields.TryGetValue("Printed", out var values) ? values.ToString() : "";
        return fault is null ? new(verdict, null, printed) : new(null, fault, printed);
    }
}
