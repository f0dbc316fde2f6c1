using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Redaction;

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
        var contents = new BundleContents(model);
        var source = contents.Source;
        var tables = new BundleTables(source);
        var excluded = new Csv("entry", "what", "why");
        var payload = new List<Part>();
        void Add(string path, byte[] bytes) => payload.Add(Part.Of("data/" + path, bytes));

        foreach (var (at, volume) in model.Volumes.Index())
        {
            payload.Add(Part.Of("data/" + BundleModel.VolumeName(at + 1), volume));
        }

        if (model.Sheet is { } sheet && !contents.IsService)
        {
            Add("confidential-sheet.pdf", sheet);
        }

        var bundled = new Dictionary<int, BundledExhibit>();
        foreach (var exhibit in contents.Exhibits)
        {
            bundled.Add(exhibit.FirstSeq, await AddExhibitAsync(model, contents, exhibit, payload, excluded, cancel));
        }

        AddLog(model, contents, Add, excluded);
        var facts = Facts(model, contents, bundled);
        StampParts.Add(facts.Seals, [.. model.Case.Entries.Select(entry => entry.Digest)], Add);
        Add("index.csv", tables.Index(bundled).ToBytes());
        Add("index.json", BundleIndex.Write(facts, source, bundled));
        Add("incidents.csv", tables.Incidents().ToBytes());
        Add("lines.csv", tables.Lines().ToBytes());
        Add("contacts.csv", tables.Contacts().ToBytes());
        Add("responses.csv", tables.Responses().ToBytes());
        Add("redactions.csv", tables.Redactions().ToBytes());
        Add("exclusions.csv", excluded.ToBytes());
        if (!contents.IsService)
        {
            Add("audit-log.csv", tables.Audit().ToBytes());
        }

        var parts = payload.OrderBy(part => part.Path, StringComparer.Ordinal).ToList();
        var tags = new List<Part>
        {
            Part.Of("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"u8.ToArray()),
            Part.Of("bag-info.txt", facts.BagInfo(parts.Sum(part => part.Size), parts.Count)),
            Part.Of("manifest-sha256.txt", Manifest(parts, part => part.Sha256)),
            Part.Of("manifest-sha512.txt", Manifest(parts, part => part.Sha512)),
            Part.Of("CERTIFICATION_FACTS.txt", BundleTexts.Facts(facts)),
            Part.Of("VERIFY.txt", BundleTexts.Verify(facts)),
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
        $"exhibits/{Name(exhibit)}.{exhibit.Media.Extension}");

    /// <summary>The path of what was made from an exhibit; the name is its original's.</summary>
    internal static string DerivedPath(Exhibit exhibit, string extension) => $"derivatives/{Name(exhibit)}.{extension}";

    private static string Name(Exhibit exhibit) => string.Create(
        CultureInfo.InvariantCulture,
        $"A-{int.Parse(exhibit.Label.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture):D3}_{SealedList.Number(exhibit.File.Seq)}.{exhibit.File.Number}");

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

    /// <summary>The original, or the picture written anew, or neither and why; and what is written of it.</summary>
    private static async Task<BundledExhibit> AddExhibitAsync(BundleModel model, BundleContents contents, Exhibit exhibit, List<Part> payload, Csv excluded, CancellationToken cancel)
    {
        string? original = null, derivative = null, hash = null, transcript = null;
        var place = string.Create(CultureInfo.InvariantCulture, $"{exhibit.File.Number}");
        if (contents.WhyWithoutOriginal(exhibit) is { } why)
        {
            excluded.Row(exhibit.File.Seq, $"file {place}", why);
        }
        else
        {
            payload.Add(await ReadAsync(model, exhibit, cancel));
            original = ExhibitPath(exhibit);
        }

        if (contents.WantsDerivative(exhibit))
        {
            // Made twice rather than kept: a bundle may hold more pictures than memory does.
            async Task<byte[]> MakeAsync(CancellationToken token)
            {
                await using var bytes = await OpenCheckedAsync(model, exhibit, token);
                return PictureRedactor.Anew(PictureRedactor.ReadAll(bytes), contents.AreasOf(exhibit)) ?? [];
            }

            var made = await MakeAsync(cancel);
            if (made.Length > 0)
            {
                derivative = DerivedPath(exhibit, exhibit.Media.Extension);
                var part = Part.Of("data/" + derivative, made) with { OpenAsync = async token => new MemoryStream(await MakeAsync(token), writable: false) };
                (hash, _) = (part.Sha256, made = []);
                payload.Add(part);
            }
            else
            {
                excluded.Row(exhibit.File.Seq, $"picture {place}", "it could not be written anew without what it carries");
            }
        }

        if ((exhibit["transcript"] ?? exhibit["translation"]) is not null)
        {
            transcript = DerivedPath(exhibit, "txt");
            payload.Add(Part.Of("data/" + transcript, BundleTexts.Transcript(exhibit, contents.TellsOfOriginals)));
        }

        return new(original, derivative, hash, transcript);
    }

    /// <summary>An original of which every byte was compared with its hash before any of it is used.</summary>
    private static async Task<Stream> OpenCheckedAsync(BundleModel model, Exhibit exhibit, CancellationToken cancel)
    {
        await using (var bytes = await model.OpenFile(exhibit.File, cancel))
        {
            if (Digest.FromBytes(await SHA256.HashDataAsync(bytes, cancel)) != exhibit.File.Entry.Sha256)
            {
                throw new RecordBrokenException(exhibit.File.Seq, $"the original of exhibit {exhibit.Label} does not match its hash");
            }
        }

        return await model.OpenFile(exhibit.File, cancel);
    }

    private static void AddLog(BundleModel model, BundleContents contents, Action<string, byte[]> add, Csv excluded)
    {
        var exhibits = contents.Exhibits.Select(exhibit => exhibit.File.Id).ToHashSet();
        foreach (var entry in model.Case.Entries)
        {
            add("log/" + SealedList.EntryPath(entry.Seq), entry.Text.ToBytes());
            foreach (var (name, file) in entry.FieldFiles.All)
            {
                if (contents.WhyWithout(entry, name) is { } why)
                {
                    excluded.Row(entry.Seq, "field " + name, why);
                }
                else
                {
                    add("log/" + SealedList.FieldPath(entry.Seq, name), file.ToBytes());
                }
            }

            foreach (var file in entry.Files)
            {
                if (contents.WhyWithoutFile(entry) is { } why)
                {
                    excluded.Row(entry.Seq, string.Create(CultureInfo.InvariantCulture, $"name of file {file.Number}"), why);
                }
                else
                {
                    add("log/" + SealedList.FileEntryPath(entry.Seq, file.Number), file.Entry.ToBytes());
                }

                if (!exhibits.Contains(file.Id))
                {
                    excluded.Row(entry.Seq, string.Create(CultureInfo.InvariantCulture, $"file {file.Number}"), "the original is not in this bundle");
                }
            }
        }

        add("log/" + SealedList.Name(model.Case.Entries.Count), SealedList.ToBytes(model.Case.Entries.Select(entry => entry.Digest)));
    }

    private static BundleFacts Facts(BundleModel model, BundleContents contents, Dictionary<int, BundledExhibit> bundled) => new()
    {
        ReportId = model.ReportId,
        Profile = model.Options.Profile,
        Made = model.Made,
        Program = model.ProgramVersion,
        Recorded = [.. model.Case.Entries.Select(entry => entry.Recorded)],
        Head = model.Case.Head,
        // Two of one authority for one list in one second would have one name.
        Seals = [.. model.Seals.All.DistinctBy(StampPath.Of)],
        Exhibits = bundled.Count,
        Redactions = contents.Removals.Sum(one => one.Places),
        Text = BundleFacts.Shown(model.Case.Entries.SelectMany(entry => entry.FieldFiles.Names.Where(name => contents.WhyWithout(entry, name) is null).Select(name => (entry.Seq, name)))),
        Original = contents.Exhibits.FirstOrDefault(exhibit => bundled[exhibit.FirstSeq].Original is not null) is { } shown ? (ExhibitPath(shown), shown.File.Seq, shown.File.Number) : null,
    };

    private static byte[] Manifest(IEnumerable<Part> parts, Func<Part, string> digest)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(digest(part)).Append("  ").Append(part.Path).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private sealed record Part(string Path, long Size, uint Crc, string Sha256, string Sha512, Func<CancellationToken, Task<Stream>> OpenAsync)
    {
        public static Part Of(string path, byte[] bytes) => Of(path, () => bytes);

        /// <summary>Bytes that are made to be hashed and made again to be written, so that they are not held in between.</summary>
        public static Part Of(string path, Func<byte[]> make)
        {
            var bytes = make();
            var crc = new Crc32();
            crc.Append(bytes);
            return new(
                path,
                bytes.Length,
                crc.Value,
                Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Convert.ToHexStringLower(SHA512.HashData(bytes)),
                _ => Task.FromResult<Stream>(new MemoryStream(make(), writable: false)));
        }
    }
}
