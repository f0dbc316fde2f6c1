using System.CommandLine;
using System.Text;
using System.Text.Json;
using ContactLog.Tests.Imports;
using ContactLog.Tests.Imports.SmsBackupRestore;
using ContactLog.Web.Commands;
using ContactLog.Web.Commands.Inspect;

namespace ContactLog.Tests.Web.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contactlog-inspect-");

    [Fact]
    public async Task Json_has_the_fields_of_the_contract()
    {
        var file = Write("a.xml", Backup.Smses(Backup.Sms("Hello 😀", address: "(555) 000-0001"), Backup.Sms("Hi", type: "2"), Backup.Sms("draft", type: "3"), Backup.Sms("?", type: "9"), Backup.Call("3")));
        var (exit, output, error) = await Run(file, "--json", "--items");
        Assert.Equal((0, ""), (exit, error));
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(
            ["file", "format", "records", "incoming", "outgoing", "calls", "system", "skipped", "participants", "timeBasis", "dateOrder", "first", "last", "problems", "items"],
            json.EnumerateObject().Select(one => one.Name));
        Assert.Equal(file, json.GetProperty("file").GetString());
        Assert.Equal("sms-backup-restore", json.GetProperty("format").GetString());
        Assert.Equal([5, 2, 1, 1, 1], new[] { "records", "incoming", "outgoing", "calls", "system" }.Select(name => json.GetProperty(name).GetInt32()));
        Assert.Equal("sms[4]", json.GetProperty("skipped")[0].GetProperty("locator").GetString());
        Assert.Contains("9", json.GetProperty("skipped")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        var person = Assert.Single(json.GetProperty("participants").EnumerateArray());
        Assert.Equal(("+15550000001", "Contact A", 3), (person.GetProperty("id").GetString(), person.GetProperty("label").GetString(), person.GetProperty("messages").GetInt32()));
        Assert.Equal("epoch", json.GetProperty("timeBasis").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("dateOrder").ValueKind);
        Assert.Equal("2017-12-02T14:49:27.463Z", json.GetProperty("first").GetString());
        Assert.Equal(4, json.GetProperty("items").GetArrayLength());
        var item = json.GetProperty("items")[0];
        Assert.Equal(
            ("sms[1]", "incoming", "text", "+15550000001", null, "2017-12-02T14:49:27.463Z", null, "Hello 😀"),
            (Text(item, "locator"), Text(item, "direction"), Text(item, "kind"), Text(item, "from"), Text(item, "to"), Text(item, "at"), Text(item, "zone"), Text(item, "text")));
        Assert.Equal(0, item.GetProperty("attachments").GetArrayLength());
        Assert.Equal("+15550000001", Text(json.GetProperty("items")[1], "to"));
    }

    [Fact]
    public async Task A_mail_has_the_claimed_and_the_delivering_servers_time_as_other_programs_read_them()
    {
        var file = Write("a.eml", "Received: from a by b; Tue, 5 May 2026 08:00:01 +0000\nFrom: sam@example.org\nTo: ann@example.org\nSubject: Hi\nMessage-ID: <1@example.org>\nDate: Tue, 5 May 2026 10:00:00 +0200\n\nx");
        var (_, output, _) = await Run(file, "--json", "--items");
        var item = JsonDocument.Parse(output).RootElement.GetProperty("items")[0];
        Assert.Equal(
            ("Hi", "1@example.org", "2026-05-05T10:00:00+02:00", "2026-05-05T08:00:01Z"),
            (Text(item, "subject"), Text(item, "messageId"), Text(item, "claimedAt"), Text(item, "receivedAt")));
    }

    [Fact]
    public async Task A_zip_is_called_by_the_format_of_its_files_and_a_folder_is_read_like_one()
    {
        var zip = Path.Combine(_folder.FullName, "a.zip");
        await File.WriteAllBytesAsync(zip, Tests.Imports.Zip.Archive.Of(("sms.xml", Backup.Smses(Backup.Sms("one"))), ("calls.xml", Backup.Calls(Backup.Call("3")))));
        var (exit, output, _) = await Run(zip, "--json", "--items");
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, "sms-backup-restore", 2), (exit, Text(json, "format"), json.GetProperty("records").GetInt32()));
        Assert.Equal("sms.xml!sms[1]", Text(json.GetProperty("items")[0], "locator"));

        Directory.CreateDirectory(Path.Combine(_folder.FullName, "all", "inner"));
        Write("all/a.xml", Backup.Smses(Backup.Sms("one")));
        Write("all/inner/b.xml", Backup.Smses(Backup.Sms("two")));
        (exit, output, _) = await Run(Path.Combine(_folder.FullName, "all"), "--json", "--items");
        json = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, "sms-backup-restore", 2), (exit, Text(json, "format"), json.GetProperty("records").GetInt32()));
        Assert.Equal("inner/b.xml!sms[1]", Text(json.GetProperty("items")[1], "locator"));
    }

    [Theory]
    [InlineData("--zone", "Mars/Olympus")]
    [InlineData("--date-order", "ydm")]
    public async Task A_wrong_zone_or_order_is_wrong_usage(string option, string value)
    {
        var (exit, output, error) = await Run(Write("a.xml", Backup.Smses(Backup.Sms("one"))), option, value);
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains(value, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_read_by_the_map_that_is_given_and_a_map_that_is_none_is_wrong_usage()
    {
        var table = Write("log.csv", "a;b;c\n2026-04-17 18:40;+15550000001;Outside the house\n");
        var map = Write("map.json", """{ "headerRow": 1, "separator": ";", "kind": "in-person", "columns": [{ "index": 0, "role": "date-time" }, { "index": 1, "role": "from" }, { "index": 2, "role": "text" }] }""");
        var (exit, output, error) = await Run(table, "--json", "--items", "--map", map);
        Assert.Equal((0, ""), (exit, error));
        var item = Assert.Single(JsonDocument.Parse(output).RootElement.GetProperty("items").EnumerateArray());
        Assert.Equal(("2026-04-17T18:40:00", "Outside the house", "+15550000001"), (Text(item, "at"), Text(item, "text"), Text(item, "from")));
        Assert.Equal(2, (await Run(table, "--map", Write("no.json", "[]"))).Exit);
        Assert.Equal(2, (await Run(table, "--map", Path.Combine(_folder.FullName, "gone.json"))).Exit);
    }

    [Fact]
    public async Task Her_own_number_is_never_somebody_else()
    {
        var file = Write("a.xml", Backup.Smses(Backup.Mms("<part ct=\"text/plain\" text=\"x\"/>", "<addr address=\"+15550000009\" type=\"137\"/>", address: "+15550000001~+15550000009")));
        var (_, output, _) = await Run(file, "--json", "--me", "+1 555 000 0009", "--me", "Ana");
        Assert.DoesNotContain("5550000009", JsonDocument.Parse(output).RootElement.GetProperty("participants").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_items_there_are_none()
    {
        var (_, output, _) = await Run(Write("a.xml", Backup.Smses(Backup.Sms("Hello"))), "--json");
        Assert.False(JsonDocument.Parse(output).RootElement.TryGetProperty("items", out _));
        Assert.DoesNotContain("Hello", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_unknown_with_a_problem_and_exit_code_1()
    {
        var (exit, output, error) = await Run(Write("a.bin", "\u0001\u0002 nothing"), "--json", "--items");
        Assert.Equal((1, ""), (exit, error));
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal("unknown", Text(json, "format"));
        Assert.Equal(0, json.GetProperty("records").GetInt32());
        Assert.NotEmpty(Assert.Single(json.GetProperty("problems").EnumerateArray()).GetString()!);
        Assert.Null(Text(json, "timeBasis"));
        Assert.Equal(0, json.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Several_files_are_one_object_to_a_line()
    {
        var (exit, output, _) = await Run(Write("a.xml", Backup.Smses(Backup.Sms("line\u0085one&#10;two"))), Write("b.xml", "no"), Write("c.xml", Backup.Calls(Backup.Call("6"))), "--json", "--items");
        Assert.Equal(1, exit);
        var lines = output.TrimEnd('\n', '\r').Split('\n');
        Assert.Equal(["sms-backup-restore", "unknown", "sms-backup-restore"], lines.Select(line => Text(JsonDocument.Parse(line).RootElement, "format")));
    }

    [Fact]
    public async Task A_missing_file_is_an_error_on_stderr_and_the_others_are_still_read()
    {
        var (exit, output, error) = await Run(Path.Combine(_folder.FullName, "absent.xml"), Write("a.xml", Backup.Smses()), "--json");
        Assert.Equal(1, exit);
        Assert.Contains("absent.xml", error, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_truncated_file_is_listed_and_gives_exit_code_1()
    {
        var (exit, output, _) = await Run(Write("a.xml", Backup.Smses(Backup.Sms("one"), Backup.Sms("two"))[..^30]));
        Assert.Equal(1, exit);
        Assert.Contains("stops before its end", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_names_the_numbers_and_lets_no_message_command_the_terminal()
    {
        var (exit, output, _) = await Run(Write("a.xml", Backup.Smses(Backup.Sms("red\u009B31m&#10;  forged line"))), "--items");
        Assert.Equal(0, exit);
        Assert.Contains("1 records = 1 incoming + 0 outgoing + 0 neither + 0 skipped", output, StringComparison.Ordinal);
        Assert.Contains("+15550000001  Contact A", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u009B', output);
        Assert.DoesNotContain(output.Split('\n'), line => line.StartsWith("  forged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_country_is_wrong_usage()
    {
        var (exit, output, error) = await Run(Write("a.xml", Backup.Smses()), "--country", "ZZ");
        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("ZZ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fixture_prints_an_object_that_adds_up()
    {
        foreach (var row in Fixtures.Expected("sms-xml"))
        {
            var (exit, output, _) = await Run(Fixtures.PathOf(row[0]), "--json", "--items");
            Assert.Equal(0, exit);
            var json = JsonDocument.Parse(output).RootElement;
            int Number(string name) => json.GetProperty(name).GetInt32();
            Assert.Equal(Number("records"), Number("incoming") + Number("outgoing") + Number("system") + json.GetProperty("skipped").GetArrayLength());
            Assert.Equal(Number("records"), json.GetProperty("items").GetArrayLength() + json.GetProperty("skipped").GetArrayLength());
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static async Task<(int Exit, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await InspectCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(content));
        return path;
    }
}
