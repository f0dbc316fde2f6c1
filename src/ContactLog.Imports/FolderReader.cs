using System.Globalization;

namespace ContactLog.Imports;

/// <summary>
/// Reads files that came together, in an archive or chosen at once: each recognised by its own content and read by its own format,
/// each given the others. What a conversation had as its attachment is not read again by itself. Files of no known kind are counted in words.
/// </summary>
internal sealed class FolderReader(IReadOnlyList<ExportFile> files, ReadOptions options, bool namesEach, CancellationToken cancellationToken)
{
    /// <summary>Between the name of a file and the place inside it: <c>chat.txt!line 12</c>.</summary>
    public const char Inside = '!';

    // Never part of a name: control characters are replaced in all of them.
    private const char Nested = '\0';

    private const int MostProblems = 300;
    private readonly HashSet<string> _attached = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faulty = new(StringComparer.Ordinal);
    private int _records;
    private int _problems;
    private int _unsaid;
    private bool _unsaidLoss;

    /// <summary>Says whether the bytes of a file were compared with what the archive declares; the others are read through for it.</summary>
    public Func<string, bool> WasReadToEnd { get; init; } = _ => true;

    public IEnumerable<Found> Read()
    {
        var unknown = new List<(ExportFile File, ReadingNote Why)>();
        var known = new List<(ExportFile File, ExportFormat Format)>();
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var head = ExportReading.Head(file);
            if (ExportFormats.Recognise(head) is { } format)
            {
                known.Add((file, format));
            }
            else
            {
                unknown.Add((file, ExportReading.WhyNot(head)));
            }
        }

        // Conversations first: only they know which pictures are theirs.
        foreach (var (file, format) in known.OrderBy(one => one.Format.MayBeAttached))
        {
            if (format.MayBeAttached && _attached.Contains(file.Name))
            {
                continue;
            }

            foreach (var found in ReadOne(file, format))
            {
                yield return found;
            }

            if (_records >= options.MaxRecords)
            {
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                break;
            }
        }

        foreach (var file in files.Where(file => _attached.Contains(file.Name)))
        {
            if (Fault(file) is { } fault)
            {
                yield return fault;
            }
        }

        foreach (var found in Unknown([.. unknown.Where(one => !_attached.Contains(one.File.Name))], known.Count == 0))
        {
            yield return found;
        }

        if (_unsaid > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("archives.more", _unsaid), _unsaidLoss);
        }
    }

    /// <summary>Opens an attachment that <see cref="Read"/> gave.</summary>
    public static Stream OpenAttachment(IReadOnlyList<ExportFile> files, FoundAttachment attachment)
    {
        var within = (attachment.Within ?? "").Split(Nested, 2);
        return files.Count > 0 && files[0].Folder.Find(within[0]) is { } file && ExportFormats.Recognise(ExportReading.Head(file)) is { } format
            ? format.OpenAttachment(file, attachment with { Within = within.Length > 1 ? within[1] : null })
            : new MemoryStream([], writable: false);
    }

    private IEnumerable<Found> ReadOne(ExportFile file, ExportFormat format)
    {
        if (!format.IsContainer)
        {
            yield return new FoundFormat(format.Id, file.Name);
        }

        foreach (var found in format.Read(file, For(file) with { MaxRecords = options.MaxRecords - _records, IsAmongOthers = true }, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (found)
            {
                case FoundItem item:
                    _records++;
                    yield return item with { Locator = In(file, item.Locator), Attachments = Within(file, item.Attachments) };
                    break;
                case FoundSkipped skipped:
                    _records++;
                    yield return skipped with { Locator = In(file, skipped.Locator) };
                    break;
                case FoundProblem problem:
                    if (Said(problem with { Note = new ReadingNote("archives.in", file.Name, problem.Note) }) is { } said)
                    {
                        yield return said;
                    }

                    break;
                case FoundDates dates:
                    yield return dates with { File = dates.File is { } within ? file.Name + Inside + within : file.Name };
                    break;
                case FoundFormat inner:
                    yield return inner with { Name = inner.Name.Length == 0 ? file.Name : file.Name + Inside + inner.Name };
                    break;
                default:
                    yield return found;
                    break;
            }

            if (_records >= options.MaxRecords)
            {
                yield break;
            }
        }

        if (!WasReadToEnd(file.Name))
        {
            ReadThrough(file);
        }

        if (Fault(file) is { } fault)
        {
            yield return fault;
        }
    }

    /// <summary>The options for one of the files: her answers for it, and for what lies in it.</summary>
    private ReadOptions For(ExportFile file) => options with
    {
        DateOrder = options.DateOrders.TryGetValue(file.Name, out var order) ? order : options.DateOrder,
        DateOrders = options.DateOrders.Where(one => one.Key.StartsWith(file.Name + Inside, StringComparison.Ordinal))
            .ToDictionary(one => one.Key[(file.Name.Length + 1)..], one => one.Value, StringComparer.Ordinal),
    };

    private static Locator In(ExportFile file, Locator locator) =>
        locator with { Path = locator.Path.Length == 0 ? file.Name : file.Name + Inside + locator.Path };

    private FoundAttachment[] Within(ExportFile file, IReadOnlyList<FoundAttachment> attachments)
    {
        var all = new FoundAttachment[attachments.Count];
        for (var i = 0; i < all.Length; i++)
        {
            var one = attachments[i];
            if (one is { Beside: { } beside, Within: null })
            {
                _attached.Add(beside);
            }

            all[i] = one with { Within = one.Within is { } within ? file.Name + Nested + within : file.Name };
        }

        return all;
    }

    private void ReadThrough(ExportFile file)
    {
        var buffer = new byte[64 * 1024];
        using var stream = file.Open();
        while (stream.Read(buffer) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private FoundProblem? Fault(ExportFile file) =>
        file.Fault?.Invoke() is { } note && _faulty.Add(file.Name) ? Said(new FoundProblem(new ReadingNote("archives.in", file.Name, note), Loss: true)) : null;

    // A folder of ten thousand damaged mails says so once, not ten thousand times.
    private FoundProblem? Said(FoundProblem problem)
    {
        if (_problems++ < MostProblems)
        {
            return problem;
        }

        _unsaid++;
        _unsaidLoss |= problem.Loss;
        return null;
    }

    private IEnumerable<Found> Unknown(List<(ExportFile File, ReadingNote Why)> unknown, bool nothingRead)
    {
        if (namesEach)
        {
            foreach (var (file, why) in unknown)
            {
                if (Said(new FoundProblem(new ReadingNote("archives.in", file.Name, why), Loss: true) { Unread = file.Name }) is { } said)
                {
                    yield return said;
                }
            }

            yield break;
        }

        if (unknown.Count > 0)
        {
            var kinds = unknown.GroupBy(one => Ending(one.File.Name), StringComparer.Ordinal).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToList();
            const int named = 12;
            var list = string.Join(", ", kinds.Take(named).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count()} × {kind.Key}"))) + (kinds.Count > named ? " …" : "");
            yield return new FoundProblem(ReadingNote.Counted("archives.unknown", unknown.Count, list), Loss: nothingRead);
        }

        if (nothingRead && files.Count > 0)
        {
            yield return new FoundProblem(new ReadingNote("archives.nothing"), Loss: true);
        }
    }

    private static string Ending(string name)
    {
        const int most = 8;
        var dot = name.LastIndexOf('.');
        var ending = dot > name.LastIndexOf('/') ? name[dot..] : "";
        return ending.Length is > 1 and <= most && ending.Skip(1).All(char.IsAsciiLetterOrDigit) ? ending.ToLowerInvariant() : name.Length <= 60 ? name : name[..60] + "…";
    }
}
