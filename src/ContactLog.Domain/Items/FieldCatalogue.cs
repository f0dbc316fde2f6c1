using static ContactLog.Domain.Items.FieldClass;
using static ContactLog.Domain.Items.FieldKind;

namespace ContactLog.Domain.Items;

/// <summary>
/// The fields of every item type, in the order of the form. Forms, history, report and redaction all
/// read this list, so a field that is added here is asked, kept, shown and classed at once. What the
/// fields are taken from: the incident logs of SPARC, NNEDV, police forces and the others named in
/// <c>docs/glossary.md</c>. Every field is optional except where a page says so.
/// </summary>
public static class FieldCatalogue
{
    /// <summary>The kinds of incident, in the order of the first page.</summary>
    public static IReadOnlyList<string> IncidentKinds { get; } = ["call", "text", "voicemail", "email", "social", "in-person", "other"];

    private static readonly string[] s_calls = ["call"];
    private static readonly string[] s_spoken = ["call", "voicemail"];
    private static readonly string[] s_written = ["text", "email", "social"];
    private static readonly string[] s_remote = ["call", "text", "voicemail", "email", "social"];
    private static readonly string[] s_there = ["in-person", "other"];

    private static readonly Dictionary<ItemType, FieldDefinition[]> s_fields = new()
    {
        [ItemType.Case] =
        [
            new("label", Line, "case"),
            new("own-name", Line, "case"),
            new("zone", Line, "case"),
            new("court", Line, "case"),
            new("case-number", Line, "case"),
            new("hearing", Date, "case"),
            new("began", Line, "case"),
            new("own-address", FieldKind.Text, "kept-back") { Class = Whereabouts },
            new("own-phone", FieldKind.Text, "kept-back") { Class = Whereabouts },
            new("own-email", FieldKind.Text, "kept-back") { Class = Whereabouts },
            new("own-account", FieldKind.Text, "kept-back") { Class = Whereabouts },
            new("work-place", FieldKind.Text, "kept-back") { Class = Whereabouts },
            new("school", FieldKind.Text, "kept-back") { Class = Whereabouts },
            new("kept-back", FieldKind.Text, "kept-back") { Class = Whereabouts },
            new("children", FieldKind.Text, "kept-back") { Class = Minor },
            new("birth-dates", FieldKind.Text, "kept-back") { Class = Identifier },
            new("own-ids", FieldKind.Text, "kept-back") { Class = Identifier },
        ],
        [ItemType.Contact] =
        [
            new("label", Line, "person"),
            new("role", Choice, "person") { Choices = ["main", "go-between", "other"] },
            new("name", Line, "person"),
            new("nicknames", Line, "person"),
            new("birth-date", Line, "person") { Class = Identifier },
            new("relationship", Line, "person"),
            new("relationship-dates", Line, "person"),
            new("description", FieldKind.Text, "person"),
            new("addresses", FieldKind.Text, "person"),
            new("employer", Line, "person"),
            new("vehicles", FieldKind.Text, "person"),
            new("weapons", FieldKind.Text, "person"),
            new("private-note", FieldKind.Text, "private") { Class = Private },
        ],
        [ItemType.ContactPoint] =
        [
            new("contact", Link, "point") { Links = ItemType.Contact },
            new("kind", Choice, "point") { Choices = ["phone", "email", "social", "address", "vehicle", "other"] },
            new("value", Line, "point"),
            new("platform", Line, "point"),
            new("why-theirs", FieldKind.Text, "point"),
            new("certainty", Choice, "point") { Choices = ["sure", "likely", "unsure"] },
            new("first-seen", Date, "point"),
            new("last-seen", Date, "point"),
            new("blocked-on", Date, "point"),
            new("unblocked-on", Date, "point"),
            new("saved-first", YesNo, "point"),
            new("read-receipts-off", YesNo, "point"),
            new("shared-account", YesNo, "point"),
            new("private-note", FieldKind.Text, "private") { Class = Private },
        ],
        [ItemType.Boundary] =
        [
            new("words", Words, "said"),
            new("when", FieldKind.When, "said"),
            new("channel", Choice, "said") { Choices = ["text", "email", "letter", "call", "social", "in-person", "lawyer", "other"] },
            new("contact", Link, "said") { Links = ItemType.Contact },
            new("to", Line, "said"),
            new("in-writing", YesNo, "said"),
            new("via", Line, "said"),
            new("delivered", YesNo, "said"),
            new("arrived", FieldKind.When, "said"),
            new("delivered-how", Line, "said"),
            new("covers", Choices, "scope") { Choices = ["all", "call", "text", "voicemail", "email", "social", "in-person", "other"] },
            new("through-others", YesNo, "scope"),
            new("exceptions", FieldKind.Text, "scope"),
            new("ended", FieldKind.When, "scope") { MayLieAhead = true },
            new("ended-why", Line, "scope"),
            new("replaces", Link, "scope") { Links = ItemType.Boundary },
            new("private-note", FieldKind.Text, "private") { Class = Private },
        ],
        [ItemType.CourtOrder] =
        [
            new("title", Line, "order"),
            new("court", Line, "order"),
            new("number", Line, "order"),
            new("contact", Link, "order") { Links = ItemType.Contact },
            new("protected", Line, "order") { Class = Witness },
            new("issued", FieldKind.When, "order"),
            new("served", FieldKind.When, "order"),
            new("served-how", Line, "order"),
            new("expires", FieldKind.When, "order") { MayLieAhead = true },
            new("words", Words, "order"),
            new("distance", Line, "order"),
            new("covers", Choices, "scope") { Choices = ["all", "call", "text", "voicemail", "email", "social", "in-person", "other"] },
            new("through-others", YesNo, "scope"),
            new("exceptions", FieldKind.Text, "scope"),
            new("varied", FieldKind.Text, "order"),
            new("private-note", FieldKind.Text, "private") { Class = Private },
        ],
        [ItemType.Incident] =
        [
            new("kind", Choice, "when") { Choices = IncidentKinds, Short = true },
            new("when", FieldKind.When, "when") { Short = true },
            new("noticed", FieldKind.When, "when"),
            new("direction", Choice, "when") { Choices = ["in", "out", "none", "made"] },
            new("call-result", Choice, "when") { Choices = ["missed", "answered", "rejected", "blocked", "unsure"], OnlyFor = s_calls, Short = true },
            new("duration", Line, "when") { OnlyFor = s_spoken },
            new("count", Number, "when") { Short = true },
            new("count-precision", Choice, "when") { Choices = ["exact", "at-least", "about"], Short = true },
            new("times", FieldKind.Text, "when") { OnlyFor = s_remote },

            new("contact", Link, "who") { Links = ItemType.Contact, Short = true },
            new("contact-point", Link, "who") { Links = ItemType.ContactPoint, Short = true },
            new("from", Line, "who") { Short = true },
            new("known-how", FieldKind.Text, "who"),
            new("known-from", Choice, "who") { Choices = ["self", "told", "record"] },
            new("through", Line, "who"),
            new("device", Line, "who") { Class = Origin, OnlyFor = s_remote },
            new("platform", Line, "who") { OnlyFor = s_written },
            new("url", Line, "who") { OnlyFor = s_written },
            new("subject", Line, "who") { OnlyFor = s_written },

            new("narrative", FieldKind.Text, "what") { Short = true },
            new("said", Words, "what") { Short = true },
            new("place", Line, "what") { Class = Place, OnlyFor = s_there, Short = true },
            new("own-reply", FieldKind.Text, "what"),
            new("tags", Choices, "what")
            {
                Class = Characterisation,
                Choices =
                [
                    "repeated", "promises", "blame", "belittling", "showing-up", "pressing-others", "online-posts",
                    "grand-gesture", "gift", "self-harm", "blackmail", "threat", "child", "damage", "tracking", "other",
                ],
            },
            new("vehicle", Line, "what") { OnlyFor = s_there },
            new("clothing", Line, "what") { OnlyFor = s_there },
            new("weapon", YesNo, "what"),
            new("weapon-what", Line, "what"),
            new("threat", YesNo, "what"),
            new("damage", YesNo, "what"),
            new("damage-what", Line, "what"),
            new("injury", YesNo, "what"),
            new("injury-what", Line, "what") { Class = Impact },
            new("gift", Line, "what"),
            new("permitted", YesNo, "what"),
            new("breach-of", Link, "what") { Links = ItemType.CourtOrder },
            new("breach-term", FieldKind.Text, "what"),

            new("present", Line, "others") { Class = Witness },
            new("children", YesNo, "others"),
            new("witness", Line, "others") { Class = Witness },
            new("witness-contact", Line, "others") { Class = Reach },
            new("witness-saw", FieldKind.Text, "others") { Class = Witness },
            new("police", YesNo, "others"),
            new("police-who", Line, "others"),
            new("police-number", Line, "others"),
            new("police-outcome", Line, "others"),
            new("police-follow-up", Date, "others"),

            new("feelings", FieldKind.Text, "effect") { Class = Impact },
            new("sleep", Line, "effect") { Class = Impact },
            new("work", Line, "effect") { Class = Impact },
            new("routine", Line, "effect") { Class = Impact },
            new("cost", Line, "effect") { Class = Impact },
            new("afterwards", FieldKind.Text, "effect"),
            new("trigger", Line, "effect"),
            new("action", FieldKind.Text, "effect"),
            new("evidence-elsewhere", FieldKind.Text, "effect") { Class = Keeping },
            new("still-needed", Line, "effect") { Class = Private },
            new("private-note", FieldKind.Text, "private") { Class = Private },

            new("source", Machine, "source") { Links = ItemType.Import },
            new("locator", Machine, "source"),
            new("raw", Machine, "source") { Class = Origin },
            new("source-key", Machine, "source") { Class = Private },
            new("time-basis", Machine, "source"),
            new("message-id", Machine, "source"),
            new("claimed-at", Machine, "source"),
            new("received-at", Machine, "source"),
            new("mail-route", Machine, "source") { Class = Origin },
            new("attachments", Machine, "source") { Class = Origin },
            new("reading-notes", Machine, "source"),
        ],
        [ItemType.Exhibit] =
        [
            new("of", Link, "exhibit"),
            new("description", Line, "exhibit"),
            new("what", Choice, "exhibit") { Choices = ["screenshot", "photo", "voicemail", "recording", "video", "letter", "document", "export", "other"] },
            new("shown-from", Line, "exhibit"),
            new("captured", FieldKind.When, "exhibit"),
            new("captured-how", Line, "exhibit"),
            new("whole-thread", YesNo, "exhibit"),
            new("transcript", Words, "exhibit"),
            new("transcript-by", Line, "exhibit"),
            new("translation", FieldKind.Text, "exhibit"),
            new("translation-by", Line, "exhibit"),
            new("paper-held-by", Line, "exhibit") { Class = Keeping },
            new("private-note", FieldKind.Text, "private") { Class = Private },
            new("media-type", Machine, "exhibit"),
            new("metadata", Machine, "exhibit") { Class = Whereabouts },
            new("source", Machine, "exhibit") { Links = ItemType.Import },
            new("statement", Machine, "exhibit") { Class = FieldClass.Witness },
            new("grant", Machine, "exhibit") { Class = FieldClass.Witness },
        ],
        [ItemType.Import] =
        [
            new("format", Machine, "import"),
            new("format-version", Machine, "import"),
            new("readers", Machine, "import"),
            new("files", Machine, "import") { Class = Origin },
            new("person", Machine, "import"),
            new("records", Machine, "import"),
            new("added", Machine, "import"),
            new("own", Machine, "import"),
            new("others", Machine, "import"),
            new("withheld", Machine, "import"),
            new("made", Machine, "import"),
            new("outside", Machine, "import"),
            new("left-out", Machine, "import"),
            new("late", Machine, "import"),
            new("already", Machine, "import"),
            new("alike", Machine, "import"),
            new("twice", Machine, "import"),
            new("entries", Machine, "import"),
            new("system", Machine, "import"),
            new("skipped", Machine, "import"),
            new("skipped-list", Machine, "import"),
            new("claimed", Machine, "import"),
            new("problems", Machine, "import"),
            new("attachments", Machine, "import"),
            new("attachments-left", Machine, "import"),
            new("contact-point", Machine, "import") { Links = ItemType.ContactPoint },
            new("country", Machine, "import"),
            new("own-numbers", Machine, "import") { Class = Whereabouts },
            new("me", Machine, "import") { Class = Whereabouts },
            new("zone", Machine, "import"),
            // Of several files each is named here, and a name can tell of people who are nobody's business.
            new("date-order", Machine, "import") { Class = Origin },
            new("gap", Machine, "import"),
            new("pictures", Machine, "import"),
            new("recordings", Machine, "import"),
            new("period-from", Machine, "import"),
            new("period-to", Machine, "import"),
            new("map", Machine, "import"),
            new("events", Machine, "import"),
        ],
        [ItemType.AuthorityReport] =
        [
            new("agency", Line, "authority"),
            new("kind", Choice, "authority") { Choices = ["police", "court", "school", "employer", "landlord", "platform", "other"] },
            new("when", FieldKind.When, "authority"),
            new("how-reported", Choice, "authority") { Choices = ["in-person", "phone", "online", "letter", "other"] },
            new("about", Link, "authority") { Links = ItemType.Incident },
            new("told", FieldKind.Text, "authority"),
            new("officer", Line, "authority"),
            new("badge", Line, "authority"),
            new("number", Line, "authority"),
            new("reference", Line, "authority"),
            new("in-charge", Line, "authority"),
            new("copy-asked", YesNo, "authority"),
            new("copy-received", YesNo, "authority"),
            new("outcome", FieldKind.Text, "authority"),
            new("follow-up", Date, "authority"),
            new("private-note", FieldKind.Text, "private") { Class = Private },
        ],
        [ItemType.Hearing] =
        [
            new("title", Line, "hearing"),
            new("when", FieldKind.When, "hearing") { MayLieAhead = true },
            new("court", Line, "hearing"),
            new("number", Line, "hearing"),
            new("order", Link, "hearing") { Links = ItemType.CourtOrder },
            new("outcome", FieldKind.Text, "hearing"),
            new("follow-up", Date, "hearing"),
            new("private-note", FieldKind.Text, "private") { Class = Private },
        ],
        [ItemType.CareVisit] =
        [
            new("provider", Line, "care") { Class = Impact },
            new("kind", Choice, "care") { Choices = ["doctor", "hospital", "dentist", "counsellor", "other"], Class = Impact },
            new("when", FieldKind.When, "care") { Class = Impact },
            new("about", Link, "care") { Links = ItemType.Incident, Class = Impact },
            new("why", FieldKind.Text, "care") { Class = Impact },
            new("found", FieldKind.Text, "care") { Class = Impact },
            new("paper", YesNo, "care") { Class = Impact },
            new("cost", Line, "care") { Class = Impact },
            new("follow-up", Date, "care") { Class = Impact },
            new("private-note", FieldKind.Text, "private") { Class = Private },
        ],
        [ItemType.Measure] =
        [
            new("what", Line, "measure"),
            new("kind", Choice, "measure") { Choices = ["locks", "number", "account", "device", "told", "work", "school", "home", "travel", "other"] },
            new("when", FieldKind.When, "measure"),
            new("about", Link, "measure") { Links = ItemType.Incident },
            new("why", FieldKind.Text, "measure"),
            new("cost", Line, "measure") { Class = Impact },
            new("private-note", FieldKind.Text, "private") { Class = Private },
        ],
        // Private: the mark itself tells what it hides. Machine: it is made on its own page.
        [ItemType.Redaction] =
        [
            new("of", Machine, "redaction") { Class = Private },
            new("words", Machine, "redaction") { Class = Private },
            new("area", Machine, "redaction") { Class = Private },
            new("kind", Machine, "redaction") { Class = Private },
            new("profiles", Machine, "redaction") { Class = Private },
        ],
    };

    private static readonly Dictionary<ItemType, Dictionary<string, FieldDefinition>> s_owners = s_fields.ToDictionary(pair => pair.Key, pair => Owners(pair.Value));

    /// <summary>The fields of a type, in the order of the form.</summary>
    public static IReadOnlyList<FieldDefinition> Of(ItemType type) => s_fields[type];

    /// <summary>The definition of a field, or null for a field the type does not have.</summary>
    public static FieldDefinition? Find(ItemType type, string name) => Array.Find(s_fields[type], field => field.Name == name);

    /// <summary>
    /// The definition that a name in the record belongs to: the parts of a time belong to the time
    /// (<c>served-date</c> to <c>served</c>, <c>date</c> to <c>when</c>). Null for fields of the entry itself.
    /// </summary>
    public static FieldDefinition? Owner(ItemType type, string name) => s_owners[type].GetValueOrDefault(name);

    /// <summary>What stands before the names of the parts of a time: nothing for <c>when</c>, otherwise the field's name and a hyphen.</summary>
    public static string WhenPrefix(FieldDefinition field) => field.Name == "when" ? "" : field.Name + "-";

    private static Dictionary<string, FieldDefinition> Owners(FieldDefinition[] fields)
    {
        var owners = fields.Where(field => field.Kind != FieldKind.When).ToDictionary(field => field.Name, StringComparer.Ordinal);
        foreach (var field in fields.Where(field => field.Kind == FieldKind.When))
        {
            foreach (var part in Time.When.FieldNames)
            {
                owners.TryAdd(WhenPrefix(field) + part, field);
            }
        }

        return owners;
    }
}
