using ContactLog.Domain.Items;

namespace ContactLog.Domain.Contacts;

/// <summary>A person: the one who makes contact, a go-between, another.</summary>
public sealed class Contact : Item
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.Contact;

    /// <summary>What she calls the person here.</summary>
    public string? Label => Fields["label"] ?? Fields["name"];

    /// <summary>The person the record is about; so is one without a role.</summary>
    public bool IsMain => Fields["role"] is null or "main";

    /// <summary>Someone who carries messages for another.</summary>
    public bool IsGoBetween => Fields["role"] == "go-between";

    /// <summary>Someone else, with whom the person the record is about has nothing to do.</summary>
    public bool IsOther => Fields["role"] == "other";
}

/// <summary>A number, address or account through which contact comes.</summary>
public sealed class ContactPoint : Item
{
    /// <inheritdoc/>
    public override ItemType Type => ItemType.ContactPoint;

    /// <summary>The number, address or account as it is shown.</summary>
    public string? Value => Fields["value"];

    /// <summary>The first entry of the person it belongs to.</summary>
    public int? ContactSeq => Fields.Number("contact");

    /// <summary>True while it is blocked: blocked on a day, and not unblocked on a later one.</summary>
    public bool IsBlocked => Fields["blocked-on"] is { } blocked
        && (Fields["unblocked-on"] is not { } unblocked || string.CompareOrdinal(unblocked, blocked) < 0);
}
