using System.Buffers.Binary;
using ContactLog.Imports.Tables;

namespace ContactLog.Imports.Xlsx;

/// <summary>An Excel workbook (<c>.xlsx</c>) with a table in it. See the README beside this file, and that of <c>../Tables</c> for what columns mean.</summary>
public sealed class XlsxFormat : TableFormat
{
    /// <inheritdoc/>
    public override string Id => "xlsx";

    /// <inheritdoc/>
    public override int ReaderVersion => 5;

    /// <inheritdoc/>
    public override bool MayBeAttached => true;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head)
    {
        // A zip whose first entries are those of a workbook: programs that write them put one of these first.
        for (var i = 0; i < 8 && head.Length > 30 && head.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]); i++)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[18..]);
            var name = head[30..Math.Min(head.Length, 30 + BinaryPrimitives.ReadUInt16LittleEndian(head[26..]))];
            if (name.StartsWith("xl/"u8))
            {
                return true;
            }

            if (!name.SequenceEqual("[Content_Types].xml"u8) && !name.StartsWith("_rels/"u8) && !name.StartsWith("docProps/"u8))
            {
                return false;
            }

            var next = 30L + name.Length + BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) + size;
            if ((head[6] & 8) != 0 || next >= head.Length)
            {
                // The size stands behind the data: look for the next name instead.
                return head.IndexOf("xl/workbook.xml"u8) >= 0 || head.IndexOf("xl/worksheets"u8) >= 0 || head.IndexOf("xl/"u8) >= 0;
            }

            head = head[(int)next..];
        }

        return false;
    }

    /// <inheritdoc/>
    internal override TableLook Look(ExportFile file, ColumnMap? settled, CancellationToken cancellationToken)
    {
        if (Workbook.Open(file, cancellationToken) is not { } book)
        {
            return new TableLook(settled ?? new ColumnMap(), false, [], [], []);
        }

        // The sheet that looks most like a log, where she has not chosen one.
        var looks = book.Sheets.Where(sheet => settled?.Sheet is null || sheet.Name == settled.Sheet).Take(20)
            .Select(sheet => TableLook.Of(book.Rows(sheet.Part, [], cancellationToken), (settled ?? new ColumnMap()) with { Sheet = sheet.Name }, [.. book.Sheets.Select(one => one.Name)])).ToList();
        return looks.Find(look => look.Sure) ?? looks.Find(look => look.Map.HasTime) ?? looks.Find(look => look.Rows.Count > 0) ?? looks.FirstOrDefault() ?? new TableLook(settled ?? new ColumnMap(), false, [], [], []);
    }

    /// <inheritdoc/>
    internal override IEnumerable<TableRow> Rows(ExportFile file, ColumnMap map, List<FoundProblem> problems, CancellationToken cancellationToken)
    {
        if (Workbook.Open(file, cancellationToken) is not { } book)
        {
            Say(problems, new FoundProblem(new ReadingNote("table.xlsx.damaged"), Loss: true));
            yield break;
        }

        var sheet = map.Sheet is { } name ? book.Sheets.Find(one => one.Name == name) : book.Sheets[0];
        if (book.Sheets.Count > 1)
        {
            Say(problems, new FoundProblem(new ReadingNote("table.xlsx.sheets", sheet.Name, string.Join(", ", book.Sheets.Where(one => one != sheet).Select(one => one.Name))), Loss: false));
        }

        var found = new List<FoundProblem>();
        foreach (var row in book.Rows(sheet.Part ?? "", found, cancellationToken))
        {
            yield return row;
        }

        found.ForEach(problem => Say(problems, problem));
    }

    // The table is gone through twice; what is said of it, once.
    private static void Say(List<FoundProblem> problems, FoundProblem problem)
    {
        if (!problems.Exists(one => one.Note.Word == problem.Note.Word))
        {
            problems.Add(problem);
        }
    }
}
