using System.Text.Encodings.Web;
using System.Text.Json;
using ContactLog.Domain.Language;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using ContactLog.Web.Importing;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Web.Commands.Inspect;

/// <summary>What a file holds, as one JSON object on a line: the contract stands in <c>docs/imports.md</c>.</summary>
internal static class InspectJson
{
    public static void Write(string path, ExportReading reading, IEnumerable<FoundItem>? items, Words words, TextWriter output)
    {
        // Characters as they are, for people to read: this goes to a terminal or file, never into a page.
        using var stream = new TextWriterStream(output);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var tally = reading.Tally;
            json.WriteStartObject();
            json.WriteString("file", path);
            json.WriteString("format", reading.FormatId);
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
                json.WriteString("label", InspectCommand.Label(one, words));
                json.WriteNumber("messages", one.Messages);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("timeBasis", reading.Format is null ? null : FoundWords.Name(tally.Basis ?? reading.Format.TimeBasis));
            json.WriteString("dateOrder", Order(tally.Dates));
            json.WriteString("first", InspectCommand.Iso(tally.First, tally.FirstWall));
            json.WriteString("last", InspectCommand.Iso(tally.Last, tally.LastWall));
            json.WriteStartArray("problems");
            foreach (var problem in tally.Problems)
            {
                json.WriteStringValue(problem.Note.Sentence(words));
            }

            json.WriteEndArray();
            if (items is not null)
            {
                json.WriteStartArray("items");
                foreach (var item in items)
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

    private static string? Order(FoundDates? dates) => dates switch
    {
        null => null,
        { Order: { } order } => DateOrders.Word(order),
        _ => "ask",
    };

    private static void WriteItem(Utf8JsonWriter json, FoundItem item, Words words)
    {
        json.WriteStartObject();
        json.WriteString("locator", item.Locator.Path);
        json.WriteString("direction", FoundWords.Name(item.Direction));
        json.WriteString("kind", FoundWords.Name(item.Kind));
        json.WriteString("state", FoundWords.Name(item.State));
        if (item.Marks != FoundMarks.None)
        {
            json.WriteStartArray("marks");
            foreach (var mark in FoundWords.Names(item.Marks))
            {
                json.WriteStringValue(mark);
            }

            json.WriteEndArray();
        }

        if (item.Platform is { } platform)
        {
            json.WriteString("platform", platform);
        }

        json.WriteString("from", item.From.Kind == PeerKind.Self ? null : item.From.Id);
        json.WriteString("to", item.To.Count == 0 ? null : string.Join(", ", item.To.Select(peer => peer.Id)));
        json.WriteString("at", InspectCommand.Iso(item));
        json.WriteString("zone", item.Zone);
        json.WriteString("basis", item.At is null && item.Wall is null ? null : FoundWords.Name(item.Basis));
        json.WriteString("text", item.Text);
        if (item.Mail is not null || item.Subject is not null)
        {
            json.WriteString("subject", item.Subject);
        }

        if (item.Mail is { } mail)
        {
            json.WriteString("messageId", mail.MessageId);
            json.WriteString("claimedAt", Iso(mail.ClaimedAt));
            json.WriteString("receivedAt", Iso(mail.ReceivedAt));
        }

        if (item.Photo is { } photo)
        {
            json.WriteString("takenAt", InspectCommand.Iso(null, photo.TakenAt));
            json.WriteString("offset", photo.Offset is { } offset ? OffsetPattern.CreateWithInvariantCulture("+HH:mm").Format(offset) : null);
            json.WriteString("gps", photo.HasPlace ? "yes" : "no");
            if (photo.Orientation is { } orientation)
            {
                json.WriteNumber("orientation", orientation);
            }
            else
            {
                json.WriteNull("orientation");
            }
        }

        if (item.SoundSeconds is { } seconds)
        {
            json.WriteNumber("seconds", Math.Round(seconds, 3));
        }

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

    private static string? Iso(OffsetDateTime? at) => at is { } time ? OffsetDateTimePattern.Rfc3339.Format(time) : null;
}
