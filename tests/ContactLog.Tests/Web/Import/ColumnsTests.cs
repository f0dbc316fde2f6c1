using System.Net;
using System.Text;
using ContactLog.Imports.Tables;
using ContactLog.Tests.Imports.Tables;

namespace ContactLog.Tests.Web.Import;

/// <summary>Tables and calendars over HTTP: what their columns mean is said by her, and their rows and appointments come in by it.</summary>
public sealed class ColumnsTests
{
    private const string Unnamed = """
        02.11.2026;01:10;312-555-0142;out of my window I saw him at the gate
        03.11.2026;23:40;312-555-0142;he rang the bell four times and left
        14.11.2026;08:05;312-555-0199;somebody else wrote about the rent

        """;

    private const string Log = """
        Date,Time,What happened,Location,Witness
        11/14/2026,9:05 PM,He drove past twice,Main St,Neighbour Lee
        11/15/2026,,He stood at the gate,School,

        """;

    private const string Calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261203T150000Z\r\nDTEND:20261203T160000Z\r\nSUMMARY:Hearing\r\nLOCATION:Courtroom 12\r\nDESCRIPTION:Bring the copies\r\nEND:VEVENT\r\n"
        + "BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20261210\r\nSUMMARY:Hand-over\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nSUMMARY:Milk\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";

    [Fact]
    public async Task A_table_whose_headings_say_nothing_asks_before_anything_is_read()
    {
        await using var site = await ImportSite.StartAsync();
        var sent = await site.UploadAsync(Encoding.UTF8.GetBytes(Unnamed), "calls.csv");
        var choose = await site.GetAsync(sent.Location!);
        Assert.StartsWith("/Import/Columns/", choose.Location, StringComparison.Ordinal);
        var columns = await site.GetAsync(choose.Location!);
        Assert.Contains("02.11.2026 · 03.11.2026", columns.Text, StringComparison.Ordinal);

        // The day and the hour, the number, the words; two that are the same are refused with the sentence at the field.
        (string, string)[] uses = [("Input.Table.Use[0]", "date"), ("Input.Table.Use[1]", "time"), ("Input.Table.Use[2]", "peer"), ("Input.Table.Use[3]", "text"), ("Input.Table.Kind", "in-person"), ("Input.Table.Separator", "semicolon")];
        var twice = await site.PostAsync(columns, columns.Path + "?handler=Go", [.. uses[..3], ("Input.Table.Use[3]", "peer")]);
        Assert.Equal(HttpStatusCode.OK, twice.Status);
        Assert.Contains("Two columns cannot both be: The other number", twice.Text, StringComparison.Ordinal);
        var none = await site.PostAsync(columns, columns.Path + "?handler=Go", ("Input.Table.Use[0]", "none"), ("Input.Table.Use[3]", "text"));
        Assert.Contains("Say which column holds the day", none.Text, StringComparison.Ordinal);

        var shown = await site.PostAsync(columns, columns.Path, uses);
        Assert.Contains("14 November 2026", shown.Text, StringComparison.Ordinal);
        var gone = await site.PostAsync(columns, columns.Path + "?handler=Go", uses);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, gone.Status);
        Assert.DoesNotContain("peer", gone.Location, StringComparison.Ordinal);

        // The browser sends the same form on.
        choose = await site.PostAsync(columns, gone.Location!, uses);
        choose.AddsUp();
        Assert.Contains("312-555-0142", choose.Text, StringComparison.Ordinal);
        var preview = await site.PreviewAsync(choose, "3125550142");
        var done = await site.GetAsync((await site.AddAsync(preview)).Location!);
        done.AddsUp();
        Assert.Contains("1: Day, 2: Time of day, 3: The other number, 4: What was said or happened", done.Text, StringComparison.Ordinal);

        var file = await site.OpenAsync();
        Assert.Equal([("2026-11-02", "01:10", "in-person"), ("2026-11-03", "23:40", "in-person")], file.Incidents.Select(one => (one["date"]!, one["time"]!, one["kind"]!)));
        Assert.Equal("he rang the bell four times and left", file.Incidents[1]["said"]);
        Assert.Equal(0, ColumnMap.FromJson(file.Imports[0]["map"]!)!.IndexOf(ColumnRole.Date));

        // The next table of the same kind begins where this one ended, and the same rows under another map are known.
        var again = await site.GetAsync((await site.GetAsync((await site.UploadAsync(Encoding.UTF8.GetBytes(Unnamed), "again.csv")).Location!)).Location!);
        Assert.Contains("As in your last table", again.Text, StringComparison.Ordinal);
        var last = await site.PostAsync(again, again.Path, ("Preset", "last"));
        Assert.Matches("name=\"Input.Table.Use\\[2\\]\"(?s:.*?)<option[^>]*(value=\"peer\"[^>]*selected|selected[^>]*value=\"peer\")", last.Html);
        (string, string)[] other = [("Input.Table.Use[0]", "date"), ("Input.Table.Use[1]", "none"), ("Input.Table.Use[2]", "peer"), ("Input.Table.Use[3]", "field:place"), ("Input.Table.Separator", "semicolon")];
        choose = await site.PostAsync(again, (await site.PostAsync(again, again.Path + "?handler=Go", other)).Location!, other);
        Assert.Contains("Nothing to add", (await site.PreviewAsync(choose, "3125550142")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_list_that_does_not_say_which_way_is_asked_about()
    {
        await using var site = await ImportSite.StartAsync();
        const string list = "Date,Time,Dialed Number,Duration\n11/14/2026,9:05 PM,312-555-0142,60\n";
        var columns = await site.GetAsync((await site.GetAsync((await site.UploadAsync(Encoding.UTF8.GetBytes(list), "calls.csv")).Location!)).Location!);
        Assert.StartsWith("/Import/Columns/", columns.Path, StringComparison.Ordinal);
        Assert.Contains("No row can be read so", columns.Text, StringComparison.Ordinal);
        (string, string)[] uses = [("Input.Table.Use[0]", "date"), ("Input.Table.Use[1]", "time"), ("Input.Table.Use[2]", "to"), ("Input.Table.Use[3]", "duration"), ("Input.Table.HeaderRow", "1"), ("Input.Table.Kind", "call"), ("Input.Table.Separator", "comma")];
        var refused = await site.PostAsync(columns, columns.Path + "?handler=Go", uses);
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("This list does not say who called or wrote", refused.Text, StringComparison.Ordinal);
        (string, string)[] answered = [.. uses, ("Input.Table.Way", "outgoing")];
        var gone = await site.PostAsync(columns, columns.Path + "?handler=Go", answered);
        Assert.Equal(HttpStatusCode.TemporaryRedirect, gone.Status);
        var choose = await site.PostAsync(columns, gone.Location!, answered);
        choose.AddsUp();
        Assert.Equal((0, 1), (choose.Tally.Lines.GetValueOrDefault("Received"), choose.Tally.Lines.Values.Max()));
    }

    [Fact]
    public async Task A_log_with_known_headings_needs_no_questions_and_keeps_place_and_witness()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.GetAsync((await site.UploadAsync(Encoding.UTF8.GetBytes(Log), "log.csv")).Location!);
        Assert.Contains("The columns are read as their headings say.", choose.Text, StringComparison.Ordinal);
        Assert.Contains("table (CSV)", choose.Text, StringComparison.Ordinal);
        choose.AddsUp();
        var nobody = System.Text.RegularExpressions.Regex.Match(choose.Html, "name=\"Input.Person\"[^>]*value=\"([^\"]*)\"").Groups[1].Value;
        var preview = await site.PreviewAsync(choose, nobody);
        preview.AddsUp();
        await site.GetAsync((await site.AddAsync(preview)).Location!);
        var file = await site.OpenAsync();
        Assert.Equal([("2026-11-14", "21:05", "Main St", "Neighbour Lee"), ("2026-11-15", null, "School", null)], file.Incidents.Select(one => (one["date"], one["time"], one["place"], one["witness"])));
        Assert.Equal("row[2], line 2, byte 41", file.Incidents[0]["locator"]);
    }

    [Fact]
    public async Task Her_answers_about_the_columns_survive_a_question_about_the_days()
    {
        await using var site = await ImportSite.StartAsync();
        const string open = "03/04/2026;10:00;312-555-0142;rang\n05/04/2026;11:00;312-555-0142;rang again\n";
        var columns = await site.GetAsync((await site.GetAsync((await site.UploadAsync(Encoding.UTF8.GetBytes(open), "calls.csv")).Location!)).Location!);
        (string, string)[] uses = [("Input.Table.Use[0]", "date"), ("Input.Table.Use[1]", "time"), ("Input.Table.Use[2]", "peer"), ("Input.Table.Use[3]", "text"), ("Input.Table.Separator", "semicolon")];
        var choose = await site.PostAsync(columns, (await site.PostAsync(columns, columns.Path + "?handler=Go", uses)).Location!, uses);
        Assert.Contains("03/04/2026;10:00", choose.Text, StringComparison.Ordinal);
        Assert.Contains("3 April 2026", choose.Text, StringComparison.Ordinal);
        Assert.Contains("4 March 2026", choose.Text, StringComparison.Ordinal);
        var back = await site.PreviewAsync(choose, "3125550142");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, back.Status);
        var asked = await site.PostAsync(choose, back.Location!, ("Input.Person", "3125550142"));
        Assert.Contains("Nothing is guessed", asked.Text, StringComparison.Ordinal);
        var preview = await site.PreviewAsync(asked with { Path = choose.Path }, "3125550142", ("Input.Orders[0].Order", "dmy"));
        await site.AddAsync(preview);
        Assert.Equal(["2026-04-03", "2026-04-05"], (await site.OpenAsync()).Incidents.Select(one => one["date"]));
    }

    [Fact]
    public async Task A_workbook_goes_the_same_way()
    {
        await using var site = await ImportSite.StartAsync();
        var book = TableTests.Workbook("""
            <row r="1"><c r="A1" t="inlineStr"><is><t>Fecha</t></is></c><c r="B1" t="inlineStr"><is><t>Hora</t></is></c><c r="C1" t="inlineStr"><is><t>Lo que paso</t></is></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>2026-11-14</t></is></c><c r="B2" t="inlineStr"><is><t>21:05</t></is></c><c r="C2" t="inlineStr"><is><t>Estaba en la puerta</t></is></c></row>
            """);
        var choose = await site.GetAsync((await site.UploadAsync(book, "registro.xlsx")).Location!);
        Assert.Contains("table (Excel)", choose.Text, StringComparison.Ordinal);
        var columns = await site.PostAsync(choose, choose.Path.Replace("/Choose/", "/Columns/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, columns.Status);
        Assert.Contains("Column 3: Lo que paso", columns.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.Table.Separator", columns.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Court_dates_are_taken_when_she_wants_them_and_are_never_counted()
    {
        await using var site = await ImportSite.StartAsync();
        var choose = await site.GetAsync((await site.UploadAsync(Encoding.UTF8.GetBytes(Calendar), "court.ics")).Location!);
        choose.AddsUp();
        Assert.Equal(2, choose.Tally.Lines["Appointments, kept beside"]);
        Assert.Contains("2 appointments in the file", choose.Text, StringComparison.Ordinal);
        var path = choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal);
        Assert.Contains("Choose who it is first.", (await site.PostAsync(choose, (await site.PostAsync(choose, path, ("Input.Zone", ImportSite.Zone))).Location!)).Text, StringComparison.Ordinal);

        var preview = await site.PostAsync(choose, path, ("Input.Events", "true"), ("Input.Zone", ImportSite.Zone));
        preview.AddsUp();
        Assert.Contains("2 appointments", preview.Text, StringComparison.Ordinal);
        var done = await site.GetAsync((await site.AddAsync(preview)).Location!);
        done.AddsUp();
        Assert.Contains("2 added", done.Text, StringComparison.Ordinal);

        var file = await site.OpenAsync();
        Assert.Empty(file.Incidents);
        var dates = file.AllIncidents.Where(one => one.IsAppointment).ToList();
        Assert.Equal(["Hearing\nBring the copies", "Hand-over"], dates.Select(one => one["narrative"]));
        Assert.Equal(("2026-12-03", "Courtroom 12", "none"), (dates[0]["date"], dates[0]["place"], dates[0]["direction"]));
        var timeline = await site.GetAsync("/Timeline");
        Assert.Contains("Hearing", timeline.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Your own messages (", timeline.Text, StringComparison.Ordinal);

        // Again, nothing is new; undone, they are gone.
        choose = await site.GetAsync((await site.UploadAsync(Encoding.UTF8.GetBytes(Calendar), "court.ics")).Location!);
        Assert.Contains("Nothing to add", (await site.PostAsync(choose, choose.Path.Replace("/Choose/", "/Preview/", StringComparison.Ordinal), ("Input.Events", "true"))).Text, StringComparison.Ordinal);
        await site.PostAsync(done, done.Path + "?handler=Undo");
        Assert.DoesNotContain((await site.OpenAsync()).AllIncidents, one => !one.IsWithdrawn);
    }
}
