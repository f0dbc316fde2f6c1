using ContactLog.Imports.Numbers;

namespace ContactLog.Imports.Text;

/// <summary>
/// The people of a conversation of which a file has only names. Which of them is she is known by what she said and by nothing else; until then
/// everybody is somebody else.
/// </summary>
internal sealed class Cast
{
    private const int Most = 10_000;
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly OwnNames _own;

    public Cast(OwnNames own, IEnumerable<string> names)
    {
        _own = own;
        foreach (var name in names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(Most))
        {
            _people.TryAdd(name, new Person(Peer.Named(name), own.Include(name)));
        }

        var others = _people.Values.Where(one => !one.IsMe).Select(one => one.Peer).DistinctBy(peer => peer.Id, StringComparer.Ordinal).ToList();
        KnowsMe = _people.Values.Any(one => one.IsMe);
        foreach (var person in _people.Values)
        {
            person.With = person.IsMe ? others : KnowsMe ? [person.Peer, .. others.Where(peer => peer.Id != person.Peer.Id)] : [person.Peer];
        }
    }

    /// <summary>One of the names is hers.</summary>
    public bool KnowsMe { get; private set; }

    /// <summary>Who this is, also when the file did not list him.</summary>
    public Person Of(string? name)
    {
        name ??= "";
        if (!_people.TryGetValue(name, out var person))
        {
            person = new Person(Peer.Named(name), _own.Include(name));
            person.With = person.IsMe ? [.. _people.Values.Where(one => !one.IsMe).Select(one => one.Peer)] : [person.Peer];
            KnowsMe |= person.IsMe;
            if (_people.Count < Most)
            {
                _people.Add(name, person);
            }
        }

        return person;
    }

    /// <summary>What is to be said of her place in it.</summary>
    public FoundProblem? Problem() =>
        !_own.Given ? new FoundProblem(new ReadingNote("chats.me"), Loss: false) { AsksMe = true } : KnowsMe ? null : new FoundProblem(new ReadingNote("chats.me.absent"), Loss: false);

    /// <summary>One of them.</summary>
    internal sealed class Person(Peer peer, bool isMe)
    {
        public Peer Peer { get; } = peer;

        public bool IsMe { get; } = isMe;

        public Direction Direction => IsMe ? Direction.Outgoing : Direction.Incoming;

        public Peer From => IsMe ? Peer.Self : Peer;

        public IReadOnlyList<Peer> To => IsMe ? With : [];

        public IReadOnlyList<Peer> With { get; set; } = [];
    }
}
