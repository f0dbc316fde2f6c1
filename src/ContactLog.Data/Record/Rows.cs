using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContactLog.Data.Record;

/// <summary>A case: whose it is and where its record ends.</summary>
public sealed class CaseRow
{
    /// <summary>Random; also in every entry file.</summary>
    public Guid Id { get; init; }

    /// <summary>The account that it belongs to.</summary>
    public Guid OwnerId { get; init; }

    /// <summary>The key epoch for new entries.</summary>
    public int Epoch { get; set; }

    /// <summary>The newest entry.</summary>
    public int HeadSeq { get; set; }

    /// <summary>The digest of the newest entry, as 64 hexadecimal characters.</summary>
    public required string HeadDigest { get; set; }

    /// <summary>Unix seconds.</summary>
    public long CreatedAt { get; init; }
}

/// <summary>Someone's key to a case. There is one row per epoch and member.</summary>
public sealed class GrantRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The epoch of the key.</summary>
    public int Epoch { get; init; }

    /// <summary>The member.</summary>
    public Guid UserId { get; init; }

    /// <summary>The case key, sealed to the member's public key.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>Unix seconds.</summary>
    public long CreatedAt { get; init; }
}

/// <summary>An entry. In the clear are its place, its time and the digests of the chain; the entry text itself is sealed, because the names of its fields already tell something.</summary>
public sealed class EntryRow
{
    /// <summary>Random; binds its sealed fields to it.</summary>
    public Guid Id { get; init; }

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The place in the record, from 1.</summary>
    public int Seq { get; init; }

    /// <summary>The digest of the entry file, 64 hexadecimal characters.</summary>
    public required string Digest { get; init; }

    /// <summary>The digest of the entry before.</summary>
    public required string Prev { get; init; }

    /// <summary>Unix seconds; equal to the time in the entry file.</summary>
    public long RecordedAt { get; init; }

    /// <summary>The epoch of the key it is sealed under.</summary>
    public int Epoch { get; init; }

    /// <summary>The sealed entry file.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>The form that made it: a second submit of the same form finds it and appends nothing.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>How many sealed fields belong to it.</summary>
    public int FieldCount { get; init; }

    /// <summary>How many files belong to it.</summary>
    public int FileCount { get; init; }
}

/// <summary>A sealed field file. Its name is in the entry text, by the same order.</summary>
public sealed class EntryFieldRow
{
    /// <summary>The entry.</summary>
    public Guid EntryId { get; init; }

    /// <summary>The place among the fields of the entry, from 0.</summary>
    public int Ordinal { get; init; }

    /// <summary>The sealed field file.</summary>
    public required byte[] Sealed { get; init; }
}

/// <summary>A file. Until an entry names it, it is pending: nobody sees it, and it is swept after a day.</summary>
public sealed class FileRow
{
    /// <summary>Random; binds its sealed bytes to it.</summary>
    public Guid Id { get; init; }

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The entry that names it; null while it is pending.</summary>
    public Guid? EntryId { get; set; }

    /// <summary>Its number in that entry.</summary>
    public int Number { get; set; }

    /// <summary>The epoch of the key that its file key is wrapped under.</summary>
    public int Epoch { get; init; }

    /// <summary>The wrapped file key.</summary>
    public required byte[] WrappedKey { get; set; }

    /// <summary>The sealed file entry (name, digest, size, arrival); empty until the last byte has arrived.</summary>
    public required byte[] SealedEntry { get; set; }

    /// <summary>The length of the original in bytes; -1 until the last byte has arrived.</summary>
    public long Size { get; set; }

    /// <summary>How many segments it has.</summary>
    public int Segments { get; set; }

    /// <summary>Unix seconds.</summary>
    public long StartedAt { get; init; }
}

/// <summary>A run of sealed chunks of a file, about a mebibyte.</summary>
public sealed class FileSegmentRow
{
    /// <summary>The file.</summary>
    public Guid FileId { get; init; }

    /// <summary>The place in the file, from 0.</summary>
    public int Ordinal { get; init; }

    /// <summary>The sealed chunks.</summary>
    public required byte[] Bytes { get; init; }
}

/// <summary>A value about the whole installation, such as the fingerprint of the server secret.</summary>
public sealed class InstallationRow
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its value; holds nothing about any user.</summary>
    public required string Value { get; set; }
}
