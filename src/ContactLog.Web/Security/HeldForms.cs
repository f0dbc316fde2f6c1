using System.Text;
using System.Text.Json;
using ContactLog.Data.Accounts;
using ContactLog.Web.Hosting;
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
public sealed record HeldForm(string Path, bool IsMultipart, bool HadFiles, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Tells it from the others that are held.</summary>
    public Guid Id { get; init; }

    /// <summary>She sent it from an open page, and only the password was in between; otherwise it came after the lock.</summary>
    public bool IsAsked { get; init; }

    // Most forms have a number of their own, so that one that is sent twice is taken once.
    private List<KeyValuePair<string, string>> Numbers =>
        [.. Fields.Where(one => one.Key.EndsWith("RequestId", StringComparison.OrdinalIgnoreCase) || one.Key.EndsWith("Request", StringComparison.Ordinal))];

    /// <summary>
    /// Whether something that was sent is this form: to the same place, and with the same number where it has one. Another entry
    /// that was begun on the same page is another form.
    /// </summary>
    /// <param name="path">Where it was sent.</param>
    /// <param name="sent">Its fields by name; null for one that is not there: those beside files were read on the way and are gone.</param>
    internal bool IsSame(string path, Func<string, string?> sent) => Path == path && Numbers.TrueForAll(one => sent(one.Key) is not { } number || number == one.Value);

    /// <summary>Whether another one is this form in a later state. Two windows of a page whose form has no number are two forms, unless they say the same.</summary>
    internal bool IsLaterOf(HeldForm other) => Path == other.Path && (Numbers.Count > 0 ? Numbers.SequenceEqual(other.Numbers) : Fields.SequenceEqual(other.Fields));
}

/// <summary>
/// Keeps what she typed when it arrives after the session has locked, or before a password that has to be asked for
/// again. It is sealed under the half of the key that only her browser holds; the server cannot read what it keeps.
/// </summary>
public sealed class HeldForms(Sessions sessions)
{
    /// <summary>Where an open page sends what was being typed when it locks.</summary>
    public const string LockPath = "/Account/Lock";

    /// <summary>The field that says where the form that comes along to the lock was going; all others are the form's own.</summary>
    public const string LockField = "lock-path";

    /// <summary>More than this many are more than one person writes at once; the oldest go.</summary>
    private const int MostForms = 8;

    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const int MostText = 4 << 20;
    private const long MostRead = 64L << 20;

    /// <summary>Keeps the form of a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isAsked">Whether it waits for the password alone.</param>
    /// <returns>False when there is nothing to keep it under, or it is no form.</returns>
    internal async Task<bool> TryHoldAsync(HttpContext context, bool isAsked = false)
    {
        // Credentials and settings of the account are typed again: a held code or password would wait on the server.
        if ((IsOfAccount(context.Request.Path) && !IsLock(context.Request)) ||
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

        if (form is not null && IsLock(context.Request))
        {
            // The server locked by itself before the page did: what comes along was going elsewhere.
            var path = form.Fields.LastOrDefault(field => field.Key == LockField).Value;
            form = IsLocal(path) ? form with { Path = PlainPaths.Inward(path!), Fields = [.. form.Fields.Where(field => field.Key != LockField)] } : null;
        }

        return form is not null && await HoldAsync(session, form with { IsAsked = isAsked }, context.RequestAborted);
    }

    /// <summary>Keeps what was being typed in a form that was not sent.</summary>
    /// <param name="session">The session that is being locked.</param>
    /// <param name="path">Where the form was going, on this site.</param>
    /// <param name="form">What came; files are not kept.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<bool> TryHoldAsync(OpenSession session, string? path, IFormCollection form, CancellationToken cancel) =>
        IsLocal(path) && await HoldAsync(session, new(PlainPaths.Inward(path!), false, form.Files.Count > 0, Kept(form.Where(field => field.Key != LockField))), cancel);

    /// <summary>What is held, the oldest first.</summary>
    internal async Task<IReadOnlyList<HeldForm>> AllAsync(OpenSession session, CancellationToken cancel) => Read(await sessions.HeldFormsAsync(session, cancel));

    /// <summary>Lets one go.</summary>
    internal Task DropAsync(OpenSession session, Guid id, CancellationToken cancel) =>
        sessions.ChangeHeldFormsAsync(session, plain => Write([.. Read(plain).Where(form => form.Id != id)]), cancel);

    /// <summary>After a form was taken: when it is a held one, it has arrived and is let go.</summary>
    internal async Task DropSentAsync(HttpContext context, OpenSession session)
    {
        var location = context.Response.Headers.Location.ToString();
        var isOver = context.Response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther && !IsOfAccount(location);
        // What is shown once, an invitation's link, comes with the answer itself. A form that waited for the password alone is over with it: refused, it is on the page again.
        var isShown = context.Response.StatusCode == StatusCodes.Status200OK;
        if (session.State == SessionState.Open && !IsOfAccount(context.Request.Path) && HttpMethods.IsPost(context.Request.Method) && (isOver || isShown) &&
            (await AllAsync(session, CancellationToken.None)).FirstOrDefault(form => (isOver || form.IsAsked) && form.IsSame(PathOf(context), name => Sent(context, name))) is { } held)
        {
            await DropAsync(session, held.Id, CancellationToken.None);
        }
    }

    private static string? Sent(HttpContext context, string name) =>
        context.Features.Get<IFormFeature>()?.Form is { } form && form.TryGetValue(name, out var value) ? value.ToString() : null;

    private async Task<bool> HoldAsync(OpenSession session, HeldForm form, CancellationToken cancel)
    {
        if (IsOfAccount(form.Path) || form.Fields.Count == 0)
        {
            return false;
        }

        await sessions.ChangeHeldFormsAsync(
            session,
            plain => Write([.. Read(plain).Where(one => !form.IsLaterOf(one)).Append(form with { Id = Guid.NewGuid() }).TakeLast(MostForms)]),
            cancel);
        return true;
    }

    // One alone was held as it is, by the version before.
    private static IReadOnlyList<HeldForm> Read(byte[]? plain) => plain is null ? []
        : plain is [(byte)'[', ..] ? JsonSerializer.Deserialize<List<HeldForm>>(plain)!
        : [JsonSerializer.Deserialize<HeldForm>(plain)!];

    private static byte[]? Write(IReadOnlyList<HeldForm> forms) => forms.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(forms);

    private static bool IsLock(HttpRequest request) => request.Path.Equals(LockPath, StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(string? path) => path is { Length: < 500 } and ("/" or ['/', not ('/' or '\\'), ..]);

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
            var content = (await value.ReadToEndAsync(context.RequestAborted)).Replace('\0', NulInForms.Sign);
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

    /// <summary>With the query as it arrived: a page's handler is named there. It is sealed with the rest and never becomes part of an address again but the form's own.</summary>
    private static string PathOf(HttpContext context) => context.Request.PathBase + context.Request.Path + SealedAddresses.Arrived(context);
}
