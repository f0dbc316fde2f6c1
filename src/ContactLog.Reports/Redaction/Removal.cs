using ContactLog.Domain.Redactions;
using NodaTime;

namespace ContactLog.Reports.Redaction;

/// <summary>By which rule something was removed; its words are <c>redaction.rule.</c> and the name.</summary>
public enum RedactionRule
{
    /// <summary>The profile removes it.</summary>
    Profile,

    /// <summary>Numbers that courts want out of public files: Federal Rule of Civil Procedure 5.2, California Rule of Court 1.201.</summary>
    Numbers,

    /// <summary>She marked it.</summary>
    Mark,

    /// <summary>It stands on the confidential sheet.</summary>
    Sheet,
}

/// <summary>Something that was removed. Never holds what it was.</summary>
/// <param name="ItemSeq">The item it was removed from, by its first entry.</param>
/// <param name="EntrySeq">The entry whose text it was.</param>
/// <param name="Field">The field, or <c>picture</c>, or <c>file</c> for the name of a file.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Rule">Why.</param>
/// <param name="Places">In how many places of that text.</param>
/// <param name="When">When it was decided: when the mark was made, or the report.</param>
/// <param name="By">Who decided it.</param>
public sealed record Removal(int ItemSeq, int EntrySeq, string Field, RedactionKind Kind, RedactionRule Rule, int Places, Instant When, string By);
