using System.Text;
using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ContactLog.Web.Uploads;

/// <summary>
/// Reads a form with files as it streams in: each file goes sealed into the store while it arrives, and no
/// byte of it lies in memory whole or on a disk in the clear. The page carries <see cref="StreamedFormAttribute"/>,
/// its form begins with the antiforgery token (<c>asp-antiforgery="false"</c> and <c>@Html.AntiForgeryToken()</c> first),
/// and what arrived becomes part of the record when an entry takes it in.
/// </summary>
public sealed class UploadReader(
    CurrentCase current, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> token, IOptions<UploadOptions> options, MeasureDisk disk)
{
    private const int MaxFields = 500;
    private const int MaxFieldBytes = 1 << 20;
    private const int MaxAllFieldBytes = 4 << 20;
    private const int BufferBytes = 64 * 1024;

    /// <summary>How much of a picture is read to see what it says of itself; what a camera writes stands in its first kilobytes.</summary>
    private const int ClaimBytes = 4 << 20;

    /// <summary>The limits in force.</summary>
    public UploadOptions Limits => options.Value;

    /// <summary>Reads the form of the request to its end.</summary>
    /// <param name="http">The request.</param>
    /// <param name="file">The case that the files are for; its files count against the limit.</param>
    /// <param name="cancel">Gives up; what had arrived is never seen and is swept later.</param>
    public async Task<Upload> ReadAsync(HttpContext http, CaseFile file, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(file);
        var state = new Reading(options.Value.MaxCaseBytes - file.Items.Sum(item => item.Files.Sum(f => f.Entry.Size)));
        try
        {
            await ReadPartsAsync(http, state, cancel);
            await DrainAsync(http.Request.Body, state, cancel);
        }
        catch (Exception failure) when (FaultOf(failure) is { } fault && !cancel.IsCancellationRequested)
        {
            state.Problems.Add(new(fault));
        }

        if (state.Problems.Exists(problem => problem.RefusesAll))
        {
            // Half an upload would look like a whole one next year.
            await DropAsync(state.Files);
            state.Files.Clear();
            state.Problems.RemoveAll(problem => !problem.RefusesAll);
        }

        return new(state.Fields.ToDictionary(pair => pair.Key, pair => new StringValues([.. pair.Value]), StringComparer.Ordinal), state.Files, state.Problems);
    }

    /// <summary>The entry that makes a file an exhibit: what it is by its first bytes, and what a picture says of itself.</summary>
    /// <param name="file">A file that arrived.</param>
    /// <param name="of">The item that it shows, or null.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<EntryDraft> ExhibitAsync(ReceivedFile file, Item? of, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        var fields = FieldSet.Empty.With("media-type", file.Media.MimeType);
        if (of is not null)
        {
            fields = fields.With("of", of.FirstSeq);
        }

        if (file.Media.Family == MediaFamily.Picture)
        {
            await using var bytes = await current.OpenFileAsync(file.Id, cancel);
            var first = new byte[(int)Math.Min(bytes.Length, ClaimBytes)];
            await bytes.ReadExactlyAsync(first, cancel);
            fields = FileClaims.Read(first) is { } claims ? fields.With("metadata", claims) : fields;
        }

        return EntryDraft.New(ItemType.Exhibit, fields).WithFiles(file.Id);
    }

    /// <summary>Drops files that arrived and are not wanted after all.</summary>
    public async Task DropAsync(IEnumerable<ReceivedFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var received in files)
        {
            // Also when she has gone: nothing of hers stays longer than it must.
            await current.DropPendingAsync(received.Id, CancellationToken.None);
        }
    }

    /// <summary>
    /// Reads on after a refusal, and throws it away: a browser that is still sending when the connection closes
    /// shows "connection reset" and never our sentence. No more than one file's worth, and nothing for a forged form.
    /// </summary>
    private async Task DrainAsync(Stream body, Reading state, CancellationToken cancel)
    {
        if (!state.IsOurs || !state.Problems.Exists(problem => problem.RefusesAll))
        {
            return;
        }

        var buffer = new byte[BufferBytes];
        var rest = options.Value.MaxFileBytes;
        int read;
        while (rest > 0 && (read = await body.ReadAsync(buffer, cancel)) > 0)
        {
            rest -= read;
        }
    }

    private async Task ReadPartsAsync(HttpContext http, Reading state, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            state.Problems.Add(new(UploadFault.Forged));
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
                await ReadFieldAsync(Unquote(disposition.Name), part.Body, state, cancel);
                continue;
            }

            // Before the first byte of a file: another site's form must not fill her record, nor our disk.
            if (!await IsOursAsync(http, state))
            {
                return;
            }

            if (!await ReadFileAsync(Unquote(fileName), part.Body, http.Request.ContentLength ?? 0, state, cancel))
            {
                return;
            }
        }

        await IsOursAsync(http, state);
    }

    private async Task<bool> IsOursAsync(HttpContext http, Reading state)
    {
        if (!state.IsOurs)
        {
            if (token.Value.HeaderName is { } header && state.Fields.TryGetValue(token.Value.FormFieldName, out var values) && values.Count > 0)
            {
                // Its own reader looks at the header first; that keeps it from reading the form.
                http.Request.Headers[header] = values[^1];
            }

            state.IsOurs = await antiforgery.IsRequestValidAsync(http);
            if (!state.IsOurs)
            {
                state.Problems.Add(new(UploadFault.Forged));
            }
        }

        return state.IsOurs;
    }

    private static async Task ReadFieldAsync(string name, Stream body, Reading state, CancellationToken cancel)
    {
        var bytes = new byte[MaxFieldBytes];
        var length = await body.ReadAtLeastAsync(bytes, MaxFieldBytes, throwOnEndOfStream: false, cancel);
        state.FieldBytes += length;
        if (length == MaxFieldBytes || state.FieldBytes > MaxAllFieldBytes || ++state.FieldCount > MaxFields)
        {
            throw new InvalidDataException("The fields of the form are too long.");
        }

        if (!state.Fields.TryGetValue(name, out var values))
        {
            state.Fields.Add(name, values = []);
        }

        values.Add(Encoding.UTF8.GetString(bytes, 0, length));
    }

    /// <returns>False when the rest need not be read.</returns>
    private async Task<bool> ReadFileAsync(string name, Stream body, long announced, Reading state, CancellationToken cancel)
    {
        if (state.Files.Count >= options.Value.MaxFiles)
        {
            return state.Refuse(UploadFault.TooMany);
        }

        if (!disk().HasRoomFor(state.Files.Count == 0 ? announced : 0))
        {
            return state.Refuse(UploadFault.DiskFull);
        }

        var limit = Math.Min(options.Value.MaxFileBytes, state.Room);
        if (limit <= 0)
        {
            return state.Refuse(UploadFault.CaseFull);
        }

        ReceivedFile received;
        try
        {
            received = await current.ReceiveAsync(body, name, limit, cancel);
        }
        catch (FileTooLargeException)
        {
            if (limit < options.Value.MaxFileBytes)
            {
                return state.Refuse(UploadFault.CaseFull);
            }

            // The rest of it is read and thrown away, so that the files after it arrive, and the answer too.
            state.Problems.Add(new(UploadFault.TooLarge, name));
            return true;
        }

        if (received.Entry.Size > 0)
        {
            state.Room -= received.Entry.Size;
            state.Files.Add(received);
            return true;
        }

        await DropAsync([received]);
        if (name.Length > 0)
        {
            // A file field that was left alone comes as a part without a name and without bytes.
            state.Problems.Add(new(UploadFault.Empty, name));
        }

        return true;
    }

    private static UploadFault? FaultOf(Exception failure) => failure switch
    {
        IOException or InvalidDataException => UploadFault.Cut,
        DbUpdateException { InnerException: SqliteException { SqliteErrorCode: 13 } } => UploadFault.DiskFull,
        _ => null,
    };

    private static string Unquote(StringSegment text) => HeaderUtilities.RemoveQuotes(text).ToString();

    private sealed class Reading(long room)
    {
        public Dictionary<string, List<string?>> Fields { get; } = new(StringComparer.Ordinal);

        public List<ReceivedFile> Files { get; } = [];

        public List<UploadProblem> Problems { get; } = [];

        public long Room { get; set; } = room;

        public int FieldCount { get; set; }

        public int FieldBytes { get; set; }

        public bool IsOurs { get; set; }

        public bool Refuse(UploadFault fault)
        {
            Problems.Add(new(fault));
            return false;
        }
    }
}
