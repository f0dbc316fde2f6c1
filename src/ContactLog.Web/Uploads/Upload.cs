using ContactLog.Data.Record;
using Microsoft.Extensions.Primitives;

namespace ContactLog.Web.Uploads;

/// <summary>What a form with files brought.</summary>
/// <param name="Fields">The other fields of the form, by name; what an ordinary post would give.</param>
/// <param name="Files">The files that arrived whole, in order. They are pending until an entry takes them in.</param>
/// <param name="Problems">What could not be taken. When one of them <see cref="UploadProblem.RefusesAll"/>, nothing was kept.</param>
public sealed record Upload(IReadOnlyDictionary<string, StringValues> Fields, IReadOnlyList<ReceivedFile> Files, IReadOnlyList<UploadProblem> Problems)
{
    /// <summary>The token was missing or wrong: answer 400 and nothing else.</summary>
    public bool IsForged => Problems.Any(problem => problem.Fault == UploadFault.Forged);

    /// <summary>The status that fits the worst problem; 200 without one.</summary>
    public int StatusCode => Problems.Count == 0 ? StatusCodes.Status200OK : Problems.Max(problem => problem.StatusCode);

    /// <summary>The hidden field <c>Request</c>, which tells a form that is sent twice.</summary>
    public Guid? RequestId => Guid.TryParse(Text("Request"), out var id) ? id : null;

    /// <summary>The last value of a field, or null.</summary>
    public string? Text(string name) => Fields.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;
}

/// <summary>Why something that was sent could not be taken. Its words are <c>exhibit.fault.</c> and the lower-case name.</summary>
public enum UploadFault
{
    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file has more bytes than one file may have.</summary>
    TooLarge,

    /// <summary>The files of the case would have more bytes than they may have together.</summary>
    CaseFull,

    /// <summary>There are more files than may be sent at once.</summary>
    TooMany,

    /// <summary>The disk is nearly full.</summary>
    DiskFull,

    /// <summary>The upload ended before its end.</summary>
    Cut,

    /// <summary>The antiforgery token is missing or wrong: perhaps another site sent the form.</summary>
    Forged,
}

/// <summary>One thing that could not be taken.</summary>
/// <param name="Fault">Why.</param>
/// <param name="FileName">The file, where it is about one. For the screen only.</param>
public sealed record UploadProblem(UploadFault Fault, string? FileName = null)
{
    /// <summary>True when nothing of the upload was kept; otherwise the other files were.</summary>
    public bool RefusesAll => Fault is not (UploadFault.Empty or UploadFault.TooLarge);

    /// <summary>The status of an answer about it.</summary>
    public int StatusCode => Fault switch
    {
        UploadFault.TooLarge or UploadFault.CaseFull or UploadFault.TooMany => StatusCodes.Status413PayloadTooLarge,
        UploadFault.DiskFull => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };
}
