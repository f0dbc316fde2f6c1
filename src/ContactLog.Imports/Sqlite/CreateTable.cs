namespace ContactLog.Imports.Sqlite;

/// <summary>The names of the columns in a <c>CREATE TABLE</c> statement, as SQLite keeps it.</summary>
internal static class CreateTable
{
    private const int Longest = 100_000;
    private static readonly string[] s_constraints = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

    /// <summary>The names in order, and which of them is another name for the row's number (-1: none).</summary>
    public static (IReadOnlyList<string> Columns, int RowId) Columns(string sql)
    {
        var columns = new List<string>();
        var rowId = -1;
        var open = sql.IndexOf('(', StringComparison.Ordinal);
        foreach (var part in open < 0 || sql.Length > Longest ? [] : Parts(sql, open + 1))
        {
            var (name, quoted, rest) = Name(part.Trim());
            if (name.Length == 0 || (!quoted && s_constraints.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                continue;
            }

            if (rest.TrimStart().StartsWith("INTEGER PRIMARY KEY", StringComparison.OrdinalIgnoreCase))
            {
                rowId = columns.Count;
            }

            columns.Add(name);
        }

        return (columns, rowId);
    }

    // Parts between commas that stand in no further bracket and no quotes.
    private static IEnumerable<string> Parts(string sql, int from)
    {
        var depth = 0;
        var quote = '\0';
        var start = from;
        for (var i = from; i < sql.Length; i++)
        {
            var c = sql[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"' or '`' or '[')
            {
                quote = c == '[' ? ']' : c;
            }
            else if (c == '(')
            {
                depth++;
            }
            else if ((c == ',' && depth == 0) || (c == ')' && depth-- == 0))
            {
                yield return sql[start..i];
                start = i + 1;
                if (c == ')')
                {
                    yield break;
                }
            }
        }
    }

    private static (string Name, bool Quoted, string After) Name(string part)
    {
        if (part is ['"' or '`' or '[' or '\'', ..])
        {
            var end = part.IndexOf(part[0] == '[' ? ']' : part[0], 1);
            return end < 0 ? ("", true, "") : (part[1..end], true, part[(end + 1)..]);
        }

        var after = part.AsSpan().IndexOfAny(" \t\r\n(");
        return after < 0 ? (part, false, "") : (part[..after], false, part[after..]);
    }
}
