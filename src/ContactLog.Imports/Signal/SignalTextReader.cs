using System.Text;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;
using NodaTime;

namespace ContactLog.Imports.Signal;

/// <summary>The text that tools write from Signal Desktop: <c>[2019-05-29, 15:04] Me: text</c>, further lines belonging to the message before.</summary>
internal sealed class SignalTextReader(ExportFile file, ReadOptions options, CancellationToken cancellationToken)
{
    private const int LongestName = 100;
    private readonly Drafts _drafts = new(options);
    private readonly OwnNames _own = new(options);
    private readonly StringBuilder _text = new();
    private Locator _locator;
    private LocalDateTime _wall;
    private string? _name;
    private string _first = "";

    public IEnumerable<Found> Run()
    {
        var records = 0;
        using var lines = new TextLines(file.Open(), (int)Math.Min((options.MaxText * 4L) + 4096, int.MaxValue / 4));
        while (lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!TryHeader(lines.Line, out var wall, out var name, out var textAt))
            {
                if (_name is not null && _text.Length <= options.MaxText)
                {
                    _text.Append('\n').Append(lines.Line);
                }

                continue;
            }

            if (_name is not null)
            {
                yield return Item();
            }

            if (records++ >= options.MaxRecords)
            {
                _name = null;
                yield return new FoundProblem(ReadingNote.Counted("reading.limit", options.MaxRecords), Loss: true);
                break;
            }

            (_locator, _wall, _name) = (new Locator($"line[{lines.Number}]", lines.Offset, lines.Number), wall, name);
            _first = lines.Line[..textAt].ToString();
            _text.Clear().Append(lines.Line[textAt..]);
        }

        if (_name is not null)
        {
            yield return Item();
        }

        foreach (var problem in _drafts.Problems())
        {
            yield return problem;
        }
    }

    /// <summary>Reads the beginning of a message.</summary>
    internal static bool TryHeader(ReadOnlySpan<char> line, out LocalDateTime wall, out string name, out int textAt)
    {
        (wall, name, textAt) = (default, "", 0);
        if (line is not ['[', _, _, _, _, '-', _, _, '-', _, _, ',', ' ', _, _, ':', _, _, ']', ' ', ..])
        {
            return false;
        }

        if (!Number(line[1..5], out var year) || !Number(line[6..8], out var month) || !Number(line[9..11], out var day) || !Number(line[13..15], out var hour) || !Number(line[16..18], out var minute)
            || year is < 1970 or > 2100 || month is < 1 or > 12 || day < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month) || hour > 23 || minute > 59)
        {
            return false;
        }

        var body = line[20..];
        var colon = body.IndexOf(": ");
        colon = colon < 0 && body is [.., ':'] ? body.Length - 1 : colon;
        if (colon is <= 0 or > LongestName)
        {
            return false;
        }

        wall = new LocalDateTime(year, month, day, hour, minute);
        name = body[..colon].ToString();
        textAt = 20 + Math.Min(body.Length, colon + 2);
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

    private FoundItem Item()
    {
        var peer = Peer.NumberOrName(_name!, options.Country);

        // These tools write "Me" for the owner of the computer.
        var mine = _name is "Me" || _own.Include(_name);
        var text = _text.ToString().TrimEnd();
        return _drafts.Finish(new Draft
        {
            Locator = _locator,
            Raw = Json.Raw(Encoding.UTF8.GetBytes(_first + text), options.MaxRaw),
            Direction = mine ? Direction.Outgoing : Direction.Incoming,
            Platform = "Signal",
            State = mine ? FoundState.Sent : FoundState.Received,
            From = mine ? Peer.Self : peer,
            With = mine ? [] : [peer],
            Author = peer,
            Wall = _wall,
            Text = text,
        });
    }
}
