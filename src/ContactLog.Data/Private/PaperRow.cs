namespace ContactLog.Data.Private;

/// <summary>Something of hers alone, beside the record: no case, no time and no title stand here in the clear.</summary>
public sealed class PaperRow
{
    /// <summary>Random; binds what is sealed.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public Guid UserId { get; init; }

    /// <summary>Where it lies: one of <see cref="PaperShelf"/>.</summary>
    public required string Shelf { get; init; }

    /// <summary>How often it was written, from 1: two windows must not overwrite each other unseen.</summary>
    public int Version { get; set; }

    /// <summary>The paper, under her own key pair.</summary>
    public required byte[] Sealed { get; set; }
}
