using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;

namespace ContactLog.Domain.Items;

/// <summary>The kinds of item in a case. The words in the record (field <c>type</c>) are pinned by a test.</summary>
public enum ItemType
{
    /// <summary>The case itself: label, names, zone.</summary>
    Case,

    /// <summary>A person: the one who makes contact, a go-between, another.</summary>
    Contact,

    /// <summary>A number, address or account through which contact comes.</summary>
    ContactPoint,

    /// <summary>A boundary she stated.</summary>
    Boundary,

    /// <summary>An order of a court.</summary>
    CourtOrder,

    /// <summary>Something that happened.</summary>
    Incident,

    /// <summary>A file, kept untouched.</summary>
    Exhibit,

    /// <summary>A message export that was read.</summary>
    Import,

    /// <summary>Words of a text or an area of a picture that are to be removed from reports of some kinds.</summary>
    Redaction,

    /// <summary>A report to police or somebody else with a duty.</summary>
    AuthorityReport,

    /// <summary>A day at court.</summary>
    Hearing,

    /// <summary>A visit to somebody who treats or counsels.</summary>
    CareVisit,

    /// <summary>A measure she took.</summary>
    Measure,
}

/// <summary>The words for item types as they stand in the record.</summary>
public static class ItemTypes
{
    private static readonly Dictionary<ItemType, string> s_words = new()
    {
        [ItemType.Case] = "case",
        [ItemType.Contact] = "contact",
        [ItemType.ContactPoint] = "contact-point",
        [ItemType.Boundary] = "boundary",
        [ItemType.CourtOrder] = "court-order",
        [ItemType.Incident] = "incident",
        [ItemType.Exhibit] = "exhibit",
        [ItemType.Import] = "import",
        [ItemType.Redaction] = "redaction",
        [ItemType.AuthorityReport] = "authority-report",
        [ItemType.Hearing] = "hearing",
        [ItemType.CareVisit] = "care-visit",
        [ItemType.Measure] = "measure",
    };

    private static readonly Dictionary<string, ItemType> s_types = s_words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The word in the record.</summary>
    public static string Word(this ItemType type) => s_words[type];

    /// <summary>The type for a word, or null when the word is of no type.</summary>
    public static ItemType? FromWord(string? word) => word is not null && s_types.TryGetValue(word, out var type) ? type : null;

    /// <summary>The new item of a type, with nothing said yet.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="id">Its identity on screen.</param>
    /// <param name="caseId">The case it belongs to.</param>
    /// <param name="seq">Its first entry.</param>
    public static Item New(this ItemType type, Guid id, Guid caseId, int seq) => type switch
    {
        ItemType.Case => new CaseSettings { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.Contact => new Contact { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.ContactPoint => new ContactPoint { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.Boundary => new Boundary { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.CourtOrder => new CourtOrder { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.Incident => new Incident { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.Exhibit => new Exhibit { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.Import => new Import { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        ItemType.Redaction => new RedactionMark { Id = id, CaseId = caseId, FirstSeq = seq, LatestSeq = seq },
        _ => Response.Of(type, id, caseId, seq),
    };
}
