namespace ContactLog.Data.Organisations;

/// <summary>An organisation whose people help: a name that whoever runs the server vouches for, and nothing else.</summary>
public sealed class OrganisationRow
{
    /// <summary>Random.</summary>
    public Guid Id { get; init; }

    /// <summary>Its name, under the server's seal: a stolen table does not say who helps here.</summary>
    public required byte[] SealedName { get; init; }

    /// <summary>Unix seconds.</summary>
    public long CreatedAt { get; init; }
}

/// <summary>Somebody who belongs to an organisation. An account belongs to one at a time.</summary>
public sealed class OrganisationMemberRow
{
    /// <summary>Random; the name of the membership in addresses.</summary>
    public Guid Id { get; init; }

    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>What colleagues call them, under the server's seal.</summary>
    public required byte[] SealedName { get; init; }

    /// <summary>Invites and removes people, and sees how many grants each holds. It opens nothing.</summary>
    public bool IsSupervisor { get; init; }

    /// <summary>Unix seconds.</summary>
    public long JoinedAt { get; init; }
}

/// <summary>That access to a case is held through an organisation: it ends when the person stops belonging to it.</summary>
public sealed class OrganisationGrantRow
{
    /// <summary>The access.</summary>
    public Guid MemberId { get; init; }

    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; init; }
}

/// <summary>Something that happened in an organisation and that its supervisors can see.</summary>
public sealed class OrganisationEventRow
{
    /// <summary>Counts up.</summary>
    public long Id { get; init; }

    /// <summary>Random; binds what is sealed.</summary>
    public Guid Key { get; init; }

    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; init; }

    /// <summary>Unix seconds.</summary>
    public long At { get; init; }

    /// <summary>What happened and to whom, under the server's seal.</summary>
    public required byte[] Sealed { get; init; }
}
