using System.Text;
using ContactLog.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Uploads;

/// <summary>Takes a file of a form while it arrives.</summary>
/// <param name="name">Its name, as it was sent.</param>
/// <param name="body">Its bytes.</param>
/// <returns>False when the rest of the form need not be read.</returns>
public delegate Task<bool> TakeFile(string name, Stream body);

/// <summary>
/// One form with files, read once from front to end: fields into memory within limits, files handed on byte by byte. It
/// gives nobody a byte of a file before it has seen that the form is ours.
/// </summary>
internal sealed class StreamedForm(HttpContext http, IAntiforgery antiforgery, AntiforgeryOptions token)
{
    private const int MaxFields = 500;
    private const int MaxFieldBytes = 1 << 20;
    private const int MaxAllFieldBytes = 4 << 20;
    private const int BufferBytes = 64 * 1024;
    private readonly Dictionary<string, List<string?>> _fields = new(StringComparer.Ordinal);
    private int _fieldCount;
    private int _fieldBytes;

    /// <summary>The token was there, before the first file, and right.</summary>
    public bool IsOurs { get; private set; }

    /// <summary>The fields so far.</summary>
    public Dictionary<string, StringValues> Fields => _fields.ToDictionary(pair => pair.Key, pair => new StringValues([.. pair.Value]), StringComparer.Ordinal);

    /// <summary>Reads to the end, to a file that says enough, or to the first file of a form that is not ours.</summary>
    /// <exception cref="IOException">The body ended too soon.</exception>
    /// <exception cref="InvalidDataException">It is no such form, or its fields are too long.</exception>
    public async Task ReadAsync(TakeFile take, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return;
        }

        var reader = new MultipartReader(boundary, http.Request.Body, BufferBytes);
        while (await reader.ReadNextSectionAsync(cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || disposition.DispositionType != "form-data")
            {
                continue;
            }

            var fileName = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
            if (!fileName.HasValue)
            {
                await ReadFieldAsync(Unquote(disposition.Name), part.Body, cancel);
            }

            // Before the first byte of a file: another site's form must not fill her record, nor our disk.
            else if (!await IsOursAsync() || !await take(Unquote(fileName), part.Body))
            {
                return;
            }
        }

        await IsOursAsync();
    }

    /// <summary>
    /// Reads on after a refusal, and throws it away: a browser that is still sending when the connection closes
    /// shows "connection reset" and never our sentence. Nothing for a form that is not ours.
    /// </summary>
    /// <param name="most">No more bytes than these.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task DrainAsync(long most, CancellationToken cancel)
    {
        if (!IsOurs)
        {
            return;
        }

        var buffer = new byte[BufferBytes];
        int read;
        while (most > 0 && (read = await http.Request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            most -= read;
        }
    }

    private async Task<bool> IsOursAsync()
    {
        if (!IsOurs)
        {
            if (token.HeaderName is { } header && _fields.TryGetValue(token.FormFieldName, out var values) && values.Count > 0)
            {
                // Its own reader looks at the header first; that keeps it from reading the form.
                http.Request.Headers[header] = values[^1];
            }

            IsOurs = await antiforgery.IsRequestValidAsync(http);
        }

        return IsOurs;
    }

    private async Task ReadFieldAsync(string name, Stream body, CancellationToken cancel)
    {
        var bytes = new byte[MaxFieldBytes];
        var length = await body.ReadAtLeastAsync(bytes, MaxFieldBytes, throwOnEndOfStream: false, cancel);
        _fieldBytes += length;
        if (length == MaxFieldBytes || _fieldBytes > MaxAllFieldBytes || ++_fieldCount > MaxFields)
        {
            throw new InvalidDataException("The fields of the form are too long.");
        }

        if (!_fields.TryGetValue(name, out var values))
        {
            _fields.Add(name, values = []);
        }

        values.Add(Encoding.UTF8.GetString(bytes, 0, length).Replace('\0', NulInForms.Sign));
    }

    private static string Unquote(StringSegment text) => HeaderUtilities.RemoveQuotes(text).ToString();
}
