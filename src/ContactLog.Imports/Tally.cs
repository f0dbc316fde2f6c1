using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Imports;

/// <summary>
/// What a file held, counted. By construction <c>Records = Incoming + Outgoing + System + Skipped.Count</c>:
/// every record goes through <see cref="Add"/> once and lands in exactly one of the four.
/// </summary>
public sealed class Tally
{
    /// <summary>The most people that are listed: no phone has more, a hostile file may.</summary>
    public const int MostParticipants = 50_000;

    private const int MostFiles = 1_000;

    private readonly Dictionary<string, ParticipantTally> _participants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _countries = new(StringComparer.Ordinal);
    private readonly Dictionary<Offset, int> _offsets = [];
    private readonly Dictionary<TimeBasis, int> _bases = [];
    private readonly SortedSet<string> _formats = new(StringComparer.Ordinal);
    private readonly List<FileTally> _files = [];
    private readonly List<FoundDates> _openDates = [];
    private FileTally? _inFile;
    private long? _claimed;
    private bool _isClaimed;
    private int _unclaimed;
    private readonly List<FoundSkipped> _skipped = [];
    private readonly List<FoundProblem> _problems = [];

    /// <summary>All records.</summary>
    public int Records { get; private set; }

    /// <summary>Those to her.</summary>
    public int Incoming { get; private set; }

    /// <summary>Those from her.</summary>
    public int Outgoing { get; private set; }

    /// <summary>Calls and voicemails among incoming and outgoing.</summary>
    public int Calls { get; private set; }

    /// <summary>Those that are neither: drafts, reports.</summary>
    public int System { get; private set; }

    /// <summary>Appointments among these.</summary>
    public int Events { get; private set; }

    /// <summary>Pictures that came as files of their own, among incoming: who made them the file does not say.</summary>
    public int Pictures { get; private set; }

    /// <summary>The same of recordings.</summary>
    public int Recordings { get; private set; }

    /// <summary>Those that could not be taken, without their raw text.</summary>
    public IReadOnlyList<FoundSkipped> Skipped => _skipped;

    /// <summary>What is wrong or worth knowing.</summary>
    public IReadOnlyList<FoundProblem> Problems => _problems;

    /// <summary>Something the file held, or should have held, was not read.</summary>
    public bool Loss => _problems.Exists(problem => problem.Loss);

    /// <summary>How many records the file claims to hold; null when it says nothing of it, or when of several files only some do.</summary>
    public long? Claimed => _unclaimed > 0 ? null : _claimed;

    /// <summary>A file has names or addresses, and which of them is herself only she can say.</summary>
    public bool AsksMe => _problems.Exists(problem => problem.AsksMe);

    /// <summary>When the file says it was made, or null.</summary>
    public Instant? MadeAt { get; private set; }

    /// <summary>The earliest time among incoming and outgoing and appointments, or null.</summary>
    public Instant? First { get; private set; }

    /// <summary>The latest time among incoming and outgoing and appointments, or null.</summary>
    public Instant? Last { get; private set; }

    /// <summary>Incoming and outgoing without a usable time.</summary>
    public int WithoutTime { get; private set; }

    /// <summary>Who wrote or was written to, most often first.</summary>
    public IReadOnlyList<ParticipantTally> Participants =>
        [.. _participants.Values.OrderByDescending(one => one.Messages).ThenBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>Incoming and outgoing whose people are not listed because there are more than <see cref="MostParticipants"/>.</summary>
    public int NotListed { get; private set; }

    /// <summary>The country most international numbers belong to: offer it when asking for hers. Null when there are none.</summary>
    public string? SuggestedCountry => _countries.Count == 0 ? null
        : _countries.OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).First().Key;

    /// <summary>How the phone's clock stood to UTC, by the wall times the file shows beside its instants, most often first; offer it when asking for her zone.</summary>
    public IReadOnlyList<(Offset Offset, int Records)> Offsets =>
        [.. _offsets.OrderByDescending(one => one.Value).ThenBy(one => one.Key).Select(one => (one.Key, one.Value))];

    /// <summary>The earliest wall time among incoming and outgoing that have no instant, or null.</summary>
    public LocalDateTime? FirstWall { get; private set; }

    /// <summary>The latest such wall time, or null.</summary>
    public LocalDateTime? LastWall { get; private set; }

    /// <summary>What the file says of the order of its dates; null when its times leave no doubt.</summary>
    public FoundDates? Dates { get; private set; }

    /// <summary>The files that do not decide the order of their dates themselves, answered or not. An answer for one of them says nothing of another.</summary>
    public IReadOnlyList<FoundDates> OpenDates => _openDates;

    /// <summary>What most of the times of incoming and outgoing are worth; null when there are none.</summary>
    public TimeBasis? Basis => _bases.Count == 0 ? null : _bases.OrderByDescending(one => one.Value).ThenBy(one => one.Key).First().Key;

    /// <summary>Some of them are wall times or days, which say nothing by themselves of the zone.</summary>
    public bool HasWallTimes => _bases.ContainsKey(TimeBasis.Local) || _bases.ContainsKey(TimeBasis.DateOnly);

    /// <summary>The formats of the files that an archive held; empty for a file by itself.</summary>
    public IReadOnlyCollection<string> Formats => _formats;

    /// <summary>The files that an archive held, or that were chosen at once, in the order in which they were read, at most 1,000; empty for a file by itself.</summary>
    public IReadOnlyList<FileTally> Files => _files;

    /// <summary>The names of files among several that no format knows.</summary>
    public IReadOnlySet<string> Unread => _problems.Select(problem => problem.Unread).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Counts one thing.</summary>
    public void Add(Found found)
    {
        switch (found)
        {
            case FoundItem item:
                Records++;
                InFile();
                Count(item);
                break;
            case FoundSkipped skipped:
                Records++;
                InFile();
                _skipped.Add(skipped with { Raw = "" });
                break;
            case FoundProblem problem:
                _problems.Add(problem);
                break;
            case FoundClaim claim:
                _claimed = claim.Records is { } records ? (_claimed ?? 0) + records : _claimed;
                _isClaimed |= claim.Records is not null;
                MadeAt ??= claim.MadeAt;
                break;
            case FoundDates dates:
                // Of several files in an archive, the one that must be asked about is what she is asked.
                Dates = Dates is { IsAsked: true } ? Dates : dates;
                if (dates.IsAsked && _openDates.Count < MostFiles)
                {
                    _openDates.Add(dates);
                }

                break;
            case FoundFormat format:
                _formats.Add(format.Id);
                _isClaimed = false;
                _inFile = format.Name.Length > 0 && _files.Count < MostFiles ? new FileTally(format.Name, format.Id) : null;
                if (_inFile is not null)
                {
                    _files.Add(_inFile);
                }

                break;
            case FoundOffset hint:
                _offsets[hint.Offset] = _offsets.GetValueOrDefault(hint.Offset) + 1;
                break;
            default:
                throw new ArgumentException("Not a thing that can be counted.", nameof(found));
        }
    }

    private void InFile()
    {
        _unclaimed += _isClaimed ? 0 : 1;
        if (_inFile is not null)
        {
            _inFile.Records++;
        }
    }

    private void Count(FoundItem item)
    {
        if (item.Direction == Direction.System)
        {
            System++;
            // A calendar has nothing else: when its appointments begin and end is what it spans.
            if (item.Kind == FoundKind.Event)
            {
                Events++;
                CountTime(item);
            }

            return;
        }

        if (item.Direction == Direction.Incoming)
        {
            Incoming++;
            Meet(item.From, item);
            Pictures += item is { IsByItself: true, Kind: FoundKind.Photo } ? 1 : 0;
            Recordings += item is { IsByItself: true, Kind: not FoundKind.Photo } ? 1 : 0;
        }
        else
        {
            Outgoing++;
            foreach (var peer in item.To)
            {
                Meet(peer, item);
            }
        }

        if (item.Kind is FoundKind.Call or FoundKind.Voicemail)
        {
            Calls++;
        }

        CountTime(item);
    }

    private void CountTime(FoundItem item)
    {
        if (item.At is { } at)
        {
            First = First is { } first && first <= at ? first : at;
            Last = Last is { } last && last >= at ? last : at;
        }
        else if (item.Wall is { } wall)
        {
            FirstWall = FirstWall is { } first && first <= wall ? first : wall;
            LastWall = LastWall is { } last && last >= wall ? last : wall;
        }
        else
        {
            WithoutTime++;
            return;
        }

        _bases[item.Basis] = _bases.GetValueOrDefault(item.Basis) + 1;
    }

    private void Meet(Peer peer, FoundItem item)
    {
        if (!_participants.TryGetValue(peer.Id, out var one))
        {
            if (_participants.Count >= MostParticipants)
            {
                NotListed++;
                return;
            }

            _participants.Add(peer.Id, one = new ParticipantTally(peer.Id, peer.Kind));
        }

        one.Add(peer, item);
        if (one.CountryOf(peer.Written) is { } country)
        {
            _countries[country] = _countries.GetValueOrDefault(country) + 1;
        }
    }
}

/// <summary>One file of several.</summary>
/// <param name="name">Its name.</param>
/// <param name="format">Its format.</param>
public sealed class FileTally(string name, string format)
{
    /// <summary>Its name, with that of the archive it lies in.</summary>
    public string Name { get; } = name;

    /// <summary>The id of its format.</summary>
    public string Format { get; } = format;

    /// <summary>How many records it held.</summary>
    public int Records { get; internal set; }
}

/// <summary>One person of a file, by number.</summary>
public sealed class ParticipantTally
{
    private readonly SortedSet<string> _written = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _labels = new(StringComparer.Ordinal);

    internal ParticipantTally(string id, PeerKind kind) => (Id, Kind) = (id, kind);

    /// <summary>The <see cref="Peer.Id"/> by which to choose.</summary>
    public string Id { get; }

    /// <summary>What the id is.</summary>
    public PeerKind Kind { get; }

    /// <summary>The forms in which the file writes the number, at most 20.</summary>
    public IReadOnlyCollection<string> Written => _written;

    /// <summary>The names her phone had for the number on export day, at most 20. Two mean that they changed or clash; a name is never a proof.</summary>
    public IReadOnlyCollection<string> Labels => _labels;

    /// <summary>The latest of the names, or null.</summary>
    public string? Label { get; private set; }

    /// <summary>All records from and to this person.</summary>
    public int Messages => Incoming + Outgoing;

    /// <summary>Those from this person.</summary>
    public int Incoming { get; private set; }

    /// <summary>Those to this person.</summary>
    public int Outgoing { get; private set; }

    /// <summary>Calls and voicemails among them.</summary>
    public int Calls { get; private set; }

    /// <summary>Pictures and recordings that came as files of their own, among those from this person.</summary>
    public int ByThemselves { get; private set; }

    /// <summary>The earliest time, or null.</summary>
    public Instant? First { get; private set; }

    /// <summary>The latest time, or null.</summary>
    public Instant? Last { get; private set; }

    private string? _lastWritten;
    private string? _lastCountry;

    // The same form as the last time, mostly: it is looked up once.
    internal string? CountryOf(string written)
    {
        if (written != _lastWritten)
        {
            (_lastWritten, _lastCountry) = (written, PhoneNumbers.CountryOf(written));
        }

        return _lastCountry;
    }

    internal void Add(Peer peer, FoundItem item)
    {
        const int kept = 20;
        if (peer.Written.Length > 0 && _written.Count < kept && peer.Written != _lastWritten)
        {
            _written.Add(peer.Written);
        }

        if (peer.Label is { } label && label != Label)
        {
            Label = label;
            if (_labels.Count < kept)
            {
                _labels.Add(label);
            }
        }

        if (item.Direction == Direction.Incoming)
        {
            Incoming++;
        }
        else
        {
            Outgoing++;
        }

        ByThemselves += item.IsByItself ? 1 : 0;
        if (item.Kind is FoundKind.Call or FoundKind.Voicemail)
        {
            Calls++;
        }

        if (item.At is { } at)
        {
            First = First is { } first && first <= at ? first : at;
            Last = Last is { } last && last >= at ? last : at;
        }
    }
}
