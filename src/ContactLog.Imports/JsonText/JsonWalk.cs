using System.Globalization;

namespace ContactLog.Imports.JsonText;

/// <summary>
/// Walks through a JSON file of any size and hands out its values one by one, whole; only one is held. Which containers are walked into and which
/// are values is the caller's choice. A damaged value loses itself and not those behind it: its end is found by brackets and
/// quotation marks, not by understanding it. Raw control characters, lone surrogates and bytes that are not UTF-8 do not matter here.
/// </summary>
internal sealed class JsonWalk : IDisposable
{
    // Deeper than any export; a file of a million brackets must not fill the memory.
    private const int Deepest = 200;
    private const int LongestName = 200;

    private readonly JsonBytes _in;
    private readonly Func<string, bool> _enter;
    private readonly int _most;
    private readonly Stack<Level> _levels = [];
    private readonly List<byte> _value = [];
    private bool _started;

    /// <summary>Walks through a stream, which is closed with this.</summary>
    /// <param name="stream">From its first byte, UTF-8.</param>
    /// <param name="most">Bytes of one value that are kept.</param>
    /// <param name="enter">Whether a container is walked into, by its path: <c>""</c> is the root, <c>.messages</c> a member, <c>.messages[]</c> an element of it.</param>
    public JsonWalk(Stream stream, int most, Func<string, bool> enter)
    {
        (_in, _most, _enter) = (new JsonBytes(stream), most, enter);
        if (_in.Peek() == 0xEF)
        {
            _in.Take();
            _in.Take();
            _in.Take();
        }
    }

    /// <summary>The path of the value, as the caller was asked for it.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The path with the places of elements, from 0: <c>messages[12]</c>.</summary>
    public string Place { get; private set; } = "";

    /// <summary>The value's bytes; valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Value { get; private set; }

    /// <summary>Where it begins.</summary>
    public long Offset { get; private set; }

    /// <summary>On which line.</summary>
    public long Line { get; private set; }

    /// <summary>The value ends where it should; false when the file ends inside it or its brackets do not fit.</summary>
    public bool Whole { get; private set; }

    /// <summary>The value is longer than is kept.</summary>
    public bool Cut { get; private set; }

    /// <summary>Something between the values does not belong there.</summary>
    public bool Broken { get; private set; }

    /// <summary>The file ends before its last bracket.</summary>
    public bool Truncated { get; private set; }

    /// <summary>A container that was walked into ended, instead of a value; <see cref="Path"/> is its path.</summary>
    public bool Left { get; private set; }

    /// <summary>Goes to the next value, or out of a container (<see cref="Left"/>). False at the end.</summary>
    public bool Read()
    {
        Left = false;
        while (true)
        {
            var next = NextByte();
            if (!_started)
            {
                _started = true;
                if (next < 0)
                {
                    return false;
                }

                if (Begin("", "", next))
                {
                    return true;
                }

                continue;
            }

            if (_levels.Count == 0)
            {
                Broken |= next >= 0;
                return false;
            }

            if (next < 0)
            {
                Truncated = true;
                return false;
            }

            var level = _levels.Peek();
            switch (next)
            {
                case ',':
                    _in.Take();
                    continue;
                case '}' or ']':
                    _in.Take();
                    Broken |= (next == '}') != level.IsObject;
                    _levels.Pop();
                    (Left, Path, Place) = (true, level.Path, level.Place);
                    return true;
            }

            if (!level.IsObject)
            {
                if (Begin(level.Path + "[]", string.Create(CultureInfo.InvariantCulture, $"{level.Place}[{level.Index++}]"), next))
                {
                    return true;
                }

                continue;
            }

            if (next != '"')
            {
                // Not a name: what is there is passed over.
                Broken = true;
                _in.Take();
                continue;
            }

            var name = Name();
            if (NextByte() != ':')
            {
                Broken = true;
                continue;
            }

            _in.Take();
            if (NextByte() is var value and >= 0 && Begin(level.Path + "." + name, level.Place.Length == 0 ? name : level.Place + "." + name, value))
            {
                return true;
            }
        }
    }

    public void Dispose() => _in.Dispose();

    private int NextByte()
    {
        while (_in.Peek() is ' ' or '\t' or '\r' or '\n')
        {
            _in.Take();
        }

        return _in.Peek();
    }

    /// <summary>Walks into a container, or takes a value; true for the latter.</summary>
    private bool Begin(string path, string place, int first)
    {
        if (first is '{' or '[' && _levels.Count < Deepest && _enter(path))
        {
            // A damaged file can have a member twice: its elements are still to be told apart.
            _in.Take();
            var again = _levels.TryPeek(out var parent) && parent.IsObject ? parent.Again(path) : 1;
            _levels.Push(new Level(path, again == 1 ? place : string.Create(CultureInfo.InvariantCulture, $"{place}({again})"), first == '{'));
            return false;
        }

        (Path, Place, Offset, Line) = (path, place, _in.Offset, _in.Line);
        Take(first);
        return true;
    }

    private string Name()
    {
        _in.Take();
        var name = new List<byte>();
        for (var one = _in.Take(); one >= 0 && one != '"'; one = _in.Take())
        {
            if (one == '\\')
            {
                _in.Take();
            }
            else if (name.Count < LongestName)
            {
                name.Add((byte)one);
            }
        }

        return System.Text.Encoding.UTF8.GetString([.. name]);
    }

    private void Take(int first)
    {
        _value.Clear();
        (Whole, Cut) = (true, false);
        if (first is '{' or '[')
        {
            TakeContainer();
        }
        else if (first == '"')
        {
            Keep(_in.Take());
            TakeString();
        }
        else
        {
            while (_in.Peek() is >= 0 and not (',' or ']' or '}' or ' ' or '\t' or '\r' or '\n'))
            {
                Keep(_in.Take());
            }
        }

        Value = _value.ToArray();
        Whole &= !Cut;
    }

    private void TakeContainer()
    {
        var open = new Stack<bool>();
        var nameComes = false;
        while (true)
        {
            var next = _in.Peek();
            if (next < 0)
            {
                (Whole, Truncated) = (false, true);
                return;
            }

            // A new object where a name should come, right inside this one: its end is missing, and the next one begins.
            if (next == '{' && nameComes && open.Count == 1)
            {
                Whole = false;
                return;
            }

            if (next is '}' or ']' && open.Count > 0 && open.Peek() != (next == '}'))
            {
                Whole = false;
                if (open.Count == 1)
                {
                    // The bracket is that of what this value lies in.
                    return;
                }
            }

            Keep(_in.Take());
            switch (next)
            {
                case '{' or '[':
                    open.Push(next == '{');
                    nameComes = next == '{';
                    if (open.Count > Deepest)
                    {
                        Whole = false;
                    }

                    break;
                case '}' or ']':
                    open.Pop();
                    nameComes = false;
                    if (open.Count == 0)
                    {
                        return;
                    }

                    break;
                case ',':
                    nameComes = open.Peek();
                    break;
                case '"':
                    nameComes = false;
                    TakeString();
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    break;
                default:
                    nameComes = false;
                    break;
            }
        }
    }

    private void TakeString()
    {
        while (true)
        {
            var one = _in.Take();
            if (one < 0)
            {
                (Whole, Truncated) = (false, true);
                return;
            }

            Keep(one);
            if (one == '\\')
            {
                Keep(_in.Take());
            }
            else if (one == '"')
            {
                return;
            }
            else if (one == '\n' && _in.PeekBehindSpace() is '"' or '}' or ']' or '{')
            {
                // A line break is never inside a string of a file that is whole: its end was lost.
                Whole = false;
                return;
            }
        }
    }

    private void Keep(int one)
    {
        if (one < 0)
        {
            return;
        }

        if (_value.Count < _most)
        {
            _value.Add((byte)one);
        }
        else
        {
            Cut = true;
        }
    }

    private sealed class Level(string path, string place, bool isObject)
    {
        private Dictionary<string, int>? _members;

        public string Path { get; } = path;

        public string Place { get; } = place;

        public bool IsObject { get; } = isObject;

        public long Index { get; set; }

        /// <summary>How often a member of this path has been walked into: elements differ by their index and need no keeping.</summary>
        public int Again(string member) => (_members ??= new(StringComparer.Ordinal))[member] = _members.GetValueOrDefault(member) + 1;
    }
}
