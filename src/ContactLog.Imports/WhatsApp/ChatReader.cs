using System.Text;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Imports.WhatsApp;

/// <summary>One reading of one conversation: which lines make a record, and what becomes of it.</summary>
internal sealed class ChatReader(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    // An export holds about this many messages, the newest; with media a quarter of it (second-hand, from people who counted).
    private const int MostExported = 39_000;
    private const int MostExportedWithMedia = 9_900;
    private const int EarlyRecords = 2;

    private readonly ItemKeys _keys = new();
    private readonly ItemKeys _earlierKeys = new();
    private readonly OwnNames _own = new(options);
    private readonly BesideFiles _beside = new(file, cancellationToken);
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _raw = new();
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private Survey _survey = null!;
    private DateOrder? _order;
    private DateOrder? _proven;
    private Open? _open;
    private int _records;
    private int _odd;
    private int _oddEnds;
    private int _leftOut;
    private int _attachments;
    private int _damaged;
    private int _withoutTime;
    private int _withoutOrder;
    private bool _disappearing;
    private bool _oddHere;
    private bool _textCut;

    private int LongestLine => (int)Math.Min((options.MaxText * 4L) + 4096, int.MaxValue / 4);

    public IEnumerable<Found> Run()
    {
        _survey = Survey.Of(file, LongestLine, options.MaxRecords, cancellationToken);
        var dates = _survey.Votes.Dates(options.DateOrder);
        (_order, _proven) = (dates.Order, _survey.Votes.Proven());
        yield return dates;
        MeetPeople();

        using var lines = new TextLines(file.Open(), LongestLine, _survey.Otherwise);
        var afterBoth = true;
        while (lines.Read())
        {
            if ((lines.Number & 0xFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (Begins(lines, afterBoth, out var header))
            {
                if (Close() is { } record)
                {
                    yield return record;
                }

                if (_records >= options.MaxRecords)
                {
                    yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                    break;
                }

                Start(lines, header);
            }
            else
            {
                GoOn(lines);
            }

            afterBoth = lines.EndedByBoth;
        }

        if (Close() is { } last)
        {
            yield return last;
        }

        foreach (var problem in AtEnd())
        {
            yield return problem;
        }
    }

    private void MeetPeople()
    {
        foreach (var name in _survey.Senders.Where(one => !_survey.IsSentence(one)).SelectMany(one => one.FullNames))
        {
            _people[name] = new Person(Peer.NumberOrName(name, options.Country), _own.Include(name));
        }

        // Whoever wrote, called or sent something; where nobody did, the name that the lines of the app stand under is the other's.
        var all = _people.Where(one => !one.Value.IsMe && !_survey.IsGroup(one.Key)).ToList();
        var wrote = all.Where(one => _survey.IsWriter(one.Key)).ToList();
        var others = (wrote.Count > 0 ? wrote : all).Select(one => one.Value.Peer).DistinctBy(peer => peer.Id, StringComparer.Ordinal).ToList();
        var known = _people.Values.Any(one => one.IsMe);
        foreach (var person in _people.Values)
        {
            // Who else is in it can be said only when it is known which name is hers.
            person.With = person.IsMe ? others : known ? [person.Peer, .. others.Where(peer => peer.Id != person.Peer.Id)] : [person.Peer];
        }
    }

    private bool Begins(TextLines lines, bool afterBoth, out ChatHeader header)
    {
        if (!ChatHeader.TryRead(lines.Line, out header))
        {
            return false;
        }

        // A sender can write anything into his message, also a line that looks like the beginning of another one's: another shape, a day
        // that no calendar has in the order of the file, or the line end of a line inside a message give it away.
        var genuine = header.Shape == _survey.Shape && (afterBoth || !_survey.EndsTell)
            && (_proven is { } order ? header.Date.In(order) : header.Date.In(DateOrder.Dmy) ?? header.Date.In(DateOrder.Mdy) ?? header.Date.In(DateOrder.Ymd)) is not null;
        _oddHere |= !genuine;
        _oddEnds += header.Shape == _survey.Shape && !afterBoth && _survey.EndsTell ? 1 : 0;
        return genuine;
    }

    private void Start(TextLines lines, in ChatHeader header)
    {
        var (name, textAt) = _survey.Split(lines.Line[header.Rest..]);
        _records++;
        _open = new Open(header, name, new Locator($"line[{lines.Number}]", lines.Offset, lines.Number));
        _text.Clear().Append(lines.Line[(header.Rest + textAt)..]);
        _raw.Clear().Append(lines.Line);
        _oddHere = false;
        _textCut = lines.Cut;
        _damaged += lines.Damaged ? 1 : 0;
    }

    private void GoOn(TextLines lines)
    {
        if (_open is null)
        {
            if (lines.Line.IsWhiteSpace())
            {
                return;
            }

            _records++;
            _open = new Open(null, null, new Locator($"line[{lines.Number}]", lines.Offset, lines.Number));
            _raw.Clear();
            _text.Clear();
        }

        // What is beyond the limits is in the original file.
        if (_raw.Length < options.MaxRaw)
        {
            _raw.Append(_raw.Length > 0 ? "\n" : "").Append(lines.Line);
        }

        if (_open.Header is null || _text.Length > options.MaxText)
        {
            _textCut |= _text.Length > options.MaxText;
            return;
        }

        _text.Append('\n').Append(lines.Line);
        _textCut |= lines.Cut;
    }

    private FoundRecord? Close()
    {
        if (_open is not { } open)
        {
            return null;
        }

        _open = null;
        var raw = Clean(_raw, options.MaxRaw, keepEnd: true);
        if (open.Header is not { } header)
        {
            return new FoundSkipped { Locator = open.Locator, Raw = raw, Reason = new ReadingNote("whatsapp.skip.before") };
        }

        var place = new Meaning.Place(open.Name is not null, header.Bracketed, _survey.MarksInFile, _records <= EarlyRecords, open.Name is { } name && _survey.IsGroup(name) ? static _ => true : _survey.IsName);
        var meaning = Meaning.Of(Clean(_text, options.MaxText, keepEnd: false), place);
        return Item(open, header, meaning, raw);
    }

    private FoundItem Item(Open open, in ChatHeader header, in Meaning meaning, string raw)
    {
        var notes = new List<ReadingNote>();
        var (wall, basis) = Wall(header, notes);
        var (at, clock) = wall is { } local && basis == TimeBasis.Local ? WallTimes.Resolve(local, options.Zone) : (null, null);
        var person = open.Name is { } name ? Of(name) : null;
        var direction = meaning.Notice ? Direction.System : person is { IsMe: true } ? Direction.Outgoing : Direction.Incoming;
        var peer = person?.Peer ?? Counterpart(meaning);
        Add(notes, clock, meaning.Note, _textCut ? new ReadingNote("reading.note.cut") : null, _oddHere ? new ReadingNote("whatsapp.note.odd") : null);
        if (direction != Direction.System && wall is null)
        {
            // Until the order of day and month is known a date is not unusable: it waits for the answer.
            _ = _order is null ? _withoutOrder++ : _withoutTime++;
        }

        _odd += _oddHere ? 1 : 0;
        _leftOut += meaning.Marks.HasFlag(FoundMarks.MediaLeftOut) ? 1 : 0;
        _disappearing |= meaning.Notice && Notices.IsAboutDisappearing(meaning.Text);
        var attachments = Attachments(meaning, header.Bracketed && basis == TimeBasis.Local ? wall : null, notes, out var missing);
        var kind = meaning.Call ? FoundKind.Call : FoundKind.Text;
        var state = State(meaning, direction);

        // By the name in the file and never by which side she says is hers: the key must not change when she says so later.
        // A picture is one among those of its sender and minute: without media the export has other words in its place, and no name.
        var (way, became) = (meaning.Notice ? Direction.System : Direction.Incoming, meaning.Missed ? FoundState.Missed : FoundState.Answered);
        var isMedia = meaning.File is not null || meaning.Marks.HasFlag(FoundMarks.MediaLeftOut);
        var (key, ordinal) = _keys.For(kind, way, became, peer, null, wall, isMedia ? [ItemKeys.Files(1)] : [meaning.Text, ""]);
        var earlier = Earlier(open, meaning, kind, way, became, peer, wall, isMedia);
        return new FoundItem
        {
            Locator = open.Locator,
            Raw = raw,
            Direction = direction,
            Kind = kind,
            Platform = "WhatsApp",
            State = state,
            Marks = meaning.Marks | (missing ? FoundMarks.MediaLeftOut : FoundMarks.None),
            From = direction switch { Direction.Incoming => peer, Direction.Outgoing => Peer.Self, _ => Peer.Unknown },
            To = direction == Direction.Outgoing ? person!.With : [],
            Participants = direction == Direction.System ? [] : person?.With ?? [peer],
            SenderUncertain = direction != Direction.System && person is null,
            At = at,
            Basis = basis,
            Wall = wall,
            WhenText = basis == TimeBasis.DateOnly ? VisibleText.ForMatching(raw[..Math.Min(raw.Length, header.Rest)]).Trim(' ', '[', ']', '-', '–', '—', ':') : null,
            Zone = at is null ? null : options.Zone?.Id,
            DurationSeconds = meaning.Seconds,
            Text = meaning.Text,
            Attachments = attachments,
            Key = key,
            KeyOrdinal = ordinal,
            EarlierKey = earlier,
            BytesTell = isMedia,
            Notes = notes,
        };
    }

    // The key by which a reader before this one knew the record: another name before another colon, a picture by its words, a call as words.
    private (string Key, int Ordinal)? Earlier(Open open, in Meaning meaning, FoundKind kind, Direction way, FoundState became, Peer peer, LocalDateTime? wall, bool isMedia)
    {
        if (meaning.WasText)
        {
            return _earlierKeys.For(FoundKind.Text, way, became, peer, null, wall, [Clean(_text, options.MaxText, keepEnd: false).Trim(), ""]);
        }

        if (open.Name is { } name && _survey.Earlier(name, meaning.Text) is { } other)
        {
            return _earlierKeys.For(kind, way, became, Peer.NumberOrName(other.Name, options.Country), null, wall, isMedia && other.Text.Length < meaning.Text.Length ? [ItemKeys.Files(1)] : [other.Text, meaning.File ?? ""]);
        }

        return isMedia ? _earlierKeys.For(kind, way, became, peer, null, wall, [meaning.Text, meaning.File ?? ""]) : null;
    }

    private static FoundState State(in Meaning meaning, Direction direction) => (meaning, direction) switch
    {
        (_, Direction.System) => FoundState.Notice,
        ({ Call: true }, Direction.Outgoing) => FoundState.Placed,
        ({ Call: true, Missed: true }, _) => FoundState.Missed,
        ({ Call: true, Seconds: not null }, _) => FoundState.Answered,
        ({ Waiting: true }, Direction.Incoming) => FoundState.NotFetched,
        (_, Direction.Incoming) => FoundState.Received,
        _ => FoundState.Sent,
    };

    private Person Of(string name)
    {
        if (!_people.TryGetValue(name, out var person))
        {
            person = new Person(Peer.NumberOrName(name, options.Country), _own.Include(name));
            person.With = person.IsMe ? [] : [person.Peer];
            if (_people.Count < Survey.MostSenders * 2)
            {
                _people.Add(name, person);
            }
        }

        return person;
    }

    /// <summary>Who a line without a name is about: a call in a conversation of two is the other's.</summary>
    private Peer Counterpart(in Meaning meaning) =>
        meaning.Call && _people.Values.Where(one => !one.IsMe).Take(2).ToArray() is [var only] && _people.Values.Any(one => one.IsMe) ? only.Peer : Peer.Unknown;

    private IReadOnlyList<FoundAttachment> Attachments(in Meaning meaning, LocalDateTime? wall, List<ReadingNote> notes, out bool missing)
    {
        missing = false;
        if (meaning.File is not { Length: > 0 } name)
        {
            return [];
        }

        // A name is a name: a sender could type a path to a file of another conversation in the same archive.
        var label = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var attachment = _beside.Describe(label, label == name ? [_beside.Folder + name] : []);
        _attachments++;
        missing = attachment.Beside is null;
        _leftOut += missing ? 1 : 0;
        if (missing)
        {
            notes.Add(new ReadingNote("whatsapp.note.file-missing"));
        }

        // The iPhone names files by its own clock at the message: a header that was changed, or a date read in the wrong order, differs.
        if (wall is { } shown && label is [_, _, _, _, _, _, _, _, '-', >= 'A' and <= 'Z', ..] && NameTimes.InMedia(label) is { } named && Period.DaysBetween(named.Date, shown.Date) is var days
            && (days != 0 || Math.Abs((named.TimeOfDay - shown.TimeOfDay).ToDuration().TotalMinutes) > 1))
        {
            notes.Add(new ReadingNote("whatsapp.note.file-time", LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Format(named)));
        }

        return [attachment];
    }

    // Where the hour cannot be read, the day still can.
    private (LocalDateTime? Wall, TimeBasis Basis) Wall(in ChatHeader header, List<ReadingNote> notes)
    {
        var date = _order is { } order ? header.Date.In(order) : header.Date.InAnyOrder();
        if (date is null)
        {
            notes.Add(new ReadingNote(_order is null ? "whatsapp.note.date-order" : "whatsapp.note.date"));
            return (null, TimeBasis.Local);
        }

        if (DayParts.Hour(header.Hour, header.Part) is not { } hour)
        {
            notes.Add(new ReadingNote(header.Part == DayPart.None ? "whatsapp.note.hour" : "whatsapp.note.half-day"));
            return (date.Value.AtMidnight(), TimeBasis.DateOnly);
        }

        return (date.Value.At(new LocalTime(hour, header.Minute, header.Second ?? 0)), TimeBasis.Local);
    }

    private IEnumerable<Found> AtEnd()
    {
        if (!_own.Given)
        {
            yield return new FoundProblem(_survey.Exporter is { } exporter ? new ReadingNote("whatsapp.me.hint", exporter) : new ReadingNote("whatsapp.me"), Loss: false) { AsksMe = true };
        }
        else if (!_people.Values.Any(one => one.IsMe))
        {
            yield return new FoundProblem(new ReadingNote("whatsapp.me.absent"), Loss: false);
        }

        if (_odd > 0)
        {
            // Two exports put together by hand look like this too, and then records were taken for lines of others.
            yield return new FoundProblem(ReadingNote.Counted("whatsapp.odd", _odd), Loss: (_survey.Others + _oddEnds) * 5 > _records);
        }

        (bool IsSo, ReadingNote Note)[] more =
        [
            (_leftOut > 0, ReadingNote.Counted("whatsapp.left-out", _leftOut)),
            (_disappearing, new("whatsapp.disappearing")),
            (_records >= MostExported || (_attachments > 0 && _records >= MostExportedWithMedia), new("whatsapp.most")),
            (_damaged > 0, _survey.Otherwise is null ? ReadingNote.Counted("reading.characters", _damaged) : new("whatsapp.encoding")),
            (_withoutOrder > 0, ReadingNote.Counted("whatsapp.without-order", _withoutOrder)),
            (_withoutTime > 0, ReadingNote.Counted("reading.without-time", _withoutTime)),
        ];
        foreach (var (_, note) in more.Where(one => one.IsSo))
        {
            yield return new FoundProblem(note, Loss: false);
        }
    }

    private static void Add(List<ReadingNote> notes, params ReadOnlySpan<ReadingNote?> more)
    {
        foreach (var note in more)
        {
            if (note is not null)
            {
                notes.Add(note);
            }
        }
    }

    private static string Clean(StringBuilder text, int most, bool keepEnd)
    {
        var kept = PlainText.Cut(PlainText.WithoutControls(text.ToString()), most, out var cut);
        return cut && keepEnd ? kept + "\n[the rest is in the original file]" : kept;
    }

    /// <summary>A record whose end has not been seen; without a header it is text before the first one.</summary>
    private sealed record Open(ChatHeader? Header, string? Name, Locator Locator);

    private sealed class Person(Peer peer, bool isMe)
    {
        public Peer Peer { get; } = peer;

        public bool IsMe { get; } = isMe;

        public IReadOnlyList<Peer> With { get; set; } = [];
    }
}
