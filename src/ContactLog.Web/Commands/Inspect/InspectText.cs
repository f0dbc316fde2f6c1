using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Web.Importing;

namespace ContactLog.Web.Commands.Inspect;

/// <summary>What a file holds, for people at a terminal.</summary>
internal static class InspectText
{
    public static void Write(string path, ExportReading reading, IEnumerable<FoundItem>? items, Words words, TextWriter output)
    {
        var tally = reading.Tally;
        output.WriteLine(Printable(path));
        output.WriteLine(reading.Format is null ? words["inspect.format.unknown"] : words["inspect.format", reading.FormatId]);
        if (reading.Format is not null)
        {
            output.WriteLine(words["inspect.tally", tally.Records, tally.Incoming, tally.Outgoing, tally.System, tally.Skipped.Count, tally.Calls]);
            if (InspectCommand.Iso(tally.First, tally.FirstWall) is { } first)
            {
                output.WriteLine(words["inspect.span", first, InspectCommand.Iso(tally.Last, tally.LastWall)]);
            }

            if (tally.Dates is { Order: null } dates)
            {
                WriteList(output, words["inspect.ask"], dates.Samples.Select(sample => words["inspect.ask.line", sample.Line, string.Join("; ", DateOrders.Offered(dates)
                    .Select(order => (order, day: DateOrders.Read(sample, order)?.ToString("d MMMM yyyy", words.Culture))).Where(one => one.day is not null)
                    .Select(one => words["inspect.ask." + DateOrders.Word(one.order), one.day]))]));
            }
        }

        WriteList(output, words["inspect.participants"], tally.Participants.Select(one => $"{one.Messages,7}  {one.Id}  {InspectCommand.Label(one, words)}"));
        WriteList(output, words["inspect.skipped"], tally.Skipped.Select(one => $"{one.Locator.Path}: {one.Reason.Sentence(words)}"));
        WriteList(output, words["inspect.problems"], tally.Problems.Select(one => one.Note.Sentence(words)));
        WriteList(output, words["inspect.list"], (items ?? []).Select(item => Line(item, words)));
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
        return $"{item.Locator.Path}  {InspectCommand.Iso(item) ?? "-"}  {FoundWords.Name(item.Direction)}  {FoundWords.Name(item.Kind)} ({words[FoundWords.Key(item.State)]})  {peer}  {item.Text}{files}";
    }

    // Escape sequences in a message must not command the terminal, nor line breaks forge a line.
    private static string Printable(string text) => string.Concat(text.Select(c => c switch
    {
        '\n' or '\r' or '\t' or '\u2028' or '\u2029' => " ",
        >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' => "",
        _ => char.IsControl(c) ? "\uFFFD" : c.ToString(),
    }));
}
