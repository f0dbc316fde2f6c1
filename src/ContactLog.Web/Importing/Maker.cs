namespace ContactLog.Web.Importing;

/// <summary>What she says of pictures, or of recordings, that came as files of their own.</summary>
internal enum Maker
{
    /// <summary>She made them: they show something, and are no contact.</summary>
    Her,

    /// <summary>They came from the person.</summary>
    Them,

    /// <summary>They are not wanted.</summary>
    LeftOut,
}

/// <summary>How a maker stands in a form and in the record.</summary>
internal static class Makers
{
    /// <summary>The words, in the order of the form.</summary>
    public static IReadOnlyList<string> All { get; } = ["me", "them", "leave"];

    /// <summary>The word.</summary>
    public static string Word(Maker maker) => All[(int)maker];

    /// <summary>What a word says, or null.</summary>
    public static Maker? Read(string? word) => word switch { "me" => Maker.Her, "them" => Maker.Them, "leave" => Maker.LeftOut, _ => null };
}
