using System.Text;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.Ics;

/// <summary>A calendar (<c>.ics</c>): court dates, exchanges of the children. See the README beside this file for sources, traps and promises.</summary>
public sealed class IcsFormat : ExportFormat
{
    private static readonly HashSet<string> s_used = new(StringComparer.Ordinal) { "DTSTART", "DTEND", "RRULE", "RDATE", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION", "UID", "RECURRENCE-ID" };
    private static readonly HashSet<string> s_others = new(StringComparer.Ordinal) { "VTODO", "VJOURNAL", "VFREEBUSY" };

    /// <inheritdoc/>
    public override string Id => "ics";

    /// <inheritdoc/>
    public override int ReaderVersion => 3;

    /// <inheritdoc/>
    public override TimeBasis TimeBasis => TimeBasis.Offset;

    /// <inheritdoc/>
    public override bool Recognises(ReadOnlySpan<byte> head)
    {
        head = (head is [0xEF, 0xBB, 0xBF, ..] ? head[3..] : head).TrimStart(" \t\r\n"u8);
        return head.Length >= 15 && Encoding.ASCII.GetString(head[..15]).Equals("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public override IEnumerable<Found> Read(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        return Run();

        IEnumerable<Found> Run()
        {
            var zones = Zones(file, cancellationToken);
            var keys = new ItemKeys();
            using var stream = file.Open();
            var lines = new CalendarLines(stream, cancellationToken);
            var open = new List<string>();
            var (records, events, ended) = (0, 0, false);
            Component? current = null;
            while (lines.Next() is { } line)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var part = line.Value.Trim().ToUpperInvariant();
                if (line.Name == "BEGIN")
                {
                    if (current is null && (part == "VEVENT" || s_others.Contains(part)))
                    {
                        current = new Component(part, $"{part.ToLowerInvariant()[1..]}[{(part == "VEVENT" ? ++events : records + 1)}]", line.Offset, line.Line, options.MaxRaw);
                    }
                    else if (current is not null && part == current.Kind)
                    {
                        // The last one has no end; it is kept as far as it goes.
                        yield return current.Finish(keys, zones, options, whole: false);
                        records++;
                        current = new Component(part, $"{part.ToLowerInvariant()[1..]}[{(part == "VEVENT" ? ++events : records + 1)}]", line.Offset, line.Line, options.MaxRaw);
                        open.Clear();
                    }
                    else if (current is not null && open.Count < 30)
                    {
                        open.Add(part);
                    }

                    current?.Keep(line);
                    continue;
                }

                current?.Keep(line);
                if (line.Name == "END" && current is not null && part == current.Kind)
                {
                    open.Clear();
                    yield return current.Finish(keys, zones, options, whole: true);
                    current = null;
                    if (++records >= options.MaxRecords)
                    {
                        yield return new FoundProblem(ReadingNote.Counted("reading.limit", records), Loss: true);
                        yield break;
                    }
                }
                else if (line.Name == "END")
                {
                    open.Remove(part);
                    ended |= part == "VCALENDAR";
                }
                else if (open.Count == 0)
                {
                    // What stands in an alarm is the alarm's.
                    current?.Take(line);
                }
            }

            if (current is not null)
            {
                yield return current.Finish(keys, zones, options, whole: false);
            }

            if (current is not null || !ended)
            {
                yield return new FoundProblem(new ReadingNote("reading.truncated"), Loss: true);
            }

            if (lines.Cut)
            {
                yield return new FoundProblem(new ReadingNote("ics.cut"), Loss: true);
            }
        }
    }

    // What a name of the file's own means, the file says: Exchange calls a zone "Customized Time Zone" and describes it.
    private static Dictionary<string, CalendarZone> Zones(ExportFile file, CancellationToken cancellationToken)
    {
        const int mostZones = 1000;
        const int mostLines = 1000;
        const int longestRule = 10_000;
        var found = new Dictionary<string, CalendarZone>(StringComparer.Ordinal);
        using var stream = file.Open();
        var lines = new CalendarLines(stream, cancellationToken);
        CalendarZone? zone = null;
        List<CalendarLine>? rule = null;
        string? id = null;
        while (lines.Next() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var part = line.Name is "BEGIN" or "END" ? line.Value.Trim().ToUpperInvariant() : "";
            if (part == "VTIMEZONE")
            {
                if (line.Name == "END" && zone is { IsUnderstood: true } && id is not null && found.Count < mostZones)
                {
                    found.TryAdd(id, zone);
                }

                (zone, rule, id) = (line.Name == "BEGIN" ? new() : null, null, null);
            }
            else if (part is "STANDARD" or "DAYLIGHT")
            {
                if (line.Name == "END" && rule is not null)
                {
                    zone?.Add(rule);
                }

                rule = line.Name == "BEGIN" ? [] : null;
            }
            else if (rule is { Count: < mostLines } && line.Value.Length < longestRule)
            {
                rule.Add(line);
            }
            else if (line.Name == "TZID" && zone is not null && line.Value.Length < longestRule)
            {
                id = line.Value.Trim();
            }
        }

        return found;
    }

    /// <summary>An event or task as its lines come.</summary>
    private sealed class Component(string kind, string path, long offset, long line, int maxRaw)
    {
        private readonly Dictionary<string, CalendarLine> _lines = new(StringComparer.Ordinal);
        private readonly StringBuilder _raw = new();

        public string Kind => kind;

        public void Keep(CalendarLine one)
        {
            if (_raw.Length < maxRaw)
            {
                var parameters = string.Concat(one.Parameters.Select(pair => $";{pair.Key}={pair.Value}"));
                _raw.Append(PlainText.Cut(one.Name.Length > 0 ? $"{one.Name}{parameters}:{one.Value}" : one.Value, maxRaw - _raw.Length, out _)).Append('\n');
            }
        }

        // Lines of other names would be kept for nothing, and a made file can have a million of them.
        public void Take(CalendarLine one) => _ = s_used.Contains(one.Name) && _lines.TryAdd(one.Name, one);

        public FoundRecord Finish(ItemKeys keys, IReadOnlyDictionary<string, CalendarZone> zones, ReadOptions options, bool whole)
        {
            var locator = new Locator(path, offset, line);
            var raw = PlainText.Clean(_raw.ToString()).TrimEnd() + (_raw.Length >= maxRaw ? " [the rest is in the original file]" : "");
            if (kind != "VEVENT")
            {
                return new FoundSkipped { Locator = locator, Raw = raw, Reason = new ReadingNote("ics.skip.kind", kind) };
            }

            var notes = new List<ReadingNote>();
            var start = _lines.TryGetValue("DTSTART", out var from) ? CalendarTime.Of(from, zones, options) : null;
            var end = _lines.TryGetValue("DTEND", out var to) ? CalendarTime.Of(to, zones, options) : null;
            notes.AddRange(whole ? [] : [new ReadingNote("reading.note.no-end")]);
            notes.AddRange(start is null ? [new ReadingNote("reading.note.no-time")] : start.Note is { } note ? [note] : []);
            notes.AddRange(_lines.ContainsKey("RRULE") || _lines.ContainsKey("RDATE") ? [new ReadingNote("ics.note.repeats")] : []);
            notes.AddRange(_lines.TryGetValue("STATUS", out var status) && status.Value.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) ? [new ReadingNote("ics.note.cancelled")] : []);
            var text = PlainText.Cut(Text("DESCRIPTION"), options.MaxText, out var cut);
            notes.AddRange(cut ? [new ReadingNote("reading.note.cut")] : []);
            var subject = PlainText.Line(Text("SUMMARY"), 2000);
            var place = PlainText.Line(Text("LOCATION"), 2000);
            // An hour that comes twice has its key by the instant that stands for its place in the order.
            var instant = start is { Basis: TimeBasis.Epoch or TimeBasis.Offset } ? start.At : null;
            var (key, ordinal) = keys.For(FoundKind.Event, Direction.System, FoundState.Received, Peer.Unknown, instant, instant is null ? start?.Wall : null, [subject, text, place, Text("UID"), Text("RECURRENCE-ID")]);
            return new FoundItem
            {
                Locator = locator,
                Raw = raw,
                Direction = Direction.System,
                Kind = FoundKind.Event,
                State = FoundState.Received,
                From = Peer.Unknown,
                To = [],
                Participants = [],
                At = start?.At,
                Basis = start?.Basis ?? TimeBasis.Local,
                Wall = start?.Wall,
                Zone = start is { Basis: TimeBasis.Local } ? options.Zone?.Id : start?.Zone,
                DurationSeconds = start?.At is { } begins && end?.At is { } ends && ends > begins ? (long)(ends - begins).TotalSeconds : null,
                Subject = subject.Length > 0 ? subject : null,
                Fields = place.Length > 0 ? new Dictionary<string, string>(StringComparer.Ordinal) { ["place"] = place } : new Dictionary<string, string>(StringComparer.Ordinal),
                Text = text,
                Key = key,
                KeyOrdinal = ordinal,
                Notes = notes,
            };
        }

        private string Text(string name) => _lines.TryGetValue(name, out var one) ? one.Text : "";
    }
}
