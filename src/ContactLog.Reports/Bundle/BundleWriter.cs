using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// Writes the evidence bundle: one BagIt 1.0 folder (RFC 8493) in one ZIP, laid out as
/// <c>docs/record-format.md</c> says. Everything is read and hashed before the first byte is written, so
/// a broken original stops the export instead of spoiling the file that she hands over.
/// </summary>
public sealed class BundleWriter
{
    private readonly List<Part> _parts;
    private readonly List<ZipPart> _layout;
    private readonly BundleModel _model;

    private BundleWriter(BundleModel model, List<Part> parts)
    {
        _model = model;
        _parts = parts;
        _layout = CanonicalZip.LayOut(parts.Select(part => ($"{model.FolderName}/{part.Path}", part.Size, part.Crc)));
        Length = _layout[^1].DataOffset + _layout[^1].Size + CanonicalZip.Directory(_layout, model.Made).Length;
    }

    /// <summary>The size of the ZIP in bytes.</summary>
    public long Length { get; }

    /// <summary>Reads and hashes everything that goes in.</summary>
    /// <exception cref="RecordBrokenException">An original does not match its hash in the record.</exception>
    public static async Task<BundleWriter> PrepareAsync(BundleModel model, CancellationToken cancel)
    {
        var payload = new List<Part>();
        void Add(string path, byte[] bytes) => payload.Add(Part.Of("data/" + path, bytes));

        Add("report.pdf", model.Pdf);
        foreach (var exhibit in model.Case.Exhibits.Where(model.Includes))
        {
            payload.Add(await ReadAsync(model, exhibit, cancel));
        }

        AddLog(model, Add, out var withheld);
        Add("index.csv", IndexTable(model));
        Add("incidents.csv", IncidentTable(model));
        Add("audit-log.csv", AuditTable(model));
        Add("exclusions.csv", withheld);

        var parts = payload.OrderBy(part => part.Path, StringComparer.Ordinal).ToList();
        var tags = new List<Part>
        {
            Part.Of("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"u8.ToArray()),
            Part.Of("bag-info.txt", BagInfo(model, parts)),
            Part.Of("manifest-sha256.txt", Manifest(parts, part => part.Sha256)),
            Part.Of("manifest-sha512.txt", Manifest(parts, part => part.Sha512)),
            Part.Of("VERIFY.txt", VerifyText(model)),
        };
        tags.Add(Part.Of("tagmanifest-sha256.txt", Manifest(tags.OrderBy(tag => tag.Path, StringComparer.Ordinal), part => part.Sha256)));
        return new BundleWriter(model, [.. tags, .. parts]);
    }

    /// <summary>Writes the ZIP.</summary>
    /// <exception cref="RecordBrokenException">An original changed since it was hashed; the ZIP is not finished and does not open.</exception>
    public async Task WriteAsync(Stream output, CancellationToken cancel)
    {
        for (var at = 0; at < _parts.Count; at++)
        {
            await output.WriteAsync(CanonicalZip.LocalHeader(_layout[at], _model.Made), cancel);
            await using var bytes = await _parts[at].OpenAsync(cancel);
            await bytes.CopyToAsync(output, cancel);
        }

        await output.WriteAsync(CanonicalZip.Directory(_layout, _model.Made), cancel);
    }

    /// <summary>The path of an exhibit's original within the bundle: label, entry and number in the entry.</summary>
    public static string ExhibitPath(Exhibit exhibit) => string.Create(
        CultureInfo.InvariantCulture,
        $"exhibits/A-{int.Parse(exhibit.Label.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture):D3}_{SealedList.Number(exhibit.File.Seq)}.{exhibit.File.Number}.{exhibit.Media.Extension}");

    private static async Task<Part> ReadAsync(BundleModel model, Exhibit exhibit, CancellationToken cancel)
    {
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc = new Crc32();
        long size = 0;
        var buffer = new byte[128 * 1024];
        await using var bytes = await model.OpenFile(exhibit.File, cancel);
        int read;
        while ((read = await bytes.ReadAsync(buffer, cancel)) > 0)
        {
            sha256.AppendData(buffer, 0, read);
            sha512.AppendData(buffer, 0, read);
            crc.Append(buffer.AsSpan(0, read));
            size += read;
        }

        var digest = Digest.FromBytes(sha256.GetHashAndReset());
        return digest == exhibit.File.Entry.Sha256 && size == exhibit.File.Entry.Size
            ? new("data/" + ExhibitPath(exhibit), size, crc.Value, digest.Hex, Convert.ToHexStringLower(sha512.GetHashAndReset()), token => model.OpenFile(exhibit.File, token))
            : throw new RecordBrokenException(exhibit.File.Seq, $"the original of exhibit {exhibit.Label} does not match its hash");
    }

    private static void AddLog(BundleModel model, Action<string, byte[]> add, out byte[] withheld)
    {
        var excluded = new Csv("entry", "what", "why");
        var originals = model.Case.Exhibits.Where(model.Includes).Select(exhibit => exhibit.File.Id).ToHashSet();
        foreach (var entry in model.Case.Entries)
        {
            add("log/" + SealedList.EntryPath(entry.Seq), entry.Text.ToBytes());
            foreach (var (name, file) in entry.FieldFiles)
            {
                if (model.Withholds(entry, name))
                {
                    excluded.Row(entry.Seq, "field " + name, model.WhyWithheld(entry, name));
                }
                else
                {
                    add("log/" + SealedList.FieldPath(entry.Seq, name), file.ToBytes());
                }
            }

            foreach (var file in entry.Files)
            {
                add("log/" + SealedList.FileEntryPath(entry.Seq, file.Number), file.Entry.ToBytes());
                if (!originals.Contains(file.Id))
                {
                    excluded.Row(entry.Seq, string.Create(CultureInfo.InvariantCulture, $"file {file.Number}"), "the original is not in this bundle");
                }
            }
        }

        add("log/" + SealedList.Name(model.Case.Entries.Count), SealedList.ToBytes(model.Case.Entries.Select(entry => entry.Digest)));
        withheld = excluded.ToBytes();
    }

    private static byte[] IndexTable(BundleModel model)
    {
        var table = new Csv("label", "path", "original_name", "size", "type", "sha256", "received_utc", "entry", "shows_entry", "description");
        foreach (var exhibit in model.Case.Exhibits)
        {
            table.Row(
                exhibit.Label,
                model.Includes(exhibit) ? ExhibitPath(exhibit) : "not in this bundle",
                exhibit.File.Entry.Name,
                exhibit.File.Entry.Size,
                exhibit.Media.MimeType,
                exhibit.File.Entry.Sha256.Hex,
                exhibit.File.Entry.Received,
                exhibit.File.Seq,
                exhibit.OfSeq,
                exhibit["description"]);
        }

        return table.ToBytes();
    }

    private static byte[] IncidentTable(BundleModel model)
    {
        var lines = model.Case.Lines;
        var table = new Csv([
            "entry", "date", "time", "end_time", "precision", "zone", "recorded_utc", "kind", "count", "count_precision", "withdrawn", "own", "from",
            .. lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"standing_to_entry_{line.FirstSeq}"))]);
        foreach (var incident in model.Case.AllIncidents)
        {
            var when = incident.When;
            table.Row([
                incident.FirstSeq,
                when.IsoDate,
                when.Time is { } time ? Domain.Time.When.Format(time) : "",
                when.EndTime is { } end ? Domain.Time.When.Format(end) : "",
                when.Precision.ToString().ToLowerInvariant(),
                when.Date is null ? "" : when.Zone.Id,
                incident.Recorded,
                Incident.WordOf(incident.Kind),
                incident.Count,
                incident["count-precision"] ?? "exact",
                incident.IsWithdrawn ? "yes" : "no",
                incident.IsOwn ? "yes" : "no",
                // Her own rows come from nobody else, and a withdrawn row may name someone who has no part in this.
                incident.IsOwn || incident.IsWithdrawn ? "" : model.Case.FromText(incident),
                .. lines.Select(line => (object)(incident.IsWithdrawn || incident.IsOwn ? "" : model.Case.Counts.StandingOf(incident, line).ToString()))]);
        }

        return table.ToBytes();
    }

    private static byte[] AuditTable(BundleModel model)
    {
        var table = new Csv("entry", "kind", "recorded_utc", "actor", "about_entry", "reason", "sha256");
        foreach (var entry in model.Case.Entries)
        {
            table.Row(entry.Seq, entry.Text.Kind.Word(), entry.Recorded, entry.Actor, entry.Text.Target, entry.Reason, entry.Digest.Hex);
        }

        return table.ToBytes();
    }

    private static byte[] BagInfo(BundleModel model, IReadOnlyCollection<Part> payload) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Bagging-Date: {model.Made.InUtc().Date:uuuu-MM-dd}
        Payload-Oxum: {payload.Sum(part => part.Size)}.{payload.Count}
        External-Identifier: {model.ReportId}
        Record-Entries: {model.Case.Entries.Count}
        Record-Head: {model.Case.Head.Hex}

        """).ReplaceLineEndings("\n"));

    private static byte[] Manifest(IEnumerable<Part> parts, Func<Part, string> digest)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(digest(part)).Append("  ").Append(part.Path).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static byte[] VerifyText(BundleModel model)
    {
        using var stream = typeof(BundleWriter).Assembly.GetManifestResourceStream("ContactLog.Reports.Bundle.VERIFY.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var shown = model.Case.Entries.SelectMany(entry => entry.FieldFiles.Keys.Where(name => !model.Withholds(entry, name)).Select(name => (entry.Seq, Name: name)))
            .OrderByDescending(field => field.Name == "narrative").ThenBy(field => field.Seq).First();
        var exhibit = model.Case.Exhibits.Where(model.Includes).FirstOrDefault();
        var example = exhibit is null ? "" : $"""
               sha256sum ../{ExhibitPath(exhibit)}
                  is in {SealedList.FileEntryPath(exhibit.File.Seq, exhibit.File.Number)},
                  whose own hash is in {SealedList.EntryPath(exhibit.File.Seq)}

            """;
        return Encoding.UTF8.GetBytes(reader.ReadToEnd().ReplaceLineEndings("\n")
            .Replace("{field}", SealedList.FieldPath(shown.Seq, shown.Name), StringComparison.Ordinal)
            .Replace("{field-entry}", SealedList.EntryPath(shown.Seq), StringComparison.Ordinal)
            .Replace("{exhibit}", example, StringComparison.Ordinal)
            .Replace("{folder}", model.FolderName, StringComparison.Ordinal)
            .Replace("{list}", SealedList.Name(model.Case.Entries.Count), StringComparison.Ordinal)
            .Replace("{entries}", model.Case.Entries.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{head}", model.Case.Head.Hex, StringComparison.Ordinal));
    }

    private sealed record Part(string Path, long Size, uint Crc, string Sha256, string Sha512, Func<CancellationToken, Task<Stream>> OpenAsync)
    {
        public static Part Of(string path, byte[] bytes)
        {
            var crc = new Crc32();
            crc.Append(bytes);
            return new(
                path,
                bytes.Length,
                crc.Value,
                Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Convert.ToHexStringLower(SHA512.HashData(bytes)),
                _ => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false)));
        }
    }
}
