namespace ContactLog.Data.Sharing;

/// <summary>
/// An invitation: a link that admits one person, once, for three days, to a case or to an organisation; or the proposal that
/// a colleague takes over somebody's access, which has no link and waits for that colleague.
/// </summary>
public sealed class InvitationRow
{
    /// <summary>Random.</summary>
    public Guid Id { get; init; }

    /// <summary>The case; null for a link into an organisation.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>SHA-256 of the secret in the link: a stolen table admits nobody.</summary>
    public required byte[] SecretHash { get; init; }

    /// <summary>The epoch of the key that the terms are sealed under.</summary>
    public int Epoch { get; init; }

    /// <summary>What she decided: role, scope, name, end; under the case key. Null where she decided nothing: a colleague gets the terms of whom they replace.</summary>
    public byte[]? SealedTerms { get; set; }

    /// <summary>What the invited person is told before they are let in: the role, or who asks; under the server's seal.</summary>
    public required byte[] SealedOffer { get; init; }

    /// <summary>Unix seconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Unix seconds; until when the link can be used, and what was accepted can be confirmed.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>Unix seconds; when somebody made an account by the link alone. It admits one.</summary>
    public long? AdmittedAt { get; set; }

    /// <summary>The organisation that the link admits to, or through which the access will be held; null for neither.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Whose access ends when this one begins; null unless a colleague takes over.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>The only account that may accept; null where the link decides.</summary>
    public Guid? ReservedFor { get; init; }

    /// <summary>Who accepted; null until somebody did.</summary>
    public Guid? AcceptedBy { get; set; }

    /// <summary>The public key of whoever accepted, as it was then (SPKI).</summary>
    public byte[]? AcceptedKey { get; set; }

    /// <summary>When it ended, in Unix seconds: confirmed, taken back or refused. Null while it is open.</summary>
    public long? ClosedAt { get; set; }
}

/// <summary>Somebody a case is shared with.</summary>
public sealed class MemberRow
{
    /// <summary>Random; the name of the grant in addresses.</summary>
    public Guid Id { get; init; }

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The account.</summary>
    public Guid UserId { get; init; }

    /// <summary>The epoch of the key that the terms are sealed under.</summary>
    public int Epoch { get; set; }

    /// <summary>Role, scope, name and the digest of the confirmed key, under the case key: nobody without it can widen them.</summary>
    public required byte[] SealedTerms { get; set; }

    /// <summary>The public key that both sides confirmed (SPKI). New keys are granted to no other.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Unix seconds.</summary>
    public long Since { get; init; }

    /// <summary>Unix seconds; access ends by itself then.</summary>
    public long Until { get; set; }

    /// <summary>When it ended before that; null while it goes on.</summary>
    public long? EndedAt { get; set; }

    /// <summary>The entry of the record that says it ended; null until a new key epoch began for it.</summary>
    public int? UnshareSeq { get; set; }
}

/// <summary>One look of somebody else at a case, or one try.</summary>
public sealed class LookRow
{
    /// <summary>Counts up.</summary>
    public long Id { get; init; }

    /// <summary>Random; binds what is sealed.</summary>
    public Guid Key { get; init; }

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Who; null when that person was never let in.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>Unix seconds.</summary>
    public long At { get; init; }

    /// <summary>The epoch of the key it is sealed under; 0 for the server's seal, which holds what was tried and nothing of the case.</summary>
    public int Epoch { get; init; }

    /// <summary>What was looked at.</summary>
    public required byte[] Sealed { get; init; }
}

/// <summary>A remark beside the record: in no chain and in no export.</summary>
public sealed class CommentRow
{
    /// <summary>Random.</summary>
    public Guid Id { get; init; }

    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>Whose conversation with the owner it belongs to. Nobody else it is shared with sees it.</summary>
    public Guid MemberId { get; init; }

    /// <summary>The account that wrote it.</summary>
    public Guid AuthorId { get; init; }

    /// <summary>Unix seconds.</summary>
    public long At { get; init; }

    /// <summary>The epoch of the key it is sealed under.</summary>
    public int Epoch { get; set; }

    /// <summary>Item, kind and words, who said it in whose conversation and to whom it was handed, under the case key.</summary>
    public required byte[] Sealed { get; set; }

    /// <summary>Who is to do something: a member, or the owner when null.</summary>
    public Guid? AssignedTo { get; set; }

    /// <summary>Unix seconds; null while it is open.</summary>
    public long? ResolvedAt { get; set; }
}

/// <summary>What a member keeps of a case for themselves. Sealed to their own keys; not even the owner opens it.</summary>
public sealed class DeskRow
{
    /// <summary>The member.</summary>
    public Guid MemberId { get; init; }

    /// <summary>What they have read.</summary>
    public byte[]? SealedMarks { get; set; }

    /// <summary>The scratch pad.</summary>
    public byte[]? SealedPad { get; set; }

    /// <summary>The line in their list of cases, made when the case was last opened.</summary>
    public byte[]? SealedSummary { get; set; }

    /// <summary>The newest entry when that line was made.</summary>
    public int SummaryHead { get; set; }

    /// <summary>Unix seconds; up to when they have seen what was answered. Reading something else does not make an answer seen.</summary>
    public long? VisitedAt { get; set; }
}

/// <summary>How far the owner has seen what others did.</summary>
public sealed class ShareSeenRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The newest look that was on her page.</summary>
    public long LookId { get; set; }
}

/// <summary>Which court's form the owner chose for her report.</summary>
public sealed class ChosenFormRow
{
    /// <summary>The case.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The epoch of the key it is sealed under.</summary>
    public int Epoch { get; set; }

    /// <summary>The name of the form, under the case key; every one of the same length.</summary>
    public required byte[] Sealed { get; set; }
}

/// <summary>Times in rows, which whoever writes to the database can set to anything.</summary>
internal static class RowTime
{
    // The year 9000: later ones lie outside of what a calendar of some zones can say.
    private const long Last = 221_845_392_000;

    /// <summary>A time in Unix seconds; one that is out of all bounds is the first or last there is, so that no page ends in an error for it.</summary>
    public static DateTimeOffset Of(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, Last));
}
