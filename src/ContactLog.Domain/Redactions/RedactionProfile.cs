namespace ContactLog.Domain.Redactions;

/// <summary>For whom a report is made; decides what is removed from it. The words in the record are pinned by a test.</summary>
public enum RedactionProfile
{
    /// <summary>For her own lawyer: everything but what is private. Her addresses stand on a sheet of their own.</summary>
    LawyerFull,

    /// <summary>For a court file that anyone may read.</summary>
    CourtPublic,

    /// <summary>For the person the record is about, and whoever acts for that person.</summary>
    RespondentService,
}

/// <summary>Why something was removed. The words in the record and in tables are pinned by a test.</summary>
public enum RedactionKind
{
    /// <summary>Where she lives or stays.</summary>
    HomeAddress,

    /// <summary>A phone number of hers.</summary>
    Phone,

    /// <summary>An e-mail address of hers.</summary>
    Email,

    /// <summary>A name under which she can be found.</summary>
    AccountName,

    /// <summary>Where she works.</summary>
    Workplace,

    /// <summary>A school or day care.</summary>
    School,

    /// <summary>Something else that she keeps back.</summary>
    KeptBack,

    /// <summary>The name of a child.</summary>
    Child,

    /// <summary>A birth date.</summary>
    BirthDate,

    /// <summary>The number of a paper: social security, passport, licence.</summary>
    GovernmentId,

    /// <summary>The number of a bank account or card.</summary>
    AccountNumber,

    /// <summary>How a witness can be reached.</summary>
    WitnessContact,

    /// <summary>What a file or device says of itself: name, place, raw record.</summary>
    DeviceData,

    /// <summary>Words or an area that she marked.</summary>
    Marked,

    /// <summary>A private note. Not listed: it is in no report at all.</summary>
    Private,
}

/// <summary>The words for profiles as they stand in the record.</summary>
public static class RedactionProfiles
{
    private static readonly string[] s_words = ["lawyer-full", "court-public", "respondent-service"];

    /// <summary>The word in the record.</summary>
    public static string Word(this RedactionProfile profile) => s_words[(int)profile];

    /// <summary>
    /// True for a copy that may say the hash and the exact size of an original. One that keeps anything back must not: whoever
    /// has it could try likely texts for a short file until one fits, and so read what was kept back. It says the hash of the
    /// file entry, which is salted.
    /// </summary>
    public static bool TellsOfOriginals(this RedactionProfile profile) => profile == RedactionProfile.LawyerFull;

    /// <summary>The profile for a word; null when it is none.</summary>
    public static RedactionProfile? FromWord(string? word) => Array.IndexOf(s_words, word) is >= 0 and var at ? (RedactionProfile)at : null;
}

/// <summary>The words for kinds of redaction as they stand in the record.</summary>
public static class RedactionKinds
{
    private static readonly string[] s_words =
    [
        "home-address", "phone", "email", "account-name", "workplace", "school", "kept-back", "child", "birth-date",
        "government-id", "account-number", "witness-contact", "device-data", "marked", "private",
    ];

    /// <summary>The kinds that a mark can have.</summary>
    public static IReadOnlyList<RedactionKind> ForMarks { get; } =
    [
        RedactionKind.Marked, RedactionKind.HomeAddress, RedactionKind.Phone, RedactionKind.Email, RedactionKind.AccountName, RedactionKind.Workplace,
        RedactionKind.School, RedactionKind.Child, RedactionKind.BirthDate, RedactionKind.GovernmentId, RedactionKind.AccountNumber, RedactionKind.WitnessContact,
    ];

    /// <summary>The word in the record.</summary>
    public static string Word(this RedactionKind kind) => s_words[(int)kind];

    /// <summary>The kind for a word; null when it is none.</summary>
    public static RedactionKind? FromWord(string? word) => Array.IndexOf(s_words, word) is >= 0 and var at ? (RedactionKind)at : null;
}
