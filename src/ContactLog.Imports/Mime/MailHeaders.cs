using System.Buffers;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Mime;

/// <summary>The header lines of a mail or part, unfolded, in their order; a name may come twice. A bad line ends nothing.</summary>
/// <param name="room">For the header that is being read, this block's alone until it has ended.</param>
internal sealed class MailHeaders(ArrayBufferWriter<byte> room)
{
    /// <summary>Bytes of one header that are kept: a header of a megabyte is no header.</summary>
    private const int LongestValue = 64 * 1024;

    private const int MostHeaders = 2000;
    private readonly List<(string Name, string Value)> _all = [];
    private readonly ArrayBufferWriter<byte> _value = room;
    private string? _name;

    /// <summary>All of them, names as written.</summary>
    public IReadOnlyList<(string Name, string Value)> All => _all;

    /// <summary>Something was too long or too many and is only in the original file.</summary>
    public bool Cut { get; private set; }

    /// <summary>Lines were met that are no header.</summary>
    public bool Broken { get; private set; }

    /// <summary>Any line came that is a header.</summary>
    public bool Any => _name is not null || _all.Count > 0;

    /// <summary>The first with this name, unfolded and not decoded, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (one, value) in _all)
            {
                if (one.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>All with this name.</summary>
    public IEnumerable<string> Every(string name) => _all.Where(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value);

    /// <summary>Where the name of a header line ends, or -1 when it is none: visible ASCII up to a colon (RFC 5322 3.6.8).</summary>
    public static int NameLength(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        // Old programs put spaces before the colon.
        var name = colon < 0 ? default : line[..colon].TrimEnd((byte)' ').TrimEnd((byte)'\t');
        return name.Length is 0 or > 200 || name.ContainsAnyExceptInRange((byte)33, (byte)126) ? -1 : name.Length;
    }

    /// <summary>Takes one line.</summary>
    public void Add(ReadOnlySpan<byte> line, bool isStart)
    {
        line = line.TrimEnd("\r\n"u8);
        if (!isStart || line is [(byte)' ' or (byte)'\t', ..])
        {
            Append(line);
            return;
        }

        var length = NameLength(line);
        if (length < 0)
        {
            Broken = true;
            return;
        }

        Finish();
        _name = System.Text.Encoding.ASCII.GetString(line[..length]);
        Append(line[(line.IndexOf((byte)':') + 1)..]);
    }

    /// <summary>The block has ended.</summary>
    public void Finish()
    {
        if (_name is { } name)
        {
            _name = null;
            Cut |= _all.Count >= MostHeaders;
            if (_all.Count < MostHeaders)
            {
                _all.Add((name, TextEncodings.Decode(_value.WrittenSpan.Trim(" \t"u8), null, out _).Trim()));
            }
        }

        _value.ResetWrittenCount();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var left = LongestValue - _value.WrittenCount;
        Cut |= bytes.Length > left && _name is not null;
        _value.Write(bytes[..Math.Min(bytes.Length, Math.Max(0, left))]);
    }
}
