using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Markup;

/// <summary>What <see cref="MarkupScanner.Read"/> came upon.</summary>
internal enum MarkupToken
{
    StartTag,
    EndTag,

    /// <summary>A document type definition: refused, because entities are how a small file becomes gigabytes or reads the server's files.</summary>
    DocumentType,

    /// <summary>A tag that is not well-formed. The scanner has moved on to the next place that looks like a known tag.</summary>
    BrokenTag,

    /// <summary>The end, between tags.</summary>
    End,

    /// <summary>The end, in the middle of a tag, comment or the like.</summary>
    EndInside,
}

/// <summary>
/// A forward-only reader of the little XML that these files consist of: elements with attributes. Written for evidence
/// rather than for XML's sake: it knows the byte offset and the text of every record, holds no attachment data
/// (that is decoded, measured and hashed on the way), and after a broken record goes on at the next one.
/// It expands no entities beyond the five of XML and numeric references, and opens nothing.
/// </summary>
internal sealed class MarkupScanner : IDisposable
{
    private const int LongestName = 100;
    private const int MostAttributes = 200;
    private const int LookAhead = 16;
    private static readonly string[] s_digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private readonly Stream _stream;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<string> _known;
    private readonly int _maxValue;
    private readonly int _maxRaw;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<MarkupAttribute> _attributes = [];
    private readonly List<string> _tagNames = [];
    private readonly List<string> _attributeNames = [];
    private readonly ArrayBufferWriter<byte> _values = new(4096);
    private readonly ArrayBufferWriter<byte> _raw = new(4096);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _decoded = [];
    private int _at;
    private int _length;
    private long _passed;
    private bool _ended;
    private bool _rawFresh = true;
    private bool _rawOn = true;

    // Up to here in the buffer the raw text is kept and the lines are counted; the rest when it is asked for or leaves the buffer.
    private int _settled;
    private bool _damaged;

    /// <param name="stream">UTF-8.</param>
    /// <param name="known">The names at which reading resumes after a broken tag.</param>
    /// <param name="maxValue">Bytes of attribute values that are kept of one tag.</param>
    /// <param name="maxRaw">Bytes of raw text that are kept of one record.</param>
    /// <param name="cancellation">Asked at every buffer.</param>
    public MarkupScanner(Stream stream, IEnumerable<string> known, int maxValue, int maxRaw, CancellationToken cancellation)
    {
        _stream = stream;
        _known = [.. known];
        _maxValue = maxValue;
        _maxRaw = maxRaw;
        _cancellation = cancellation;
    }

    /// <summary>The name of the tag; may be empty after <see cref="MarkupToken.BrokenTag"/>.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The start tag is also its own end.</summary>
    public bool SelfClosing { get; private set; }

    /// <summary>The tag, even a broken one, is an end tag.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>The offset of the tag's first byte.</summary>
    public long TagOffset { get; private set; }

    /// <summary>The line of the tag's first byte, from 1.</summary>
    public long TagLine { get; private set; }

    /// <summary>The place at which the next byte will be read.</summary>
    public long Offset => _passed + _at;

    /// <summary>Text other than white space stood before or between tags.</summary>
    public bool StrayText { get; private set; }

    /// <summary>Characters had to be replaced by U+FFFD since the last asking.</summary>
    public bool TakeDamage()
    {
        var damage = _damaged;
        _damaged = false;
        return damage;
    }

    /// <summary>Something of the tag was longer than the limits and was cut.</summary>
    public bool Cut { get; private set; }

    private long _line = 1;

    /// <summary>From the next tag on, raw text is gathered anew.</summary>
    public void BeginRaw() => _rawFresh = true;

    /// <summary>The raw text since <see cref="BeginRaw"/>.</summary>
    public string Raw()
    {
        Settle();
        var ignored = false;
        var text = MarkupText.Decode(MarkupText.CutClean(_raw.WrittenSpan), references: false, ref ignored).TrimEnd();
        return _raw.WrittenCount >= _maxRaw ? text + " [the rest is in the original file]" : text;
    }

    /// <summary>The attribute's text, or null when it is absent.</summary>
    public string? Attribute(string name)
    {
        foreach (ref readonly var attribute in CollectionsMarshal.AsSpan(_attributes))
        {
            if (attribute.Name.Length == name.Length && string.Equals(attribute.Name, name, StringComparison.Ordinal) && attribute.Data is null)
            {
                var bytes = (attribute.InBuffer ? _buffer.AsSpan() : _values.WrittenSpan).Slice(attribute.Start, attribute.Length);
                if (bytes is [>= (byte)'0' and <= (byte)'9'])
                {
                    // Codes: most values are one digit, and need no text of their own each time.
                    return s_digits[bytes[0] - '0'];
                }

                return MarkupText.Decode(attribute.Cut ? MarkupText.CutClean(bytes) : bytes, references: true, ref _damaged);
            }
        }

        return null;
    }

    /// <summary>The measure of the base64 attribute <c>data</c>, or null when it is absent.</summary>
    public MarkupData? Data
    {
        get
        {
            foreach (ref readonly var attribute in CollectionsMarshal.AsSpan(_attributes))
            {
                if (attribute.Data is { } data)
                {
                    return data;
                }
            }

            return null;
        }
    }

    /// <summary>Moves to the next tag.</summary>
    public MarkupToken Read()
    {
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!SkipText())
            {
                return MarkupToken.End;
            }

            Name = "";
            IsEnd = false;
            Ensure(LookAhead);
            var here = Here;
            if (here.Length < 2)
            {
                Advance(here.Length);
                return MarkupToken.EndInside;
            }

            TagOffset = Offset;
            Settle();
            TagLine = _line;
            switch (here[1])
            {
                case (byte)'?':
                    if (!SkipPast("?>"u8))
                    {
                        return MarkupToken.EndInside;
                    }

                    break;
                case (byte)'!' when here.StartsWith("<!--"u8):
                    Advance(4);
                    if (!SkipPast("-->"u8))
                    {
                        return MarkupToken.EndInside;
                    }

                    break;
                case (byte)'!' when here.StartsWith("<![CDATA["u8):
                    StrayText = true;
                    if (!SkipPast("]]>"u8))
                    {
                        return MarkupToken.EndInside;
                    }

                    break;
                case (byte)'!' when here.Length >= 9 && here[..9] is [_, _, (byte)'D' or (byte)'d', (byte)'O' or (byte)'o', (byte)'C' or (byte)'c', (byte)'T' or (byte)'t', ..]:
                    return MarkupToken.DocumentType;
                case (byte)'/':
                    return EndTag();
                case var c when IsNameStart(c):
                    return StartTag();
                default:
                    StrayText = true;
                    Advance(1);
                    break;
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _hash.Dispose();
    }

    private ReadOnlySpan<byte> Here => _buffer.AsSpan(_at, _length - _at);

    private MarkupToken EndTag()
    {
        IsEnd = true;
        Advance(2);
        if (ReadName() is not { } name)
        {
            return Broken("");
        }

        Name = name;
        SkipSpace();
        if (!Ensure(1))
        {
            return MarkupToken.EndInside;
        }

        if (_buffer[_at] != '>')
        {
            return Broken(name);
        }

        Advance(1);
        return MarkupToken.EndTag;
    }

    private MarkupToken StartTag()
    {
        if (_rawFresh)
        {
            Settle();
            _raw.ResetWrittenCount();
            _rawFresh = false;
        }

        _attributes.Clear();
        _values.ResetWrittenCount();
        SelfClosing = false;
        Cut = false;
        if (WholeTag())
        {
            return MarkupToken.StartTag;
        }

        _attributes.Clear();
        SelfClosing = false;
        Advance(1);
        if (ReadName() is not { } name)
        {
            return Broken("");
        }

        Name = name;
        while (true)
        {
            SkipSpace();
            if (!Ensure(1))
            {
                return MarkupToken.EndInside;
            }

            var c = _buffer[_at];
            if (c == '>')
            {
                Advance(1);
                return MarkupToken.StartTag;
            }

            if (c == '/')
            {
                if (!Ensure(2))
                {
                    return MarkupToken.EndInside;
                }

                if (_buffer[_at + 1] != '>')
                {
                    return Broken(name);
                }

                Advance(2);
                SelfClosing = true;
                return MarkupToken.StartTag;
            }

            if (!IsNameStart(c) || ReadName() is not { } attribute)
            {
                return Broken(name);
            }

            SkipSpace();
            if (!Ensure(1))
            {
                return MarkupToken.EndInside;
            }

            if (_buffer[_at] != '=')
            {
                return Broken(name);
            }

            Advance(1);
            SkipSpace();
            if (!Ensure(1))
            {
                return MarkupToken.EndInside;
            }

            var quote = _buffer[_at];
            if (quote is not ((byte)'"' or (byte)'\''))
            {
                return Broken(name);
            }

            Advance(1);
            var whole = name is "part" && attribute is "data" ? ReadData(attribute, quote) : ReadValue(attribute, quote);
            if (whole is null)
            {
                return MarkupToken.EndInside;
            }

            if (whole is false)
            {
                return Broken(name);
            }
        }
    }

    /// <summary>
    /// Reads a tag that stands whole in the buffer and has nothing unusual in it, as nearly all do: its values stay where they are until the
    /// next tag is read. False, with nothing consumed, for any other.
    /// </summary>
    private bool WholeTag()
    {
        var here = Here;
        if (here.Length > _maxValue)
        {
            here = here[.._maxValue];
        }

        var at = 1;
        if (KnownName(here[1..], _tagNames, 0) is not { } name)
        {
            return false;
        }

        at += name.Length;
        for (var number = 0; number < MostAttributes; number++)
        {
            var space = here[at..].IndexOfAnyExcept((byte)' ', (byte)'\n');
            if (space < 0)
            {
                return false;
            }

            at += space;
            if (here[at] == '>' || (here[at] == '/' && at + 1 < here.Length && here[at + 1] == '>'))
            {
                SelfClosing = here[at] == '/';
                Name = name;
                Advance(at + (SelfClosing ? 2 : 1));
                return true;
            }

            if (space == 0 || KnownName(here[at..], _attributeNames, number) is not { } attribute || (attribute is "data" && name is "part"))
            {
                return false;
            }

            at += attribute.Length;
            if (at + 2 >= here.Length || here[at] != '=' || here[at + 1] is not ((byte)'"' or (byte)'\''))
            {
                return false;
            }

            var quote = here[at + 1];
            at += 2;
            var end = here[at..].IndexOfAny(quote, (byte)'<');
            if (end < 0 || here[at + end] != quote)
            {
                return false;
            }

            _attributes.Add(new MarkupAttribute(attribute, _at + at, end, false, null, InBuffer: true));
            at += end + 1;
        }

        return false;
    }

    // Records of one kind have the same names in the same order: the name that stood at this place the last time is tried first.
    private string? KnownName(ReadOnlySpan<byte> here, List<string> last, int place)
    {
        if (place < last.Count && last[place] is var name && here.Length > name.Length && Ascii.Equals(here[..name.Length], name) && here[name.Length] is (byte)' ' or (byte)'=' or (byte)'>' or (byte)'\n')
        {
            return name;
        }

        var length = 0;
        while (length < here.Length && length < LongestName && (here[length] is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'_' || (length > 0 && here[length] is >= (byte)'0' and <= (byte)'9')))
        {
            length++;
        }

        if (length == 0 || length == LongestName || length == here.Length || place > last.Count)
        {
            return null;
        }

        Span<char> text = stackalloc char[length];
        Ascii.ToUtf16(here[..length], text, out _);
        var known = Interned(text);
        if (place < last.Count)
        {
            last[place] = known;
        }
        else
        {
            last.Add(known);
        }

        return known;
    }

    /// <summary>True: read. False: a known tag begins inside the value, so its end is missing. Null: the file ends.</summary>
    private bool? ReadValue(string name, byte quote)
    {
        var start = _values.WrittenCount;
        var cut = false;
        while (Ensure(1))
        {
            var here = Here;
            var stop = here.IndexOfAny(quote, (byte)'<');
            var take = stop < 0 ? here.Length : stop;
            var room = Math.Min(take, _maxValue - _values.WrittenCount);
            cut |= room < take;
            _values.Write(here[..room]);
            Advance(take);
            if (stop < 0)
            {
                continue;
            }

            if (_buffer[_at] == quote)
            {
                Advance(1);
                Cut |= cut;
                if (_attributes.Count < MostAttributes)
                {
                    _attributes.Add(new MarkupAttribute(name, start, _values.WrittenCount - start, cut, null));
                }
                else
                {
                    Cut = true;
                }

                return true;
            }

            if (LooksKnown())
            {
                return false;
            }

            // A raw "<" is not allowed here, but losing the record over it would help nobody.
            if (_values.WrittenCount < _maxValue)
            {
                _values.Write("<"u8);
            }

            _damaged = true;
            Advance(1);
        }

        return null;
    }

    private bool? ReadData(string name, byte quote)
    {
        var offset = Offset;
        var decoder = new LenientBase64(references: true);
        long size = 0;
        var first = new byte[4];
        Settle();
        _rawOn = false;
        try
        {
            while (Ensure(1))
            {
                var here = Here;
                var stop = here.IndexOfAny(quote, (byte)'<');
                var take = here[..(stop < 0 ? here.Length : stop)];
                var before = Offset - offset;
                for (var i = 0; i < take.Length && before + i < 4; i++)
                {
                    first[before + i] = take[i];
                }

                if (_decoded.Length < LenientBase64.Room(take.Length))
                {
                    _decoded = new byte[LenientBase64.Room(_buffer.Length)];
                }

                var count = decoder.Decode(take, _decoded);
                _hash.AppendData(_decoded.AsSpan(0, count));
                size += count;
                Advance(take.Length);
                if (stop < 0)
                {
                    continue;
                }

                if (_buffer[_at] != quote)
                {
                    if (LooksKnown())
                    {
                        _hash.GetHashAndReset();
                        return false;
                    }

                    decoder.Decode("<"u8, _decoded);
                    Advance(1);
                    continue;
                }

                var length = Offset - offset;
                Settle();
                _rawOn = true;
                if (length > 0)
                {
                    Keep(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[{length} characters of attachment data, in the original file from byte {offset}]")));
                }

                Advance(1);
                count = decoder.End(_decoded.Length == 0 ? _decoded = new byte[8] : _decoded);
                _hash.AppendData(_decoded.AsSpan(0, count));
                var hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
                if (length > 0 && !(length == 4 && first.AsSpan().SequenceEqual("null"u8)))
                {
                    _attributes.Add(new MarkupAttribute(name, 0, 0, false, new MarkupData(offset, length, size + count, hash, !decoder.Damaged)));
                }

                return true;
            }

            _hash.GetHashAndReset();
            return null;
        }
        finally
        {
            Settle();
            _rawOn = true;
        }
    }

    private MarkupToken Broken(string name)
    {
        Name = name;

        // Go on at the next place that looks like a tag of this format; what lies between goes into the raw text of the broken one.
        while (Ensure(1))
        {
            var next = Here.IndexOf((byte)'<');
            if (next < 0)
            {
                Advance(Here.Length);
                continue;
            }

            Advance(next);
            if (LooksKnown())
            {
                return MarkupToken.BrokenTag;
            }

            Advance(1);
        }

        return MarkupToken.BrokenTag;
    }

    private bool LooksKnown()
    {
        Ensure(LookAhead);
        var here = Here[1..];
        if (here.StartsWith((byte)'/'))
        {
            here = here[1..];
        }

        return IsOneOf(here, _known);
    }

    private static bool IsOneOf(ReadOnlySpan<byte> here, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (here.Length > name.Length && here[name.Length] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/' or (byte)'>'
                && Ascii.Equals(here[..name.Length], name))
            {
                return true;
            }
        }

        return false;
    }

    private string? ReadName()
    {
        // A name that reaches the edge of the buffer is looked at again with more of it there.
        var length = NameLength();
        while (_at + length == _length && length <= LongestName && Ensure(length + 1))
        {
            length = NameLength();
        }

        if (length is 0 or > LongestName)
        {
            Advance(Math.Min(length, LongestName));
            return null;
        }

        Span<char> name = stackalloc char[LongestName];
        for (var i = 0; i < length; i++)
        {
            name[i] = (char)_buffer[_at + i];
        }

        Advance(length);
        return Interned(name[..length]);
    }

    private string Interned(ReadOnlySpan<char> name)
    {
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known))
        {
            return known;
        }

        var made = new string(name);
        if (_names.Count < 1000)
        {
            _names.Add(made, made);
        }

        return made;
    }

    private int NameLength()
    {
        var here = Here;
        var length = 0;
        while (length < here.Length && length <= LongestName && (IsNameStart(here[length]) || here[length] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.'))
        {
            length++;
        }

        return length;
    }

    /// <summary>Whether, after any text, a start tag of one of these names comes next, or the end of one of those. Nothing of the tag is consumed.</summary>
    public bool NextIs(IEnumerable<string> starts, IEnumerable<string> ends)
    {
        if (!SkipText())
        {
            return false;
        }

        Ensure(LookAhead);
        var here = Here[1..];
        return here.StartsWith((byte)'/') ? IsOneOf(here[1..], ends) : IsOneOf(here, starts);
    }

    private bool SkipText()
    {
        // A byte order mark is not text.
        if (Offset == 0 && Ensure(3) && MarkupSource.SkipMark(Here).Length < Here.Length)
        {
            Advance(3);
        }

        while (Ensure(1))
        {
            var here = Here;
            var tag = here.IndexOf((byte)'<');
            var text = tag < 0 ? here : here[..tag];
            StrayText |= text.ContainsAnyExcept(" \t\r\n"u8);
            Advance(text.Length);
            if (tag >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private void SkipSpace()
    {
        while (Ensure(1))
        {
            var rest = Here.IndexOfAnyExcept(" \t\r\n"u8);
            Advance(rest < 0 ? Here.Length : rest);
            if (rest >= 0)
            {
                return;
            }
        }
    }

    private bool SkipPast(ReadOnlySpan<byte> mark)
    {
        while (Ensure(mark.Length))
        {
            var here = Here;
            var found = here.IndexOf(mark);
            if (found >= 0)
            {
                Advance(found + mark.Length);
                return true;
            }

            Advance(here.Length - mark.Length + 1);
        }

        Advance(Here.Length);
        return false;
    }

    /// <summary>Sees to it that so many bytes are in the buffer; false when the file has fewer.</summary>
    private bool Ensure(int count)
    {
        while (_length - _at < count)
        {
            if (_ended)
            {
                return false;
            }

            _cancellation.ThrowIfCancellationRequested();
            if (_at > 0)
            {
                Settle();
                _settled = 0;
                _buffer.AsSpan(_at, _length - _at).CopyTo(_buffer);
                _passed += _at;
                _length -= _at;
                _at = 0;
            }

            var read = _stream.Read(_buffer, _length, _buffer.Length - _length);
            _ended = read <= 0;
            _length += Math.Max(read, 0);
        }

        return true;
    }

    private void Advance(int count) => _at += count;

    private void Settle()
    {
        var passed = _buffer.AsSpan(_settled, _at - _settled);
        _line += passed.Count((byte)'\n');
        if (_rawOn && !_rawFresh)
        {
            Keep(passed);
        }

        _settled = _at;
    }

    private void Keep(ReadOnlySpan<byte> bytes) => _raw.Write(bytes[..Math.Min(bytes.Length, _maxRaw - _raw.WrittenCount)]);

    private static bool IsNameStart(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'_' or (byte)':' or >= 0x80;
}

/// <summary>An attribute's place in the kept values.</summary>
internal readonly record struct MarkupAttribute(string Name, int Start, int Length, bool Cut, MarkupData? Data, bool InBuffer = false);

/// <summary>Base64 data that was passed by: where it is, and what it decodes to.</summary>
internal sealed record MarkupData(long Offset, long Length, long Size, string Sha256, bool Whole);
