namespace ContactLog.Domain.Record;

/// <summary>What an entry does to the record. The words in the entry file are these names in lower case.</summary>
public enum EntryKind
{
    /// <summary>A new item.</summary>
    Entry,

    /// <summary>Changed fields of an item; the earlier text stays in the record.</summary>
    Amend,

    /// <summary>An item no longer counts; its text stays in the record.</summary>
    Withdraw,

    /// <summary>A withdrawn item counts again.</summary>
    Restore,

    /// <summary>Someone was let in.</summary>
    Share,

    /// <summary>Someone's access ended.</summary>
    Unshare,

    /// <summary>A report or bundle was made.</summary>
    Export,

    /// <summary>A message export was read; the items that came from it name this entry.</summary>
    Import,

    /// <summary>The text of an item was destroyed; its hashes stay.</summary>
    Erase,
}

/// <summary>The words for entry kinds as they stand in entry files.</summary>
public static class EntryKinds
{
    private static readonly string[] s_words = [.. Enum.GetNames<EntryKind>().Select(name => name.ToLowerInvariant())];

    /// <summary>The word in the entry file.</summary>
    public static string Word(this EntryKind kind) => s_words[(int)kind];

    /// <summary>The kind for a word, or null when no kind has that word.</summary>
    public static EntryKind? FromWord(string word) => Array.IndexOf(s_words, word) is >= 0 and var at ? (EntryKind)at : null;

    /// <summary>The name of the line that names the entry this one is about (<c>amends</c> …), or null for kinds without one.</summary>
    public static string? TargetLine(this EntryKind kind) => kind switch
    {
        EntryKind.Amend => "amends",
        EntryKind.Withdraw => "withdraws",
        EntryKind.Restore => "restores",
        EntryKind.Erase => "erases",
        _ => null,
    };
}
