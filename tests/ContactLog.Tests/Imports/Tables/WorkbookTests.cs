using System.IO.Compression;
using ContactLog.Imports;
using ContactLog.Imports.Tables;
using ContactLog.Tests.Imports.SmsBackupRestore;

namespace ContactLog.Tests.Imports.Tables;

/// <summary>Workbooks that were changed or made to do harm.</summary>
public sealed class WorkbookTests
{
    private const string Headings = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>";

    [Fact]
    public void A_letter_that_was_changed_shows()
    {
        var book = TableTests.Workbook(Headings + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46155</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>", level: CompressionLevel.NoCompression);
        Assert.Empty(Backup.Read(book).Problems);
        book[book.AsSpan().IndexOf("He waited"u8)] = (byte)'W';
        var read = Backup.Read(book);
        Assert.Equal("We waited\nagain", read.Only.Text);
        Assert.Equal(["table.xlsx.damaged"], read.Problems);
        Assert.True(read.Tally.Loss);
    }

    [Theory]
    [InlineData("<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46155</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>{0}</t></is></c></row>")]
    [InlineData("<row r=\"2\" x=\"{0}\"><c r=\"A2\" s=\"1\"><v>46155</v></c></row>")]
    public void Megabytes_between_two_tags_are_no_cell(string row)
    {
        var read = Backup.Read(TableTests.Workbook(Headings + string.Format(System.Globalization.CultureInfo.InvariantCulture, row, new string('x', 20_000_000))));
        read.AddsUp();
        Assert.Empty(read.Items);
        Assert.Equal(["table.xlsx.damaged"], read.Problems);
    }

    [Fact]
    public void A_row_longer_than_any_is_cut()
    {
        var cells = string.Concat(Enumerable.Range(2, 60).Select(i => $"<c t=\"inlineStr\"><is><t>{new string('x', 90_000)}</t></is></c>"));
        var item = Backup.Read(TableTests.Workbook(Headings + $"<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46155</v></c>{cells}</row>"), new ReadOptions { MaxRaw = 10_000_000 }).Only;
        Assert.InRange(item.Raw.Length, 3_000_000, 4_100_000);
        Assert.Contains("table.note.columns", item.NoteWords());
    }

    [Fact]
    public void Of_many_sheets_a_thousand_are_listed()
    {
        using var book = new MemoryStream(TableTests.Workbook(Headings, sheets: string.Concat(Enumerable.Range(0, 1200).Select(i => $"<sheet name=\"S{i}\" sheetId=\"{i + 2}\" r:id=\"rId9\"/>"))));
        Assert.Equal(1000, TableLook.At(ExportFile.Over(book))!.Sheets.Count);
    }
}
