using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Redaction;

namespace ContactLog.Reports.Bundle;

/// <summary>The index of a bundle for programs: what it is, and every exhibit with where it lies.</summary>
internal static class BundleIndex
{
    /// <summary>The bytes of <c>index.json</c>.</summary>
    public static byte[] Write(BundleFacts facts, TableSource source, IReadOnlyDictionary<int, BundledExhibit> bundled)
    {
        using var output = new MemoryStream();
        // Texts may hold anything; the strict escaping keeps them harmless where somebody puts them into a page.
        using (var json = new Utf8JsonWriter(output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            json.WriteString("format", "incident-log-bundle/v1");
            json.WriteString("report", facts.ReportId);
            json.WriteString("variant", facts.Variant);
            json.WriteString("profile", facts.Profile.Word());
            json.WriteString("made", Text(facts.Made));
            json.WriteNumber("entries", facts.Entries);
            json.WriteString("head", facts.Head.Hex);
            json.WriteNumber("redactions", facts.Redactions);
            json.WriteStartArray("exhibits");
            foreach (var exhibit in source.Exhibits)
            {
                var there = bundled[exhibit.FirstSeq];
                json.WriteStartObject();
                json.WriteString("label", exhibit.Label);
                json.WriteString("path", there.Original);
                json.WriteString("derivative", there.Derivative);
                json.WriteString("derivative_sha256", there.DerivativeSha256);
                json.WriteString("transcript_file", there.Transcript);
                json.WriteString("original_name", Brackets.Plain(exhibit.File.Entry.Name));
                if (source.TellsOfOriginals)
                {
                    json.WriteNumber("size", exhibit.File.Entry.Size);
                }
                else
                {
                    json.WriteNull("size");
                }

                json.WriteString("type", exhibit.Media.MimeType);
                json.WriteString("sha256", source.TellsOfOriginals ? exhibit.File.Entry.Sha256.Hex : null);
                json.WriteString("file_entry_sha256", exhibit.File.Committed.Hex);
                json.WriteString("received_utc", Text(exhibit.File.Entry.Received));
                json.WriteNumber("entry", exhibit.File.Seq);
                if (exhibit.OfSeq is { } shows)
                {
                    json.WriteNumber("shows_entry", shows);
                }

                json.WriteString("description", exhibit["description"] is { } description ? Brackets.Plain(description) : null);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        return output.ToArray();
    }

    private static string Text(NodaTime.Instant instant) => NodaTime.Text.InstantPattern.General.Format(instant);
}
