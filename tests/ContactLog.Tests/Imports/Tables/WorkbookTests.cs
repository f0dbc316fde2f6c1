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

    // One date beside all that happened on that day: on the screen it belongs to each of the rows.
    [Fact]
    public void A_cell_that_spans_several_rows_belongs_to_all_of_them()
    {
        static string Row(int number, string cells) => $"<row r=\"{number}\">{cells}</row>";
        static string Words(string cell, string words) => $"<c r=\"{cell}\" t=\"inlineStr\"><is><t>{words}</t></is></c>";
        var rows = Headings + Row(2, "<c r=\"A2\" s=\"1\"><v>46155</v></c>" + Words("B2", "called")) + Row(3, Words("B3", "waited")) + Row(4, "") + Row(5, Words("B5", "no date")) + Row(6, "<c r=\"A6\" s=\"1\"><v>46156</v></c>" + Words("B6", "two rows high"));
        const string merges = "<mergeCells><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"A6:A7\"/><mergeCell ref=\"B6:B7\"/><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"x\"/></mergeCells>";
        var read = Backup.Read(TableTests.Workbook(rows + Row(7, "<c r=\"A7\"/>"), behind: merges));
        read.AddsUp();
        Assert.Equal(["called 13", "waited 13", "no date ", "two rows high 14"], read.Items.Select(item => $"{item.Text} {item.Wall?.Day}"));
        Assert.Equal([false, true, false, false], read.Items.Select(item => item.NoteWords().Contains("table.note.spanning")));

        // The record itself is as the file has it: what came in before by a reader that did not know this is known again.
        var before = Backup.Read(TableTests.Workbook(rows));
        Assert.Equal(before.Items.Select(item => item.Key), read.Items.Select(item => item.Key));
        Assert.Equal("\twaited", read.Items[1].Raw);
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

    // Excel for Mac counted from 1904 for long: a column of hours held hours of 1 January 1904 there, and each row lost its time.
    [Theory]
    [InlineData(true, 44391)]
    [InlineData(false, 45853)]
    public void An_hour_in_a_column_of_its_own_is_an_hour_in_both_systems(bool since1904, int day)
    {
        var item = Backup.Read(TableTests.Workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>Time</t></is></c></row>" + $"<row r=\"2\"><c r=\"A2\" s=\"1\"><v>{day}</v></c><c r=\"B2\" s=\"1\"><v>0.875</v></c></row>", since1904)).Only;
        Assert.Equal("2025-07-15 21:00:00", item.WallText());
        Assert.Null(item.WhenText);
    }
}
