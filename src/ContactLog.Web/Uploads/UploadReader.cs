using ContactLog.Data.Record;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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
        var form = new StreamedForm(http, antiforgery, token.Value);
        try
        {
            await form.ReadAsync((name, body) => ReadFileAsync(name, body, http.Request.ContentLength ?? 0, state, cancel), cancel);
            if (!form.IsOurs)
            {
                state.Problems.Add(new(UploadFault.Forged));
            }
            else if (state.Problems.Exists(problem => problem.RefusesAll))
            {
                // No more than one file's worth.
                await form.DrainAsync(options.Value.MaxFileBytes, cancel);
            }
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

        return new(form.Fields, state.Files, state.Problems);
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

    private sealed class Reading(long room)
    {
        public List<ReceivedFile> Files { get; } = [];

        public List<UploadProblem> Problems { get; } = [];

        public long Room { get; set; } = room;

        public bool Refuse(UploadFault fault)
        {
            Problems.Add(new(fault));
            return false;
        }
    }
}
