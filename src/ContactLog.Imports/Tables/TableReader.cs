using System.Globalization;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.Tables;

/// <summary>Makes items of rows by a map. Twice through the file: first for the order of its dates, which is never guessed, then for the items.</summary>
internal sealed class TableReader(ColumnMap map, ReadOptions options)
{
    private const int LongestName = 200;
    private readonly ItemKeys _keys = new();
    private readonly HashSet<string> _own = [.. options.OwnIds()];
    private readonly HashSet<string> _me = [.. options.Me.Select(HeaderWords.Plain)];
    private readonly int _date = map.IndexOf(ColumnRole.Date);
    private readonly int _time = map.IndexOf(ColumnRole.Time);
    private readonly int _both = map.IndexOf(ColumnRole.DateTime);
    private DateOrder? _order;

    public IEnumerable<Found> Read(Func<IEnumerable<TableRow>> rows, CancellationToken cancellationToken)
    {
        if (Dates(rows(), cancellationToken) is { } dates)
        {
            _order = dates.Order;
            yield return dates;
        }

        var records = 0;
        var preamble = 0;
        var withoutTime = 0;
        var withoutDirection = 0;
        string? header = null;
        string? offset = null;
        foreach (var row in rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Number <= map.HeaderRow)
            {
                preamble += row.IsEmpty || row.Number == map.HeaderRow ? 0 : 1;
                header = row.Number == map.HeaderRow ? row.Raw.Trim() : null;
                offset = row.Number == map.HeaderRow ? new[] { row[_both], row[_time] }.FirstOrDefault(HeaderWords.IsOffset) : null;
                continue;
            }

            if (row.IsEmpty)
            {
                continue;
            }

            if (records++ >= options.MaxRecords)
            {
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                break;
            }

            var record = One(row, header);
            withoutDirection += record is FoundSkipped { Reason.Word: "table.skip.direction" or "table.skip.direction-word" } ? 1 : 0;
            withoutTime += record is FoundItem { At: null, Wall: null } ? 1 : 0;
            yield return record;
        }

        if (offset is not null)
        {
            yield return new FoundProblem(new ReadingNote("table.offset", PlainText.Line(offset, LongestName)), Loss: false);
        }

        if (withoutDirection > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("table.without-direction", withoutDirection), Loss: true);
        }

        if (withoutTime > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("table.without-time", withoutTime), Loss: false);
        }

        if (preamble > 0)
        {
            yield return new FoundProblem(ReadingNote.Counted("table.preamble", preamble), Loss: false);
        }
    }

    private FoundRecord One(TableRow row, string? header)
    {
        var locator = new Locator($"row[{row.Number}]", row.Byte, row.Line);
        var raw = PlainText.Cut(PlainText.Clean(row.Raw), options.MaxRaw, out var rawCut) + (rawCut ? " [the rest is in the original file]" : "");
        if (row.Raw.Trim() == header)
        {
            return new FoundSkipped { Locator = locator, Raw = raw, Reason = new ReadingNote("table.skip.header") };
        }

        if (map.Columns.Count == 0)
        {
            return new FoundSkipped { Locator = locator, Raw = raw, Reason = new ReadingNote(options.IsAmongOthers ? "table.skip.alone" : "table.skip.unmapped") };
        }

        if (map.Columns.All(column => string.IsNullOrWhiteSpace(row[column.Index])))
        {
            return new FoundSkipped { Locator = locator, Raw = raw, Reason = new ReadingNote("table.skip.nothing") };
        }

        var notes = new List<ReadingNote>();
        notes.AddRange(row.Cut ? [new ReadingNote("table.note.columns")] : []);
        notes.AddRange(row.OpenQuote ? [new ReadingNote("table.note.quote")] : []);
        notes.AddRange(row.Own is not null ? [new ReadingNote("table.note.spanning")] : []);
        var (at, basis, wall, zone) = Time(row, notes, out var whenText, out var about);
        var kind = Kind(row, notes);
        var (way, from, to) = People(row, notes);
        if (way is null && !IsMailbox(row, to))
        {
            // To take it for his would make calls of hers into contact of his.
            var word = Cell(row, ColumnRole.Direction);
            return new FoundSkipped
            {
                Locator = locator,
                Raw = raw,
                Reason = word.Length > 0 ? new ReadingNote("table.skip.direction-word", PlainText.Line(word, LongestName)) : new ReadingNote("table.skip.direction"),
            };
        }

        var direction = way ?? Direction.System;
        if (way is null || (kind == FoundKind.Call && IsMailbox(row, to)))
        {
            // The call itself stands in another row: its way on to the mailbox is no second one.
            direction = Direction.System;
            notes.Add(new ReadingNote("table.note.mailbox"));
        }

        var duration = Duration(Cell(row, ColumnRole.Duration), map.Minutes);
        var text = PlainText.Cut(PlainText.Clean(Cell(row, ColumnRole.Text)).Trim(), options.MaxText, out var cut);
        notes.AddRange(cut ? [new ReadingNote("reading.note.cut")] : []);
        // The key is of the row as it stands: it must not change when she maps a column otherwise.
        var (key, ordinal) = _keys.For(FoundKind.Other, Direction.Incoming, FoundState.Received, Peer.Unknown, null, null, [.. row.Own ?? row.Cells]);
        return new FoundItem
        {
            Locator = locator,
            Raw = raw,
            Direction = direction,
            Kind = kind,
            State = direction == Direction.System ? FoundState.Notice : State(row, kind, direction, duration),
            From = from,
            To = to,
            Participants = direction == Direction.System ? [] : [.. to.Prepend(from).Where(peer => peer.Kind != PeerKind.Self).DistinctBy(peer => peer.Id)],
            At = at,
            Basis = basis,
            Wall = wall,
            Zone = zone,
            WhenText = whenText,
            About = about,
            DurationSeconds = duration,
            Subject = Cell(row, ColumnRole.Subject) is { Length: > 0 } subject ? PlainText.Line(subject, 2000) : null,
            Fields = map.Columns.Where(column => column is { Role: ColumnRole.Field, Field: not null } && !string.IsNullOrWhiteSpace(row[column.Index]))
                .DistinctBy(column => column.Field, StringComparer.Ordinal)
                .ToDictionary(column => column.Field!, column => PlainText.Clean(row[column.Index]).Trim(), StringComparer.Ordinal),
            Text = text,
            Key = key,
            KeyOrdinal = ordinal,
            Notes = notes,
        };
    }

    private (Instant? At, TimeBasis Basis, LocalDateTime? Wall, string? Zone) Time(TableRow row, List<ReadingNote> notes, out string? whenText, out bool about)
    {
        var dateText = row[_both >= 0 ? _both : _date];
        var day = CellTimes.Read(dateText, _order, timeOnly: false);
        var clock = _time >= 0 ? CellTimes.Read(row[_time], null, timeOnly: true) : default;
        var time = clock.Time ?? day.Time;
        var offset = clock.Offset ?? day.Offset ?? (map.Utc ? Offset.Zero : null);
        var written = string.Join(' ', new[] { dateText, _time >= 0 ? row[_time] : "" }.Where(part => !string.IsNullOrWhiteSpace(part)));
        // What is not exact stays in her words: "last Tuesday", "approx 9pm".
        whenText = null;
        var timeUnread = _time >= 0 && clock.Time is null && !string.IsNullOrWhiteSpace(row[_time]);
        about = day.About || clock.About;
        if (about || day.More || clock.More || timeUnread || (day.Date is null && day.Instant is null && written.Length > 0))
        {
            whenText = PlainText.Line(written, LongestName);
            notes.Add(new ReadingNote("table.note.when", whenText));
        }
        else if (written.Length == 0)
        {
            notes.Add(new ReadingNote("table.note.no-when"));
        }

        if (day.Instant is { } instant)
        {
            return (instant, TimeBasis.Epoch, null, null);
        }

        if (day.Date is not { } date)
        {
            return (null, TimeBasis.Local, null, null);
        }

        if (time is not { } hour)
        {
            return (null, TimeBasis.DateOnly, date.AtMidnight(), null);
        }

        if (offset is { } known)
        {
            return (date.At(hour).WithOffset(known).ToInstant(), TimeBasis.Offset, null, null);
        }

        var (at, note) = WallTimes.Resolve(date.At(hour), options.Zone);
        notes.AddRange(note is null ? [] : [note]);
        return (at, TimeBasis.Local, date.At(hour), options.Zone?.Id);
    }

    /// <summary>A call that went on to voicemail, or voicemail that was listened to: T-Mobile's numbers for it are 805-637-7249 and 805-637-7243.</summary>
    private bool IsMailbox(TableRow row, IReadOnlyList<Peer> to) =>
        CellWords.IsForwarding(Cell(row, ColumnRole.Kind)) || CellWords.IsForwarding(Cell(row, ColumnRole.Direction))
        || to.Any(peer => peer.Id.EndsWith("8056377249", StringComparison.Ordinal) || peer.Id.EndsWith("8056377243", StringComparison.Ordinal));

    private FoundKind Kind(TableRow row, List<ReadingNote> notes)
    {
        var written = Cell(row, ColumnRole.Kind);
        if (CellWords.KindOf(written) is { } kind)
        {
            return kind;
        }

        // "Incoming" or "-" under "Type", and minutes beside it: a list of calls.
        var says = written.Any(char.IsLetterOrDigit) && CellWords.DirectionOf(written) is null;
        notes.AddRange(says && map.Kind is null ? [new ReadingNote("table.note.kind", PlainText.Line(written, LongestName))] : []);
        return map.Kind ?? CellWords.KindOf(Cell(row, ColumnRole.Direction))
            ?? (!says && map.IndexOf(ColumnRole.Duration) >= 0 && (map.IsList || map.IndexOf(ColumnRole.Direction) >= 0) ? FoundKind.Call : FoundKind.Other);
    }

    // No direction for a row of a list that does not say it.
    private (Direction? Direction, Peer From, IReadOnlyList<Peer> To) People(TableRow row, List<ReadingNote> notes)
    {
        var name = PlainText.Line(Cell(row, ColumnRole.Name), LongestName);
        var from = Person(Cell(row, ColumnRole.From), "", notes);
        var to = Person(Cell(row, ColumnRole.To), "", notes);
        var other = Person(Cell(row, ColumnRole.Peer), name, notes);
        var written = Cell(row, ColumnRole.Direction);
        var direction = CellWords.DirectionOf(written) ?? CellWords.DirectionOfDestination(Cell(row, ColumnRole.Destination)) ?? CellWords.DirectionOf(Cell(row, ColumnRole.Kind));
        direction ??= from is not null && IsHers(from) ? Direction.Outgoing : to is not null && IsHers(to) ? Direction.Incoming : null;
        direction ??= written.Length == 0 ? map.Direction : null;
        if (direction is null && map.IsList)
        {
            return (null, Peer.Unknown, to is null ? [] : [to]);
        }

        if (direction is null && written.Length > 0)
        {
            notes.Add(new ReadingNote("table.note.direction", PlainText.Line(written, LongestName)));
        }

        // A log of what was done to her says nowhere that it came to her.
        if (direction != Direction.Outgoing)
        {
            var sender = from is not null && !IsHers(from) ? from : other ?? (name.Length > 0 ? Person(name, "", notes) : null) ?? Peer.Unknown;
            return (Direction.Incoming, sender with { Label = sender.Label ?? (name.Length > 0 && sender.Written != name ? name : null) }, to is null || IsHers(to) ? [] : [to]);
        }

        var receiver = to is not null && !IsHers(to) ? to : other ?? (name.Length > 0 ? Person(name, "", notes) : null);
        return (Direction.Outgoing, Peer.Self, receiver is null ? [] : [receiver with { Label = receiver.Label ?? (name.Length > 0 && receiver.Written != name ? name : null) }]);
    }

    private bool IsHers(Peer peer) => _own.Contains(peer.Id) || _me.Contains(HeaderWords.Plain(peer.Written));

    private Peer? Person(string written, string label, List<ReadingNote> notes)
    {
        written = PlainText.Line(written, 320);
        if (written.Length == 0)
        {
            return null;
        }

        written = Whole(written);
        // A spreadsheet that took a number for a quantity has thrown digits away.
        if (written.Contains("E+", StringComparison.OrdinalIgnoreCase) && double.TryParse(written.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            notes.Add(new ReadingNote("table.note.scientific", written));
            return new Peer(written, PeerKind.Exact, written);
        }

        var peer = PhoneNumbers.Read(written, options.Country, label.Length > 0 ? label : null);
        if (options.Country is not null && peer.Kind == PeerKind.Exact && written is { Length: >= 8 and <= 12 } && written[0] != '0' && written.All(char.IsAsciiDigit))
        {
            notes.Add(new ReadingNote("table.note.front", written));
        }

        return peer.Kind == PeerKind.Exact && !peer.Id.Any(char.IsDigit) ? peer with { Kind = PeerKind.Name } : peer;
    }

    private FoundState State(TableRow row, FoundKind kind, Direction direction, long? duration)
    {
        if (kind is not (FoundKind.Call or FoundKind.Voicemail))
        {
            return direction == Direction.Outgoing ? FoundState.Sent : FoundState.Received;
        }

        return kind == FoundKind.Voicemail && direction == Direction.Incoming ? FoundState.Left
            : direction == Direction.Outgoing ? FoundState.Placed
            : CellWords.CallStateOf(Cell(row, ColumnRole.Kind)) ?? CellWords.CallStateOf(Cell(row, ColumnRole.Direction)) ?? (duration > 0 ? FoundState.Answered : FoundState.Received);
    }

    private string Cell(TableRow row, ColumnRole role) => row[map.IndexOf(role)].Trim();

    // "5551234567.0": a program took the column for quantities. With the 0 it would be the number of somebody else.
    private static string Whole(string cell) =>
        cell.EndsWith(".0", StringComparison.Ordinal) && cell.AsSpan(cell[0] == '+' ? 1 : 0)[..^2] is { IsEmpty: false } digits && !digits.ContainsAnyExceptInRange('0', '9') ? cell[..^2] : cell;

    internal static long? Duration(string cell, bool minutes)
    {
        var text = Whole(HeaderWords.Plain(cell));
        var parts = text.Split(':');
        if (parts.Length is 2 or 3 && parts.All(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return parts.Aggregate(0L, (total, part) => (total * 60) + int.Parse(part, CultureInfo.InvariantCulture));
        }

        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        var unit = text[digits.Length..].Trim();
        return digits.Length is 0 or > 9 ? null : unit switch
        {
            "" => long.Parse(digits, CultureInfo.InvariantCulture) * (minutes ? 60 : 1),
            "s" or "sec" or "secs" or "second" or "seconds" or "seg" or "segundos" => long.Parse(digits, CultureInfo.InvariantCulture),
            "m" or "min" or "mins" or "minute" or "minutes" or "minutos" => long.Parse(digits, CultureInfo.InvariantCulture) * 60,
            _ => null,
        };
    }

    /// <summary>What the dates of the file say about their order; null when none leaves a doubt.</summary>
    private FoundDates? Dates(IEnumerable<TableRow> rows, CancellationToken cancellationToken)
    {
        const int mostSamples = 3;
        const int longestSample = 120;
        var (dayFirst, monthFirst) = (false, false);
        var samples = new List<DateSample>();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.Number <= map.HeaderRow || CellTimes.Open(row[_both >= 0 ? _both : _date]) is not { } open)
            {
                continue;
            }

            dayFirst |= open is { DayFirst: not null, MonthFirst: null };
            monthFirst |= open is { DayFirst: null, MonthFirst: not null };
            if (open is { DayFirst: { } one, MonthFirst: { } other } && one != other && samples.Count < mostSamples)
            {
                samples.Add(new DateSample(PlainText.Line(row.Raw, longestSample), one, other));
            }
        }

        if (!dayFirst && !monthFirst && samples.Count == 0)
        {
            return null;
        }

        var conflict = dayFirst && monthFirst;
        // What a value over 12 proves, no answer changes: it may have been given for another file that came with this one.
        return new FoundDates(dayFirst == monthFirst ? options.DateOrder : dayFirst ? DateOrder.Dmy : DateOrder.Mdy, conflict, samples) { IsAsked = dayFirst == monthFirst };
    }
}
