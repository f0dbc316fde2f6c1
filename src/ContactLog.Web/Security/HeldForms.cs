using System.Text;
using System.Text.Json;
using ContactLog.Data.Accounts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Security;

/// <summary>A form that could not be taken when it was sent.</summary>
/// <param name="Path">Where it was going.</param>
/// <param name="IsMultipart">Whether it can carry files.</param>
/// <param name="HadFiles">Whether it carried files, which are not kept.</param>
/// <param name="Fields">What was in it.</param>
public sealed record HeldForm(string Path, bool IsMultipart, bool HadFiles, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>
/// Keeps what she typed when it arrives after the session has locked, or before a password that has to be asked for
/// again. It is sealed under the half of the key that only her browser holds; the server cannot read what it keeps.
/// </summary>
public sealed class HeldForms(Sessions sessions)
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const int MostText = 4 << 20;
    private const long MostRead = 64L << 20;

    /// <summary>Keeps the form of a request.</summary>
    /// <returns>False when there is nothing to keep it under, or it is no form.</returns>
    internal async Task<bool> TryHoldAsync(HttpContext context)
    {
        // Credentials and settings of the account are typed again: a held code or password would wait on the server.
        if (IsOfAccount(context.Request.Path) ||
            context.Features.Get<OpenSession>() is not { } session || !HttpMethods.IsPost(context.Request.Method) ||
            !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type))
        {
            return false;
        }

        HeldForm? form;
        try
        {
            // The check against forged forms may have read it: then the body is empty, and what was read is what she sent.
            form = context.Features.Get<IFormFeature>()?.Form is { } read
                ? new HeldForm(PathOf(context), !type.MediaType.Equals(UrlEncoded, StringComparison.OrdinalIgnoreCase), read.Files.Count > 0, Kept(read))
                : type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? await ReadMultipartAsync(context, HeaderUtilities.RemoveQuotes(type.Boundary).ToString())
                : type.MediaType.Equals(UrlEncoded, StringComparison.OrdinalIgnoreCase) ? await ReadAsync(context) : null;
        }
        catch (Exception bad) when (bad is InvalidDataException or IOException)
        {
            return false;
        }

        if (form is null || form.Fields.Count == 0)
        {
            return false;
        }

        await sessions.HoldFormAsync(session, JsonSerializer.SerializeToUtf8Bytes(form), context.RequestAborted);
        return true;
    }

    /// <summary>Keeps what was being typed in a form that was not sent.</summary>
    /// <param name="session">The session that is being locked.</param>
    /// <param name="path">Where the form was going, on this site.</param>
    /// <param name="form">What came; files are not kept.</param>
    /// <param name="except">A field that is not the form's.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<bool> TryHoldAsync(OpenSession session, string path, IFormCollection form, string except, CancellationToken cancel)
    {
        var fields = Kept(form.Where(field => field.Key != except));
        if (IsOfAccount(path) || fields.Count == 0)
        {
            return false;
        }

        await sessions.HoldFormAsync(session, JsonSerializer.SerializeToUtf8Bytes(new HeldForm(path, false, form.Files.Count > 0, fields)), cancel);
        return true;
    }

    internal async Task<HeldForm?> FindAsync(OpenSession session, CancellationToken cancel) =>
        await sessions.HeldFormAsync(session, cancel) is { } plain ? JsonSerializer.Deserialize<HeldForm>(plain) : null;

    /// <summary>After a form was taken: when it is the held one, it has arrived and is let go.</summary>
    internal async Task DropSentAsync(HttpContext context, OpenSession session)
    {
        var location = context.Response.Headers.Location.ToString();
        if (session.State == SessionState.Open && !IsOfAccount(context.Request.Path) && HttpMethods.IsPost(context.Request.Method) &&
            context.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther &&
            !IsOfAccount(location) &&
            await FindAsync(session, CancellationToken.None) is { } held && held.Path == PathOf(context))
        {
            await sessions.DropHeldFormAsync(session, CancellationToken.None);
        }
    }

    private static bool IsOfAccount(string? path) => path?.StartsWith("/Account/", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsKept(string name) =>
        !name.StartsWith("__", StringComparison.Ordinal) && !name.Contains("password", StringComparison.OrdinalIgnoreCase);

    private static async Task<HeldForm> ReadAsync(HttpContext context)
    {
        var reader = new FormPipeReader(context.Request.BodyReader, Encoding.UTF8) { ValueLengthLimit = MostText };
        var fields = await reader.ReadFormAsync(context.RequestAborted);
        return new HeldForm(PathOf(context), false, false, Kept(fields));
    }

    private static List<KeyValuePair<string, string>> Kept(IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        [.. fields.Where(field => IsKept(field.Key)).SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")))];

    /// <summary>Reads the text of a form with files in memory. The framework's own reader would spill it to a file in plain text.</summary>
    private static async Task<HeldForm> ReadMultipartAsync(HttpContext context, string boundary)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var hadFiles = false;
        long text = 0;
        var reader = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = MostRead };
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                continue;
            }

            if (disposition.IsFileDisposition())
            {
                hadFiles |= disposition.FileName.Length > 2 || disposition.FileNameStar.Length > 0;
                continue;
            }

            using var value = new StreamReader(section.Body, Encoding.UTF8);
            var content = await value.ReadToEndAsync(context.RequestAborted);
            if ((text += content.Length) > MostText)
            {
                throw new InvalidDataException("The form is too long to keep.");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (IsKept(name))
            {
                fields.Add(KeyValuePair.Create(name, content));
            }
        }

        return new HeldForm(PathOf(context), true, hadFiles, fields);
    }

    /// <summary>With the query: a page's handler is named there. It is sealed with the rest and never becomes part of an address again but the form's own.</summary>
    private static string PathOf(HttpContext context) => context.Request.PathBase + context.Request.Path + context.Request.QueryString;
}
