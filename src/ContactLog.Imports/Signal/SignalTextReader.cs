using System.Text;
using ContactLog.Imports.JsonText;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.Signal;

/// <summary>
/// The text that tools write from Signal Desktop: <c>[2019-05-29, 15:04] Me: text</c>, further lines belonging to the message before. Read twice: to whom her own
/// messages went can be said only when everybody in the file is known.
/// </summary>
internal sealed class SignalTextReader(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    private const int LongestName = 100;
    private const int MostPeople = 10_000;
    private readonly Drafts _drafts = new(options);
    private readonly OwnNames _own = new(options);
    private readonly Dictionary<string, Peer> _others = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();
    private List<Peer> _withHer = [];
    private Open? _open;

    private int LongestLine => (int)Math.Min((options.MaxText * 4L) + 4096, int.MaxValue / 4);

    public IEnumerable<Found> Run()
    {
        MeetPeople();
        var records = 0;
        using var lines = new TextLines(file.Open(), LongestLine);
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var begins = TryHeader(lines.Line, out var header);
            if (!begins && (_open is not null || lines.Line.IsWhiteSpace()))
            {
                if (_open is not null && _text.Length <= options.MaxText)
                {
                    _text.Append('\n').Append(lines.Line);
                }

                continue;
            }

            if (_open is { } before)
            {
                yield return Record(before);
            }

            if (records++ >= options.MaxRecords)
            {
                _open = null;
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                break;
            }

            var textAt = begins ? header.TextAt : 0;
            _open = new Open(new Locator($"line[{lines.Number}]", lines.Offset, lines.Number), begins ? header : null, lines.Line[..textAt].ToString());
            _text.Clear().Append(lines.Line[textAt..]);
        }

        if (_open is { } last)
        {
            yield return Record(last);
        }

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    /// <summary>Reads the beginning of a record: the numbers of a day and a time in brackets.</summary>
    /// <param name="line">The line.</param>
    /// <param name="header">What it says; without a time when no calendar has it, without a name when none stands there.</param>
    internal static bool TryHeader(ReadOnlySpan<char> line, out Header header)
    {
        header = default;
        if (line is not ['[', _, _, _, _, '-', _, _, '-', _, _, ',', ' ', _, _, ':', _, _, ']', ' ', ..])
        {
            return false;
        }

        if (!Number(line[1..5], out var year) || !Number(line[6..8], out var month) || !Number(line[9..11], out var day) || !Number(line[13..15], out var hour) || !Number(line[16..18], out var minute))
        {
            return false;
        }

        var exists = year is >= 1970 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) && hour <= 23 && minute <= 59;
        var body = line[20..];
        var colon = body.IndexOf(": ");
        colon = colon < 0 && body is [.., ':'] ? body.Length - 1 : colon;
        var named = colon is > 0 and <= LongestName;
        header = new(exists ? new LocalDateTime(year, month, day, hour, minute) : null, named ? body[..colon].ToString() : null, named ? 20 + Math.Min(body.Length, colon + 2) : 20);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            number = (number * 10) + c - '0';
        }

        return true;
    }

    private void MeetPeople()
    {
        using var lines = new TextLines(file.Open(), LongestLine);
        while (lines.Read() && _others.Count < MostPeople)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryHeader(lines.Line, out var header) && header.Name is { } name && !IsMine(name) && !_others.ContainsKey(name))
            {
                _others.Add(name, Peer.NumberOrName(name, options.Country));
            }
        }

        _withHer = [.. _others.Values.DistinctBy(peer => peer.Id, StringComparer.Ordinal)];
    }

    // These tools write "Me" for the owner of the computer.
    private bool IsMine(string name) => name is "Me" || _own.Include(name);

    private FoundRecord Record(Open open)
    {
        var text = _text.ToString().TrimEnd();
        var raw = Json.Raw(Encoding.UTF8.GetBytes(open.First + text), options.MaxRaw);
        if (open.Header is not { } header)
        {
            return new FoundSkipped { Locator = open.Locator, Raw = raw, Reason = new ReadingNote("whatsapp.skip.before") };
        }

        // Without a name it is somebody's, and never a part of the message before it: that one may be hers.
        var mine = header.Name is { } name && IsMine(name);
        var peer = header.Name is null ? Peer.Unknown : _others.GetValueOrDefault(header.Name) ?? Peer.NumberOrName(header.Name, options.Country);
        return _drafts.Finish(new Draft
        {
            Locator = open.Locator,
            Raw = raw,
            Direction = mine ? Direction.Outgoing : Direction.Incoming,
            Platform = "Signal",
            State = mine ? FoundState.Sent : FoundState.Received,
            From = mine ? Peer.Self : peer,
            To = mine ? _withHer : [],
            With = mine ? _withHer : [peer],
            Uncertain = header.Name is null,
            Author = peer,
            Wall = header.Wall,
            Text = text,
            Notes = header.Name is null ? [new ReadingNote("chats.note.no-sender")] : [],
        });
    }

    /// <summary>The beginning of a record.</summary>
    /// <param name="Wall">Its time; null when there is no such.</param>
    /// <param name="Name">Who wrote it; null when nobody is named.</param>
    /// <param name="TextAt">Where the rest of the line begins.</param>
    internal readonly record struct Header(LocalDateTime? Wall, string? Name, int TextAt);

    /// <summary>A record whose end has not been seen; without a header it is text before the first one.</summary>
    private sealed record Open(Locator Locator, Header? Header, string First);
}
