namespace ContactLog.Imports.Markup;

/// <summary>Attributes as the backup writes them.</summary>
internal static class MarkupValues
{
    /// <summary>The backup writes "null" for what is not there.</summary>
    public static string? Value(string? value) => value is "null" ? null : value;

    // What goes into lists that grow with the file is kept short, so that a hostile file cannot fill the memory through them.
    public static string? Short(this MarkupScanner scanner, string attribute, int most = 100)
    {
        var value = Value(scanner.Attribute(attribute));
        return value is null || value.Length <= most ? value : value[..(char.IsHighSurrogate(value[most - 1]) ? most - 1 : most)];
    }
}
