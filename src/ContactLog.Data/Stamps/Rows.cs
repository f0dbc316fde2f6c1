namespace ContactLog.Data.Stamps;

/// <summary>A time stamp that was checked when it came in: request and answer byte for byte. It holds nothing but hashes, so it is not sealed.</summary>
public sealed class StampRow
{
    /// <summary>Random.</summary>
    public Guid Id { get; init; }

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The authority, by its name in the configuration.</summary>
    public required string Authority { get; init; }

    /// <summary>The list that was stamped ends with this entry.</summary>
    public int Seq { get; init; }

    /// <summary>The newest entry of the record when the stamp came in. A report holds the stamps that came before its own entry, so that it stays the same.</summary>
    public int Head { get; init; }

    /// <summary>The authority's time, in Unix seconds.</summary>
    public long StampedAt { get; init; }

    /// <summary>This server's time when it came in, in Unix seconds.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>When the authority's certificate ends, in Unix seconds.</summary>
    public long EndsAt { get; init; }

    /// <summary>The request as it was sent.</summary>
    public required byte[] Request { get; init; }

    /// <summary>The answer as it came.</summary>
    public required byte[] Response { get; init; }
}

/// <summary>A list that waits for a time stamp. Written with the entry, in its transaction; gone when the stamp is there.</summary>
public sealed class StampOutboxRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The authority.</summary>
    public required string Authority { get; init; }

    /// <summary>The newest entry that waits.</summary>
    public int Seq { get; set; }

    /// <summary>Since when the oldest of them waits, in Unix seconds.</summary>
    public long Since { get; set; }

    /// <summary>Not before, in Unix seconds: a few entries in a row are stamped together.</summary>
    public long DueAt { get; set; }
}

/// <summary>How an authority does: when it fails, everybody's lists wait for it together.</summary>
public sealed class StampAuthorityRow
{
    /// <summary>Its name in the configuration.</summary>
    public required string Authority { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Not before, in Unix seconds.</summary>
    public long NextTryAt { get; set; }

    /// <summary>What the last failure was; one of <see cref="StampFailure"/>. Null when the last try succeeded.</summary>
    public string? LastFailure { get; set; }

    /// <summary>The last success, in Unix seconds.</summary>
    public long? LastGoodAt { get; set; }
}

/// <summary>What she chose for her case; without a row the operator's default holds.</summary>
public sealed class StampChoiceRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>One of <see cref="StampRhythm"/>, in lower case.</summary>
    public required string Rhythm { get; set; }
}
