using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Commands;

/// <summary>
/// <c>inspect FILE... [--json] [--items]</c>: reads message exports without storing anything. Exit code 0: every file was
/// read to its end; 1: a file is missing, of no known format, or something in it was lost; 2: wrong usage.
/// </summary>
internal static class InspectCommand
{
    private const int Read = 0;
    private const int WrongInput = 1;
    private const int WrongUsage = 2;

    /// <summary>The command, for the command-line root.</summary>
    public static Command Create()
    {
        var words = new Words(new WordCatalogue(typeof(ExportFormat).Assembly, typeof(InspectCommand).Assembly), CultureInfo.GetCultureInfo("en"));
        var files = new Argument<string[]>("FILE") { Description = words["inspect.files"], Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = words["inspect.json"] };
        var items = new Option<bool>("--items") { Description = words["inspect.items"] };
        var country = new Option<string?>("--country") { Description = words["inspect.country"] };
        var command = new Command("inspect", words["inspect.about"]) { files, json, items, country };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            new Request(parsed.GetValue(files) ?? [], parsed.GetValue(json), parsed.GetValue(items), parsed.GetValue(country)),
            words, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation)));
        return command;
    }

    private static int Run(Request request, Words words, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (request.Country is { } country && !PhoneNumbers.Countries.Contains(country, StringComparer.OrdinalIgnoreCase))
        {
            error.WriteLine(words["inspect.country.unknown", country, string.Join(", ", PhoneNumbers.Countries)]);
            return WrongUsage;
        }

        var exit = Read;
        foreach (var file in request.Files)
        {
            if (!File.Exists(file))
            {
                error.WriteLine(words["inspect.missing", file]);
                exit = WrongInput;
                continue;
            }

            try
            {
                exit = Math.Max(exit, Inspect(file, request, words, output, cancellation));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine(words["inspect.unopened", file]);
                exit = WrongInput;
            }
        }

        return exit;
    }

    private static int Inspect(string path, Request request, Words words, TextWriter output, CancellationToken cancellation)
    {
        // Once for the counts, again when the file itself tells the country, and again for the items: nothing is held in memory.
        var options = ReadOptions.Default with { Country = request.Country };
        var (format, tally) = Count(path, options, cancellation);
        if (options.Country is null && tally.SuggestedCountry is { } suggested)
        {
            options = options with { Country = suggested };
            (format, tally) = Count(path, options, cancellation);
        }

        if (request.Json)
        {
            WriteJson(path, format, tally, options, request.Items, words, output, cancellation);
        }
        else
        {
            WriteText(path, format, tally, options, request.Items, words, output, cancellation);
        }

        return format is null || tally.Loss ? WrongInput : Read;
    }

    private static (ExportFormat? Format, Tally Tally) Count(string path, ReadOptions options, CancellationToken cancellation)
    {
        var reading = ExportReading.Open(new ExportFile(path, () => Open(path)), options);
        return (reading.Format, reading.ReadTally(cancellation));
    }

    private static IEnumerable<FoundItem> Items(string path, ReadOptions options, CancellationToken cancellation)
    {
        foreach (var found in ExportReading.Open(new ExportFile(path, () => Open(path)), options).Read(cancellation))
        {
            if (found is FoundItem item)
            {
                yield return item;
            }
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);

    private static void WriteJson(
        string path, ExportFormat? format, Tally tally, ReadOptions options, bool items, Words words, TextWriter output, CancellationToken cancellation)
    {
        // Characters as they are, for people to read: this goes to a terminal or file, never into a page.
        using var stream = new TextWriterStream(output);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("file", path);
            json.WriteString("format", format?.Id ?? "unknown");
            json.WriteNumber("records", tally.Records);
            json.WriteNumber("incoming", tally.Incoming);
            json.WriteNumber("outgoing", tally.Outgoing);
            json.WriteNumber("calls", tally.Calls);
            json.WriteNumber("system", tally.System);
            json.WriteStartArray("skipped");
            foreach (var skipped in tally.Skipped)
            {
                json.WriteStartObject();
                json.WriteString("locator", skipped.Locator.Path);
                json.WriteString("reason", skipped.Reason.Sentence(words));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("participants");
            foreach (var one in tally.Participants)
            {
                json.WriteStartObject();
                json.WriteString("id", one.Id);
                json.WriteString("label", Label(one, words));
                json.WriteNumber("messages", one.Messages);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("timeBasis", format is null ? null : FoundWords.Name(format.TimeBasis));
            json.WriteNull("dateOrder");
            json.WriteString("first", Iso(tally.First));
            json.WriteString("last", Iso(tally.Last));
            json.WriteStartArray("problems");
            foreach (var problem in tally.Problems)
            {
                json.WriteStringValue(problem.Note.Sentence(words));
            }

            json.WriteEndArray();
            if (items)
            {
                json.WriteStartArray("items");
                foreach (var item in Items(path, options, cancellation))
                {
                    WriteItem(json, item, words);
                    if (json.BytesPending > 64 * 1024)
                    {
                        json.Flush();
                    }
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        output.WriteLine();
    }

    private static void WriteItem(Utf8JsonWriter json, FoundItem item, Words words)
    {
        json.WriteStartObject();
        json.WriteString("locator", item.Locator.Path);
        json.WriteString("direction", FoundWords.Name(item.Direction));
        json.WriteString("kind", FoundWords.Name(item.Kind));
        json.WriteString("state", FoundWords.Name(item.State));
        json.WriteString("from", item.From.Kind == PeerKind.Self ? null : item.From.Id);
        json.WriteString("to", item.To.Count == 0 ? null : string.Join(", ", item.To.Select(peer => peer.Id)));
        json.WriteString("at", Iso(item.At));
        json.WriteString("zone", item.Zone);
        json.WriteString("text", item.Text);
        json.WriteStartArray("attachments");
        foreach (var attachment in item.Attachments)
        {
            json.WriteStartObject();
            json.WriteString("name", attachment.Name);
            json.WriteString("type", attachment.ContentType);
            json.WriteNumber("size", attachment.Size);
            json.WriteString("sha256", attachment.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in item.Notes)
        {
            json.WriteStringValue(note.Sentence(words));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(
        string path, ExportFormat? format, Tally tally, ReadOptions options, bool items, Words words, TextWriter output, CancellationToken cancellation)
    {
        output.WriteLine(Printable(path));
        output.WriteLine(format is null ? words["inspect.format.unknown"] : words["inspect.format", format.Id]);
        if (format is not null)
        {
            output.WriteLine(words["inspect.tally", tally.Records, tally.Incoming, tally.Outgoing, tally.System, tally.Skipped.Count, tally.Calls]);
            if (tally.First is not null)
            {
                output.WriteLine(words["inspect.span", Iso(tally.First), Iso(tally.Last)]);
            }
        }

        WriteList(output, words["inspect.participants"], tally.Participants.Select(one => $"{one.Messages,7}  {one.Id}  {Label(one, words)}"));
        WriteList(output, words["inspect.skipped"], tally.Skipped.Select(one => $"{one.Locator.Path}: {one.Reason.Sentence(words)}"));
        WriteList(output, words["inspect.problems"], tally.Problems.Select(one => one.Note.Sentence(words)));
        if (items && format is not null)
        {
            WriteList(output, words["inspect.list"], Items(path, options, cancellation).Select(item => Line(item, words)));
        }
    }

    private static void WriteList(TextWriter output, string title, IEnumerable<string> lines)
    {
        var any = false;
        foreach (var line in lines)
        {
            if (!any)
            {
                output.WriteLine(title);
                any = true;
            }

            output.WriteLine("    " + Printable(line));
        }
    }

    private static string Line(FoundItem item, Words words)
    {
        var peer = item.Direction == Direction.Incoming ? item.From.Id : string.Join(", ", item.To.Select(one => one.Id));
        var files = string.Concat(item.Attachments.Select(one => $" [{one.Name}, {one.ContentType}, {one.Size} B]"));
        return $"{item.Locator.Path}  {Iso(item.At) ?? "-"}  {FoundWords.Name(item.Direction)}  {FoundWords.Name(item.Kind)} ({words[FoundWords.Key(item.State)]})  {peer}  {item.Text}{files}";
    }

    // Escape sequences in a message must not command the terminal, nor line breaks forge a line.
    private static string Printable(string text) => string.Concat(text.Select(c => c switch
    {
        '\n' or '\r' or '\t' or '\u2028' or '\u2029' => " ",
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => "",
        _ => char.IsControl(c) ? "\uFFFD" : c.ToString(),
    }));

    private static string? Label(ParticipantTally one, Words words) => one.Kind switch
    {
        PeerKind.Withheld => words["inspect.withheld"],
        PeerKind.Unknown => words["inspect.unknown"],
        _ => one.Label,
    };

    private static string? Iso(Instant? at) => at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null;

    private sealed record Request(string[] Files, bool Json, bool Items, string? Country);
}
